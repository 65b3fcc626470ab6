// Opening hours: what the nodes keep, what is wrong beside its field, a change from sent to kept, and who may make it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, picture } from './lib/browser.mjs';
import { axeFindsNothing, fitsItsWidth } from './lib/checks.mjs';
import { useSite } from './lib/site.mjs';
import { startSupervisor } from './lib/supervisor.mjs';

const facility = '410481001-0007';
const site = useSite('--no-past');
const open = (language, options) => openPage(site.browser, `${site.demonstration.base}/?lang=${language}#/hours/${facility}`, options);
const gateOf = (page, name) => page.getByRole('article', { name });

test('what is wrong is said beside its field, and nothing is sent', async () => {
  const page = await open('en');
  const wrong = page.locator('.hours-form > [role=alert]');
  const send = async () => {
    await page.getByRole('button', { name: 'Send to the nodes' }).click();
    await wrong.waitFor();
  };
  await page.getByLabel('Who', { exact: true }).fill('lin');
  const closes = page.getByLabel('Monday, time 1: closes');
  await closes.fill('06:00');
  await page.getByLabel('Monday, time 1: opens').fill('07:00');
  await send();
  await page.getByRole('group', { name: 'Monday' }).getByText('It must close later than it opens').waitFor();
  assert.equal(await closes.getAttribute('aria-invalid'), 'true');
  await wrong.getByText('Monday: It must close later than it opens, on the same day').waitFor();

  await closes.fill('noon');
  assert.equal(await closes.getAttribute('aria-invalid'), null);
  await send();
  await page.getByRole('group', { name: 'Monday' }).getByText('A time is written 07:30').waitFor();

  await closes.fill('12:00');
  await page.getByRole('button', { name: 'Add a time on Monday' }).click();
  await page.getByLabel('Monday, time 2: opens').fill('11:00');
  await page.getByLabel('Minutes until it is set again').fill('4');
  await send();
  assert.equal(await page.getByRole('group', { name: 'Monday' }).getByText('It overlaps another time of the same day').count(), 2);
  assert.equal(await page.getByRole('group', { name: 'Tuesday' }).getByText('It overlaps').count(), 0);
  await wrong.getByText('A whole number of minutes from 5 to 720').waitFor();
  await axeFindsNothing(page);
  await picture(page, 'hours-wrong-en');

  const never = page.getByText('the nodes would never set protection by the clock');
  assert.equal(await never.count(), 0);
  const remove = page.getByRole('button', { name: /^Remove time/ });
  while (await remove.count() > 0) {
    await remove.first().click();
  }
  await never.waitFor();
  const { sent } = await (await fetch(`${site.demonstration.base}/api/v1/nodes/${facility}-01/configuration`)).json();
  assert.equal(sent, null);
  assert.ok(page.faults.every((fault) => fault.includes('400')), page.faults.join('\n'));
  await page.close();
});

test('a change goes to the nodes by keyboard, is on trial, is kept, and the log says whose it is', async () => {
  const page = await open('zh');
  await gateOf(page, '大门').getByText('全天').first().waitFor();
  await page.getByLabel('星期一第 1 段：关').fill('23:00');
  await page.getByRole('button', { name: '周二至周五与周一相同' }).press('Enter');
  await page.getByLabel('日期').fill('2026-10-01');
  await page.getByRole('button', { name: '添加闭园日' }).press('Enter');
  for (const name of ['活动室', '设备间']) {
    await page.getByLabel(name, { exact: true }).press('Space');
  }
  await page.getByLabel('处理人').fill('lin');
  await page.getByLabel('处理人').press('Enter');
  await page.getByText('已发送到 大门').waitFor();
  const gate = gateOf(page, '大门');
  await gate.getByText('已保留').waitFor();
  await gate.getByText('第 2 版，lin 于').waitFor();
  await gate.getByText('配置版本 2').waitFor();
  assert.equal(await gate.getByText('00:00–23:00').count(), 5);
  await gate.getByText('2026-10-01').waitFor();
  assert.equal(await gateOf(page, '活动室').getByText('全天').count(), 7);
  await page.reload();
  await page.getByText('各节点的开放时间不同').waitFor();
  await page.getByRole('listitem').filter({ hasText: 'lin' }).getByText('node.configure').waitFor();
  await axeFindsNothing(page);
  await picture(page, 'hours-zh');
  assert.deepEqual(page.faults, []);
  await page.close();

  const phone = await open('en', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await phone.getByText('Version 2, sent by lin').waitFor();
  await axeFindsNothing(phone);
  await fitsItsWidth(phone);
  await picture(phone, 'hours-en-phone');
  await phone.close();
});

test('whoever may not change them is told so', async () => {
  const password = 'a long way to the school';
  const supervisor = await startSupervisor([facility], [['root', 'city', '', password], ['wang', 'facility', facility, password]]);
  const page = await openPage(site.browser, `${supervisor.base}/?lang=en#/hours/${facility}`);
  await page.getByLabel('Name').fill('wang');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('To change opening hours takes the role of the city or of the township.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Send to the nodes' }).count(), 0);
  await page.getByText('The node has not said yet what it runs with').waitFor();
  await page.close();
  assert.equal(await supervisor.stop(), 0, 'exit code');
});

test('a node whose configuration is not known here takes the file of its hash, and no other', async () => {
  const address = (number) => `${site.demonstration.base}/api/v1/nodes/${facility}-${number}/configuration`;
  const [gate, utility] = await Promise.all(['01', '03'].map(async (number) => (await fetch(address(number))).json()));
  const page = await site.browser.newPage();
  await page.route(address('03'), (route) => (route.request().method() === 'GET' ? route.fulfill({ json: { ...utility, document: null } }) : route.continue()));
  await page.goto(`${site.demonstration.base}/?lang=en#/hours/${facility}`);
  const article = gateOf(page, 'Utility room');
  await article.getByText('The supervisor has not got').waitFor();
  const handIn = async (content) => {
    await article.getByLabel('node.json').setInputFiles({ name: 'node.json', mimeType: 'application/json', buffer: Buffer.from(content) });
    await article.getByRole('button', { name: 'Hand in node.json' }).click();
  };
  await handIn(JSON.stringify(gate.document));
  await article.getByRole('alert').getByText(`node must be ${facility}-03`).waitFor();
  await handIn(JSON.stringify({ ...utility.document, heartbeat_interval_s: 7 }));
  await article.getByRole('alert').getByText(`runs with the configuration of hash ${utility.hash}`).waitFor();
  await handIn(JSON.stringify(utility.document, null, 2));
  await article.getByText('Done').waitFor();
  await page.close();
});
