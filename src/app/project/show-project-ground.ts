import { z } from 'zod'
import { accept } from '../../core/result.ts'
import { findCycle } from '../../db/cycle.ts'
import { findNotice } from '../../db/notice.ts'
import { countObjections } from '../../db/objection.ts'
import { findProject, listExecutors } from '../../db/project.ts'
import { findProjectGround } from '../../db/project-overview.ts'
import { findCommunityPlace } from '../../db/year-place.ts'
import { view } from '../operation.ts'
import { communityPlace, placeThere } from '../placed-year.ts'
import { anyFen, id, nothing } from '../schemas.ts'

const fraction = z.strictObject({ num: z.int(), den: z.int() })

/** What a project stands on: where it is, what was proposed, the rules its money follows, and the notice of the result. */
export const showProjectGround = view({
  name: 'show-project-ground',
  summary:
    'Where a project is, what was proposed, the rules of its money, and whether its contract may be recorded yet',
  access: { public: true },
  of: 'project_id',
  params: z.strictObject({ project_id: id }),
  input: nothing,
  output: z.strictObject({
    place: communityPlace,
    cycle: z.strictObject({ id, name: z.string(), year: z.int() }),
    archived_at: z.string().nullable(),
    proposal: z.strictObject({
      category: z.enum(['works', 'service', 'goods']),
      topic: z.string(),
      description: z.string(),
      place: z.string(),
      beneficiaries: z.string(),
    }),
    /** As the assembly voted it. */
    voted_fen: anyFen,
    rules: z.strictObject({ advance_cap: fraction, retention: fraction, notice_days: z.int() }),
    /** The contract waits for its end, and for answers to the objections. */
    result: z.strictObject({
      starts_at: z.string().nullable(),
      ends_at: z.string().nullable(),
      unanswered: z.int(),
    }),
    /** Whoever asks took part in carrying it out, and so neither accepts nor inspects it. */
    executed_by_you: z.boolean(),
  }),
  async run({ tx, actor }, { project_id }) {
    const project = await findProject(tx, project_id)
    const { rules } = await findCycle(tx, project.cycle_id)
    const notice = await findNotice(tx, 'result', project.assembly_id)
    const { filed, answered } = (await countObjections(tx, project.assembly_id)).result
    const executors = actor.kind === 'staff' ? await listExecutors(tx, project_id) : []
    const { advance_cap, retention, notice_days } = rules
    return accept({
      place: placeThere(await findCommunityPlace(tx, project.community_id)),
      ...(await findProjectGround(tx, project_id)),
      rules: { advance_cap, retention, notice_days },
      result: {
        starts_at: notice?.starts_at ?? null,
        ends_at: notice?.ends_at ?? null,
        unanswered: filed - answered,
      },
      executed_by_you: actor.kind === 'staff' && executors.includes(actor.account_id),
    })
  },
})
