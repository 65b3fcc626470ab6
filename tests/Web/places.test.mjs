// The ways through the dashboard: addresses, the back button, what does not exist, what a name may hold, and a server that goes and comes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, picture } from './lib/browser.mjs';
import { useSite } from './lib/site.mjs';

const facility = '410481001-0007';

const site = useSite();

const open = (hash, options) => openPage(site.browser, `${site.demonstration.base}/?lang=en${hash}`, options);

/** A stream that says one overview and stays, in place of the supervisor's. */
async function serve(page, document) {
  await page.addInitScript((data) => {
    window.EventSource = class {
      addEventListener(name, listener) {
        if (name === 'overview') {
          setTimeout(() => listener({ type: name, data }));
        }
      }

      close() {}
    };
  }, JSON.stringify(document));
}

function summary(number, state = 'protected') {
  const id = `410481${String(Math.floor(number / 100) + 1).padStart(3, '0')}-${String(number).padStart(4, '0')}`;
  return {
    id, name: { zh: `托育园 ${number}`, en: `Nursery ${number}` }, township: { code: id.slice(0, 9), zh: '乡镇', en: `Township ${id.slice(6, 9)}` },
    verdict: { state, reasons: [], since_ms: 1_795_478_400_000 }, alarms: [], nodes: [{ id: `${id}-01`, name: { zh: '大门', en: 'Gate' }, state, stale: state === 'unknown' }],
  };
}

const overview = (facilities) => ({ time_ms: 1_795_478_460_000, utc_offset_ms: 28_800_000, facilities, events: [], rejections: { total: 0, by_reason: {}, latest: [] } });

test('from the start to a record and back by the back button', async () => {
  const page = await open('');
  await page.getByRole('link', { name: 'Yakou Sunshine Nursery' }).click();
  await page.getByRole('heading', { level: 1, name: 'Yakou Sunshine Nursery' }).waitFor();
  await page.getByRole('heading', { name: 'Utility room' }).getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: 'Utility room' }).waitFor();
  await page.locator('.proof').first().click();
  await page.getByText('The signature is good').waitFor();
  await page.getByText('Joined to the record before it').waitFor();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Utility room' }).waitFor();
  await page.goBack();
  await page.goBack();
  await page.getByText('Every facility is protected').waitFor();
  await page.getByRole('link', { name: 'Yakou Subdistrict' }).click();
  await page.getByRole('navigation', { name: 'Where you are' }).getByText('Yakou Subdistrict').waitFor();
  assert.deepEqual(page.faults, []);
  await page.close();
});

test('an address that leads nowhere says so', async () => {
  const wrong = {
    '#/facility/410481001-0099': 'There is no facility 410481001-0099',
    '#/node/410481001-0007-99': 'There is no node 410481001-0007-99',
    '#/record/410481001-0007-01/999999': 'The ledger has no record 999999 of node 410481001-0007-01',
    '#/record/410481001-0007-01/one': 'The ledger has no record one',
    '#/heartbeat/410481001-0007-01/9/9': 'The ledger has no record 9/9',
    '#/township/1': 'There is no township 1',
    '#/reports?township=1': 'No facility of the township \'1\' is enrolled',
    '#/reports?township=410481001&period=soon': '\'period\' is a month',
    '#/facility/%E0%A4%A': 'There is no facility',
  };
  const page = await open('');
  for (const [hash, message] of Object.entries(wrong)) {
    await page.evaluate((next) => {
      location.hash = next;
    }, hash);
    await page.getByRole('alert').getByText(message).waitFor();
  }
  await page.close();
});

test('script in a name is a name', async () => {
  const page = await site.browser.newPage();
  const evil = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>';
  const one = summary(1, 'not_protected');
  await serve(page, overview([{ ...one, name: { zh: evil, en: evil }, township: { ...one.township, en: evil } }]));
  await page.goto(`${site.demonstration.base}/?lang=en`);
  await page.getByRole('link', { name: evil }).first().waitFor();
  assert.equal(await page.evaluate(() => window.hurt), undefined);
  await page.close();
});

test('of two thousand facilities those that need a person come first, and the rest on request', async () => {
  const page = await site.browser.newPage();
  await serve(page, overview([...Array(2000).keys()].map((number) => summary(number, number === 1234 ? 'not_protected' : number === 7 ? 'unknown' : 'protected'))));
  await page.goto(`${site.demonstration.base}/?lang=en`);
  await page.getByText('Facilities that need a person: 2').waitFor();
  assert.deepEqual(await page.locator('.row-name > a').evaluateAll((links) => links.slice(0, 2).map((link) => link.textContent)), ['Nursery 1234', 'Nursery 7']);
  assert.equal(await page.locator('.row').count(), 50);
  await page.getByRole('button', { name: /Show more/ }).click();
  assert.equal(await page.locator('.row').count(), 100);
  await page.getByRole('searchbox').fill('410481013-12');
  await page.getByText('Found: 100').waitFor();
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: 'By township' }).click();
  await page.getByText('100 in all, 1 in need').first().waitFor();
  assert.equal(await page.locator('.facility-tile').count(), 20 * 24);
  assert.equal(await page.locator('.township', { hasText: '100 in all, 1 in need' }).last().locator('.facility-tile').first().textContent(), 'Nursery 1234Not protected');
  await picture(page, 'tiles-en');
  await page.getByRole('link', { name: 'Show more (76 left)' }).first().click();
  await page.locator('.facility-tile').nth(99).waitFor();
  await page.close();
});

