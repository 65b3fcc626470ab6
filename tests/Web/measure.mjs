// How the dashboard does with many facilities: node tests/Web/measure.mjs [facilities 2000] [events a second 20] [minutes 10]

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './lib/browser.mjs';

const [facilities = '2000', events = '20', minutes = '10'] = process.argv.slice(2);
const STARTS = 5;
const root = fileURLToPath(new URL('../../', import.meta.url));

const supervisor = spawn('dotnet', ['run', '-c', 'Release', '--project', 'tests/Benchmarks', '--', 'township', facilities, events], {
  cwd: root, stdio: ['pipe', 'pipe', 'inherit'],
});
const base = await firstAddress(supervisor.stdout);
const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: 1360, height: 900 } });
await page.addInitScript(() => {
  window.longTasks = [];
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask', buffered: true });
});
const devtools = await page.context().newCDPSession(page);

/** From the navigation to rows on the screen and the number of facilities in the headline. */
async function readyMs() {
  await page.goto(`${base}/?lang=en`);
  return page.evaluate(() => new Promise((resolve) => {
    const look = () => document.querySelectorAll('.row').length >= 50 ? requestAnimationFrame(() => resolve(performance.now())) : setTimeout(look, 5);
    look();
  }));
}

async function heapMb() {
  await devtools.send('HeapProfiler.collectGarbage');
  return (await devtools.send('Runtime.getHeapUsage')).usedSize / 1e6;
}

const starts = [];
for (let start = 0; start < STARTS; start++) {
  starts.push(await readyMs());
}
const protectedCount = await page.locator('.tone-protected dd').first().innerText();
console.log(`facilities=${facilities} events_per_s=${events} protected=${protectedCount}`);
console.log(`overview_ready_ms=${starts.map((ms) => ms.toFixed(0)).join(' ')}`);
await page.evaluate(() => window.longTasks.splice(0)); // Those of the start are in the time above.
console.log(`minute 0 heap_mb=${(await heapMb()).toFixed(1)}`);
for (let minute = 1; minute <= Number(minutes); minute++) {
  await page.waitForTimeout(60_000);
  const tasks = await page.evaluate(() => window.longTasks.splice(0));
  console.log(`minute ${minute} heap_mb=${(await heapMb()).toFixed(1)} long_tasks=${tasks.length} longest_ms=${Math.max(0, ...tasks).toFixed(0)}`);
}
await page.goto(`${base}/?lang=en#/?view=tiles`);
await page.locator('.facility-tile').first().waitFor();
await page.waitForTimeout(10_000);
const tiles = await page.evaluate(() => window.longTasks);
console.log(`tiles long_tasks=${tiles.length} longest_ms=${Math.max(0, ...tiles).toFixed(0)} (10 s, the start included)`);
await browser.close();
supervisor.stdin.end('\n');

async function firstAddress(output) {
  for await (const line of createInterface(output)) {
    if (line.startsWith('http://')) {
      return line;
    }
  }
  throw new Error('The supervisor did not start.');
}
