// The page of consumption and bills: from the township page, with what the supervisor answers, and on a phone.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openPage, picture } from './lib/browser.mjs';
import { fitsItsWidth } from './lib/checks.mjs';
import { useSite } from './lib/site.mjs';

const facility = '410481001-0007';
const tariff = fileURLToPath(new URL('../../supervisor/Tariffs/fictional-electricity.json', import.meta.url));

const site = useSite();
const address = () => `${site.demonstration.base}/?lang=en#/billing/${facility}`;

test('the township page leads to the wrongly priced bill of the month before, its amount, and the records that prove it', async () => {
  const page = await openPage(site.browser, `${site.demonstration.base}/?lang=en`);
  await page.getByRole('link', { name: 'Yakou Sunshine Nursery' }).click();
  await page.getByRole('link', { name: 'Consumption and bills' }).click();
  const bill = page.getByRole('row').filter({ hasText: '4101230045' });
  await bill.getByText('Residential price not applied').waitFor();
  const verdict = await (await fetch(`${site.demonstration.base}/api/v1/facilities/${facility}/billing`)).json();
  const { difference_fen: difference, proof } = verdict.bills.find((one) => one.account === '4101230045');
  assert.ok(difference > 1000, `${difference} fen`);
  await bill.getByText(`${(difference / 100).toFixed(2)} yuan`).waitFor();
  assert.equal(await page.getByText('Residential price applied', { exact: true }).count(), 2, 'water and gas');
  await picture(page, 'billing-en-demonstration');

  const link = await bill.getByRole('link', { name: 'Proof' }).getAttribute('href');
  const records = await (await fetch(site.demonstration.base + link)).text();
  assert.equal(createHash('sha256').update(records).digest('hex'), proof.sha256);
  assert.equal(records.trimEnd().split('\n').length, proof.last - proof.first + 1);

  await page.getByRole('button', { name: '中文' }).click();
  await page.getByText('未执行居民价格').waitFor();
  assert.deepEqual(page.faults, []);
  await page.close();
});

test('a facility without accounts says where they belong', async () => {
  const folder = join(site.demonstration.data, 'billing');
  await rename(folder, `${folder}.away`);
  const page = await openPage(site.browser, address());
  await page.getByText('No account of this facility is known yet').waitFor();
  assert.deepEqual(page.faults, []);
  await page.close();
});

test('the city hands in a tariff, a township an account and its bills; what is wrong is said and nothing of it kept', async () => {
  const page = await openPage(site.browser, `${site.demonstration.base}/?lang=en#/people`);
  await page.getByLabel('Tariff file (JSON)').setInputFiles({ name: 't.json', mimeType: 'application/json', buffer: Buffer.from('{"id":"t"}') });
  await page.getByRole('button', { name: 'Add or replace a tariff' }).click();
  await page.getByText('tariff: $.editions: is missing').waitFor();
  await page.getByLabel('Tariff file (JSON)').setInputFiles(tariff);
  await page.getByRole('button', { name: 'Add or replace a tariff' }).click();
  await page.getByText('fictional-electricity accepted.').waitFor();

  await page.goto(address());
  await page.getByLabel('Account number').fill('B');
  await page.getByLabel('Name of the meter').fill('other');
  await page.getByRole('button', { name: 'Add an account' }).click();
  await page.getByText("No figures: meter 'other'").waitFor();

  const month = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 7);
  const bills = (quantity) => ({
    name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(`bill,account,from,to,quantity,amount\n1,B,${month}-01,${month}-28,${quantity},90\n`),
  });
  await page.getByLabel('Table of bills (CSV)').setInputFiles(bills(-1));
  await page.getByRole('button', { name: 'Import bills' }).click();
  await page.getByText('mine.csv: line 2: quantity: -1 is negative').waitFor();
  await page.getByLabel('Table of bills (CSV)').setInputFiles(bills(120));
  await page.getByRole('button', { name: 'Import bills' }).click();
  await page.getByText('Imported, bills: 1.').waitFor();
  await page.getByLabel('Table of bills (CSV)').setInputFiles(bills(120));
  await page.getByRole('button', { name: 'Import bills' }).click();
  await page.getByText("mine.csv: line 2: bill: '1' is there already").waitFor();
  await page.getByRole('button', { name: 'Remove mine.csv' }).click();
  await page.getByRole('button', { name: 'Remove mine.csv' }).waitFor({ state: 'detached' });
  await page.close();
});

