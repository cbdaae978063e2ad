import { z } from 'zod'
import { roundStatuses } from '../../core/assembly/round-status.ts'
import { assemblyStatuses } from '../../core/assembly/status.ts'
import { accept } from '../../core/result.ts'
import { listOpenAssemblies } from '../../db/open-assembly.ts'
import { view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'

/** The assemblies of a community that have neither a result nor were voided: what its clerk has on the table. At most one a cycle. */
export const listOpenAssembliesView = view({
  name: 'list-open-assemblies',
  summary: 'The assemblies of a community that are not over, and where each stands',
  access: { roles: ['community_clerk'] },
  of: 'community_id',
  params: z.strictObject({ community_id: id }),
  input: nothing,
  output: z.strictObject({
    items: z.array(
      z.strictObject({
        id,
        community: z.string(),
        status: z.enum(assemblyStatuses),
        scheduled_for: z.string(),
        place: z.string(),
        candidates_published_at: z.string().nullable(),
        roster_frozen_at: z.string().nullable(),
        notice_ends_at: z.string().nullable(),
        round_status: z.enum(roundStatuses).nullable(),
      }),
    ),
  }),
  async run({ tx }, params) {
    return accept({ items: await listOpenAssemblies(tx, params.community_id) })
  },
})
