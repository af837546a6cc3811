// Placet beside its peers, in requests per second of the server's own CPU time: rounds are interleaved, medians
// of their ratios shown. Wall-clock rates mean little on a machine that does other things.
//   node measure.mjs PLACET STORE.db FOLDER [rounds [seconds [connections]]]
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
const ticks = Number(execFileSync("getconf", ["CLK_TCK"]));
const running = [];

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

// Of the process and of those it has started (nginx works in a child), in ticks.
function cpu(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  let sum = Number(fields[11]) + Number(fields[12]);
  for (const task of readdirSync(`/proc/${pid}/task`))
    for (const child of readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").trim().split(" "))
      if (child) sum += cpu(child);
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
  const used = (cpu(server.pid) - before) / ticks;
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
  const about = JSON.parse(
    execFileSync(bun, [join(here, "export_rows.js"), store, rows_file, ids_file], { encoding: "utf8" }),
  );
  console.log(`${about.treaties} instruments of ${about.rows_each.toFixed(0)} parties each on the average`);
  const ids = readFileSync(ids_file, "utf8").match(/"([^"]+)"/g).map((id) => id.slice(1, -1));

  const serve = (name, more) =>
    start(name, placet, (port) => ["--db", store, "--now", now, "serve", "--port", `${port}`, ...more], "/healthz");
  const kept = await serve("Placet, kept bodies", []);
  const computed = await serve("Placet, computed", ["--keep-bytes", "0"]);

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
  const bun_server = await start(
    "Bun + bun:sqlite", bun, (port) => [join(here, "bun_server.js"), `${port}`, rows_file], "/");
  const fastify = await start(
    "fastify + better-sqlite3", "node",
    (port) => [join(here, "fastify_server.js"), `${port}`, rows_file], "/");

  for (const [what, path, file] of pages) {
    const bytes = readFileSync(join(folder, "pages", file)).length;
    const ask = { path, script: "one.lua" };
    show(
      `${what}, ${bytes} bytes`,
      compare(
        [
          { what, server: nginx, ask: { path: `/${file}`, script: "one.lua" } },
          { what, server: kept, ask },
          { what, server: computed, ask },
        ],
        nginx.name,
      ),
    );
  }

  const own = await participants_address(computed, ids[0]);
  const drawn = (before, after) => ({ path: "/", script: "many.lua", args: [ids_file, before, after] });
  const peer = drawn("/instruments/", "/participants.json");
  const what = "participants of one instrument, JSON";
  for (const server of [computed, bun_server, fastify]) {
    const path = server === computed ? own.replace("ID", ids[0]) : `/instruments/${ids[0]}/participants.json`;
    const answer = await (await fetch(server.base + path)).arrayBuffer();
    console.log(`${server.name}: ${path} ${answer.byteLength} bytes`);
  }
  const [before, after] = own.split("ID");
  show(
    what,
    compare(
      [
        { what, server: bun_server, ask: peer },
        { what, server: fastify, ask: peer },
        { what, server: computed, ask: drawn(before, after) },
      ],
      bun_server.name,
    ),
  );
}

// The page of participants where this Placet has one, else the instrument's.
async function participants_address(server, id) {
  // Asked again where the connection kept from the beginning has been closed as idle meanwhile.
  const ask = () => fetch(`${server.base}/instruments/${id}/participants.json`, { redirect: "manual" });
  const answer = await ask().catch(ask);
  await answer.arrayBuffer();
  return answer.status === 200 ? "/instruments/ID/participants.json" : "/instruments/ID.json";
}

try {
  await main();
} finally {
  for (const child of running) child.kill("SIGTERM");
}
