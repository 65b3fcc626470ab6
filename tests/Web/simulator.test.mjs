// The simulator page: the weather of faults.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, picture } from './lib/browser.mjs';
import { useSite } from './lib/site.mjs';

const site = useSite('--no-past');
const facility = '410481001-0007';

const simulator = (options) => openPage(site.browser, `${site.demonstration.base}/sim/?lang=en`, options);
const board = (page, number) => page.locator('article', { hasText: `${facility}-${number}` });
const nodeOf = async (number) => {
  const { facility: { nodes } } = await (await fetch(`${site.demonstration.base}/api/v1/facilities/${facility}`)).json();
  return nodes.find(({ id }) => id === `${facility}-${number}`);
};

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
