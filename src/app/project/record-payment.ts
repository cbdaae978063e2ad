import { z } from 'zod'
import { checkHappened, chinaDay } from '../../core/day.ts'
import { fen } from '../../core/money.ts'
import { auditStateOf } from '../../core/project/audit-state.ts'
import { pay, paymentKinds } from '../../core/project/payments.ts'
import { accept } from '../../core/result.ts'
import { auditStandingOf } from '../../db/audit-standing.ts'
import { findCycle } from '../../db/cycle.ts'
import { lockProject } from '../../db/project.ts'
import { addPayment, listContracts, sumRetentionPaid } from '../../db/project-money.ts'
import { verb } from '../operation.ts'
import { amountFen, anyFen, day, id, text } from '../schemas.ts'
import { takePart } from './take-part.ts'

/**
 * Records money that was paid (拨付). Never edited afterwards; a mistake is reversed. The answer says what of this kind may be
 * paid in all, is paid and is left. Refusals: those of `pay`, `checkHappened` and `takePart`.
 */
export const recordPayment = verb({
  name: 'record-payment',
  summary: 'Record a payment for a project',
  access: { roles: ['community_clerk'] },
  of: 'project_id',
  creates: true,
  params: z.strictObject({ project_id: id }),
  input: z.strictObject({
    id,
    kind: z.enum(paymentKinds),
    amount_fen: amountFen,
    purpose: text(500),
    paid_on: day,
  }),
  output: z.strictObject({ id, cap_fen: anyFen, paid_fen: anyFen, left_fen: anyFen }),
  async run(step, params, input) {
    const { tx, at } = step
    const project = await lockProject(tx, params.project_id)
    const { rules } = await findCycle(tx, project.cycle_id)
    const payable = {
      ...project,
      retention_paid_fen: await sumRetentionPaid(tx, project.id),
      audit_open: auditStateOf(await auditStandingOf(tx, project.id)) === 'open',
    }
    const room = pay(payable, rules, input)
    if (!room.ok) return room
    const [contract] = await listContracts(tx, project.id)
    const signed = contract === undefined ? null : ({ what: 'contract', on: contract.signed_on } as const)
    const paid = checkHappened(input.paid_on, chinaDay(at.getTime()), signed)
    if (!paid.ok) return paid
    const clerk = await takePart(step, project)
    if (!clerk.ok) return clerk
    await addPayment(tx, {
      ...input,
      reverses: null,
      district_id: project.district_id,
      project_id: project.id,
      recorded_by: clerk.value,
      recorded_at: at.toISOString(),
    })
    const body = { amount_fen: input.amount_fen }
    await step.append([{ type: 'payment.recorded', subject: project.id, body }])
    const { cap_fen, paid_fen, left_fen } = room.value
    return accept({
      id: input.id,
      cap_fen,
      paid_fen: fen(paid_fen + input.amount_fen),
      left_fen: fen(left_fen - input.amount_fen),
    })
  },
})
