// The dashboard: follows the supervisor, knows where the reader is, and draws that page.

import { forgetAnswers, onAnswer } from './answers.js';
import { follow } from './feed.js';
import { clockTime } from './format.js';
import { icon } from './icons.js';
import { currentLanguage, useLanguage } from './language.js';
import { h, render } from './lib/preact.mjs';
import { forgetOverview, nodeNames, overview, take } from './overview-state.js';
import { alarmKey, headline, spokenAlarm } from './overview.js';
import { alertsPage } from './pages/alerts.js';
import { billingPage } from './pages/billing.js';
import { facilityPage } from './pages/facility.js';
import { hoursPage } from './pages/hours.js';
import { nodePage } from './pages/node.js';
import { overviewPage } from './pages/overview.js';
import { peoplePage } from './pages/people.js';
import { recordPage } from './pages/record.js';
import { reportsPage } from './pages/reports.js';
import { signInPage } from './pages/sign-in.js';
import { currentRoute, to } from './route.js';
import { currentSession, holds, isReading, isSignedOut, onSession, refreshSession, signOut } from './session.js';
import { playAlarm } from './sound.js';
import { say } from './text.js';

// The supervisor speaks at least every second.
const SILENCE_MS_MAX = 15_000;
const TICK_MS = 1000;
const SHORTEST_PAUSE_MS = 200;
const RETRY_MS = 3000;

const PAGES = {
  overview: overviewPage,
  township: overviewPage,
  facility: facilityPage,
  billing: billingPage,
  hours: hoursPage,
  node: nodePage,
  record: recordPage,
  heartbeat: recordPage,
  reports: reportsPage,
  alerts: alertsPage,
  people: peoplePage,
};

const place = Object.fromEntries(
  [...document.querySelectorAll('[id]')].map((element) => [element.id, element]));
let connection = 'connecting';
let supervisorMs = 0;
let receivedAtMs = 0;
let spokenKeys = new Set();
let drawing = 0;
let stopFollowing = () => {};
let drawnPlace = location.hash.split('?')[0];

/** The supervisor's time, carried on by this browser's clock since it last spoke. */
function nowMs() {
  return receivedAtMs ? supervisorMs + Date.now() - receivedAtMs : Date.now();
}

function show(next, name) {
  take(next, name);
  [supervisorMs, receivedAtMs] = [next.time_ms, Date.now()];
  speakAlarms();
}

/** Draws soon, once for all that happens until then. */
function schedule() {
  drawing ||= setTimeout(draw, SHORTEST_PAUSE_MS);
}

function draw() {
  clearTimeout(drawing);
  drawing = 0;
  const known = overview();
  const route = currentRoute();
  const page = isSignedOut() ? signInPage : isReading() && (PAGES[route.page] ?? overviewPage);
  const view = {
    ...known,
    route,
    nowMs: nowMs(),
    supervisorMs,
    received: receivedAtMs > 0,
    lost: connection === 'lost' && !isSignedOut(),
    redraw: draw,
    nodeNames: nodeNames(),
  };
  document.title = page ? `${page.title(view)} · ${say('product')}` : say('product');
  document.body.classList.toggle('lost', view.lost);
  render(topView(view), place.top);
  render(view.lost && bannerView(view), place.banner);
  render(page && h('div', { key: route.page + route.ids.join('/') }, page.view(view)), place.main);
}

function topView(view) {
  const link = (name, href, isHere) => h('a', { href, 'aria-current': isHere ? 'page' : null }, say(name));
  const page = view.route.page;
  const session = currentSession();
  const isPerson = Boolean(session?.name) && !session.visitor;
  return [
    h('a', { key: 'skip', class: 'skip', href: '#main', onclick: skip }, say('skip')),
    h('p', { class: 'brand' }, icon('protected'), h('strong', null, say('product')), h('span', null, say('tagline'))),
    isReading() && h('nav', { key: 'ways', class: 'ways', 'aria-label': say('ways') },
      link('way_overview', to.overview(), page === 'overview'),
      link('way_alerts', to.alerts(), page === 'alerts'),
      link('way_reports', to.reports(), page === 'reports'),
      (isPerson || holds('administrate')) && link('way_people', to.people(), page === 'people')),
    !isSignedOut() && h('p', { key: 'connection', class: `connection connection-${connection}`, role: 'status' },
      say(connection), ' ', h('time', { 'aria-hidden': 'true' }, connection === 'live' && clockTime(view.nowMs, view.nowMs))),
    h('button', {
      class: 'button', type: 'button', lang: currentLanguage() === 'zh' ? 'en' : 'zh-CN', onclick: switchLanguage,
    }, say('other_language')),
    isPerson && h('button', { key: 'sign-out', class: 'button', type: 'button', title: session.name, onclick: signOut }, say('sign_out')),
  ];
}

function bannerView(view) {
  return h('div', { class: 'banner' }, icon('unknown', 'large'), h('div', null,
    h('strong', null, view.received
      ? say('banner', { time: clockTime(view.supervisorMs, view.nowMs) })
      : say('banner_empty')),
    h('span', null, say('banner_note'))));
}

function skip(event) {
  event.preventDefault();
  place.main.focus();
}

function switchLanguage() {
  useLanguage(currentLanguage() === 'zh' ? 'en' : 'zh');
  draw();
}

/** Another place begins at its top, and screen readers begin to read there; another part of the same place does not. */
function arrive() {
  const isElsewhere = location.hash.split('?')[0] !== drawnPlace;
  drawnPlace = location.hash.split('?')[0];
  draw();
  if (isElsewhere) {
    scrollTo(0, 0);
    place.main.focus({ preventScroll: true });
  }
}

/** Says new alarms once; the region never holds text that ticks. */
function speakAlarms() {
  const { alarms } = overview();
  const fresh = alarms.filter(({ alarm }) => !spokenKeys.has(alarmKey(alarm)));
  const cleared = alarms.length === 0 && spokenKeys.size > 0;
  spokenKeys = new Set(alarms.map(({ alarm }) => alarmKey(alarm)));
  if (fresh.length > 0 || cleared) {
    if (!cleared) {
      playAlarm();
    }
    place['spoken-alarms'].textContent = cleared ? say('spoken_clear') : fresh.map(spokenAlarm).join('; ');
  }
}

/** Asks who reads until the supervisor says it: without it nothing can be shown. */
async function startSession() {
  await refreshSession();
  if (!currentSession()) {
    connection = 'lost';
    schedule();
    setTimeout(startSession, RETRY_MS);
  }
}

/** Somebody else reads: nothing of before is theirs, and the stream begins anew in their name. */
function beginSession(isAnother) {
  if (isAnother) {
    forgetAnswers();
    forgetOverview();
    stopFollowing();
    [connection, receivedAtMs, spokenKeys] = ['connecting', 0, new Set()];
    stopFollowing = isSignedOut() ? () => {} : follow({
      streamUrl: '/api/v1/overview/events',
      eventNames: ['overview', 'changes'],
      silenceMsMax: SILENCE_MS_MAX,
      show,
      changed: (next) => {
        connection = next;
        if (next === 'lost') {
          refreshSession(); // It may be gone for having been signed out.
        }
        schedule();
      },
    });
  }
  draw();
}

useLanguage(currentLanguage());
onAnswer(schedule, refreshSession);
onSession(beginSession);
draw();
setInterval(schedule, TICK_MS);
addEventListener('hashchange', arrive);
startSession();
