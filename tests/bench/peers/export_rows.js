// The rows of one kind of answer, from a store into a small SQLite file of their own: who signed, consented to
// and is bound by which instrument. The way one would lay them out for nothing else: clustered as they are asked.
//   bun export_rows.js STORE.db OUT.db IDS.lua
import { Database } from "bun:sqlite";
import { writeFileSync } from "node:fs";

const [store, out, ids] = process.argv.slice(2);
const db = new Database(out, { create: true });
db.run("PRAGMA journal_mode = WAL");
db.run("PRAGMA synchronous = OFF");
db.run("ATTACH ? AS store", [store]);
db.run(`CREATE TABLE party (id TEXT PRIMARY KEY) WITHOUT ROWID`);
db.run(`CREATE TABLE treaty (id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL) WITHOUT ROWID`);
db.run(`CREATE TABLE participation (
    treaty TEXT NOT NULL, party TEXT NOT NULL, signed TEXT, consented TEXT, form TEXT, in_force TEXT,
    PRIMARY KEY (treaty, party)) WITHOUT ROWID`);
db.run(`INSERT INTO treaty SELECT i.id, i.kind, coalesce((SELECT d.value FROM store.description d
    WHERE d.instrument = i.id AND d.key = 'title' ORDER BY d.language = 'en' DESC, d.id LIMIT 1), '')
    FROM store.instrument i WHERE i.merged_into IS NULL`);
db.run(`INSERT INTO participation SELECT e.instrument, e.party,
    max(CASE WHEN e.milestone = 'signed' THEN e.date END),
    max(CASE WHEN e.milestone IN ('deposited', 'notified-own', 'exchanged') THEN e.date END),
    max(CASE WHEN e.milestone = 'deposited' THEN e.form END),
    max(CASE WHEN e.milestone = 'entered-into-force' THEN e.date END)
    FROM store.event e WHERE e.party <> '' AND e.milestone IN
    ('signed', 'deposited', 'notified-own', 'exchanged', 'entered-into-force') GROUP BY 1, 2`);
db.run(`INSERT INTO party SELECT DISTINCT party FROM participation`);
db.run("DETACH store");
db.run("ANALYZE");
db.run("PRAGMA wal_checkpoint(TRUNCATE)");

// Treaties of many parties: the answer that costs something.
const many = db
  .query("SELECT treaty, count(*) AS n FROM participation GROUP BY 1 HAVING n BETWEEN 20 AND 220 ORDER BY treaty")
  .all();
if (!many.length) throw new Error("no instrument of this store has twenty parties");
const rows = many.reduce((sum, each) => sum + each.n, 0);
writeFileSync(
  ids,
  `return {${many.map((each) => JSON.stringify(each.treaty)).join(",")}}\n`,
);
console.log(JSON.stringify({ treaties: many.length, rows_each: rows / many.length }));
