// One facility: its verdict, its time from a year to a minute, what lies behind an instant, its nodes, its alarms.

import { recordText } from '../activity.js';
import { answerOf, outdate } from '../answers.js';
import { daysView, segmentsView } from '../days.js';
import { evidenceView } from '../evidence.js';
import { floorPlanView } from '../floor-plan.js';
import { withoutAnswerView } from '../failure.js';
import { clockTime, DAY_MS, dayEnd, dayStart, fullTime, isoInstant, since } from '../format.js';
import { icon } from '../icons.js';
import { pick } from '../language.js';
import { h } from '../lib/preact.mjs';
import { noteMeters } from '../meter-changes.js';
import { inAlarm, verdictState } from '../need.js';
import { nodeView } from '../node.js';
import { reasonsView } from '../reason.js';
import { facilityOf, refine, to, wholeNumber } from '../route.js';
import { say, word } from '../text.js';
import { timelineView } from '../timeline.js';
import { stretch, YEAR_MS } from '../zoom.js';

const REFRESH_MS = 2000;
const DAYS_REFRESH_MS = 30_000;
const DAYS_SHOWN = 14;
const MARKS_LENGTH_MAX_MS = 31 * DAY_MS;
const SHORT_MS = 2 * DAY_MS;

let newestEvent = null;

export const facilityPage = {
  title: (view) => pick(view.byId.get(view.route.ids[0])?.name, view.route.ids[0]),
  view: facilityView,
};

function facilityView(view) {
  const id = view.route.ids[0] ?? '';
  const url = `/api/v1/facilities/${encodeURIComponent(id)}`;
  lookAtEvents(id, url, view.events);
  const { value, failure } = answerOf(url, REFRESH_MS);
  if (!value) {
    return withoutAnswerView(failure, say('no_such_facility', { id }));
  }
  const { facility } = value;
  noteMeters([facility], view.nowMs);
  return [
    crumbsView(facility),
    headView(facility, view),
    facility.alarms.length > 0 && h('section', { key: 'alarms', id: 'alarms', 'aria-labelledby': 'alarms-title' }, openAlarmsView(facility, view)),
    timeView(id, url, view),
    floorPlanView(facility, view),
    h('section', { key: 'nodes', class: 'facility nodes', 'aria-labelledby': 'nodes-title' },
      h('h2', { id: 'nodes-title' }, say('nodes')),
      facility.nodes.length ? facility.nodes.map((node) => nodeView(node, view)) : h('p', { class: 'notice' }, say('no_nodes'))),
    alarmsView(url, view),
  ];
}

/** A record of this facility has come: what is shown of it is old. */
function lookAtEvents(id, url, events) {
  const newest = events[0];
  if (newest !== newestEvent) {
    newestEvent = newest;
    if (newest && facilityOf(newest.node) === id) {
      outdate(url);
    }
  }
}

function crumbsView(facility) {
  return h('nav', { key: 'crumbs', class: 'crumbs', 'aria-label': say('crumbs') },
    h('a', { href: to.overview() }, say('way_overview')),
    h('a', { href: to.township(facility.township.code) }, pick(facility.township, facility.township.code)),
    h('span', { 'aria-current': 'page' }, pick(facility.name, facility.id)));
}

function headView(facility, { nowMs, lost, nodeNames }) {
  const state = verdictState(facility);
  const alarm = inAlarm(facility);
  const sinceMs = facility.verdict?.since_ms;
  return h('section', { key: 'head', class: `facility-top tone-${alarm ? 'alarm' : state}`, 'aria-labelledby': 'facility-title' },
    h('div', null,
      h('h1', { id: 'facility-title' }, pick(facility.name, facility.id)),
      h('p', { class: 'facility-links' }, h('code', null, facility.id), h('a', { href: to.billing(facility.id) }, say('billing')), h('a', { href: to.hours(facility.id) }, say('hours')),
        h('a', { href: to.reports({ township: facility.township.code }) }, say('way_reports')))),
    h('div', { class: 'verdicts' },
      lost && h('small', { key: 'known' }, say('last_known')),
      alarm && h('p', { key: 'alarm', class: 'verdict tone-alarm' }, icon('alarm', 'large'), h('strong', null, word('verdict', 'alarm'))),
      h('p', { key: 'verdict', class: `verdict tone-${state}` }, icon(state, alarm ? 'normal' : 'large'), h('span', null,
        h('strong', null, word('verdict', state)),
        h('small', null, say('verdict_since', { time: clockTime(sinceMs, nowMs), duration: since(sinceMs, nowMs) }))))),
    reasonsView(facility.verdict?.reasons, nodeNames, say('reasons')));
}

function openAlarmsView(facility, { nowMs, nodeNames }) {
  return [
    h('h2', { id: 'alarms-title' }, icon('alarm'), say('alarms')),
    h('ul', { class: 'alarm-list' }, facility.alarms.map((alarm) => h('li', { key: `${alarm.node}/${alarm.zone}`, class: 'alarm' },
      h('div', { class: 'alarm-what' }, h('strong', null, word('type', alarm.type)), ' ', h('code', null, alarm.zone)),
      h('div', { class: 'alarm-where' }, h('span', null, nodeNames.get(alarm.node), ' ', h('code', null, alarm.node))),
      h('div', { class: 'alarm-when' },
        h('strong', null, say('alarm_for', { duration: since(alarm.since_ms, nowMs) })),
        alarm.seq > 0 && h('a', { key: 'record', href: to.record(alarm.node, alarm.seq) }, say('record', { seq: alarm.seq })))))),
  ];
}

