// What the supervisor answered, by address. A view asks for what it needs while it draws; when the answer comes, the page draws anew.

const RETRY_MS = 3000;
const KEPT_MAX = 100;

const entries = new Map();
let changed = () => {};
let refused = () => {};

/** Whom to tell when an answer has come, and when the supervisor says that nobody is signed in. */
export function onAnswer(callback, signedOut) {
  [changed, refused] = [callback, signedOut];
}

/** Forgets everything: another person reads. */
export function forgetAnswers() {
  entries.clear();
}

/**
 * The newest answer at an address: `{ value, failure }`, of which one is there once it has answered. It is asked again when the answer
 * is older than `refreshMs`; a good answer stays until a better one comes.
 */
export function answerOf(url, refreshMs = Infinity) {
  const entry = entries.get(url) ?? { value: null, failure: null, askedMs: -Infinity, isPending: false };
  entries.delete(url);
  entries.set(url, entry); // The newest used stand last.
  const limitMs = entry.failure ? Math.min(RETRY_MS, refreshMs) : refreshMs;
  if (!entry.isPending && performance.now() - entry.askedMs >= limitMs && !entry.failure?.isFinal) {
    ask(url, entry);
  }
  return entry;
}

/** Asks anew at the next look, however young the answer is. */
export function outdate(url) {
  const entry = entries.get(url);
  if (entry) {
    entry.askedMs = -Infinity;
  }
}

/** What a refusal says is wrong. */
export function faultText(response, answer) {
  return answer?.detail ?? answer?.title ?? String(response.status);
}

async function ask(url, entry) {
  [entry.isPending, entry.askedMs] = [true, performance.now()];
  try {
    const response = await fetch(url, { cache: 'no-store' });
    const answer = await response.json().catch(() => ({}));
    if (response.ok) {
      [entry.value, entry.failure] = [answer, null];
    } else {
      if (response.status === 401) {
        refused();
      }
      entry.failure = { status: response.status, text: faultText(response, answer), isFinal: response.status < 500 };
    }
  } catch (error) {
    entry.failure = { status: 0, text: error.message, isFinal: false };
  }
  entry.isPending = false;
  for (const old of [...entries.keys()].slice(0, Math.max(0, entries.size - KEPT_MAX))) {
    entries.delete(old);
  }
  changed();
}
