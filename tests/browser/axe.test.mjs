// WCAG 2.2 AA by axe-core on every page kind, at desktop and phone, light and dark: nothing found.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { browser, window } from "./support/browser.mjs";
import { pages } from "./support/pages.mjs";
import { site } from "./support/site.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const rules = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

let served, chrome;
before(async () => {
  served = await site();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await served?.close();
});

async function faultsOf(page) {
  // The page's own policy forbids foreign scripts; the driver adds axe beside it.
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), rules);
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

for (const [screen, colorScheme] of [["desktop", "light"], ["phone", "dark"]])
  test(`axe finds nothing on any page kind (${screen}, ${colorScheme})`, async (t) => {
    const { page, context } = await window(chrome, { screen, colorScheme, bypassCSP: true });
    const all = await pages(served.base);
    assert.ok(all.length > 25, `only ${all.length} page kinds`);
    for (const { address } of all)
      await t.test(address, async () => {
        await page.goto(served.base + address);
        assert.deepEqual(await faultsOf(page), []);
      });
    await context.close();
  });
