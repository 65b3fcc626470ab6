// The start page, of all townships or of one: who needs a person, and every facility with its day.

import { activityView } from '../activity.js';
import { barView } from '../day-bar.js';
import { DAY_MS, since } from '../format.js';
import { icon } from '../icons.js';
import { pick } from '../language.js';
import { h } from '../lib/preact.mjs';
import { inAlarm, needsPerson, verdictState } from '../need.js';
import { townships } from '../overview-state.js';
import { alarmsView, headline, summaryView } from '../overview.js';
import { reasonText } from '../reason.js';
import { refine, to } from '../route.js';
import { say, word } from '../text.js';
import { refreshToday, todayOf } from '../today.js';

const ROWS_AT_ONCE = 50;
const ALARMS_SHOWN = 20;
const TILES_OF_TOWNSHIP = 24;

let rowsShown = ROWS_AT_ONCE;
const drawnTiles = new WeakMap();

export const overviewPage = {
  title: (view) => headline(inTownship(view), view),
  view: overviewView,
};

function inTownship({ facilities, route }) {
  return route.page === 'township' ? facilities.filter((facility) => facility.township?.code === route.ids[0]) : facilities;
}

function overviewView(view) {
  const facilities = inTownship(view);
  const here = new Set(facilities.map(({ id }) => id));
  const alarms = view.alarms.filter(({ facility }) => here.has(facility.id));
  const isTownship = view.route.page === 'township';
  return [
    isTownship && h('nav', { key: 'crumbs', class: 'crumbs', 'aria-label': say('crumbs') },
      h('a', { href: to.overview() }, say('way_overview')),
      h('span', { 'aria-current': 'page' }, pick(facilities[0]?.township, view.route.ids[0]))),
    h('section', { class: 'summary', 'aria-labelledby': 'summary-title' }, summaryView(facilities, alarms, view)),
    alarms.length > 0 && h('section', { key: 'alarms', id: 'alarms', 'aria-labelledby': 'alarms-title' },
      alarmsView(alarms.slice(0, ALARMS_SHOWN), view),
      alarms.length > ALARMS_SHOWN && h('p', { key: 'more' }, say('more_alarms', { count: alarms.length - ALARMS_SHOWN }))),
    isTownship && view.received && facilities.length === 0
      && h('p', { key: 'missing', class: 'notice', role: 'alert' }, say('no_such_township', { id: view.route.ids[0] })),
    h('div', { class: 'columns' },
      h('section', { id: 'facilities', 'aria-labelledby': 'facilities-title' },
        h('div', { class: 'facilities-head' },
          h('h2', { id: 'facilities-title' }, say('facilities'), ' ', h('small', null, say('facilities_order'))),
          findView(view), chooseView(view)),
        view.route.query.view === 'tiles' ? tilesView(facilities, isTownship ? Infinity : TILES_OF_TOWNSHIP) : listView(facilities, view)),
      h('aside', { id: 'activity', 'aria-label': say('activity') }, activityView(view, view))),
  ];
}

function findView({ route, redraw }) {
  return h('label', { class: 'find' }, h('span', { class: 'for-screen-readers' }, say('find')),
    h('input', {
      type: 'search', defaultValue: route.query.find ?? '', placeholder: say('find'), oninput: (event) => {
        rowsShown = ROWS_AT_ONCE;
        refine({ find: event.target.value });
        redraw();
      },
    }));
}

function chooseView({ route, redraw }) {
  const choice = (name) => h('button', {
    key: name, type: 'button', class: 'button', 'aria-pressed': String((route.query.view ?? 'list') === name), onclick: () => {
      refine({ view: name === 'list' ? '' : name });
      redraw();
    },
  }, say(`view_${name}`));
  return h('div', { class: 'choose', role: 'group', 'aria-label': say('view') }, choice('list'), choice('tiles'));
}

function listView(all, view) {
  const text = (view.route.query.find ?? '').trim().toLowerCase();
  const found = text ? all.filter((facility) => isMatch(facility, text)) : all;
  const rows = found.slice(0, rowsShown);
  refreshToday(rows.map(({ id }) => id), view.redraw);
  return [
    text && h('p', { key: 'found', class: 'note', role: 'status' }, say('found', { count: found.length })),
    h('ol', { key: 'rows', class: 'rows' }, rows.map((facility) => rowView(facility, view))),
    found.length > rows.length && h('button', {
      key: 'more', type: 'button', class: 'button more', onclick: () => {
        rowsShown += ROWS_AT_ONCE;
        view.redraw();
      },
    }, say('show_more', { count: found.length - rows.length })),
  ];
}

