// One facility: its verdict always in sight, its nodes on request or when someone must look.

import { h } from './dom.js';
import { clockTime, since } from './format.js';
import { icon } from './icons.js';
import { pick } from './language.js';
import { inAlarm, needsPerson, verdictState } from './need.js';
import { nodeView } from './node.js';
import { daysView } from './protection.js';
import { reasonView } from './reason.js';
import { say, word } from './text.js';

/** `isOpen` and `toggle` keep what the reader chose; `redraw` shows what a part of it keeps by itself. */
export function facilityView(facility, view, isOpen, toggle, redraw) {
  const state = verdictState(facility);
  const titleId = `${facility.id}-title`;
  const detailsId = `${facility.id}-details`;
  const tone = inAlarm(facility) ? 'alarm' : state;

  return h('article', {
    key: facility.id, id: facility.id, tabindex: '-1', 'aria-labelledby': titleId,
    class: `facility tone-${tone}${needsPerson(facility) ? ' facility-needed' : ''}`,
  },
  h('header', { class: 'facility-head' },
    h('div', { class: 'facility-name' },
      h('h3', { id: titleId }, pick(facility.name, facility.id)),
      h('p', null, pick(facility.township, facility.township?.code), ' · ', h('code', null, facility.id), ' · ',
        h('a', { href: `/billing.html?facility=${encodeURIComponent(facility.id)}` }, say('billing')))),
    verdictView(facility, state, view),
    h('button', {
      class: 'button disclose', type: 'button', onclick: () => toggle(facility.id, !isOpen),
      'aria-expanded': String(isOpen), 'aria-controls': detailsId, 'aria-describedby': titleId,
    }, isOpen ? say('close') : say('open')),
    reasonsView(facility.verdict?.reasons, view)),
  isOpen && daysView(facility.id, view, redraw),
  h('div', { id: detailsId, class: 'nodes', hidden: !isOpen },
    isOpen && (facility.nodes?.length
      ? facility.nodes.map((node) => nodeView(node, view))
      : h('p', { class: 'notice' }, say('no_nodes')))));
}

function verdictView(facility, state, { nowMs, lost }) {
  const alarm = inAlarm(facility);
  const sinceMs = facility.verdict?.since_ms;
  return h('div', { class: 'verdicts' },
    lost && h('small', { key: 'known', class: 'last-known' }, say('last_known')),
    alarm && h('p', { key: 'alarm', class: 'verdict tone-alarm' },
      icon('alarm', 'large'), h('strong', null, word('verdict', 'alarm'))),
    h('p', { key: 'verdict', class: `verdict tone-${state}` },
      icon(state, alarm ? 'normal' : 'large'),
      h('span', null,
        h('strong', null, word('verdict', state)),
        h('small', null, say('verdict_since', {
          time: clockTime(sinceMs, nowMs), duration: since(sinceMs, nowMs),
        })))));
}

function reasonsView(reasons, { nodeNames }) {
  return reasons?.length > 0 && h('ul', { class: 'reasons', 'aria-label': say('reasons') },
    reasons.map((reason) => reasonView(String(reason), nodeNames)));
}
