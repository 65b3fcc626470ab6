// Administration: facilities, nodes and keys.

import { answerOf, outdate } from '../answers.js';
import { choiceView, fieldView, formView } from '../form.js';
import { pick } from '../language.js';
import { h } from '../lib/preact.mjs';
import { to } from '../route.js';
import { change } from '../session.js';
import { say, word } from '../text.js';

const ENROLMENT = '/api/v1/enrolment';
const REFRESH_MS = 30_000;
const STATES = ['active', 'suspended', 'retired'];

// The keys that were just made, by node: the supervisor tells each of them this once.
const newKeys = new Map();

export function enrolmentView(view) {
  const { value, failure } = answerOf(ENROLMENT, REFRESH_MS);
  return h('section', { key: 'enrolment', class: 'panel', 'aria-labelledby': 'enrolment-title' },
    h('h2', { id: 'enrolment-title' }, say('enrolment')),
    failure && h('p', { key: 'failed', class: 'notice', role: 'alert' }, say('failed', { detail: failure.text })),
    (value?.facilities ?? []).map((facility) => facilityView(facility, view)),
    h('h3', null, say('add_facility')),
    formView('add facility', {
      fields: [
        fieldView(say('facility_id'), 'id', { required: true, placeholder: '410481001-0007' }),
        ...nameFields(''),
        ...nameFields('township_'),
      ],
      button: say('add_facility'),
      send: (typed) => act('POST', '/facilities', {
        id: typed.id.trim(), name: nameOf(typed, ''), township: nameOf(typed, 'township_'),
      }),
      redraw: view.redraw,
    }));
}

function facilityView(facility, view) {
  return h('details', { key: facility.id, class: 'person' },
    h('summary', null, h('strong', null, pick(facility.name, facility.id)), ' · ', h('code', null, facility.id)),
    h('p', null, h('a', { href: to.hours(facility.id) }, say('hours'))),
    facility.nodes.map((node) => nodeView(node, view)),
    h('h4', null, say('add_node')),
    formView(`add node ${facility.id}`, {
      fields: [fieldView(say('node_number'), 'number', { required: true, pattern: '[0-9]{2}', placeholder: '01' }), ...nameFields('')],
      button: say('add_node'),
      send: (typed) => actForKey('POST', '/nodes', { id: `${facility.id}-${typed.number}`, name: nameOf(typed, '') }),
      redraw: view.redraw,
    }));
}

function nodeView(node, view) {
  const path = `/nodes/${encodeURIComponent(node.id)}`;
  const usable = node.keys.filter(({ state }) => state !== 'retired');
  return h('details', { key: node.id, class: 'person' },
    h('summary', null, h('strong', null, pick(node.name, node.id)), ' · ', h('code', null, node.id),
      node.state !== 'active' && h('span', { key: 'state', class: 'chip tone-unknown' }, word('node_state', node.state))),
    h('p', { class: 'note' }, say('keys_of_node'), ' ', node.keys.map(({ kid, state }) => `${kid} (${word('key_state', state)})`).join(say('list_separator'))),
    newKeys.has(node.id) && h('p', { key: 'new', class: 'note', role: 'status' }, say('key_once'), ' ', h('code', null, newKeys.get(node.id))),
    node.state !== 'retired' && [
      formView(`state ${node.id}`, {
        fields: [choiceView(say('state_of_node'), 'state', STATES.map((state) => [state, word('node_state', state)]), node.state)],
        button: say('change'),
        send: ({ state }) => act('PUT', `${path}/state`, { state }),
        redraw: view.redraw,
      }),
      formView(`add key ${node.id}`, {
        fields: [fieldView(say('key_id'), 'kid', { required: true, maxlength: 32 })],
        button: say('add_key'),
        send: ({ kid }) => actForKey('POST', `${path}/keys`, { kid: kid.trim() }),
        redraw: view.redraw,
      }),
      usable.length > 1 && formView(`key ${node.id}`, {
        fields: [
          choiceView(say('key_id'), 'kid', usable.map(({ kid }) => [kid, kid]), usable[0].kid),
          choiceView(say('key_act'), 'act', [['use', say('use_key')], ['retire', say('retire_key')]], 'use'),
        ],
        button: say('change'),
        send: ({ kid, act: what }) => (what === 'use'
          ? act('PUT', `${path}/keys/${encodeURIComponent(kid)}/use`)
          : act('DELETE', `${path}/keys/${encodeURIComponent(kid)}`)),
        redraw: view.redraw,
      }),
    ]);
}

async function act(method, path, document, onDone) {
  const fault = await change(method, ENROLMENT + path, document, onDone);
  outdate(ENROLMENT);
  return fault;
}

function actForKey(method, path, document) {
  return act(method, path, document, ({ node, kid, k }) => newKeys.set(node, `${kid} ${k}`));
}

function nameFields(prefix) {
  return ['zh', 'en'].map((language) => fieldView(say(`${prefix}name_${language}`), `${prefix}${language}`, { required: true, maxlength: 64 }));
}

function nameOf(typed, prefix) {
  return { zh: typed[`${prefix}zh`], en: typed[`${prefix}en`] };
}