function isMatch({ id, name, township }, text) {
  return [id, name?.zh, name?.en, township?.zh, township?.en].some((field) => String(field ?? '').toLowerCase().includes(text));
}

function rowView(facility, { nowMs }) {
  const state = verdictState(facility);
  const alarm = inAlarm(facility);
  const today = todayOf(facility.id);
  const stale = (facility.nodes ?? []).filter((node) => node.stale).length;
  return h('li', { key: facility.id, class: `row tone-${alarm ? 'alarm' : state}${needsPerson(facility) ? ' row-needed' : ''}` },
    h('div', { class: 'row-name' },
      h('a', { href: to.facility(facility.id) }, pick(facility.name, facility.id)),
      h('p', null, h('a', { href: to.township(facility.township?.code) }, pick(facility.township, facility.township?.code)), ' ', h('code', null, facility.id))),
    h('p', { class: 'row-verdict' },
      icon(alarm ? 'alarm' : state), h('span', null, h('strong', null, word('verdict', alarm ? 'alarm' : state)),
        h('small', null, alarm ? word('verdict', state) : say('for', { duration: since(facility.verdict?.since_ms, nowMs) })))),
    h('div', { class: 'row-day' }, today
      ? [barView(today.from_ms, today.from_ms + DAY_MS, today.segments), h('span', { key: 'sums', class: 'for-screen-readers' }, sumsOf(today))]
      : h('span', { class: 'day-bar' })),
    h('p', { class: 'row-marks' },
      facility.alarms?.length > 0 && h('span', { key: 'alarms', class: 'chip tone-alarm' }, icon('alarm', 'small'), say('open_alarms', { count: facility.alarms.length })),
      facility.open_alerts > 0 && h('a', { key: 'alerts', class: 'chip tone-unknown', href: to.alerts({ facility: facility.id }) }, say('open_alerts', { count: facility.open_alerts })),
      state !== 'protected' && h('span', { key: 'why', class: 'row-why' }, reasonText(facility.verdict?.reasons ?? [])),
      stale > 0 && h('span', { key: 'stale', class: 'chip tone-unknown' }, icon('unknown', 'small'), say('stale_nodes', { count: stale }))));
}

/** The bar in words. */
function sumsOf({ segments }) {
  const sums = { protected: 0, not_protected: 0, unknown: 0 };
  segments.forEach((segment) => {
    sums[segment.state] += segment.to_ms - segment.from_ms;
  });
  return Object.entries(sums).map(([state, ms]) => `${word('verdict', state)} ${Math.round(ms / 60_000)} min`).join(', ');
}

/** Those that need a person come first, so they are among the ones that are shown. */
function tilesView(facilities, shownMax) {
  return h('div', { class: 'townships' }, townships(facilities).map((township) =>
    h('section', { key: township.code, class: 'township', 'aria-label': pick(township, township.code) },
      h('h3', null, h('a', { href: to.township(township.code, { view: 'tiles' }) }, pick(township, township.code)),
        ' ', h('small', null, say('township_needs', {
          count: township.facilities.length, needing: township.facilities.filter(needsPerson).length,
        }))),
      h('ul', { class: 'tiles' }, township.facilities.slice(0, shownMax).map(tileView)),
      township.facilities.length > shownMax && h('a', { key: 'more', href: to.township(township.code, { view: 'tiles' }) },
        say('show_more', { count: township.facilities.length - shownMax })))));
}

/** A facility that has not changed is not looked at again. */
function tileView(facility) {
  const name = pick(facility.name, facility.id);
  const drawn = drawnTiles.get(facility);
  if (drawn?.name === name) {
    return drawn.tile;
  }
  const state = inAlarm(facility) ? 'alarm' : verdictState(facility);
  const tile = h('li', { key: facility.id }, h('a', {
    href: to.facility(facility.id), class: `facility-tile tone-${state}`, title: `${name} · ${word('verdict', state)}`,
  }, icon(state, 'small'), h('span', null, name), h('span', { class: 'for-screen-readers' }, word('verdict', state))));
  drawnTiles.set(facility, { name, tile });
  return tile;
}
