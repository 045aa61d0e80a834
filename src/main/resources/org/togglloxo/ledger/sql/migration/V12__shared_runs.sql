-- Several processes take candidates out of one queue (sync.queue=kafka:...): what a run is stands here, and in none of them.

CREATE TABLE node (
    node    TEXT PRIMARY KEY,                -- one process, from its start to its end
    seen_at BIGINT NOT NULL                  -- it says so every second; silent for long, it is taken to be dead
);

CREATE TABLE shared_run (
    run_id        BIGINT PRIMARY KEY,
    lister        TEXT NOT NULL,             -- the node that lists
    total         BIGINT NOT NULL DEFAULT 0, -- what Toggl Hire says it has, once it has said so
    read          BIGINT NOT NULL DEFAULT 0, -- how many were listed, once the listing has ended
    list_ended_at BIGINT,
    list_exit     INTEGER,                   -- why it ended early
    list_reason   TEXT,
    list_sentence TEXT,
    stop_exit     INTEGER,                   -- why the run stops on every node
    stop_reason   TEXT,
    stop_sentence TEXT
);

-- Everybody listed, while the run is under way: whoever comes out of the queue twice counts once.
CREATE TABLE run_candidate (
    run_id   BIGINT NOT NULL,
    toggl_id TEXT NOT NULL,
    held_by  TEXT,                           -- the node that waits to see whether all are refused
    outcome  TEXT,                           -- null until there is one
    PRIMARY KEY (run_id, toggl_id)
);
CREATE INDEX run_candidate_open ON run_candidate (run_id) WHERE outcome IS NULL;

-- What each node has done for a run.
CREATE TABLE run_part (
    run_id       BIGINT NOT NULL,
    node         TEXT NOT NULL,
    done         BIGINT NOT NULL DEFAULT 0,
    applications BIGINT NOT NULL DEFAULT 0,
    events       BIGINT NOT NULL DEFAULT 0,
    under_way    BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, node)
);

-- A quota is the agency's, whoever calls: who has called lately has a share of it.
CREATE TABLE pace_share (
    service TEXT NOT NULL,
    node    TEXT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (service, node)
);
