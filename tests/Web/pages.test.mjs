// The demonstration as a person uses it: both pages in a real browser, commands by button and at the prompt.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { openPage, picture } from './lib/browser.mjs';
import { fitsItsWidth } from './lib/checks.mjs';
import { useSite } from './lib/site.mjs';

const site = useSite();

const township = (options) => openPage(site.browser, `${site.demonstration.base}/?lang=en`, options);
const facility = (options) => openPage(site.browser, `${site.demonstration.base}/?lang=en#/facility/410481001-0007`, options);
const simulator = () => openPage(site.browser, `${site.demonstration.base}/sim/?lang=en`);

/** The row of a zone, as text. */
const zone = (page, name) => page.locator('tr', { has: page.locator(`code:text-is("${name}")`) });

test('the page of a facility follows a door from the prompt to the screen', async () => {
  const page = await township();
  await page.getByText('Every facility is protected').waitFor();
  await picture(page, 'township-en');
  await page.getByRole('link', { name: /Yakou Sunshine Nursery/ }).click();
  site.demonstration.type('open utility_door');
  await zone(page, 'utility_door').getByText('Open', { exact: true }).waitFor();
  site.demonstration.type('close utility_door');
  await zone(page, 'utility_door').getByText('Closed', { exact: true }).waitFor();
  await picture(page, 'facility-en');
  assert.deepEqual(page.faults, []);
  await page.close();
});

test('a panic press on the simulator page alarms the township page until the key is turned', async () => {
  const [page, sim] = [await township(), await simulator()];
  await sim.getByRole('button', { name: 'Press Panic button guard_panic' }).click();
  await page.getByRole('heading', { name: 'Open alarms' }).waitFor();
  await page.locator('#alarms').getByText('guard_panic').waitFor();
  await sim.locator('article', { hasText: '410481001-0007-01' }).locator('.light-siren.light-on').waitFor();
  await picture(sim, 'simulator-en');
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { name: '未解除的报警' }).waitFor();
  await picture(page, 'township-zh-alarm');
  await page.getByRole('button', { name: 'English' }).click();
  await sim.locator('article', { hasText: '410481001-0007-01' }).getByRole('button', { name: 'Reset' }).click();
  await page.locator('#alarms').getByText('guard_panic').waitFor({ state: 'detached' });
  assert.deepEqual([...page.faults, ...sim.faults], []);
  await Promise.all([page.close(), sim.close()]);
});

test('a node without power makes the facility unknown, never protected', async () => {
  const page = await township();
  site.demonstration.type('cut power 01');
  await page.getByText('Node offline').first().waitFor();
  assert.equal(await page.getByText('Every facility is protected').count(), 0);
  site.demonstration.type('restore power 01');
  await page.getByText('Every facility is protected').waitFor();
  assert.deepEqual(page.faults, []);
  await page.close();
});

test('the meters move', async () => {
  const page = await facility();
  const read = async () => Number((await zone(page, 'power').locator('td').first().innerText()).match(/\d+\.\d+/)[0]);
  await zone(page, 'power').waitFor();
  const first = await read();
  await page.waitForFunction((before) => {
    const row = [...document.querySelectorAll('tr')].find((candidate) => candidate.querySelector('code')?.textContent === 'power');
    return Number(row?.querySelector('td')?.innerText.match(/\d+\.\d+/)?.[0]) > before;
  }, first);
  await page.close();
});

test('a meter that does not answer shows no register, and its last good one with its age', async () => {
  const page = await facility();
  await zone(page, 'water').getByText('Good').waitFor();
  site.demonstration.type('meter water silent');
  await zone(page, 'water').getByText('No answer').waitFor();
  assert.match(await zone(page, 'water').locator('td').first().innerText(), /^— m³\nlast [\d\u202f]+\.\d{3} m³, .* ago$/);
  site.demonstration.type('meter water good');
  await zone(page, 'water').getByText('Good').waitFor();
  await page.close();
});

test('the page of a facility fits a phone, with the longest names and numbers', async () => {
  const page = await openPage(site.browser, 'about:blank', { viewport: { width: 360, height: 740 } });
  await page.route('**/records?*', async (route) => {
    const response = await route.fetch();
    const { records, ...rest } = await response.json();
    const longest = ({ data, ...record }) =>
      ({ ...record, seq: 123_456_789, received_ms: record.t_ms + 86_400_000, data: { ...data, zone: 'w'.repeat(24), input_to_siren_ms: 86_400_000 } });
    await route.fulfill({ response, json: { ...rest, records: records.map(longest) } });
  });
  await page.goto(`${site.demonstration.base}/?lang=en#/facility/410481001-0007`);
  await page.getByRole('link', { name: 'record #123456789' }).first().waitFor();
  await zone(page, 'gate').waitFor();
  await zone(page, 'power_pulses').waitFor();
  await fitsItsWidth(page);
  await page.locator('.node tbody th code').evaluateAll((names) => names.forEach((name) => { name.textContent = 'w'.repeat(24); }));
  await fitsItsWidth(page);
  await picture(page, 'facility-en-phone');
  await page.close();
});

