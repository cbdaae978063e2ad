-- Inspectors who cannot go on, and who inspects each picked project.

-- An inspector of a picked project was replaced by another (DOMAIN.md §6.3). The draw itself is never changed: it can be
-- repeated from its seed for ever. Rows of one pick are numbered in order; the last one of a place says who stands there.
-- `passed` are those who would have been next by ticket and could not serve.
CREATE TABLE inspector_replacement (
  id uuid PRIMARY KEY,
  district_id uuid NOT NULL REFERENCES area,
  project_id uuid NOT NULL REFERENCES project,
  extra boolean NOT NULL,
  number integer NOT NULL CHECK (number >= 1),
  place smallint NOT NULL CHECK (place IN (1, 2)),
  leaves uuid NOT NULL REFERENCES account,
  account_id uuid NOT NULL REFERENCES account,
  passed uuid[] NOT NULL,
  reason text NOT NULL CHECK (reason IN ('left', 'conflict', 'unavailable')),
  replaced_by uuid NOT NULL REFERENCES account,
  replaced_at timestamptz NOT NULL,
  UNIQUE (project_id, extra, number),
  CHECK (leaves <> account_id)
);
CREATE TRIGGER inspector_replacement_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON inspector_replacement
  EXECUTE FUNCTION refuse_change();

-- Who inspects a picked project, one row a place: as drawn or named, or whoever came after them. pick_id is the draw's or the
-- extra pick's id.
CREATE VIEW pick_inspector AS
SELECT pick.district_id, pick.project_id, pick.extra, pick.pick_id, pick.place,
  coalesce(latest.account_id, pick.account_id) AS account_id
FROM (
  SELECT district_id, project_id, false AS extra, draw_id AS pick_id, place, account_id FROM audit_assignment
  UNION ALL SELECT district_id, project_id, true, id, 1::smallint, first_inspector FROM extra_pick
  UNION ALL SELECT district_id, project_id, true, id, 2::smallint, second_inspector FROM extra_pick
) pick LEFT JOIN LATERAL (
  SELECT account_id FROM inspector_replacement replacement
  WHERE replacement.project_id = pick.project_id AND replacement.extra = pick.extra AND replacement.place = pick.place
  ORDER BY number DESC LIMIT 1
) latest ON true;

-- Nobody inspects what they executed or accepted, whoever they came after; nor does whoever once was to inspect it execute it.
CREATE OR REPLACE FUNCTION nobody_inspects_own_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM project WHERE id = NEW.project_id FOR NO KEY UPDATE;
  IF EXISTS (
    SELECT FROM (
      SELECT account_id FROM audit_assignment WHERE project_id = NEW.project_id
      UNION SELECT unnest(ARRAY[first_inspector, second_inspector]) FROM extra_pick WHERE project_id = NEW.project_id
      UNION SELECT account_id FROM inspector_replacement WHERE project_id = NEW.project_id
    ) inspector WHERE account_id IN (
      SELECT account_id FROM project_executor WHERE project_id = NEW.project_id
      UNION SELECT account_id FROM acceptance_signature JOIN acceptance ON acceptance.id = acceptance_id
        WHERE project_id = NEW.project_id AND status = 'decided'
    )
  ) THEN
    RAISE EXCEPTION 'nobody inspects what they executed or accepted'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'nobody_inspects_own_work';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER nobody_inspects_own_work AFTER INSERT ON inspector_replacement
  FOR EACH ROW EXECUTE FUNCTION nobody_inspects_own_work();

GRANT SELECT, INSERT ON inspector_replacement TO piaojue_server;
GRANT SELECT ON pick_inspector TO piaojue_server;
