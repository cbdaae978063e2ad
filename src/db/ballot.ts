import { sql } from 'kysely'
import type { RoundOfBallots } from '../core/assembly/ballot-judge.ts'
import type { VotingRules } from '../core/cycle/rules.ts'
import type { ElectronicBallot } from '../core/record/entries.ts'
import { isGivenUp, type Pool, type Tx } from './tx.ts'

/** A ballot that was checked, as it is stored: nothing but the round, the key and the text. */
export interface CastBallot {
  readonly round_id: string
  readonly district_id: string
  readonly key: string
  /** JCS of the ballot. */
  readonly text: string
}

/** What became of a ballot: it lies in the box (or among the counted ones), another one is under its key, or voting is not open. */
export type Dropped = 'kept' | 'differs' | 'closed'

export interface RoundOfDistrict extends RoundOfBallots {
  readonly district_id: string
}

export async function findBallotRound(db: Pool, id: string): Promise<RoundOfDistrict | null> {
  const row = await db
    .selectFrom('round')
    .innerJoin('assembly', 'assembly.id', 'round.assembly_id')
    .innerJoin('cycle', 'cycle.id', 'assembly.cycle_id')
    .select(['round.id as round', 'round.district_id', 'token_key', 'max_choices', 'cycle.rules'])
    .select(
      sql<string[]>`array(select candidate_id::text from round_candidate where round_id = round.id)`.as(
        'candidates',
      ),
    )
    .where('round.id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return null
  const { rules, ...round } = row
  return { ...round, exact_choices: (rules as unknown as VotingRules).exact_choices }
}

const attempts = 4

/**
 * Puts ballots into the boxes of their rounds, those that are open for voting, and tells of each what became of it. One
 * statement, and so one transaction: what it answers is on disk.
 */
export async function dropBallots(db: Pool, ballots: readonly CastBallot[]): Promise<Dropped[]> {
  if ((await write(db, ballots)) === ballots.length) return ballots.map(() => 'kept')
  // Some were not written: which, and what lies under their keys instead, the table says.
  const found = await findKept(db, ballots)
  return ballots.map(ballot => outcome(found.get(nameOf(ballot)), ballot.text))
}

function outcome(kept: Kept | undefined, text: string): Dropped {
  if (kept?.ballot === text) return 'kept'
  return kept?.open === true ? 'differs' : 'closed'
}

function nameOf({ round_id, key }: Pick<CastBallot, 'round_id' | 'key'>): string {
  return `${round_id} ${key}`
}

/** How many of the ballots the statement put into a box. */
async function write(db: Pool, ballots: readonly CastBallot[]): Promise<number> {
  const query = sql<{ written: number }>`
    select drop_ballots(${ballots.map(({ round_id }) => round_id)}::uuid[], ${ballots.map(({ key }) => key)}::text[],
      ${ballots.map(({ text }) => text)}::text[]) as written`
  for (let attempt = 1; ; attempt++) {
    try {
      const { rows } = await query.execute(db)
      return rows[0]?.written ?? 0
    } catch (error) {
      if (attempt === attempts || !isGivenUp(error)) throw error
    }
  }
}

interface Kept {
  readonly ballot: string
  readonly open: boolean
}

/** What lies under the keys of these ballots, in the box or among those to be counted. */
async function findKept(db: Pool, ballots: readonly CastBallot[]): Promise<Map<string, Kept>> {
  const { rows } = await sql<{ round_id: string; key: string; ballot: string; open: boolean }>`
    with asked as materialized (
      select distinct round_id, key from unnest(${ballots.map(({ round_id }) => round_id)}::uuid[],
        ${ballots.map(({ key }) => key)}::text[]) asked (round_id, key)
    )
    select round_id, key, ballot, true as open from ballot_box join asked using (round_id, key)
      union all select round_id, key, ballot, false as open from ballot join asked using (round_id, key)`.execute(
    db,
  )
  return new Map(rows.map(row => [nameOf(row), { ballot: row.ballot, open: row.open }]))
}

/** Whether a round is open for voting. */
export async function isVoting(db: Pool, roundId: string): Promise<boolean> {
  const query = db.selectFrom('round').select('status').where('id', '=', roundId)
  return (await query.executeTakeFirst())?.status === 'voting'
}

/** Closes the voting of a round that is locked: its ballots leave the box, in the order of their keys. */
export async function sealBallotBox(tx: Tx, roundId: string): Promise<void> {
  await sql`select seal_ballot_box(${roundId})`.execute(tx)
}

/** The ballots of a round whose voting is closed, by key. */
export async function sealedBallots(tx: Tx, roundId: string): Promise<ElectronicBallot[]> {
  const rows = await tx
    .selectFrom('ballot')
    .select('ballot')
    .where('round_id', '=', roundId)
    .orderBy(sql`key collate "C"`)
    .execute()
  // A parsed boundary: the column holds the JCS of what was checked.
  return rows.map(row => JSON.parse(row.ballot) as ElectronicBallot)
}

/** How many ballots lie in the box of a round. */
export async function countCast(tx: Tx, roundId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from ballot_box where round_id = ${roundId})
      + (select count(*) from ballot where round_id = ${roundId}) as count`.execute(tx)
  return rows[0]?.count ?? 0
}
