import { sql } from 'kysely'
import type { Duty } from '../core/identity/access.ts'
import type { BallotMode } from '../core/roster/check-in.ts'
import type { DelegateCategory } from '../core/roster/roster.ts'
import { asPage, type PageQuery } from './page.ts'
import type { Tx } from './tx.ts'

/** A delegate of a roster: here or not, and with which ballot of the round that was asked about. */
export interface Attendee {
  readonly id: string
  readonly name: string
  readonly category: DelegateCategory
  readonly duty: Duty | null
  readonly mode: BallotMode | null
  readonly checked_in_at: string | null
  readonly ballot: BallotMode | null
}

function selectAttendees(tx: Tx, roundId: string | null) {
  return tx
    .selectFrom('delegate')
    .leftJoin('duty', join =>
      join
        .onRef('duty.assembly_id', '=', 'delegate.assembly_id')
        .onRef('duty.delegate_id', '=', 'delegate.id'),
    )
    .leftJoin('check_in', join =>
      join
        .onRef('check_in.assembly_id', '=', 'delegate.assembly_id')
        .onRef('check_in.delegate_id', '=', 'delegate.id'),
    )
    .leftJoin('ballot_issue', join =>
      join.on('ballot_issue.round_id', '=', roundId).onRef('ballot_issue.delegate_id', '=', 'delegate.id'),
    )
    .select([
      'delegate.id',
      'delegate.assembly_id',
      'delegate.name',
      'delegate.category',
      'duty.duty',
      'check_in.mode',
      'check_in.checked_in_at',
      'ballot_issue.kind as ballot',
    ])
}

/** The roster of an assembly with presence, and the ballots of a round where one is named. */
export async function listAttendees(tx: Tx, assemblyId: string, roundId: string | null, query: PageQuery) {
  const { after, limit } = query
  const rows = await selectAttendees(tx, roundId)
    .where('delegate.assembly_id', '=', assemblyId)
    .$if(after !== undefined, part => part.where('delegate.id', '>', after ?? ''))
    .orderBy('delegate.id')
    .limit(limit + 1)
    .execute()
  return asPage(
    rows,
    limit,
    row => row.id,
    ({ assembly_id: _, ...row }) => row as Attendee,
  )
}

/** One delegate of a roster, and the ballot of a round where one is named. */
export async function findAttendee(
  tx: Tx,
  delegateId: string,
  roundId: string | null,
): Promise<Attendee & { readonly assembly_id: string }> {
  const query = selectAttendees(tx, roundId).where('delegate.id', '=', delegateId)
  return (await query.executeTakeFirstOrThrow()) as Attendee & { readonly assembly_id: string }
}

/** The round of an assembly that is neither certified nor voided, or null. */
export async function findOpenRound(tx: Tx, assemblyId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('round')
    .select('id')
    .where('assembly_id', '=', assemblyId)
    .where('status', 'not in', ['certified', 'voided'])
    .executeTakeFirst()
  return row?.id ?? null
}

/** How many are present for each kind of ballot. */
export async function countModes(tx: Tx, assemblyId: string): Promise<Readonly<Record<BallotMode, number>>> {
  const { rows } = await sql<{ paper: number; electronic: number }>`
    select count(*) filter (where mode = 'paper')::integer as paper,
      count(*) filter (where mode = 'electronic')::integer as electronic
    from check_in where assembly_id = ${assemblyId}`.execute(tx)
  return rows[0] ?? { paper: 0, electronic: 0 }
}

/** How many who are present hold no ballot of a round, by the kind they came for. */
export async function countWithoutBallot(
  tx: Tx,
  assemblyId: string,
  roundId: string,
): Promise<Readonly<Record<BallotMode, number>>> {
  const { rows } = await sql<{ paper: number; electronic: number }>`
    select count(*) filter (where mode = 'paper')::integer as paper,
      count(*) filter (where mode = 'electronic')::integer as electronic
    from check_in where assembly_id = ${assemblyId}
      and not exists (select from ballot_issue where round_id = ${roundId} and ballot_issue.delegate_id = check_in.delegate_id)`.execute(
    tx,
  )
  return rows[0] ?? { paper: 0, electronic: 0 }
}

/** The valid code of a delegate: its generation, and whether somebody has entered with it. null when there is none. */
export async function findValidCode(
  tx: Tx,
  delegateId: string,
): Promise<{ readonly generation: number; readonly used: boolean } | null> {
  const row = await tx
    .selectFrom('delegate_code')
    .select(['generation', 'used_by'])
    .where('delegate_id', '=', delegateId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : { generation: row.generation, used: row.used_by !== null }
}

/** Whose valid code of an assembly has this handle: its secret's hash and the delegate, or null. */
export async function findCodeHolder(
  tx: Tx,
  assemblyId: string,
  handle: string,
): Promise<{ readonly delegate_id: string; readonly secret_hash: Uint8Array } | null> {
  const row = await tx
    .selectFrom('delegate_code')
    .select(['delegate_id', 'secret_hash'])
    .where('handle', '=', handle)
    .where('assembly_id', '=', assemblyId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}
