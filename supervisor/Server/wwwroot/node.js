// One node: its zones, its meters and its health.

import { h } from './lib/preact.mjs';
import { clockTime, duration, isTime, register, registerUnit, since } from './format.js';
import { icon } from './icons.js';
import { pick } from './language.js';
import { lastChange } from './meter-changes.js';
import { verdictState } from './need.js';
import { to } from './route.js';
import { say, word } from './text.js';

const OPENINGS = new Set(['door', 'window']);
const USED_DAILY = new Set([...OPENINGS, 'motion']);

export function nodeView(node, view) {
  const state = verdictState(node);
  const titleId = `${node.id}-title`;
  return h('section', { key: node.id, class: 'node', 'aria-labelledby': titleId },
    h('header', { class: 'node-head' },
      h('h3', { id: titleId }, h('a', { href: to.node(node.id) }, pick(node.name, node.id)), ' ', h('code', null, node.id)),
      h('p', { class: `chip tone-${state}` }, icon(state, 'small'), word('verdict', state)),
      fact('protection', say('protection'), word('protection', node.protection),
        { none: 'bad', test: 'odd' }[node.protection], changeText(node.protection_change, view)),
      fact('siren', say('siren'), word('siren', node.siren), node.siren && 'bad'),
      node.faults?.length > 0 && fact('faults', say('faults'), node.faults.map((fault) => word('fault', fault))
        .join(say('list_separator')), 'odd')),
    h('div', { class: 'tables' },
      zonesView(node, view),
      metersView(node, view),
      node.sensors?.length > 0 && sensorsView(node, view)),
    healthView(node, view));
}

function fact(key, label, value, tone, note) {
  return h('p', { key, class: 'fact' }, h('span', null, label), ' ',
    h('b', { class: tone && `mark-${tone}` }, value), note && h('small', null, ' ', note));
}

/** Who or what changed the protection state, and why. */
function changeText(change, { nowMs }) {
  return change && [word('by', change.by), change.who, change.reason, clockTime(change.at_ms, nowMs)]
    .filter(Boolean).join(' · ');
}

function table(title, columns, rows, empty) {
  return h('div', { key: title, class: 'table-place' },
    h('h4', null, title),
    rows.length === 0
      ? h('p', { class: 'notice' }, empty)
      : h('table', { 'aria-label': title },
        h('thead', null, h('tr', null,
          columns.map((column) => h('th', { key: column, scope: 'col' }, column)))),
        h('tbody', null, rows)));
}

function zonesView(node, view) {
  return table(say('zones'), [say('zone'), say('state'), say('changed')],
    (node.zones ?? []).map((zone) => zoneRow(zone, view)), say('no_zones'));
}

function zoneRow(zone, { nowMs }) {
  const mark = zone.alarm ? 'alarm' : { normal: 'quiet', active: 'plain' }[zone.state] ?? 'odd';
  return h('tr', { key: zone.name },
    h('th', { scope: 'row' }, word('type', zone.type), ' ', h('code', null, zone.name)),
    h('td', null,
      h('span', { class: `state state-${mark}` }, zoneState(zone)),
      zone.alarm && h('span', { key: 'alarm', class: 'chip tone-alarm' },
        icon('alarm', 'small'), say('in_alarm')),
      zone.bypassed && h('span', { key: 'bypassed', class: 'chip tone-unknown' },
        icon('unknown', 'small'), say('bypassed'))),
    h('td', null, clockTime(zone.changed_ms, nowMs), h('small', { class: 'exercised' }, exercisedText(zone, nowMs))));
}

/** When a zone last changed by its records: a detector that never speaks is asked for. */
function exercisedText(zone, nowMs) {
  if (zone.last_exercised_ms > 0) {
    return zone.last_exercised_ms !== zone.changed_ms
      && say('exercised', { duration: since(zone.last_exercised_ms, nowMs) });
  }
  return !USED_DAILY.has(zone.type) && say('never_exercised');
}

export function zoneState({ type, state }) {
  const isOpening = OPENINGS.has(type) && (state === 'normal' || state === 'active');
  return word(isOpening ? 'opening_state' : 'zone_state', state);
}

function metersView(node, view) {
  return table(say('meters'), [say('meter'), say('register'), say('quality')],
    (node.meters ?? []).map((meter) => meterRow(node.id, meter, view)), say('no_meters'));
}

function meterRow(nodeId, meter, { nowMs }) {
  const change = lastChange(nodeId, meter, nowMs);
  const ageMs = isTime(meter.read_ms) ? nowMs - meter.read_ms + (meter.age_ms ?? 0) : NaN;
  return h('tr', { key: meter.name, class: change.fresh && 'fresh' },
    h('th', { scope: 'row' }, word('medium', meter.medium), ' ', h('code', null, meter.name),
      meter.source && h('small', { class: 'source' }, word('source', meter.source))),
    h('td', { class: 'number' },
      Number.isSafeInteger(meter.register) ? registerDigits(meter, change) : '—',
      ' ', h('span', { class: 'unit' }, registerUnit(meter.unit)),
      registerNote(meter, change, nowMs)),
    h('td', null,
      h('span', { class: `state state-${meter.status === 'ok' ? 'quiet' : 'odd'}` }, word('quality', meter.status)),
      (meter.faults ?? []).map((fault) => h('small', { key: fault, class: 'meter-fault' }, word('fault', fault))),
      h('small', { key: 'age', class: 'age' }, Number.isFinite(ageMs) ? say('ago', { duration: duration(ageMs) }) : '—')));
}

