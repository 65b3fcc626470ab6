// A panic alarm becomes an alert; a person acknowledges it and closes it, and it says who did what.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, picture } from './lib/browser.mjs';
import { useSite } from './lib/site.mjs';

const site = useSite();

test('an alert is acknowledged and closed with a note, and keeps who did it', async () => {
  const page = await openPage(site.browser, `${site.demonstration.base}/?lang=en#/alerts`);
  site.demonstration.type('press panic');
  const alert = page.locator('.alert', { hasText: 'activity_panic' });
  await alert.waitFor();
  await alert.locator('summary').click();
  await alert.getByLabel('Who').first().fill('inspector');
  await alert.getByRole('button', { name: 'Acknowledge' }).click();
  await alert.waitFor({ state: 'detached' });
  site.demonstration.type('turn key');

  await page.getByRole('button', { name: 'Acknowledged' }).click();
  await alert.locator('summary').click();
  await alert.getByText('inspector: Acknowledged').waitFor();
  await alert.getByLabel('Who').fill('inspector');
  await alert.getByLabel('Note').fill('drill, reset on site');
  await alert.getByRole('button', { name: 'Close' }).click();
  await alert.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Closed' }).click();
  await alert.locator('summary').click();
  await alert.getByText('inspector: Closed — drill, reset on site').waitFor();
  await picture(page, 'alerts-en');
  assert.deepEqual(page.faults, []);
  await page.close();
});
