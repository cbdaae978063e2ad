import { z } from 'zod'
import { checkHappened, chinaDay } from '../../core/day.ts'
import { complete } from '../../core/project/execution.ts'
import { accept } from '../../core/result.ts'
import { lockProject, setProject } from '../../db/project.ts'
import { addCompletion, findContract } from '../../db/project-money.ts'
import { newId } from '../new-id.ts'
import { verb } from '../operation.ts'
import { anyFen, day, id, optionalText } from '../schemas.ts'
import { takePart } from './take-part.ts'

/**
 * The work is done, for the first time or after a rectification, with its settlement (决算). Refusals: those of `complete`,
 * `checkHappened` and `takePart`.
 */
export const completeProject = verb({
  name: 'complete-project',
  summary: 'Report a project as completed, with its settlement',
  access: { roles: ['community_clerk'] },
  of: 'project_id',
  params: z.strictObject({ project_id: id }),
  input: z.strictObject({ settlement_fen: anyFen, completed_on: day, note: optionalText(5000).default('') }),
  output: z.strictObject({ id, status: z.literal('completed') }),
  async run(step, params, input) {
    const { tx, at, services } = step
    const project = await lockProject(tx, params.project_id)
    const decided = complete(project, input.settlement_fen)
    if (!decided.ok) return decided
    const contract = await findContract(tx, project.id)
    const signed = contract && ({ what: 'contract', on: contract.signed_on } as const)
    const day = checkHappened(input.completed_on, chinaDay(at.getTime()), signed)
    if (!day.ok) return day
    const clerk = await takePart(step, project)
    if (!clerk.ok) return clerk
    const { settlement_fen, completed_on } = input
    await addCompletion(tx, {
      ...input,
      id: newId(services, at),
      district_id: project.district_id,
      project_id: project.id,
      reported_by: clerk.value,
      reported_at: at.toISOString(),
    })
    await setProject(tx, project.id, {
      status: decided.value,
      settlement_fen,
      completed_on,
      rectify_by: null,
    })
    return accept({ id: project.id, status: decided.value })
  },
})