test('an account without registers says so, and a wrong table of bills is named', async () => {
  const folder = join(site.demonstration.data, 'billing');
  await mkdir(join(folder, 'bills'), { recursive: true });
  const account = { account: 'A', facility, node: `${facility}-01`, meter: 'none', tariff, class: 'residential_combined', voltage: 'below_1kv' };
  await writeFile(join(folder, 'accounts.json'), JSON.stringify({ accounts: [account] }));
  const page = await openPage(site.browser, address());
  await page.getByText('No figures: meter \'none\'').waitFor();
  assert.deepEqual(page.faults, []);

  await writeFile(join(folder, 'bills', 'b.csv'), 'account,from,to,quantity,amount\nA,2026-01-01,2026-02-01,-1,1\n');
  await page.reload();
  await page.getByText('Cannot be read: b.csv: line 2: quantity: -1 is negative').first().waitFor();
  await page.close();
});

test('figures and verdicts fit a phone', async () => {
  const page = await site.browser.newPage({ viewport: { width: 360, height: 740 } });
  const days = Array.from({ length: 31 }, (_, i) => ({ day: `2026-10-${String(i + 1).padStart(2, '0')}`, consumption: 8000 + i * 100, estimated: i === 4 ? 50 : 0 }));
  const sum = { from_ms: 1, to_ms: 2, consumption: 310_000, cost_fen: 17_050, otherwise_fen: 22_429, benefit_fen: 5379 };
  const meter = {
    account: '4101230045', node: `${facility}-01`, meter: 'power', medium: 'electricity', class: { zh: '居民合表', en: 'combined meter' }, tariff: 'x',
    verified: false, fictional: true, days, to_date: sum, before: sum, problem: null,
  };
  const bill = {
    file: 'b.csv', line: 2, bill: '202610-0045', account: '4101230045', from: '2026-10-01', to: '2026-11-01', billed_quantity: 310, unit: 'kWh', quantity_off: true,
    billed_fen: 22_518, expected_fen: 17_050, difference_fen: 5468, verdict: 'not_applied', reason: 'amount_above',
    proof: { source: `${facility}-01`, place: 'record', first: 32, last: 63, count: 32, sha256: '0'.repeat(64) },
  };
  await page.route('**/api/v1/facilities/*/billing*', (route) =>
    route.fulfill({ json: { facility, name: { zh: '示例托育园', en: 'Example nursery' }, month: '2026-10', meters: [meter], bills: [bill] } }));
  await page.goto(address());
  await page.getByText('Residential price not applied').waitFor();
  await page.getByText('54.68 yuan').waitFor();
  assert.equal(await page.locator('.billing-days rect').count(), 31);
  await fitsItsWidth(page);
  await picture(page, 'billing-en-phone');
  await page.close();
});

test('every verdict and reason is there in both languages', async () => {
  const page = await openPage(site.browser, site.demonstration.base);
  const words = await page.evaluate(async () => (await import('/billing-text.js')).words);
  await page.close();
  assert.deepEqual(Object.keys(words.zh).sort(), Object.keys(words.en).sort());
  const reasons = ['amount_is_due', 'amount_is_of_other_class', 'amount_above', 'amount_below', 'account_unknown', 'not_priceable', 'cycle_unknown', 'estimated', 'tariff_unverified'];
  assert.deepEqual(reasons.filter((reason) => !words.en[`reason.${reason}`]), []);
});
