// Somebody follows Belgium's road with OPCAT: form, confirmation by mail, what he follows, and the end of it; in two
// languages, at a desk and on a phone, with JavaScript and without. axe finds nothing on any of these pages.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { parseFeed } from "@rowanmanning/feed-parser";
import { browser, picture, window } from "./support/browser.mjs";
import { links, mailbox } from "./support/mailbox.mjs";
import { meanwhile, placet, site } from "./support/site.mjs";
import { say } from "./support/words.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const rules = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
const locales = { en: "en-GB", nl: "nl-BE", fr: "fr-BE", de: "de-BE" };
const token = "an-operators-own-token-of-this-test-0001";

let served, chrome, mail;
before(async () => {
  served = await site({ serve: ["--forms-per-minute", "1000", "--forms-per-hour", "10000"], operatorToken: token });
  mail = await mailbox();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await mail?.close();
  await served?.close();
});

// The mail server is in this very process: it must not wait.
async function deliver() {
  await meanwhile("--db", served.db, "deliver", "--once", "--smtp", mail.at, "--smtp-tls", "never", "--mail-from", "Placet <alerts@placet.test>", "--base-url", served.base);
}

async function faultsOf(page) {
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), rules);
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

const ways = [];
for (const language of ["en", "nl"])
  for (const screen of ["desktop", "phone"])
    for (const javaScript of [true, false]) ways.push({ language, screen, javaScript });
const nameOf = ({ language, screen, javaScript }) => `${language}, ${screen}, ${javaScript ? "with" : "without"} JavaScript`;

for (const way of ways)
  test(`a reader follows a road, confirms, looks, changes and stops (${nameOf(way)})`, async () => {
    const { page, context, faults } = await window(chrome, { ...way, locale: locales[way.language] });
    const words = (key) => say(way.language, `pages.alerts.${key}`);
    const button = (key) => page.locator("main").getByRole("button", { name: words(key), exact: true });
    const address = `reader-${way.language}-${way.screen}-${way.javaScript}@example.org`;
    try {
      await page.goto(`${served.base}/instruments/opcat/be`);
      await page.getByRole("link", { name: words("follow"), exact: true }).click();
      assert.equal(new URL(page.url()).searchParams.get("key"), "opcat/be");
      await page.locator("#address").fill(address);
      await page.locator("#pace").selectOption("daily");
      await picture(page, `follow-${way.language}-${way.screen}-${way.javaScript ? "js" : "plain"}`);
      await button("subscribe").click();
      await page.getByRole("heading", { level: 1, name: words("asked.title") }).waitFor();
      const told = await page.locator("main").innerText();
      assert.ok(!told.includes(address), "the address is shown whole");

      await deliver();
      const letter = mail.to(address);
      assert.ok(letter, "no letter came");
      assert.match(letter.headers.get("content-language") ?? "", new RegExp(way.language));
      const confirm = links(letter, served.base).find((url) => url.includes("/subscriptions/confirm/"));
      await page.goto(confirm);
      await button("confirm.button").click();
      await page.getByRole("heading", { level: 1, name: words("confirm.done") }).waitFor();
      await page.getByRole("link", { name: words("manage") }).click();

      await page.getByRole("heading", { level: 1, name: words("mine.title") }).waitFor();
      assert.equal(await page.locator("select[name=pace]").first().inputValue(), "daily");
      await page.locator("select[name=pace]").first().selectOption("weekly");
      await button("mine.pace-button").click();
      await page.getByRole("heading", { level: 1, name: words("mine.title") }).waitFor();
      assert.equal(await page.locator("select[name=pace]").first().inputValue(), "weekly");
      await page.locator("#sent").waitFor();  // the letter that asked is accounted for
      assert.ok((await page.locator("main").innerText()).includes(words("letter.confirm")));
      await picture(page, `following-${way.language}-${way.screen}-${way.javaScript ? "js" : "plain"}`);
      const manage = page.url();
      await button("mine.stop-all").click();
      await page.getByRole("heading", { level: 1, name: words("stop.done") }).waitFor();
      const gone = await fetch(manage);
      assert.equal(gone.status, 404);
      assert.deepEqual(faults, []);
    } finally {
      await context.close();
    }
  });

