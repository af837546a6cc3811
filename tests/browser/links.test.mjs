// A link checker over the whole site: nothing on it leads nowhere.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { LinkChecker } from "linkinator";
import { browser, window } from "./support/browser.mjs";
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

// Filters, orders, days and languages combine without end: of those only a filter by itself is followed, and no
// page of a cursor.
const endless = ["lang", "sort", "after", "before", "on", "known", "published", "profile", "page"];
const combined = (url) => {
  const asked = [...new URL(url).searchParams.keys()];
  return asked.length > 1 || asked.some((name) => endless.includes(name));
};

// Stored originals are other people's pages, with their links; the help shows one refusal on purpose.
const foreign = (url) => /^\/documents\/\w+\/original$/.test(new URL(url).pathname) || url.endsWith("/stalled.json?severity=all");

test("every link of every page is answered", async () => {
  const { links } = await new LinkChecker().check({
    path: `${served.base}/`,
    recurse: true,
    concurrency: 8,
    linksToSkip: async (url) => !url.startsWith(served.base) || combined(url) || foreign(url),
  });
  const seen = links.filter(({ state }) => state !== "SKIPPED");
  assert.ok(seen.length > 100, `only ${seen.length} links`);
  assert.deepEqual(links.filter(({ state }) => state === "BROKEN").map(({ url, status, parent }) => `${status} ${url} on ${parent}`), []);
});

test("every link to a place on a page finds it there", async (t) => {
  const { page, context } = await window(chrome, { javaScript: true });
  const lost = new Set();
  const wanted = new Map(); // page → names
  for (const { address } of await pages(served.base)) {
    await page.goto(served.base + address);
    const hrefs = await page.$$eval("a[href*='#']", (links) => links.map((link) => new URL(link.getAttribute("href"), location).href));
    for (const href of hrefs) {
      const url = new URL(href);
      if (url.origin !== served.base || !url.hash || combined(href)) continue;
      const name = decodeURIComponent(url.hash.slice(1));
      const at = url.pathname + url.search;
      wanted.set(at, (wanted.get(at) ?? new Set()).add(name));
    }
  }
  assert.ok(wanted.size > 5);
  for (const [at, names] of wanted) {
    await page.goto(served.base + at);
    for (const name of names)
      if (!(await page.evaluate((id) => Boolean(document.getElementById(id)), name))) lost.add(`${at}#${name}`);
  }
  assert.deepEqual([...lost], []);
  await context.close();
});
