import { z } from 'zod'
import { canonicalJson } from '../../core/record/canonical-json.ts'
import { hashHex } from '../../core/record/hash.ts'
import { accept, refuse } from '../../core/result.ts'
import { addFunds, lockCycle, publishCycleRow } from '../../db/cycle.ts'
import { verb } from '../operation.ts'
import { putOnDisplay } from '../put-on-display.ts'
import { id, nothing } from '../schemas.ts'

/**
 * Publishes a cycle: its rules are frozen, by hash in the public record, and every community gets its fund.
 * Refusal: WRONG_STATUS, NO_COMMUNITIES.
 */
export const publishCycle = verb({
  name: 'publish-cycle',
  summary: 'Publish a cycle: freeze its rules and open the funds',
  access: { roles: ['district_admin'] },
  of: 'cycle_id',
  params: z.strictObject({ cycle_id: id }),
  input: nothing,
  output: z.strictObject({ id, rules_hash: z.string() }),
  async run(step, params) {
    const { tx, at } = step
    const cycle = await lockCycle(tx, params.cycle_id)
    if (cycle.status !== 'draft') return refuse('WRONG_STATUS', { status: cycle.status })
    const rulesHash = hashHex(canonicalJson(cycle.rules))
    const funds = await addFunds(tx, cycle.id, cycle.district_id, cycle.rules.allocation_fen)
    if (funds === 0) return refuse('NO_COMMUNITIES')
    await publishCycleRow(tx, cycle.id, rulesHash, at.toISOString())
    const { id: cycle_id, district_id } = cycle
    const display = { id: cycle_id, district_id, cycle_id, community_id: null, subject: cycle_id }
    await putOnDisplay(step, cycle.rules, { ...display, kind: 'policy' })
    await step.append([{ type: 'rules.frozen', subject: cycle.id, body: { rules: cycle.rules } }])
    return accept({ id: cycle.id, rules_hash: rulesHash })
  },
})
