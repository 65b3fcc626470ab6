// What stands in place of a page that cannot be shown, or not yet.

import { h } from './lib/preact.mjs';
import { say } from './text.js';

/** While there is no answer: that it is awaited, that what was asked for does not exist, or what else is wrong. */
export function withoutAnswerView(failure, missing) {
  return failure
    ? h('div', { key: 'failed', class: 'notice', role: 'alert' }, h('h1', null, failure.status === 404 ? missing : say('failed', { detail: failure.text })))
    : h('p', { key: 'reading', class: 'notice', role: 'status' }, say('summary_waiting'));
}
