// axe-core finds nothing on any page, in both languages, at both widths, light and dark.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import { inLanguage, placesOf } from './lib/places.mjs';
import { useSite } from './lib/site.mjs';

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1360, height: 900 };

const site = useSite();
let axe;

before(async () => {
  axe = await readFile(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
});

for (const [language, viewport, colorScheme] of [['zh', DESKTOP, 'light'], ['en', PHONE, 'dark']]) {
  test(`axe-core finds nothing: ${language}, ${viewport.width} px, ${colorScheme}`, async () => {
    const context = await site.browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
    for (const { name, address, ready } of placesOf(Date.now() - 1000)) {
      const page = await context.newPage();
      await page.goto(site.demonstration.base + inLanguage(address, language));
      await page.locator(ready).first().waitFor({ state: 'attached' });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`), []);
      const { scroll, width } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, width: document.documentElement.clientWidth }));
      assert.ok(scroll <= width, `${name}: ${scroll} px on ${width} px`);
      await page.close();
    }
    await context.close();
  });
}
