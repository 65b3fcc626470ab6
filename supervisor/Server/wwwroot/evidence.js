// Why a facility was what it was at an instant: node by node, with the signed records that say so.

import { answerOf } from './answers.js';
import { recordText } from './activity.js';
import { stretchText } from './day-bar.js';
import { fullTime, isoInstant, isTime, timeOfDay, sinceMidnight } from './format.js';
import { icon } from './icons.js';
import { pick } from './language.js';
import { h } from './lib/preact.mjs';
import { reasonsView } from './reason.js';
import { to, toRecord } from './route.js';
import { say, word } from './text.js';

export function evidenceView(facility, atMs, view) {
  const { value, failure } = answerOf(`/api/v1/facilities/${encodeURIComponent(facility)}/evidence?at=${encodeURIComponent(isoInstant(atMs))}`);
  return h('section', { key: 'evidence', id: 'evidence', class: `evidence tone-${value?.state ?? 'unknown'}`, tabindex: '-1', 'aria-labelledby': 'evidence-title' },
    h('h2', { id: 'evidence-title' }, say('evidence_at', { time: fullTime(atMs) })),
    failure && !value && h('p', { key: 'failed', class: 'notice', role: 'alert' }, say('failed', { detail: failure.text })),
    !failure && !value && h('p', { key: 'reading', class: 'notice', role: 'status' }, say('summary_waiting')),
    value && [
      h('p', { key: 'verdict', class: 'evidence-verdict' }, icon(value.state, 'large'), h('span', null,
        h('strong', null, word('verdict', value.state)), h('small', null, lastedText(value)))),
      reasonsView(value.reasons, view.nodeNames, say('reasons')),
      ...value.nodes.map((node) => nodeView(node)),
    ]);
}

/** The stretch around the instant; it is looked at a day around, and what lasts longer goes on beyond. */
function lastedText({ from_ms: fromMs, to_ms: toMs }) {
  return `${fullTime(fromMs).slice(0, 10)} ${stretchText(fromMs, toMs)}`;
}

function nodeView(node) {
  return h('section', { key: node.node, class: `evidence-node tone-${node.state}`, 'aria-label': node.node },
    h('h3', null, h('a', { href: to.node(node.node) }, pick(node.name, node.node)), ' ', h('code', null, node.node), ' ',
      h('span', { class: 'chip' }, icon(node.state, 'small'), word('verdict', node.state))),
    node.records.length === 0
      ? h('p', { class: 'notice' }, say('no_evidence_records'))
      : h('ul', { class: 'proofs' }, node.records.map((record) => proofView(node.node, record))));
}

function proofView(node, record) {
  const number = record.kind === 'heartbeat' ? `♥ ${record.boot}/${record.heartbeat}` : `#${record.seq}`;
  return h('li', { key: number },
    h('a', { class: 'proof', href: toRecord(node, record) },
      h('span', { class: 'proof-role' }, word('role', record.role)),
      h('span', { class: 'proof-what' }, h('b', null, word('kind', record.kind)), ' ', h('code', null, number), ' ', recordText(record)),
      h('span', { class: 'proof-time' }, isTime(record.t_ms) ? timeOfDay(sinceMidnight(record.t_ms)) : say('no_time')),
      h('span', { class: 'proof-go' }, say('signed_record'), ' ›')));
}
