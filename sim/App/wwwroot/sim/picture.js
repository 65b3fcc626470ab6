// The picture of a board: what hangs on its terminals on the left, the chip in the middle, what it drives and hears on the right.

import { h } from '/lib/preact.mjs';
import { pick } from '/language.js';
import { say, word } from '/sim/sim-text.js';

const ROW = 26;
const KEYS = ['set', 'silence', 'reset', 'setup'];

// Milliseconds for which something that was heard lights up.
const HEARD_MS = 1500;

export function pictureView(node) {
  const inputs = node.inputs ?? [];
  const height = Math.max(inputs.length, 7) * ROW + 52;
  const chipY = 24;
  const chipHeight = height - 76;
  return h('svg', {
    class: 'picture', viewBox: `-36 0 376 ${height}`, role: 'img',
    'aria-label': say('picture', { name: pick(node.name, node.id) }),
  },
  h('rect', { class: 'pic-board', x: 112, y: 8, width: 136, height: height - 16, rx: 8 }),
  h('rect', { class: 'pic-chip', x: 150, y: chipY, width: 60, height: chipHeight, rx: 3 }),
  h('text', { class: 'pic-name', x: 180, y: chipY + chipHeight / 2 + 3 }, 'ESP32-S3'),
  inputs.map((input, index) => terminalView(input, 20 + index * ROW)),
  partsOf(node).map(({ name, on, kind }, index) => partView(name, on, kind, 20 + index * ROW)),
  KEYS.map((key, index) => keyView(key, (node.held ?? []).includes(key), 134 + index * 31, height - 30)));
}

/** What the board drives, and what it hears. */
function partsOf(node) {
  const line = (node.lines ?? [])[0];
  return [
    { name: 'siren', on: node.siren, kind: 'siren' },
    { name: 'buzzer', on: node.buzzer, kind: 'buzzer' },
    { name: 'led', on: node.led, kind: 'lamp' },
    { name: 'setup_lamp', on: node.setup_lamp, kind: 'lamp' },
    { name: 'wifi_reach', on: node.powered && node.wifi, kind: 'air' },
    { name: 'air', on: isFresh(node.air), kind: 'air' },
    line && { name: 'line', on: isFresh(line), kind: 'line' },
  ].filter(Boolean);
}

function isFresh(heard) {
  return heard?.age_ms != null && heard.age_ms < HEARD_MS;
}

/** A contact, a loop with its resistor, or the aerial of a sensor, with the wire to its terminal. */
function terminalView(input, y) {
  const state = input.loop && input.loop !== 'whole' ? 'fault' : input.active ? 'active' : 'well';
  return h('g', { key: input.name, class: `pic-input pic-${state}` },
    h('text', { class: 'pic-label', x: -34, y: y - 3 }, input.name),
    input.loop && h('text', { class: 'pic-value', x: 108, y: y - 3 }, ohmText(input)),
    input.wireless
      ? h('path', { d: `M-26 ${y + 8}v-6M-29 ${y + 2}l3 3 3-3M96 ${y + 2}a6 6 0 0 1 0 8M92 ${y + 4}a3 3 0 0 1 0 4`, class: 'pic-wire' })
      : h('path', { class: 'pic-wire', d: wireOf(input, y + 7) }),
    !input.wireless && h('rect', { class: 'pic-terminal', x: 112, y: y + 2, width: 9, height: 10, rx: 1 }));
}

function wireOf({ loop, active, type }, y) {
  const isOpen = active && ['door', 'window', 'tamper', 'panic'].includes(type);
  const contact = isOpen ? `H34l12 -7M48 ${y}` : 'H48';
  if (!loop) {
    return `M-34 ${y}${contact}H112`;
  }
  const resistor = 'h4l2 -4 4 8 4 -8 4 8 4 -8 2 4';
  return loop === 'cut' ? `M-34 ${y}${contact}${resistor}h4M88 ${y}H112M78 ${y - 4}l6 8`
    : loop === 'short' ? `M-34 ${y}${contact}${resistor}H112M50 ${y}v5H94v-5`
      : `M-34 ${y}${contact}${resistor}H112`;
}

/** What the converter measures between the terminals. */
export function ohmText({ ohm }) {
  return ohm == null ? '∞ Ω' : ohm >= 1000 ? `${(ohm / 1000).toFixed(2)} kΩ` : `${ohm} Ω`;
}

function partView(name, on, kind, y) {
  return h('g', { key: name, class: `pic-part pic-${kind}${on ? ' pic-on' : ''}` },
    h('path', { class: 'pic-wire', d: `M248 ${y + 4}h14` }),
    shapeOf(kind, y + 4),
    h('text', { class: 'pic-label', x: 288, y: y + 8 }, say(`pic_${name}`)));
}

function shapeOf(kind, y) {
  switch (kind) {
    case 'siren': return h('path', { class: 'pic-shape', d: `M262 ${y - 4}h6l10 -5v18l-10 -5h-6z` });
    case 'air': return h('path', { class: 'pic-waves', d: `M264 ${y + 6}v-10M270 ${y - 4}a7 7 0 0 1 0 9M275 ${y - 7}a11 11 0 0 1 0 15` });
    case 'line': return h('path', { class: 'pic-waves', d: `M262 ${y - 3}c4 0 4 6 8 6s4 -6 8 -6M262 ${y + 3}c4 0 4 -6 8 -6s4 6 8 6` });
    default: return h('circle', { class: 'pic-shape', cx: 270, cy: y, r: 6 });
  }
}

function keyView(key, held, x, y) {
  return h('g', { key, class: `pic-key${held ? ' pic-on' : ''}` },
    h('rect', { class: 'pic-terminal', x: x - 9, y: y - 9, width: 18, height: 18, rx: 3 }),
    h('circle', { class: 'pic-shape', cx: x, cy: y, r: 5 }),
    h('text', { class: 'pic-small', x, y: y + 19 }, word('pic_key', key)));
}
