-- Somebody with a duty left the hall after the hall had confirmed the duties. A row tells whose duty it was and who took it
-- over; taken_by is null where those who remain are enough. The row in duty is that of the successor alone.
CREATE TABLE duty_replacement (
  id uuid PRIMARY KEY,
  district_id uuid NOT NULL REFERENCES area,
  assembly_id uuid NOT NULL REFERENCES assembly,
  duty text NOT NULL CHECK (duty IN ('chief_scrutineer', 'scrutineer', 'teller')),
  left_by uuid NOT NULL REFERENCES delegate,
  taken_by uuid REFERENCES delegate,
  replaced_at timestamptz NOT NULL,
  CHECK (left_by <> taken_by)
);
CREATE INDEX duty_replacement_assembly ON duty_replacement (assembly_id);
CREATE TRIGGER duty_replacement_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON duty_replacement
  EXECUTE FUNCTION refuse_change();

-- What a teller who is none any more had keyed of a batch when another teller keyed it in the same place. It counts no more, and
-- stays for whoever looks into it. Several of a batch are numbered from 1.
CREATE TABLE paper_keying_set_aside (
  batch_id uuid NOT NULL REFERENCES paper_batch,
  number integer NOT NULL CHECK (number >= 1),
  district_id uuid NOT NULL REFERENCES area,
  delegate_id uuid NOT NULL REFERENCES delegate,
  place smallint NOT NULL CHECK (place IN (1, 2)),
  revision integer NOT NULL CHECK (revision >= 1),
  sheets jsonb NOT NULL,
  keyed_at timestamptz NOT NULL,
  set_aside_at timestamptz NOT NULL,
  PRIMARY KEY (batch_id, number)
);
CREATE TRIGGER paper_keying_set_aside_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON paper_keying_set_aside
  EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON duty_replacement, paper_keying_set_aside TO piaojue_server;
-- paper_keying_stays_agreed keeps what an agreed batch rests on.
GRANT DELETE ON paper_keying TO piaojue_server;
