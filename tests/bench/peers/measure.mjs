// Placet beside its peers, in requests per second of the server's own CPU time: rounds are interleaved, medians
// of their ratios shown. Wall-clock rates mean little on a machine that does other things.
//   node measure.mjs PLACET STORE.db FOLDER [rounds [seconds [connections]]]
// ONLY=kept or ONLY=computed measures one part: pages given again beside files from nginx, or answers worked out each
// time beside other languages. The first compares the same bodies, neither of them packed; Placet's header is longer
// (some 800 bytes: policy, links, validators, dates), and with each request it looks whether anybody has committed.
import { spawn, execFileSync } from "node:child_process";
import { createServer } from "node:net";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [placet, store, folder, rounds = 5, seconds = 2, connections = 64] = process.argv.slice(2);
// The package "bun" holds a script to be run at installation; the program itself is in the package for this machine.
const oven = join(here, "node_modules/@oven");
const bun = join(oven, readdirSync(oven).find((name) => !name.includes("baseline")), "bin/bun");
const now = "2026-11-22";
const running = [];
const only = process.env.ONLY ?? "";
if (!["", "kept", "computed"].includes(only)) throw new Error(`ONLY is kept or computed, not "${only}"`);

const free_port = () =>
  new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

async function answering(child, base, path) {
  for (let tries = 0; tries < 600 && child.exitCode === null; ++tries) {
    try {
      await (await fetch(base + path)).arrayBuffer();
      return;
    } catch {
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  throw new Error(`${base}${path} does not answer`);
}

// On core 0, whole: wrk has core 1.
async function start(name, command, args, path) {
  const port = await free_port();
  const given = args(port);
  const child = spawn("taskset", ["-c", "0", command, ...given], { stdio: ["ignore", "ignore", "inherit"] });
  running.push(child);
  const base = `http://127.0.0.1:${port}`;
  await answering(child, base, path);
  return { name, pid: child.pid, base };
}

// Of the process' threads and of those it has started (nginx works in a child), in nanoseconds. The kernel counts
// utime and stime in ticks, by who happens to be at work when one passes; this it measures.
function cpu(pid) {
  let sum = 0;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    sum += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ")[0]);
    for (const child of readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").trim().split(" "))
      if (child) sum += cpu(child);
  }
  return sum;
}

function run(server, { path, script, args = [] }) {
  const before = cpu(server.pid);
  const out = execFileSync(
    "taskset",
    ["-c", "1", "wrk", "-t1", `-c${connections}`, `-d${seconds}s`, "-s", join(here, script),
      server.base + path, "--", ...args],
    { encoding: "utf8" },
  );
  const used = (cpu(server.pid) - before) / 1e9;
  const requests = Number(/(\d+) requests in/.exec(out)[1]);
  const bad = /Non-2xx or 3xx responses: (\d+)/.exec(out);
  if (bad) throw new Error(`${server.name} ${path}: ${bad[1]} of ${requests} answers were errors`);
  return requests / used;
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

// rows: [{what, server, ask}]; the row called `against` is 1.
function compare(rows, against) {
  const rates = rows.map(() => []);
  for (const row of rows) run(row.server, row.ask); // warm
  for (let round = 0; round < Number(rounds); ++round)
    rows.forEach((row, i) => rates[i].push(run(row.server, row.ask)));
  const base = rows.findIndex((row) => row.server.name === against);
  return rows.map((row, i) => ({
    what: row.what,
    server: row.server.name,
    rate: median(rates[i]),
    ratio: median(rates[i].map((rate, round) => rate / rates[base][round])),
    low: Math.min(...rates[i].map((rate, round) => rate / rates[base][round])),
    high: Math.max(...rates[i].map((rate, round) => rate / rates[base][round])),
  }));
}

function show(title, rows) {
  console.log(`\n${title}\n\n| answer | server | requests per CPU second | ratio | rounds |\n|---|---|--:|--:|---|`);
  for (const row of rows)
    console.log(
      `| ${row.what} | ${row.server} | ${Math.round(row.rate)} | ${row.ratio.toFixed(2)} | ` +
        `${row.low.toFixed(2)}–${row.high.toFixed(2)} |`,
    );
}

async function main() {
  mkdirSync(join(folder, "pages"), { recursive: true });
  const rows_file = join(folder, "rows.db");
  const ids_file = join(folder, "ids.lua");
  // All say the same address of themselves, so that their answers are the same bytes.
  const base_url = "https://placet.example";
  const serve = (name, more) =>
    start(name, placet, (port) =>
      ["--db", store, "--now", now, "serve", "--port", `${port}`, "--base-url", base_url, ...more], "/healthz");
  const kept = await serve("Placet, kept bodies", []);
  const computed = await serve("Placet, computed", ["--keep-bytes", "0"]);
  const about = JSON.parse(
    execFileSync(bun, [join(here, "export_rows.js"), store, computed.base, rows_file, ids_file], { encoding: "utf8" }),
  );
  console.log(`${about.treaties} instruments of ${about.rows_each.toFixed(0)} parties each on the average`);
  const ids = readFileSync(ids_file, "utf8").match(/"([^"]+)"/g).map((id) => id.slice(1, -1));

  // A treaty of many parties that Belgium takes part in.
  let busy;
  for (const id of ids) {
    const answer = await fetch(`${kept.base}/instruments/${id}/be`, { redirect: "manual" });
    await answer.arrayBuffer();
    if (answer.status === 200) busy ??= id;
    if (busy) break;
  }
  const pages = [
    ["home, HTML", "/", "home.html"],
    ["track, HTML", `/instruments/${busy}/be`, "track.html"],
    ["instrument, JSON", `/instruments/${busy}.json`, "instrument.json"],
  ];
  for (const [, path, file] of pages) {
    const answer = await fetch(kept.base + path, { headers: { "Accept-Encoding": "identity" } });
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
    writeFileSync(join(folder, "pages", file), Buffer.from(await answer.arrayBuffer()));
  }
  const conf = readFileSync(join(here, "nginx.conf.in"), "utf8").replaceAll("FOLDER", folder);
  const nginx = await start(
    "nginx, same bytes from disk",
    "/usr/sbin/nginx",
    (port) => {
      writeFileSync(join(folder, "nginx.conf"), conf.replaceAll("PORT", `${port}`));
      return ["-c", join(folder, "nginx.conf"), "-p", folder];
    },
    "/home.html",
  );
  for (const [what, path, file] of only === "computed" ? [] : pages) {
    const bytes = readFileSync(join(folder, "pages", file)).length;
    const ask = { path, script: "one.lua" };
    const rows = [
      { what, server: nginx, ask: { path: `/${file}`, script: "one.lua" } },
      { what, server: kept, ask },
    ];
    if (!only) rows.push({ what, server: computed, ask });
    show(`${what}, ${bytes} bytes`, compare(rows, nginx.name));
  }
  if (only === "kept") return;

  const bun_server = await start(
    "Bun + bun:sqlite", bun, (port) => [join(here, "bun_server.js"), `${port}`, rows_file, base_url, now], "/");
  const fastify = await start(
    "fastify + better-sqlite3", "node",
    (port) => [join(here, "fastify_server.js"), `${port}`, rows_file, base_url, now], "/");

  await same_bytes(computed, [kept, bun_server, fastify], ids);
  const what = "participants of one instrument, JSON";
  const ask = { path: "/", script: "many.lua", args: [ids_file, "/instruments/", "/participants.json"] };
  show(
    what,
    compare(
      [bun_server, fastify, computed].map((server) => ({ what, server, ask })),
      bun_server.name,
    ),
  );
}

// Each instrument's participants are the same bytes from everybody: nobody says less than the others.
async function same_bytes(one, others, ids) {
  let bytes = 0;
  for (const id of ids) {
    const path = `/instruments/${encodeURIComponent(id)}/participants.json`;
    // Asked again where the connection kept from the beginning has been closed as idle meanwhile.
    const ask = async (server) => (await fetch(server.base + path)).text();
    const first = (await ask(one).catch(() => ask(one))).trimEnd();
    bytes += first.length;
    for (const other of others) {
      const theirs = (await ask(other).catch(() => ask(other))).trimEnd();
      if (theirs !== first) throw new Error(`${path}: ${other.name} says ${theirs.length} other characters than ${first.length}`);
    }
  }
  console.log(`participants: the same ${Math.round(bytes / ids.length)} characters on the average from all`);
}

try {
  await main();
} finally {
  for (const child of running) child.kill("SIGTERM");
}
