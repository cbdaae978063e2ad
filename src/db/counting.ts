import { sql } from 'kysely'
import type { BatchStatus } from '../core/assembly/batch.ts'
import type { Tx } from './tx.ts'

/** A batch as those who count see it in their list: nothing of what is on its sheets. */
export interface CountingBatch {
  readonly id: string
  readonly label: string
  readonly status: BatchStatus
  /** How many tellers have keyed it. */
  readonly keyed: number
  /** Whether the one who asks is among them. */
  readonly own: boolean
  /** How many sheets it holds, once it is agreed. */
  readonly sheets: number | null
}

/** The batches of a round in the order in which they were begun, as a delegate or, with null, the desk sees them. */
export async function listCounting(
  tx: Tx,
  roundId: string,
  delegateId: string | null,
): Promise<CountingBatch[]> {
  const { rows } = await sql<CountingBatch>`
    select id, label, status, jsonb_array_length(agreed) as sheets,
      (select count(*)::integer from paper_keying where batch_id = paper_batch.id) as keyed,
      exists (select from paper_keying where batch_id = paper_batch.id and delegate_id = ${delegateId}) as own
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
