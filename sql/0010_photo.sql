-- Pictures of what is proposed, built, accepted and inspected.

-- A photo of exactly one subject. It was made anew by the server: no larger than the pages need, without what the camera
-- wrote into it. sha256 is of the larger picture's bytes. A photo is never changed; it can be taken away once, with its
-- reason, and then the row stays so that everybody sees that there was one.
CREATE TABLE photo (
  id uuid PRIMARY KEY,
  district_id uuid NOT NULL REFERENCES area,
  proposal_id uuid REFERENCES proposal,
  project_id uuid REFERENCES project,
  acceptance_id uuid REFERENCES acceptance,
  inspection_id uuid REFERENCES inspection,
  caption text NOT NULL CHECK (length(caption) BETWEEN 1 AND 200),
  width integer NOT NULL CHECK (width BETWEEN 1 AND 1600),
  height integer NOT NULL CHECK (height BETWEEN 1 AND 1600),
  small_width integer NOT NULL CHECK (small_width BETWEEN 1 AND 400),
  small_height integer NOT NULL CHECK (small_height BETWEEN 1 AND 400),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  added_by uuid REFERENCES account,
  added_by_delegate uuid,
  added_at timestamptz NOT NULL,
  removed_at timestamptz,
  removed_by uuid REFERENCES account,
  removal_reason text CHECK (length(removal_reason) BETWEEN 1 AND 500),
  -- An inspection names its project and an acceptance too; a photo names only the nearest.
  CHECK (num_nonnulls(proposal_id, project_id, acceptance_id, inspection_id) = 1),
  -- A resident has no account: neither is set.
  CHECK (num_nonnulls(added_by, added_by_delegate) <= 1),
  CHECK ((removed_at IS NULL) = (removal_reason IS NULL)),
  CHECK (removed_at IS NOT NULL OR removed_by IS NULL)
);
CREATE INDEX photo_proposal ON photo (proposal_id, added_at) WHERE proposal_id IS NOT NULL;
CREATE INDEX photo_project ON photo (project_id, added_at) WHERE project_id IS NOT NULL;
CREATE INDEX photo_acceptance ON photo (acceptance_id, added_at) WHERE acceptance_id IS NOT NULL;
CREATE INDEX photo_inspection ON photo (inspection_id, added_at) WHERE inspection_id IS NOT NULL;

CREATE FUNCTION photo_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL
    OR (to_jsonb(NEW) - '{removed_at,removed_by,removal_reason}'::text[])
      <> (to_jsonb(OLD) - '{removed_at,removed_by,removal_reason}'::text[]) THEN
    RAISE EXCEPTION 'a photo is taken away once and never changed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'photo_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER photo_stays BEFORE UPDATE OR DELETE ON photo FOR EACH ROW EXECUTE FUNCTION photo_stays();
CREATE TRIGGER photo_is_never_emptied BEFORE TRUNCATE ON photo EXECUTE FUNCTION refuse_change();

-- The bytes of a photo, a JPEG in two sizes, where no other storage is set. They go when the photo is taken away, not before.
CREATE TABLE photo_bytes (
  photo_id uuid NOT NULL REFERENCES photo,
  size text NOT NULL CHECK (size IN ('full', 'small')),
  district_id uuid NOT NULL REFERENCES area,
  bytes bytea NOT NULL CHECK (length(bytes) BETWEEN 1 AND 4194304),
  PRIMARY KEY (photo_id, size)
);
-- A JPEG does not become smaller by being compressed once more.
ALTER TABLE photo_bytes ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE FUNCTION photo_bytes_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT removed_at FROM photo WHERE id = OLD.photo_id) IS NULL THEN
    RAISE EXCEPTION 'the bytes of a photo stay until it is taken away'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'photo_bytes_stay';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER photo_bytes_stay BEFORE DELETE ON photo_bytes FOR EACH ROW EXECUTE FUNCTION photo_bytes_stay();
CREATE TRIGGER photo_bytes_are_never_changed BEFORE UPDATE OR TRUNCATE ON photo_bytes EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON photo TO piaojue_server;
GRANT SELECT, INSERT, DELETE ON photo_bytes TO piaojue_server;
GRANT UPDATE (removed_at, removed_by, removal_reason) ON photo TO piaojue_server;
