// Follows documents that the server sends as server-sent events, and says when they can no longer be trusted.

const RETRY_MS = 3000;

/**
 * Calls `show(document, eventName)` for each document, and `changed(state)` with `live` or `lost`.
 * Lost means: the stream broke, said nothing for `silenceMsMax`, or sent what could not be read or shown.
 * It opens the stream again by itself, until the function that it answers is called. `documentUrl` gives a first picture where the stream is slow to begin.
 */
export function follow({ documentUrl, streamUrl, eventNames, silenceMsMax, show, changed }) {
  let stream = null;
  let retryTimer = 0;
  let silenceTimer = 0;
  let streamSpoke = false;

  function open() {
    stream = new EventSource(streamUrl);
    eventNames.forEach((name) => stream.addEventListener(name, receive));
    stream.onerror = lose;
    listenForSilence();
  }

  function receive(message) {
    streamSpoke = true;
    try {
      show(JSON.parse(message.data), message.type);
    } catch (error) {
      console.error('A document could not be shown.', error);
      lose();
      return;
    }
    changed('live');
    listenForSilence();
  }

  function listenForSilence() {
    clearTimeout(silenceTimer);
    if (silenceMsMax) {
      silenceTimer = setTimeout(lose, silenceMsMax);
    }
  }

  function lose() {
    clearTimeout(silenceTimer);
    clearTimeout(retryTimer);
    stream.close();
    retryTimer = setTimeout(open, RETRY_MS);
    changed('lost');
  }

  /** A first picture while the stream is opening; only the stream makes it live. */
  async function showOnce() {
    const response = await fetch(documentUrl, { cache: 'no-store' });
    const document = await response.json();
    if (response.ok && !streamSpoke) {
      show(document, eventNames[0]);
    }
  }

  open();
  if (documentUrl) {
    showOnce().catch((error) => console.error('The first document could not be read.', error));
  }
  return () => {
    clearTimeout(silenceTimer);
    clearTimeout(retryTimer);
    stream.close();
  };
}
