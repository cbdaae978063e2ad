import { sql } from 'kysely'
import type { BatchStatus, KeyedPlace } from '../core/assembly/batch.ts'
import type { Tx } from './tx.ts'

/** A batch as those who count see it in their list: nothing of what is on its sheets. */
export interface CountingBatch {
  readonly id: string
  readonly label: string
  readonly status: BatchStatus
  /** Whose keyings stand in its places, in order. */
  readonly keyed: readonly KeyedPlace[]
  /** How many sheets it holds, once it is agreed. */
  readonly sheets: number | null
}

/** The batches of a round in the order in which they were begun. */
export async function listCounting(tx: Tx, roundId: string): Promise<CountingBatch[]> {
  const { rows } = await sql<CountingBatch>`
    select id, label, status, jsonb_array_length(agreed) as sheets,
      coalesce((select jsonb_agg(jsonb_build_object('delegate_id', delegate_id, 'place', place) order by place)
        from paper_keying where batch_id = paper_batch.id), '[]') as keyed
    from paper_batch where round_id = ${roundId} order by created_at, id`.execute(tx)
  return rows
}

/** The hash of the tally that a delegate signed in a round, or null. */
export async function findOwnSignature(tx: Tx, roundId: string, delegateId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('tally_signature')
    .select('tally_hash')
    .where('round_id', '=', roundId)
    .where('delegate_id', '=', delegateId)
    .executeTakeFirst()
  return row?.tally_hash ?? null
}
