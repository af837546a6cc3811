// The rows of one kind of answer, from Placet's own answers into a small SQLite file: who has done what about which
// instrument. Laid out the way one would for nothing else (answer.js), clustered as they are asked. What an answer
// works out for the day asked, a party's status, is not among them.
//   bun export_rows.js STORE.db PLACET_ADDRESS OUT.db IDS.lua
import { Database } from "bun:sqlite";
import { writeFileSync } from "node:fs";
import { kinds } from "./answer.js";

const [store, placet, out, ids_file] = process.argv.slice(2);
// Instruments of many parties: the answer that costs something.
const many = new Database(store, { readonly: true })
  .query(`SELECT e.instrument AS id FROM event e JOIN instrument i ON i.id = e.instrument
      WHERE e.party <> '' AND i.merged_into IS NULL AND e.milestone IN
      ('signed', 'deposited', 'notified-own', 'exchanged', 'entered-into-force')
      GROUP BY 1 HAVING count(DISTINCT e.party) BETWEEN 20 AND 220 ORDER BY 1`)
  .all()
  .map((row) => row.id);
if (!many.length) throw new Error("no instrument of this store has twenty parties");

const db = new Database(out, { create: true });
db.run("PRAGMA journal_mode = WAL");
db.run("PRAGMA synchronous = OFF");
db.run("CREATE TABLE treaty (id TEXT PRIMARY KEY, title TEXT, lang TEXT, as_of TEXT) WITHOUT ROWID");
db.run(`CREATE TABLE participation (
    treaty TEXT NOT NULL, place INTEGER NOT NULL, party TEXT NOT NULL, party_name TEXT NOT NULL,
    resolved INTEGER NOT NULL, signed TEXT, signature_withdrawn TEXT, consented TEXT, form TEXT NOT NULL,
    provisional TEXT, in_force TEXT, withdrawn TEXT, declarations INTEGER NOT NULL, unconfirmed INTEGER NOT NULL,
    more TEXT, PRIMARY KEY (treaty, place)) WITHOUT ROWID`);
const add_treaty = db.query("INSERT INTO treaty VALUES (?, ?, ?, ?)");
const add_party = db.query(`INSERT INTO participation VALUES (${"?, ".repeat(14)}?)`);

function more_of(each) {
  const more = {};
  for (const kind of kinds) {
    const date = each[kind];
    if (date && (date.lo !== date.edtf || date.hi !== date.edtf)) more[kind] = { lo: date.lo, hi: date.hi };
  }
  if (each.earlier.length) more.earlier = each.earlier;
  return Object.keys(more).length ? JSON.stringify(more) : null;
}

let rows = 0;
for (const id of many) {
  const answer = await (await fetch(`${placet}/instruments/${encodeURIComponent(id)}/participants.json`)).json();
  db.transaction(() => {
    add_treaty.run(id, answer.title.text, answer.title.lang, answer.as_of?.edtf ?? null);
    answer.participants.forEach((each, place) =>
      add_party.run(id, place, each.party, each.party_name, Number(each.resolved), ...kinds.slice(0, 3).map((k) => each[k]?.edtf ?? null),
        each.form, ...kinds.slice(3).map((k) => each[k]?.edtf ?? null), each.declarations, Number(each.unconfirmed),
        more_of(each)));
  })();
  rows += answer.participants.length;
}
db.run("ANALYZE");
db.run("PRAGMA wal_checkpoint(TRUNCATE)");
writeFileSync(ids_file, `return {${many.map((id) => JSON.stringify(id)).join(",")}}\n`);
console.log(JSON.stringify({ treaties: many.length, rows_each: rows / many.length }));
