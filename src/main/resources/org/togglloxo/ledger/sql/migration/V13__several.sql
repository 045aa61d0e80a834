-- Several workspaces and several agencies, each under its name: what is kept once for all of them is kept for each.

ALTER TABLE run ADD COLUMN workspace TEXT NOT NULL DEFAULT '';

-- Times and other numbers that outlive a process, such as when Loxo's jobs were read last; of a workspace, or of an agency.
CREATE TABLE mark_13 (
    name      TEXT NOT NULL,
    workspace TEXT NOT NULL DEFAULT '',
    agency    TEXT NOT NULL DEFAULT '',
    at        BIGINT NOT NULL,
    PRIMARY KEY (name, workspace, agency)
);

INSERT INTO mark_13 (name, at) SELECT name, at FROM mark;

DROP TABLE mark;
ALTER TABLE mark_13 RENAME TO mark;

-- A job in another agency may have the number of one in this.
CREATE TABLE posting_13 (
    toggl_id  TEXT NOT NULL,                  -- the candidate, opening:ID or company:NAME
    workspace TEXT NOT NULL DEFAULT '',
    kind      TEXT NOT NULL,                  -- application, event, job, company
    target    TEXT NOT NULL,                  -- the job; the decision that the event tells; what is made
    loxo_id   TEXT,                           -- the person, or what was made
    agency    TEXT NOT NULL DEFAULT '',
    number    INTEGER NOT NULL DEFAULT 1,     -- counts what was posted for the same target, one after the other
    intent_at BIGINT,                         -- sent then, and the answer is not known
    done_at   BIGINT,
    PRIMARY KEY (toggl_id, workspace, kind, target, agency)
);

INSERT INTO posting_13 (toggl_id, workspace, kind, target, loxo_id, agency, number, intent_at, done_at)
SELECT toggl_id, workspace, kind, target, loxo_id, agency, number, intent_at, done_at FROM posting;

DROP TABLE posting;
ALTER TABLE posting_13 RENAME TO posting;
CREATE INDEX posting_by_person ON posting (loxo_id, agency, kind, target);
