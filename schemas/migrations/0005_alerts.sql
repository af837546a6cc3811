-- The registry, version 5: alerts. Who asked to be told what, what they have been told, and what waits to be sent.
-- None of it is in a public copy. Instants are whole seconds since 1970-01-01T00:00:00Z.

-- The standing of a party changes: signed, bound, in force, withdrawn (registry/timeline/party_status.hpp). NULL: not
-- recorded since this version, and then the first one recorded is no change.
ALTER TABLE track ADD COLUMN status TEXT;
CREATE INDEX track_without_status ON track (instrument, party) WHERE status IS NULL;
ALTER TABLE change ADD COLUMN status TEXT NOT NULL DEFAULT '';     -- of kind "status": the one now; `was`: the one before

CREATE TABLE alerting (                 -- one row, made by the program
    one INTEGER PRIMARY KEY CHECK (one = 1),
    key BLOB NOT NULL,                  -- secret links are made with it (registry/alerts/token.hpp)
    fanned_out INTEGER NOT NULL,        -- number of the last change that was looked at for subscriptions
    hold_above INTEGER NOT NULL,        -- changes of one import beyond which an editor is asked
    gather INTEGER NOT NULL,            -- seconds over which what is told at once is gathered
    most_lines INTEGER NOT NULL,        -- changes in one message beyond which it is a summary
    base_url TEXT NOT NULL,             -- for links, where a process is not told of one
    hub TEXT NOT NULL) STRICT;          -- WebSub hub to be told of new entries; empty: none

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
    stopped_at INTEGER) STRICT;         -- nothing more is sent to that address: it does not exist
CREATE UNIQUE INDEX subscriber_by_address ON subscriber (folded) WHERE folded <> '';
CREATE INDEX subscriber_by_heard ON subscriber (heard_at);

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
    from_change INTEGER NOT NULL) STRICT;    -- hears of later ones only
CREATE UNIQUE INDEX subscription_once
    ON subscription (subscriber, scope, key, kinds, at_least, channel, coalesce(endpoint, 0));
CREATE INDEX subscription_by_key ON subscription (scope, key) WHERE confirmed_at IS NOT NULL;
CREATE INDEX subscription_unconfirmed ON subscription (made_at) WHERE confirmed_at IS NULL;
CREATE INDEX subscription_by_endpoint ON subscription (endpoint) WHERE endpoint IS NOT NULL;

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
    sent_at INTEGER, error TEXT NOT NULL DEFAULT '') STRICT;
-- What is told at once, and each digest, gathers in one message until it is taken to be sent.
CREATE UNIQUE INDEX outbox_gathering ON outbox (subscriber, coalesce(endpoint, 0), pace)
    WHERE state = 'waiting' AND kind = 'alert';
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE state IN ('waiting', 'retry');
CREATE INDEX outbox_claimed ON outbox (claimed_until) WHERE state = 'sending';
CREATE INDEX outbox_by_subscriber ON outbox (subscriber, id);
CREATE INDEX outbox_by_state ON outbox (state, id);
CREATE INDEX outbox_by_import ON outbox (import) WHERE import IS NOT NULL;
CREATE INDEX outbox_by_endpoint ON outbox (endpoint) WHERE endpoint IS NOT NULL;
CREATE INDEX outbox_by_subscription ON outbox (subscription) WHERE subscription IS NOT NULL;

CREATE TABLE told (                     -- the ledger: a subscription hears of a change once
    subscription INTEGER NOT NULL REFERENCES subscription ON DELETE CASCADE,
    change INTEGER NOT NULL REFERENCES change,
    message INTEGER REFERENCES outbox ON DELETE CASCADE,     -- null: of a private feed, which is fetched
    moves INTEGER NOT NULL,             -- 1: with it something came onto the list, -1: left it
    PRIMARY KEY (subscription, change)) STRICT, WITHOUT ROWID;
CREATE INDEX told_by_message ON told (message, change) WHERE message IS NOT NULL;

CREATE TABLE summarised (               -- the same for an import too large to be told line by line
    subscription INTEGER NOT NULL REFERENCES subscription ON DELETE CASCADE,
    import INTEGER NOT NULL REFERENCES import,
    message INTEGER REFERENCES outbox ON DELETE CASCADE,
    changes INTEGER NOT NULL,           -- how many of them concern it
    PRIMARY KEY (subscription, import)) STRICT, WITHOUT ROWID;
CREATE INDEX summarised_by_message ON summarised (message) WHERE message IS NOT NULL;

CREATE TABLE held_import (              -- imports with more changes than are sent without a person's word
    import INTEGER PRIMARY KEY REFERENCES import,
    changes INTEGER NOT NULL, messages INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('held', 'released', 'dropped')),
    held_at INTEGER NOT NULL, decided_at INTEGER) STRICT;

CREATE TABLE ping (                     -- WebSub: the hub is to be told of this feed
    topic TEXT PRIMARY KEY, due_at INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
    asks INTEGER NOT NULL DEFAULT 1,    -- since it was last done
    error TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE INDEX ping_due ON ping (due_at);

CREATE TABLE delivery_count (           -- what became of messages, without saying whose
    day INTEGER NOT NULL, channel TEXT NOT NULL,     -- mail webhook hub
    outcome TEXT NOT NULL,                           -- sent retry dead bounced ended purged unsubscribed
    n INTEGER NOT NULL, PRIMARY KEY (day, channel, outcome)) STRICT, WITHOUT ROWID;
