// One virtual board as a card. Every control sends the command a person would type.

import { h } from '/dom.js';
import { pick } from '/language.js';
import { say, word } from '/sim/sim-text.js';

// What turns an input on and off; a type that is missing here is only shown.
const SWITCHES = {
  door: { on: 'open', off: 'close', words: 'opening' },
  window: { on: 'open', off: 'close', words: 'opening' },
  smoke: { on: 'smoke on', off: 'smoke off', words: 'active' },
};

export function boardView(node, send) {
  const shortId = node.id.split('-').at(-1);
  const titleId = `${node.id}-title`;
  return h('article', {
    key: node.id, 'aria-labelledby': titleId,
    class: `board${node.powered ? '' : ' board-off'}${node.siren ? ' board-siren' : ''}`,
  },
  h('header', { class: 'board-head' },
    h('div', null, h('h3', { id: titleId }, pick(node.name, node.id)), h('code', null, node.id)),
    switchView(say('power'), word('power', node.powered), node.powered, 'power',
      () => send(`${node.powered ? 'cut' : 'restore'} power ${shortId}`))),
  h('div', { class: 'lights' },
    light('siren', node.siren, `${say('siren')} · ${word('siren', node.siren)}`),
    node.connected != null && light('network', node.connected, word('network', node.connected))),
  h('h4', null, say('inputs')),
  h('ul', { class: 'inputs' }, (node.inputs ?? []).map((input) => inputView(input, send))),
  node.meters?.length > 0 && h('h4', { key: 'meters' }, say('meters')),
  node.meters?.length > 0 && h('ul', { key: 'meters', class: 'pulses' }, node.meters.map(pulsesView)),
  h('button', { class: 'button reset', type: 'button', onclick: () => send(`reset ${shortId}`) }, say('reset')));
}

function light(name, on, label) {
  return h('p', { key: name, class: `light light-${name}${on ? ' light-on' : ''}` }, label);
}

function inputView(input, send) {
  const label = [word('type', input.type), ' ', h('code', null, input.name)];
  return h('li', { key: input.name },
    h('span', { class: 'input-name' }, label), inputControl(input, send));
}

function inputControl({ name, type, active }, send) {
  const description = `${word('type', type)} ${name}`;
  if (type === 'panic') {
    return [
      h('span', { class: 'input-state' }, word('active', active)),
      h('button', {
        class: 'panic', type: 'button', 'aria-label': `${say('press')} ${description}`,
        onclick: () => send(`press ${name}`),
      }, say('press')),
    ];
  }
  const way = SWITCHES[type];
  if (!way) {
    return h('span', { class: 'input-state' }, word('active', active));
  }
  return switchView(description, word(way.words, active), active, 'input',
    () => send(`${active ? way.off : way.on} ${name}`));
}

function switchView(label, stateWord, on, kind, onclick) {
  return h('button', {
    key: label, class: `switch switch-${kind}`, type: 'button', role: 'switch',
    'aria-checked': String(Boolean(on)), 'aria-label': label, onclick,
  }, h('span', { class: 'switch-word' }, stateWord), h('span', { class: 'switch-track' }));
}

function pulsesView(meter) {
  return h('li', { key: meter.name },
    h('span', { class: 'input-name' }, word('medium', meter.medium), ' ', h('code', null, meter.name)),
    h('span', { key: meter.pulses, class: 'pulse-count' }, say('pulses', { count: meter.pulses ?? '—' })));
}
