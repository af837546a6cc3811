// The answer all three give, byte for byte (measure.mjs compares them): who takes part in an instrument on the day
// asked, with what is recorded of each. Both peers work it out from two statements: the instrument, and one row for
// each party in the order shown. Rows are laid out for this answer and no other: one column for each date, whose
// bounds are read from it where it is a day; `more` holds, as JSON, the bounds of the few that are vaguer and the acts
// that later ones of their kind have overtaken.
export const treaty_sql = "SELECT id, title, lang, as_of FROM treaty WHERE id = ?";
export const parties_sql = `SELECT party, party_name, resolved, signed, signature_withdrawn, consented, form,
    provisional, in_force, withdrawn, declarations, unconfirmed, more
    FROM participation WHERE treaty = ? ORDER BY place`;
export const pattern = /^\/instruments\/([^/?]+)\/participants\.json$/;
export const kinds = ["signed", "signature_withdrawn", "consented", "provisional", "in_force", "withdrawn"];

const date = (edtf, bounds) =>
  edtf === null ? null : bounds ? { edtf, lo: bounds.lo, hi: bounds.hi } : { edtf, lo: edtf, hi: edtf };

// A live act by that day: it is not after it, and nothing that ends it may be later than the act. A day that is not
// known on one side is before, or after, all others.
const since = (act) => act.lo ?? "";
const until = (act) => act.hi ?? "9999-12-31";
const happened = (act, on) => act !== null && since(act) <= on;
const live = (act, end, on) => happened(act, on) && !(happened(end, on) && until(end) >= since(act));

function status(row, on) {
  if (live(row.consented, row.withdrawn, on)) return "party";
  if (happened(row.consented, on) && happened(row.withdrawn, on)) return "withdrawn";
  return live(row.signed, row.signature_withdrawn, on) ? "signatory" : "other";
}

// In the order of parties_sql; an array is the quickest form in which both libraries give a row.
function participant(row, on) {
  const more = row[12] === null ? {} : JSON.parse(row[12]);
  const made = {
    party: row[0],
    party_name: row[1],
    resolved: row[2] === 1,
    status: "",
    signed: date(row[3], more.signed),
    signature_withdrawn: date(row[4], more.signature_withdrawn),
    consented: date(row[5], more.consented),
    form: row[6],
    provisional: date(row[7], more.provisional),
    in_force: date(row[8], more.in_force),
    withdrawn: date(row[9], more.withdrawn),
    declarations: row[10],
    unconfirmed: row[11] === 1,
    earlier: more.earlier ?? [],
  };
  made.status = status(made, on);
  return made;
}

// "22 November 2026".
const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];
const in_words = (day) => `${Number(day.slice(8))} ${months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;

// `treaty` and `parties`: rows of the two statements, the treaty as an object. The day asked is today.
export function answer(base, today, treaty, parties) {
  const url = `${base}/instruments/${treaty.id}/participants`;
  const permalink = `${url}?on=${today}&known=${today}`;
  const title = `Participants: ${treaty.title}`;
  return {
    page: "participants",
    url,
    lang: "en",
    asked: { on: today, known: null, published: null, profile: "practice-aware" },
    today,
    made_from_samples: false,
    instrument: treaty.id,
    title: { text: treaty.title, lang: treaty.lang },
    nothing_known: false,
    as_of: treaty.as_of === null ? null : date(treaty.as_of),
    participants: parties.map((row) => participant(row, today)),
    cite: { permalink, text: `Placet, “${title}”, ${permalink}, consulted on ${in_words(today)}.` },
  };
}
