// How far a timeline looks: one of some lengths, around an instant. Pure.

import { DAY_MS, dayStart } from './format.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const YEAR_MS = 366 * DAY_MS;

/** The lengths, from a minute to a year. */
export const LENGTHS = [
  { name: 'minute', ms: MINUTE_MS, tickMs: 10_000 },
  { name: 'ten_minutes', ms: 10 * MINUTE_MS, tickMs: 2 * MINUTE_MS },
  { name: 'hour', ms: HOUR_MS, tickMs: 10 * MINUTE_MS },
  { name: 'six_hours', ms: 6 * HOUR_MS, tickMs: HOUR_MS },
  { name: 'day', ms: DAY_MS, tickMs: 4 * HOUR_MS },
  { name: 'week', ms: 7 * DAY_MS, tickMs: DAY_MS },
  { name: 'month', ms: 31 * DAY_MS, tickMs: 7 * DAY_MS },
  { name: 'year', ms: YEAR_MS, tickMs: 61 * DAY_MS },
];

/** A stretch of one of the lengths. It ends by the end of the day that runs. */
export function stretch(fromMs, lengthMs, endOfTodayMs) {
  const from = Math.min(fromMs, endOfTodayMs - lengthMs);
  return { fromMs: Math.round(from), toMs: Math.round(from + lengthMs) };
}

/** The next length inwards (`1`) or outwards (`-1`), with one instant at the same place of the bar. */
export function zoomed({ fromMs, toMs }, direction, aroundMs, endOfTodayMs) {
  const now = nearest(toMs - fromMs);
  const next = LENGTHS[Math.min(LENGTHS.length - 1, Math.max(0, now - direction))];
  const share = (aroundMs - fromMs) / (toMs - fromMs);
  return stretch(aroundMs - share * next.ms, next.ms, endOfTodayMs);
}

/** Index of the length that a time is nearest to. */
export function nearest(lengthMs) {
  const apart = LENGTHS.map(({ ms }) => Math.abs(Math.log(ms / lengthMs)));
  return apart.indexOf(Math.min(...apart));
}

/** The instants of the scale, at even local times. */
export function ticks(fromMs, toMs) {
  const { tickMs } = LENGTHS[nearest(toMs - fromMs)];
  const midnightMs = dayStart(fromMs);
  const found = [];
  for (let at = midnightMs + Math.ceil((fromMs - midnightMs) / tickMs) * tickMs; at <= toMs; at += tickMs) {
    found.push(at);
  }
  return found;
}