test('an unknown command is answered, not swallowed', async () => {
  const sim = await simulator();
  await sim.getByRole('combobox').fill('open window');
  await sim.getByRole('combobox').press('Enter');
  await sim.getByText("There is no door or window 'window'").waitFor();
  await sim.close();
});

test('each of the last days has a bar that opens to its times and reasons', async () => {
  const page = await facility();
  await page.locator('.day').nth(13).waitFor();
  const first = page.locator('.day').first();
  await first.getByText('Today').waitFor();
  await first.press('Enter');
  assert.equal(await first.getAttribute('aria-expanded'), 'true');
  await page.locator('.day-details').getByText('No verified evidence').first().waitFor();
  const stretches = await page.locator('.segment').evaluateAll((segments) => segments.map((segment) => segment.querySelector('.chip').textContent + segment.querySelector('.segment-why').textContent));
  assert.equal(stretches.findIndex((text, index) => text === stretches[index + 1]), -1, 'no two stretches that follow each other read the same');
  await first.press('Enter');
  assert.equal(await first.getAttribute('aria-expanded'), 'false');
  assert.deepEqual(page.faults, []);
  await page.close();
});

/** The words in backquotes of a paragraph or table row of a reference page. */
async function wordsOf(file, start) {
  const text = await readFile(new URL(`../../docs/reference/${file}`, import.meta.url), 'utf8');
  const at = text.indexOf(start);
  assert.ok(at >= 0, `${file} has '${start}'`);
  const end = start.startsWith('|') ? text.indexOf('\n', at) : text.indexOf('\n\n', at);
  return [...text.slice(at, end).matchAll(/`(\w+)(?::<zone>)?`/g)].map((match) => match[1]);
}

test('every word that the supervisor can say is there in both languages', async () => {
  const metrics = await (await fetch(`${site.demonstration.base}/metrics`)).text();
  const rejections = [...metrics.matchAll(/safetynode_messages_rejected_total\{[^}]*reason="(\w+)"/g)].map((match) => match[1]);
  assert.ok(rejections.length > 10);
  const page = await township();
  const words = await page.evaluate(async () => (await import('/text.js')).words);
  await page.close();
  assert.deepEqual(Object.keys(words.zh).sort(), Object.keys(words.en).sort());

  const alarms = await wordsOf('wire.md', '**Alarms.**');
  const wanted = {
    rejection: rejections,
    cause: ['detected', 'intrusion', 'held_open', 'fault'],
    reason: [...await wordsOf('wire.md', '**Reasons**'), 'contradicted', 'no_evidence', 'node_offline', 'node_silent', 'no_nodes'],
    result: (await wordsOf('wire.md', '**Results.**')).filter((word) => word !== 'zones'),
    zone_state: ['normal', 'active', 'cut', 'short', 'drift', 'silent', 'unknown'],
    day_change: ['ended', 'changed', 'closed', 'late'],
    command: ['set', 'set_forced', 'unset', 'test', 'end_test', 'silence', 'reset', 'bypass', 'end_bypass'],
    fault: [
      'mains', 'battery_low', 'battery_exhausted', 'siren_circuit', 'clock_disagrees', 'clock_step',
      ...(await wordsOf('wire.md', 'of a meter: `meter_backwards`')),
    ],
    quality: ['ok', ...(await wordsOf('wire.md', '| `status` | why there is no register'))]
      .filter((word) => word !== 'status'),
    by: ['key', 'command', 'schedule', 'timer', 'start'],
    role: ['cause', 'span', 'heartbeat', 'last_before', 'first_after'],
    signature: ['good', 'wrong', 'key_unknown'],
    chain: ['first', 'joined', 'after_loss', 'missing', 'broken'],
  };
  assert.ok(wanted.cause.every((cause) => alarms.includes(cause)), 'the causes are those of the wire');
  for (const [group, values] of Object.entries(wanted)) {
    assert.ok(values.length > 0, group);
    for (const value of values) {
      assert.ok(words.zh[`${group}.${value}`] && words.en[`${group}.${value}`], `${group}.${value}`);
    }
  }
});
