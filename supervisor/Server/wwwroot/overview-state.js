// What is known of all facilities: the first document whole, then what has changed.

import { isTime, useOffset } from './format.js';
import { currentLanguage, pick } from './language.js';
import { openAlarms, sortedByNeed } from './need.js';

const EVENTS_MAX = 50;

let facilities = new Map();
let events = [];
let rejections = {};
let version = 0;
let sorted = { version: -1 };
let names = { key: '' };

/** Takes in a document of the stream. */
export function take(document, name) {
  if (!Array.isArray(document?.facilities) || !isTime(document.time_ms)) {
    throw new TypeError('The document names no facilities or no time.');
  }
  if (name === 'overview') {
    [facilities, events] = [new Map(), []];
  }
  useOffset(document.utc_offset_ms);
  document.facilities.forEach((facility) => facilities.set(facility.id, facility));
  events = [...(document.events ?? []), ...events].slice(0, EVENTS_MAX);
  rejections = document.rejections ?? rejections;
  if (name === 'overview' || document.facilities.length > 0) {
    version++;
  }
}

/** Forgets everything: another person reads. */
export function forgetOverview() {
  [facilities, events, rejections] = [new Map(), [], {}];
  version++;
}

/** `{ version, facilities, alarms, byId, events, rejections }`: facilities by need, alarms newest first; made anew only after a change. */
export function overview() {
  if (sorted.version !== version) {
    const list = sortedByNeed([...facilities.values()]);
    sorted = { version, facilities: list, alarms: openAlarms(list), byId: facilities };
  }
  return { ...sorted, events, rejections };
}

/** Township by code, with its facilities by need. */
export function townships(list) {
  const found = new Map();
  for (const facility of list) {
    const code = facility.township?.code ?? '';
    if (!found.has(code)) {
      found.set(code, { ...facility.township, facilities: [] });
    }
    found.get(code).facilities.push(facility);
  }
  return [...found.values()].sort((one, other) => String(one.code).localeCompare(String(other.code)));
}

/** Names of all nodes, for reasons and alarms. */
export function nodeNames() {
  const key = `${version} ${currentLanguage()}`;
  if (names.key !== key) {
    names = { key, byId: new Map([...facilities.values()].flatMap((facility) => (facility.nodes ?? []).map((node) => [node.id, pick(node.name)]))) };
  }
  return names.byId;
}
