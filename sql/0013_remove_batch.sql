-- A batch that was begun by mistake is taken away again as long as nobody has keyed it (paper_keying refers to it): otherwise
-- its round could never be published.
CREATE OR REPLACE FUNCTION paper_batch_stays_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'agreed' THEN
    RAISE EXCEPTION 'an agreed batch never changes' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'paper_batch_stays_agreed';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;

GRANT DELETE ON paper_batch TO piaojue_server;
