// node fastify_server.js PORT ROWS.db BASE TODAY
import Database from "better-sqlite3";
import Fastify from "fastify";
import { answer, kinds, parties_sql, treaty_sql } from "./answer.js";

const [port, file, base, today] = process.argv.slice(2);
const db = new Database(file, { readonly: true });
db.pragma("mmap_size = 2147418112");
const treaty = db.prepare(treaty_sql);
const parties = db.prepare(parties_sql).raw();
const text = { type: "string" };
const text_or_none = { type: "string", nullable: true };
const flag = { type: "boolean" };
const object = (properties, nullable = false) => ({ type: "object", properties, nullable });
const days = { edtf: text, lo: text_or_none, hi: text_or_none };
const dates = Object.fromEntries(kinds.map((kind) => [kind, object(days, true)]));
// With a schema fastify writes JSON faster; its members are written in this order.
const schema = {
  response: {
    200: object({
      page: text,
      url: text,
      lang: text,
      asked: object({ on: text, known: text_or_none, published: text_or_none, profile: text }),
      today: text,
      made_from_samples: flag,
      instrument: text,
      title: object({ text, lang: text }),
      nothing_known: flag,
      as_of: object(days, true),
      participants: {
        type: "array",
        items: object({
          party: text,
          party_name: text,
          resolved: flag,
          status: text,
          signed: dates.signed,
          signature_withdrawn: dates.signature_withdrawn,
          consented: dates.consented,
          form: text,
          provisional: dates.provisional,
          in_force: dates.in_force,
          withdrawn: dates.withdrawn,
          declarations: { type: "integer" },
          unconfirmed: flag,
          earlier: { type: "array", items: object({ ...days, milestone: text, form: text }) },
        }),
      },
      cite: object({ permalink: text, text }),
    }),
  },
};
const app = Fastify({ logger: false });
// PLAIN: without the schema, by JSON.stringify, which is quicker for some Node versions.
app.get("/instruments/:id/participants.json", process.env.PLAIN ? {} : { schema }, (request, reply) => {
  const found = treaty.get(request.params.id);
  if (!found) return reply.code(404).send("not found");
  return answer(base, today, found, parties.all(found.id));
});
app.listen({ port: Number(port), host: "127.0.0.1" });
