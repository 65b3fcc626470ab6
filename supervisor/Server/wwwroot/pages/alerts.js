// What people must take notice of: the live list, with a sound for what is new, and what they did about it.

import { answerOf, outdate } from '../answers.js';
import { fieldView, formView, pagesView } from '../form.js';
import { duration, fullTime, since } from '../format.js';
import { icon } from '../icons.js';
import { pick } from '../language.js';
import { h } from '../lib/preact.mjs';
import { refine, to } from '../route.js';
import { change, currentSession, holds } from '../session.js';
import { isSounding, useSound } from '../sound.js';
import { say, word } from '../text.js';

const REFRESH_MS = 3000;
const STATES = ['open', 'acknowledged', 'closed'];

export const alertsPage = {
  title: () => say('way_alerts'),
  view: alertsPageView,
};

function alertsPageView(view) {
  const { state = 'open', before = '', facility = '' } = view.route.query;
  const url = `/api/v1/alerts?${new URLSearchParams({ state, ...(facility ? { facility } : {}), ...(before ? { before } : {}) })}`;
  const { value, failure } = answerOf(url, REFRESH_MS);
  const turn = (next) => {
    refine(next);
    view.redraw();
  };
  return [
    h('div', { key: 'head', class: 'facilities-head' },
      h('h1', null, say('way_alerts')),
      h('div', { class: 'choose', role: 'group', 'aria-label': say('alert_state') }, STATES.map((name) => h('button', {
        key: name, type: 'button', class: 'button', 'aria-pressed': String(name === state), onclick: () => turn({ state: name, before: '' }),
      }, word('alert_state', name)))),
      h('button', {
        type: 'button', class: 'button', 'aria-pressed': String(isSounding()), onclick: () => {
          useSound(!isSounding());
          view.redraw();
        },
      }, say('sound'))),
    failure && h('p', { key: 'failed', class: 'notice', role: 'alert' }, say('failed', { detail: failure.text })),
    value?.alerts.length === 0 && h('p', { key: 'none', class: 'notice' }, say('no_alerts')),
    h('ol', { key: 'list', class: 'alerts' }, (value?.alerts ?? []).map((alert) => alertView(alert, url, view))),
    pagesView({ isNewest: !before, older: value?.before, turn: (next) => turn({ before: next }) }),
  ];
}

function alertView(alert, url, view) {
  const facility = view.byId.get(alert.facility);
  const isOver = alert.ended_ms > 0;
  const tone = alert.state === 'closed' || isOver ? 'unknown' : 'alarm';
  return h('li', { key: alert.id, class: `panel alert tone-${tone}` },
    h('details', null,
      h('summary', null,
        icon(alert.kind === 'alarm' ? 'alarm' : 'not_protected'),
        h('span', null,
          h('strong', null, word('alert', alert.kind)), ' ', h('code', null, alert.subject), ' ', alert.detail,
          h('small', null, pick(facility?.name, alert.facility), ' · ', view.nodeNames.get(alert.node) ?? '', ' ', alert.node)),
        h('span', { class: 'alert-when' },
          h('strong', null, isOver ? say('alert_over', { duration: duration(alert.ended_ms - alert.opened_ms) }) : say('for', { duration: since(alert.opened_ms, view.nowMs) })),
          h('small', null, fullTime(alert.opened_ms), alert.count > 1 && ` · ${say('alert_count', { count: alert.count })}`))),
      detailsView(alert, url, view)));
}

/** What was done about it, and what can be done; asked for once somebody opens it. */
function detailsView(alert, url, view) {
  const own = `/api/v1/alerts/${alert.id}`;
  const send = (act) => async ({ by, note }) => {
    const fault = await change('POST', `${own}/${act}`, { ...(by === undefined ? {} : { by: by.trim() }), note: note.trim() });
    outdate(own);
    outdate(url);
    return fault;
  };
  const form = (act) => formView(`${act} ${alert.id}`, {
    fields: [
      currentSession()?.visitor && fieldView(say('acts_as'), 'by', { required: true, maxlength: 32 }),
      fieldView(say('alert_note'), 'note', { required: act === 'close', maxlength: 500 }),
    ],
    button: say(`alert_${act}`),
    send: send(act),
    redraw: view.redraw,
  });
  return h('div', { class: 'alert-acts' },
    h('p', null, h('a', { href: to.facility(alert.facility, { at: Math.min(alert.opened_ms, view.nowMs - 1000) }) }, say('alert_evidence'))),
    h('ol', null, (answerOf(own, 10 * REFRESH_MS).value?.acts ?? []).map((act) => h('li', { key: act.at_ms },
      `${fullTime(act.at_ms)} ${act.by}: ${word('alert_state', act.act)}${act.note ? ` — ${act.note}` : ''}`))),
    holds('operate') && alert.state === 'open' && form('acknowledge'),
    holds('operate') && alert.state !== 'closed' && form('close'));
}
