-- With which addresses a create was sent whose answer is not known, as SHA-256: the candidate may have others by now.
CREATE TABLE create_sent (
    toggl_id     TEXT NOT NULL,
    address_hash TEXT NOT NULL,
    sent_at      BIGINT NOT NULL,
    PRIMARY KEY (toggl_id, address_hash)
);

-- Of those under way now nothing better is known.
INSERT INTO create_sent (toggl_id, address_hash, sent_at)
SELECT a.toggl_id, a.address_hash, c.intent_at
FROM candidate_address a JOIN candidate c ON c.toggl_id = a.toggl_id
WHERE c.intent_at IS NOT NULL AND c.loxo_id IS NULL;
