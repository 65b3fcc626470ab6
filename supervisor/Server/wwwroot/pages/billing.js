// One facility's month: consumption by day, cost and benefit to date, and its bills with their verdicts; accounts and bills are handed in here.

import { answerOf } from '../answers.js';
import { say, word } from '../billing-text.js';
import { dayName, thousandths } from '../format.js';
import { pick } from '../language.js';
import { h } from '../lib/preact.mjs';
import { refine, to } from '../route.js';
import { holds } from '../session.js';
import { papersView } from './billing-papers.js';

const BAR_HEIGHT = 100;
const REFRESH_MS = 60_000;

export const billingPage = {
  title: (view) => `${say('title')} · ${view.route.ids[0] ?? ''}`,
  view: (view) => {
    const id = view.route.ids[0] ?? '';
    const { month: asked } = view.route.query;
    const url = `/api/v1/facilities/${encodeURIComponent(id)}/billing${asked ? `?month=${encodeURIComponent(asked)}` : ''}`;
    const { value, failure } = answerOf(url, REFRESH_MS);
    return h('div', { class: 'billing' },
      h('p', { key: 'way' }, h('a', { href: to.facility(id) }, `‹ ${say('back')}`)),
      h('h1', { key: 'title' }, say('title'), ' ', h('small', null, pick(value?.name, id))),
      failure && h('p', { key: 'failed', class: 'notice', role: 'alert' }, say('failed', { detail: failure.text })),
      !value && !failure && h('p', { key: 'loading', class: 'notice' }, say('loading')),
      value && monthView(value, view),
      value && value.meters.length === 0 && h('p', { key: 'none', class: 'notice' }, say('no_accounts')),
      value && h('div', { key: 'meters', class: 'billing-meters' }, value.meters.map(meterView)),
      value && value.meters.length > 0 && billsView(value.bills),
      holds('configure') && papersView(id, url, view));
  },
};

function monthView({ facility, month, meters }, view) {
  const turn = (months) => {
    refine({ month: monthAfter(month, months) });
    view.redraw();
  };
  return h('nav', { key: 'months', class: 'billing-months', 'aria-label': say('month') },
    h('button', { class: 'button', type: 'button', onclick: () => turn(-1) }, `‹ ${say('previous')}`),
    h('strong', null, month),
    h('button', { class: 'button', type: 'button', onclick: () => turn(1) }, `${say('next')} ›`),
    meters.length > 0 && h('a', { class: 'button', href: `/api/v1/facilities/${encodeURIComponent(facility)}/receipt?month=${month}` }, say('receipt')));
}

function meterView(meter) {
  const unit = meter.medium === 'electricity' ? 'kWh' : 'm³';
  return h('section', { key: `${meter.account} ${meter.meter}`, class: 'billing-card' },
    h('h2', null, `${word('medium', meter.medium)} · ${pick(meter.class)}`),
    h('p', null, say('account', { account: meter.account }), ' · ', h('code', null, `${meter.node} ${meter.meter}`)),
    meter.fictional && h('p', { key: 'fictional', class: 'billing-warn' }, say('fictional')),
    !meter.verified && h('p', { key: 'unverified', class: 'billing-warn' }, say('unverified')),
    meter.problem && h('p', { key: 'problem', class: 'billing-warn' }, say('problem', { detail: meter.problem })),
    meter.to_date && sumsView(meter.to_date, meter.before, unit),
    meter.days.length > 0 && daysView(meter.days, unit));
}

function sumsView(now, before, unit) {
  const rows = [
    ['consumed', `${thousandths(now.consumption)} ${unit}`],
    ['cost', yuan(now.cost_fen)],
    now.otherwise_fen !== null && ['otherwise', yuan(now.otherwise_fen)],
    now.benefit_fen !== null && ['benefit', yuan(now.benefit_fen)],
    before && ['before', `${thousandths(before.consumption)} ${unit}`],
    before && ['before_cost', yuan(before.cost_fen)],
    before && before.consumption > 0 && ['change', percent(now.consumption, before.consumption)],
  ].filter(Boolean);
  return h('dl', { class: 'billing-sums' }, rows.map(([key, value]) => [h('dt', { key }, say(key)), h('dd', { key }, value)]));
}

