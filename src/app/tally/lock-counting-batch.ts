import { mayDo } from '../../core/assembly/round-status.ts'
import { accept, type Result, refuse } from '../../core/result.ts'
import { type Batch, findBatch, lockBatch } from '../../db/paper.ts'
import { holdRound, type Round } from '../../db/round.ts'
import type { Tx } from '../../db/tx.ts'

/**
 * A batch, locked, of a round that is being counted and stays so until the end of this transaction. Tellers of different
 * batches do not wait for one another. Refusals: WRONG_STATUS, NOT_FOUND (it has just been taken away).
 */
export async function lockCountingBatch(
  tx: Tx,
  batchId: string,
): Promise<Result<{ readonly round: Round; readonly batch: Batch }>> {
  const { round_id } = await findBatch(tx, batchId)
  const round = await holdRound(tx, round_id)
  const stage = mayDo('count', round)
  if (!stage.ok) return stage
  const batch = await lockBatch(tx, batchId)
  return batch === null ? refuse('NOT_FOUND', { what: 'batch' }) : accept({ round, batch })
}
