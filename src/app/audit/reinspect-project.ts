import { z } from 'zod'
import { reinspect } from '../../core/audit/inspection.ts'
import { checkHappened, chinaDay } from '../../core/day.ts'
import { checkRecovered } from '../../core/project/audit-state.ts'
import { accept, refuse } from '../../core/result.ts'
import { setInspection } from '../../db/inspection.ts'
import { addReinspection } from '../../db/rectification.ts'
import { verb } from '../operation.ts'
import { day, id, optionalText } from '../schemas.ts'
import { closeAudit } from './close-inspection.ts'
import { lockInspected } from './lock-inspection.ts'

/**
 * One of the inspectors looks again (复验): a pass closes the inspection, once all questioned money came back; otherwise there
 * is a new deadline. Refusals: NOT_THE_INSPECTOR, RECOVERY_OUTSTANDING and those of `reinspect` and
 * `checkHappened`.
 */
export const reinspectProject = verb({
  name: 'reinspect-project',
  summary: 'Record a re-inspection after a rectification',
  access: { roles: ['auditor'] },
  of: 'inspection_id',
  creates: true,
  params: z.strictObject({ inspection_id: id }),
  input: z.strictObject({
    id,
    inspected_on: day,
    passed: z.boolean(),
    deadline: day.nullable().default(null),
    note: optionalText(5000).default(''),
  }),
  output: z.strictObject({ id, status: z.enum(['recorded', 'closed']) }),
  async run({ tx, actor, at, append }, params, input) {
    if (actor.kind !== 'staff') return refuse('NOT_YOUR_ROLE')
    const { project, inspection, inspectors } = await lockInspected(tx, params.inspection_id)
    const { id: inspectionId, status } = inspection
    if (!inspectors.includes(actor.account_id)) return refuse('NOT_THE_INSPECTOR')
    if (status === 'withdrawn') return refuse('WRONG_STATUS', { status })
    const decided = reinspect(status, input)
    if (!decided.ok) return decided
    const day = checkHappened(input.inspected_on, chinaDay(at.getTime()))
    if (!day.ok) return day
    const recovered = input.passed ? checkRecovered(inspection) : accept(true)
    if (!recovered.ok) return recovered
    await addReinspection(tx, {
      ...input,
      district_id: project.district_id,
      inspection_id: inspectionId,
      inspected_by: actor.account_id,
      recorded_at: at.toISOString(),
    })
    const { passed, deadline } = input
    await setInspection(tx, inspectionId, { status: decided.value, ...(passed ? {} : { deadline }) })
    if (decided.value === 'closed') await closeAudit(tx, project)
    const body = { project: project.id, inspection: inspectionId, passed }
    await append([{ type: 'reinspection.recorded', subject: input.id, body }])
    return accept({ id: input.id, status: decided.value })
  },
})
