// What arrives: verified records, and the messages that were refused.

import { clockTime, duration, register, registerUnit } from './format.js';
import { h } from './lib/preact.mjs';
import { zoneState } from './node.js';
import { to } from './route.js';
import { say, word } from './text.js';

export function activityView({ events, rejections }, view) {
  return [
    h('section', { key: 'events', class: 'panel', 'aria-labelledby': 'events-title' },
      h('h2', { id: 'events-title' }, say('events')),
      h('p', { class: 'note' }, say('events_note')),
      events?.length
        ? h('ol', { class: 'events', tabindex: '0', 'aria-labelledby': 'events-title' },
          events.map((event) => eventView(event, view)))
        : h('p', { class: 'notice' }, say('no_events'))),
    h('section', { key: 'rejections', class: 'panel', 'aria-labelledby': 'rejections-title' },
      h('h2', { id: 'rejections-title' }, say('rejections')),
      rejectionsView(rejections ?? {}, view)),
  ];
}

function eventView(event, { nowMs, nodeNames }) {
  const key = `${event.node}/${event.kind}/${event.seq}/${event.received_ms}`;
  return h('li', { key, class: `event event-${event.data?.state === 'active' ? 'active' : 'plain'}` },
    h('span', { class: 'event-time' }, clockTime(event.received_ms, nowMs)),
    h('span', { class: 'event-what' },
      h('b', null, word('kind', event.kind)), ' ', recordText(event)),
    h('span', { class: 'event-where' },
      h('a', { href: to.node(event.node) }, nodeNames.get(event.node) ?? '', ' ', h('code', null, event.node)), ' ',
      event.seq > 0 && event.kind !== 'heartbeat' && h('a', { href: to.record(event.node, event.seq) }, h('code', null, `#${event.seq}`))));
}

/** What a record says, in a line. */
export function recordText({ kind, data }) {
  if (kind === 'zone' && data?.zone) {
    return [word('type', data.type), ' ', h('code', null, data.zone), ' → ', zoneState(data),
      data.alarm && h('b', { key: 'alarm', class: 'mark-bad' }, ` · ${say('in_alarm')} (${word('cause', data.alarm)})`)];
  }
  if (kind === 'meter' && data?.meter) {
    const unit = data.medium === 'electricity' ? 'wh' : 'l';
    const value = data[`register_${unit}`];
    return [word('medium', data.medium), ' ', h('code', null, data.meter),
      Number.isSafeInteger(value) && ` ${register(value, unit)} ${registerUnit(unit)}`,
      data.status && h('b', { key: 'status', class: 'mark-odd' }, ` · ${word('quality', data.status)}`)];
  }
  if (kind === 'command' && data?.command) {
    return [word('command', data.command), ` (${asker(data)}) → `, word('result', data.result),
      data.zones?.length > 0 && h('code', { key: 'zones' }, ` ${data.zones.join(' ')}`)];
  }
  if (kind === 'boot' && data?.version) {
    return h('code', null, data.version);
  }
  if (kind === 'protection' && data?.to) {
    return [`${word('protection', data.from)} → ${word('protection', data.to)} (${asker(data)})`,
      data.bypassed?.length > 0 && h('code', { key: 'bypassed' }, ` ${say('bypassed')} ${data.bypassed.join(' ')}`)];
  }
  if (kind === 'fault' && data?.fault) {
    return [word('fault', data.fault), data.sensor && h('code', { key: 'sensor' }, ` ${data.sensor}`),
      data.meter && h('code', { key: 'meter' }, ` ${data.meter}`),
      ` → ${word('fault_state', data.state)}`];
  }
  if (kind === 'span' && data?.reasons) {
    return [`${duration(data.to_up - data.from_up)} → `, word('verdict', data.protected ? 'protected' : 'not_protected'),
      data.reasons.map((reason) => ` · ${word('reason', reason.split(':')[0])}`).join('')];
  }
  if (kind === 'heartbeat' && data?.reasons) {
    return [word('verdict', data.protected ? 'protected' : 'not_protected'), ` · ${word('protection', data.protection)}`,
      data.reasons.map((reason) => ` · ${word('reason', reason.split(':')[0])}`).join('')];
  }
  const pairs = Object.entries(data ?? {}).map(([name, value]) =>
    `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`);
  return h('code', null, pairs.join(', '));
}

function asker({ by, who, reason }) {
  return [word('by', by), who, reason].filter(Boolean).join(' · ');
}

function rejectionsView({ total, by_reason: byReason, latest }, { nowMs }) {
  if (!total) {
    return h('p', { class: 'notice' }, say('rejections_none'));
  }
  const counts = Object.entries(byReason ?? {}).sort((one, other) => other[1] - one[1]);
  return [
    h('p', { class: 'note' }, say('rejections_total', { count: total }), ' · ', say('rejections_note')),
    h('table', null,
      h('thead', null, h('tr', null,
        h('th', { key: 'why', scope: 'col' }, say('why')),
        h('th', { key: 'count', scope: 'col', class: 'number' }, say('how_many')))),
      h('tbody', null, counts.map(([reason, count]) => h('tr', { key: reason },
        h('th', { scope: 'row' }, word('rejection', reason)),
        h('td', { class: 'number' }, count))))),
    latest?.length > 0 && h('h3', { class: 'minor' }, say('latest')),
    latest?.length > 0 && h('ol', { class: 'events' }, latest.map((message) =>
      h('li', { key: `${message.received_ms}/${message.topic}/${message.reason}`, class: 'event' },
        h('span', { class: 'event-time' }, clockTime(message.received_ms, nowMs)),
        h('span', { class: 'event-what' },
          h('b', null, word('rejection', message.reason)), ' ',
          say('bytes', { count: message.length_bytes ?? '—' })),
        h('span', { class: 'event-where' }, h('code', null, message.topic))))),
  ];
}
