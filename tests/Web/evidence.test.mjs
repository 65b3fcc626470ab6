// Somebody who has never seen the page asks why a facility was not protected last Tuesday at 14:00, and for the record that proves it.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { base64url, flattenedVerify, importJWK } from 'jose';
import { openPage, picture } from './lib/browser.mjs';
import { useSite } from './lib/site.mjs';

const CLICKS_MAX = 4;
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;

const site = useSite();

/** The newest Tuesday that is over, as `2026-11-24`, by the facility's clock. */
function lastTuesday() {
  let day = new Date(Date.now() + CHINA_MS - DAY_MS);
  while (day.getUTCDay() !== 2) {
    day = new Date(day - DAY_MS);
  }
  return day.toISOString().slice(0, 10);
}

for (const [language, words] of Object.entries({
  zh: { facility: '垭口阳光托育园（演示）', fault: '防区故障', cause: '起因', cut: '线路断开', good: '签名有效', joined: '与前一条记录相连' },
  en: { facility: 'Yakou Sunshine Nursery (demonstration)', fault: 'Zone fault', cause: 'Cause', cut: 'Loop cut', good: 'The signature is good', joined: 'Joined to the record before it' },
})) {
  test(`from the start page to the record that proves it, in at most ${CLICKS_MAX} clicks (${language})`, async () => {
    const page = await openPage(site.browser, `${site.demonstration.base}/?lang=${language}`);
    let clicks = 0;
    const click = async (place) => {
      clicks++;
      await place.click();
    };

    await click(page.getByRole('link', { name: words.facility }));
    await click(page.locator(`.day[aria-controls="day-${lastTuesday()}"]`));
    const stretch = page.locator('.segment').filter({ hasText: words.fault });
    assert.match(await stretch.innerText(), /13:50:\d\d–14:20:\d\d/);
    await click(stretch);
    const cause = page.locator('.proof').filter({ hasText: words.cause });
    await cause.getByText(words.cut).waitFor();
    await picture(page, `evidence-${language}`);
    await click(cause);
    await page.getByText(words.good).waitFor();
    await page.getByText(words.joined).waitFor();
    await picture(page, `record-${language}`);

    assert.ok(clicks <= CLICKS_MAX, `${clicks} clicks`);
    await proves(await page.locator('.bytes').innerText());
    assert.deepEqual(page.faults, []);
    await page.close();
  });
}

/** What the page shows is signed by the node, and says that the loop of the smoke detector was cut at that time. */
async function proves(record) {
  const { data, node, sig, t } = JSON.parse(record);
  assert.deepEqual([data.state, data.type], ['cut', 'smoke']);
  assert.equal(new Date(t + CHINA_MS).toISOString().slice(0, 16), `${lastTuesday()}T13:50`);
  const keys = JSON.parse(await readFile(join(site.demonstration.data, 'keys.json'), 'utf8'));
  const { k } = keys[node];
  const [header, , signature] = sig.split('.');
  const payload = new TextEncoder().encode(record.replace(`,"sig":"${sig}"`, ''));
  await flattenedVerify({ protected: header, payload, signature }, await importJWK({ kty: 'oct', k, alg: 'HS256' }), { crit: { b64: true } });
  assert.equal(base64url.decode(signature).length, 32);
}
