-- What was saved in routes/ or config/ and cannot be used, while the version before goes on: at most one a node.
CREATE TABLE refused_edit (
    node     TEXT PRIMARY KEY,                -- host and working directory
    file     TEXT NOT NULL,
    line     INTEGER NOT NULL,                -- 0 where none can be told
    sentence TEXT NOT NULL,
    since    BIGINT NOT NULL
);
