import { z } from 'zod'
import {
  batchStatuses,
  placeToKey,
  sameSheets,
  sheetsAsPublished,
  statusOfKeyings,
} from '../../core/assembly/batch.ts'
import { accept, refuse } from '../../core/result.ts'
import { specimenOf } from '../../core/tally/ballot.ts'
import { findAssembly } from '../../db/assembly.ts'
import { listTellers } from '../../db/duty.ts'
import {
  addKeying,
  agreeBatch,
  keyingsOf,
  reviseKeying,
  setBatchStatus,
  setKeyingAside,
} from '../../db/paper.ts'
import { findTerms } from '../../db/tally.ts'
import { verb } from '../operation.ts'
import { id } from '../schemas.ts'
import { lockCountingBatch } from './lock-counting-batch.ts'

const keyedSheet = z.union([
  z.strictObject({ choices: z.array(id).max(1000) }),
  z.strictObject({ invalid: z.literal('unreadable') }),
])

/**
 * Stores what a teller reads from the sheets of a batch, in place of what the same teller keyed before. When two tellers
 * have keyed the same sheets, in whatever order, the batch is agreed, or waits for a scrutineer's ruling on those that cannot
 * be read. Where one of the two is no teller any more, a third keys in that place, and what the first keyed is set aside. Nothing of
 * it is public before the ballots of the round are.
 *
 * Refusals: WRONG_STATUS, CHOICE_UNKNOWN, CHOICE_REPEATED, BATCH_HAS_TWO_TELLERS.
 */
export const keyBatch = verb({
  name: 'key-batch',
  summary: 'Key the sheets of a batch, as one of two tellers',
  access: { delegates: ['teller'] },
  of: 'batch_id',
  params: z.strictObject({ batch_id: id }),
  input: z.strictObject({ sheets: z.array(keyedSheet).min(1).max(2000) }),
  output: z.strictObject({ batch_id: id, revision: z.int(), status: z.enum(batchStatuses) }),
  async run({ tx, at, actor, note }, params, input) {
    if (actor.kind !== 'delegate') return refuse('NOT_YOUR_ROLE')
    const locked = await lockCountingBatch(tx, params.batch_id)
    if (!locked.ok) return locked
    const { round, batch } = locked.value
    const { rules } = await findTerms(tx, await findAssembly(tx, round.assembly_id))
    const sheets = sheetsAsPublished(specimenOf(round, rules.exact_choices), input.sheets)
    if (!sheets.ok) return sheets
    const keyings = await keyingsOf(tx, batch.id)
    const own = keyings.find(keying => keying.delegate_id === actor.delegate_id)
    const repeated = own !== undefined && sameSheets(own.sheets, sheets.value)
    const revision = own === undefined ? 1 : repeated ? own.revision : own.revision + 1
    if (repeated && batch.status === 'agreed')
      return accept({ batch_id: batch.id, revision, status: batch.status })
    const tellers = await listTellers(tx, round.assembly_id)
    const allowed = placeToKey(batch, keyings, tellers, actor.delegate_id)
    if (!allowed.ok) return allowed
    const { place, replaces } = allowed.value

    const keyed_at = at.toISOString()
    if (replaces !== null) {
      await setKeyingAside(tx, batch.id, replaces, keyed_at)
      note({ in_place_of: `delegate:${replaces}` })
    }
    if (own === undefined) {
      await addKeying(tx, {
        batch_id: batch.id,
        delegate_id: actor.delegate_id,
        district_id: round.district_id,
        place,
        sheets: sheets.value,
        keyed_at,
      })
    } else if (!repeated) {
      await reviseKeying(tx, batch.id, own, sheets.value, keyed_at)
    }
    const others = keyings
      .filter(keying => keying !== own && keying.delegate_id !== replaces)
      .map(keying => keying.sheets)
    const status = statusOfKeyings([sheets.value, ...others])
    if (status === 'agreed') await agreeBatch(tx, batch.id, sheets.value)
    else await setBatchStatus(tx, batch.id, status)
    return accept({ batch_id: batch.id, revision, status })
  },
})
