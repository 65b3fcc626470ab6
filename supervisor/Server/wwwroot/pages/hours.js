// Opening hours of a facility: those that its nodes keep now, how far a change is, and who made it; and the form that changes them.

import { answerOf, outdate } from '../answers.js';
import { withoutAnswerView } from '../failure.js';
import { fieldView, fileView, formView } from '../form.js';
import { fullTime } from '../format.js';
import { areSameHours, configurationOf, hoursOf } from '../hours.js';
import { pick } from '../language.js';
import { h } from '../lib/preact.mjs';
import { to } from '../route.js';
import { change, holds } from '../session.js';
import { say, word } from '../text.js';
import { hoursFormView } from './hours-form.js';

const REFRESH_MS = 2000;
const FACILITY_REFRESH_MS = 30_000;
const ACTS = 'what=node.configure&what=node.hand_in_configuration';

export const hoursPage = {
  title: (view) => say('hours_of', { name: pick(view.byId.get(view.route.ids[0])?.name, view.route.ids[0]) }),
  view: hoursPageView,
};

function hoursPageView(view) {
  const id = view.route.ids[0] ?? '';
  const { value, failure } = answerOf(`/api/v1/facilities/${encodeURIComponent(id)}`, FACILITY_REFRESH_MS);
  if (!value) {
    return withoutAnswerView(failure, say('no_such_facility', { id }));
  }
  const { facility } = value;
  const answers = facility.nodes.map((node) => ({ node, answer: answerOf(configurationOf(node.id), REFRESH_MS) }));
  const nodes = answers.map(({ node, answer }) => ({ ...node, running: answer.value }));
  const isComplete = answers.every(({ answer }) => answer.value || answer.failure);
  const known = nodes.filter(({ running }) => running?.document).map((node) => ({ ...node, hours: hoursOf(node.running.document) }));
  const differ = known.some(({ hours }) => !areSameHours(hours, known[0].hours));
  return [
    h('nav', { key: 'crumbs', class: 'crumbs', 'aria-label': say('crumbs') },
      h('a', { href: to.overview() }, say('way_overview')),
      h('a', { href: to.township(facility.township.code) }, pick(facility.township, facility.township.code)),
      h('a', { href: to.facility(id) }, pick(facility.name, id)),
      h('span', { 'aria-current': 'page' }, say('hours'))),
    h('h1', { key: 'title' }, say('hours'), ' ', h('small', null, pick(facility.name, id))),
    h('p', { key: 'note', class: 'hours-note' }, say('hours_note')),
    h('section', { key: 'now', class: 'panel', 'aria-labelledby': 'hours-now-title' },
      h('h2', { id: 'hours-now-title' }, say('hours_now')),
      h('div', { class: 'hours-nodes' }, nodes.map((node) => nodeHoursView(node, view)))),
    !holds('configure') ? h('p', { key: 'no-right', class: 'panel notice' }, say('hours_no_right'))
      : isComplete && known.length > 0 && h('section', { key: 'edit', class: 'panel', 'aria-labelledby': 'hours-edit-title' },
        h('h2', { id: 'hours-edit-title' }, say('hours_edit')),
        differ && h('p', { key: 'differ', class: 'note' }, say('hours_differ', { node: pick(known[0].name, known[0].id) })),
        hoursFormView(id, known, view)),
    holds('read_audit') && actsView(id),
  ];
}

/** What a node keeps now, and how far what was sent to it last is. */
function nodeHoursView({ id, name, running }, view) {
  const titleId = `hours-${id}`;
  return h('article', { key: id, class: 'hours-node', 'aria-labelledby': titleId },
    h('h3', { id: titleId }, pick(name, id), ' ', h('code', null, id)),
    running && [
      h('p', { key: 'version', class: 'note' }, running.version > 0
        ? h('span', { title: running.hash }, say('hours_version', running)) : say('hours_silent')),
      running.document ? weekView(hoursOf(running.document)) : running.version > 0 && unknownView(id, view),
      running.sent && progressView(running.sent),
    ]);
}

function weekView({ days, holidays, stayOpen }) {
  return [
    h('dl', { key: 'week', class: 'hours-week' }, days.every((stretches) => stretches.length === 0) ? h('dd', { key: 'none', class: 'hours-warn' }, say('hours_none'))
      : days.map((stretches, day) => [h('dt', { key: day }, word('weekday', day)), h('dd', { key: `${day} hours` }, stretchesText(stretches))]),
    h('dt', { key: 'holidays' }, say('hours_holidays')),
    h('dd', { key: 'holidays of it' }, holidays.length > 0 ? holidays.join(say('list_separator')) : say('hours_no_holidays'))),
    h('p', { key: 'stay', class: 'note' }, say('hours_set_again', { minutes: stayOpen })),
  ];
}

function stretchesText(stretches) {
  return stretches.length === 0 ? say('hours_closed')
    : stretches.map(({ open, close }) => (open === '00:00' && close === '24:00' ? say('hours_always') : `${open}–${close}`)).join(say('list_separator'));
}

function progressView({ version, by, at_ms: atMs, state, errors }) {
  const tone = state === 'kept' ? 'protected' : ['no_answer', 'refused', 'given_up'].includes(state) ? 'not_protected' : 'unknown';
  return h('div', { key: 'progress', class: `hours-progress tone-${tone}`, role: 'status' },
    h('p', null, say('hours_progress', { version, by, time: fullTime(atMs) }), ' ', h('strong', null, word('hours_state', state))),
    errors.length > 0 && h('ul', { key: 'errors' }, errors.map((error) => h('li', { key: error }, h('code', null, error)))));
}

/** The supervisor knows the hash of what runs there, and takes the document of that hash. */
function unknownView(id, view) {
  return h('div', { key: 'unknown' },
    h('p', { class: 'note' }, say('hours_unknown')),
    holds('configure') && formView(`hand in ${id}`, {
      fields: [fileView('node.json', 'file', { required: true, accept: '.json,application/json' })],
      button: say('hours_hand_in'),
      send: async ({ file }) => {
        let errors = [];
        const fault = await change('PUT', configurationOf(id), file, undefined, (answer) => { errors = answer?.errors ?? []; });
        outdate(configurationOf(id));
        return errors.join('; ') || fault;
      },
      redraw: view.redraw,
    }));
}

/** The entries of the audit log that are about configurations of this facility. */
function actsView(facility) {
  const acts = answerOf(`/api/v1/audit?area=${encodeURIComponent(facility)}&${ACTS}`, 10 * REFRESH_MS).value?.entries;
  return acts && h('section', { key: 'acts', class: 'panel', 'aria-labelledby': 'hours-acts-title' },
    h('h2', { id: 'hours-acts-title' }, say('hours_acts')),
    acts.length === 0 ? h('p', { class: 'note' }, say('hours_no_acts')) : h('ol', { class: 'hours-acts' }, acts.map((act) => h('li', { key: act.number },
      `${fullTime(act.at_ms)} `, h('strong', null, act.person), ' ', h('code', null, act.what), ` ${act.target} · ${act.detail}`))));
}
