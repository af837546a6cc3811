-- The registry, version 7: mail that came back counts once a message and not for ever, and a private feed that nobody
-- fetches ends (registry/alerts/people.hpp).
ALTER TABLE subscriber ADD COLUMN bounced_at INTEGER;      -- the last bounce that was counted
ALTER TABLE outbox ADD COLUMN bounced_at INTEGER;          -- a notification (RFC 3464) said that it came back
-- Nobody wrote down until now that a feed was fetched: each is taken to have been today.
UPDATE subscriber SET heard_at = max(heard_at, unixepoch()) WHERE address = '';
-- A person's row went, and the log beside the file may still hold it (registry/store/subscriptions.hpp).
ALTER TABLE alerting ADD COLUMN forgot INTEGER NOT NULL DEFAULT 0;

-- A look from before a wait began finds nothing of it, and what was looked into after it had ended says nothing of it
-- (registry/rules/weigh.hpp). By the first a track may have a finding it had not, so every one is judged anew at once,
-- by whoever lets time pass; the second is written as it ended.
UPDATE track SET due = 0;
UPDATE finding SET worsens_on = NULL, worsens_to = 'none' WHERE open = 0 AND worsens_on IS NOT NULL;
UPDATE finding SET last_look = min(last_look, (SELECT p.effective FROM finding_step p
                                               WHERE p.finding = finding.id ORDER BY p.n DESC LIMIT 1))
    WHERE open = 0 AND last_look IS NOT NULL AND EXISTS (SELECT 1 FROM finding_step p WHERE p.finding = finding.id);
