// The building as a whole: its broker, its people, and what was done in it as a file.

import { h } from '/lib/preact.mjs';
import { switchView } from '/sim/board.js';
import { say, word } from '/sim/sim-text.js';

export function buildingView(state, send) {
  return [
    h('h2', { id: 'building-title' }, say('building')),
    h('ul', { class: 'inputs' },
      state.broker != null && rowView('broker', state.broker, () => send(`broker ${state.broker ? 'down' : 'up'}`)),
      state.people != null && rowView('people', state.people, () => send(`people ${state.people ? 'away' : 'come'}`))),
    h('h3', { class: 'recording-title' }, say('recording')),
    h('p', { class: 'note' }, say('recording_note', { count: state.recorded ?? '—' })),
    h('a', { class: 'button', href: '/sim/api/recording', download: '' }, say('save_scenario')),
    h('p', { class: 'note' }, say('replay_note'), ' ', h('code', null, 'dotnet run --project sim/App -- run FILE')),
  ];
}

function rowView(name, on, onclick) {
  return h('li', { key: name }, h('span', { class: 'input-name' }, say(name)), switchView(say(name), word(name, on), on, 'power', onclick));
}
