// A form that changes something: says what is wrong beside it, and that it is done.

import { h } from './lib/preact.mjs';
import { say } from './text.js';

const states = new Map();

/**
 * `fields` are elements; `send(values)` answers what is wrong, or an empty text. What was typed stays until it is done.
 */
export function formView(key, { fields, button, send, redraw, done }) {
  const state = states.get(key) ?? {};
  return h('form', {
    key, class: 'act-form', onsubmit: async (event) => {
      event.preventDefault();
      const form = event.target;
      states.set(key, { isPending: true });
      redraw();
      const fault = await send(Object.fromEntries(new FormData(form)));
      states.set(key, { fault, isDone: !fault });
      if (!fault) {
        form.reset();
      }
      redraw();
    },
  },
  fields,
  h('button', { class: 'button', type: 'submit', disabled: state.isPending === true }, button),
  state.fault && h('p', { key: 'fault', class: 'form-fault', role: 'alert' }, state.fault),
  state.isDone && h('p', { key: 'done', class: 'note', role: 'status' }, done ?? say('done')));
}

/** Turns the pages of a list, newest first: `older` is where the next one begins, if there is one. */
export function pagesView({ isNewest, older, turn }) {
  return h('div', { key: 'pages', class: 'choose' },
    !isNewest && h('button', { key: 'newest', class: 'button', type: 'button', onclick: () => turn('') }, say('audit_newest')),
    older && h('button', { key: 'older', class: 'button', type: 'button', onclick: () => turn(older) }, say('audit_older')));
}

export function fieldView(label, name, properties) {
  return h('label', { key: name }, h('span', null, label), h('input', { name, type: 'text', autocomplete: 'off', autocapitalize: 'none', spellcheck: false, ...properties }));
}

export function fileView(label, name, properties) {
  return h('label', { key: name }, h('span', null, label), h('input', { name, type: 'file', ...properties }));
}

export function choiceView(label, name, options, chosen) {
  return h('label', { key: name }, h('span', null, label), h('select', { name },
    options.map(([value, text]) => h('option', { key: value, value, selected: value === chosen }, text))));
}
