// The building as a whole: its broker and its people.

import { h } from '/lib/preact.mjs';
import { switchView } from '/sim/board.js';
import { say, word } from '/sim/sim-text.js';

export function buildingView(state, send) {
  return [
    h('h2', { id: 'building-title' }, say('building')),
    h('ul', { class: 'inputs' },
      state.broker != null && rowView('broker', state.broker, () => send(`broker ${state.broker ? 'down' : 'up'}`)),
      state.people != null && rowView('people', state.people, () => send(`people ${state.people ? 'away' : 'come'}`))),
  ];
}

function rowView(name, on, onclick) {
  return h('li', { key: name }, h('span', { class: 'input-name' }, say(name)), switchView(say(name), word(name, on), on, 'power', onclick));
}
