// The simulator page: the weather of faults, what was done there as a scenario, the boards' pictures, and their records.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openPage, picture } from './lib/browser.mjs';
import { axeFindsNothing, fitsItsWidth } from './lib/checks.mjs';
import { program } from './lib/demonstration.mjs';
import { useSite } from './lib/site.mjs';

const site = useSite('--no-past');
const facility = '410481001-0007';

// A node that reaches nobody tries again at least every minute (firmware/Node/Delivery.cs).
const RECONNECT_MS_MAX = 70_000;

const simulator = (options) => openPage(site.browser, `${site.demonstration.base}/sim/?lang=en`, options);
const board = (page, number) => page.locator('article', { hasText: `${facility}-${number}` });
const nodeOf = async (number) => {
  const { facility: { nodes } } = await (await fetch(`${site.demonstration.base}/api/v1/facilities/${facility}`)).json();
  return nodes.find(({ id }) => id === `${facility}-${number}`);
};

/** Its records in the ledger, none before the first. */
const recordsOf = async (number) => (await (await fetch(
  `${site.demonstration.base}/api/v1/nodes/${facility}-${number}/records?first=1&last=10000`)).text()).split('\n').filter(Boolean).map((line) => JSON.parse(line));

const metersReadOf = async (number) => (await recordsOf(number)).filter(({ kind, data }) => kind === 'meter' && data.meter === 'water').length;

/** What a record says of an act: meters and spans follow the clock. */
const wordsOf = (number, kind, data) => [number, kind, data.zone ?? data.fault ?? data.command, data.alarm ?? data.result ?? data.state].join(' ');
const isAct = (words) => /^\d\d (zone|fault|command) /.test(words);

/** Asks until it is so. */
async function eventually(what, look) {
  const deadline = Date.now() + 30_000;
  while (!await look()) {
    assert.ok(Date.now() < deadline, what);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('a clock that jumps is seen by the supervisor, and set right again', async () => {
  const page = await simulator();
  // It has heard the supervisor, so that it need not believe its clock.
  await eventually('meters are read twice', async () => (await metersReadOf('03')) > 1);
  await board(page, '03').getByRole('button', { name: '2 h fast' }).click();
  await board(page, '03').locator('[aria-pressed=true]', { hasText: '2 h fast' }).waitFor();
  await eventually('the fault begins', async () => (await nodeOf('03')).faults.some((fault) => JSON.stringify(fault).includes('clock_disagrees')));
  // In the replay the node learns of it with the same meters: it hears the supervisor after each.
  const before = await metersReadOf('03');
  await eventually('meters are read once more', async () => (await metersReadOf('03')) > before);
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
  const broker = page.getByRole('switch', { name: 'Message broker' });
  await broker.click();
  await broker.getByText('Down').waitFor(); // A switch does the opposite of what it says: clicked before, it would stop the broker once more.
  await page.getByText('Network not connected').nth(2).waitFor();
  await picture(page, 'simulator-weather-en');
  await broker.click();
  await broker.getByText('Runs').waitFor();
  await word('Wi-Fi').click();
  await word('Flash').click();
  await page.getByText('Network connected').nth(2).waitFor({ timeout: RECONNECT_MS_MAX });
  assert.deepEqual(page.faults, []);
  await page.close();
});

test('what was done is saved as a scenario, which replays to the same records', async () => {
  const page = await simulator();
  // Whatever they did behind the save would be missing in the replay.
  const people = page.getByRole('switch', { name: 'People' });
  await people.click();
  await people.getByText('Stay away').waitFor();
  const siren = board(page, '02').locator('.light-siren.light-on');
  const panic = async () => (await nodeOf('02')).zones.find(({ name }) => name === 'activity_panic');
  const { changed_ms: beforeMs } = await panic();
  await board(page, '02').getByRole('button', { name: 'Press Panic button activity_panic' }).click();
  await siren.waitFor();
  await eventually('it is let go', async () => {
    const { state, changed_ms: changedMs } = await panic();
    return state === 'normal' && changedMs > beforeMs;
  });
  await board(page, '02').getByRole('button', { name: 'Reset on site' }).click();
  await siren.waitFor({ state: 'hidden' });
  await eventually('the reset is stored', async () => !(await panic()).alarm);
  const command = await fetch(`${site.demonstration.base}/api/v1/nodes/${facility}-01/commands`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ command: 'bypass', zone: 'gate', duration_s: 600, reason: 'repair of the lock', by: 'lin' }),
  });
  assert.equal(command.status, 202);
  await eventually('the command is answered', async () => (await recordsOf('01')).some(({ kind }) => kind === 'command'));
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Save as a scenario' }).click()]);
  assert.match(download.suggestedFilename(), /^simulator-\d{8}-\d{6}\.scenario$/);
  const folder = await mkdtemp(join(tmpdir(), 'safetynode-recording-'));
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  await page.getByRole('button', { name: 'Replay these acts' }).click();
  await page.getByText('Ended: all is as expected').waitFor();
  await page.getByText(/all \d+ steps are done/).waitFor();
  const live = new Set((await Promise.all(['01', '02', '03'].map(async (number) =>
    (await recordsOf(number)).map(({ kind, data }) => wordsOf(number, kind, data))))).flat());

  const { stdout } = await promisify(execFile)('dotnet', [program, 'run', file, '--trace']);
  await rm(folder, { recursive: true });

  const replayed = new Set([...stdout.matchAll(/ node (\d\d) records \d+ (\w+) (\{.*\})$/gm)].map(([, number, kind, data]) =>
    wordsOf(number, kind, JSON.parse(data))));
  assert.match(stdout, /scenarios=1 failed=0/);
  assert.ok(live.has('01 command bypass done') && live.has('02 zone activity_panic detected') && live.has('03 fault clock_disagrees ended'), [...live].join('\n'));
  assert.deepEqual([...replayed].filter(isAct).sort(), [...live].filter(isAct).sort());
  assert.deepEqual(page.faults, []);
  await page.close();
});

