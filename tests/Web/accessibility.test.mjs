// axe-core finds nothing on any page, in both languages, at both widths, light and dark.

import { test } from 'node:test';
import { axeFindsNothing, fitsItsWidth } from './lib/checks.mjs';
import { inLanguage, placesOf } from './lib/places.mjs';
import { useSite } from './lib/site.mjs';

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1360, height: 900 };

const site = useSite();

for (const [language, viewport, colorScheme] of [['zh', DESKTOP, 'light'], ['en', PHONE, 'dark']]) {
  test(`axe-core finds nothing: ${language}, ${viewport.width} px, ${colorScheme}`, async () => {
    const context = await site.browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
    for (const { name, address, ready } of placesOf(Date.now() - 1000)) {
      const page = await context.newPage();
      await page.goto(site.demonstration.base + inLanguage(address, language));
      await page.locator(ready).first().waitFor({ state: 'attached' });
      await axeFindsNothing(page, name);
      await fitsItsWidth(page, name);
      await page.close();
    }
    await context.close();
  });
}
