// Opening hours as a person edits them, by weekday, and as a configuration says them.

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const STAY_OPEN_MIN = 60; // Where the configuration does not say otherwise.

/** The address of what a node runs with. */
export function configurationOf(node) {
  return `/api/v1/nodes/${encodeURIComponent(node)}/configuration`;
}

/** `{ days: [[{ open, close }]], holidays: ['2026-10-01'], stayOpen: '60' }`, Monday first. */
export function hoursOf({ schedule = {} } = {}) {
  const days = DAYS.map(() => []);
  for (const { days: text, open, close } of schedule.hours ?? []) {
    indexesOf(text).forEach((day) => days[day].push({ open, close }));
  }
  days.forEach((stretches) => stretches.sort((one, other) => (one.open < other.open ? -1 : 1)));
  return {
    days,
    holidays: (schedule.holidays ?? []).map((day) => String(day).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')),
    stayOpen: String(schedule.stay_open_min ?? STAY_OPEN_MIN),
  };
}

/**
 * The schedule of a configuration with these hours. Days with the same stretch share an entry: `places[i]` is where the fields of entry `i` stand,
 * so that a fault in it can be told beside them.
 */
export function scheduleOf({ days, holidays, stayOpen }, before = {}) {
  const entries = new Map();
  days.forEach((stretches, day) => {
    const seen = new Map();
    stretches.forEach(({ open, close }, index) => {
      const again = seen.get(`${open} ${close}`) ?? 0; // Twice on a day are two entries, which overlap.
      seen.set(`${open} ${close}`, again + 1);
      const key = `${open} ${close} ${again}`;
      const entry = entries.get(key) ?? { open, close, places: [] };
      entries.set(key, { ...entry, places: [...entry.places, { day, index }] });
    });
  });
  const all = [...entries.values()];
  return {
    schedule: {
      ...before,
      hours: all.map(({ open, close, places }) => ({ days: textOf(places.map(({ day }) => day)), open, close })),
      holidays: [...new Set(holidays)].sort().map((day) => Number(day.replaceAll('-', ''))),
      stay_open_min: /^\d{1,6}$/.test(stayOpen) ? Number(stayOpen) : stayOpen,
    },
    places: all.map(({ places }) => places),
  };
}

/**
 * What the supervisor found wrong, as `{ places, part, word }`: the fields (none of them: the whole), `open`, `close` or both where `part` is
 * empty, and the key of what is wrong; a fault of something else has its own `text`.
 */
export function placeFault(text, places) {
  const [, entry, part = ''] = text.match(/^schedule\.hours\[(\d+)\](?:\.(\w+))? /) ?? [];
  const of = places[Number(entry)] ?? [];
  if (entry !== undefined) {
    const [, other] = text.match(/ overlaps schedule\.hours\[(\d+)\]/) ?? [];
    const isShared = ({ day }) => (places[Number(other)] ?? []).some((place) => place.day === day);
    return other !== undefined
      ? { places: [...of.filter(isShared), ...places[Number(other)].filter(({ day }) => of.some((place) => place.day === day))], part: '', word: 'overlaps' }
      : { places: of, part, word: text.includes('later than open') ? 'ends_before' : 'not_a_time' };
  }
  const word = text.startsWith('schedule.hours ') ? 'too_many_hours'
    : text.startsWith('schedule.holidays') ? 'holidays_wrong'
      : text.startsWith('schedule.stay_open_min') ? 'stay_open_wrong' : null;
  return { places: [], part: '', word, text };
}

/** Whether two nodes keep the same hours. */
export function areSameHours(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The days that a list such as `mon-thu,sat` names. */
function indexesOf(text) {
  return text.split(',').flatMap((part) => {
    const [first, last = first] = part.split('-').map((name) => DAYS.indexOf(name));
    return DAYS.map((_, day) => day).filter((day) => day >= first && day <= last);
  });
}

/** The list that names these days, in order, with runs as ranges. */
function textOf(days) {
  const parts = [];
  for (let at = 0; at < days.length; at += 1) {
    const first = at;
    while (days[at + 1] === days[at] + 1) {
      at += 1;
    }
    parts.push(first === at ? DAYS[days[at]] : `${DAYS[days[first]]}-${DAYS[days[at]]}`);
  }
  return parts.join(',');
}
