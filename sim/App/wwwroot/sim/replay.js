// What was done here as a file, and the replay of such a file: which step is next, its boards, what its supervisor says, and how it ended.

import { h } from '/lib/preact.mjs';
import { reasonText } from '/reason.js';
import { pictureView } from '/sim/picture.js';
import { say, word } from '/sim/sim-text.js';

const REPLAY = '/sim/api/replay';
const RECORDING = '/sim/api/recording';
const SPEEDS = [0, 1, 10, 60, 3600];

// What is wrong with the file that was chosen last.
let errors = [];

export function replayView(state, draw) {
  const { replay } = state;
  return [
    h('h2', { id: 'replay-title' }, say('recording')),
    h('p', { class: 'note' }, say('recording_note', { count: state.recorded ?? '—' })),
    h('div', { class: 'replay-tools' },
      h('a', { class: 'button', href: RECORDING, download: '' }, say('save_scenario')),
      h('button', { class: 'button', type: 'button', onclick: async () => begin('recording', await (await fetch(RECORDING)).text(), draw) }, say('replay_own')),
      h('form', { onsubmit: (event) => submit(event, draw) },
        h('label', null, h('span', null, say('replay_file')), h('input', { name: 'file', type: 'file', accept: '.scenario,text/plain', required: true })),
        h('button', { class: 'button', type: 'submit' }, say('replay_play')))),
    h('p', { class: 'note' }, say('replay_note')),
    errors.length > 0 && h('div', { key: 'wrong', class: 'replay-wrong', role: 'alert' }, h('strong', null, say('replay_wrong')),
      h('ul', null, errors.map(({ line, message }) => h('li', { key: `${line} ${message}` }, line > 0 && `${say('replay_line', { line })}: `, message)))),
    replay && runView(replay),
  ];
}

function runView(replay) {
  const isRunning = replay.state === 'running';
  return h('div', { key: 'run' },
    h('div', { class: 'replay-run' },
      h('strong', null, replay.title || replay.name),
      h('span', { role: 'status', class: replay.state === 'failed' ? 'replay-failed' : '' }, word('replay_state', replay.state)),
      isRunning && h('div', { key: 'speed', class: 'choice', role: 'group', 'aria-label': say('replay_speed') }, SPEEDS.map((speed) => h('button', {
        key: speed, type: 'button', class: 'choice-good', 'aria-pressed': String(speed === replay.speed), onclick: () => ask('PUT', `${REPLAY}/speed`, { speed }),
      }, word('speed', speed)))),
      isRunning && h('button', { key: 'stop', class: 'button', type: 'button', onclick: () => ask('DELETE', REPLAY) }, say('replay_stop'))),
    h('dl', { class: 'replay-facts' },
      h('dt', null, say('replay_now')), h('dd', null, replay.now.slice(0, 19)),
      h('dt', null, say('replay_step')), h('dd', null, replay.next < replay.count
        ? say('replay_count', { next: replay.next + 1, count: replay.count }) : say('replay_last', replay)),
      h('dt', null, say('replay_verdict')), h('dd', null, replay.verdict
        ? [h('strong', null, word('verdict', replay.verdict.state)), ' ', reasonText(replay.verdict.reasons)] : replay.nodes.length > 0 && say('replay_supervisor_down'))),
    replay.failure && h('p', { key: 'failure', class: 'replay-failed', role: 'alert' },
      replay.failure.line > 0 && `${say('replay_line', replay.failure)}: `, replay.failure.at, ' · ', say('replay_expected', replay.failure), ' · ', say('replay_seen', replay.failure)),
    h('ol', { class: 'replay-steps' }, replay.steps.map((step) => h('li', {
      key: step.index, class: step.index < replay.next ? 'replay-done' : '', 'aria-current': step.index === replay.next ? 'step' : null,
    }, h('code', null, `${step.line}: ${step.text}`)))),
    h('div', { class: 'replay-boards' }, replay.nodes.map((node) => h('article', { key: node.id, 'aria-label': node.id, class: node.powered ? '' : 'board-off' },
      h('strong', null, node.id.slice(-2)), ' · ', node.powered ? word('protection', node.protection) : say('replay_off'), ' · ', word('network', node.connected),
      node.alarms.length > 0 && h('p', { key: 'alarms', class: 'replay-failed' }, say('replay_alarms', { zones: node.alarms.join(', ') })),
      pictureView(node)))),
    h('details', { key: 'lines' }, h('summary', null, say('replay_lines')),
      h('ol', { class: 'lines', tabindex: '0', 'aria-label': say('replay_lines') }, replay.lines.map(({ number, text }) => h('li', { key: number, class: 'line' }, h('code', null, text))))));
}

async function submit(event, draw) {
  event.preventDefault();
  const { files } = event.target.elements.file;
  await begin(files[0].name, await files[0].text(), draw);
}

async function begin(name, text, draw) {
  const response = await fetch(`${REPLAY}?name=${encodeURIComponent(name)}`, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: text });
  errors = response.ok ? [] : (await response.json()).errors;
  draw();
}

function ask(method, url, content) {
  return fetch(url, { method, headers: content ? { 'Content-Type': 'application/json' } : {}, body: content && JSON.stringify(content) });
}
