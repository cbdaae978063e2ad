import { z } from 'zod'
import { projectStatuses } from '../../core/project/project.ts'
import { proposalStatuses } from '../../core/proposal/status.ts'
import { accept } from '../../core/result.ts'
import { listOwnProposals } from '../../db/own-proposals.ts'
import { view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'
import { contact } from './proposal-schema.ts'

/** More than anybody brings in within some years; the latest come first. */
const most = 200

/** What whoever asks has brought in, for themselves or for residents, whom to tell, and what became of it. */
export const listOwnProposalsView = view({
  name: 'list-own-proposals',
  summary: 'The proposals that whoever asks has brought in, the latest first, with what became of them',
  access: { staff: true },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: nothing,
  output: z.strictObject({
    items: z.array(
      z.strictObject({
        id,
        title: z.string(),
        status: z.enum(proposalStatuses),
        cycle_name: z.string(),
        community_name: z.string(),
        grid_name: z.string().nullable(),
        since: z.string(),
        contact: contact.nullable(),
        reason: z.string().nullable(),
        merged_into: z.string().nullable(),
        certified: z.boolean(),
        project_status: z.enum(projectStatuses).nullable(),
      }),
    ),
  }),
  async run({ tx, actor }) {
    if (actor.kind !== 'staff' || actor.must_change_password) return accept({ items: [] })
    return accept({ items: await listOwnProposals(tx, actor.account_id, most) })
  },
})
