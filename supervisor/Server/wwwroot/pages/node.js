// One node: how it is, what its meters counted, and its newest records.

import { recordText } from '../activity.js';
import { answerOf } from '../answers.js';
import { withoutAnswerView } from '../failure.js';
import { fullTime, isTime } from '../format.js';
import { pick } from '../language.js';
import { h } from '../lib/preact.mjs';
import { meterChartView } from '../meter-chart.js';
import { nodeView } from '../node.js';
import { facilityOf, to } from '../route.js';
import { say, word } from '../text.js';

const REFRESH_MS = 2000;

export const nodePage = {
  title: (view) => view.nodeNames.get(view.route.ids[0]) ?? view.route.ids[0],
  view: nodePageView,
};

function nodePageView(view) {
  const id = view.route.ids[0] ?? '';
  const { value, failure } = answerOf(`/api/v1/nodes/${encodeURIComponent(id)}`, REFRESH_MS);
  if (!value) {
    return withoutAnswerView(failure, say('no_such_node', { id }));
  }
  const { node, records } = value;
  return [
    nodeCrumbs(view, id, pick(node.name, id)),
    h('h1', { key: 'title' }, pick(node.name, id), ' ', h('code', null, id)),
    h('section', { key: 'state', class: 'facility nodes', 'aria-labelledby': 'state-title' },
      h('h2', { id: 'state-title' }, say('state')), nodeView(node, view)),
    node.meters.length > 0 && h('section', { key: 'meters', class: 'panel', 'aria-labelledby': 'charts-title' },
      h('h2', { id: 'charts-title' }, say('meters')),
      node.meters.map((meter) => meterChartView(id, meter, view))),
    h('section', { key: 'records', class: 'panel', 'aria-labelledby': 'records-title' },
      h('h2', { id: 'records-title' }, say('newest_records')),
      h('ol', { class: 'proofs' }, records.toReversed().map((one) => recordRow(id, one)))),
  ];
}

/** The way from the start to a node, and on to what is shown of it. */
export function nodeCrumbs({ byId }, id, name, last) {
  const facility = byId.get(facilityOf(id));
  return h('nav', { key: 'crumbs', class: 'crumbs', 'aria-label': say('crumbs') },
    h('a', { href: to.overview() }, say('way_overview')),
    facility && h('a', { key: 'township', href: to.township(facility.township.code) }, pick(facility.township, facility.township.code)),
    h('a', { href: to.facility(facilityOf(id)) }, pick(facility?.name, facilityOf(id))),
    last ? h('a', { href: to.node(id) }, name) : h('span', { 'aria-current': 'page' }, name),
    last && h('span', { key: 'last', 'aria-current': 'page' }, last));
}

function recordRow(node, { seq, received_ms: receivedMs, record }) {
  const { kind, data, t } = JSON.parse(record);
  return h('li', { key: seq },
    h('a', { class: 'proof', href: to.record(node, seq) },
      h('span', { class: 'proof-role' }, h('code', null, `#${seq}`)),
      h('span', { class: 'proof-what' }, h('b', null, word('kind', kind)), ' ', recordText({ kind, data })),
      h('span', { class: 'proof-time' }, fullTime(isTime(t) ? t : receivedMs)),
      h('span', { class: 'proof-go' }, say('signed_record'), ' ›')));
}
