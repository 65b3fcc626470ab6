// Administration: who may sign in, with which role and where; who is supervised; tokens for programs; the log of all acts.

import { answerOf, outdate } from '../answers.js';
import { choiceView, fieldView, formView, pagesView } from '../form.js';
import { fullTime } from '../format.js';
import { h } from '../lib/preact.mjs';
import { refine, withQuery } from '../route.js';
import { change, currentSession, holds } from '../session.js';
import { say, word } from '../text.js';
import { tariffsView } from './billing-papers.js';
import { enrolmentView } from './enrolment.js';

const ROLES = ['city', 'township', 'facility', 'auditor'];
const PEOPLE = '/api/v1/people';
const TOKENS = '/api/v1/tokens';
const REFRESH_MS = 30_000;
const PAGE = 50;

let newToken = '';

export const peoplePage = {
  title: () => say('way_people'),
  view: (view) => [
    h('h1', { key: 'title' }, say('way_people')),
    holds('administrate') && peopleView(view),
    holds('administrate') && enrolmentView(view),
    holds('administrate') && tariffsView(view),
    !currentSession()?.visitor && ownView(view),
    holds('read_audit') && auditView(view),
  ],
};

function peopleView(view) {
  const { value, failure } = answerOf(PEOPLE, REFRESH_MS);
  const changePerson = async (method, url, document) => {
    const fault = await change(method, url, document);
    outdate(PEOPLE);
    return fault;
  };
  return h('section', { key: 'people', class: 'panel', 'aria-labelledby': 'people-title' },
    h('h2', { id: 'people-title' }, say('people')),
    failure && h('p', { key: 'failed', class: 'notice', role: 'alert' }, say('failed', { detail: failure.text })),
    value?.people.length === 0 && h('p', { key: 'none', class: 'notice' }, say('no_people')),
    (value?.people ?? []).map((person) => h('details', { key: person.name, class: 'person' },
      h('summary', null, h('strong', null, person.name), ` · ${word('role', person.role)} · ${person.area || say('whole_city')}`,
        person.suspended && h('span', { class: 'chip tone-unknown' }, say('suspended'))),
      formView(`change ${person.name}`, {
        fields: [
          choiceView(say('role_of'), 'role', ROLES.map((role) => [role, word('role', role)]), person.role),
          fieldView(say('area'), 'area', { defaultValue: person.area }),
          choiceView(say('may_sign_in'), 'suspended', [['false', say('yes')], ['true', say('suspended')]], String(person.suspended)),
        ],
        button: say('change'),
        send: ({ role, area, suspended }) =>
          changePerson('PUT', `${PEOPLE}/${encodeURIComponent(person.name)}`, { role, area: area.trim(), suspended: suspended === 'true' }),
        redraw: view.redraw,
      }),
      formView(`password ${person.name}`, {
        fields: [fieldView(say('new_password'), 'password', { required: true, type: 'password', autocomplete: 'new-password' })],
        button: say('set_password'),
        send: ({ password }) => changePerson('PUT', `${PEOPLE}/${encodeURIComponent(person.name)}/password`, { password }),
        redraw: view.redraw,
      }))),
    h('h3', null, say('add_person')),
    formView('add person', {
      fields: [
        fieldView(say('person_name'), 'name', { required: true, maxlength: 32 }),
        choiceView(say('role_of'), 'role', ROLES.map((role) => [role, word('role', role)]), 'facility'),
        fieldView(say('area'), 'area', { placeholder: '410481001-0007' }),
        fieldView(say('new_password'), 'password', { required: true, type: 'password', autocomplete: 'new-password' }),
      ],
      button: say('add_person'),
      send: ({ name, role, area, password }) => changePerson('POST', PEOPLE, { name: name.trim(), role, area: area.trim(), password }),
      redraw: view.redraw,
    }));
}

