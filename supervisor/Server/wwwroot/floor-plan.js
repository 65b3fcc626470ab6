// The zones of a facility where they are: on the plan that a person handed in, or in rows by node until there is one.

import { answerOf, outdate } from './answers.js';
import { fileView, formView } from './form.js';
import { icon } from './icons.js';
import { pick } from './language.js';
import { h } from './lib/preact.mjs';
import { zoneState } from './node.js';
import { to } from './route.js';
import { change, holds } from './session.js';
import { say, word } from './text.js';

const FULL = 1000;
const KEY_STEP = 10;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const REFRESH_MS = 60_000;

// While a person arranges: the facility, where its zones are now, and what is wrong.
let draft = null;

export function floorPlanView(facility, view) {
  const base = `/api/v1/facilities/${encodeURIComponent(facility.id)}/floor-plan`;
  const { value } = answerOf(base, REFRESH_MS);
  const zones = facility.nodes.flatMap((node, column) => (node.zones ?? []).map((zone, row, all) => ({
    key: `${node.id}/${zone.name}`, node, zone, byDefault: inRows(column, facility.nodes.length, row, all.length),
  })));
  if (!value || zones.length === 0) {
    return null;
  }
  const isArranging = draft?.facility === facility.id;
  const placed = new Map(value.places.map((place) => [`${place.node}/${place.zone}`, { x: place.x, y: place.y }]));
  const placeOf = (one) => (isArranging && draft.places.get(one.key)) || placed.get(one.key) || one.byDefault;
  const move = (one, next) => {
    draft.places.set(one.key, { x: within(next.x), y: within(next.y) });
    view.redraw();
  };
  return h('section', { key: 'plan', class: 'panel', 'aria-labelledby': 'plan-title' },
    h('h2', { id: 'plan-title' }, say('floor_plan')),
    h('div', { class: value.image_ms ? 'plan' : 'plan plan-empty' },
      value.image_ms > 0 && h('img', { key: 'image', src: `${base}/image?at=${value.image_ms}`, alt: say('floor_plan_of', { name: pick(facility.name, facility.id) }), draggable: false }),
      h('ul', null, zones.map((one) => markerView(one, placeOf(one), isArranging && ((next) => move(one, next)))))),
    holds('configure') && (isArranging
      ? arrangingView(base, zones, placeOf, view)
      : h('button', {
        key: 'arrange', class: 'button', type: 'button', onclick: () => {
          draft = { facility: facility.id, places: new Map(), fault: '' };
          view.redraw();
        },
      }, say('plan_arrange'))));
}

/** Rows for the zones, a column for each node: until somebody has placed them. */
function inRows(column, columns, row, rows) {
  return { x: Math.round(((column + 0.5) / columns) * FULL), y: Math.round(((row + 0.5) / rows) * FULL) };
}

function markerView({ key, node, zone }, place, move) {
  const tone = zone.alarm ? 'alarm' : zone.bypassed ? 'unknown' : { normal: 'protected', active: 'plain' }[zone.state] ?? 'unknown';
  const label = [word('type', zone.type), zone.name].join(' ');
  const state = zone.alarm ? say('in_alarm') : zone.bypassed ? say('bypassed') : zoneState(zone);
  const content = [tone !== 'plain' && icon(tone, 'small'), h('span', null, h('b', null, label), ' ', h('small', null, state))];
  // Through the object model: the policy of the page forbids styles in the text.
  const style = { left: `${place.x / 10}%`, top: `${place.y / 10}%` };
  return h('li', { key, style }, move
    ? h('button', {
      class: `marker tone-${tone}`, type: 'button', 'aria-description': say('plan_keys'),
      onkeydown: (event) => byKey(event, place, move), onpointerdown: (event) => drag(event, move),
    }, content)
    : h('a', { class: `marker tone-${tone}`, href: to.node(node.id) }, content));
}

function byKey(event, place, move) {
  const step = MOVES[event.key];
  if (step) {
    event.preventDefault();
    move({ x: place.x + step[0] * KEY_STEP, y: place.y + step[1] * KEY_STEP });
  }
}

function drag(event, move) {
  const marker = event.currentTarget;
  const frame = marker.closest('.plan').getBoundingClientRect();
  marker.setPointerCapture(event.pointerId);
  marker.onpointermove = ({ clientX, clientY }) => move({
    x: ((clientX - frame.left) / frame.width) * FULL, y: ((clientY - frame.top) / frame.height) * FULL,
  });
  marker.onpointerup = () => {
    marker.onpointermove = null;
  };
}

function arrangingView(base, zones, placeOf, view) {
  const end = () => {
    draft = null;
    outdate(base);
    view.redraw();
  };
  const save = async () => {
    draft.fault = await change('PUT', `${base}/places`, {
      places: zones.map((one) => ({ node: one.node.id, zone: one.zone.name, ...placeOf(one) })),
    });
    if (draft.fault) {
      view.redraw();
    } else {
      end();
    }
  };
  return h('div', { key: 'arranging' },
    h('p', { class: 'note' }, say('plan_note')),
    h('div', { class: 'choose' },
      h('button', { class: 'button', type: 'button', onclick: save }, say('plan_save')),
      h('button', { class: 'button', type: 'button', onclick: end }, say('plan_cancel'))),
    draft.fault && h('p', { key: 'fault', class: 'form-fault', role: 'alert' }, draft.fault),
    formView(`plan ${draft.facility}`, {
      fields: [fileView(say('plan_image'), 'image', { required: true, accept: 'image/png,image/jpeg,image/webp' })],
      button: say('plan_upload'),
      send: async ({ image }) => {
        const fault = await change('PUT', `${base}/image`, image);
        outdate(base);
        return fault;
      },
      redraw: view.redraw,
    }));
}

function within(value) {
  return Math.round(Math.min(FULL, Math.max(0, value)));
}
