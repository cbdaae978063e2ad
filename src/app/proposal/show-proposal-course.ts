import { z } from 'zod'
import { assemblyStatuses } from '../../core/assembly/status.ts'
import { projectStatuses } from '../../core/project/project.ts'
import { accept, refuse } from '../../core/result.ts'
import { findProposal } from '../../db/proposal.ts'
import { findProposalCourse, findTitles } from '../../db/proposal-course.ts'
import { findMergedInto, listScreenings } from '../../db/screening.ts'
import { view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'
import { whereabouts, whereaboutsOf } from '../whereabouts.ts'
import { mayReadProposal } from './views.ts'

const titled = z.strictObject({ id, title: z.string() })

/** What is around a proposal: where it lies, the proposals it was merged with, and what came after the screening. */
export const showProposalCourse = view({
  name: 'show-proposal-course',
  summary: 'Where a proposal lies, what it was merged with, and its way to assembly and project',
  access: { public: true },
  of: 'proposal_id',
  params: z.strictObject({ proposal_id: id }),
  input: nothing,
  output: z.strictObject({
    ...whereabouts.shape,
    cycle_name: z.string(),
    cycle_year: z.int(),
    grid_name: z.string().nullable(),
    /** Every proposal that a decision of its screening names. */
    targets: z.array(titled),
    /** What is merged into it. */
    merged: z.array(titled),
    assembly_id: id.nullable(),
    assembly_status: z.enum(assemblyStatuses).nullable(),
    project_status: z.enum(projectStatuses).nullable(),
  }),
  async run(step, { proposal_id }) {
    const { tx } = step
    const proposal = await findProposal(tx, proposal_id)
    const course = await findProposalCourse(tx, proposal_id)
    if (proposal === null || course === null || !mayReadProposal(step, proposal)) {
      return refuse('NOT_FOUND', { what: 'proposal' })
    }
    const decisions = await listScreenings(tx, proposal_id)
    return accept({
      ...(await whereaboutsOf(tx, proposal.community_id)),
      ...course,
      targets: await findTitles(
        tx,
        decisions.flatMap(({ merged_into }) => merged_into ?? []),
      ),
      merged: await findMergedInto(tx, proposal_id),
    })
  },
})
