// One virtual board as a card. Every control sends the command a person would type.

import { h } from '/lib/preact.mjs';
import { pick } from '/language.js';
import { ohmText, pictureView } from '/sim/picture.js';
import { say, word } from '/sim/sim-text.js';

// What turns an input on and off; a type that is missing here is only shown.
const SWITCHES = {
  door: { on: 'open', off: 'close', words: 'opening' },
  window: { on: 'open', off: 'close', words: 'opening' },
  smoke: { on: 'smoke on', off: 'smoke off', words: 'active' },
  motion: { on: 'move on', off: 'move off', words: 'motion' },
  tamper: { on: 'lift', off: 'shut', words: 'cover' },
};

// What can be done to the wire of a loop.
const WIRES = { whole: 'mend loop', cut: 'cut loop', short: 'short loop' };

// Charges up to which a battery is in a state, as the settings of the nodes have it.
const BATTERY = [[10, 'exhausted'], [40, 'low'], [100, 'full']];

// What sets the clock of a node.
const CLOCK = { back: 'clock jumps back 2h', right: 'clock right', ahead: 'clock jumps ahead 2h' };

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
    light('buzzer', node.buzzer, say('buzzer')),
    light('status', node.led, say('led')),
    node.setup && light('setup', node.setup_lamp, say('setup_lamp')),
    node.connected != null && light('network', node.connected, word('network', node.connected))),
  pictureView(node),
  node.setup && h('p', { key: 'setup', class: 'notice' }, say('waits_for_setup')),
  h('h4', null, say('inputs')),
  h('ul', { class: 'inputs' }, (node.inputs ?? []).map((input) => inputView(input, send))),
  node.meters?.length > 0 && h('h4', { key: 'meters' }, say('meters')),
  node.meters?.length > 0 && h('ul', { key: 'meters', class: 'pulses' }, node.meters.map(pulsesView)),
  isHearing(node) && h('h4', { key: 'heard' }, say('heard')),
  isHearing(node) && h('ul', { key: 'heard-list', class: 'heard' },
    (node.lines ?? []).map((line, index) => h('li', { key: `line${index}` }, say('line'), ageView(line.age_ms),
      h('code', null, line.sent ? `→ ${line.sent}` : '—'), line.heard && h('code', null, `← ${line.heard}`))),
    node.air && h('li', { key: 'air' }, say('air'), ageView(node.air.age_ms), h('code', null, `${node.air.name} ${node.air.signal_dbm} dBm`))),
  h('h4', null, say('supply')),
  h('ul', { class: 'inputs' },
    h('li', { key: 'mains' }, h('span', { class: 'input-name' }, say('mains')),
      switchView(say('mains'), word('power', node.mains), node.mains, 'power',
        () => send(`mains ${node.mains ? 'off' : 'on'} ${shortId}`))),
    h('li', { key: 'battery' }, h('span', { class: 'input-name' }, say('battery')),
      choiceView(say('battery'), BATTERY.map(([percent, state]) => ({
        label: word('battery', state), good: state === 'full', on: state === batteryState(node.battery),
        onclick: () => send(`battery ${percent} ${shortId}`),
      }))))),
  h('h4', null, say('weather')),
  h('ul', { class: 'inputs' },
    weatherView('wifi_reach', node.wifi, () => send(`link ${node.wifi ? 'down' : 'up'} ${shortId}`)),
    weatherView('flash', node.flash, () => send(`flash ${node.flash ? 'fails' : 'works'} ${shortId}`)),
    h('li', { key: 'clock' }, h('span', { class: 'input-name' }, say('clock')),
      choiceView(say('clock'), Object.entries(CLOCK).map(([state, command]) => ({
        label: word('clock', state), good: state === 'right', on: state === clockState(node.clock_error_s),
        onclick: () => send(`${command} ${shortId}`),
      }))))),
  h('div', { class: 'keys', role: 'group', 'aria-label': say('keys') },
    ['turn key', 'silence', 'reset', node.setup ? 'press setup' : 'hold setup'].map((command) =>
      h('button', { key: command, class: 'button', type: 'button', onclick: () => send(`${command} ${shortId}`) },
        say(command)))));
}

function isHearing(node) {
  return node.lines?.length > 0 || Boolean(node.air);
}

function ageView(ageMs) {
  return h('span', { class: 'input-state' }, ageMs == null ? '—' : say('seconds_ago', { seconds: Math.round(ageMs / 1000) }));
}

function light(name, on, label) {
  return h('p', { key: name, class: `light light-${name}${on ? ' light-on' : ''}` }, label);
}

function inputView(input, send) {
  const label = [word('type', input.type), ' ', h('code', null, input.name, input.loop && ` · ${ohmText(input)}`)];
  return h('li', { key: input.name },
    h('span', { class: 'input-name' }, label, input.wireless && h('small', { key: 'wireless' }, ` ${say('wireless')}`),
      input.loop && wireView(input, send)), inputControl(input, send));
}

/** The wire of a loop: whole, cut or short. */
function wireView({ name, loop }, send) {
  return choiceView(`${say('loop')} ${name}`, Object.keys(WIRES).map((state) => ({
    label: word('wire', state), good: state === 'whole', on: state === loop, onclick: () => send(`${WIRES[state]} ${name}`),
  })));
}

/** Something that goes wrong around a node: on while it does not. */
function weatherView(name, good, onclick) {
  return h('li', { key: name }, h('span', { class: 'input-name' }, say(name)),
    switchView(say(name), word(name, good), good, 'power', onclick));
}

function clockState(errorS) {
  return errorS === 0 ? 'right' : errorS > 0 ? 'ahead' : 'back';
}

function batteryState(percent) {
  return BATTERY.find(([charge]) => percent <= charge)[1];
}

/** Buttons side by side, one of which is on. */
function choiceView(label, options) {
  return h('span', { class: 'choice', role: 'group', 'aria-label': label }, options.map((option) => h('button', {
    key: option.label, type: 'button', class: option.good ? 'choice-good' : 'choice-bad',
    'aria-pressed': String(option.on), onclick: option.onclick,
  }, option.label)));
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

export function switchView(label, stateWord, on, kind, onclick) {
  return h('button', {
    key: label, class: `switch switch-${kind}`, type: 'button', role: 'switch',
    'aria-checked': String(Boolean(on)), 'aria-label': label, onclick,
  }, h('span', { class: 'switch-word' }, stateWord), h('span', { class: 'switch-track' }));
}

function pulsesView(meter) {
  return h('li', { key: meter.name },
    h('span', { class: 'input-name' }, word('medium', meter.medium), ' ', h('code', null, meter.name)),
    meter.flow != null && h('span', { key: 'flow', class: 'flow', title: say('flow') }, flowText(meter)),
    h('span', { key: meter.pulses ?? meter.register, class: 'pulse-count' }, meter.register != null
      ? `${(meter.register / 1000).toFixed(2)} ${meter.medium === 'electricity' ? 'kWh' : 'm³'}`
      : say('pulses', { count: meter.pulses ?? '—' })));
}

/** What flows at this moment. */
function flowText({ flow, medium }) {
  return medium === 'electricity' ? `${(flow / 1000).toFixed(2)} kW` : `${(flow / 1000).toFixed(3)} m³/h`;
}
