// What a board prints, sends and hears, and its newest records with their signatures taken apart.

import { h } from '/lib/preact.mjs';
import { currentLanguage, pick } from '/language.js';
import { say, word } from '/sim/sim-text.js';

let chosen = null;
let shown = null;
let isAsking = false;

/** Asks for what the chosen board said, where it has said something since. */
export async function followConsole(state, draw) {
  const node = nodeOf(state);
  if (!node || isAsking || (shown?.id === node.id && shown.said === node.said)) {
    return;
  }
  isAsking = true;
  try {
    const response = await fetch(`/sim/api/console?node=${encodeURIComponent(node.id)}`);
    if (response.ok) {
      shown = { id: node.id, said: node.said, ...await response.json() };
      draw();
    }
  } catch {
    // The page says that the connection is lost.
  } finally {
    isAsking = false;
  }
}

export function consoleOfNodeView(state, draw) {
  const node = nodeOf(state);
  const { lines = [], records = [] } = shown?.id === node?.id ? shown ?? {} : {};
  return [
    h('h2', { id: 'node-console-title' }, say('node_console')),
    h('div', { class: 'choice', role: 'group', 'aria-label': say('boards') }, (state.nodes ?? []).map(({ id, name }) => h('button', {
      key: id, type: 'button', class: 'choice-good', 'aria-pressed': String(id === node?.id),
      onclick: () => {
        chosen = id;
        draw();
      },
    }, pick(name, id)))),
    h('div', { class: 'talk' },
      h('div', { key: 'records' }, h('h3', { id: 'records-title' }, say('records')),
        h('p', { class: 'note' }, say('records_note')),
        records.length === 0 ? h('p', { class: 'notice' }, say('no_records'))
          : h('div', { class: 'records' }, records.map(recordView))),
      h('div', { key: 'lines' }, h('h3', { id: 'lines-title' }, say('lines')),
        h('p', { class: 'note' }, say('story_note')),
        lines.length === 0 ? h('p', { class: 'notice' }, say('no_records'))
          : h('ol', { class: 'lines', tabindex: '0', 'aria-labelledby': 'lines-title' }, lines.map(lineView)))),
  ];
}

function nodeOf(state) {
  return (state.nodes ?? []).find(({ id }) => id === chosen) ?? state.nodes?.[0];
}

function lineView({ number, at_ms: atMs, way, topic, text }) {
  return h('li', { key: number, class: `line line-${way}` },
    h('span', { class: 'line-head' }, timeOf(atMs), ' ', word('way', way), ' ', topic && h('strong', null, topic)),
    h('code', null, text));
}

function recordView(record) {
  return h('details', { key: record.seq, class: 'record' },
    h('summary', null, h('strong', null, `${record.seq} `), h('code', null, record.kind), ' ',
      h('span', { class: record.verified ? 'answer-ok' : 'answer-bad' }, word('verified', record.verified)), ' · ',
      h('span', { class: record.chain === 'broken' ? 'answer-bad' : '' }, say(`chain.${record.chain}`, { seq: record.seq - 1 }))),
    h('dl', null,
      pairView('data', JSON.stringify(record.data)),
      pairView('at', record.unix_ms > 0 ? `${timeOf(record.unix_ms)} (t = ${record.unix_ms})` : '—'),
      pairView('prev', record.prev),
      pairView('header', record.header),
      pairView('key_id', record.key_id),
      pairView('hmac', record.signature),
      pairView('link', record.link)));
}

function pairView(name, value) {
  return [h('dt', { key: name }, say(`record_${name}`)), h('dd', { key: `${name}-value` }, h('code', null, value))];
}

function timeOf(unixMs) {
  return new Date(unixMs).toLocaleTimeString(currentLanguage() === 'zh' ? 'zh-CN' : 'en-GB', { hour12: false });
}
