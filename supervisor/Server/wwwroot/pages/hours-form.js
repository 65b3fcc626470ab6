// The form that changes opening hours: what was typed stays until it is sent, and what is wrong stands beside its field.

import { outdate } from '../answers.js';
import { configurationOf, placeFault, scheduleOf } from '../hours.js';
import { pick } from '../language.js';
import { h } from '../lib/preact.mjs';
import { change, currentSession } from '../session.js';
import { say, word } from '../text.js';

const FIRST_STRETCH = { open: '07:30', close: '18:00' };

// What is being edited, by facility.
const drafts = new Map();

/** `known` are the nodes whose configuration is here. */
export function hoursFormView(facility, known, view) {
  const draft = drafts.get(facility) ?? {
    ...structuredClone(known[0].hours), nodes: known.map(({ id }) => id), by: '', holiday: '', faults: [], sentTo: [], isPending: false,
  };
  const edit = (act) => {
    drafts.set(facility, draft); // Until somebody types, the form follows the nodes.
    act();
    [draft.faults, draft.sentTo] = [[], []];
    view.redraw();
  };
  const stayOpenFault = faultOf(draft, ({ word: name }) => name === 'stay_open_wrong');
  return h('form', { key: 'form', class: 'hours-form', novalidate: true, onsubmit: (event) => {
    drafts.set(facility, draft);
    submit(event, draft, known, view);
  } },
    h('div', { class: 'hours-days' }, draft.days.map((stretches, day) => dayView(draft, stretches, day, edit))),
    h('p', { class: 'form-fault', role: 'status' }, draft.days.every(({ length }) => length === 0) && say('hours_without_any')),
    holidaysView(draft, edit),
    h('label', { class: 'hours-stay' }, h('span', null, say('hours_stay_open')), h('input', {
      type: 'text', inputmode: 'numeric', value: draft.stayOpen, ...isWrong(stayOpenFault, 'hours-fault-stay'),
      oninput: (event) => edit(() => { draft.stayOpen = event.target.value.trim(); }),
    }), faultView(stayOpenFault, 'hours-fault-stay')),
    h('fieldset', { class: 'hours-to' }, h('legend', null, say('hours_nodes')), known.map(({ id, name }) => h('label', { key: id }, h('input', {
      type: 'checkbox', checked: draft.nodes.includes(id),
      onchange: (event) => edit(() => { draft.nodes = event.target.checked ? [...draft.nodes, id] : draft.nodes.filter((one) => one !== id); }),
    }), ' ', pick(name, id)))),
    currentSession()?.visitor && h('label', { key: 'by', class: 'hours-stay' }, h('span', null, say('acts_as')), h('input', {
      type: 'text', maxlength: 32, value: draft.by, autocomplete: 'off', oninput: (event) => edit(() => { draft.by = event.target.value; }),
    })),
    h('button', { class: 'button', type: 'submit', disabled: draft.isPending }, say('hours_send')),
    draft.faults.length > 0 && h('div', { key: 'faults', class: 'form-fault', role: 'alert' }, h('ul', null, faultTexts(draft).map((text) => h('li', { key: text }, text)))),
    draft.sentTo.length > 0 && h('p', { key: 'sent', class: 'note', role: 'status' },
      say('hours_sent_to', { nodes: known.filter(({ id }) => draft.sentTo.includes(id)).map(({ id, name }) => pick(name, id)).join(say('list_separator')) })));
}

