-- What people were told of the runs, so that they are told once: one row, shared by all nodes.
CREATE TABLE alert_memory (
    workspace TEXT PRIMARY KEY DEFAULT '',
    version   BIGINT NOT NULL,               -- counts up; whoever writes names the one that was read
    state     TEXT NOT NULL                  -- JSON, no personal data
);