test('a scenario file is replayed on the page: paused, stopped, played at other speeds; a bad one is told by line', async () => {
  const page = await simulator();
  const replay = page.locator('#replay');
  const scenario = fileURLToPath(new URL('../Scenarios/panic-latches.scenario', import.meta.url));
  const play = async (file) => {
    await replay.getByLabel('Scenario file').setInputFiles(file);
    await replay.getByRole('button', { name: 'Replay the file' }).press('Enter');
  };
  await play({ name: 'bad.scenario', mimeType: 'text/plain', buffer: Buffer.from('# bad\nclause P1\nstart 2026-03-02 07:55\nnode 01\n  zone gate door\n08:00 opn gate\n') });
  await replay.getByRole('alert').getByText(/Line 6: expected .* not 'opn'/).waitFor();

  await play(scenario);
  await replay.getByText('Replaying').waitFor();
  assert.equal(await replay.getByRole('alert').count(), 0);
  await replay.getByRole('button', { name: 'Pause' }).click();
  await replay.locator('[aria-pressed=true]', { hasText: 'Pause' }).waitFor();
  await replay.getByText('step 1 of 9').waitFor();
  assert.match(await replay.locator('[aria-current=step]').innerText(), /08:00:00 press activity_panic/);
  const now = () => replay.locator('dd').first().innerText();
  const [paused, seconds] = [await now(), Number((await page.getByText(/running for/).innerText()).match(/(\d+) s/)[1])];
  await page.getByText(`running for ${seconds + 2} s`).waitFor();
  assert.equal(await now(), paused, 'time stands still');
  await replay.getByRole('button', { name: 'Stop' }).click();
  await replay.getByText('Stopped').waitFor();

  await play(scenario);
  await replay.getByRole('button', { name: 'An hour a second' }).click();
  await replay.getByText('Ended: all is as expected').waitFor();
  await replay.getByText('all 9 steps are done').waitFor();
  await replay.getByText('Protected', { exact: true }).waitFor();
  assert.equal(await replay.locator('article .picture').count(), 1);
  await picture(page, 'simulator-replay-en');
  assert.ok(page.faults.every((fault) => fault.includes('400')), page.faults.join('\n'));
  await page.close();
});

