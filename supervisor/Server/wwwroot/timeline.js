// Protection as a bar that zooms from a year to a minute: by wheel, by keys, by buttons. A click picks an instant.

import { barView } from './day-bar.js';
import { clockTime, dateOf, DAY_MS, dayEnd, fullTime, localText, parseLocal, sinceMidnight, timeOfDay } from './format.js';
import { h } from './lib/preact.mjs';
import { say, word } from './text.js';
import { LENGTHS, nearest, stretch, ticks, zoomed } from './zoom.js';

const PAN_SHARE = 0.25;
const WHEEL_PAUSE_MS = 120;
let wheeledMs = 0;

/**
 * `range` is `{ fromMs, toMs }`, `segments` what is known of it, `marks` instants with a title and an address; `zoom(range)` and `pick(atMs)`
 * are what the reader asks for.
 */
export function timelineView({ range, atMs, segments, marks, nowMs, zoom, pick }) {
  const { fromMs, toMs } = range;
  const endMs = dayEnd(nowMs);
  const lengthMs = toMs - fromMs;
  const share = (ms) => `${(100 * (ms - fromMs)) / lengthMs}%`;
  const pan = (direction) => zoom(stretch(fromMs + direction * PAN_SHARE * lengthMs, lengthMs, endMs));
  const near = (direction, aroundMs = atMs && atMs > fromMs && atMs < toMs ? atMs : (fromMs + toMs) / 2) =>
    zoom(zoomed(range, direction, aroundMs, endMs));
  const instantOf = (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(nowMs - 1, Math.round(fromMs + ((event.clientX - box.left) / box.width) * lengthMs));
  };
  const act = { ArrowLeft: () => pan(-1), ArrowRight: () => pan(1), '+': () => near(1), '=': () => near(1), '-': () => near(-1), End: () => zoom(stretch(endMs - lengthMs, lengthMs, endMs)) };

  return h('div', { class: 'timeline' },
    toolsView(range, endMs, nowMs, near, pan, zoom),
    h('div', {
      class: 'timeline-bar', role: 'application', tabindex: '0', 'aria-label': say('timeline_keys', { from: fullTime(fromMs), to: fullTime(toMs) }),
      onclick: (event) => pick(instantOf(event)),
      onkeydown: (event) => {
        if (event.key === 'Enter') {
          pick(Math.min(nowMs - 1, Math.round((fromMs + Math.min(toMs, nowMs)) / 2)));
        } else if (act[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
          event.preventDefault();
          act[event.key]();
        }
      },
      onwheel: (event) => {
        if (!event.ctrlKey && !event.shiftKey && document.activeElement !== event.currentTarget) {
          return; // The page scrolls until the bar is chosen.
        }
        event.preventDefault();
        if (performance.now() - wheeledMs > WHEEL_PAUSE_MS) {
          wheeledMs = performance.now();
          near(event.deltaY < 0 ? 1 : -1, instantOf(event));
        }
      },
    },
    barView(fromMs, toMs, segments),
    toMs > nowMs && h('span', { key: 'now', class: 'timeline-now', style: { left: share(nowMs) } }),
    atMs && atMs >= fromMs && atMs < toMs && h('span', { key: 'at', class: 'timeline-at', style: { left: share(atMs) } })),
    h('ol', { class: 'timeline-marks', 'aria-label': say('marks') }, marks.filter((mark) => mark.atMs >= fromMs && mark.atMs < toMs).map((mark) =>
      h('li', { key: mark.key, style: { left: share(mark.atMs) } },
        h('a', { href: mark.href, class: `mark mark-${mark.kind}`, title: mark.title }, h('span', { class: 'for-screen-readers' }, mark.title))))),
    h('p', { class: 'timeline-scale', 'aria-hidden': 'true' }, ticks(fromMs, toMs).map((tickMs) =>
      h('b', { key: tickMs, class: tickMs - fromMs < lengthMs / 50 ? 'first' : toMs - tickMs < lengthMs / 50 ? 'last' : '', style: { left: share(tickMs) } }, tickText(tickMs, lengthMs)))),
    instantView(atMs ?? null, nowMs, pick));
}

function toolsView(range, endMs, nowMs, near, pan, zoom) {
  const lengthMs = range.toMs - range.fromMs;
  const button = (name, act, text, isDone) => h('button', {
    key: name, type: 'button', class: 'button', 'aria-label': say(name), title: say(name), disabled: isDone, onclick: act,
  }, text);
  return h('div', { class: 'timeline-tools' },
    h('p', { class: 'timeline-range' }, h('strong', null, rangeText(range, nowMs))),
    h('div', { class: 'choose', role: 'group', 'aria-label': say('zoom') },
      button('pan_back', () => pan(-1), '←'), button('pan_on', () => pan(1), '→', range.toMs >= endMs),
      button('zoom_out', () => near(-1), '−', nearest(lengthMs) === LENGTHS.length - 1), button('zoom_in', () => near(1), '+', nearest(lengthMs) === 0)),
    h('div', { class: 'choose', role: 'group', 'aria-label': say('zoom') }, ['day', 'week', 'month', 'year'].map((name) => {
      const length = LENGTHS.find((candidate) => candidate.name === name);
      return h('button', {
        key: name, type: 'button', class: 'button', 'aria-pressed': String(LENGTHS[nearest(lengthMs)] === length),
        onclick: () => zoom(stretch(endMs - length.ms, length.ms, endMs)),
      }, word('length', name));
    })));
}

/** The instant as a field: for the keyboard, and to the second. */
function instantView(atMs, nowMs, pick) {
  return h('form', {
    class: 'instant', onsubmit: (event) => {
      event.preventDefault();
      const chosenMs = parseLocal(event.target.elements.at.value);
      if (chosenMs !== null) {
        pick(chosenMs);
      }
    },
  },
  h('label', null, say('instant'), ' ', h('input', {
    key: atMs ?? 'none', name: 'at', type: 'datetime-local', step: '1', required: true, max: localText(nowMs), defaultValue: atMs ? localText(atMs) : '',
  })),
  h('button', { class: 'button', type: 'submit' }, say('why_then')));
}

function rangeText({ fromMs, toMs }, nowMs) {
  return toMs - fromMs > DAY_MS
    ? `${fullTime(fromMs).slice(0, 10)} – ${fullTime(toMs - 1).slice(0, 10)}`
    : `${fullTime(fromMs).slice(0, 10)} ${clockTime(fromMs, fromMs)} – ${clockTime(toMs - 1, toMs - 1 > nowMs ? toMs - 1 : fromMs)}`;
}

function tickText(tickMs, lengthMs) {
  const time = timeOfDay(sinceMidnight(tickMs));
  return lengthMs > 2 * DAY_MS ? dateOf(tickMs) : lengthMs <= 60_000 ? time : time.slice(0, 5);
}
