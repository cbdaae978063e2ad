import type { BatchStatus } from '../core/assembly/batch.ts'
import type { Ballot } from '../core/tally/ballot.ts'
import { asPage, type PageQuery } from './page.ts'
import { json, type Tx } from './tx.ts'

/** A batch of paper sheets and where it stands; its sheets are asked for apart. */
export interface Batch {
  readonly id: string
  readonly round_id: string
  readonly label: string
  readonly status: BatchStatus
}

/** What one teller keyed, as published and in the order of the JCS. */
export interface Keying {
  readonly delegate_id: string
  readonly place: number
  readonly revision: number
  readonly sheets: readonly Ballot[]
}

const batchFields = ['id', 'round_id', 'label', 'status'] as const

function asBatch(row: { [Field in (typeof batchFields)[number]]: string }): Batch {
  return row as Batch
}

export async function addBatch(
  tx: Tx,
  batch: {
    readonly id: string
    readonly district_id: string
    readonly round_id: string
    readonly label: string
    readonly created_at: string
  },
): Promise<void> {
  await tx
    .insertInto('paper_batch')
    .values({ ...batch, status: 'keying' })
    .execute()
}

export async function findBatch(tx: Tx, id: string): Promise<Batch> {
  const query = tx.selectFrom('paper_batch').select(batchFields).where('id', '=', id)
  return asBatch(await query.executeTakeFirstOrThrow())
}

/** A batch, locked for this transaction, or null when it has just been taken away. Hold or lock its round before. */
export async function lockBatch(tx: Tx, id: string): Promise<Batch | null> {
  const query = tx.selectFrom('paper_batch').select(batchFields).where('id', '=', id)
  const row = await query.forNoKeyUpdate().executeTakeFirst()
  return row === undefined ? null : asBatch(row)
}

/** Takes a batch away that nobody has keyed: `paper_keying` refers to all others. */
export async function removeBatchRow(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('paper_batch').where('id', '=', id).execute()
}

export async function listBatches(tx: Tx, roundId: string, query: PageQuery) {
  const { after, limit } = query
  const rows = await tx
    .selectFrom('paper_batch')
    .select(batchFields)
    .where('round_id', '=', roundId)
    .$if(after !== undefined, part => part.where('label', '>', after ?? ''))
    .orderBy('label')
    .limit(limit + 1)
    .execute()
  return asPage(rows, limit, row => row.label, asBatch)
}

/** All batches of a round, by id, without their sheets. */
export async function batchesOf(tx: Tx, roundId: string): Promise<Batch[]> {
  const rows = await tx
    .selectFrom('paper_batch')
    .select(batchFields)
    .where('round_id', '=', roundId)
    .orderBy('id')
    .execute()
  return rows.map(asBatch)
}

/** The keyings of a batch, the first teller's first. */
export async function keyingsOf(tx: Tx, batchId: string): Promise<Keying[]> {
  const rows = await tx
    .selectFrom('paper_keying')
    .select(['delegate_id', 'place', 'revision', 'sheets'])
    .where('batch_id', '=', batchId)
    .orderBy('place')
    .execute()
  return rows.map(row => ({ ...row, sheets: asSheets(row.sheets) }))
}

/** A parsed boundary: the column holds what `sheetsAsPublished` gave. */
function asSheets(stored: unknown): readonly Ballot[] {
  return stored as readonly Ballot[]
}

export async function addKeying(
  tx: Tx,
  keying: {
    readonly batch_id: string
    readonly delegate_id: string
    readonly district_id: string
    readonly place: number
    readonly sheets: readonly Ballot[]
    readonly keyed_at: string
  },
): Promise<void> {
  await tx
    .insertInto('paper_keying')
    .values({ ...keying, revision: 1, sheets: json(keying.sheets) as never })
    .execute()
}

export async function reviseKeying(
  tx: Tx,
  batchId: string,
  keying: Keying,
  sheets: readonly Ballot[],
  at: string,
): Promise<void> {
  await tx
    .updateTable('paper_keying')
    .set({ revision: keying.revision + 1, sheets: json(sheets) as never, keyed_at: at })
    .where('batch_id', '=', batchId)
    .where('delegate_id', '=', keying.delegate_id)
    .execute()
}

/** Puts aside what a teller keyed who is none any more: it is kept, and its place is free. */
export async function setKeyingAside(tx: Tx, batchId: string, delegateId: string, at: string): Promise<void> {
  const { count } = await tx
    .selectFrom('paper_keying_set_aside')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('batch_id', '=', batchId)
    .executeTakeFirstOrThrow()
  const keying = await tx
    .deleteFrom('paper_keying')
    .where('batch_id', '=', batchId)
    .where('delegate_id', '=', delegateId)
    .returningAll()
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('paper_keying_set_aside')
    .values({ ...keying, sheets: json(keying.sheets) as never, number: count + 1, set_aside_at: at })
    .execute()
}

export async function setBatchStatus(
  tx: Tx,
  id: string,
  status: Exclude<BatchStatus, 'agreed'>,
): Promise<void> {
  await tx.updateTable('paper_batch').set({ status }).where('id', '=', id).execute()
}

/** Both tellers agree, and a scrutineer where it was needed: the batch counts and never changes. */
export async function agreeBatch(tx: Tx, id: string, sheets: readonly Ballot[]): Promise<void> {
  await tx
    .updateTable('paper_batch')
    .set({ status: 'agreed', agreed: json(sheets) as never })
    .where('id', '=', id)
    .execute()
}

/** The sheets of an agreed batch. */
export async function agreedSheets(tx: Tx, id: string): Promise<readonly Ballot[]> {
  const row = await tx
    .selectFrom('paper_batch')
    .select('agreed')
    .where('id', '=', id)
    .where('status', '=', 'agreed')
    .executeTakeFirstOrThrow()
  return asSheets(row.agreed)
}

/** Adds a scrutineer's ruling; a batch may have several, numbered from 1. */
export async function addRuling(
  tx: Tx,
  ruling: {
    readonly batch_id: string
    readonly delegate_id: string
    readonly district_id: string
    readonly unreadable: number
    readonly upheld: boolean
    readonly ruled_at: string
  },
): Promise<void> {
  const { count } = await tx
    .selectFrom('paper_ruling')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('batch_id', '=', ruling.batch_id)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('paper_ruling')
    .values({ ...ruling, number: count + 1 })
    .execute()
}