test('the page says that the supervisor is away, and comes back by itself', async () => {
  const page = await site.browser.newPage();
  let isAway = false;
  await page.route('**/api/v1/overview/events', (route) => isAway ? route.abort() : route.fulfill({
    contentType: 'text/event-stream', body: `event: overview\ndata: ${JSON.stringify(overview([summary(1)]))}\n\n`,
  }));
  isAway = true;
  await page.goto(`${site.demonstration.base}/?lang=en`);
  await page.getByText('No connection to the supervisor').waitFor();
  isAway = false;
  await page.getByRole('link', { name: 'Nursery 1' }).waitFor();
  await page.getByText('Connection to the supervisor lost — what you see is from').waitFor();
  await page.getByText('No facility’s state can be confirmed now').waitFor();
  await page.close();
});

test('the timeline zooms by keys and buttons from a year to a minute, and Enter shows what proves an instant', async () => {
  const page = await open(`#/facility/${facility}`);
  await page.locator('.timeline-bar').waitFor();
  await page.getByRole('button', { name: 'Year' }).click();
  await page.getByRole('button', { name: 'Year', pressed: true }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Zoom out' }).isDisabled(), true);
  await page.locator('.timeline-bar').focus();
  for (let step = 0; step < 7; step++) {
    await page.keyboard.press('+');
  }
  await page.waitForFunction(() => document.querySelector('[aria-label="Zoom in"]').disabled);
  const range = new URLSearchParams((await page.evaluate(() => location.hash)).split('?')[1]);
  assert.equal(Number(range.get('to')) - Number(range.get('from')), 60_000);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /What proves/ }).waitFor();
  await page.locator('.evidence-node').nth(2).waitFor();
  assert.deepEqual(page.faults, []);
  await page.close();
});

test('a report of the month can be read, taken along as a table, and printed', async () => {
  const page = await open('#/reports');
  await page.getByRole('rowheader', { name: 'Yakou Sunshine Nursery' }).waitFor();
  const link = page.getByRole('link', { name: 'Download CSV' });
  const table = await (await fetch(new URL(await link.getAttribute('href'), site.demonstration.base))).text();
  assert.ok(table.startsWith('township,facility,name_zh'), table.slice(0, 80));
  assert.match(table, /"410481001","410481001-0007"/);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.top').isVisible(), false);
  assert.equal(await page.getByRole('rowheader', { name: 'Yakou Sunshine Nursery' }).isVisible(), true);
  assert.deepEqual(page.faults, []);
  await page.close();
});

test('a floor plan is uploaded, a zone is moved by keys and by the pointer, and stays where it was put', async () => {
  const page = await open(`#/facility/${facility}`);
  await page.getByRole('button', { name: 'Upload or arrange the plan' }).click();
  const upload = async (buffer, name) => {
    await page.getByLabel('Picture (PNG').setInputFiles({ name, mimeType: 'image/png', buffer });
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
  };
  await upload(Buffer.alloc(20 * 1024 * 1024), 'huge.png');
  await page.getByText('The picture has more than 5 MB').waitFor();
  await upload(Buffer.from('<svg onload="alert(1)"/>'), 'script.png');
  await page.getByText('The picture is no PNG, JPEG or WebP.').waitFor();
  await upload(await page.screenshot(), 'plan.png');
  const image = page.getByRole('img', { name: 'Floor plan of' });
  await image.evaluate((element) => element.decode());

  const gate = page.getByRole('button', { name: 'Door gate' });
  await gate.hover();
  const box = await page.locator('.plan').boundingBox();
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 4, box.y + box.height / 2);
  await page.mouse.up();
  await gate.press('ArrowRight');
  await page.getByRole('button', { name: 'Save the places' }).click();
  await page.getByRole('link', { name: 'Door gate' }).waitFor();
  await page.reload();
  await page.getByRole('link', { name: 'Door gate' }).waitFor();
  const { places } = await (await fetch(`${site.demonstration.base}/api/v1/facilities/${facility}/floor-plan`)).json();
  const { x, y } = places.find((place) => place.zone === 'gate');
  assert.ok(Math.abs(x - 260) <= 5 && Math.abs(y - 500) <= 5, `${x} ${y}`);
  await picture(page, 'floor-plan-en');
  await page.close();
});
