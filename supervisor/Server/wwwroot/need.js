// Which facility needs a person first. Pure.

const RANKS = { not_protected: 1, unknown: 2, protected: 3 };

/** Anything but a clear word is `unknown`: silence and surprise are never safety. */
export function verdictState(subject) {
  const state = subject?.verdict?.state;
  return Object.hasOwn(RANKS, state ?? '') ? state : 'unknown';
}

/** An open alarm, or a zone in alarm that the list of alarms does not name. */
export function inAlarm(facility) {
  return facility.alarms?.length > 0
    || (facility.nodes ?? []).some((node) => (node.zones ?? []).some((zone) => zone.alarm));
}

/** 0 alarm, 1 not protected, 2 unknown, 3 protected. */
function needRank(facility) {
  return inAlarm(facility) ? 0 : RANKS[verdictState(facility)];
}

export function needsPerson(facility) {
  return needRank(facility) < RANKS.protected;
}

/** Most urgent first; among equals the one that has waited longest. */
export function sortedByNeed(facilities) {
  return [...facilities].sort((one, other) =>
    needRank(one) - needRank(other)
    || (one.verdict?.since_ms ?? 0) - (other.verdict?.since_ms ?? 0)
    || String(one.id).localeCompare(String(other.id)));
}

/** Every open alarm with its facility, newest first. */
export function openAlarms(facilities) {
  return facilities
    .flatMap((facility) => (facility.alarms ?? []).map((alarm) => ({ facility, alarm })))
    .sort((one, other) => (other.alarm.since_ms ?? 0) - (one.alarm.since_ms ?? 0));
}
