// Mail, as a real mail server takes it and somebody else's parser reads it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { exim } from "./support/exim.mjs";
import { proxy } from "./support/proxy.mjs";
import { base, later, registry } from "./support/registry.mjs";
import { until } from "./support/wait.mjs";

let server;
before(async () => (server = await exim()));
after(() => server?.close());

const from = ["--mail-from", "Placet – alerts <alerts@placet.test>", "--mail-bounces", "bounces@placet.test"];
const securely = () => ["--smtp", `localhost:${server.port}`, "--smtp-ca", server.ca, "--smtp-user", "placet", "--smtp-password-file", server.passwordFile, ...from];
const openly = (port = server.port) => ["--smtp", `localhost:${port}`, "--smtp-tls", "never", ...from];

function made(t, options) {
  const one = registry(options);
  t.after(() => one.close());
  return one;
}
const sent = (ran) => ran.rows()[0].sent;

test("a change arrives once: securely, logged in, in two forms, with everything mail programs look for", async (t) => {
  const registry = made(t);
  registry.subscribe("--mail", "reader@secure.test", "--lang", "fr");
  registry.signs("de");
  assert.equal(sent(registry.must(["deliver", "--once", ...securely()])), 1);
  assert.equal(sent(registry.must(["deliver", "--once", ...securely()])), 0);
  const [{ mail, header, raw, from: envelope }] = await server.messagesTo("reader@secure.test");
  assert.match(envelope, /^<bounces\+\d+-[0-9a-f]{20}@placet\.test>$/);
  assert.deepEqual([mail.from.name, mail.from.address], ["Placet – alerts", "alerts@placet.test"]);
  assert.match(mail.subject, /^Pact on Rivers & Lakes, “Été” – Allemagne/);
  assert.match(mail.text, /Enregistré ici le/);
  assert.match(mail.html, /<html lang="fr">/);
  assert.ok(!mail.html.includes("<script") && !mail.html.includes("src="));
  for (const body of [mail.text, mail.html])
    for (const part of ["/instruments/pact/de", "/subscriptions/stop/", "/subscriptions/manage/", "/help/sources-of-error"]) assert.ok(body.includes(base + part), part);
  assert.match(mail.messageId, /^<\d+\.[^@\s]+@placet\.test>$/);
  assert.equal(header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
  assert.match(header("List-Unsubscribe"), /^<https:\/\/placet\.test\/subscriptions\/stop\/[^>]+>$/);
  assert.equal(header("Precedence"), "bulk");
  assert.equal(header("Auto-Submitted"), "auto-generated");
  assert.equal(header("Content-Language"), "fr");
  assert.equal(header("List-Id"), "<alerts.placet.test>");
  assert.ok(Math.abs(new Date(mail.date) - Date.now()) < 600_000, mail.date);
  assert.match(raw, /with esmtpsa/i);
  assert.ok(raw.split("\n").every((line) => line.length <= 998));
});

test("nothing is sent to a server that cannot show who it is, nor with a wrong password", async (t) => {
  const registry = made(t);
  registry.subscribe("--mail", "careful@secure.test");
  registry.signs("de");
  const reason = (args, seconds) => {
    const ran = registry.must(["deliver", "--once", ...args], { now: later(seconds) });
    assert.equal(sent(ran), 0);
    assert.equal(ran.status, 1);
    return registry.outbox("list", "--state", "retry")[0].error;
  };
  const [, , , , ...rest] = securely();
  assert.match(reason(["--smtp", `localhost:${server.port}`, ...rest], 0), /certificate/);
  assert.match(reason(["--smtp", `127.0.0.1:${server.port}`, "--smtp-ca", server.ca, ...rest], 400), /certificate/, "it is not the certificate of that name");
  const wrong = securely();
  wrong[wrong.indexOf("--smtp-password-file") + 1] = server.ca;
  assert.match(reason(wrong, 4000), /user and password/);
  assert.equal(sent(registry.must(["deliver", "--once", ...securely()], { now: later(20_000) })), 1);
});

test("who is not there is not written to again, who is busy is, and neither is named in full", async (t) => {
  const registry = made(t);
  registry.subscribe("--mail", "gone@open.test");
  registry.subscribe("--mail", "busy@open.test");
  registry.signs("de");
  const first = registry.must(["deliver", "--once", ...openly()]);
  assert.deepEqual([first.rows()[0].dead, first.rows()[0].later, first.rows()[0].bounced, first.status], [1, 1, 1, 2]);
  const [dead] = registry.outbox("list", "--state", "dead");
  assert.match(dead.error, /5\.1\.1 no such mailbox/);
  const shown = first.err + JSON.stringify(registry.outbox("list"));
  assert.ok(!shown.includes("gone@open.test") && !shown.includes("busy@open.test"), shown);
  registry.signs("nl");
  registry.must(["deliver", "--once", ...openly()], { now: later(60) });
  const tried = (who) => server.log().split("\n").filter((line) => line.includes(`RCPT <${who}@open.test>`)).length;
  assert.deepEqual([tried("gone"), tried("busy") > 1], [1, true], server.log());
});

test("what is refused only after it was taken comes back, and the third time ends it", async (t) => {
  const registry = made(t);
  const { subscriber } = registry.subscribe("--mail", "late@open.test");
  const seen = new Set();
  const comeBack = async () => (await server.messages()).filter((each) => /^bounces\+\d+-[0-9a-f]{20}@placet\.test$/.test(each.to));
  for (const [k, party] of ["de", "nl", "it"].entries()) {
    registry.signs(party);
    assert.equal(sent(registry.must(["deliver", "--once", ...openly()])), 1);
    let back;
    await until("it comes back", async () => (back = await comeBack()).length > k);
    assert.equal(back.length, k + 1);
    const { file, to } = back.find((each) => !seen.has(each.to));
    seen.add(to);
    const [row] = registry.must(["deliver", "--bounce", file]).rows();
    assert.equal(registry.run(["deliver", "--bounce", file]).status, 64, "one message comes back once");
    assert.equal(row.subscriber, subscriber);
    assert.equal(row.bounces, k + 1);
    assert.equal(row.stopped, k === 2 ? "yes" : "no");
    assert.ok(!row.address.includes("late@open.test"));
  }
  registry.signs("es");
  assert.equal(sent(registry.must(["deliver", "--once", ...openly()])), 0);
});

test("killed between taking and sending: it is sent later, once", async (t) => {
  const registry = made(t);
  registry.subscribe("--mail", "early@open.test");
  registry.signs("de");
  const held = await proxy(server.port, (direction) => direction === "from"); // not even a greeting passes
  t.after(() => held.close());
  const running = registry.delivering(openly(held.port));
  await held.isHeld();
  running.kill();
  assert.equal((await running.ended).signal, "SIGKILL");
  assert.equal(registry.outbox("list", "--state", "sending").length, 1);
  assert.equal(sent(registry.must(["deliver", "--once", ...openly()])), 0, "its lease has not run out");
  assert.equal(sent(registry.must(["deliver", "--once", ...openly()], { now: later(301) })), 1);
  await server.messagesTo("early@open.test");
  assert.equal(sent(registry.must(["deliver", "--once", ...openly()], { now: later(9000) })), 0);
  assert.equal((await server.messages()).filter((each) => each.to === "early@open.test").length, 1);
});

test("killed between sending and marking: it is sent again under the same Message-ID, and then no more", async (t) => {
  const registry = made(t);
  registry.subscribe("--mail", "twice@open.test");
  registry.signs("de");
  const held = await proxy(server.port, (direction, text) => direction === "from" && /^250 OK id=/m.test(text));
  t.after(() => held.close());
  const running = registry.delivering(openly(held.port));
  await held.isHeld();
  running.kill();
  await running.ended;
  await server.messagesTo("twice@open.test", 1);
  assert.equal(sent(registry.must(["deliver", "--once", ...openly()], { now: later(301) })), 1);
  const both = await server.messagesTo("twice@open.test", 2);
  assert.equal(both[0].mail.messageId, both[1].mail.messageId);
  assert.equal(both[0].mail.text, both[1].mail.text);
  assert.equal(sent(registry.must(["deliver", "--once", ...openly()], { now: later(9000) })), 0);
});

test("two processes on one store send each message once", async (t) => {
  const registry = made(t);
  const people = Array.from({ length: 30 }, (_, k) => `crowd${k}@open.test`);
  for (const each of people) registry.subscribe("--mail", each);
  registry.signs("de");
  const ended = await Promise.all([registry.delivering(openly()).ended, registry.delivering(openly()).ended]);
  const counts = ended.map((each) => each.row().sent);
  assert.equal(counts[0] + counts[1], people.length, JSON.stringify(ended));
  const arrived = async () => (await server.messages()).map((each) => each.to).filter((each) => each.startsWith("crowd"));
  await until("all mail", async () => (await arrived()).length >= people.length);
  assert.deepEqual((await arrived()).sort(), people.sort());
});

test("a confirmation asks, offers one link, and a held import waits for an editor and goes out as one summary", async (t) => {
  const registry = made(t, { holdAbove: 2 });
  registry.must(["subscribe", "--to", "instrument:pact", "--mail", "new@open.test"]);
  registry.must(["deliver", "--once", ...openly()]);
  const [{ mail, header }] = await server.messagesTo("new@open.test");
  assert.match(mail.text, /do nothing/);
  assert.equal(header("List-Unsubscribe"), undefined);
  assert.equal(mail.text.match(/\/subscriptions\/confirm\//g).length, 1);

  registry.subscribe("--mail", "summary@open.test");
  registry.signs("de", "nl", "it", "es", "pt");
  assert.equal(sent(registry.must(["deliver", "--once", ...openly()])), 0);
  const [held] = registry.outbox("held");
  assert.equal(held.state, "held");
  registry.outbox("release", String(held.import));
  assert.equal(sent(registry.must(["deliver", "--once", ...openly()])), 1);
  const [summary] = await server.messagesTo("summary@open.test");
  assert.match(summary.mail.subject, /^Summary: \d+ changes/);
});
