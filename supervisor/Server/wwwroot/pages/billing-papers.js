// What people hand in for bills: tariffs of the city, accounts and tables of bills of a facility.

import { answerOf, outdate } from '../answers.js';
import { say, word } from '../billing-text.js';
import { choiceView, fieldView, fileView, formView } from '../form.js';
import { fullTime } from '../format.js';
import { pick } from '../language.js';
import { h } from '../lib/preact.mjs';
import { change } from '../session.js';

const TARIFFS = '/api/v1/tariffs';
const REFRESH_MS = 60_000;

// What came of the newest import, by address.
const results = new Map();

/** The accounts and tables of a facility; `shown` is the address whose answer rests on them. */
export function papersView(facility, shown, view) {
  const base = `/api/v1/facilities/${encodeURIComponent(facility)}`;
  const [accounts, tables] = [`${base}/accounts`, `${base}/bills`];
  const act = async (...request) => {
    const fault = await change(...request);
    [accounts, tables, shown].forEach(outdate);
    return fault;
  };
  const remove = async (url) => {
    results.set(url, await act('DELETE', url));
    view.redraw();
  };
  return h('section', { key: 'papers', class: 'panel', 'aria-labelledby': 'papers-title' },
    h('h2', { id: 'papers-title' }, say('papers')),
    h('h3', null, say('accounts')),
    listView(accounts, ({ accounts: all }) => all.map((one) => paperView(one.account, one, [
      one.account, ` · ${one.tariff} ${one.class} · `, h('code', null, `${one.node} ${one.meter}`),
    ], () => remove(`${accounts}/${encodeURIComponent(one.account)}`), results.get(`${accounts}/${encodeURIComponent(one.account)}`)))),
    accountForm(facility, accounts, act, view),
    h('h3', null, say('tables')),
    listView(tables, ({ tables: all }) => all.map((one) => paperView(one.name, one, [
      one.name, ' · ', say('bills_of', { count: one.bills, from: one.first_day, to: one.end_day }),
    ], () => remove(`${tables}/${encodeURIComponent(one.name)}`), results.get(`${tables}/${encodeURIComponent(one.name)}`)))),
    h('h4', null, say('import_bills')),
    formView(`import ${facility}`, {
      fields: [
        fileView(say('table_file'), 'table', { required: true, accept: '.csv,text/csv' }),
        fileView(say('mapping_file'), 'mapping', { accept: '.json,application/json' }),
      ],
      button: say('import_bills'),
      send: ({ table, mapping }) => {
        const files = new FormData();
        files.append('table', table);
        if (mapping.size > 0) {
          files.append('mapping', mapping);
        }
        return act('POST', tables, files, (result) => results.set(tables, result));
      },
      redraw: view.redraw,
      done: results.has(tables) && [
        say('imported', { count: results.get(tables).bills }), ' ',
        results.get(tables).unknown_accounts.length > 0 && say('unknown_accounts', { accounts: results.get(tables).unknown_accounts.join(', ') }),
      ],
    }));
}

/** The tariffs of the city. */
export function tariffsView(view) {
  return h('section', { key: 'tariffs', class: 'panel', 'aria-labelledby': 'tariffs-title' },
    h('h2', { id: 'tariffs-title' }, say('tariffs')),
    listView(TARIFFS, ({ tariffs }) => tariffs.map((tariff) => h('li', { key: tariff.id },
      h('strong', null, pick(tariff.name, tariff.id)), ` · ${word('medium', tariff.medium)} · ${tariff.region} · `, h('code', null, tariff.id), ' ',
      h('small', null, originOf(tariff)),
      tariff.fictional && h('p', { key: 'fictional', class: 'billing-warn' }, say('fictional')),
      h('p', { class: 'note' }, tariff.verified ? say('verified') : say('unverified'), ' · ',
        say('classes', { classes: tariff.classes.map(className).join(' / ') }))))),
    h('h3', null, say('add_tariff')),
    formView('add tariff', {
      fields: [fileView(say('tariff_file'), 'tariff', { required: true, accept: '.json,application/json' })],
      button: say('add_tariff'),
      send: async ({ tariff }) => {
        const fault = await change('PUT', TARIFFS, tariff, (result) => results.set(TARIFFS, result));
        outdate(TARIFFS);
        return fault;
      },
      redraw: view.redraw,
      done: results.has(TARIFFS) && [
        say('accepted', { id: results.get(TARIFFS).id }), ' ',
        results.get(TARIFFS).advice.length > 0 && say('advice', { advice: results.get(TARIFFS).advice.join('; ') }),
      ],
    }));
}

function accountForm(facility, accounts, act, view) {
  const tariffs = answerOf(TARIFFS, REFRESH_MS).value?.tariffs ?? [];
  const classes = tariffs.flatMap((tariff) => tariff.classes.map((one) =>
    [JSON.stringify([tariff.id, one.id, one.voltage]), `${pick(tariff.name, tariff.id)} · ${className(one)}`]));
  return tariffs.length === 0 ? h('p', { key: 'no-tariffs', class: 'note' }, say('no_tariffs')) : [
    h('h4', { key: 'add' }, say('add_account')),
    formView(`add account ${facility}`, {
      fields: [
        fieldView(say('account_number'), 'account', { required: true, maxlength: 64 }),
        fieldView(say('node'), 'node', { required: true, defaultValue: `${facility}-01` }),
        fieldView(say('meter'), 'meter', { required: true, placeholder: 'power' }),
        choiceView(say('tariff'), 'class', classes, classes[0][0]),
        choiceView(say('otherwise_class'), 'otherwise', [['', say('not_known')], ...classes], ''),
        fieldView(say('households'), 'households', { type: 'number', min: 1, defaultValue: 1 }),
      ],
      button: say('add_account'),
      send: (typed) => {
        const [tariff, prices, voltage] = JSON.parse(typed.class);
        return act('PUT', accounts, {
          account: typed.account.trim(), node: typed.node.trim(), meter: typed.meter.trim(), tariff, class: prices, households: Number(typed.households),
          ...(voltage && { voltage }), ...(typed.otherwise && { otherwise: JSON.parse(typed.otherwise)[1] }),
        });
      },
      redraw: view.redraw,
    }),
  ];
}

function listView(url, items) {
  const { value, failure } = answerOf(url, REFRESH_MS);
  const shown = value ? items(value) : [];
  return [
    failure && h('p', { key: 'failed', class: 'notice', role: 'alert' }, say('failed', { detail: failure.text })),
    value && shown.length === 0 && h('p', { key: 'none', class: 'note' }, say('none_yet')),
    h('ul', { key: 'list', class: 'tokens' }, shown),
  ];
}

function paperView(key, paper, content, remove, fault) {
  return h('li', { key }, content, ' ', h('small', null, originOf(paper)), ' ',
    paper.by && h('button', { class: 'button', type: 'button', 'aria-label': `${say('remove')} ${key}`, onclick: remove }, say('remove')),
    fault && h('p', { key: 'fault', class: 'form-fault', role: 'alert' }, fault));
}

function originOf({ by, at_ms: atMs }) {
  return by ? say('by', { person: by, time: fullTime(atMs) }) : say('in_folder');
}

function className({ id, name, voltage }) {
  return `${pick(name, id)}${voltage ? ` (${voltage})` : ''}`;
}
