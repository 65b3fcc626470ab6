// What a township did in a month or a year: protection, alarms, consumption and benefit, to print and to take along.

import { answerOf } from '../answers.js';
import { duration, isoDay, thousandths } from '../format.js';
import { pick } from '../language.js';
import { h } from '../lib/preact.mjs';
import { townships } from '../overview-state.js';
import { go, to } from '../route.js';
import { say, word } from '../text.js';

const MEDIA = ['electricity', 'water', 'gas'];

export const reportsPage = {
  title: () => say('way_reports'),
  view: reportsView,
};

function reportsView(view) {
  const known = townships(view.facilities);
  const township = view.route.query.township ?? known[0]?.code;
  const period = view.route.query.period ?? isoDay(view.nowMs).slice(0, 7);
  const url = `/api/v1/townships/${encodeURIComponent(township ?? '')}/report`;
  const { value, failure } = township ? answerOf(`${url}?period=${encodeURIComponent(period)}`) : {};
  return [
    h('h1', { key: 'title' }, say('way_reports')),
    chooserView(known, township, period),
    failure && !value && h('p', { key: 'failed', class: 'notice', role: 'alert' }, say('failed', { detail: failure.text })),
    township && !failure && !value && h('p', { key: 'reading', class: 'notice', role: 'status' }, say('summary_waiting')),
    value && h('section', { key: 'report', class: 'panel report', 'aria-labelledby': 'report-title' },
      h('div', { class: 'chart-head' },
        h('h2', { id: 'report-title' }, pick(value.township.name, value.township.code), ' · ', period),
        h('div', { class: 'choose no-print' },
          h('a', { class: 'button', href: `${url}.csv?period=${encodeURIComponent(period)}`, download: `${township}-${period}.csv` }, say('as_csv')),
          h('button', { type: 'button', class: 'button', onclick: () => print() }, say('to_print')))),
      h('p', { class: 'note' }, say('report_note')),
      tableView(value)),
  ];
}

function chooserView(known, township, period) {
  const show = (form) => go(to.reports({ township: form.elements.township.value, period: form.elements.period.value.trim() }));
  return h('form', {
    key: 'chooser', class: 'chooser no-print', onsubmit: (event) => {
      event.preventDefault();
      show(event.target);
    },
  },
  h('label', null, say('township'), ' ', h('select', { name: 'township', onchange: (event) => show(event.target.form) },
    known.map(({ code, zh, en }) => h('option', { key: code, value: code, selected: code === township }, pick({ zh, en }, code))))),
  h('label', null, say('period'), ' ', h('input', {
    key: period, name: 'period', defaultValue: period, pattern: '\\d{4}(-\\d{2})?', required: true, size: '8', title: say('period_rule'), inputmode: 'numeric',
  })),
  h('button', { class: 'button', type: 'submit' }, say('show')),
  h('button', { class: 'button', type: 'button', onclick: () => go(to.reports({ township, period: period.slice(0, 4) })) }, say('whole_year')));
}

function tableView({ facilities }) {
  const number = (key, text) => h('td', { key, class: 'number', 'data-label': say(key) }, text);
  const columns = ['compliant_days', 'not_compliant_days', 'sum_not_protected', 'sum_unknown', 'alarm_count', 'consumption', 'benefit'];
  const total = (name) => facilities.reduce((sum, facility) => sum + facility[name], 0);
  const row = (key, head, one) => h('tr', { key },
    h('th', { scope: 'row' }, head),
    number('compliant_days', `${one.compliant_days} / ${one.days}`),
    number('not_compliant_days', one.not_compliant_days),
    number('sum_not_protected', duration(one.not_protected_ms)),
    number('sum_unknown', duration(one.unknown_ms)),
    number('alarm_count', one.alarms),
    h('td', { key: 'consumption', 'data-label': say('consumption') }, mediaText(one.media, ({ consumption, medium }) =>
      Number.isSafeInteger(consumption) && `${thousandths(consumption)} ${medium === 'electricity' ? 'kWh' : 'm³'}`)),
    h('td', { key: 'benefit', 'data-label': say('benefit') }, mediaText(one.media, ({ benefit_fen: fen }) =>
      Number.isSafeInteger(fen) && say('yuan', { amount: (fen / 100).toFixed(2) }))));
  return h('div', { class: 'wide cards' }, h('table', null,
    h('thead', null, h('tr', null, h('th', { key: 'facility', scope: 'col' }, say('facility')),
      columns.map((name) => h('th', { key: name, scope: 'col' }, say(name))))),
    h('tbody', null, facilities.map((facility) => row(facility.id, h('a', { href: to.facility(facility.id) }, pick(facility.name, facility.id)), facility))),
    facilities.length > 1 && h('tfoot', null, row('total', say('total'), {
      ...Object.fromEntries(['compliant_days', 'days', 'not_compliant_days', 'not_protected_ms', 'unknown_ms', 'alarms'].map((name) => [name, total(name)])),
      media: sumOfMedia(facilities),
    }))));
}

function sumOfMedia(facilities) {
  const all = facilities.flatMap(({ media }) => media);
  return MEDIA.filter((medium) => all.some((one) => one.medium === medium)).map((medium) => {
    const sum = (name) => all.filter((one) => one.medium === medium && Number.isSafeInteger(one[name])).reduce((total, one) => total + one[name], 0);
    return { medium, consumption: sum('consumption'), benefit_fen: sum('benefit_fen') };
  });
}

function mediaText(media, textOf) {
  const known = media.map((one) => [one.medium, textOf(one)]).filter(([, text]) => text);
  return known.length === 0 ? '—' : h('ul', null, known.map(([medium, text], index) => h('li', { key: index }, word('medium', medium), ' ', text)));
}
