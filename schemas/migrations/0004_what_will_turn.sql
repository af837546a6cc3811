-- The registry, version 4: what time alone will bring, so that lists of days ahead need judge nothing.

-- Of each track the findings that will open, change or close after it was judged, if nothing more is recorded, and on
-- which days. NULL: not judged since this version. Where nothing turns by time alone there is nothing to keep.
ALTER TABLE track ADD COLUMN ahead TEXT;
UPDATE track SET ahead = '' WHERE due IS NULL AND awaits IS NOT NULL;
CREATE INDEX track_without_ahead ON track (instrument, party) WHERE ahead IS NULL;
