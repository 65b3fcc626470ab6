// Who reads: a person who has signed in, a visitor where the supervisor is open, or nobody yet.

import { faultText } from './answers.js';

let session = null;
let changed = () => {};

/** `{ name, role, area, visitor, rights }`; null while it is not known. */
export function currentSession() {
  return session;
}

/** Whether somebody may read, a visitor included; not before it is known. */
export function isReading() {
  return Boolean(session?.name);
}

/** Whether it is known that nobody does. */
export function isSignedOut() {
  return session !== null && !session.name;
}

export function holds(right) {
  return session?.rights?.includes(right) ?? false;
}

/** Whom to tell when somebody has signed in or out. */
export function onSession(callback) {
  changed = callback;
}

/** Asks anew who reads: at the start, and when the supervisor says that nobody does. */
export async function refreshSession() {
  try {
    const response = await fetch('/api/v1/session', { cache: 'no-store' });
    if (response.ok) {
      use(await response.json());
    }
  } catch {
    // The banner says that the supervisor is out of reach.
  }
}

/** Signs in. Answers what is wrong, or an empty text. */
export async function signIn(name, password) {
  return change('POST', '/api/v1/session', { name, password }, use);
}

export async function signOut() {
  return change('DELETE', '/api/v1/session', undefined, () => use({ name: null, rights: [] }));
}

/**
 * Asks for a change, with a document or a file. Answers what is wrong, or an empty text; `then` takes what came of it, `otherwise` the whole of what is wrong.
 */
export async function change(method, url, content, then = () => {}, otherwise = () => {}) {
  const isForm = content instanceof FormData;
  const isFile = content instanceof Blob;
  try {
    const response = await fetch(url, {
      method,
      headers: content && !isForm ? { 'Content-Type': (isFile && content.type) || 'application/json' } : {},
      body: isForm || isFile ? content : content && JSON.stringify(content),
    });
    const answer = await response.json().catch(() => null);
    if (response.ok) {
      then(answer);
      return '';
    }
    otherwise(answer);
    return faultText(response, answer);
  } catch (error) {
    return error.message;
  }
}

function use(next) {
  const isSame = session?.name === next.name && session?.role === next.role && session?.area === next.area;
  session = next;
  changed(!isSame);
}
