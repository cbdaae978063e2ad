import { z } from 'zod'
import { accept } from '../../core/result.ts'
import { listResults } from '../../db/open-data.ts'
import { view } from '../operation.ts'
import { anyFen, id, page, pageQuery } from '../schemas.ts'
import { report } from './report-schema.ts'
import { figures, list } from './tally-schema.ts'

/** Open data: what every certified assembly of a district decided, as its report has it. */
export const listResultsView = view({
  name: 'list-results',
  summary: 'The results of a district’s assemblies: figures, votes, who was selected and why not',
  access: { public: true },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: pageQuery.extend({ after: id.optional() }),
  output: page(
    z.strictObject({
      assembly_id: id,
      cycle_id: id,
      community_id: id,
      scheduled_for: z.string(),
      certified_at: z.string(),
      seats: z.int(),
      allocation_fen: anyFen,
      spent_fen: anyFen,
      rounds: list(z.strictObject({ kind: z.enum(['main', 'runoff', 'revote']), figures })),
      candidates: report.shape.candidates,
    }),
  ),
  async run({ tx }, params, query) {
    const { items, next } = await listResults(tx, params.district_id, query)
    return accept({
      items: items.map(({ report: { seats, allocation_fen, spent_fen, rounds, candidates }, ...result }) => ({
        ...result,
        seats,
        allocation_fen,
        spent_fen,
        rounds: rounds.map(({ kind, figures }) => ({ kind, figures })),
        candidates,
      })),
      next,
    })
  },
})
