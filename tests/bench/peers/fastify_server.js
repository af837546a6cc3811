// node fastify_server.js PORT ROWS.db
import Database from "better-sqlite3";
import Fastify from "fastify";
import { answer, parties_sql, treaty_sql } from "./answer.js";

const [port, file] = process.argv.slice(2);
const db = new Database(file, { readonly: true });
db.pragma("mmap_size = 2147418112");
const treaty = db.prepare(treaty_sql);
const parties = db.prepare(parties_sql);
const text = { type: "string", nullable: true };
// With a schema fastify writes JSON two to three times as fast.
const schema = {
  response: {
    200: {
      type: "object",
      properties: {
        instrument: text,
        kind: text,
        title: text,
        participants: {
          type: "array",
          items: {
            type: "object",
            properties: { party: text, signed: text, consented: text, form: text, in_force: text },
          },
        },
      },
    },
  },
};
const app = Fastify({ logger: false });
app.get("/instruments/:id/participants.json", { schema }, (request, reply) => {
  const found = treaty.get(request.params.id);
  if (!found) return reply.code(404).send("not found");
  return answer(found, parties.all(found.id));
});
app.listen({ port: Number(port), host: "127.0.0.1" });
