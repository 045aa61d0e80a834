-- The last run that had begun when somebody decided by hand (retry, link) what is to be done next: that run and those before
-- it do not settle it. 0: nobody has.
ALTER TABLE candidate ADD COLUMN again_after BIGINT NOT NULL DEFAULT 0;