function sensorsView(node, view) {
  return table(say('sensors'), [say('sensor'), say('heard'), say('battery')],
    node.sensors.map((sensor) => sensorRow(sensor, view)), '');
}

function sensorRow(sensor, { nowMs }) {
  const refused = Object.entries(sensor.refused ?? {});
  return h('tr', { key: sensor.name },
    h('th', { scope: 'row' }, h('code', null, sensor.name)),
    h('td', null,
      isTime(sensor.heard_ms) ? say('ago', { duration: since(sensor.heard_ms, nowMs) }) : say('not_heard'),
      Number.isInteger(sensor.signal_dbm) && h('small', { key: 'signal' }, ` ${sensor.signal_dbm} dBm`),
      refused.map(([reason, count]) => h('small', { key: reason, class: 'meter-fault' }, `${word('refused', reason)}: ${count}`))),
    h('td', null,
      h('span', { class: `state state-${sensor.battery_low ? 'odd' : 'quiet'}` },
        Number.isInteger(sensor.battery_percent) ? `${sensor.battery_percent} %` : '—')));
}

/** The last register that was good, where the newest is not; else what has changed. */
function registerNote(meter, change, nowMs) {
  const last = meter.last_good_register;
  if (meter.status !== 'ok') {
    return Number.isSafeInteger(last) && h('small', { key: 'last', class: 'change' }, say('last_good', {
      register: `${register(last, meter.unit)} ${registerUnit(meter.unit)}`, duration: since(meter.last_good_ms, nowMs),
    }));
  }
  return change.before !== null && h('small', { key: 'change', class: 'change' }, say('meter_change', {
    difference: difference(meter, change), duration: since(change.changedMs, nowMs),
  }));
}

/** The digits that the last change moved stand out. */
function registerDigits(meter, change) {
  const digits = register(meter.register, meter.unit);
  const before = change.before === null ? digits : register(change.before, meter.unit);
  let same = 0;
  while (same < digits.length && digits[same] === before[same]) {
    same++;
  }
  return [digits.slice(0, same), same < digits.length && h('b', { class: 'moved' }, digits.slice(same))];
}

function difference(meter, change) {
  const moved = meter.register - change.before;
  return (moved > 0 ? '+' : '') + register(moved, meter.unit);
}

function healthView(node, { nowMs }) {
  const stored = node.journal?.stored_seq;
  const head = node.journal?.head_seq;
  const clockError = duration(node.clock?.error_ms);
  const item = (key, label, value, tone) =>
    h('div', { key }, h('dt', null, label), h('dd', { class: tone && `mark-${tone}` }, value));

  return h('dl', { class: 'health', 'aria-label': say('health') },
    item('online', say('connection'), word('online', node.online), !node.online && 'bad'),
    item('heartbeat', say('heartbeat'), ago(node.heartbeat_ms, nowMs)),
    item('up', say('up'), since(node.booted_ms, nowMs)),
    item('boot', say('boot'), node.boot ?? '—'),
    item('clock', say('clock'), [word('clock', node.clock?.quality),
      Number.isFinite(node.clock?.error_ms) && h('small', null, say('clock_error', {
        error: node.clock.error_ms < 1000 ? `${node.clock.error_ms}\u00a0ms` : clockError,
      }))], node.clock?.quality === 'none' && 'odd'),
    item('records', say('records'), `${stored ?? '—'} / ${head ?? '—'}`, stored !== head && 'odd'),
    item('configuration', say('configuration'), configurationText(node.configuration),
      node.configuration?.on_trial || node.configuration?.change?.result === 'refused' ? 'odd' : undefined),
    Number.isFinite(node.input_to_publish_ms)
      && item('publish', say('input_to_publish'), `${node.input_to_publish_ms}\u00a0ms`),
    item('rejected', say('rejected'), node.rejected ?? '—', node.rejected > 0 && 'odd'));
}

/** Which configuration the node runs with, and what became of the newest one. */
function configurationText({ version, hash, on_trial: onTrial, change } = {}) {
  return !version ? '—' : [h('span', { title: hash }, version),
    onTrial ? h('small', null, say('on_trial'))
      : change && h('small', { title: change.errors?.join('\n') }, word('config_result', change.result))];
}

function ago(timeMs, nowMs) {
  return timeMs > 0 ? say('ago', { duration: since(timeMs, nowMs) }) : '—';
}
