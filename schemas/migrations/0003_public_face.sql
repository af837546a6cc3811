-- The registry, version 3: what the public pages need. Each part below has its own heading.

-- The read model in memory reads again only what was touched (registry/catalogue).
ALTER TABLE instrument ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;      -- of the registry, when last touched
ALTER TABLE instrument ADD COLUMN first_day INTEGER;                        -- recorded days, first and last
ALTER TABLE instrument ADD COLUMN last_day INTEGER;
CREATE INDEX instrument_by_revision ON instrument (revision);
-- What is recorded already says when it was recorded; where nothing does, everything may have been.
UPDATE instrument SET
    first_day = min(
        coalesce((SELECT min(said_day) FROM description d WHERE d.instrument = instrument.id), 9999999),
        coalesce((SELECT min(s.said_day) FROM statement t JOIN span s ON s.statement = t.id
                  WHERE t.instrument = instrument.id), 9999999),
        coalesce((SELECT min(recorded_day) FROM change c WHERE c.instrument = instrument.id), 9999999)),
    last_day = max(
        coalesce((SELECT max(max(said_day, coalesce(gone_day, said_day))) FROM description d
                  WHERE d.instrument = instrument.id), -9999999),
        coalesce((SELECT max(max(s.said_day, coalesce(s.gone_day, s.said_day))) FROM statement t
                  JOIN span s ON s.statement = t.id WHERE t.instrument = instrument.id), -9999999),
        coalesce((SELECT max(recorded_day) FROM change c WHERE c.instrument = instrument.id), -9999999),
        coalesce((SELECT max(said_day) FROM look l WHERE l.instrument = instrument.id), -9999999),
        coalesce((SELECT max(p.recorded_day) FROM finding f JOIN finding_step p ON p.finding = f.id
                  WHERE f.instrument = instrument.id), -9999999));
UPDATE instrument SET first_day = (SELECT min(recorded_day) FROM import) WHERE first_day = 9999999;
UPDATE instrument SET last_day = (SELECT max(recorded_day) FROM import) WHERE last_day = -9999999;

-- Lists of past days: on which days each finding was listed, and how. NULL: not judged since this version.
ALTER TABLE finding ADD COLUMN listed TEXT;
CREATE INDEX finding_without_days ON finding (instrument, party) WHERE listed IS NULL AND gone = 0;
-- Whose step is expected next, of every body on the road: "adopted/be-wal deposited/". NULL as above.
ALTER TABLE track ADD COLUMN awaits TEXT;
CREATE INDEX track_without_awaits ON track (instrument, party) WHERE awaits IS NULL;

-- Which store this is: two stores can reach the same revision with other contents, and a tag must tell them apart.
INSERT INTO meta (key, value) VALUES ('identity', lower(hex(randomblob(8))));
CREATE INDEX import_by_day ON import (recorded_day);      -- mementos: the days on which something was recorded

-- Search. Full-text indexes over what stands elsewhere (external content: nothing is stored twice), kept by triggers
-- in the transaction that changes the thing itself, so that no writer can forget them. searchable() is the program's
-- own function (registry/store/search_words.hpp): only the program can write these tables. The views are the rule of
-- what is searched: in public never the text of a secondary document, and of one taken down nothing at all.
DROP TABLE title_search;
CREATE VIEW searched_title (row, words) AS
    SELECT search_row, searchable(folded) FROM instrument WHERE folded <> '';
CREATE VIRTUAL TABLE title_search USING fts5 (words, content = 'searched_title', content_rowid = 'row',
    tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3 4 5');
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

CREATE VIEW searched_passage (row, words) AS
    SELECT p.id, searchable(p.text) FROM passage p JOIN document d ON d.id = p.document
    WHERE d.secondary = 0 AND d.taken_down = 0;
CREATE VIRTUAL TABLE passage_search USING fts5 (words, content = 'searched_passage', content_rowid = 'row',
    tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4');
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

-- Documents: title and short quotation of all that are not taken down; the text only of those that may be shown.
CREATE VIEW searched_document (row, title, quotation, text) AS
    SELECT d.id, searchable(d.title), searchable(d.quotation),
           CASE WHEN d.secondary = 0 THEN searchable(coalesce(e.text, '')) ELSE '' END
    FROM document d LEFT JOIN extracted e ON e.document = d.id WHERE d.taken_down = 0;
CREATE VIRTUAL TABLE document_search USING fts5 (title, quotation, text, content = 'searched_document',
    content_rowid = 'row', tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4');
-- The texts of secondary documents, for the operator's own search; never in a copy that is given away.
CREATE VIEW searched_privately (row, text) AS
    SELECT d.id, searchable(e.text) FROM document d JOIN extracted e ON e.document = d.id
    WHERE d.secondary = 1 AND d.taken_down = 0;
CREATE VIRTUAL TABLE private_search USING fts5 (text, content = 'searched_privately', content_rowid = 'row',
    tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4');

-- A trigger on a table others refer to makes SQLite look for their rows at every insert: by an index.
CREATE INDEX import_by_document ON import (document);
CREATE INDEX sitting_calendar_by_document ON sitting_calendar (document);
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

-- The words in use, for "did you mean"; of secondary texts none.
CREATE VIRTUAL TABLE title_word USING fts5vocab (title_search, 'row');
CREATE VIRTUAL TABLE passage_word USING fts5vocab (passage_search, 'row');
CREATE VIRTUAL TABLE document_word USING fts5vocab (document_search, 'row');
-- Which searchable() the indexes were made with; where it is another, they are made anew on opening.
INSERT INTO meta (key, value) VALUES ('search_made_by', '0');

-- What took effect, and what was recorded, between two days; what moved lately; what is about to turn.
CREATE INDEX event_vague_by_end ON event (hi) WHERE hi > lo;
CREATE INDEX change_by_day ON change (recorded_day, id);
CREATE INDEX change_of_news ON change (id) WHERE effective >= recorded_day - 61;
CREATE INDEX change_of_record ON change (id) WHERE kind IN ('correction', 'retraction');
CREATE INDEX finding_step_by_day ON finding_step (effective)
    WHERE certainty <> 'unsearched' AND (kind = 'closed' OR severity IN ('stalled', 'severe'));
CREATE INDEX finding_turns ON finding (profile, next_change)
    WHERE open = 1 AND certainty <> 'unsearched' AND next_change IS NOT NULL;

-- The log and the calendar, asked by what they are filtered by.
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
-- The record of one instrument names the pairs told apart from either side.
CREATE INDEX not_same_by_other ON not_same (other_scheme, other_value);
