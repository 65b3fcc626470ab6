// What holds of every page.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

const axe = await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** No violation of the rules for people who read by ear or by keyboard. */
export async function axeFindsNothing(page, name = '') {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`), []);
}

/** Nothing stands out to the right, neither of the page nor of a part that hides what does. */
export async function fitsItsWidth(page, name = '') {
  const { scroll, width, wide } = await page.evaluate(() => {
    const { scrollWidth: scroll, clientWidth: width } = document.documentElement;
    const scrolls = (element) => element && (['auto', 'scroll', 'clip'].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 0.5 && !scrolls(element.parentElement));
    return { scroll, width, wide: wide.map((element) => element.outerHTML.slice(0, 160)) };
  });
  assert.ok(scroll <= width && wide.length === 0, `${name} ${scroll} px on ${width} px: ${wide.slice(0, 5).join(' | ')}`);
}
