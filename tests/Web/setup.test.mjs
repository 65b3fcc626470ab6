// Somebody sets a fresh node up with the phone on the simulator page, as the guide says.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, picture } from './lib/browser.mjs';
import { useSite } from './lib/site.mjs';

const site = useSite('--fresh-node');

test('a fresh node is set up with the phone, and the facility is protected', async () => {
  const page = await openPage(site.browser, `${site.demonstration.base}/?lang=en`);
  const sim = await openPage(site.browser, `${site.demonstration.base}/sim/?lang=en`, { viewport: { width: 1360, height: 900 } });
  const board = sim.locator('article', { hasText: '410481001-0007-04' });
  const phone = sim.locator('#phone');
  assert.equal(await page.getByText('Every facility is protected').count(), 0, 'a node that says nothing proves nothing');
  await board.getByText('it waits for a phone').waitFor();
  await picture(sim, 'setup-1-waiting-en');

  await phone.getByLabel('Password').fill('wrong');
  await phone.getByRole('button', { name: 'Set up' }).click();
  await phone.getByText('Press the setup button at the node').waitFor();
  await picture(sim, 'setup-2-button-en');
  await board.getByRole('button', { name: 'Setup button' }).click();
  await phone.getByText('wrong name or password').waitFor();

  await phone.getByLabel('Password').fill('sunshine-2026');
  await phone.getByRole('button', { name: 'Set up' }).click();
  await phone.getByText('Press the setup button at the node').waitFor();
  await board.getByRole('button', { name: 'Setup button' }).click();
  await phone.locator('.step-done', { hasText: 'the node goes to work' }).waitFor();
  await board.getByText('Network connected').waitFor();
  await picture(sim, 'setup-3-done-en');
  await page.getByText('Every facility is protected').waitFor();
  await page.goto(`${site.demonstration.base}/?lang=en#/node/410481001-0007-04`);
  await page.getByText('nap_door').first().waitFor();
  assert.equal(await phone.getByRole('button', { name: 'Set up' }).count(), 0, 'no node is on the air');
  assert.deepEqual([...page.faults, ...sim.faults], []);
  await Promise.all([page.close(), sim.close()]);
});
