-- One text for SQLite and PostgreSQL. Times are milliseconds since 1970, UTC.
-- Addresses stand here as SHA-256 of the normalised address only; names, phones and places do not stand here at all.

CREATE TABLE candidate (
    toggl_id     TEXT PRIMARY KEY,
    loxo_id      TEXT,
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
    updated_at   BIGINT NOT NULL
);

CREATE INDEX candidate_by_outcome ON candidate (outcome);
CREATE INDEX candidate_by_person ON candidate (loxo_id);

CREATE TABLE candidate_address (
    toggl_id     TEXT NOT NULL,
    address_hash TEXT NOT NULL,
    PRIMARY KEY (toggl_id, address_hash)
);

CREATE INDEX candidate_address_by_hash ON candidate_address (address_hash);

-- Whose address it is in Loxo, so that two candidates with one address become one person while the search still lags.
CREATE TABLE person_address (
    address_hash TEXT PRIMARY KEY,
    loxo_id      TEXT NOT NULL
);

CREATE TABLE run (
    id         BIGINT PRIMARY KEY,
    started_at BIGINT NOT NULL,
    ended_at   BIGINT,
    ended      TEXT NOT NULL DEFAULT '',      -- finished, or why it stopped
    exit_code  INTEGER,
    sentence   TEXT NOT NULL DEFAULT '',
    listed     BIGINT NOT NULL DEFAULT 0,
    total      BIGINT,
    created    BIGINT NOT NULL DEFAULT 0,
    updated    BIGINT NOT NULL DEFAULT 0,
    unchanged  BIGINT NOT NULL DEFAULT 0,
    skipped    BIGINT NOT NULL DEFAULT 0,
    deferred   BIGINT NOT NULL DEFAULT 0,
    failed     BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE history (
    toggl_id TEXT NOT NULL,
    run_id   BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    lane     TEXT NOT NULL,
    outcome  TEXT NOT NULL,
    reason   TEXT NOT NULL,
    sentence TEXT NOT NULL,
    call     TEXT,
    answer   TEXT
);

CREATE INDEX history_by_candidate ON history (toggl_id, at);
