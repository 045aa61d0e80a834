-- The opening in Toggl Hire that a candidate applied for; empty: none, or not listed since the version that learnt to keep it.
ALTER TABLE candidate ADD COLUMN opening TEXT NOT NULL DEFAULT '';

-- Lists of candidates are read in the order of the primary key. What few have is found by an index, which whoever asks names by
-- the same condition; a lane, or an outcome that many have, is met often enough on the way.
CREATE INDEX candidate_by_opening ON candidate (opening, toggl_id) WHERE opening <> '';
CREATE INDEX candidate_by_reason ON candidate (reason, toggl_id) WHERE reason <> '';
CREATE INDEX candidate_to_attend ON candidate (outcome, toggl_id) WHERE outcome IN ('failed', 'deferred');

-- Who did what by hand, and every edit of the rules.
CREATE TABLE audit (
    id        BIGINT PRIMARY KEY,
    at        BIGINT NOT NULL,
    actor     TEXT NOT NULL,                  -- user name of the operating system, or what acted
    act       TEXT NOT NULL,
    toggl_id  TEXT,                           -- the candidate; "forgotten" once it was; null: about none
    workspace TEXT NOT NULL DEFAULT '',
    detail    TEXT NOT NULL DEFAULT ''        -- without personal data
);

CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX audit_by_candidate ON audit (toggl_id) WHERE toggl_id IS NOT NULL;

-- What is older than ledger.keep-days is found by it.
CREATE INDEX history_by_time ON history (at);

-- Since when Toggl's list, read to its end, has not held the candidate; null: it holds it. Kept where ledger.forget-gone-days is.
ALTER TABLE candidate ADD COLUMN gone_since BIGINT;

CREATE INDEX candidate_gone ON candidate (gone_since) WHERE gone_since IS NOT NULL;
