import { z } from 'zod'
import { pickToInspect } from '../../core/audit/extra-pick.ts'
import { checkFinding, inspectionItems } from '../../core/audit/inspection.ts'
import { checkHappened, chinaDay } from '../../core/day.ts'
import { checkQuestioned } from '../../core/project/audit-state.ts'
import { accept, refuse } from '../../core/result.ts'
import { listAcceptances } from '../../db/acceptance.ts'
import { addInspection, addInspectionSignature, listInspections, listPicks } from '../../db/inspection.ts'
import { lockProject } from '../../db/project.ts'
import { verb } from '../operation.ts'
import { anyFen, day, id, optionalText, text } from '../schemas.ts'
import { inspectedQuantity } from './audit-schema.ts'

/**
 * One of the two inspectors writes down what they found (抽检) and signs. Refusals: those of `pickToInspect`,
 * `checkHappened`, `checkFinding` and `checkQuestioned`.
 */
export const draftInspection = verb({
  name: 'draft-inspection',
  summary: 'Draft the inspection of a picked project and sign it',
  access: { roles: ['auditor'] },
  of: 'project_id',
  creates: true,
  params: z.strictObject({ project_id: id }),
  input: z.strictObject({
    id,
    inspected_on: day,
    place: text(200),
    /** Every item that the acceptance measured, measured anew. */
    measurements: z.array(inspectedQuantity).max(200),
    /** True where the item is as it should be. */
    checklist: z.record(z.enum(inspectionItems), z.boolean()),
    finding: z.enum(['pass', 'minor', 'major']),
    questioned_fen: anyFen,
    deadline: day.nullable().default(null),
    note: optionalText(5000).default(''),
  }),
  output: z.strictObject({ id, extra: z.boolean(), status: z.literal('drafted') }),
  async run({ tx, actor, at }, params, input) {
    if (actor.kind !== 'staff') return refuse('NOT_YOUR_ROLE')
    const project = await lockProject(tx, params.project_id)
    const alive = (await listInspections(tx, project.id)).filter(({ status }) => status !== 'withdrawn')
    const pick = pickToInspect(await listPicks(tx, project.id), alive, actor.account_id)
    if (!pick.ok) return pick
    const day = checkHappened(input.inspected_on, chinaDay(at.getTime()))
    if (!day.ok) return day
    const accepted = (await listAcceptances(tx, project.id)).findLast(({ status }) => status === 'decided')
    const billed = (accepted?.measurements ?? []).map(one => ({ ...one, quantity: one.measured }))
    const found = checkFinding(billed, input)
    if (!found.ok) return found
    const { district_id, settlement_fen } = project
    const questioned = checkQuestioned(input.questioned_fen, settlement_fen)
    if (!questioned.ok) return questioned
    const { extra } = pick.value
    const { account_id } = actor
    const moment = at.toISOString()
    await addInspection(tx, {
      ...input,
      district_id,
      project_id: project.id,
      extra,
      drafted_by: account_id,
      drafted_at: moment,
    })
    await addInspectionSignature(tx, {
      inspection_id: input.id,
      account_id,
      district_id,
      signed_at: moment,
    })
    return accept({ id: input.id, extra, status: 'drafted' as const })
  },
})
