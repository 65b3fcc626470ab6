// The phone of whoever sets nodes up: which node, which Wi-Fi network, and how far it is.

import { h } from '/lib/preact.mjs';
import { pick } from '/language.js';
import { say, word } from '/sim/sim-text.js';

const STEPS = ['connect', 'button', 'papers', 'wifi', 'done'];

/** Whether there is something to set up, or was. */
export function isPhoneNeeded(state) {
  return Boolean(state.phone) || (state.nodes ?? []).some((node) => node.setup);
}

export function phoneView(state, send) {
  const waiting = (state.nodes ?? []).filter((node) => node.setup);
  const { phone } = state;
  return [
    h('h2', { id: 'phone-title' }, say('phone')),
    waiting.length > 0 && h('form', { key: 'form', class: 'phone-form', onsubmit: (event) => submit(event, send) },
      h('label', null, say('phone_node'), h('select', { name: 'node' }, waiting.map((node) =>
        h('option', { key: node.id, value: shortId(node.id) }, `${shortId(node.id)} · ${pick(node.name, node.id)}`)))),
      h('label', null, say('wifi'), h('input', {
        name: 'wifi', type: 'text', defaultValue: 'nursery', list: 'networks', required: true, pattern: '\\S+', autocomplete: 'off', autocapitalize: 'none',
      })),
      h('label', null, say('wifi_password'), h('input', {
        name: 'password', type: 'text', defaultValue: 'sunshine-2026', pattern: '\\S*', autocomplete: 'off', autocapitalize: 'none', spellcheck: false,
      })),
      h('datalist', { id: 'networks' }, (phone?.networks ?? []).map((name) => h('option', { key: name, value: name }))),
      h('button', { class: 'button', type: 'submit' }, say('set_up'))),
    phone && h('p', { key: 'with', class: 'note' }, say('phone_with', { node: shortId(phone.node) })),
    phone && h('ol', { key: 'steps', class: 'steps' }, STEPS.map((step, index) => stepView(phone, step, index))),
  ];
}

function stepView(phone, step, index) {
  const at = STEPS.indexOf(phone.step);
  const status = index < at || phone.step === 'done' ? 'done' : index > at ? 'later' : phone.failure ? 'failed' : 'now';
  return h('li', { key: step, class: `step step-${status}`, 'aria-current': status === 'now' ? 'step' : null },
    h('strong', null, word('step', step)),
    status === 'now' && step === 'button' && h('span', { class: 'step-hint' }, say('press_the_button')),
    status === 'failed' && h('span', { class: 'step-hint', role: 'alert' }, pick(phone.failure)));
}

function submit(event, send) {
  event.preventDefault();
  const { node, wifi, password } = event.target.elements;
  send(`setup ${node.value} ${wifi.value.trim()} ${password.value.trim()}`.trim());
}

function shortId(id) {
  return id.split('-').at(-1);
}
