-- 1: the candidate had the address once and has another one now. Of those with several, versions before did not keep which.
ALTER TABLE candidate_address ADD COLUMN former INTEGER NOT NULL DEFAULT 0;

UPDATE candidate_address SET former = 1
WHERE EXISTS (SELECT 1 FROM candidate_address other WHERE other.toggl_id = candidate_address.toggl_id
    AND other.workspace = candidate_address.workspace AND other.address_hash <> candidate_address.address_hash);
