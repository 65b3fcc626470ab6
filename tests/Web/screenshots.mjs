// Pictures of every page, at desktop and phone width, in both languages: bash tests/screenshots

import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './lib/browser.mjs';
import { startDemonstration } from './lib/demonstration.mjs';
import { inLanguage, placesOf } from './lib/places.mjs';

const folder = fileURLToPath(new URL('../../artifacts/screenshots/', import.meta.url));
const widths = { desktop: { width: 1360, height: 900 }, phone: { width: 390, height: 844 } };

await mkdir(folder, { recursive: true });
const demonstration = await startDemonstration();
const browser = await openBrowser();
try {
  for (const language of ['zh', 'en']) {
    for (const [width, viewport] of Object.entries(widths)) {
      const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
      for (const { name, address, ready } of placesOf(Date.now() - 1000)) {
        const page = await context.newPage();
        await page.goto(demonstration.base + inLanguage(address, language));
        await page.locator(ready).first().waitFor({ state: 'attached' });
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({ path: `${folder}${name}-${language}-${width}.png`, fullPage: true });
        await page.close();
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await demonstration.stop();
}
console.log(folder);
