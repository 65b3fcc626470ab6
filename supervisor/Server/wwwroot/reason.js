// A reason as people read it.

import { h } from './lib/preact.mjs';
import { word } from './text.js';

/** `node_silent:<node>` and `zone_fault:<node>/<zone>`: the word is translated, the rest is shown. */
function reasonView(reason, nodeNames) {
  const colon = reason.indexOf(':');
  const rest = colon < 0 ? '' : reason.slice(colon + 1);
  const name = nodeNames.get(rest.split('/')[0]);
  return h('li', { key: reason },
    h('span', null, word('reason', colon < 0 ? reason : reason.slice(0, colon))),
    name && h('span', { key: 'node' }, name),
    rest && h('code', null, rest));
}

export function reasonsView(reasons, nodeNames, label) {
  return reasons?.length > 0 && h('ul', { class: 'reasons', 'aria-label': label },
    reasons.map((reason) => reasonView(String(reason), nodeNames)));
}

/** Reasons as one line of text. */
export function reasonText(reasons) {
  return [...new Set(reasons.map((reason) => {
    const [name, rest = ''] = String(reason).split(':');
    const zone = rest.split('/')[1];
    return word('reason', name) + (zone ? ` ${zone}` : '');
  }))].join(' · ');
}
