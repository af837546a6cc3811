// A picture of every page kind, desktop and phone, in two languages, kept as artefacts to be looked at; and
// what can be asked of a picture by rule: nothing wider than the screen, nothing asked of other hosts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, picture, window } from "./support/browser.mjs";
import { pages } from "./support/pages.mjs";
import { site } from "./support/site.mjs";

let served, chrome;
before(async () => {
  served = await site();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await served?.close();
});

const nameOf = (address) => address.replace(/^\//, "").replace(/[^\w.-]+/g, "_").slice(0, 80) || "home";

for (const [screen, locale, colorScheme] of [["desktop", "en-GB", "light"], ["phone", "nl-BE", "dark"]])
  test(`every page kind fits its screen and asks nothing elsewhere (${screen}, ${locale})`, async (t) => {
    const { page, context, faults } = await window(chrome, { screen, locale, colorScheme });
    for (const { address } of await pages(served.base))
      await t.test(address, async () => {
        await page.goto(served.base + address);
        const { wide, language } = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          language: document.documentElement.lang,
        }));
        await picture(page, `${screen}-${language}-${nameOf(address)}`);
        assert.equal(language, locale.slice(0, 2));
        assert.ok(wide <= 1, `${wide} pixels too wide`);
        assert.deepEqual(faults.splice(0), []);
      });
    await context.close();
  });

test("at 200 % zoom, which is half the width, nothing must be scrolled sideways", async (t) => {
  const { page, context } = await window(chrome, { viewport: { width: 320, height: 640 } });
  for (const { address } of await pages(served.base))
    await t.test(address, async () => {
      await page.goto(served.base + address);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1));
    });
  await context.close();
});
