-- The registry, version 1. Days are stored as ISO text where people read them and as days since 1970-01-01
-- (lo, hi) where they are compared. Instants are UTC, RFC 3339. Every table is STRICT.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('revision', '0'), ('made_from_samples', '0');

-- One run of taking in one file, a fact from the command line, or a daily tick.
CREATE TABLE import (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('file', 'record', 'resolve', 'tick')),
    recorded_at TEXT NOT NULL,          -- UTC instant
    recorded_day INTEGER NOT NULL,      -- its day
    file TEXT NOT NULL,
    importer TEXT NOT NULL,
    document INTEGER REFERENCES document,
    said INTEGER NOT NULL DEFAULT 0, repeated INTEGER NOT NULL DEFAULT 0, withdrawn INTEGER NOT NULL DEFAULT 0,
    superseded INTEGER NOT NULL DEFAULT 0,   -- of an older snapshot: kept, not believed
    notes INTEGER NOT NULL DEFAULT 0, doubts INTEGER NOT NULL DEFAULT 0, losses INTEGER NOT NULL DEFAULT 0) STRICT;

-- A document: the file itself (sha256 and body) or one it cites (address, no body).
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,           -- sha256 of a file; for a cited one a digest of source, address, title, dates
    sha256 TEXT UNIQUE,
    source TEXT NOT NULL,
    title TEXT NOT NULL, address TEXT NOT NULL, file TEXT NOT NULL,
    media_type TEXT NOT NULL, language TEXT NOT NULL,
    as_of TEXT, as_of_lo INTEGER, as_of_hi INTEGER,
    published TEXT, published_lo INTEGER, published_hi INTEGER,
    retrieved INTEGER,
    size INTEGER NOT NULL DEFAULT 0,
    sample INTEGER NOT NULL DEFAULT 0, secondary INTEGER NOT NULL DEFAULT 0,
    taken_down INTEGER NOT NULL DEFAULT 0,
    quotation TEXT NOT NULL DEFAULT '',
    import INTEGER NOT NULL REFERENCES import) STRICT;
CREATE INDEX document_by_source ON document (source, id);

CREATE TABLE cites (                     -- which file cites which document
    document INTEGER NOT NULL REFERENCES document, cited INTEGER NOT NULL REFERENCES document,
    PRIMARY KEY (document, cited)) STRICT, WITHOUT ROWID;
CREATE INDEX cites_back ON cites (cited);

CREATE TABLE extracted (                 -- the text of an evidence document, for the operator's own search
    document INTEGER PRIMARY KEY REFERENCES document,
    text TEXT NOT NULL) STRICT;

CREATE TABLE body (                      -- original bytes, one zstd frame
    document INTEGER PRIMARY KEY REFERENCES document,
    frame BLOB NOT NULL) STRICT;

-- What a document states completely (a status page covers its treaty), by the name the source uses.
CREATE TABLE covers (
    document INTEGER NOT NULL REFERENCES document,
    scheme TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (document, scheme, value)) STRICT, WITHOUT ROWID;
CREATE INDEX covers_by_name ON covers (scheme, value, document);

CREATE TABLE instrument (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL DEFAULT '',
    merged_into TEXT REFERENCES instrument,   -- its aliases turned out to name another: answers 301
    folded TEXT NOT NULL DEFAULT '',          -- all titles and aliases, folded, for search
    search_row INTEGER NOT NULL UNIQUE) STRICT, WITHOUT ROWID;   -- its row in title_search