test("a mail program ends it with one click, and nothing is left of the address", async () => {
  const address = "one-click@example.org";
  placet("--db", served.db, "subscribe", "--to", "instrument:opcat", "--mail", address, "--confirmed", "--state");
  await deliver();
  const letter = mail.to(address);
  const stop = letter.headers.get("list-unsubscribe").match(/<(http[^>]+)>/)[1];
  assert.equal(letter.headers.get("list-unsubscribe-post"), "List-Unsubscribe=One-Click");
  assert.equal((await fetch(stop)).status, 200);
  assert.match(placet("--db", served.db, "--format", "json", "subscriptions"), /instrument/);
  const form = new FormData();
  form.append("List-Unsubscribe", "One-Click");
  const answer = await fetch(stop, { method: "POST", body: form, redirect: "error" });
  assert.equal(answer.status, 200);
  assert.ok(!placet("--db", served.db, "--format", "json", "subscriptions").includes("instrument"));
  assert.equal((await fetch(stop, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) })).status, 200);
});

test("a private feed is asked for without an address and read by a feed reader", async () => {
  const { page, context } = await window(chrome, { locale: locales.en });
  await page.goto(`${served.base}/subscriptions/new?scope=party&key=be`);
  await page.locator("#channel-feed").check();
  await page.locator("main").getByRole("button", { name: say("en", "pages.alerts.subscribe") }).click();
  const feed = await page.locator("main code").first().innerText();
  const answer = await fetch(feed);
  assert.equal(answer.headers.get("content-type"), "application/atom+xml; charset=utf-8");
  assert.equal(answer.headers.get("cache-control"), "no-store");
  assert.equal(answer.headers.get("access-control-allow-origin"), null);
  const read = parseFeed(await answer.text());
  assert.equal(read.meta.type, "atom");
  assert.match(read.title, /Placet/);
  await context.close();
});

for (const [screen, colorScheme, language] of [["desktop", "light", "fr"], ["phone", "dark", "de"]])
  test(`axe finds nothing on the pages of a subscriber and of the operator (${screen}, ${colorScheme}, ${language})`, async (t) => {
    const address = `axe-${screen}@example.org`;
    placet("--db", served.db, "subscribe", "--to", "track:opcat/be", "--mail", address, "--lang", language);
    placet("--db", served.db, "subscribe", "--list", "/stalled?party=be", "--webhook", "http://127.0.0.1:9/hook", "--owner", address, "--webhooks-loopback", "--lang", language);
    await deliver();
    const confirm = links(mail.to(address), served.base).find((url) => url.includes("/subscriptions/confirm/"));
    const { page, context } = await window(chrome, { screen, colorScheme, locale: locales[language], bypassCSP: true });
    const looked = async (name, go) =>
      t.test(name, async () => {
        await go();
        assert.equal(await page.getAttribute("html", "lang"), language);
        await picture(page, `axe-${name}-${screen}`);
        assert.deepEqual(await faultsOf(page), []);
      });
    const press = (key) => page.locator("main").getByRole("button", { name: say(language, `pages.alerts.${key}`), exact: true }).first().click();
    await looked("form", () => page.goto(`${served.base}/subscriptions/new?scope=list&key=${encodeURIComponent("/stalled?party=be")}&lang=${language}`));
    await looked("form-again", async () => {
      await page.locator("#channel-webhook").check();
      await page.locator("#url").evaluate((field) => field.setAttribute("type", "text"));
      await page.locator("#url").fill("http://10.0.0.1/");
      await page.locator("#address").fill(address);
      await press("subscribe");
      await page.locator("[role=alert]").waitFor();
    });
    await looked("confirm", () => page.goto(confirm));
    // The other thing that waits is nobody's until its box is ticked.
    assert.equal(await page.locator("input[name=also]:checked").count(), 0);
    await page.locator("input[name=also]").check();
    await looked("confirmed", () => press("confirm.button"));
    assert.match(await page.locator("main").innerText(), /whsec_/);
    await looked("manage", () => page.getByRole("link", { name: say(language, "pages.alerts.manage") }).click());
    const manage = page.url();
    await looked("secret", () => page.locator("button[value=secret]").first().click());
    assert.match(await page.locator("main").innerText(), /whsec_/);
    await looked("calendar", async () => {
      await page.goto(manage);
      const calendar = await page.locator("a[href*='/subscriptions/calendar/']").getAttribute("href");
      await page.goto(new URL(calendar.replace(".ics", ""), served.base).href);
    });
    await looked("stop", async () => {
      await deliver();
      await page.goto(manage);
      await page.locator("button[value=stop]").first().click();
      await page.getByRole("heading", { level: 1 }).waitFor();
    });
    await looked("operator", () => page.goto(`${served.base}/operator/${token}?lang=${language}`));
    await looked("gone", () => page.goto(`${served.base}/subscriptions/manage/nothing?lang=${language}`));
    await context.close();
  });
