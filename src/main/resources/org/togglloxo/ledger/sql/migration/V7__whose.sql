-- A candidate is known by workspace and id, a person by agency and id: one of each today, under the empty name.
-- SQLite cannot change a primary key, so these tables are made anew. The id comes first in each key: it alone leads there.

CREATE TABLE candidate_7 (
    toggl_id     TEXT NOT NULL,
    workspace    TEXT NOT NULL DEFAULT '',
    loxo_id      TEXT,
    agency       TEXT NOT NULL DEFAULT '',
    created_here INTEGER NOT NULL DEFAULT 0,  -- 1: this candidate made the person in Loxo
    lane         TEXT NOT NULL DEFAULT '',
    tags         TEXT NOT NULL DEFAULT '',    -- of the last delivery that succeeded, a line each
    fingerprint  TEXT,                        -- of the last delivery that succeeded
    attempted    TEXT,                        -- of the last one that was tried; null: to be tried again
    outcome      TEXT NOT NULL,
    reason       TEXT NOT NULL DEFAULT '',
    sentence     TEXT NOT NULL DEFAULT '',
    attempts     INTEGER NOT NULL DEFAULT 0,  -- deferred so often in a row
    not_before   BIGINT NOT NULL DEFAULT 0,   -- a deferred one is not tried again earlier
    intent_at    BIGINT,                      -- a create was sent then and its answer is not known
    updated_at   BIGINT NOT NULL,
    waits        TEXT NOT NULL DEFAULT '',    -- why somebody who is to be put forward is not yet
    again_after  BIGINT NOT NULL DEFAULT 0,   -- the last run that does not settle what was decided by hand
    PRIMARY KEY (toggl_id, workspace)
);

INSERT INTO candidate_7 (toggl_id, loxo_id, created_here, lane, tags, fingerprint, attempted, outcome, reason, sentence,
    attempts, not_before, intent_at, updated_at, waits, again_after)
SELECT toggl_id, loxo_id, created_here, lane, tags, fingerprint, attempted, outcome, reason, sentence,
    attempts, not_before, intent_at, updated_at, waits, again_after
FROM candidate;

DROP TABLE candidate;
ALTER TABLE candidate_7 RENAME TO candidate;
CREATE INDEX candidate_by_outcome ON candidate (outcome);
CREATE INDEX candidate_by_person ON candidate (loxo_id, agency);
CREATE INDEX candidate_by_waits ON candidate (waits);

CREATE TABLE candidate_address_7 (
    toggl_id     TEXT NOT NULL,
    workspace    TEXT NOT NULL DEFAULT '',
    address_hash TEXT NOT NULL,
    PRIMARY KEY (toggl_id, workspace, address_hash)
);

INSERT INTO candidate_address_7 (toggl_id, address_hash) SELECT toggl_id, address_hash FROM candidate_address;

DROP TABLE candidate_address;
ALTER TABLE candidate_address_7 RENAME TO candidate_address;
CREATE INDEX candidate_address_by_hash ON candidate_address (address_hash);

CREATE TABLE person_address_7 (
    address_hash TEXT NOT NULL,
    agency       TEXT NOT NULL DEFAULT '',
    loxo_id      TEXT NOT NULL,
    PRIMARY KEY (address_hash, agency)
);

INSERT INTO person_address_7 (address_hash, loxo_id) SELECT address_hash, loxo_id FROM person_address;

DROP TABLE person_address;
ALTER TABLE person_address_7 RENAME TO person_address;
CREATE INDEX person_address_by_person ON person_address (loxo_id, agency);

CREATE TABLE create_sent_7 (
    toggl_id     TEXT NOT NULL,
    workspace    TEXT NOT NULL DEFAULT '',
    address_hash TEXT NOT NULL,
    sent_at      BIGINT NOT NULL,
    PRIMARY KEY (toggl_id, workspace, address_hash)
);

INSERT INTO create_sent_7 (toggl_id, address_hash, sent_at) SELECT toggl_id, address_hash, sent_at FROM create_sent;

DROP TABLE create_sent;
ALTER TABLE create_sent_7 RENAME TO create_sent;

CREATE TABLE posting_7 (
    toggl_id  TEXT NOT NULL,                  -- the candidate, or opening:ID
    workspace TEXT NOT NULL DEFAULT '',
    kind      TEXT NOT NULL,                  -- application, event, job
    target    TEXT NOT NULL,                  -- the job; the decision that the event tells
    loxo_id   TEXT,                           -- the person
    agency    TEXT NOT NULL DEFAULT '',
    number    INTEGER NOT NULL DEFAULT 1,     -- counts what was posted for the same target, one after the other
    intent_at BIGINT,                         -- sent then, and the answer is not known
    done_at   BIGINT,
    PRIMARY KEY (toggl_id, workspace, kind, target)
);

INSERT INTO posting_7 (toggl_id, kind, target, loxo_id, number, intent_at, done_at)
SELECT toggl_id, kind, target, loxo_id, number, intent_at, done_at FROM posting;

DROP TABLE posting;
ALTER TABLE posting_7 RENAME TO posting;
CREATE INDEX posting_by_person ON posting (loxo_id, agency, kind, target);

ALTER TABLE history ADD COLUMN workspace TEXT NOT NULL DEFAULT '';

-- Whose people these are, since the first run or since "ledger adopt".
CREATE TABLE agency (
    agency    TEXT PRIMARY KEY,
    slug      TEXT NOT NULL,
    agency_id TEXT                            -- as Loxo's answers show it; null: they have not
);

-- The openings by which a workspace of Toggl Hire is known again: it has no id, and keys change.
CREATE TABLE workspace_opening (
    opening_id TEXT NOT NULL,
    workspace  TEXT NOT NULL DEFAULT '',
    name       TEXT NOT NULL,
    PRIMARY KEY (opening_id, workspace)
);

-- The rules that the last run went by, as SHA-256.
CREATE TABLE rules (
    workspace TEXT PRIMARY KEY,
    hash      TEXT NOT NULL
);
