import { z } from 'zod'
import { proposers } from '../../core/proposal/proposer.ts'
import { proposalStatuses } from '../../core/proposal/status.ts'
import { accept } from '../../core/result.ts'
import { listOpenProposals } from '../../db/open-data.ts'
import { view } from '../operation.ts'
import { anyFen, id, page, pageQuery } from '../schemas.ts'

/** Open data: who is behind a proposal only as a kind, and no drafts. */
export const listOpenProposalsView = view({
  name: 'list-open-proposals',
  summary: 'All proposals of a district with what became of them; no drafts',
  access: { public: true },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: pageQuery.extend({ after: id.optional() }),
  output: page(
    z.strictObject({
      id,
      cycle_id: id,
      community_id: id,
      grid_id: id.nullable(),
      status: z.enum(proposalStatuses),
      title: z.string(),
      category: z.enum(['works', 'service', 'goods']),
      topic: z.string(),
      place: z.string(),
      beneficiaries: z.string(),
      estimated_cost_fen: anyFen,
      proposer: z.enum(proposers),
      submitted_at: z.string().nullable(),
      screening_reason: z.string().nullable(),
      merged_into: id.nullable(),
    }),
  ),
  async run({ tx }, params, query) {
    return accept(await listOpenProposals(tx, params.district_id, query))
  },
})
