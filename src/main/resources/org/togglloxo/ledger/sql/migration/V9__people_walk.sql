-- Everybody in Loxo, as a walk through all people found them; read again where the walk was interrupted, and replaced by the next.
CREATE TABLE people_index (
    loxo_id      TEXT NOT NULL,
    address_hash TEXT NOT NULL,               -- SHA-256; empty for the person as such, who may have no address
    agency       TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (loxo_id, address_hash, agency)
);

CREATE TABLE people_walk (
    agency     TEXT PRIMARY KEY DEFAULT '',
    slug       TEXT NOT NULL,
    began_at   BIGINT NOT NULL,
    asked_at   BIGINT NOT NULL,               -- nothing that changed before is missing, once it is complete
    changed_at BIGINT,                        -- the last change before that, by Loxo's clock; null: Loxo does not tell
    scroll_id  TEXT,                          -- where it goes on; null: at the beginning, or complete
    total      BIGINT NOT NULL,               -- the most that Loxo said it has
    complete   INTEGER NOT NULL DEFAULT 0
);
