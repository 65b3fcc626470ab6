// The township page: follows the supervisor and draws what it says, once a second and on each change.

import { activityView } from './activity.js';
import { h, render } from './dom.js';
import { facilityView } from './facility.js';
import { follow } from './feed.js';
import { clockTime, isTime } from './format.js';
import { icon } from './icons.js';
import { currentLanguage, pick, useLanguage } from './language.js';
import { noteMeters } from './meter-changes.js';
import { needsPerson, openAlarms, sortedByNeed } from './need.js';
import { alarmKey, alarmsView, headline, spokenAlarm, summaryView } from './overview.js';
import { refreshDays } from './protection.js';
import { say } from './text.js';

// The supervisor speaks at least every 10 s.
const SILENCE_MS_MAX = 15_000;
const OPEN_FACILITIES_MAX = 2;

const place = Object.fromEntries(
  [...document.querySelectorAll('[id]')].map((element) => [element.id, element]));
const chosenOpen = new Map();
let connection = 'connecting';
let newest = {};
let receivedAtMs = 0;
let spokenKeys = new Set();

function show(next) {
  if (!Array.isArray(next?.facilities) || !isTime(next.time_ms)) {
    throw new TypeError('The document names no facilities or no time.');
  }
  const before = { newest, receivedAtMs };
  newest = next;
  receivedAtMs = Date.now();
  try {
    noteMeters(next.facilities, nowMs());
    draw();
  } catch (error) {
    ({ newest, receivedAtMs } = before); // What cannot be drawn is not kept; the feed says lost.
    throw error;
  }
  speakAlarms();
}

/** The supervisor's time, carried on by this browser's clock since the last document. */
function nowMs() {
  return receivedAtMs ? newest.time_ms + Date.now() - receivedAtMs : Date.now();
}

function draw() {
  const facilities = sortedByNeed(newest.facilities ?? []);
  const alarms = openAlarms(facilities);
  const view = {
    nowMs: nowMs(),
    received: receivedAtMs > 0,
    lost: connection === 'lost',
    nodeNames: new Map(facilities.flatMap((facility) =>
      (facility.nodes ?? []).map((node) => [node.id, pick(node.name)]))),
  };

  document.title = `${headline(facilities, view)} · ${say('product')}`;
  document.body.classList.toggle('lost', view.lost);
  render(place.top, topView(view));
  render(place.banner, view.lost && bannerView(view));
  render(place.summary, summaryView(facilities, alarms, view));
  place.alarms.hidden = alarms.length === 0;
  render(place.alarms, alarmsView(alarms, view));
  render(place.facilities,
    h('h2', { id: 'facilities-title' }, say('facilities'), ' ', h('small', null, say('facilities_order'))),
    facilities.map((facility) =>
      facilityView(facility, view, isOpen(facility, facilities.length), choose, draw)));
  render(place.activity, activityView(newest, view));
  refreshDays(facilities.filter((facility) => isOpen(facility, facilities.length)).map(({ id }) => id), draw);
}

function topView(view) {
  return [
    h('a', { key: 'skip', class: 'skip', href: '#facilities' }, say('skip')),
    h('p', { class: 'brand' }, icon('protected'), h('strong', null, say('product')),
      h('span', null, say('tagline'))),
    h('p', { key: 'connection', class: `connection connection-${connection}` },
      say(connection), ' ', h('time', null, connection === 'live' && clockTime(view.nowMs, view.nowMs))),
    h('button', {
      class: 'button', type: 'button', lang: currentLanguage() === 'zh' ? 'en' : 'zh-CN', onclick: switchLanguage,
    }, say('other_language')),
  ];
}

function bannerView(view) {
  return h('div', { class: 'banner' }, icon('unknown', 'large'), h('div', null,
    h('strong', null, view.received
      ? say('banner', { time: clockTime(newest.time_ms, view.nowMs) })
      : say('banner_empty')),
    h('span', null, say('banner_note'))));
}

/** Whoever needs a person is open; so is everyone while there are few. The reader's choice wins. */
function isOpen(facility, count) {
  return chosenOpen.get(facility.id) ?? (needsPerson(facility) || count <= OPEN_FACILITIES_MAX);
}

function choose(facilityId, open) {
  chosenOpen.set(facilityId, open);
  draw();
}

function switchLanguage() {
  useLanguage(currentLanguage() === 'zh' ? 'en' : 'zh');
  draw();
}

/** Says new alarms once; the region never holds text that ticks. */
function speakAlarms() {
  const alarms = openAlarms(newest.facilities);
  const fresh = alarms.filter(({ alarm }) => !spokenKeys.has(alarmKey(alarm)));
  const cleared = alarms.length === 0 && spokenKeys.size > 0;
  spokenKeys = new Set(alarms.map(({ alarm }) => alarmKey(alarm)));
  if (fresh.length > 0 || cleared) {
    render(place['spoken-alarms'], cleared ? say('spoken_clear') : fresh.map(spokenAlarm).join('; '));
  }
}

useLanguage(currentLanguage());
draw();
setInterval(draw, 1000);
follow({
  documentUrl: '/api/v1/facilities',
  streamUrl: '/api/v1/events',
  eventName: 'status',
  silenceMsMax: SILENCE_MS_MAX,
  show,
  changed: (next) => {
    connection = next;
    draw();
  },
});
