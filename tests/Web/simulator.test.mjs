// The simulator page: the weather of faults, and what was done there as a scenario.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { openPage, picture } from './lib/browser.mjs';
import { program } from './lib/demonstration.mjs';
import { useSite } from './lib/site.mjs';

const site = useSite('--no-past');
const facility = '410481001-0007';

const simulator = (options) => openPage(site.browser, `${site.demonstration.base}/sim/?lang=en`, options);
const board = (page, number) => page.locator('article', { hasText: `${facility}-${number}` });
const nodeOf = async (number) => {
  const { facility: { nodes } } = await (await fetch(`${site.demonstration.base}/api/v1/facilities/${facility}`)).json();
  return nodes.find(({ id }) => id === `${facility}-${number}`);
};

const recordsOf = async (number) => (await (await fetch(
  `${site.demonstration.base}/api/v1/nodes/${facility}-${number}/records?first=1&last=10000`)).text()).trim().split('\n').map((line) => JSON.parse(line));

/** What a record says of an act: meters and spans follow the clock. */
const wordsOf = (number, kind, data) => [number, kind, data.zone ?? data.fault ?? data.command, data.alarm ?? data.result ?? data.state].join(' ');
const isAct = (words) => /^\d\d (zone|fault|command) /.test(words);

/** Asks until it is so. */
async function eventually(what, look) {
  const deadline = Date.now() + 15_000;
  while (!await look()) {
    assert.ok(Date.now() < deadline, what);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('a clock that jumps is seen by the supervisor, and set right again', async () => {
  const page = await simulator();
  await board(page, '03').getByText('Network connected').waitFor();
  await board(page, '03').getByRole('button', { name: '2 h fast' }).click();
  await board(page, '03').locator('[aria-pressed=true]', { hasText: '2 h fast' }).waitFor();
  await eventually('the fault begins', async () => (await nodeOf('03')).faults.some((fault) => JSON.stringify(fault).includes('clock_disagrees')));
  // In the replay the node learns of it with the same meters: it hears the supervisor after each.
  await eventually('meters are read', async () => (await recordsOf('03')).slice(-20).map(({ kind }) => kind).join(' ').match(/fault.* meter/));
  await board(page, '03').getByRole('button', { name: 'Right', exact: true }).click();
  await eventually('the fault ends', async () => (await nodeOf('03')).faults.length === 0);
  assert.deepEqual(page.faults, []);
  await page.close();
});

test('what a node says out of reach or to a flash that fails is told on the page, and the broker comes back', async () => {
  const page = await simulator({ viewport: { width: 1360, height: 900 } });
  const word = (name) => board(page, '01').getByRole('switch', { name });
  await word('Wi-Fi').press('Enter');
  await word('Wi-Fi').getByText('Away').waitFor();
  await word('Flash').click();
  await word('Flash').getByText('Refuses to write').waitFor();
  await page.getByRole('switch', { name: 'Message broker' }).click();
  await page.getByText('Network not connected').nth(2).waitFor();
  await picture(page, 'simulator-weather-en');
  await page.getByRole('switch', { name: 'Message broker' }).click();
  await word('Wi-Fi').click();
  await word('Flash').click();
  await page.getByText('Network connected').nth(2).waitFor();
  assert.deepEqual(page.faults, []);
  await page.close();
});

test('what was done is saved as a scenario, which replays to the same records', async () => {
  const page = await simulator();
  const siren = board(page, '02').locator('.light-siren.light-on');
  await board(page, '02').getByRole('button', { name: 'Press Panic button activity_panic' }).click();
  await siren.waitFor();
  await board(page, '02').getByRole('button', { name: 'Reset on site' }).click();
  await eventually('the reset is stored', async () => (await recordsOf('02')).some(({ kind }) => kind === 'command'));
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Save as a scenario' }).click()]);
  assert.match(download.suggestedFilename(), /^simulator-\d{8}-\d{6}\.scenario$/);
  const folder = await mkdtemp(join(tmpdir(), 'safetynode-recording-'));
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  const live = new Set((await Promise.all(['01', '02', '03'].map(async (number) =>
    (await recordsOf(number)).map(({ kind, data }) => wordsOf(number, kind, data))))).flat());

  const { stdout } = await promisify(execFile)('dotnet', [program, 'run', file, '--trace']);
  await rm(folder, { recursive: true });

  const replayed = new Set([...stdout.matchAll(/ node (\d\d) records \d+ (\w+) (\{.*\})$/gm)].map(([, number, kind, data]) =>
    wordsOf(number, kind, JSON.parse(data))));
  assert.match(stdout, /scenarios=1 failed=0/);
  assert.ok(live.has('02 zone activity_panic detected') && live.has('03 fault clock_disagrees ended'), [...live].join('\n'));
  assert.deepEqual([...replayed].filter(isAct).sort(), [...live].filter(isAct).sort());
  assert.deepEqual(page.faults, []);
  await page.close();
});
