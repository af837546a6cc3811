// The errands of the three kinds of people, end to end: in two languages, at a desk and on a phone, with
// JavaScript and without.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { parse as parseCsv } from "csv-parse/sync";
import { browser, picture, window } from "./support/browser.mjs";
import { site } from "./support/site.mjs";
import { say } from "./support/words.mjs";

const ways = [];
for (const language of ["en", "nl"])
  for (const screen of ["desktop", "phone"])
    for (const javaScript of [true, false]) ways.push({ language, screen, javaScript });
const nameOf = ({ language, screen, javaScript }) => `${language}, ${screen}, ${javaScript ? "with" : "without"} JavaScript`;
const locales = { en: "en-GB", nl: "nl-BE" };

// The samples; the evidence of three acts of assent on a day when Wallonia's was missing; the memorandum alone.
let served = {}, chrome;
before(async () => {
  const acts = ["australia", "benin", "togo"].map((name) => `tests/cases/evidence/assent-${name}.xml`);
  served = {
    samples: await site(),
    acts: await site({ files: acts, today: "2025-05-14" }),
    memorandum: await site({ files: ["tests/cases/evidence/opcat-S.xml"] }),
  };
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  for (const each of Object.values(served)) await each.close();
});

async function errand(way, of, walk) {
  const { page, context, faults } = await window(chrome, { ...way, locale: locales[way.language] });
  try {
    await page.goto(`${of.base}/`);
    assert.equal(await page.getAttribute("html", "lang"), way.language);
    await walk(page, (key) => say(way.language, key));
    assert.deepEqual(faults, []);
  } finally {
    await picture(page, `errand-${walk.name}-${way.language}-${way.screen}-${way.javaScript ? "js" : "plain"}`);
    await context.close();
  }
}

async function downloaded(page, link) {
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  return readFile(await download.path(), "utf8");
}

for (const way of ways)
  test(`a journalist finds OPCAT, sees why it is listed, and cites it (${nameOf(way)})`, () =>
    errand(way, served.samples, async function journalist(page, words) {
      await page.locator("#site-search").fill(way.language === "nl" ? "foltering" : "torture");
      await page.keyboard.press("Enter");
      await page.locator("main a[href*='/instruments/opcat']").first().click();
      assert.match(new URL(page.url()).pathname, /^\/instruments\/opcat/);
      if (!page.url().includes("/opcat/be"))
        await page.locator("main").getByRole("link", { name: way.language === "nl" ? "België" : "Belgium", exact: true }).first().click();
      await page.locator("article.finding h3 a[href*='/findings/']").first().click();
      assert.match(new URL(page.url()).pathname, /^\/findings\//);
      const why = page.locator("main");
      await why.getByText("54K3192").first().waitFor();  // a fact it rests on, with its document
      assert.ok((await why.locator(".authorities").count()) > 0, "no authority");
      const permalink = page.locator("a[rel~=bookmark]").first();
      const cited = await permalink.getAttribute("href");
      assert.ok((await page.locator(".cite .copy").first().innerText()).includes(cited));
      const heading = await page.locator("h1").innerText();
      const { data } = new Cite(await downloaded(page, page.locator(".cite a[href*='.bib']")));
      assert.equal(data[0].URL, cited);
      const answer = await page.goto(cited);
      assert.equal(answer.status(), 200);
      assert.equal(await page.locator("h1").innerText(), heading);
      assert.equal(await page.locator(".cite h2").first().innerText(), words("pages.cite.heading"));
    }));

for (const way of ways)
  test(`a lawyer filters what waits on the Walloon Region, exports it and opens it (${nameOf(way)})`, () =>
    errand(way, served.acts, async function lawyer(page, words) {
      await page.goto(`${served.acts.base}/stalled`);
      await page.locator("main select[name=entity]").selectOption("be-wal");
      await page.locator("main form").filter({ has: page.locator("select[name=entity]") }).getByRole("button").first().click();
      assert.equal(new URL(page.url()).searchParams.get("entity"), "be-wal");
      const shown = await page.locator("main table tbody a[href*='/findings/']").evaluateAll((links) => [...new Set(links.map((link) => link.pathname))]);
      assert.ok(shown.length >= 3, `${shown.length} findings for the Walloon Region`);
      const rows = parseCsv(await downloaded(page, page.locator("a[href*='/stalled.csv']").first()), { columns: true });
      assert.deepEqual(rows.map((row) => `/findings/${row.finding}`).sort(), shown.sort());
      for (const row of rows) assert.ok([row.entity, row.waits_for].includes("be-wal"), JSON.stringify(row));
      assert.equal(await page.locator("h1").innerText(), words("pages.stalled.title"));
    }));

for (const way of ways)
  test(`an organisation asks its memorandum about 20 October 2018, strictly, and reads "possibly" (${nameOf(way)})`, () =>
    errand(way, served.memorandum, async function organisation(page, words) {
      await page.goto(`${served.memorandum.base}/instruments/opcat/be`);
      const control = page.locator("form").filter({ has: page.locator("input[name=on]") }).first();
      for (const field of ["input[name=on]", "select[name=profile]"])
        for (const closed of await page.locator("details:not([open])").filter({ has: page.locator(field) }).all())
          await closed.locator("> summary").click();
      await control.locator("input[name=on]").fill("2018-10-20");
      await control.locator("[name=profile]").first().selectOption("strict");
      await control.getByRole("button").first().click();
      const asked = new URL(page.url()).searchParams;
      assert.deepEqual([asked.get("on"), asked.get("profile")], ["2018-10-20", "strict"]);
      const finding = page.locator("article.finding").filter({ hasText: "R3" }).first();
      await finding.getByText(new RegExp(words("certainty.possible"), "i")).first().waitFor();
      assert.ok(await finding.getByText(words("severity.warn")).count());
      assert.ok(await finding.getByText(words("severity.notice")).count(), "what no doubt can take away");
      await page.locator(".banner").filter({ hasText: "2018" }).first().waitFor();
    }));
