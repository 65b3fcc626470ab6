// The day so far, instant by instant: a bar of protected, not protected and unknown for each facility.

import { h } from './dom.js';
import { duration } from './format.js';
import { say, word } from './text.js';

const REFRESH_MS = 30_000;
const DAY_MS = 24 * 3_600_000;
const HOURS_SHOWN = [0, 6, 12, 18, 24];

// Told apart by place as well as by colour: protected fills the bar, not protected hangs, unknown lies.
const PLACES = {
  protected: { y: '0%', height: '100%' },
  not_protected: { y: '0%', height: '45%' },
  unknown: { y: '60%', height: '40%' },
};
const STATES = Object.keys(PLACES);

const days = new Map();
const askedAtMs = new Map();

/** Asks the supervisor for the day of each facility that is looked at, now and then. */
export async function refreshDays(facilityIds, changed) {
  const nowMs = Date.now();
  const due = facilityIds.filter((id) => nowMs - (askedAtMs.get(id) ?? 0) >= REFRESH_MS);
  due.forEach((id) => askedAtMs.set(id, nowMs));
  await Promise.all(due.map(async (id) => {
    try {
      const response = await fetch(`/api/v1/facilities/${encodeURIComponent(id)}/protection`);
      if (response.ok) {
        days.set(id, await response.json());
      }
    } catch {
      // The banner says that the supervisor is out of reach; the old bar stays and ends where it ended.
    }
  }));
  if (due.length > 0) {
    changed();
  }
}

export function dayView(facilityId) {
  const day = days.get(facilityId);
  if (!day) {
    return null;
  }
  const total = Object.fromEntries(STATES.map((state) => [state, 0]));
  for (const segment of day.segments) {
    total[segment.state] += segment.to_ms - segment.from_ms;
  }
  const words = STATES.map((state) => `${word('verdict', state)} ${duration(total[state])}`).join(' · ');
  const percent = (ms) => `${(100 * ms) / DAY_MS}%`;
  return h('figure', { class: 'day' },
    h('figcaption', null, h('b', null, say('today')), ' ', words),
    h('svg', { class: 'day-bar', role: 'img', 'aria-label': `${say('today')}: ${words}` },
      day.segments.map((segment) => h('rect', {
        key: segment.from_ms, class: `day-${segment.state}`, x: percent(segment.from_ms - day.from_ms),
        width: percent(segment.to_ms - segment.from_ms), ...PLACES[segment.state],
      }))),
    h('p', { class: 'day-hours', 'aria-hidden': 'true' },
      HOURS_SHOWN.map((hour) => h('span', { key: hour }, String(hour).padStart(2, '0')))));
}
