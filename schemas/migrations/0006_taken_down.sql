-- The registry, version 6: when and why a document was taken down, or put back; the newest row of a document holds.
CREATE TABLE taking_down (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document,
    down INTEGER NOT NULL CHECK (down IN (0, 1)),
    because TEXT NOT NULL CHECK (because <> ''),
    revision INTEGER NOT NULL,          -- of the registry from then on: public copies of earlier ones may hold the document
    import INTEGER NOT NULL REFERENCES import) STRICT;     -- the run it was done in
CREATE INDEX taking_down_by_document ON taking_down (document, id);
CREATE INDEX taking_down_by_revision ON taking_down (revision) WHERE down = 1;
