-- With which addresses a create was sent whose answer is not known stands in the candidate's own row: written and read with
-- the intent, and gone with it.
ALTER TABLE candidate ADD COLUMN sent_at BIGINT;  -- intent_at may be later: until then the answer was waited for
ALTER TABLE candidate ADD COLUMN sent_to TEXT;    -- SHA-256 of the addresses, a line each

UPDATE candidate SET
    sent_at = (SELECT MAX(s.sent_at) FROM create_sent s WHERE s.toggl_id = candidate.toggl_id),
    sent_to = (SELECT string_agg(s.address_hash, '
') FROM create_sent s WHERE s.toggl_id = candidate.toggl_id)
WHERE intent_at IS NOT NULL;

DROP TABLE create_sent;

-- Few outcomes are told apart by reading all rows; an index would be written with every candidate.
DROP INDEX candidate_by_outcome;
DROP INDEX candidate_by_waits;
CREATE INDEX candidate_by_waits ON candidate (waits) WHERE waits <> '';
DROP INDEX candidate_by_person;
CREATE INDEX candidate_by_person ON candidate (loxo_id, agency) WHERE loxo_id IS NOT NULL;
