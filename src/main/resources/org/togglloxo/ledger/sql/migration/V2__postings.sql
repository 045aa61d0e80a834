-- What is to be done once and is no person: applications for jobs, events, jobs made for openings.

CREATE TABLE posting (
    toggl_id  TEXT NOT NULL,                  -- the candidate, or opening:ID
    kind      TEXT NOT NULL,                  -- application, event, job
    target    TEXT NOT NULL,                  -- the job; the decision that the event tells
    loxo_id   TEXT,                           -- the person
    number    INTEGER NOT NULL DEFAULT 1,     -- counts what was posted for the same target, one after the other
    intent_at BIGINT,                         -- sent then, and the answer is not known
    done_at   BIGINT,
    PRIMARY KEY (toggl_id, kind, target)
);

CREATE INDEX posting_by_person ON posting (loxo_id, kind, target);

-- Why somebody who is to be put forward is not yet: no-job, ambiguous-job, no-phone; empty where nothing waits.
ALTER TABLE candidate ADD COLUMN waits TEXT NOT NULL DEFAULT '';

CREATE INDEX candidate_by_waits ON candidate (waits);

ALTER TABLE run ADD COLUMN applications BIGINT NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN events BIGINT NOT NULL DEFAULT 0;

CREATE TABLE remark (
    run_id   BIGINT NOT NULL,
    code     TEXT NOT NULL,
    sentence TEXT NOT NULL
);

CREATE INDEX remark_by_run ON remark (run_id);

-- Times that outlive a process, such as when Loxo's jobs were read last.
CREATE TABLE mark (
    name TEXT PRIMARY KEY,
    at   BIGINT NOT NULL
);
