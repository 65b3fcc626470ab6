// The day so far of the facilities that are in sight, asked for a few at a time.

const REFRESH_MS = 30_000;
const AT_ONCE_MAX = 100;

const days = new Map();
const askedMs = new Map();

/** `{ from_ms, to_ms, segments }` of a facility, or null while it is not known. */
export function todayOf(facility) {
  return days.get(facility) ?? null;
}

/** Asks for the days that are older than half a minute. */
export async function refreshToday(facilities, changed) {
  const nowMs = performance.now();
  const due = facilities.filter((id) => nowMs - (askedMs.get(id) ?? -Infinity) >= REFRESH_MS).slice(0, AT_ONCE_MAX);
  if (due.length === 0) {
    return;
  }
  due.forEach((id) => askedMs.set(id, nowMs));
  try {
    const response = await fetch(`/api/v1/overview/today?facilities=${due.map(encodeURIComponent).join(',')}`);
    if (response.ok) {
      const { from_ms, to_ms, facilities: found } = await response.json();
      found.forEach(({ facility, segments }) => days.set(facility, { from_ms, to_ms, segments }));
      changed();
    }
  } catch {
    // The banner says that the supervisor is out of reach; the old bars stay and end where they ended.
  }
}
