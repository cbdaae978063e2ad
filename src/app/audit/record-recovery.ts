import { z } from 'zod'
import { recover } from '../../core/audit/inspection.ts'
import { checkHappened, chinaDay } from '../../core/day.ts'
import { holdsRole } from '../../core/identity/access.ts'
import { fen } from '../../core/money.ts'
import { accept, refuse } from '../../core/result.ts'
import { addRecovery } from '../../db/rectification.ts'
import { verb } from '../operation.ts'
import { amountFen, anyFen, day, id } from '../schemas.ts'
import { actFor } from './department.ts'
import { lockInspected } from './lock-inspection.ts'

/**
 * Records questioned money that came back (追回): an auditor of the finance department does, or the district admin.
 * Refusals: NOT_YOUR_DEPARTMENT and those of `recover` and `checkHappened`.
 */
export const recordRecovery = verb({
  name: 'record-recovery',
  summary: 'Record questioned money that came back',
  access: { roles: ['auditor', 'district_admin'] },
  of: 'inspection_id',
  creates: true,
  params: z.strictObject({ inspection_id: id }),
  input: z.strictObject({ id, amount_fen: amountFen, received_on: day }),
  output: z.strictObject({ id, recovered_fen: anyFen, left_fen: anyFen }),
  async run({ tx, actor, place, at, append }, params, input) {
    if (actor.kind !== 'staff') return refuse('NOT_YOUR_ROLE')
    if (!holdsRole(actor, 'district_admin', place.area_ids)) {
      const auditor = actFor(actor, 'finance', place.area_ids)
      if (!auditor.ok) return auditor
    }
    const { project, inspection } = await lockInspected(tx, params.inspection_id)
    const { id: inspectionId, status, questioned_fen } = inspection
    if (status === 'withdrawn') return refuse('WRONG_STATUS', { status })
    const day = checkHappened(input.received_on, chinaDay(at.getTime()))
    if (!day.ok) return day
    const recovered = recover({ ...inspection, status }, input.amount_fen)
    if (!recovered.ok) return recovered
    await addRecovery(tx, {
      ...input,
      district_id: project.district_id,
      inspection_id: inspectionId,
      recorded_by: actor.account_id,
      recorded_at: at.toISOString(),
    })
    const body = { project: project.id, inspection: inspectionId, amount_fen: input.amount_fen }
    await append([{ type: 'recovery.recorded', subject: input.id, body }])
    return accept({
      id: input.id,
      recovered_fen: recovered.value,
      left_fen: fen(questioned_fen - recovered.value),
    })
  },
})
