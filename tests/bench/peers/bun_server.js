// bun bun_server.js PORT ROWS.db BASE TODAY
import { Database } from "bun:sqlite";
import { answer, parties_sql, pattern, treaty_sql } from "./answer.js";

const [port, file, base, today] = process.argv.slice(2);
const db = new Database(file, { readonly: true });
db.run("PRAGMA mmap_size = 2147418112");
const treaty = db.query(treaty_sql);
const parties = db.query(parties_sql);
Bun.serve({
  hostname: "127.0.0.1",
  port: Number(port),
  fetch(request) {
    const path = new URL(request.url).pathname;
    const asked = pattern.exec(path);
    const found = asked && treaty.get(decodeURIComponent(asked[1]));
    if (!found) return new Response("not found", { status: 404 });
    return Response.json(answer(base, today, found, parties.values(found.id)));
  },
});
