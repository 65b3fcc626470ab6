// The demonstration and a browser for the tests of one file.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { openBrowser } from './browser.mjs';
import { startDemonstration } from './demonstration.mjs';

/** Starts both before the tests and stops both after them; the program must have ended well. */
export function useSite(...options) {
  const site = { demonstration: null, browser: null };
  before(async () => {
    site.demonstration = await startDemonstration(...options);
    site.browser = await openBrowser();
  });
  after(async () => {
    await site.browser?.close();
    assert.equal(await site.demonstration?.stop(), 0, 'exit code');
  });
  return site;
}
