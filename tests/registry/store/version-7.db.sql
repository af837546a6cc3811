PRAGMA application_id = 1349280628;
PRAGMA user_version = 7;
PRAGMA defer_foreign_keys = ON;
BEGIN;
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL) STRICT, WITHOUT ROWID;
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
CREATE TABLE cites (                     -- which file cites which document
    document INTEGER NOT NULL REFERENCES document, cited INTEGER NOT NULL REFERENCES document,
    PRIMARY KEY (document, cited)) STRICT, WITHOUT ROWID;
CREATE TABLE extracted (                 -- the text of an evidence document, for the operator's own search
    document INTEGER PRIMARY KEY REFERENCES document,
    text TEXT NOT NULL) STRICT;
CREATE TABLE body (                      -- original bytes, one zstd frame
    document INTEGER PRIMARY KEY REFERENCES document,
    frame BLOB NOT NULL) STRICT;
CREATE TABLE covers (
    document INTEGER NOT NULL REFERENCES document,
    scheme TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (document, scheme, value)) STRICT, WITHOUT ROWID;
CREATE TABLE instrument (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL DEFAULT '',
    merged_into TEXT REFERENCES instrument,   -- its aliases turned out to name another: answers 301
    folded TEXT NOT NULL DEFAULT '',          -- all titles and aliases, folded, for search
    search_row INTEGER NOT NULL UNIQUE, revision INTEGER NOT NULL DEFAULT 0, first_day INTEGER, last_day INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE alias (
    scheme TEXT NOT NULL, value TEXT NOT NULL,
    instrument TEXT NOT NULL REFERENCES instrument,
    minted TEXT NOT NULL,               -- the id this alias alone would give: equal ones name one instrument
    PRIMARY KEY (scheme, value)) STRICT, WITHOUT ROWID;
CREATE TABLE link (                      -- two aliases of one instrument, by somebody's word
    one_scheme TEXT NOT NULL, one_value TEXT NOT NULL, other_scheme TEXT NOT NULL, other_value TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document, place TEXT NOT NULL, because TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (one_scheme, one_value, other_scheme, other_value, document)) STRICT, WITHOUT ROWID;
CREATE TABLE relation (
    id INTEGER PRIMARY KEY,
    from_scheme TEXT NOT NULL, from_value TEXT NOT NULL, kind TEXT NOT NULL,
    to_scheme TEXT NOT NULL, to_value TEXT NOT NULL,
    from_instrument TEXT NOT NULL, to_instrument TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document, place TEXT NOT NULL,
    UNIQUE (from_scheme, from_value, kind, to_scheme, to_value, document)) STRICT;
CREATE TABLE clause (                    -- entry into force as data
    id INTEGER PRIMARY KEY,
    instrument TEXT NOT NULL, scheme TEXT NOT NULL, value TEXT NOT NULL,
    threshold INTEGER NOT NULL, delay TEXT NOT NULL, own TEXT NOT NULL, authority TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document, place TEXT NOT NULL,
    UNIQUE (scheme, value, document)) STRICT;
CREATE TABLE settled_name (
    kind TEXT NOT NULL CHECK (kind IN ('party', 'entity')),
    folded TEXT NOT NULL, text TEXT NOT NULL, id TEXT NOT NULL,
    import INTEGER NOT NULL REFERENCES import,
    PRIMARY KEY (kind, folded)) STRICT, WITHOUT ROWID;
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
CREATE TABLE appearance (
    statement INTEGER NOT NULL REFERENCES statement,
    document INTEGER NOT NULL REFERENCES document,     -- the document the words stand in (may be a cited one)
    place TEXT NOT NULL,
    scheme TEXT NOT NULL, value TEXT NOT NULL,         -- the instrument as named there
    note TEXT NOT NULL,
    unconfirmed INTEGER NOT NULL,                      -- there; the statement's own is the least of them
    import INTEGER NOT NULL REFERENCES import,
    PRIMARY KEY (statement, document, place, scheme, value, note)) STRICT, WITHOUT ROWID;
CREATE TABLE span (                      -- when a statement was current: said again after withdrawal is a new row
    statement INTEGER NOT NULL REFERENCES statement,
    said_in INTEGER NOT NULL REFERENCES import, gone_in INTEGER REFERENCES import,
    said_day INTEGER NOT NULL, gone_day INTEGER,       -- current on a day D: said_day <= D and not gone_day <= D
    PRIMARY KEY (statement, said_in)) STRICT, WITHOUT ROWID;
CREATE TABLE description (
    id INTEGER PRIMARY KEY,
    instrument TEXT NOT NULL, scheme TEXT NOT NULL, value_said TEXT NOT NULL,
    source TEXT NOT NULL,
    key TEXT NOT NULL, language TEXT NOT NULL, value TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document, place TEXT NOT NULL,
    said_in INTEGER NOT NULL REFERENCES import, gone_in INTEGER REFERENCES import,
    said_day INTEGER NOT NULL, gone_day INTEGER) STRICT;
CREATE TABLE passage (
    id INTEGER PRIMARY KEY,
    instrument TEXT NOT NULL, scheme TEXT NOT NULL, value_said TEXT NOT NULL,
    party TEXT NOT NULL, party_said TEXT NOT NULL, party_resolved INTEGER NOT NULL,
    kind TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document, place TEXT NOT NULL) STRICT;
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
CREATE TABLE remark (
    id INTEGER PRIMARY KEY,
    import INTEGER NOT NULL REFERENCES import,
    document INTEGER REFERENCES document,
    instrument TEXT NOT NULL DEFAULT '', party TEXT NOT NULL DEFAULT '',   -- where settling has something to say
    weight TEXT NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL, place TEXT NOT NULL) STRICT;
CREATE TABLE event (
    instrument TEXT NOT NULL, party TEXT NOT NULL,
    milestone TEXT NOT NULL, entity TEXT NOT NULL,
    id TEXT NOT NULL,
    form TEXT NOT NULL, date TEXT NOT NULL, lo INTEGER NOT NULL, hi INTEGER NOT NULL,
    act TEXT NOT NULL, subject TEXT NOT NULL, unconfirmed INTEGER NOT NULL,
    statements TEXT NOT NULL,            -- ids, believed first, blank-separated
    against TEXT NOT NULL,
    PRIMARY KEY (instrument, party, milestone, entity, id)) STRICT, WITHOUT ROWID;
CREATE TABLE track (
    instrument TEXT NOT NULL, party TEXT NOT NULL,
    procedure TEXT NOT NULL, procedure_recorded INTEGER NOT NULL,
    due INTEGER,                         -- the next day on which a verdict can change by time alone
    latest INTEGER,                      -- hi of the latest dated event
    next_milestone TEXT NOT NULL, next_entity TEXT NOT NULL, awaits TEXT, ahead TEXT, status TEXT,
    PRIMARY KEY (instrument, party)) STRICT, WITHOUT ROWID;
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
    because TEXT NOT NULL, parked_by TEXT NOT NULL DEFAULT '', parked_until INTEGER, worsens_on INTEGER, worsens_to TEXT NOT NULL DEFAULT 'none', listed TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE finding_step (
    finding TEXT NOT NULL REFERENCES finding,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL, effective INTEGER NOT NULL,
    severity TEXT NOT NULL, certainty TEXT NOT NULL,
    recorded_day INTEGER NOT NULL, import INTEGER NOT NULL REFERENCES import,
    PRIMARY KEY (finding, n)) STRICT, WITHOUT ROWID;
CREATE TABLE finding_moved (
    old TEXT PRIMARY KEY, new TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,                  -- fact correction retraction status opened worsened eased closed explained
    instrument TEXT NOT NULL, party TEXT NOT NULL, entity TEXT NOT NULL,
    milestone TEXT NOT NULL, event TEXT NOT NULL,
    finding TEXT NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL,
    date TEXT NOT NULL, was TEXT NOT NULL,            -- EDTF now and before (facts); severity before (findings)
    effective INTEGER,                   -- day it happened or took effect, lo
    recorded_at TEXT NOT NULL, recorded_day INTEGER NOT NULL,
    import INTEGER NOT NULL REFERENCES import, status TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE concluded (                 -- the days a name's instrument is said to have been concluded on
    day INTEGER NOT NULL, scheme TEXT NOT NULL, value TEXT NOT NULL, place TEXT NOT NULL,
    PRIMARY KEY (day, scheme, value, place)) STRICT, WITHOUT ROWID;
CREATE TABLE match_pair (                -- automatic, or likely enough for a person to look at
    id TEXT PRIMARY KEY,                 -- of the two names, so that it is the same in every store
    one_scheme TEXT NOT NULL, one_value TEXT NOT NULL, other_scheme TEXT NOT NULL, other_value TEXT NOT NULL,
    automatic INTEGER NOT NULL,
    score INTEGER NOT NULL,              -- hundredths
    reasons TEXT NOT NULL,               -- one a line: ground, tab, words
    since INTEGER NOT NULL,              -- day first seen
    UNIQUE (one_scheme, one_value, other_scheme, other_value)) STRICT, WITHOUT ROWID;
CREATE TABLE not_same (                  -- two names of two instruments, by somebody's word
    one_scheme TEXT NOT NULL, one_value TEXT NOT NULL, other_scheme TEXT NOT NULL, other_value TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document, because TEXT NOT NULL, place TEXT NOT NULL,
    PRIMARY KEY (one_scheme, one_value, other_scheme, other_value, document, because)) STRICT, WITHOUT ROWID;
CREATE TABLE sitting_calendar (
    document INTEGER NOT NULL REFERENCES document,
    calendar TEXT NOT NULL,               -- "uk-joint"
    from_day INTEGER NOT NULL, to_day INTEGER NOT NULL,   -- known completely between them
    place TEXT NOT NULL,
    PRIMARY KEY (calendar, document)) STRICT, WITHOUT ROWID;
CREATE TABLE sitting_day (
    calendar TEXT NOT NULL, document INTEGER NOT NULL, day INTEGER NOT NULL,
    PRIMARY KEY (calendar, document, day)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE title_search USING fts5 (words, content = 'searched_title', content_rowid = 'row',
    tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3 4 5');
CREATE VIRTUAL TABLE passage_search USING fts5 (words, content = 'searched_passage', content_rowid = 'row',
    tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4');
CREATE VIRTUAL TABLE document_search USING fts5 (title, quotation, text, content = 'searched_document',
    content_rowid = 'row', tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4');
CREATE VIRTUAL TABLE private_search USING fts5 (text, content = 'searched_privately', content_rowid = 'row',
    tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4');
CREATE VIRTUAL TABLE title_word USING fts5vocab (title_search, 'row');
CREATE VIRTUAL TABLE passage_word USING fts5vocab (passage_search, 'row');
CREATE VIRTUAL TABLE document_word USING fts5vocab (document_search, 'row');
CREATE TABLE alerting (                 -- one row, made by the program
    one INTEGER PRIMARY KEY CHECK (one = 1),
    key BLOB NOT NULL,                  -- secret links are made with it (registry/alerts/token.hpp)
    fanned_out INTEGER NOT NULL,        -- number of the last change that was looked at for subscriptions
    hold_above INTEGER NOT NULL,        -- changes of one import beyond which an editor is asked
    gather INTEGER NOT NULL,            -- seconds over which what is told at once is gathered
    most_lines INTEGER NOT NULL,        -- changes in one message beyond which it is a summary
    base_url TEXT NOT NULL,             -- for links, where a process is not told of one
    hub TEXT NOT NULL, forgot INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE subscriber (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    nonce TEXT NOT NULL UNIQUE,         -- of his secret links; a new one ends the old links
    address TEXT NOT NULL,              -- of mail, as typed; empty: has private feeds only
    folded TEXT NOT NULL,               -- the same, lower case: one subscriber an address
    lang TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    confirmed_at INTEGER,               -- the address; never by somebody else: purged (subscriptions.hpp)
    asked_at INTEGER, asks INTEGER NOT NULL DEFAULT 0,   -- confirmations sent: the last, and how many on its UTC day
    heard_at INTEGER NOT NULL,          -- when the person last did anything
    stale_asked_at INTEGER,             -- asked whether he still wants it, and not answered since
    bounces INTEGER NOT NULL DEFAULT 0, bounce TEXT NOT NULL DEFAULT '',
    stopped_at INTEGER, bounced_at INTEGER) STRICT;
CREATE TABLE endpoint (                 -- where webhooks go
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subscriber INTEGER NOT NULL REFERENCES subscriber ON DELETE CASCADE,
    url TEXT NOT NULL,
    secret BLOB NOT NULL,               -- 32 bytes; shown once as whsec_… (Standard Webhooks 1.0.0)
    former_secret BLOB, former_until INTEGER,            -- signs too until then
    failing_since INTEGER, failures INTEGER NOT NULL DEFAULT 0,
    ended_at INTEGER, ended_because TEXT NOT NULL DEFAULT '',
    UNIQUE (subscriber, url)) STRICT;
CREATE TABLE subscription (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    nonce TEXT NOT NULL UNIQUE,
    subscriber INTEGER NOT NULL REFERENCES subscriber ON DELETE CASCADE,
    endpoint INTEGER REFERENCES endpoint ON DELETE CASCADE,
    scope TEXT NOT NULL CHECK (scope IN ('instrument', 'party', 'track', 'entity', 'rule', 'subject', 'list', 'all')),
    key TEXT NOT NULL,                  -- "opcat", "opcat/be", "R3", "/stalled?party=be"; empty: all
    kinds TEXT NOT NULL,                -- of change, as change_kinds orders them, with blanks between; empty: all
    at_least TEXT NOT NULL,             -- of findings; 'none': of every class
    channel TEXT NOT NULL CHECK (channel IN ('mail', 'webhook', 'feed')),
    pace TEXT NOT NULL CHECK (pace IN ('at-once', 'daily', 'weekly')),
    made_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    wants_state INTEGER NOT NULL,       -- once confirmed, the state of things is sent once
    from_change INTEGER NOT NULL) STRICT;
CREATE TABLE outbox (                   -- one message to one subscriber, by mail or to one endpoint
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('alert', 'summary', 'confirm', 'state', 'stale', 'ended', 'failing', 'test')),
    subscriber INTEGER NOT NULL REFERENCES subscriber ON DELETE CASCADE,
    endpoint INTEGER REFERENCES endpoint ON DELETE CASCADE,
    subscription INTEGER REFERENCES subscription ON DELETE CASCADE,    -- of confirm, state, test: which one
    pace TEXT NOT NULL,
    import INTEGER REFERENCES import,   -- of a summary
    state TEXT NOT NULL CHECK (state IN ('held', 'waiting', 'sending', 'retry', 'sent', 'dead', 'empty')),
    made_at INTEGER NOT NULL, due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    claimed_by TEXT NOT NULL DEFAULT '', claimed_until INTEGER,
    sent_at INTEGER, error TEXT NOT NULL DEFAULT '', bounced_at INTEGER) STRICT;
CREATE TABLE told (                     -- the ledger: a subscription hears of a change once
    subscription INTEGER NOT NULL REFERENCES subscription ON DELETE CASCADE,
    change INTEGER NOT NULL REFERENCES change,
    message INTEGER REFERENCES outbox ON DELETE CASCADE,     -- null: of a private feed, which is fetched
    moves INTEGER NOT NULL,             -- 1: with it something came onto the list, -1: left it
    PRIMARY KEY (subscription, change)) STRICT, WITHOUT ROWID;
CREATE TABLE summarised (               -- the same for an import too large to be told line by line
    subscription INTEGER NOT NULL REFERENCES subscription ON DELETE CASCADE,
    import INTEGER NOT NULL REFERENCES import,
    message INTEGER REFERENCES outbox ON DELETE CASCADE,
    changes INTEGER NOT NULL,           -- how many of them concern it
    PRIMARY KEY (subscription, import)) STRICT, WITHOUT ROWID;
CREATE TABLE held_import (              -- imports with more changes than are sent without a person's word
    import INTEGER PRIMARY KEY REFERENCES import,
    changes INTEGER NOT NULL, messages INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('held', 'released', 'dropped')),
    held_at INTEGER NOT NULL, decided_at INTEGER) STRICT;
CREATE TABLE ping (                     -- WebSub: the hub is to be told of this feed
    topic TEXT PRIMARY KEY, due_at INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
    asks INTEGER NOT NULL DEFAULT 1,    -- since it was last done
    error TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE TABLE delivery_count (           -- what became of messages, without saying whose
    day INTEGER NOT NULL, channel TEXT NOT NULL,     -- mail webhook hub
    outcome TEXT NOT NULL,                           -- sent retry dead bounced ended purged unsubscribed
    n INTEGER NOT NULL, PRIMARY KEY (day, channel, outcome)) STRICT, WITHOUT ROWID;
CREATE TABLE taking_down (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document,
    down INTEGER NOT NULL CHECK (down IN (0, 1)),
    because TEXT NOT NULL CHECK (because <> ''),
    revision INTEGER NOT NULL,          -- of the registry from then on: public copies of earlier ones may hold the document
    import INTEGER NOT NULL REFERENCES import) STRICT;
CREATE INDEX document_by_source ON document (source, id);
CREATE INDEX cites_back ON cites (cited);
CREATE INDEX covers_by_name ON covers (scheme, value, document);
CREATE INDEX instrument_merged ON instrument (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX alias_by_instrument ON alias (instrument);
CREATE INDEX alias_by_minted ON alias (minted);
CREATE INDEX alias_by_value ON alias (value COLLATE NOCASE);
CREATE INDEX link_by_document ON link (document);
CREATE INDEX relation_from ON relation (from_instrument);
CREATE INDEX relation_to ON relation (to_instrument);
CREATE INDEX relation_by_document ON relation (document);
CREATE INDEX clause_by_instrument ON clause (instrument);
CREATE INDEX clause_by_document ON clause (document);
CREATE INDEX statement_unresolved ON statement (party_said) WHERE party_resolved = 0;
CREATE INDEX statement_unresolved_entity ON statement (entity_said) WHERE entity_resolved = 0;
CREATE INDEX appearance_by_document ON appearance (document, scheme, value);
CREATE INDEX description_by_instrument ON description (instrument, key);
CREATE INDEX description_by_document ON description (document, scheme, value_said);
CREATE INDEX passage_by_instrument ON passage (instrument, party, kind);
CREATE INDEX passage_by_document ON passage (document);
CREATE INDEX passage_unresolved ON passage (party_said) WHERE party_resolved = 0;
CREATE INDEX look_by_instrument ON look (instrument, party);
CREATE INDEX look_by_document ON look (document);
CREATE INDEX remark_by_document ON remark (document);
CREATE INDEX remark_by_track ON remark (instrument, party);
CREATE INDEX event_by_party ON event (party, instrument, milestone, lo, hi);
CREATE INDEX event_by_day ON event (lo, instrument, party);
CREATE INDEX track_due ON track (due) WHERE due IS NOT NULL;
CREATE INDEX track_by_party ON track (party, instrument);
CREATE INDEX finding_by_track ON finding (instrument, party, profile);
CREATE INDEX finding_moved_to ON finding_moved (new);
CREATE INDEX change_by_instrument ON change (instrument, id);
CREATE INDEX change_by_party ON change (party, id);
CREATE INDEX change_by_rule ON change (rule, id) WHERE rule <> '';
CREATE INDEX change_by_entity ON change (entity, id) WHERE entity <> '';
CREATE INDEX change_by_finding ON change (finding, id) WHERE finding <> '';
CREATE INDEX change_by_import ON change (import);
CREATE INDEX statement_by_party ON statement (party, instrument);
CREATE INDEX finding_open ON finding (profile, severity_rank DESC, since_lo)
    WHERE open = 1 AND certainty <> 'unsearched';
CREATE INDEX concluded_by_name ON concluded (scheme, value);
CREATE INDEX description_by_name ON description (scheme, value_said, key);
CREATE INDEX match_pair_by_other ON match_pair (other_scheme, other_value);
CREATE INDEX match_pair_automatic ON match_pair (automatic, score DESC, id);
CREATE INDEX not_same_by_document ON not_same (document);
CREATE INDEX remark_by_kind ON remark (kind, place);
CREATE INDEX track_by_procedure ON track (procedure);
CREATE INDEX instrument_by_revision ON instrument (revision);
CREATE INDEX finding_without_days ON finding (instrument, party) WHERE listed IS NULL AND gone = 0;
CREATE INDEX track_without_awaits ON track (instrument, party) WHERE awaits IS NULL;
CREATE INDEX import_by_day ON import (recorded_day);
CREATE INDEX import_by_document ON import (document);
CREATE INDEX sitting_calendar_by_document ON sitting_calendar (document);
CREATE INDEX event_vague_by_end ON event (hi) WHERE hi > lo;
CREATE INDEX change_by_day ON change (recorded_day, id);
CREATE INDEX change_of_news ON change (id) WHERE effective >= recorded_day - 61;
CREATE INDEX change_of_record ON change (id) WHERE kind IN ('correction', 'retraction');
CREATE INDEX finding_step_by_day ON finding_step (effective)
    WHERE certainty <> 'unsearched' AND (kind = 'closed' OR severity IN ('stalled', 'severe'));
CREATE INDEX finding_turns ON finding (profile, next_change)
    WHERE open = 1 AND certainty <> 'unsearched' AND next_change IS NOT NULL;
CREATE INDEX change_by_track ON change (instrument, party, id);
CREATE INDEX change_by_kind ON change (kind, id);
CREATE INDEX finding_worsening ON finding (profile, worsens_on)
    WHERE open = 1 AND certainty <> 'unsearched' AND worsens_on IS NOT NULL;
CREATE INDEX finding_worsening_of_party ON finding (profile, party, worsens_on)
    WHERE open = 1 AND certainty <> 'unsearched' AND worsens_on IS NOT NULL;
CREATE INDEX finding_worsening_by_rule ON finding (profile, rule, worsens_on)
    WHERE open = 1 AND certainty <> 'unsearched' AND worsens_on IS NOT NULL;
CREATE INDEX finding_parked ON finding (profile, parked_until)
    WHERE open = 1 AND certainty <> 'unsearched' AND parked_until IS NOT NULL;
CREATE INDEX not_same_by_other ON not_same (other_scheme, other_value);
CREATE INDEX track_without_ahead ON track (instrument, party) WHERE ahead IS NULL;
CREATE INDEX track_without_status ON track (instrument, party) WHERE status IS NULL;
CREATE UNIQUE INDEX subscriber_by_address ON subscriber (folded) WHERE folded <> '';
CREATE INDEX subscriber_by_heard ON subscriber (heard_at);
CREATE UNIQUE INDEX subscription_once
    ON subscription (subscriber, scope, key, kinds, at_least, channel, coalesce(endpoint, 0));
CREATE INDEX subscription_by_key ON subscription (scope, key) WHERE confirmed_at IS NOT NULL;
CREATE INDEX subscription_unconfirmed ON subscription (made_at) WHERE confirmed_at IS NULL;
CREATE INDEX subscription_by_endpoint ON subscription (endpoint) WHERE endpoint IS NOT NULL;
CREATE UNIQUE INDEX outbox_gathering ON outbox (subscriber, coalesce(endpoint, 0), pace)
    WHERE state = 'waiting' AND kind = 'alert';
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE state IN ('waiting', 'retry');
CREATE INDEX outbox_claimed ON outbox (claimed_until) WHERE state = 'sending';
CREATE INDEX outbox_by_subscriber ON outbox (subscriber, id);
CREATE INDEX outbox_by_state ON outbox (state, id);
CREATE INDEX outbox_by_import ON outbox (import) WHERE import IS NOT NULL;
CREATE INDEX outbox_by_endpoint ON outbox (endpoint) WHERE endpoint IS NOT NULL;
CREATE INDEX outbox_by_subscription ON outbox (subscription) WHERE subscription IS NOT NULL;
CREATE INDEX told_by_message ON told (message, change) WHERE message IS NOT NULL;
CREATE INDEX summarised_by_message ON summarised (message) WHERE message IS NOT NULL;
CREATE INDEX ping_due ON ping (due_at);
CREATE INDEX taking_down_by_document ON taking_down (document, id);
CREATE INDEX taking_down_by_revision ON taking_down (revision) WHERE down = 1;
INSERT INTO alias VALUES ('MTDSG', 'IV-9-b', 'opcat', 'mtdsg-iv-9-b');
INSERT INTO alias VALUES ('placet', 'opcat', 'opcat', 'opcat');
INSERT INTO appearance VALUES (1, 1, 'row 1', 'MTDSG', 'IV-9-b', '', 0, 1);
INSERT INTO appearance VALUES (1, 2, 'row 1', 'MTDSG', 'IV-9-b', '', 0, 2);
INSERT INTO appearance VALUES (2, 1, 'row 2', 'MTDSG', 'IV-9-b', '', 0, 1);
INSERT INTO appearance VALUES (2, 2, 'row 2', 'MTDSG', 'IV-9-b', '', 0, 2);
INSERT INTO appearance VALUES (3, 1, 'row 3', 'MTDSG', 'IV-9-b', '', 0, 1);
INSERT INTO body VALUES (1, X'28B52FFD2011890000746865206279746573206F662032303135');
INSERT INTO body VALUES (2, X'28B52FFD2011890000746865206279746573206F662032303138');
INSERT INTO body VALUES (3, X'28B52FFD2015A90000746865206279746573206F66207365617263686564');
INSERT INTO change VALUES (1, 'fact', 'opcat', 'Ruritania', '', 'signed', 'opcat.ruritania.signed', '', '', '', '2006-01-01', '', 13149, '2026-11-01T12:00:00Z', 20758, 1, '');
INSERT INTO change VALUES (2, 'fact', 'opcat', 'be', '', 'signed', 'opcat.be.signed', '', '', '', '2005-10-24', '', 13080, '2026-11-01T12:00:00Z', 20758, 1, '');
INSERT INTO change VALUES (3, 'fact', 'opcat', 'fr', '', 'signed', 'mtdsg-iv-9-b.fr.signed', '', '', '', '2005-09-16', '', 13042, '2026-11-01T12:00:00Z', 20758, 1, '');
INSERT INTO change VALUES (4, 'retraction', 'opcat', 'fr', '', 'signed', 'mtdsg-iv-9-b.fr.signed', '', '', '', '', '2005-09-16', 13042, '2026-11-02T12:00:00Z', 20759, 2, '');
INSERT INTO change VALUES (5, 'status', 'opcat', 'fr', '', '', '', '', '', '', '', 'signed', NULL, '2026-11-02T12:00:00Z', 20759, 2, 'none');
INSERT INTO covers VALUES (1, 'MTDSG', 'IV-9-b');
INSERT INTO covers VALUES (2, 'MTDSG', 'IV-9-b');
INSERT INTO description VALUES (1, 'opcat', 'MTDSG', 'IV-9-b', 'un-mtdsg', 'title', 'en', 'Optional Protocol', 1, 'header', 1, 2, 20758, 20759);
INSERT INTO description VALUES (2, 'opcat', 'MTDSG', 'IV-9-b', 'un-mtdsg', 'title', 'en', 'Optional Protocol', 2, 'header', 2, NULL, 20759, NULL);
INSERT INTO document VALUES (1, '49d9c44d9d66be7cb4507b6723afb18482c65285e0a63b3d7899b58f6fc8d929', '49d9c44d9d66be7cb4507b6723afb18482c65285e0a63b3d7899b58f6fc8d929', 'un-mtdsg', 'Optional Protocol', '', '2015', 'application/xml', '', '2015-01-01', 16436, 16436, NULL, NULL, NULL, NULL, 17, 0, 0, 0, '', 1);
INSERT INTO document VALUES (2, 'f315f2177482164eba9d8be317c932794dc104b0e4cfd0e8b5f85fd0e4dff431', 'f315f2177482164eba9d8be317c932794dc104b0e4cfd0e8b5f85fd0e4dff431', 'un-mtdsg', 'Optional Protocol', '', '2018', 'application/xml', '', '2018-01-01', 17532, 17532, NULL, NULL, NULL, NULL, 17, 0, 0, 0, '', 2);
INSERT INTO document VALUES (3, '763c8f9b68f3f75bf8d90ba3f401f4e8bc62724f83fcb243936111af5c2e960c', '763c8f9b68f3f75bf8d90ba3f401f4e8bc62724f83fcb243936111af5c2e960c', 'editor', 'Search in the gazette', '', 'searched', '', '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 21, 0, 0, 0, '', 3);
INSERT INTO event VALUES ('opcat', 'Ruritania', 'signed', '', 'opcat.ruritania.signed', '', '2006-01-01', 13149, 13149, '', '', 0, '2', '');
INSERT INTO event VALUES ('opcat', 'be', 'signed', '', 'opcat.be.signed', '', '2005-10-24', 13080, 13080, '', '', 0, '1', '');
INSERT INTO finding VALUES ('r1.opcat.be.be-fed', 'R1', 2, 'practice-aware', 'opcat', 'be', 'be-fed', '', 1, 'severe', 4, 'severe', 'unsearched', '2005-10-24', 13080, 13080, 'opcat.be.signed', 'bill-tabled', 'be-fed', '', NULL, NULL, 0, '{"message":"because.finding","arguments":[["rule","R1"]],"of":[{"message":"because.clock","arguments":[["milestone","signed"],["date","2005-10-24"]],"evidence":["opcat.be.signed"]},{"message":"because.dissolution","truth":"unknown","arguments":[["assembly","be-chamber"],["name","51"],["authority","Official gazette of that day: declaration of revision of the Constitution, which dissolves the Chambers (Const. art. 195)"],["day","2007-05-02"]]},{"message":"because.dissolution","truth":"unknown","arguments":[["assembly","be-chamber"],["name","52"],["authority","Official gazette of that day: declaration of revision of the Constitution, which dissolves the Chambers (Const. art. 195)"],["day","2010-05-07"]]},{"message":"because.dissolution","truth":"unknown","arguments":[["assembly","be-chamber"],["name","53"],["authority","Official gazette of that day: declaration of revision of the Constitution, which dissolves the Chambers (Const. art. 195)"],["day","2014-04-28"]]},{"message":"because.dissolution","truth":"unknown","arguments":[["assembly","be-chamber"],["name","54"],["authority","Official gazette of that day: declaration of revision of the Constitution, which dissolves the Chambers (Const. art. 195)"],["day","2019-05-23"]]},{"message":"because.dissolution","truth":"unknown","arguments":[["assembly","be-chamber"],["name","55"],["authority","Official gazette of that day: declaration of revision of the Constitution, which dissolves the Chambers (Const. art. 195)"],["day","2024-05-27"]]},{"message":"because.caretaker","truth":"unknown","arguments":[["assembly","be-chamber"],["name","Verhofstadt II"],["authority","Resignation accepted by the King; the next government sworn in, or given full powers, on the last day"],["from","2007-06-11"],["day","2007-12-21"]]},{"message":"because.caretaker","truth":"unknown","arguments":[["assembly","be-chamber"],["name","Leterme I"],["authority","Resignation accepted by the King; the next government sworn in, or given full powers, on the last day"],["from","2008-12-22"],["day","2008-12-30"]]},{"message":"because.caretaker","arguments":[["assembly","be-chamber"],["name","Leterme II"],["authority","Resignation accepted by the King; the next government sworn in, or given full powers, on the last day"],["from","2010-04-26"],["day","2011-12-06"]]},{"message":"because.caretaker","truth":"unknown","arguments":[["assembly","be-chamber"],["name","Di Rupo"],["authority","Resignation accepted by the King; the next government sworn in, or given full powers, on the last day"],["from","2014-05-26"],["day","2014-10-11"]]},{"message":"because.caretaker","truth":"unknown","arguments":[["assembly","be-chamber"],["name","Michel II, Wilmès I"],["authority","Resignation accepted by the King; the next government sworn in, or given full powers, on the last day"],["from","2018-12-21"],["day","2020-03-17"]]},{"message":"because.caretaker","arguments":[["assembly","be-chamber"],["name","De Croo"],["authority","Resignation accepted by the King; the next government sworn in, or given full powers, on the last day"],["from","2024-06-10"],["day","2025-02-03"]]},{"message":"because.not-found","arguments":[["milestone","bill-tabled"],["entity","be-fed"]]},{"message":"because.nobody-looked","truth":"unknown"},{"message":"because.elapsed","arguments":[["lo","2005-10-24"],["severity","severe"],["limit","P7Y2M"]]},{"message":"because.none","of":[{"message":"because.not-recorded","truth":"no","arguments":[["milestone","signed"],["form","definitive-signature simplified-procedure"]]},{"message":"because.not-qualified","truth":"no","arguments":[["as","executive"]]},{"message":"because.not-qualified","truth":"no","arguments":[["as","simplified"]]},{"message":"because.not-qualified","truth":"no","arguments":[["as","no-assent"]]},{"message":"because.not-qualified","truth":"no","arguments":[["as","advance-assent"]]},{"message":"because.not-qualified","truth":"no","arguments":[["as","abandoned"]]}]}]}', '', NULL, NULL, 'none', '');
INSERT INTO finding VALUES ('r1.opcat.be.be-fed.strict', 'R1', 2, 'strict', 'opcat', 'be', 'be-fed', '', 1, 'severe', 4, 'severe', 'unsearched', '2005-10-24', 13080, 13080, 'opcat.be.signed', 'bill-tabled', 'be-fed', '', NULL, NULL, 0, '{"message":"because.finding","arguments":[["rule","R1"]],"of":[{"message":"because.clock","arguments":[["milestone","signed"],["date","2005-10-24"]],"evidence":["opcat.be.signed"]},{"message":"because.dissolution","truth":"unknown","arguments":[["assembly","be-chamber"],["name","51"],["authority","Official gazette of that day: declaration of revision of the Constitution, which dissolves the Chambers (Const. art. 195)"],["day","2007-05-02"]]},{"message":"because.dissolution","truth":"unknown","arguments":[["assembly","be-chamber"],["name","52"],["authority","Official gazette of that day: declaration of revision of the Constitution, which dissolves the Chambers (Const. art. 195)"],["day","2010-05-07"]]},{"message":"because.dissolution","truth":"unknown","arguments":[["assembly","be-chamber"],["name","53"],["authority","Official gazette of that day: declaration of revision of the Constitution, which dissolves the Chambers (Const. art. 195)"],["day","2014-04-28"]]},{"message":"because.dissolution","truth":"unknown","arguments":[["assembly","be-chamber"],["name","54"],["authority","Official gazette of that day: declaration of revision of the Constitution, which dissolves the Chambers (Const. art. 195)"],["day","2019-05-23"]]},{"message":"because.dissolution","truth":"unknown","arguments":[["assembly","be-chamber"],["name","55"],["authority","Official gazette of that day: declaration of revision of the Constitution, which dissolves the Chambers (Const. art. 195)"],["day","2024-05-27"]]},{"message":"because.caretaker","truth":"unknown","arguments":[["assembly","be-chamber"],["name","Verhofstadt II"],["authority","Resignation accepted by the King; the next government sworn in, or given full powers, on the last day"],["from","2007-06-11"],["day","2007-12-21"]]},{"message":"because.caretaker","truth":"unknown","arguments":[["assembly","be-chamber"],["name","Leterme I"],["authority","Resignation accepted by the King; the next government sworn in, or given full powers, on the last day"],["from","2008-12-22"],["day","2008-12-30"]]},{"message":"because.caretaker","arguments":[["assembly","be-chamber"],["name","Leterme II"],["authority","Resignation accepted by the King; the next government sworn in, or given full powers, on the last day"],["from","2010-04-26"],["day","2011-12-06"]]},{"message":"because.caretaker","truth":"unknown","arguments":[["assembly","be-chamber"],["name","Di Rupo"],["authority","Resignation accepted by the King; the next government sworn in, or given full powers, on the last day"],["from","2014-05-26"],["day","2014-10-11"]]},{"message":"because.caretaker","truth":"unknown","arguments":[["assembly","be-chamber"],["name","Michel II, Wilmès I"],["authority","Resignation accepted by the King; the next government sworn in, or given full powers, on the last day"],["from","2018-12-21"],["day","2020-03-17"]]},{"message":"because.caretaker","arguments":[["assembly","be-chamber"],["name","De Croo"],["authority","Resignation accepted by the King; the next government sworn in, or given full powers, on the last day"],["from","2024-06-10"],["day","2025-02-03"]]},{"message":"because.not-found","arguments":[["milestone","bill-tabled"],["entity","be-fed"]]},{"message":"because.nobody-looked","truth":"unknown"},{"message":"because.elapsed","arguments":[["lo","2005-10-24"],["severity","severe"],["limit","P7Y2M"]]},{"message":"because.none","of":[{"message":"because.not-recorded","truth":"no","arguments":[["milestone","signed"],["form","definitive-signature simplified-procedure"]]},{"message":"because.not-qualified","truth":"no","arguments":[["as","executive"]]},{"message":"because.not-qualified","truth":"no","arguments":[["as","simplified"]]},{"message":"because.not-qualified","truth":"no","arguments":[["as","no-assent"]]},{"message":"because.not-qualified","truth":"no","arguments":[["as","advance-assent"]]},{"message":"because.not-qualified","truth":"no","arguments":[["as","abandoned"]]}]}]}', '', NULL, NULL, 'none', '');
INSERT INTO finding_moved VALUES ('r1.mtdsg-iv-9-b.be.be-fed', 'r1.opcat.be.be-fed');
INSERT INTO finding_moved VALUES ('r1.mtdsg-iv-9-b.be.be-fed.strict', 'r1.opcat.be.be-fed.strict');
INSERT INTO finding_step VALUES ('r1.opcat.be.be-fed', 1, 'opened', 13445, 'notice', 'unsearched', 20758, 1);
INSERT INTO finding_step VALUES ('r1.opcat.be.be-fed', 2, 'worsened', 13810, 'warn', 'unsearched', 20758, 1);
INSERT INTO finding_step VALUES ('r1.opcat.be.be-fed', 3, 'worsened', 14541, 'stalled', 'unsearched', 20758, 1);
INSERT INTO finding_step VALUES ('r1.opcat.be.be-fed', 4, 'worsened', 15698, 'severe', 'unsearched', 20758, 1);
INSERT INTO finding_step VALUES ('r1.opcat.be.be-fed.strict', 1, 'opened', 13445, 'notice', 'unsearched', 20758, 1);
INSERT INTO finding_step VALUES ('r1.opcat.be.be-fed.strict', 2, 'worsened', 13810, 'warn', 'unsearched', 20758, 1);
INSERT INTO finding_step VALUES ('r1.opcat.be.be-fed.strict', 3, 'worsened', 14541, 'stalled', 'unsearched', 20758, 1);
INSERT INTO finding_step VALUES ('r1.opcat.be.be-fed.strict', 4, 'worsened', 15698, 'severe', 'unsearched', 20758, 1);
INSERT INTO import VALUES (1, 'file', '2026-11-01T12:00:00Z', 20758, '2015', 'by-hand', 1, 3, 0, 0, 0, 0, 1, 0);
INSERT INTO import VALUES (2, 'file', '2026-11-02T12:00:00Z', 20759, '2018', 'by-hand', 2, 0, 2, 1, 0, 0, 1, 0);
INSERT INTO import VALUES (3, 'file', '2026-11-03T12:00:00Z', 20760, 'searched', 'by-hand', 3, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO instrument VALUES ('mtdsg-iv-9-b', '', 'opcat', '', 1, 3, 20758, 20760);
INSERT INTO instrument VALUES ('opcat', '', NULL, 'mtdsg iv-9-b
optional protocol
opcat', 2, 3, 20758, 20760);
INSERT INTO link VALUES ('placet', 'opcat', 'MTDSG', 'IV-9-b', 3, '', '');
INSERT INTO look VALUES (1, 'be-gazette', '', '', '', 'be', '', 'published', NULL, 20757, NULL, 0, 0, '', 3, '', 3, 20760);
INSERT INTO meta VALUES ('conclusions_read', '1');
INSERT INTO meta VALUES ('identity', '8fccf2a49f76ffeb');
INSERT INTO meta VALUES ('made_from_samples', '0');
INSERT INTO meta VALUES ('revision', '3');
INSERT INTO meta VALUES ('search_made_by', '1');
INSERT INTO remark VALUES (1, 1, 1, '', '', 'doubt', 'unknown-party', 'no party is known by the name "Ruritania"', 'row 2');
INSERT INTO remark VALUES (2, 2, 2, '', '', 'doubt', 'unknown-party', 'no party is known by the name "Ruritania"', 'row 2');
INSERT INTO span VALUES (1, 1, NULL, 20758, NULL);
INSERT INTO span VALUES (2, 1, NULL, 20758, NULL);
INSERT INTO span VALUES (3, 1, 2, 20758, 20759);
INSERT INTO statement VALUES (1, 'un-mtdsg', 'opcat', 'be', 'Belgium', 1, '', '', 1, 'signed', '', '2005-10-24', 13080, 13080, '', '', 'happened', 0, 1);
INSERT INTO statement VALUES (2, 'un-mtdsg', 'opcat', 'Ruritania', 'Ruritania', 0, '', '', 1, 'signed', '', '2006-01-01', 13149, 13149, '', '', 'happened', 0, 1);
INSERT INTO statement VALUES (3, 'un-mtdsg', 'opcat', 'fr', 'France', 1, '', '', 1, 'signed', '', '2005-09-16', 13042, 13042, '', '', 'happened', 0, 0);
INSERT INTO track VALUES ('opcat', 'be', 'be-treaty-federal', 0, NULL, 13080, 'council-of-ministers', 'be-fed', 'council-of-ministers/be-fed', '', 'signed');
UPDATE meta SET value = '0' WHERE key = 'search_made_by';
CREATE VIEW searched_title (row, words) AS
    SELECT search_row, searchable(folded) FROM instrument WHERE folded <> '';
CREATE VIEW searched_passage (row, words) AS
    SELECT p.id, searchable(p.text) FROM passage p JOIN document d ON d.id = p.document
    WHERE d.secondary = 0 AND d.taken_down = 0;
CREATE VIEW searched_document (row, title, quotation, text) AS
    SELECT d.id, searchable(d.title), searchable(d.quotation),
           CASE WHEN d.secondary = 0 THEN searchable(coalesce(e.text, '')) ELSE '' END
    FROM document d LEFT JOIN extracted e ON e.document = d.id WHERE d.taken_down = 0;
CREATE VIEW searched_privately (row, text) AS
    SELECT d.id, searchable(e.text) FROM document d JOIN extracted e ON e.document = d.id
    WHERE d.secondary = 1 AND d.taken_down = 0;
CREATE TRIGGER title_searched AFTER INSERT ON instrument WHEN new.folded <> '' BEGIN
    INSERT INTO title_search (rowid, words) VALUES (new.search_row, searchable(new.folded));
END;
CREATE TRIGGER title_searched_anew AFTER UPDATE OF folded, search_row ON instrument BEGIN
    INSERT INTO title_search (title_search, rowid, words)
        SELECT 'delete', old.search_row, searchable(old.folded) WHERE old.folded <> '';
    INSERT INTO title_search (rowid, words)
        SELECT new.search_row, searchable(new.folded) WHERE new.folded <> '';
END;
CREATE TRIGGER title_unsearched AFTER DELETE ON instrument WHEN old.folded <> '' BEGIN
    INSERT INTO title_search (title_search, rowid, words) VALUES ('delete', old.search_row, searchable(old.folded));
END;
CREATE TRIGGER passage_searched AFTER INSERT ON passage BEGIN
    INSERT INTO passage_search (rowid, words)
        SELECT new.id, searchable(new.text) FROM document
        WHERE id = new.document AND secondary = 0 AND taken_down = 0;
END;
CREATE TRIGGER passage_searched_anew AFTER UPDATE OF id, text, document ON passage BEGIN
    INSERT INTO passage_search (passage_search, rowid, words)
        SELECT 'delete', old.id, searchable(old.text) FROM document
        WHERE id = old.document AND secondary = 0 AND taken_down = 0;
    INSERT INTO passage_search (rowid, words)
        SELECT new.id, searchable(new.text) FROM document
        WHERE id = new.document AND secondary = 0 AND taken_down = 0;
END;
CREATE TRIGGER passage_unsearched AFTER DELETE ON passage BEGIN
    INSERT INTO passage_search (passage_search, rowid, words)
        SELECT 'delete', old.id, searchable(old.text) FROM document
        WHERE id = old.document AND secondary = 0 AND taken_down = 0;
END;
CREATE TRIGGER document_searched AFTER INSERT ON document WHEN new.taken_down = 0 BEGIN
    INSERT INTO document_search (rowid, title, quotation, text)
        VALUES (new.id, searchable(new.title), searchable(new.quotation), '');
END;
CREATE TRIGGER document_leaves_search BEFORE UPDATE OF title, quotation, secondary, taken_down ON document
    WHEN (old.title, old.quotation, old.secondary, old.taken_down)
         IS NOT (new.title, new.quotation, new.secondary, new.taken_down) BEGIN
    INSERT INTO document_search (document_search, rowid, title, quotation, text)
        SELECT 'delete', row, title, quotation, text FROM searched_document WHERE row = old.id;
    INSERT INTO private_search (private_search, rowid, text)
        SELECT 'delete', row, text FROM searched_privately WHERE row = old.id;
    INSERT INTO passage_search (passage_search, rowid, words)
        SELECT 'delete', id, searchable(text) FROM passage
        WHERE document = old.id AND old.secondary = 0 AND old.taken_down = 0;
END;
CREATE TRIGGER document_returns_to_search AFTER UPDATE OF title, quotation, secondary, taken_down ON document
    WHEN (old.title, old.quotation, old.secondary, old.taken_down)
         IS NOT (new.title, new.quotation, new.secondary, new.taken_down) BEGIN
    INSERT INTO document_search (rowid, title, quotation, text)
        SELECT row, title, quotation, text FROM searched_document WHERE row = new.id;
    INSERT INTO private_search (rowid, text) SELECT row, text FROM searched_privately WHERE row = new.id;
    INSERT INTO passage_search (rowid, words)
        SELECT id, searchable(text) FROM passage
        WHERE document = new.id AND new.secondary = 0 AND new.taken_down = 0;
END;
CREATE TRIGGER document_unsearched BEFORE DELETE ON document BEGIN
    INSERT INTO document_search (document_search, rowid, title, quotation, text)
        SELECT 'delete', row, title, quotation, text FROM searched_document WHERE row = old.id;
    INSERT INTO private_search (private_search, rowid, text)
        SELECT 'delete', row, text FROM searched_privately WHERE row = old.id;
END;
CREATE TRIGGER text_searched AFTER INSERT ON extracted BEGIN
    INSERT INTO document_search (document_search, rowid, title, quotation, text)
        SELECT 'delete', row, title, quotation, '' FROM searched_document WHERE row = new.document;
    INSERT INTO document_search (rowid, title, quotation, text)
        SELECT row, title, quotation, text FROM searched_document WHERE row = new.document;
    INSERT INTO private_search (rowid, text) SELECT row, text FROM searched_privately WHERE row = new.document;
END;
CREATE TRIGGER text_leaves_search BEFORE UPDATE ON extracted BEGIN
    INSERT INTO document_search (document_search, rowid, title, quotation, text)
        SELECT 'delete', row, title, quotation, text FROM searched_document WHERE row = old.document;
    INSERT INTO private_search (private_search, rowid, text)
        SELECT 'delete', row, text FROM searched_privately WHERE row = old.document;
END;
CREATE TRIGGER text_returns_to_search AFTER UPDATE ON extracted BEGIN
    INSERT INTO document_search (rowid, title, quotation, text)
        SELECT row, title, quotation, text FROM searched_document WHERE row = new.document;
    INSERT INTO private_search (rowid, text) SELECT row, text FROM searched_privately WHERE row = new.document;
END;
CREATE TRIGGER text_unsearched BEFORE DELETE ON extracted BEGIN
    INSERT INTO document_search (document_search, rowid, title, quotation, text)
        SELECT 'delete', row, title, quotation, text FROM searched_document WHERE row = old.document;
    INSERT INTO private_search (private_search, rowid, text)
        SELECT 'delete', row, text FROM searched_privately WHERE row = old.document;
    INSERT INTO document_search (rowid, title, quotation, text)
        SELECT row, title, quotation, '' FROM searched_document WHERE row = old.document;
END;
COMMIT;
