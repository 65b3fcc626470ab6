// The last days of a facility: a bar of 24 hours for each, and what lies behind the one that is chosen.

import { barView, STATES, stretchText, within } from './day-bar.js';
import { clockTime, dayName, duration } from './format.js';
import { icon } from './icons.js';
import { h } from './lib/preact.mjs';
import { reasonText } from './reason.js';
import { say, word } from './text.js';

const SEGMENTS_LISTED_MAX = 60;
const HOURS_SHOWN = [0, 6, 12, 18, 24];
const MARKS = { compliant: 'protected', so_far: 'protected', not_compliant: 'not_protected', unproved: 'unknown' };

/** The days, newest first; the day that runs has the tall bar. `choose(day)` opens one or closes it, `pick(atMs)` asks for an instant. */
export function daysView({ days, segments }, chosen, view, choose, pick) {
  const [today, ...before] = days.toReversed();
  return h('section', { class: 'days', 'aria-label': say('days') },
    h('h2', null, say('days'), ' ', h('small', null, say('days_note'))),
    dayView(today, segments, true, chosen, view, choose, pick),
    h('p', { key: 'hours', class: 'day-hours', 'aria-hidden': 'true' },
      h('span', null, HOURS_SHOWN.map((hour) => h('b', { key: hour }, String(hour).padStart(2, '0'))))),
    before.map((day) => dayView(day, segments, false, chosen, view, choose, pick)));
}

function dayView(day, segments, isToday, chosen, view, choose, pick) {
  const isChosen = chosen === day.day;
  const own = segments.filter((segment) => segment.to_ms > day.from_ms && segment.from_ms < day.to_ms);
  const mark = markOf(day, isToday);
  return [
    h('button', {
      key: day.day, type: 'button', class: `day${isToday ? ' day-today' : ''}`, onclick: () => choose(day),
      'aria-expanded': String(isChosen), 'aria-controls': `day-${day.day}`,
    },
    h('span', { class: 'day-name' }, isToday ? say('today') : dayName(day.day)),
    barView(day.from_ms, day.to_ms, own),
    h('span', { class: `day-mark day-mark-${mark}` }, icon(MARKS[mark], 'small'), h('span', null, word('day', mark))),
    h('span', { class: isToday ? 'day-sums' : 'for-screen-readers' }, sumsOf(day))),
    h('div', { key: `${day.day}-details`, id: `day-${day.day}`, class: 'day-details', hidden: !isChosen },
      isChosen && detailsView(day, own, view, pick)),
  ];
}

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

function detailsView(day, segments, view, pick) {
  return [
    h('p', { class: 'note' }, `${dayName(day.day)} · ${sumsOf(day)}${day.closed ? ` · ${say('day_closed')}` : ''}`),
    segmentsView(day.from_ms, Math.min(day.to_ms, view.nowMs), segments, pick),
    day.changes.length > 0 && h('h3', { key: 'changes-title' }, say('day_changes')),
    day.changes.length > 0 && h('ol', { key: 'changes', class: 'segments' },
      day.changes.map((change, index) => changeView(change, index, view))),
  ];
}

/** What a time was, stretch by stretch; each leads to what proves it. */
export function segmentsView(fromMs, toMs, segments, pick) {
  const told = toldApart(segments);
  const listed = told.slice(0, SEGMENTS_LISTED_MAX);
  return [
    h('ol', { key: 'segments', class: 'segments' }, listed.map((segment) => {
      const [startMs, endMs] = within(fromMs, toMs, segment);
      return h('li', { key: segment.from_ms, class: `tone-${segment.state}` },
        h('button', { type: 'button', class: 'segment', onclick: () => pick(Math.floor((startMs + endMs) / 2)) },
          h('span', { class: 'segment-time' }, stretchText(startMs, endMs)),
          h('span', { class: 'chip' }, icon(segment.state, 'small'), word('verdict', segment.state)),
          h('span', { class: 'segment-why' }, segment.why),
          h('span', { class: 'segment-go' }, say('segment_why'), ' ›')));
    })),
    told.length > listed.length
      && h('p', { key: 'more', class: 'note' }, say('more', { count: told.length - listed.length })),
  ];
}

/** Segments with why in words; those that follow each other and read the same, as of two nodes that fall silent one after the other, are one. */
function toldApart(segments) {
  const told = [];
  for (const { from_ms, to_ms, state, reasons } of segments) {
    const why = reasonText(reasons);
    const before = told.at(-1);
    if (before && before.to_ms === from_ms && before.state === state && before.why === why) {
      before.to_ms = to_ms;
    } else {
      told.push({ from_ms, to_ms, state, why });
    }
  }
  return told;
}

function changeView(change, index, { nowMs }) {
  const sums = STATES.map((state) => `${word('verdict', state)} ${duration(change.after[`${state}_ms`])}`).join(' · ');
  return h('li', { key: index },
    h('span', { class: 'segment-time' }, clockTime(change.at_ms, nowMs)),
    h('b', null, word('day_change', change.kind)), h('span', null, sums));
}
