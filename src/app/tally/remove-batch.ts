import { z } from 'zod'
import { mayRemoveBatch } from '../../core/assembly/batch.ts'
import { accept } from '../../core/result.ts'
import { keyingsOf, removeBatchRow } from '../../db/paper.ts'
import { verb } from '../operation.ts'
import { id, nothing } from '../schemas.ts'
import { lockCountingBatch } from './lock-counting-batch.ts'

/**
 * Takes a batch away that nobody has keyed: one begun by mistake would keep its round from being published.
 * Refusals: WRONG_STATUS, BATCH_KEYED, NOT_FOUND.
 */
export const removeBatch = verb({
  name: 'remove-batch',
  summary: 'Take away a batch that nobody has keyed',
  access: { roles: ['community_clerk'], delegates: ['teller'] },
  of: 'batch_id',
  params: z.strictObject({ batch_id: id }),
  input: nothing,
  output: z.strictObject({ batch_id: id, removed: z.literal(true) }),
  async run({ tx }, { batch_id }) {
    const locked = await lockCountingBatch(tx, batch_id)
    if (!locked.ok) return locked
    const allowed = mayRemoveBatch((await keyingsOf(tx, batch_id)).length)
    if (!allowed.ok) return allowed
    await removeBatchRow(tx, batch_id)
    return accept({ batch_id, removed: true as const })
  },
})
