// The answer both peers give, from the two statements of theirs: the instrument and one row per party.
export const treaty_sql = "SELECT id, kind, title FROM treaty WHERE id = ?";
export const parties_sql =
  "SELECT party, signed, consented, form, in_force FROM participation WHERE treaty = ? ORDER BY party";

export function answer(treaty, parties) {
  return { instrument: treaty.id, kind: treaty.kind, title: treaty.title, participants: parties };
}
export const pattern = /^\/instruments\/([^/?]+)\/participants\.json$/;
