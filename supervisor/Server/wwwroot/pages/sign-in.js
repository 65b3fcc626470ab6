// Who reads here says who they are.

import { fieldView, formView } from '../form.js';
import { h } from '../lib/preact.mjs';
import { signIn } from '../session.js';
import { say } from '../text.js';

export const signInPage = {
  title: () => say('sign_in'),
  view: ({ redraw }) => h('section', { class: 'panel sign-in', 'aria-labelledby': 'sign-in-title' },
    h('h1', { id: 'sign-in-title' }, say('sign_in')),
    formView('sign-in', {
      fields: [
        fieldView(say('person_name'), 'name', { required: true, maxlength: 32, autocomplete: 'username' }),
        fieldView(say('password'), 'password', { required: true, type: 'password', autocomplete: 'current-password' }),
      ],
      button: say('sign_in'),
      send: ({ name, password }) => signIn(name.trim(), password),
      redraw,
    }),
    h('p', { class: 'note' }, say('sign_in_note'))),
};