function ownView(view) {
  const { value } = answerOf(TOKENS, REFRESH_MS);
  return h('section', { key: 'own', class: 'panel', 'aria-labelledby': 'own-title' },
    h('h2', { id: 'own-title' }, say('own'), ' ', h('small', null, currentSession()?.name)),
    h('h3', null, say('own_password')),
    formView('own password', {
      fields: [
        fieldView(say('old_password'), 'old', { required: true, type: 'password', autocomplete: 'current-password' }),
        fieldView(say('new_password'), 'password', { required: true, type: 'password', autocomplete: 'new-password' }),
      ],
      button: say('change'),
      send: ({ old, password }) => change('PUT', '/api/v1/session/password', { old, password }),
      redraw: view.redraw,
    }),
    h('h3', null, say('tokens')),
    h('ul', { class: 'tokens' }, (value?.tokens ?? []).map((token) => h('li', { key: token.id },
      h('strong', null, token.label), ` · ${token.person} · ${token.is_read_only ? say('read_only') : say('full_access')} `,
      h('button', {
        class: 'button', type: 'button', onclick: async () => {
          await change('DELETE', `${TOKENS}/${encodeURIComponent(token.id)}`);
          outdate(TOKENS);
          view.redraw();
        },
      }, say('remove'))))),
    formView('add token', {
      fields: [
        fieldView(say('token_label'), 'label', { required: true, maxlength: 64 }),
        choiceView(say('access'), 'read_only', [['true', say('read_only')], ['false', say('full_access')]], 'true'),
        fieldView(say('days_valid'), 'days', { required: true, type: 'number', min: 1, max: 366, defaultValue: 90 }),
      ],
      button: say('add_token'),
      send: ({ label, read_only: readOnly, days }) => change('POST', TOKENS, { label, read_only: readOnly === 'true', days: Number(days) }, ({ token }) => {
        newToken = token;
        outdate(TOKENS);
      }),
      redraw: view.redraw,
      done: newToken && h('span', null, say('token_once'), ' ', h('code', null, newToken)),
    }));
}

function auditView(view) {
  const { before = '', area = '' } = view.route.query;
  const { value, failure } = answerOf(withQuery('/api/v1/audit', { count: PAGE, area, before }), before ? Infinity : REFRESH_MS);
  const check = answerOf('/api/v1/audit/check', 10 * REFRESH_MS).value;
  const show = (query) => {
    refine(query);
    view.redraw();
  };
  return h('section', { key: 'audit', class: 'panel', 'aria-labelledby': 'audit-title' },
    h('h2', { id: 'audit-title' }, say('audit')),
    check && h('p', { key: 'check', class: 'note' }, check.whole ? say('audit_whole') : say('audit_broken', { number: check.first_break })),
    h('search', { key: 'area', class: 'act-form' }, fieldView(say('audit_area'), 'area', {
      type: 'search', defaultValue: area, placeholder: '410481001-0007', onchange: (event) => show({ area: event.target.value.trim(), before: '' }),
    })),
    failure && h('p', { key: 'failed', class: 'notice', role: 'alert' }, say('failed', { detail: failure.text })),
    value?.entries.length === 0 && h('p', { key: 'none', class: 'notice' }, say('audit_none')),
    value?.entries.length > 0 && h('div', { key: 'entries', class: 'wide', tabindex: '0' }, h('table', null,
      h('thead', null, h('tr', null, ['number', 'time', 'who', 'what', 'target', 'detail'].map((name) => h('th', { key: name, scope: 'col' }, say(`audit_${name}`))))),
      h('tbody', null, value.entries.map((entry) => h('tr', { key: entry.number },
        h('th', { scope: 'row' }, entry.number), h('td', null, fullTime(entry.at_ms)), h('td', null, entry.person),
        h('td', null, h('code', null, entry.what)), h('td', null, entry.target), h('td', null, entry.detail)))))),
    pagesView({ isNewest: !before, older: value?.entries.length === PAGE && value.entries.at(-1).number, turn: (number) => show({ before: number }) }));
}
