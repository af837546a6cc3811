// A registry of one treaty in a folder of its own, and the program over it.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { project } from "../../browser/support/site.mjs";

const program = process.env.PLACET ?? path.join(project, "build/release/bin/placet");
export const base = "https://placet.test";

export function registry({ gather = 0, holdAbove = 500 } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "placet-delivery-"));
  const db = path.join(folder, "store.db");
  let imports = 0;
  const run = (args, { now, input } = {}) => {
    const all = ["--db", db, "--format", "json", ...(now ? ["--now", now.toISOString()] : []), ...args];
    const ran = spawnSync(program, all, { encoding: "utf8", cwd: project, input, timeout: 120_000 });
    if (ran.error) throw ran.error;
    return { status: ran.status, out: ran.stdout, err: ran.stderr, rows: () => JSON.parse(ran.stdout) };
  };
  const must = (args, options) => {
    const ran = run(args, options);
    if (ran.status > 2) throw new Error(`placet ${args.join(" ")} ended with ${ran.status}: ${ran.err}`);
    return ran;
  };
  const made = {
    db,
    folder,
    run,
    must,
    // One party has signed, yesterday: one change of the treaty "pact", in one import.
    signs(...parties) {
      const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
      const file = path.join(folder, `${++imports}.xml`);
      const said = parties.map((party) => `<statement instrument="pact" party="${party}" milestone="signed" when="${day}"/>`).join("");
      writeFileSync(
        file,
        `<registry xmlns="urn:placet:exchange:1" source="editor" title="By hand" language="en"><instrument id="pact" kind="convention">` +
          `<title lang="en">Pact on Rivers &amp; Lakes, “Été”</title></instrument><document source="un-mtdsg" title="Notification ${imports}" language="en">${said}</document></registry>`,
      );
      must(["import", file]);
    },
    subscribe(...args) {
      return must(["subscribe", "--to", "instrument:pact", "--confirmed", ...args]).rows()[0];
    },
    outbox: (...args) => must(["outbox", ...args]).rows(),
    // Starts `placet deliver --once` and leaves it running: a receiver in this process can answer meanwhile.
    delivering(args, now) {
      const started = spawn(program, ["--db", db, "--format", "json", ...(now ? ["--now", now.toISOString()] : []), "deliver", "--once", ...args], { cwd: project });
      let out = "", err = "";
      started.stdout.on("data", (bytes) => (out += bytes));
      started.stderr.on("data", (bytes) => (err += bytes));
      const ended = new Promise((resolve) => started.on("close", (code, signal) => resolve({ code, signal, out, err, row: () => JSON.parse(out)[0] })));
      return { kill: () => started.kill("SIGKILL"), ended };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
  made.signs("fr");
  must(["outbox", "settings", "--gather", String(gather), "--hold-above", String(holdAbove), "--base-url", base]);
  return made;
}

export const later = (seconds) => new Date(Date.now() + seconds * 1000);