test('what flows through a meter at the moment stands beside its register', async () => {
  const page = await simulator();
  const row = (name) => board(page, '03').locator('.pulses li').filter({ has: page.locator('code', { hasText: new RegExp(`^${name}$`) }) });
  await row('power').getByText(/^\d+\.\d\d kW$/).waitFor();
  await row('power_pulses').getByText(await row('power').locator('.flow').innerText()).waitFor();
  await row('water').getByText(/^\d\.\d{3} m³\/h$/).waitFor();
  await page.close();
});

test('the picture shows what a loop measures, and a record is taken apart and checked', async () => {
  const page = await simulator({ viewport: { width: 1360, height: 900 } });
  const door = board(page, '02').locator('.picture .pic-input', { hasText: 'activity_door' });
  assert.match(await door.textContent(), /(2\.20|4\.40) kΩ/);
  const wire = board(page, '02').getByRole('group', { name: 'Loop activity_smoke' });
  await wire.getByRole('button', { name: 'Short' }).click();
  await board(page, '02').locator('.pic-fault', { hasText: 'activity_smoke' }).getByText('0 Ω').waitFor();
  await wire.getByRole('button', { name: 'Cut' }).click();
  await board(page, '02').locator('.pic-fault', { hasText: 'activity_smoke' }).getByText('∞ Ω').waitFor();
  await wire.getByRole('button', { name: 'Whole' }).click();
  await board(page, '03').locator('.heard').getByText(/← [0-9A-F]{8}/).waitFor();
  await board(page, '02').locator('.heard').getByText(/-58 dBm/).waitFor();

  const talk = page.locator('#node-console');
  await talk.getByRole('button', { name: 'Utility room' }).click();
  await talk.getByText('joined to').first().waitFor();
  assert.equal(await talk.getByText('signature wrong').count(), 0);
  assert.equal(await talk.getByText('not joined to').count(), 0);
  await talk.locator('summary').first().press('Enter');
  const record = talk.locator('details[open]');
  await record.getByText('"alg":"HS256"').waitFor();
  const value = (name) => record.locator('dt', { hasText: name }).locator('+ dd').innerText();
  assert.equal(Buffer.from(await value('HMAC-SHA256'), 'base64url').length, 32);
  assert.equal((await value('HMAC-SHA256')).slice(0, 21), (await value('Link that the next one carries')).slice(0, 21));
  await talk.locator('.line-heard', { hasText: '"kind":"ack"' }).first().waitFor();
  await picture(page, 'simulator-console-en');
  assert.deepEqual(page.faults, []);
  await page.close();
});

test('axe-core finds nothing on the page with a record open and every fault on, on a phone in the dark', async () => {
  const context = await site.browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme: 'dark', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${site.demonstration.base}/sim/?lang=zh`);
  const scenario = await readFile(new URL('../Scenarios/smoke-loop-cut.scenario', import.meta.url));
  await fetch(`${site.demonstration.base}/sim/api/replay?name=smoke-loop-cut.scenario`, { method: 'POST', body: scenario });
  site.demonstration.type('link down 01');
  site.demonstration.type('flash fails 01');
  site.demonstration.type('cut loop activity_smoke');
  await board(page, '01').getByText('拒绝写入').waitFor();
  await board(page, '02').locator('.pic-fault').waitFor();
  await page.locator('#replay .replay-steps').waitFor();
  await page.locator('#node-console summary').first().click();
  await axeFindsNothing(page);
  await fitsItsWidth(page);
  await picture(page, 'simulator-weather-zh-phone');
  await context.close();
});
