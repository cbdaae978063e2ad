import type { AcceptanceStatus, WrittenAcceptance } from '../core/acceptance/acceptance.ts'
import { json, type Tx } from './tx.ts'

export interface Acceptance extends WrittenAcceptance {
  readonly id: string
  readonly project_id: string
  readonly number: number
  readonly status: AcceptanceStatus
  readonly drafted_at: string
  readonly decided_at: string | null
}

const fields = [
  'id',
  'project_id',
  'number',
  'status',
  'held_on',
  'checklist',
  'measurements',
  'conclusion',
  'note',
  'rectify_by',
  'drafted_at',
  'decided_at',
] as const

function asAcceptance(row: { [Field in (typeof fields)[number]]: unknown }): Acceptance {
  return row as Acceptance
}

/** Adds an acceptance as a draft under the next number of its project. Lock the project before. */
export async function addAcceptance(
  tx: Tx,
  acceptance: WrittenAcceptance & {
    readonly id: string
    readonly district_id: string
    readonly project_id: string
    readonly drafted_by: string
    readonly drafted_at: string
  },
): Promise<void> {
  const { checklist, measurements, ...row } = acceptance
  const last = await tx
    .selectFrom('acceptance')
    .select(expression => expression.fn.max('number').as('number'))
    .where('project_id', '=', acceptance.project_id)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('acceptance')
    .values({
      ...row,
      number: Number(last.number ?? 0) + 1,
      status: 'drafted',
      checklist: json(checklist) as never,
      measurements: json(measurements) as never,
    })
    .execute()
}

/** The project that an acceptance is about. */
export async function projectOfAcceptance(tx: Tx, id: string): Promise<string> {
  const query = tx.selectFrom('acceptance').select('project_id').where('id', '=', id)
  return (await query.executeTakeFirstOrThrow()).project_id
}

/** An acceptance, locked for this transaction. Lock its project before. */
export async function lockAcceptance(tx: Tx, id: string): Promise<Acceptance> {
  const query = tx.selectFrom('acceptance').select(fields).where('id', '=', id)
  return asAcceptance(await query.forNoKeyUpdate().executeTakeFirstOrThrow())
}

export async function hasDraftedAcceptance(tx: Tx, projectId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('acceptance')
    .select('id')
    .where('project_id', '=', projectId)
    .where('status', '=', 'drafted')
    .executeTakeFirst()
  return row !== undefined
}

/** Every acceptance of a project, by number, with the ids of those who signed it, ascending. */
export async function listAcceptances(
  tx: Tx,
  projectId: string,
): Promise<(Acceptance & { readonly signed_by: string[] })[]> {
  const rows = await tx
    .selectFrom('acceptance')
    .select(fields)
    .where('project_id', '=', projectId)
    .orderBy('number')
    .execute()
  const signatures = await tx
    .selectFrom('acceptance_signature')
    .innerJoin('acceptance', 'acceptance.id', 'acceptance_id')
    .select(['acceptance_id', 'account_id'])
    .where('project_id', '=', projectId)
    .orderBy('account_id')
    .execute()
  return rows.map(row => ({
    ...asAcceptance(row),
    signed_by: signatures
      .filter(signature => signature.acceptance_id === row.id)
      .map(signature => signature.account_id),
  }))
}

/** Refused by the database: `nobody_accepts_own_work`, `acceptance_is_drafted`. */
export async function addAcceptanceSignature(
  tx: Tx,
  signature: {
    readonly acceptance_id: string
    readonly account_id: string
    readonly district_id: string
    readonly signed_at: string
  },
): Promise<void> {
  await tx.insertInto('acceptance_signature').values(signature).execute()
}

/** The accounts that signed an acceptance, ascending. */
export async function listAcceptanceSigners(tx: Tx, acceptanceId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('acceptance_signature')
    .select('account_id')
    .where('acceptance_id', '=', acceptanceId)
    .orderBy('account_id')
    .execute()
  return rows.map(row => row.account_id)
}

/** Who signed an acceptance, by name, in the order in which they did. */
export async function listSignatures(
  tx: Tx,
  acceptanceId: string,
): Promise<{ account_id: string; name: string; signed_at: string }[]> {
  return tx
    .selectFrom('acceptance_signature')
    .innerJoin('account', 'account.id', 'account_id')
    .select(['account_id', 'account.name', 'signed_at'])
    .where('acceptance_id', '=', acceptanceId)
    .orderBy('signed_at')
    .orderBy('account_id')
    .execute()
}

/** Ends a draft. */
export async function endAcceptance(
  tx: Tx,
  id: string,
  end: { status: 'decided'; decided_at: string } | { status: 'withdrawn' },
): Promise<void> {
  await tx.updateTable('acceptance').set(end).where('id', '=', id).execute()
}

/**
 * Holds a cycle against frames for this transaction. An acceptance and a frame take turns: a frame holds every project
 * accepted before it in the record. Take it before every other lock.
 */
export async function holdCycle(tx: Tx, cycleId: string): Promise<void> {
  await tx.selectFrom('cycle').select('id').where('id', '=', cycleId).forShare().executeTakeFirstOrThrow()
}