/** The timeline, what lies behind the instant that is chosen, and the last days. */
function timeView(id, url, view) {
  const { query } = view.route;
  const endMs = dayEnd(view.nowMs);
  const [fromMs, toMs, atMs] = [query.from, query.to, query.at].map(wholeNumber);
  const isRange = fromMs !== null && toMs > fromMs && toMs - fromMs <= YEAR_MS;
  const range = isRange ? { fromMs, toMs } : stretch(endMs - DAY_MS, DAY_MS, endMs);
  const show = (next) => {
    refine(next);
    view.redraw();
  };
  const pickInstant = (chosenMs) => {
    show({ at: chosenMs });
    document.getElementById('evidence')?.scrollIntoView({ block: 'nearest' });
  };
  const zoom = (next) => show({ from: next.fromMs, to: next.toMs });
  const days = answerOf(`${url}/protection?days=${DAYS_SHOWN}`, DAYS_REFRESH_MS).value;
  const choose = (day) => show(query.day === day.day ? { day: '' } : { day: day.day, from: day.from_ms, to: day.to_ms, at: '' });
  const segments = segmentsOf(url, range, view.nowMs);
  return h('section', { key: 'time', class: 'panel time', 'aria-labelledby': 'time-title' },
    h('h2', { id: 'time-title' }, say('timeline')),
    timelineView({ range, atMs, segments, marks: marksOf(url, range), nowMs: view.nowMs, zoom, pick: pickInstant }),
    atMs && evidenceView(id, atMs, view),
    !query.day && range.toMs - range.fromMs < SHORT_MS && segments.length > 1
      && h('div', { key: 'list', class: 'day-details' }, segmentsView(range.fromMs, Math.min(range.toMs, view.nowMs), segments, pickInstant)),
    days && daysView(days, query.day ?? '', view, choose, pickInstant));
}

/** What is known of a stretch; of a long one, day by day: the verdicts on days outlast what is kept of their instants. */
function segmentsOf(url, { fromMs, toMs }, nowMs) {
  const startMs = dayStart(fromMs);
  const lastMs = dayEnd(toMs - 1);
  if (startMs >= nowMs) {
    return [];
  }
  const isOver = lastMs < nowMs;
  const query = new URLSearchParams({ from: isoInstant(startMs), ...(isOver ? { to: isoInstant(lastMs) } : {}) });
  const { value } = answerOf(`${url}/protection?${query}`, isOver ? Infinity : DAYS_REFRESH_MS);
  if (!value) {
    return [];
  }
  return toMs - fromMs > MARKS_LENGTH_MAX_MS
    ? value.days.map((day) => ({ from_ms: day.from_ms, to_ms: day.to_ms, state: day.compliant ? 'protected' : day.not_protected_ms > 0 ? 'not_protected' : 'unknown', reasons: [] }))
    : value.segments.filter((segment) => segment.to_ms > fromMs && segment.from_ms < toMs);
}

/** What was recorded of zones, of protection and of faults, while there is room to tell it apart. */
function marksOf(url, { fromMs, toMs }) {
  if (toMs - fromMs > MARKS_LENGTH_MAX_MS) {
    return [];
  }
  return (historyOf(url, fromMs, toMs, 'zone,protection,fault,boot').value?.records ?? []).slice(0, 200).map((record) => ({
    key: `${record.node}/${record.seq}`, atMs: record.t_ms, href: to.record(record.node, record.seq),
    kind: record.data?.alarm ? 'alarm' : record.kind,
    title: `${fullTime(record.t_ms)} ${word('kind', record.kind)} ${record.data?.zone ?? record.data?.fault ?? record.data?.to ?? ''} ${record.data?.alarm ? word('cause', record.data.alarm) : ''}`,
  }));
}

function historyOf(url, fromMs, toMs, kinds) {
  const startMs = dayStart(fromMs);
  const query = new URLSearchParams({ kinds, from: isoInstant(startMs), to: isoInstant(Math.min(startMs + MARKS_LENGTH_MAX_MS, dayEnd(toMs - 1))) });
  return answerOf(`${url}/records?${query}`, DAYS_REFRESH_MS);
}

/** The alarms of the last days, each with the time from its input to the siren. */
function alarmsView(url, view) {
  const endMs = dayEnd(view.nowMs);
  const { value } = historyOf(url, endMs - DAYS_SHOWN * DAY_MS, endMs, 'zone');
  const alarms = (value?.records ?? []).filter(({ data }) => data?.alarm);
  return h('section', { key: 'past-alarms', class: 'panel', 'aria-labelledby': 'past-alarms-title' },
    h('h2', { id: 'past-alarms-title' }, say('past_alarms', { days: DAYS_SHOWN })),
    alarms.length === 0
      ? h('p', { class: 'notice' }, say('no_past_alarms'))
      : h('div', { class: 'wide cards' }, h('table', null,
        h('thead', null, h('tr', null, ['time', 'alarm', 'siren_after', 'stored_after', 'proof'].map((name) => h('th', { key: name, scope: 'col' }, say(`column_${name}`))))),
        h('tbody', null, alarms.map(alarmView)))));
}

function alarmView(alarm) {
  const latency = (name, ms) => h('td', { key: name, class: 'number', 'data-label': say(`column_${name}`) }, Number.isFinite(ms) ? `${ms}\u00a0ms` : '—');
  return h('tr', { key: `${alarm.node}/${alarm.seq}` },
    h('th', { scope: 'row' }, fullTime(alarm.t_ms)),
    h('td', { class: 'whole' }, recordText(alarm)),
    latency('siren_after', alarm.data.input_to_siren_ms),
    latency('stored_after', Math.max(0, alarm.received_ms - alarm.t_ms)),
    h('td', { class: 'whole' }, h('a', { href: to.record(alarm.node, alarm.seq) }, say('record', { seq: alarm.seq }))));
}
