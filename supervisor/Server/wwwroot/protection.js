// Protection day by day: a bar of 24 hours for each of the last days, and what lies behind the one that is chosen.

import { h } from './dom.js';
import { clockTime, dayName, duration, timeOfDay } from './format.js';
import { icon } from './icons.js';
import { reasonView } from './reason.js';
import { say, word } from './text.js';

const REFRESH_MS = 30_000;
const DAYS_SHOWN = 14;
const SEGMENTS_LISTED_MAX = 40;
const HOURS_SHOWN = [0, 6, 12, 18, 24];

// Told apart by place as well as by colour: protected fills the bar, not protected hangs, unknown lies.
const PLACES = {
  protected: { y: '0%', height: '100%' },
  not_protected: { y: '0%', height: '45%' },
  unknown: { y: '60%', height: '40%' },
};
const STATES = Object.keys(PLACES);

const documents = new Map();
const askedAtMs = new Map();
const chosenDays = new Map();

/** Asks the supervisor for the days of each facility that is looked at, now and then. */
export async function refreshDays(facilityIds, changed) {
  const nowMs = Date.now();
  const due = facilityIds.filter((id) => nowMs - (askedAtMs.get(id) ?? 0) >= REFRESH_MS);
  due.forEach((id) => askedAtMs.set(id, nowMs));
  await Promise.all(due.map(async (id) => {
    try {
      const response = await fetch(`/api/v1/facilities/${encodeURIComponent(id)}/protection?days=${DAYS_SHOWN}`);
      if (response.ok) {
        documents.set(id, await response.json());
      }
    } catch {
      // The banner says that the supervisor is out of reach; the old bars stay and end where they ended.
    }
  }));
  if (due.length > 0) {
    changed();
  }
}

/** The days of a facility, newest first; the day that runs has the tall bar. */
export function daysView(facilityId, view, redraw) {
  const newest = documents.get(facilityId);
  if (!newest) {
    return null;
  }
  const choose = (day) => {
    chosenDays.set(facilityId, chosenDays.get(facilityId) === day ? null : day);
    redraw();
  };
  const [today, ...before] = newest.days.toReversed();
  return h('section', { class: 'days', 'aria-label': say('days') },
    dayView(today, newest, true, facilityId, view, choose),
    h('p', { key: 'hours', class: 'day-hours', 'aria-hidden': 'true' },
      h('span', null,
        HOURS_SHOWN.map((hour) => h('b', { key: hour }, String(hour).padStart(2, '0'))))),
    before.map((day) => dayView(day, newest, false, facilityId, view, choose)));
}

function dayView(day, { segments }, isToday, facilityId, view, choose) {
  const isChosen = chosenDays.get(facilityId) === day.day;
  const own = segments.filter((segment) => segment.to_ms > day.from_ms && segment.from_ms < day.to_ms);
  const detailsId = `${facilityId}-${day.day}`;
  return [
    h('button', {
      key: day.day, type: 'button', class: `day${isToday ? ' day-today' : ''}`, onclick: () => choose(day.day),
      'aria-expanded': String(isChosen), 'aria-controls': detailsId,
    },
    h('span', { class: 'day-name' }, isToday ? say('today') : dayName(day.day)),
    barView(day, own),
    h('span', { class: `day-mark day-mark-${markOf(day, isToday)}` },
      icon(MARKS[markOf(day, isToday)], 'small'), word('day', markOf(day, isToday))),
    h('span', { class: isToday ? 'day-sums' : 'for-screen-readers' }, sumsOf(day))),
    h('div', { key: `${day.day}-details`, id: detailsId, class: 'day-details', hidden: !isChosen },
      isChosen && detailsView(day, own, view)),
  ];
}

const MARKS = { compliant: 'protected', so_far: 'protected', not_compliant: 'not_protected', unproved: 'unknown' };

/** A day that nothing speaks against but that is not proved is another thing than one that was not protected. */
function markOf(day, isToday) {
  if (day.compliant) {
    return isToday ? 'so_far' : 'compliant';
  }
  return day.not_protected_ms > 0 ? 'not_compliant' : 'unproved';
}

function sumsOf(day) {
  return STATES.map((state) => `${word('verdict', state)} ${duration(day[`${state}_ms`])}`).join(' · ');
}

function barView(day, segments) {
  const percent = (ms) => `${(100 * ms) / (day.to_ms - day.from_ms)}%`;
  return h('svg', { class: 'day-bar', 'aria-hidden': 'true' }, segments.map((segment) => {
    const [fromMs, toMs] = within(day, segment);
    return h('rect', {
      key: segment.from_ms, class: `day-${segment.state}`, x: percent(fromMs - day.from_ms),
      width: percent(toMs - fromMs), ...PLACES[segment.state],
    }, h('title', null, segmentText(day, segment)));
  }));
}

function within(day, segment) {
  return [Math.max(segment.from_ms, day.from_ms), Math.min(segment.to_ms, day.to_ms)];
}

function segmentText(day, segment) {
  const [fromMs, toMs] = within(day, segment);
  const reasons = segment.reasons.map((reason) => word('reason', reason.split(':')[0]));
  return [`${timeOfDay(fromMs - day.from_ms)}–${timeOfDay(toMs - day.from_ms)}`, word('verdict', segment.state),
    ...new Set(reasons)].join(' · ');
}

function detailsView(day, segments, view) {
  const listed = segments.slice(0, SEGMENTS_LISTED_MAX);
  return [
    h('p', { class: 'note' }, `${dayName(day.day)} · ${sumsOf(day)}${day.closed ? ` · ${say('day_closed')}` : ''}`),
    h('ol', { class: 'segments' }, listed.map((segment) => segmentView(day, segment, view))),
    segments.length > listed.length
      && h('p', { key: 'more', class: 'note' }, say('more', { count: segments.length - listed.length })),
    day.changes.length > 0 && h('h5', { key: 'changes-title' }, say('day_changes')),
    day.changes.length > 0 && h('ol', { key: 'changes', class: 'segments' },
      day.changes.map((change, index) => changeView(change, index, view))),
  ];
}

function segmentView(day, segment, { nodeNames }) {
  const [fromMs, toMs] = within(day, segment);
  return h('li', { key: segment.from_ms, class: `tone-${segment.state}` },
    h('span', { class: 'segment-time' },
      `${timeOfDay(fromMs - day.from_ms)}–${timeOfDay(toMs - day.from_ms)}`),
    h('span', { class: 'chip' }, icon(segment.state, 'small'), word('verdict', segment.state)),
    segment.reasons.length > 0 && h('ul', { class: 'reasons', 'aria-label': say('reasons') },
      segment.reasons.map((reason) => reasonView(reason, nodeNames))));
}

function changeView(change, index, { nowMs }) {
  const sums = STATES.map((state) => `${word('verdict', state)} ${duration(change.after[`${state}_ms`])}`).join(' · ');
  return h('li', { key: index },
    h('span', { class: 'segment-time' }, clockTime(change.at_ms, nowMs)),
    h('b', null, word('day_change', change.kind)), h('span', null, sums));
}
