// The simulator page: follows the state and sends commands.

import { h, render } from '/lib/preact.mjs';
import { follow } from '/feed.js';
import { icon } from '/icons.js';
import { currentLanguage, pick, useLanguage } from '/language.js';
import { boardView } from '/sim/board.js';
import { buildingView } from '/sim/building.js';
import { consoleOfNodeView, followConsole } from '/sim/console.js';
import { isPhoneNeeded, phoneView } from '/sim/phone.js';
import { replayView } from '/sim/replay.js';
import { say } from '/sim/sim-text.js';

const place = Object.fromEntries(
  [...document.querySelectorAll('[id]')].map((element) => [element.id, element]));
let connection = 'connecting';
let state = {};
let answer = null;

function draw() {
  const lost = connection === 'lost';
  document.title = say('product');
  document.body.classList.toggle('lost', lost);
  render(topView(), place.top);
  render(lost && h('div', { class: 'banner' }, icon('unknown', 'large'),
    h('div', null, h('strong', null, say('banner')), h('span', null, say('banner_note')))), place.banner);
  render(introView(), place.intro);
  render(consoleView(), place.console);
  render([
    h('h2', { id: 'boards-title' }, say('boards')),
    h('div', { class: 'board-grid' }, (state.nodes ?? []).map((node) => boardView(node, send))),
  ], place.boards);
  render(buildingView(state, send), place.building);
  place.phone.hidden = !isPhoneNeeded(state);
  render(phoneView(state, send), place.phone);
  render(storyView(), place.story);
  render(replayView(state, draw), place.replay);
  render(consoleOfNodeView(state, draw), place['node-console']);
  followConsole(state, draw);
}

function topView() {
  return [
    h('p', { class: 'brand' }, icon('protected'), h('strong', null, say('product'))),
    h('p', { key: 'connection', class: `connection connection-${connection}` }, say(connection)),
    h('a', { class: 'button', href: '/' }, say('township_page')),
    h('button', {
      class: 'button', type: 'button', lang: currentLanguage() === 'zh' ? 'en' : 'zh-CN',
      onclick: () => {
        useLanguage(currentLanguage() === 'zh' ? 'en' : 'zh');
        draw();
      },
    }, say('other_language')),
  ];
}

function introView() {
  return [
    h('h1', null, say('title')),
    h('p', { key: 'intro' }, say('intro')),
    state.facility && h('p', { key: 'running', class: 'note' },
      say('running', { facility: state.facility, seconds: state.seconds ?? '—' })),
    h('nav', { key: 'parts', class: 'parts-of-page', 'aria-label': say('parts') },
      [['boards', 'boards'], ['replay', 'recording'], ['node-console', 'node_console']].map(([id, name]) => h('a', { key: id, href: `#${id}` }, say(name)))),
  ];
}

function consoleView() {
  return [
    h('h2', { id: 'console-title' }, say('console')),
    h('form', { class: 'console-line', onsubmit: submit },
      h('input', {
        name: 'command', type: 'text', list: 'commands', autocomplete: 'off', autocapitalize: 'none',
        spellcheck: false, required: true, 'aria-label': say('command'), placeholder: say('example'),
      }),
      h('button', { class: 'button', type: 'submit' }, say('send'))),
    h('datalist', { id: 'commands' },
      (state.commands ?? []).map((command) => h('option', { key: command, value: command }))),
    h('div', { class: 'answer', role: 'status' }, answer && [
      h('code', null, `> ${answer.command}`),
      h('span', { class: answer.ok ? 'answer-ok' : 'answer-bad' }, answer.ok ? '✓ ' : '✕ ', answer.message),
    ]),
  ];
}

function storyView() {
  return [
    h('h2', { id: 'story-title' }, say('story')),
    h('p', { class: 'note' }, say('story_note')),
    state.story?.length
      ? h('ol', { class: 'events', tabindex: '0', 'aria-labelledby': 'story-title' },
        storyLines().map(({ key, line }) => h('li', { key, class: 'event story-line' }, line)))
      : h('p', { class: 'notice' }, say('no_story')),
  ];
}

/** Equal lines are told apart from the oldest on, so that a new line does not disturb the old ones. */
function storyLines() {
  const seen = new Map();
  return state.story.map((line) => pick(line)).toReversed().map((line) => {
    seen.set(line, (seen.get(line) ?? 0) + 1);
    return { key: `${line}/${seen.get(line)}`, line };
  }).reverse();
}

function submit(event) {
  event.preventDefault();
  const input = event.target.elements.command;
  const command = input.value.trim();
  if (command) {
    input.value = '';
    send(command);
  }
}

async function send(command) {
  try {
    const response = await fetch('/sim/api/command', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ command }),
    });
    const { ok, message } = await response.json();
    answer = { command, ok: response.ok && ok === true, message: pick(message, String(response.status)) };
  } catch {
    answer = { command, ok: false, message: say('no_answer') };
  }
  draw();
}

useLanguage(currentLanguage());
draw();
follow({
  documentUrl: '/sim/api/state',
  streamUrl: '/sim/api/events',
  eventNames: ['state'],
  silenceMsMax: 0, // A quiet simulator is no danger; only a broken stream counts.
  show: (next) => {
    state = next;
    draw();
  },
  changed: (next) => {
    connection = next;
    draw();
  },
});