function dayView(draft, stretches, day, edit) {
  const name = word('weekday', day);
  return h('fieldset', { key: day, class: 'hours-day' }, h('legend', null, name),
    stretches.length === 0 && h('p', { key: 'closed', class: 'note' }, say('hours_closed')),
    stretches.map((stretch, index) => h('div', { key: index, class: 'hours-stretch' },
      ['open', 'close'].map((part) => h('input', {
        key: part, type: 'text', inputmode: 'numeric', maxlength: 5, size: 5, autocomplete: 'off',
        'aria-label': say(`hours_${part}`, { day: name, number: index + 1 }), value: stretch[part],
        ...isWrong(faultOf(draft, (fault) => isAt(fault, day, index) && (fault.part === '' || fault.part === part)), `hours-fault-${day}-${index}`),
        oninput: (event) => edit(() => { stretch[part] = event.target.value.trim(); }),
      })),
      h('button', {
        class: 'button', type: 'button', 'aria-label': say('hours_remove_on', { day: name, number: index + 1 }),
        onclick: () => edit(() => stretches.splice(index, 1)),
      }, '✕'),
      faultView(faultOf(draft, (fault) => isAt(fault, day, index)), `hours-fault-${day}-${index}`))),
    h('div', { class: 'choose' },
      h('button', {
        class: 'button', type: 'button', 'aria-label': say('hours_add_on', { day: name }), onclick: () => edit(() => stretches.push({ ...FIRST_STRETCH })),
      }, say('hours_add')),
      day === 0 && h('button', {
        key: 'copy', class: 'button', type: 'button', onclick: () => edit(() => [1, 2, 3, 4].forEach((other) => { draft.days[other] = structuredClone(stretches); })),
      }, say('hours_like_monday'))));
}

function holidaysView(draft, edit) {
  return h('fieldset', { class: 'hours-holidays' }, h('legend', null, say('hours_holidays')),
    draft.holidays.length > 0 && h('ul', { key: 'list' }, draft.holidays.map((day) => h('li', { key: day }, `${day} `, h('button', {
      class: 'button', type: 'button', 'aria-label': say('hours_remove_holiday', { day }),
      onclick: () => edit(() => { draft.holidays = draft.holidays.filter((other) => other !== day); }),
    }, '✕')))),
    h('label', null, h('span', null, say('hours_holiday')), h('input', {
      type: 'date', value: draft.holiday, oninput: (event) => { draft.holiday = event.target.value; },
    })),
    h('button', {
      class: 'button', type: 'button', onclick: () => edit(() => {
        draft.holidays = [...new Set([...draft.holidays, draft.holiday].filter(Boolean))].sort();
        draft.holiday = '';
      }),
    }, say('hours_add_holiday')));
}

function faultOf({ faults }, isOfIt) {
  return faults.find(isOfIt);
}

function isAt({ places = [] }, day, index) {
  return places.some((place) => place.day === day && place.index === index);
}

/** A field with which something is wrong names where that stands. */
function isWrong(fault, textId) {
  return fault ? { 'aria-invalid': 'true', 'aria-describedby': textId } : {};
}

function faultView(fault, id) {
  return fault && h('span', { key: 'fault', id, class: 'form-fault' }, textOf(fault));
}

/** All that is wrong, once, for whoever does not see the fields. */
function faultTexts({ faults }) {
  return [...new Set(faults.map((fault) => {
    const days = [...new Set((fault.places ?? []).map(({ day }) => word('weekday', day)))];
    return days.length > 0 ? say('hours_fault_on', { days: days.join(say('list_separator')), fault: textOf(fault) }) : textOf(fault);
  }))];
}

function textOf({ word: name, text }) {
  return name ? word('hours_fault', name) : say('hours_refused', { detail: text });
}

/** Each chosen node is sent its own configuration with these hours, under the next version. */
async function submit(event, draft, known, view) {
  event.preventDefault();
  const chosen = known.filter(({ id }) => draft.nodes.includes(id));
  [draft.faults, draft.sentTo, draft.isPending] = [chosen.length === 0 ? [{ word: 'no_node' }] : [], [], true];
  view.redraw();
  for (const { id, running } of chosen) {
    const { schedule, places } = scheduleOf(draft, running.document.schedule);
    const version = Math.max(running.version, running.sent?.version ?? 0) + 1;
    const fault = await change('POST', configurationOf(id), { by: currentSession()?.visitor ? draft.by.trim() : undefined, configuration: { ...running.document, schedule, version } },
      () => draft.sentTo.push(id), (answer) => draft.faults.push(...(answer?.errors ?? []).map((text) => placeFault(text, places))));
    outdate(configurationOf(id));
    if (fault) {
      draft.faults = draft.faults.length > 0 ? draft.faults : [{ text: fault }];
      break; // With the others it would be no other.
    }
  }
  draft.isPending = false;
  view.redraw();
}
