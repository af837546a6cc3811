// Webhooks, as a receiver with the reference library of Standard Webhooks takes them.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { authority } from "./support/exim.mjs";
import { receiver } from "./support/receiver.mjs";
import { later, registry } from "./support/registry.mjs";

const loopback = ["--webhooks-loopback"];

async function made(t, act, secure) {
  const hooks = await receiver(act, secure);
  const store = registry();
  t.after(async () => {
    await hooks.close();
    store.close();
  });
  const subscribe = (at = "/hook", host) => {
    const row = store.subscribe("--webhook", hooks.url(at, host), "--owner", `owner${at.length}@example.org`, "--webhooks-loopback");
    hooks.knows(at, row.secret);
    return row;
  };
  const once = async (now, ...args) => (await store.delivering([...loopback, ...args], now).ended).row();
  return { hooks, store, subscribe, once };
}

test("a change arrives signed, and says where to read more", async (t) => {
  const { hooks, store, subscribe, once } = await made(t);
  subscribe();
  store.signs("de");
  assert.equal((await once()).sent, 1);
  assert.equal((await once()).sent, 0);
  assert.equal(hooks.received.length, 1);
  const said = hooks.received[0].verify();
  assert.equal(said.type, "placet.alert");
  assert.ok(!Number.isNaN(Date.parse(said.timestamp)));
  const signed = said.data.changes.find((each) => each.milestone === "signed" && each.party === "de");
  assert.match(signed.url, /^https:\/\/placet\.test\/changes\/\d+$/);
  assert.equal(said.data.subscriptions[0].key, "pact");
  assert.ok(hooks.received[0].body.length < 20_000);
});

test("what fails is tried again under the same number with the same contents, until it is taken", async (t) => {
  let answer = 500;
  const { hooks, store, subscribe, once } = await made(t, () => answer);
  subscribe();
  store.signs("de");
  for (const seconds of [0, 10, 400]) assert.equal((await once(later(seconds))).later, 1);
  store.signs("nl"); // a new change goes into another message
  answer = 200;
  assert.equal((await once(later(4000))).sent, 2);
  const first = hooks.received.slice(0, 4).map((each) => each.id);
  assert.equal(new Set(hooks.received.map((each) => each.id)).size, 2);
  assert.equal(new Set(first.slice(0, 3)).size, 1);
  const same = hooks.received.filter((each) => each.id === first[0]);
  assert.equal(same.length, 4);
  assert.equal(new Set(same.map((each) => each.body)).size, 1);
  assert.equal((await once(later(9000))).sent, 0);
});

test("a redirect is not followed and said so; 410 ends it and the owner gets a letter", async (t) => {
  const answers = { "/moved": { status: 302, headers: { Location: "/elsewhere" } }, "/over": 410 };
  const { hooks, store, subscribe, once } = await made(t, (one) => answers[one.path] ?? 200);
  subscribe("/moved");
  subscribe("/over");
  store.signs("de");
  const first = await once();
  assert.deepEqual([first.dead, first.later], [1, 1]);
  assert.deepEqual(hooks.received.map((each) => each.path).sort(), ["/moved", "/over"]);
  assert.match(store.outbox("list", "--state", "retry")[0].error, /302.*not followed/);
  assert.match(store.outbox("list", "--state", "dead")[0].error, /410/);
  const letters = store.outbox("list", "--state", "waiting");
  assert.ok(letters.some((each) => each.kind === "ended" && each.channel === "mail"), JSON.stringify(letters));
  store.signs("nl");
  await once();
  assert.equal(hooks.received.filter((each) => each.path === "/over").length, 1);
});

test("one that hangs is left after its time and holds up nobody else", async (t) => {
  const { hooks, store, subscribe, once } = await made(t, (one) => (one.path === "/hangs" ? new Promise(() => {}) : 200));
  subscribe("/hangs");
  subscribe("/fine");
  store.signs("de");
  const done = await once();
  assert.deepEqual([done.sent, done.later], [1, 1]);
  assert.match(store.outbox("list", "--state", "retry")[0].error, /in time/);
  assert.equal(hooks.received.length, 2);
});

test("killed while the receiver thinks: the same number comes again, and nothing is lost", async (t) => {
  let thinks = true;
  const { hooks, store, subscribe, once } = await made(t, () => (thinks ? new Promise(() => {}) : 200));
  subscribe();
  store.signs("de");
  const running = store.delivering(loopback);
  await hooks.has(1);
  running.kill();
  assert.equal((await running.ended).signal, "SIGKILL");
  thinks = false;
  assert.equal((await once()).sent, 0);
  assert.equal((await once(later(301))).sent, 1);
  assert.equal((await once(later(9000))).sent, 0);
  assert.equal(hooks.received.length, 2);
  assert.equal(hooks.received[0].id, hooks.received[1].id);
  assert.equal(hooks.received[0].body, hooks.received[1].body);
});

test("two processes on one store send each once", async (t) => {
  const { hooks, store, subscribe } = await made(t);
  for (let k = 0; k < 20; ++k) subscribe(`/hook/${"x".repeat(k)}`);
  store.signs("de");
  const ended = await Promise.all([store.delivering(loopback).ended, store.delivering(loopback).ended]);
  assert.equal(hooks.received.length, 20, JSON.stringify(ended));
  assert.equal(new Set(hooks.received.map((each) => each.id)).size, 20);
  for (const each of hooks.received) each.verify();
});

test("over https: to whom the certificate is, by the name that was asked for", async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "placet-ca-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const secure = authority(folder);
  const { hooks, store, subscribe, once } = await made(t, () => 200, secure);
  subscribe("/named", "localhost");
  subscribe("/by-number");
  store.signs("de");
  const unknown = await once();
  assert.deepEqual([unknown.sent, unknown.later], [0, 2], "nobody vouches for this authority");
  const known = await once(later(10), "--webhooks-ca", secure.ca);
  assert.deepEqual([known.sent, known.later], [1, 1]);
  assert.deepEqual(hooks.received.map((each) => [each.path, each.name]), [["/named", "localhost"]]);
  assert.match(store.outbox("list", "--state", "retry")[0].error, /certificate/);
});

test("without leave nothing goes to this machine", async (t) => {
  const { hooks, store, subscribe } = await made(t);
  subscribe();
  store.signs("de");
  const ran = store.must(["deliver", "--once", "--webhooks"]);
  assert.equal(ran.rows()[0].sent, 0);
  assert.equal(hooks.received.length, 0);
  const refused = store.run(["subscribe", "--to", "instrument:pact", "--webhook", "https://127.0.0.1/x", "--owner", "a@example.org"]);
  assert.equal(refused.status, 64);
});
