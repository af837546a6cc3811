// What programs read, read by programs that are not ours.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
import { parseFeed } from "@rowanmanning/feed-parser";
import { parse as parseCsv } from "csv-parse/sync";
import ICAL from "ical.js";
import jsonld from "jsonld";
import { addressesIn } from "./support/pages.mjs";
import { site } from "./support/site.mjs";

let served, other;
before(async () => ([served, other] = await Promise.all([site(), site()])));
after(() => Promise.all([served?.close(), other?.close()]));

// What no source says: a class that will be reached, a period's end, an entry into force by the clause.
const isComputed = /\.(worsens-\w+|period\.[^@]+|computed\.[^@]+|entry-computed)@/;

async function fetched(address) {
  const answer = await fetch(served.base + address);
  assert.equal(answer.status, 200, address);
  return { text: await answer.text(), type: answer.headers.get("content-type"), headers: answer.headers };
}

async function each(t, type, suffix, atLeast, check) {
  const addresses = await addressesIn(served.base, type, suffix);
  assert.ok(addresses.length >= atLeast, `only ${addresses.length} addresses in ${type}`);
  for (const address of addresses) await t.test(address, async () => check(address, await fetched(address)));
}

test("CSV is RFC 4180: a header, as many cells in every row, CRLF, and a row for each item on screen", (t) =>
  each(t, "text/csv", "csv", 8, async (address, { text, type }) => {
    assert.match(type, /^text\/csv; *charset=utf-8/);
    const rows = parseCsv(text, { relax_column_count: false, record_delimiter: "\r\n", bom: false });
    assert.ok(rows.length >= 1, "no header");
    assert.equal(new Set(rows[0]).size, rows[0].length, "two columns of one name");
    assert.ok(text.endsWith("\r\n"));
    // What is shown is what the same address says as JSON: one of its lists, or, of two days compared, all of them.
    const said = JSON.parse((await fetched(address.replace(".csv", ".json"))).text);
    const sizes = Object.values(said).filter(Array.isArray).map((list) => list.length);
    const whole = sizes.reduce((sum, size) => sum + size, 0);
    assert.ok([...sizes, whole].includes(rows.length - 1), `${rows.length - 1} rows; lists of ${sizes.join(", ")}`);
  }));

test("calendars parse, their days are days, their names are stable and their computed days tentative", (t) =>
  each(t, "text/calendar", "ics", 3, async (address, { text }) => {
    const calendar = new ICAL.Component(ICAL.parse(text));
    const events = calendar.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
    const names = events.map((each) => each.uid);
    assert.equal(new Set(names).size, names.length, "one UID twice");
    for (const event of events) {
      assert.ok(event.startDate.isDate, "a day, not an hour");
      assert.ok(event.endDate.compare(event.startDate) > 0);
      const status = event.component.getFirstPropertyValue("status");
      if (isComputed.test(event.uid)) assert.equal(status, "TENTATIVE", event.uid);
      else assert.match(status, /^(TENTATIVE|CONFIRMED)$/, event.uid);  // unconfirmed facts are tentative too
    }
    // Another registry into which the same files were taken in names the same days alike.
    const again = new ICAL.Component(ICAL.parse(await (await fetch(other.base + address)).text()));
    const plain = (uid) => uid.split("@")[0];
    assert.deepEqual(
      again.getAllSubcomponents("vevent").map((each) => plain(each.getFirstPropertyValue("uid"))),
      names.map(plain),
    );
  }));

test("a calendar has days that nobody stated and days on record", async () => {
  const addresses = await addressesIn(served.base, "text/calendar", "ics");
  const kinds = new Set();
  for (const address of addresses) {
    const calendar = new ICAL.Component(ICAL.parse((await fetched(address)).text));
    for (const each of calendar.getAllSubcomponents("vevent")) kinds.add(isComputed.test(each.getFirstPropertyValue("uid")));
  }
  assert.deepEqual([...kinds].sort(), [false, true], "the checks above met only one of them");
});

test("feeds parse, and every entry has a name, a link and a time", (t) =>
  each(t, "application/atom+xml", "atom", 3, async (address, { text }) => {
    const feed = parseFeed(text);
    assert.equal(feed.meta.type, "atom");
    assert.equal(new Set(feed.items.map((each) => each.id)).size, feed.items.length);
    for (const item of feed.items) {
      assert.ok(item.id && item.title && item.url, JSON.stringify(item));
      assert.ok(item.updated instanceof Date && !Number.isNaN(item.updated.valueOf()));
    }
  }));

// No context is fetched: what is said must be understood as it stands.
const alone = { documentLoader: (url) => Promise.reject(new Error(`asked for ${url}`)) };

test("JSON-LD says schema.org Legislation by itself", (t) =>
  each(t, "application/ld+json", "jsonld", 1, async (address, { text }) => {
    const [said] = await jsonld.expand(JSON.parse(text), alone);
    const schema = (name) => said[`https://schema.org/${name}`] ?? said[`http://schema.org/${name}`];
    assert.ok(said["@type"].some((type) => type.endsWith("schema.org/Legislation")));
    assert.ok(schema("name")?.length && schema("legislationIdentifier")?.length);
    const triples = await jsonld.toRDF(said, { ...alone, format: "application/n-quads" });
    assert.ok(triples.split("\n").length > 5);
  }));

// The reader of RIS does not know its field for the day of access, Y2: that one is read as it stands.
const dayOf = { bib: ({ accessed }) => accessed?.["date-parts"], ris: (read, text) => text.match(/^Y2  - \d{4}\/\d\d\/\d\d/m) };
for (const [suffix, type] of [["bib", "application/x-bibtex"], ["ris", "application/x-research-info-systems"]])
  test(`a citation as ${suffix} is read with its title, address and day of access`, (t) =>
    each(t, type, suffix, 2, async (address, { text }) => {
      const { data } = new Cite(text);
      assert.equal(data.length, 1);
      assert.ok(data[0].title.length > 3);
      assert.match(data[0].URL, /^http:\/\/127\.0\.0\.1/);
      assert.ok(dayOf[suffix](data[0], text), "no day");
    }));