function daysView(days, unit) {
  const most = Math.max(1, ...days.map((day) => day.consumption));
  return [
    h('svg', { key: 'days', class: 'billing-days', viewBox: `0 0 ${days.length * 10} ${BAR_HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': say('days') },
      days.map((day, index) => {
        const height = Math.max(1, (day.consumption / most) * BAR_HEIGHT);
        return h('rect', { key: day.day, class: day.estimated > 0 ? 'estimated' : 'read', x: index * 10 + 1, width: 8, y: BAR_HEIGHT - height, height },
          h('title', null, dayText(day, unit)));
      })),
    h('p', { key: 'axis', class: 'billing-axis', 'aria-hidden': 'true' },
      h('span', null, dayName(days[0].day)), h('span', null, `${thousandths(most)} ${unit}`), h('span', null, dayName(days.at(-1).day))),
    h('ol', { key: 'list', class: 'for-screen-readers' }, days.map((day) => h('li', { key: day.day }, dayText(day, unit)))),
  ];
}

function dayText(day, unit) {
  const estimated = day.estimated > 0 ? `, ${say('estimated', { quantity: thousandths(day.estimated) })}` : '';
  return `${dayName(day.day)}: ${thousandths(day.consumption)} ${unit}${estimated}`;
}

function billsView(bills) {
  const columns = ['bill', 'time', 'billed', 'amount', 'due', 'difference', 'verdict'];
  const numbers = new Set(['billed', 'amount', 'due', 'difference']);
  return h('section', { key: 'bills', class: 'billing-card' },
    h('h2', null, say('bills')),
    bills.length === 0 ? h('p', null, say('no_bills')) : h('div', { class: 'billing-table wide cards' },
      h('table', null,
        h('thead', null, h('tr', null, columns.map((column) => h('th', { key: column, scope: 'col', class: numbers.has(column) && 'number' }, say(column))))),
        h('tbody', null, bills.map(billView)))));
}

function billView(bill) {
  const unit = bill.unit === 'm3' ? 'm³' : bill.unit ?? '';
  const number = (label, text) => h('td', { key: label, class: 'number', 'data-label': say(label) }, text);
  return h('tr', { key: `${bill.file} ${bill.line}` },
    h('td', { key: 'bill', class: 'whole' }, bill.bill, ' ', h('small', null, bill.account)),
    h('td', { key: 'time', class: 'whole' }, say('until', { from: bill.from, to: bill.to })),
    number('billed', `${bill.billed_quantity} ${unit}`),
    number('amount', yuan(bill.billed_fen)),
    number('due', yuan(bill.expected_fen)),
    number('difference', yuan(bill.difference_fen)),
    h('td', { key: 'verdict', class: 'whole' },
      h('span', { class: `billing-verdict billing-${bill.verdict}` }, word('verdict', bill.verdict)),
      h('p', null, h('small', null, word('reason', bill.reason), bill.quantity_off && ` · ${say('quantity_off')}`)),
      bill.proof && h('p', { key: 'proof' }, h('a', { href: recordsOf(bill.proof), title: `SHA-256 ${bill.proof.sha256}` }, say('proof', bill.proof)))));
}

function recordsOf(proof) {
  return `/api/v1/nodes/${encodeURIComponent(proof.source)}/records?first=${proof.first}&last=${proof.last}`;
}

function yuan(fen) {
  return fen === null || fen === undefined ? '—' : say('yuan', { amount: (fen / 100).toFixed(2) });
}

function percent(now, before) {
  const change = (now - before) / before * 100;
  return `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(1)} %`;
}

function monthAfter(month, months) {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}
