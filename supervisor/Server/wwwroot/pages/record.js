// One record or heartbeat as received, taken apart, with what a check of it finds.

import { recordText } from '../activity.js';
import { answerOf } from '../answers.js';
import { withoutAnswerView } from '../failure.js';
import { fullTime } from '../format.js';
import { icon } from '../icons.js';
import { pick } from '../language.js';
import { h } from '../lib/preact.mjs';
import { to } from '../route.js';
import { say, word } from '../text.js';
import { nodeCrumbs } from './node.js';

export const recordPage = {
  title: ({ route }) => titleOf(route),
  view: recordView,
};

function titleOf({ page, ids }) {
  return page === 'record' ? say('record', { seq: ids[1] }) : say('heartbeat_number', { boot: ids[1], number: ids[2] });
}

function recordView(view) {
  const { page, ids } = view.route;
  const [node = '', ...numbers] = ids;
  const what = page === 'record' ? 'records' : 'heartbeats';
  const url = `/api/v1/nodes/${[node, what, ...numbers].map(encodeURIComponent).join('/')}`;
  const { value, failure } = answerOf(url);
  if (!value) {
    return withoutAnswerView(failure, say('no_such_record', { node, number: numbers.join('/') }));
  }
  const { data } = JSON.parse(value.record);
  return [
    nodeCrumbs(view, node, pick(value.name, node), titleOf(view.route)),
    h('h1', { key: 'title' }, word('kind', value.kind), ' ', titleOf(view.route)),
    h('p', { key: 'says', class: 'record-says' }, recordText({ kind: value.kind, data })),
    h('ul', { key: 'checks', class: 'checks' },
      checkView(value.signature_state === 'good', value.signature_state === 'wrong', word('signature', value.signature_state), say('signed_by', { key: value.key_id })),
      checkView(['joined', 'first', 'after_loss'].includes(value.chain), value.chain === 'broken', chainText(value), linkText(value))),
    h('nav', { key: 'neighbours', class: 'neighbours', 'aria-label': say('neighbours') },
      value.previous_seq && h('a', { key: 'previous', class: 'button', href: to.record(node, value.previous_seq) }, '‹ ', say('record', { seq: value.previous_seq })),
      value.next_seq && h('a', { key: 'next', class: 'button', href: to.record(node, value.next_seq) }, say('record', { seq: value.next_seq }), ' ›')),
    factsView(value),
    h('section', { key: 'data', class: 'panel', 'aria-labelledby': 'data-title' },
      h('h2', { id: 'data-title' }, say('record_data')),
      h('table', { class: 'record-data' }, h('tbody', null, Object.entries(data).map(([name, content]) => h('tr', { key: name },
        h('th', { scope: 'row' }, h('code', null, name)),
        h('td', null, typeof content === 'object' ? JSON.stringify(content) : String(content))))))),
    h('section', { key: 'parts', class: 'panel', 'aria-labelledby': 'parts-title' },
      h('h2', { id: 'parts-title' }, say('signature_parts')),
      h('p', { class: 'note' }, say('signature_note')),
      h('dl', { class: 'parts' },
        partView('part_header', value.header), partView('part_encoded_header', value.encoded_header),
        partView('part_payload', value.payload), partView('part_signature', value.signature),
        partView('part_link', value.link), value.expected_link && partView('part_expected_link', value.expected_link))),
    h('section', { key: 'bytes', class: 'panel', 'aria-labelledby': 'bytes-title' },
      h('h2', { id: 'bytes-title' }, say('as_received')),
      h('pre', { class: 'bytes', tabindex: '0' }, value.record)),
  ];
}

function checkView(isGood, isBad, text, note) {
  const state = isGood ? 'protected' : isBad ? 'not_protected' : 'unknown';
  return h('li', { key: text, class: `check tone-${state}` }, icon(state), h('span', null, h('strong', null, text), h('small', null, note)));
}

function chainText(value) {
  return value.kind === 'heartbeat' && value.chain === 'joined' ? say('vouches', { seq: value.seq }) : word('chain', value.chain);
}

function linkText(value) {
  return value.previous_seq ? say('link_to', { seq: value.previous_seq }) : '';
}

function factsView(value) {
  const fact = (name, text) => h('div', { key: name }, h('dt', null, say(name)), h('dd', null, text));
  return h('dl', { key: 'facts', class: 'health' },
    fact('node', value.node),
    fact('made', value.t_ms > 0 ? fullTime(value.t_ms) : say('no_time')),
    fact('received', fullTime(value.received_ms)),
    fact('boot', value.boot),
    value.heartbeat > 0 ? fact('heartbeat_count', value.heartbeat) : fact('sequence', value.seq));
}

function partView(name, text) {
  return [h('dt', { key: name }, say(name)), h('dd', { key: `${name}-text` }, h('code', null, text))];
}
