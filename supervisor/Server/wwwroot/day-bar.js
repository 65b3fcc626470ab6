// A stretch of time as a bar, told apart by place as well as by colour: protected fills it, not protected hangs, unknown lies.

import { sinceMidnight, timeOfDay } from './format.js';
import { h } from './lib/preact.mjs';
import { word } from './text.js';

export const STATES = ['protected', 'not_protected', 'unknown'];

const PLACES = {
  protected: { y: '0%', height: '100%' },
  not_protected: { y: '0%', height: '45%' },
  unknown: { y: '60%', height: '40%' },
};

/** Segments between two instants; the words beside it carry the meaning. */
export function barView(fromMs, toMs, segments) {
  const percent = (ms) => `${(100 * ms) / (toMs - fromMs)}%`;
  return h('svg', { class: 'day-bar', 'aria-hidden': 'true' }, segments.filter(({ from_ms: from, to_ms: end }) => end > fromMs && from < toMs)
    .map((segment) => {
      const [startMs, endMs] = within(fromMs, toMs, segment);
      return h('rect', {
        key: segment.from_ms, class: `day-${segment.state}`, x: percent(startMs - fromMs), width: percent(endMs - startMs), ...PLACES[segment.state],
      }, h('title', null, segmentText(fromMs, toMs, segment)));
    }));
}

/** What of a segment is within a time. */
export function within(fromMs, toMs, segment) {
  return [Math.max(segment.from_ms, fromMs), Math.min(segment.to_ms, toMs)];
}

/** `13:50:00–14:20:00`; an end at midnight is 24:00:00. */
export function stretchText(startMs, endMs) {
  const end = sinceMidnight(endMs);
  return `${timeOfDay(sinceMidnight(startMs))}–${end === 0 ? '24:00:00' : timeOfDay(end)}`;
}

function segmentText(fromMs, toMs, segment) {
  const reasons = segment.reasons.map((reason) => word('reason', reason.split(':')[0]));
  return [stretchText(...within(fromMs, toMs, segment)), word('verdict', segment.state), ...new Set(reasons)].join(' · ');
}
