-- A proposal that went into another is screened anew when that other one is rejected: the screening (初审) then has several
-- decisions, numbered from 1. The last one counts, except while the proposal waits for the next. Each stays as it was decided.
ALTER TABLE screening ADD COLUMN number integer NOT NULL DEFAULT 1 CHECK (number >= 1);
ALTER TABLE screening DROP CONSTRAINT screening_pkey;
ALTER TABLE screening ADD PRIMARY KEY (proposal_id, number);
CREATE INDEX screening_target ON screening (merged_into) WHERE merged_into IS NOT NULL;
