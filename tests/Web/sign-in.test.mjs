// Where the supervisor is not open, a person signs in, sees what is theirs, and is asked again once the session is over.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { openBrowser, picture } from './lib/browser.mjs';
import { startSupervisor } from './lib/supervisor.mjs';

const PASSWORD = 'a long way to the school';

let supervisor;
let browser;

before(async () => {
  supervisor = await startSupervisor(
    ['410481001-0001', '410481001-0002', '410481002-0003'], [['root', 'city', '', PASSWORD], ['lin', 'township', '410481001', PASSWORD]]);
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  assert.equal(await supervisor?.stop(), 0, 'exit code');
});

async function signedIn(name, hash = '') {
  const page = await browser.newPage();
  await page.goto(`${supervisor.base}/?lang=en${hash}`);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  return page;
}

test('a wrong password is said so, nothing leaks, and the right one leads to where one was going', async () => {
  const page = await browser.newPage();
  await page.goto(`${supervisor.base}/?lang=en#/facility/410481001-0001`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.evaluate(await readFile(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8'));
  assert.deepEqual((await page.evaluate(() => window.axe.run())).violations.map(({ id }) => id), []);
  await picture(page, 'sign-in-en');
  await page.getByLabel('Name').fill('lin');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('The name or the password is not right.').waitFor();
  assert.equal(await page.getByText('Facility 410481001-0001').count(), 0);
  await page.getByLabel('Name').fill('lin');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Facility 410481001-0001' }).waitFor();
  await page.close();
});

test('before it is known who reads there is nothing to read or to fill in', async () => {
  const page = await browser.newPage();
  let answer;
  const asked = new Promise((resolve) => {
    page.route('**/api/v1/session', async (route) => {
      resolve();
      await new Promise((go) => {
        answer = go;
      });
      await route.continue();
    });
  });
  await page.goto(`${supervisor.base}/?lang=en`);
  await asked;
  assert.equal(await page.locator('main input, nav a').count(), 0);
  answer();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.close();
});

test('a township sees its own facilities and no others', async () => {
  const page = await signedIn('lin');
  await page.getByRole('link', { name: 'Facility 410481001-0002' }).waitFor();
  assert.equal(await page.getByText('410481002-0003').count(), 0);
  await page.evaluate(() => {
    location.hash = '#/facility/410481002-0003';
  });
  await page.getByText('There is no facility 410481002-0003').waitFor();
  await page.close();
});

test('signed out, the page shows nothing of before', async () => {
  const page = await signedIn('lin');
  await page.getByRole('link', { name: 'Facility 410481001-0001' }).click();
  await page.getByRole('heading', { level: 1, name: 'Facility 410481001-0001' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.equal(await page.getByText('Facility 410481001-0001').count(), 0);
  await page.close();
});

test('a session that is over leads back to the question who reads', async () => {
  const page = await signedIn('lin', '#/facility/410481001-0001');
  await page.getByRole('heading', { level: 1, name: 'Facility 410481001-0001' }).waitFor();
  await page.context().clearCookies();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.close();
});

test('the city adds a person, who may sign in, and finds the act in the log', async () => {
  const page = await signedIn('root', '#/people');
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Add a person' }) });
  await form.getByLabel('Name').fill('wang');
  await form.getByLabel('Role').selectOption('facility');
  await form.getByLabel('Area').fill('410481001-0002');
  await form.getByLabel('New password').fill('short');
  await form.getByRole('button').click();
  await form.getByRole('alert').waitFor();
  await form.getByLabel('New password').fill(PASSWORD);
  await form.getByRole('button').click();
  await page.locator('.person', { hasText: 'wang' }).waitFor();
  await page.reload();
  await page.getByRole('cell', { name: 'wang' }).first().waitFor();
  const acts = page.getByRole('region', { name: 'Audit log' });
  await acts.getByLabel('Only (township, facility or node)').fill('410481001-0002');
  await page.keyboard.press('Enter');
  await acts.getByText('session.begin').first().waitFor({ state: 'hidden' });
  await acts.getByText('person.add').first().waitFor();
  assert.deepEqual(await acts.locator('tbody code').allTextContents(), ['person.add']);
  await page.keyboard.type('9');
  await page.keyboard.press('Enter');
  await acts.getByText('No act is recorded').waitFor();
  await picture(page, 'people-en');
  await page.getByRole('button', { name: 'Sign out' }).click();
  const other = await signedIn('wang');
  await other.getByRole('link', { name: 'Facility 410481001-0002' }).waitFor();
  assert.equal(await other.getByText('410481001-0001').count(), 0);
  await Promise.all([page.close(), other.close()]);
});

test('the city adds a node, is told its key this once, and suspends it', async () => {
  const page = await signedIn('root', '#/people');
  const facility = page.locator('details', { has: page.getByText('410481001-0001', { exact: true }) }).first();
  await facility.locator('summary').first().click();
  const form = facility.locator('form', { has: page.getByRole('button', { name: 'Add a node' }) });
  await form.getByLabel('Node number').fill('09');
  await form.getByLabel('Chinese name').fill('后门');
  await form.getByLabel('English name').fill('Back door');
  await form.getByRole('button').click();
  const node = facility.locator('details', { hasText: '410481001-0001-09' });
  await node.locator('summary').click();
  assert.match(await node.locator('p', { hasText: 'The key is shown this once:' }).locator('code').textContent(), /^1 [A-Za-z0-9_-]{43}$/);
  await node.getByLabel('State').selectOption('suspended');
  await node.getByRole('button', { name: 'Change' }).click();
  await node.locator('summary .chip', { hasText: 'Suspended' }).waitFor();
  await picture(page, 'enrolment-en');
  await page.close();
});
