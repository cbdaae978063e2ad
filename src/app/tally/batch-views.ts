import { z } from 'zod'
import { batchStatuses, compareKeyings, countUnreadable, placeToKey } from '../../core/assembly/batch.ts'
import { accept } from '../../core/result.ts'
import { listTellers } from '../../db/duty.ts'
import { findBatch, keyingsOf, listBatches } from '../../db/paper.ts'
import { findRound } from '../../db/round.ts'
import { view } from '../operation.ts'
import { id, nothing, page, pageQuery, text } from '../schemas.ts'
import { list } from './tally-schema.ts'

const batch = z.strictObject({ id, round_id: id, label: z.string(), status: z.enum(batchStatuses) })

/** A sheet as it is published. */
export const sheet = z.union([
  z.strictObject({ choices: list(id) }),
  z.strictObject({ invalid: z.enum(['over_vote', 'under_vote', 'unreadable']) }),
])
const counted = list(z.strictObject({ sheet, count: z.int().min(1) }))

const whoCounts = {
  roles: ['community_clerk'],
  delegates: ['chief_scrutineer', 'scrutineer', 'teller'],
} as const

export const listBatchesView = view({
  name: 'list-batches',
  summary: 'The batches of a round and where each stands, by label',
  access: whoCounts,
  of: 'round_id',
  params: z.strictObject({ round_id: id }),
  input: pageQuery.extend({ after: text(50).optional() }),
  output: page(batch),
  async run({ tx }, params, query) {
    return accept(await listBatches(tx, params.round_id, query))
  },
})

/**
 * A batch. A teller sees the own keying, and never the other's: only where they differ, and that only after having keyed. Nobody
 * sees more than that before the ballots are published, lest there be a partial count.
 */
export const showBatch = view({
  name: 'show-batch',
  summary: 'A batch: your keying of it, and where the two tellers differ',
  access: whoCounts,
  of: 'batch_id',
  params: z.strictObject({ batch_id: id }),
  input: nothing,
  output: batch.extend({
    /** How many tellers have keyed it. */
    keyed: z.int().min(0).max(2),
    own: z
      .strictObject({
        place: z.int().min(1).max(2),
        revision: z.int().min(1),
        sheets: list(sheet),
      })
      .nullable(),
    /** Whether the delegate who asks may key it, again or for the first time. */
    open: z.boolean(),
    /** What the first teller and the second keyed more often than the other. */
    differences: z.strictObject({ first: counted, second: counted }).nullable(),
    /** Sheets that a scrutineer has to rule on. */
    unreadable: z.int().min(1).nullable(),
  }),
  async run({ tx, actor }, params) {
    const shown = await findBatch(tx, params.batch_id)
    const keyings = await keyingsOf(tx, shown.id)
    const [first, second] = keyings
    const own =
      actor.kind === 'delegate' ? keyings.find(keying => keying.delegate_id === actor.delegate_id) : undefined
    const isWaitingTeller = actor.kind === 'delegate' && actor.duty === 'teller' && own === undefined
    const both = first !== undefined && second !== undefined && !isWaitingTeller
    const { assembly_id } = await findRound(tx, shown.round_id)
    const tellers = await listTellers(tx, assembly_id)
    const isTeller = actor.kind === 'delegate' && tellers.includes(actor.delegate_id)
    return accept({
      ...shown,
      keyed: keyings.length,
      open: isTeller && placeToKey(shown, keyings, tellers, actor.delegate_id).ok,
      own: own === undefined ? null : { place: own.place, revision: own.revision, sheets: own.sheets },
      differences: both && shown.status === 'differing' ? compareKeyings(first.sheets, second.sheets) : null,
      unreadable: both && shown.status === 'ruling' ? countUnreadable(first.sheets) : null,
    })
  },
})
