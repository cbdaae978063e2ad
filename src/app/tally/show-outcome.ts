import { z } from 'zod'
import { accept } from '../../core/result.ts'
import { findLatestDraft } from '../../db/hall.ts'
import { view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'
import { report } from './report-schema.ts'

const counted = report.pick({ candidates: true, rounds: true, spent_fen: true, left_fen: true, next: true })

const outcome = counted.extend({
  /** The last round whose ballots are published. */
  round_id: id,
  /** Its tally is signed and certified; otherwise it may still be corrected by a lot. */
  certified: z.boolean(),
})
export type Outcome = z.infer<typeof outcome>

/** What the counted rounds have decided so far, from the publication of the first ballots on; null before. */
export const showOutcome = view({
  name: 'show-outcome',
  summary: 'For the hall: votes, who is selected and why not, as the counted rounds have it so far',
  access: { public: true },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: nothing,
  output: z.strictObject({ outcome: outcome.nullable() }),
  async run({ tx }, params) {
    const draft = await findLatestDraft(tx, params.assembly_id)
    if (draft === null) return accept({ outcome: null })
    const { round_id, certified } = draft
    const { candidates, rounds, spent_fen, left_fen, next } = draft.report
    return accept({ outcome: { round_id, certified, candidates, rounds, spent_fen, left_fen, next } })
  },
})
