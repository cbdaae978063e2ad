-- Puts ballots that were checked into the boxes of their rounds, those that are open for voting, and gives the number that it
-- put there: a ballot under a key that is taken stays out. A statement of its own, and so a transaction: when it is answered,
-- the ballots are on disk. It takes the rounds and writes the keys in order, so that two of them never wait for each other, and
-- holds the rounds, so that closing waits for it. A function, because what it does is then planned once per connection.
CREATE FUNCTION drop_ballots(rounds uuid[], keys text[], ballots text[]) RETURNS bigint
  LANGUAGE plpgsql AS $$
DECLARE
  written bigint;
BEGIN
  WITH open AS MATERIALIZED (
    SELECT id, district_id FROM round WHERE id = ANY (rounds) AND status = 'voting' ORDER BY id FOR KEY SHARE
  )
  INSERT INTO ballot_box (round_id, key, district_id, ballot)
    SELECT open.id, dropped.key, open.district_id, dropped.ballot
      FROM unnest(rounds, keys, ballots) dropped (round_id, key, ballot) JOIN open ON open.id = dropped.round_id
      ORDER BY open.id, dropped.key COLLATE "C"
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS written = ROW_COUNT;
  RETURN written;
END $$;
REVOKE ALL ON FUNCTION drop_ballots(uuid[], text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_ballots(uuid[], text[], text[]) TO piaojue_server;
