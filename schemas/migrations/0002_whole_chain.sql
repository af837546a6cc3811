-- The registry, version 2: findings parked by an explanation. Each part below has its own heading.

-- Lists show what somebody looked for; most findings of a large registry are unsearched and in none.
DROP INDEX finding_open;
CREATE INDEX finding_open ON finding (profile, severity_rank DESC, since_lo)
    WHERE open = 1 AND certainty <> 'unsearched';

-- Findings: an explanation of the competent authority may park one (semantics 3).
ALTER TABLE finding ADD COLUMN parked_by TEXT NOT NULL DEFAULT '';
ALTER TABLE finding ADD COLUMN parked_until INTEGER;
-- And when its own ladder brings the next class, if nothing is found by then.
ALTER TABLE finding ADD COLUMN worsens_on INTEGER;
ALTER TABLE finding ADD COLUMN worsens_to TEXT NOT NULL DEFAULT 'none';

-- Names that may be names of one instrument: matched by title, day and place of conclusion, or told apart.
ALTER TABLE link ADD COLUMN because TEXT NOT NULL DEFAULT '';   -- why somebody says so
CREATE TABLE concluded (                 -- the days a name's instrument is said to have been concluded on
    day INTEGER NOT NULL, scheme TEXT NOT NULL, value TEXT NOT NULL, place TEXT NOT NULL,
    PRIMARY KEY (day, scheme, value, place)) STRICT, WITHOUT ROWID;
CREATE INDEX concluded_by_name ON concluded (scheme, value);
CREATE INDEX description_by_name ON description (scheme, value_said, key);
CREATE TABLE match_pair (                -- automatic, or likely enough for a person to look at
    id TEXT PRIMARY KEY,                 -- of the two names, so that it is the same in every store
    one_scheme TEXT NOT NULL, one_value TEXT NOT NULL, other_scheme TEXT NOT NULL, other_value TEXT NOT NULL,
    automatic INTEGER NOT NULL,
    score INTEGER NOT NULL,              -- hundredths
    reasons TEXT NOT NULL,               -- one a line: ground, tab, words
    since INTEGER NOT NULL,              -- day first seen
    UNIQUE (one_scheme, one_value, other_scheme, other_value)) STRICT, WITHOUT ROWID;
CREATE INDEX match_pair_by_other ON match_pair (other_scheme, other_value);
CREATE INDEX match_pair_automatic ON match_pair (automatic, score DESC, id);
CREATE TABLE not_same (                  -- two names of two instruments, by somebody's word
    one_scheme TEXT NOT NULL, one_value TEXT NOT NULL, other_scheme TEXT NOT NULL, other_value TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document, because TEXT NOT NULL, place TEXT NOT NULL,
    PRIMARY KEY (one_scheme, one_value, other_scheme, other_value, document, because)) STRICT, WITHOUT ROWID;
CREATE INDEX not_same_by_document ON not_same (document);
CREATE INDEX remark_by_kind ON remark (kind, place);
-- Descriptions of version 1 have not been read for days of conclusion: done with the next file.
INSERT INTO meta (key, value) VALUES ('conclusions_read', '0');

-- Calendars of sitting days, as documents state them: procedures count periods in them.
CREATE TABLE sitting_calendar (
    document INTEGER NOT NULL REFERENCES document,
    calendar TEXT NOT NULL,               -- "uk-joint"
    from_day INTEGER NOT NULL, to_day INTEGER NOT NULL,   -- known completely between them
    place TEXT NOT NULL,
    PRIMARY KEY (calendar, document)) STRICT, WITHOUT ROWID;
CREATE TABLE sitting_day (
    calendar TEXT NOT NULL, document INTEGER NOT NULL, day INTEGER NOT NULL,
    PRIMARY KEY (calendar, document, day)) STRICT, WITHOUT ROWID;
CREATE INDEX track_by_procedure ON track (procedure);