CREATE INDEX instrument_merged ON instrument (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE alias (
    scheme TEXT NOT NULL, value TEXT NOT NULL,
    instrument TEXT NOT NULL REFERENCES instrument,
    minted TEXT NOT NULL,               -- the id this alias alone would give: equal ones name one instrument
    PRIMARY KEY (scheme, value)) STRICT, WITHOUT ROWID;
CREATE INDEX alias_by_instrument ON alias (instrument);
CREATE INDEX alias_by_minted ON alias (minted);
CREATE INDEX alias_by_value ON alias (value COLLATE NOCASE);

CREATE TABLE link (                      -- two aliases of one instrument, by somebody's word
    one_scheme TEXT NOT NULL, one_value TEXT NOT NULL, other_scheme TEXT NOT NULL, other_value TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document, place TEXT NOT NULL,
    PRIMARY KEY (one_scheme, one_value, other_scheme, other_value, document)) STRICT, WITHOUT ROWID;
CREATE INDEX link_by_document ON link (document);

CREATE TABLE relation (
    id INTEGER PRIMARY KEY,
    from_scheme TEXT NOT NULL, from_value TEXT NOT NULL, kind TEXT NOT NULL,
    to_scheme TEXT NOT NULL, to_value TEXT NOT NULL,
    from_instrument TEXT NOT NULL, to_instrument TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document, place TEXT NOT NULL,
    UNIQUE (from_scheme, from_value, kind, to_scheme, to_value, document)) STRICT;
CREATE INDEX relation_from ON relation (from_instrument);
CREATE INDEX relation_to ON relation (to_instrument);
CREATE INDEX relation_by_document ON relation (document);

CREATE TABLE clause (                    -- entry into force as data
    id INTEGER PRIMARY KEY,
    instrument TEXT NOT NULL, scheme TEXT NOT NULL, value TEXT NOT NULL,
    threshold INTEGER NOT NULL, delay TEXT NOT NULL, own TEXT NOT NULL, authority TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document, place TEXT NOT NULL,
    UNIQUE (scheme, value, document)) STRICT;
CREATE INDEX clause_by_instrument ON clause (instrument);
CREATE INDEX clause_by_document ON clause (document);

-- Names no party or entity is known by, until a person settles them.
CREATE TABLE settled_name (
    kind TEXT NOT NULL CHECK (kind IN ('party', 'entity')),
    folded TEXT NOT NULL, text TEXT NOT NULL, id TEXT NOT NULL,
    import INTEGER NOT NULL REFERENCES import,
    PRIMARY KEY (kind, folded)) STRICT, WITHOUT ROWID;

-- Statements. One row per key (semantics 1); appearance says where it is said; span says from which import to
-- which it was a current statement. Never edited but for names resolved later.
CREATE TABLE statement (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    instrument TEXT NOT NULL,
    party TEXT NOT NULL, party_said TEXT NOT NULL, party_resolved INTEGER NOT NULL,
    entity TEXT NOT NULL, entity_said TEXT NOT NULL, entity_resolved INTEGER NOT NULL,
    milestone TEXT NOT NULL, form TEXT NOT NULL,
    date TEXT NOT NULL, lo INTEGER NOT NULL, hi INTEGER NOT NULL,
    act TEXT NOT NULL, subject TEXT NOT NULL,
    polarity TEXT NOT NULL,
    unconfirmed INTEGER NOT NULL,        -- wherever it is said, the source is not sure
    live INTEGER NOT NULL DEFAULT 0,     -- has an open span: said by the newest document that should say it
    UNIQUE (instrument, party, source, entity, milestone, form, date, act, subject, polarity)) STRICT;
CREATE INDEX statement_unresolved ON statement (party_said) WHERE party_resolved = 0;
CREATE INDEX statement_unresolved_entity ON statement (entity_said) WHERE entity_resolved = 0;

CREATE TABLE appearance (
    statement INTEGER NOT NULL REFERENCES statement,
    document INTEGER NOT NULL REFERENCES document,     -- the document the words stand in (may be a cited one)
    place TEXT NOT NULL,
    scheme TEXT NOT NULL, value TEXT NOT NULL,         -- the instrument as named there
    note TEXT NOT NULL,
    unconfirmed INTEGER NOT NULL,                      -- there; the statement's own is the least of them
    import INTEGER NOT NULL REFERENCES import,
    PRIMARY KEY (statement, document, place, scheme, value, note)) STRICT, WITHOUT ROWID;
CREATE INDEX appearance_by_document ON appearance (document, scheme, value);

CREATE TABLE span (                      -- when a statement was current: said again after withdrawal is a new row
    statement INTEGER NOT NULL REFERENCES statement,
    said_in INTEGER NOT NULL REFERENCES import, gone_in INTEGER REFERENCES import,
    said_day INTEGER NOT NULL, gone_day INTEGER,       -- current on a day D: said_day <= D and not gone_day <= D
    PRIMARY KEY (statement, said_in)) STRICT, WITHOUT ROWID;

-- Undated things said of an instrument: titles, counts, clause texts. Same life as statements; what an older
-- document says is gone from the start.
CREATE TABLE description (
    id INTEGER PRIMARY KEY,
    instrument TEXT NOT NULL, scheme TEXT NOT NULL, value_said TEXT NOT NULL,
    source TEXT NOT NULL,
    key TEXT NOT NULL, language TEXT NOT NULL, value TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document, place TEXT NOT NULL,
    said_in INTEGER NOT NULL REFERENCES import, gone_in INTEGER REFERENCES import,
    said_day INTEGER NOT NULL, gone_day INTEGER) STRICT;
CREATE INDEX description_by_instrument ON description (instrument, key);
CREATE INDEX description_by_document ON description (document, scheme, value_said);

CREATE TABLE passage (
    id INTEGER PRIMARY KEY,
    instrument TEXT NOT NULL, scheme TEXT NOT NULL, value_said TEXT NOT NULL,
    party TEXT NOT NULL, party_said TEXT NOT NULL, party_resolved INTEGER NOT NULL,
    kind TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document, place TEXT NOT NULL) STRICT;
CREATE INDEX passage_by_instrument ON passage (instrument, party, kind);
CREATE INDEX passage_by_document ON passage (document);
CREATE INDEX passage_unresolved ON passage (party_said) WHERE party_resolved = 0;

CREATE TABLE look (                      -- search records
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    scheme TEXT NOT NULL, value_said TEXT NOT NULL, instrument TEXT NOT NULL,   -- '' = any instrument
    party TEXT NOT NULL, entity TEXT NOT NULL, milestone TEXT NOT NULL,         -- '' = any; raw while unresolved
    from_day INTEGER, to_day INTEGER NOT NULL, looked_on INTEGER,
    read INTEGER NOT NULL, unreadable INTEGER NOT NULL, note TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document, place TEXT NOT NULL,
    said_in INTEGER NOT NULL REFERENCES import, said_day INTEGER NOT NULL,
    UNIQUE (source, scheme, value_said, party, entity, milestone, from_day, to_day, document, place)) STRICT;
CREATE INDEX look_by_instrument ON look (instrument, party);
CREATE INDEX look_by_document ON look (document);

CREATE TABLE remark (
    id INTEGER PRIMARY KEY,
    import INTEGER NOT NULL REFERENCES import,
    document INTEGER REFERENCES document,
    instrument TEXT NOT NULL DEFAULT '', party TEXT NOT NULL DEFAULT '',   -- where settling has something to say
    weight TEXT NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL, place TEXT NOT NULL) STRICT;
CREATE INDEX remark_by_document ON remark (document);
CREATE INDEX remark_by_track ON remark (instrument, party);

-- What is believed; rebuilt from statements at any time, clustered as it is asked.
CREATE TABLE event (
    instrument TEXT NOT NULL, party TEXT NOT NULL,
    milestone TEXT NOT NULL, entity TEXT NOT NULL,
    id TEXT NOT NULL,
    form TEXT NOT NULL, date TEXT NOT NULL, lo INTEGER NOT NULL, hi INTEGER NOT NULL,
    act TEXT NOT NULL, subject TEXT NOT NULL, unconfirmed INTEGER NOT NULL,
    statements TEXT NOT NULL,            -- ids, believed first, blank-separated
    against TEXT NOT NULL,
    PRIMARY KEY (instrument, party, milestone, entity, id)) STRICT, WITHOUT ROWID;
CREATE INDEX event_by_party ON event (party, instrument, milestone, lo, hi);
CREATE INDEX event_by_day ON event (lo, instrument, party);

-- One party's road with one instrument under one procedure.
CREATE TABLE track (
    instrument TEXT NOT NULL, party TEXT NOT NULL,
    procedure TEXT NOT NULL, procedure_recorded INTEGER NOT NULL,
    due INTEGER,                         -- the next day on which a verdict can change by time alone
    latest INTEGER,                      -- hi of the latest dated event
    next_milestone TEXT NOT NULL, next_entity TEXT NOT NULL,
    PRIMARY KEY (instrument, party)) STRICT, WITHOUT ROWID;
CREATE INDEX track_due ON track (due) WHERE due IS NOT NULL;
CREATE INDEX track_by_party ON track (party, instrument);

-- Findings are permanent; steps are their history with two days each (semantics 3).
CREATE TABLE finding (
    id TEXT PRIMARY KEY,
    rule TEXT NOT NULL, rule_version INTEGER NOT NULL, profile TEXT NOT NULL,
    instrument TEXT NOT NULL, party TEXT NOT NULL, entity TEXT NOT NULL, subject TEXT NOT NULL,
    open INTEGER NOT NULL,
    severity TEXT NOT NULL, severity_rank INTEGER NOT NULL,
    certain_severity TEXT NOT NULL, certainty TEXT NOT NULL,
    since TEXT NOT NULL, since_lo INTEGER NOT NULL, since_hi INTEGER NOT NULL,
    opened_by TEXT NOT NULL, awaited TEXT NOT NULL, waits_for TEXT NOT NULL, cause TEXT NOT NULL,
    last_look INTEGER, next_change INTEGER,
    gone INTEGER NOT NULL DEFAULT 0,     -- the facts it rested on have been corrected: kept for the record only
    because TEXT NOT NULL) STRICT, WITHOUT ROWID;     -- proof tree, JSON
CREATE INDEX finding_by_track ON finding (instrument, party, profile);
CREATE INDEX finding_open ON finding (profile, severity_rank DESC, since_lo) WHERE open = 1;

CREATE TABLE finding_step (
    finding TEXT NOT NULL REFERENCES finding,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL, effective INTEGER NOT NULL,
    severity TEXT NOT NULL, certainty TEXT NOT NULL,
    recorded_day INTEGER NOT NULL, import INTEGER NOT NULL REFERENCES import,
    PRIMARY KEY (finding, n)) STRICT, WITHOUT ROWID;

-- Findings whose id changed with their instrument's: the old address leads to the new one.
CREATE TABLE finding_moved (
    old TEXT PRIMARY KEY, new TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX finding_moved_to ON finding_moved (new);

-- The append-only log. Everything public that says "new" is made from it.
CREATE TABLE change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,                  -- fact correction retraction status opened worsened eased closed explained
    instrument TEXT NOT NULL, party TEXT NOT NULL, entity TEXT NOT NULL,
    milestone TEXT NOT NULL, event TEXT NOT NULL,
    finding TEXT NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL,
    date TEXT NOT NULL, was TEXT NOT NULL,            -- EDTF now and before (facts); severity before (findings)
    effective INTEGER,                   -- day it happened or took effect, lo
    recorded_at TEXT NOT NULL, recorded_day INTEGER NOT NULL,
    import INTEGER NOT NULL REFERENCES import) STRICT;
CREATE INDEX change_by_instrument ON change (instrument, id);
CREATE INDEX change_by_party ON change (party, id);
CREATE INDEX change_by_rule ON change (rule, id) WHERE rule <> '';
CREATE INDEX change_by_entity ON change (entity, id) WHERE entity <> '';
CREATE INDEX change_by_finding ON change (finding, id) WHERE finding <> '';
CREATE INDEX change_by_import ON change (import);

-- Titles and aliases for search, one row per instrument (instrument.search_row): diacritics folded, any language.
CREATE VIRTUAL TABLE title_search USING fts5 (
    instrument UNINDEXED, text, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');

-- For the read side: the instruments of a party at any time, gone statements too (`known`, `published`).
CREATE INDEX statement_by_party ON statement (party, instrument);
