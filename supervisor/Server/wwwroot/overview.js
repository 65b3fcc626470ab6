// The five-second answer: who needs a person, and the open alarms.

import { h } from './lib/preact.mjs';
import { clockTime, since } from './format.js';
import { icon } from './icons.js';
import { pick } from './language.js';
import { needsPerson, verdictState } from './need.js';
import { to } from './route.js';
import { say, word } from './text.js';

export function summaryView(facilities, alarms, view) {
  const count = (state) => facilities.filter((facility) => verdictState(facility) === state).length;
  return [
    h('h1', { id: 'summary-title' }, headline(facilities, view)),
    facilities.length > 0 && h('dl', { class: 'counts' },
      tile('alarm', say('count_alarms'), alarms.length),
      tile('not_protected', word('verdict', 'not_protected'), count('not_protected')),
      tile('unknown', word('verdict', 'unknown'), count('unknown')),
      tile('protected', word('verdict', 'protected'), count('protected'))),
  ];
}

export function headline(facilities, { received, lost }) {
  if (lost) {
    return say('summary_lost');
  }
  if (!received) {
    return say('summary_waiting');
  }
  if (facilities.length === 0) {
    return say('summary_empty');
  }
  const needing = facilities.filter(needsPerson).length;
  return needing > 0
    ? say('summary_need', { count: needing })
    : say('summary_calm', { count: facilities.length });
}

function tile(name, label, count) {
  return h('div', { key: name, class: `tile tone-${name}${count === 0 ? ' tile-zero' : ''}` },
    icon(name), h('dt', null, label), h('dd', null, count));
}

export function alarmsView(alarms, view) {
  return [
    h('h2', { id: 'alarms-title' }, icon('alarm'), say('alarms')),
    h('ul', { class: 'alarm-list' }, alarms.map(({ facility, alarm }) => alarmView(facility, alarm, view))),
  ];
}

function alarmView(facility, alarm, { nowMs, nodeNames }) {
  return h('li', { key: alarmKey(alarm), class: 'alarm' },
    h('div', { class: 'alarm-what' },
      h('strong', null, word('type', alarm.type)), ' ', h('code', null, alarm.zone),
      alarm.causes?.length > 0 && h('span', { key: 'causes' }, ` · ${causesText(alarm)}`)),
    h('div', { class: 'alarm-where' },
      h('a', { href: to.facility(facility.id) }, pick(facility.name, facility.id)),
      h('span', null, nodeNames.get(alarm.node), ' ', h('code', null, alarm.node))),
    h('div', { class: 'alarm-when' },
      h('strong', null, say('alarm_for', { duration: since(alarm.since_ms, nowMs) })),
      h('span', null, [
        say('alarm_since', { time: clockTime(alarm.since_ms, nowMs) }),
        Number.isFinite(alarm.input_to_siren_ms) && say('alarm_latency', { milliseconds: alarm.input_to_siren_ms }),
      ].filter(Boolean).join(' · '),
      alarm.seq > 0 && h('a', { key: 'record', href: to.record(alarm.node, alarm.seq) }, say('record', { seq: alarm.seq })))));
}

function causesText({ causes }) {
  return causes.map((cause) => word('cause', cause)).join(say('list_separator'));
}

export function alarmKey(alarm) {
  return `${alarm.node}/${alarm.zone}/${alarm.type}/${alarm.since_ms}`;
}

/** One sentence per alarm, without anything that ticks, for the live region. */
export function spokenAlarm({ facility, alarm }) {
  return say('spoken_alarm', {
    type: word('type', alarm.type), zone: alarm.zone, place: pick(facility.name, facility.id),
  });
}
