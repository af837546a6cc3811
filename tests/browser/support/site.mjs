// Starts `placet serve` over a store made for one test file and gives its address; nothing outside loopback,
// the port is the one the system gives. PLACET names the program (the build sets it).
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const program = process.env.PLACET ?? path.join(project, "build/release/bin/placet");

// Exit codes 1 and 2 say "with remarks" and "with losses": the store is good.
export function placet(...args) {
  const ran = spawnSync(program, args, { encoding: "utf8", cwd: project });
  if (ran.error) throw ran.error;
  if (ran.status > 2) throw new Error(`placet ${args.join(" ")} ended with ${ran.status}: ${ran.stderr}`);
  return ran.stdout;
}

// The same without holding up what else this process serves.
export async function meanwhile(...args) {
  const child = spawn(program, args, { cwd: project, stdio: ["ignore", "pipe", "pipe"] });
  let out = "", err = "";
  child.stdout.on("data", (bytes) => (out += bytes));
  child.stderr.on("data", (bytes) => (err += bytes));
  const status = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (status > 2) throw new Error(`placet ${args.join(" ")} ended with ${status}: ${err}`);
  return out;
}

// `files`: what is taken in, relative to the project. `today`: an ISO day for --now, none: the clock. `serve`: further
// arguments of placet serve; `operatorToken`: of /operator/{token}.
export async function site({ files = ["samples"], today, serve = [], operatorToken } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "placet-site-"));
  const db = path.join(folder, "store.db");
  const now = today ? ["--now", `${today}T12:00:00Z`] : [];
  placet("--db", db, ...now, "import", ...files);
  const more = [...serve];
  if (operatorToken) {
    writeFileSync(path.join(folder, "operator"), operatorToken + "\n", { mode: 0o600 });
    more.push("--operator-token-file", path.join(folder, "operator"));
  }
  const server = spawn(program, ["--db", db, ...now, "serve", "--port", "0", ...more], { cwd: project });
  const base = await new Promise((resolve, reject) => {
    let said = "";
    server.stdout.on("data", (bytes) => {
      said += bytes;
      const found = said.match(/ on (http:\/\/\S+)/);
      if (found) resolve(found[1]);
    });
    server.stderr.on("data", (bytes) => (said += bytes));
    server.on("exit", (code) => reject(new Error(`placet serve ended with ${code}: ${said}`)));
  });
  const ended = new Promise((resolve) => server.on("exit", resolve));
  return {
    base,
    db,
    async close() {
      server.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
