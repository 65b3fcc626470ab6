// Numbers and times as people read them. Quantities are integers in base units until the last step.

import { currentLanguage, localeTag } from './language.js';

const DASH = '—';
const NARROW_SPACE = '\u202f';
export const DAY_MS = 86_400_000;

const formatters = new Map();
let offsetMs = 8 * 3_600_000;

/** Thousandths with three decimals: 12345678 (Wh or litres) is 12 345.678 (kWh or m³). */
export function thousandths(value) {
  if (!Number.isSafeInteger(value)) {
    return DASH;
  }
  const magnitude = Math.abs(value);
  const fraction = magnitude % 1000;
  const whole = (magnitude - fraction) / 1000;
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE);
  return `${value < 0 ? '−' : ''}${grouped}.${String(fraction).padStart(3, '0')}`;
}

export function registerUnit(unit) {
  return { wh: 'kWh', l: 'm³' }[unit] ?? '';
}

/** A register in its billing unit; a unit this page does not know is shown as it came. */
export function register(value, unit) {
  return registerUnit(unit) ? thousandths(value) : `${value ?? DASH} ${unit ?? ''}`;
}

/** Where midnight is, for all times that are shown: that of the facilities, wherever the browser is. */
export function useOffset(utcOffsetMs) {
  if (Number.isSafeInteger(utcOffsetMs)) {
    offsetMs = utcOffsetMs;
  }
}

/** Milliseconds since the last local midnight. */
export function sinceMidnight(timeMs) {
  return (((timeMs + offsetMs) % DAY_MS) + DAY_MS) % DAY_MS;
}

/** The local midnight that a day began with. */
export function dayStart(timeMs) {
  return timeMs - sinceMidnight(timeMs);
}

/** The local midnight that it ends with. */
export function dayEnd(timeMs) {
  return dayStart(timeMs) + DAY_MS;
}

/** Local time of day, with the date when it is not the day of `nowMs`. */
export function clockTime(timeMs, nowMs) {
  if (!isTime(timeMs)) {
    return DASH;
  }
  const isToday = dayStart(timeMs) === dayStart(nowMs);
  const time = timeOfDay(sinceMidnight(timeMs));
  return isToday ? time : `${dateOf(timeMs)} ${time}`;
}

/** A local day and time with its year, for what is kept. */
export function fullTime(timeMs) {
  return isTime(timeMs) ? `${isoDay(timeMs)} ${timeOfDay(sinceMidnight(timeMs))}` : DASH;
}

/** The local day of an instant, such as `2026-03-02`. */
export function isoDay(timeMs) {
  return new Date(timeMs + offsetMs).toISOString().slice(0, 10);
}

/** An instant as an address or a field carries it, in local time: `2026-03-02T14:00:00`. */
export function localText(timeMs) {
  return new Date(timeMs + offsetMs).toISOString().slice(0, 19);
}

/** The instant of such a text, or null. */
export function parseLocal(text) {
  const parsed = Date.parse(`${text}Z`);
  return Number.isFinite(parsed) ? parsed - offsetMs : null;
}

/** An instant as the supervisor reads it. */
export function isoInstant(timeMs) {
  return new Date(timeMs).toISOString();
}

/** A local month and day. */
export function dateOf(timeMs) {
  return formatter('date').format(timeMs + offsetMs);
}

/** Time of day by milliseconds since midnight; the end of the day is 24:00:00. */
export function timeOfDay(sinceMidnightMs) {
  const seconds = Math.floor(sinceMidnightMs / 1000);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0')).join(':');
}

/** A local day such as `2026-03-02`, with its weekday. */
export function dayName(day) {
  return formatter('weekday').format(Date.parse(`${day}T00:00:00Z`));
}

/** Making one costs more than using it a thousand times. */
function formatter(kind) {
  const key = `${localeTag()} ${kind}`;
  if (!formatters.has(key)) {
    formatters.set(key, new Intl.DateTimeFormat(localeTag(), {
      timeZone: 'UTC', month: '2-digit', day: '2-digit', ...(kind === 'weekday' ? { weekday: 'short' } : {}),
    }));
  }
  return formatters.get(key);
}

/** 0 is what a node writes while it has never known the time. */
export function isTime(timeMs) {
  return Number.isSafeInteger(timeMs) && timeMs > 0;
}

/** The two largest parts: 3 min 12 s, 2 h 5 min, 4 d 1 h. */
export function duration(durationMs) {
  if (!Number.isFinite(durationMs)) {
    return DASH;
  }
  const names = currentLanguage() === 'zh' ? ['天', '小时', '分', '秒'] : ['d', 'h', 'min', 's'];
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  const parts = [
    Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60,
  ];
  const first = parts.findIndex((part, index) => part > 0 || index === 3);
  return parts.slice(first, first + 2)
    .map((part, index) => `${part}\u00a0${names[first + index]}`)
    .filter((_, index) => index === 0 || parts[first + index] > 0)
    .join(' ');
}

export function since(timeMs, nowMs) {
  return isTime(timeMs) ? duration(nowMs - timeMs) : DASH;
}
