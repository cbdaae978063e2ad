import { z } from 'zod'
import { chinaDay } from '../../core/day.ts'
import { reverse } from '../../core/project/payments.ts'
import { accept, refuse } from '../../core/result.ts'
import { lockProject } from '../../db/project.ts'
import { addPayment, findPayment } from '../../db/project-money.ts'
import { verb } from '../operation.ts'
import { id, text } from '../schemas.ts'
import { takePart } from './take-part.ts'

/**
 * Takes a payment back in full, by an entry of its own; its day is today. Refusals: NOT_FOUND, REVERSAL_STAYS,
 * PAYMENT_ALREADY_REVERSED and those of `takePart`.
 */
export const reversePayment = verb({
  name: 'reverse-payment',
  summary: 'Reverse a payment of a project',
  access: { roles: ['community_clerk'] },
  of: 'project_id',
  creates: true,
  params: z.strictObject({ project_id: id }),
  input: z.strictObject({ id, reverses: id, reason: text(500) }),
  output: z.strictObject({ id, amount_fen: z.int().max(-1) }),
  async run(step, params, input) {
    const { tx, at } = step
    const project = await lockProject(tx, params.project_id)
    const payment = await findPayment(tx, project.id, input.reverses)
    if (payment === null) return refuse('NOT_FOUND', { what: 'payment' })
    const amount = reverse(payment)
    if (!amount.ok) return amount
    const clerk = await takePart(step, project)
    if (!clerk.ok) return clerk
    await addPayment(tx, {
      id: input.id,
      kind: 'reversal',
      amount_fen: amount.value,
      reverses: input.reverses,
      purpose: input.reason,
      paid_on: chinaDay(at.getTime()),
      district_id: project.district_id,
      project_id: project.id,
      recorded_by: clerk.value,
      recorded_at: at.toISOString(),
    })
    const body = { amount_fen: amount.value }
    await step.append([{ type: 'payment.recorded', subject: project.id, body }])
    return accept({ id: input.id, amount_fen: amount.value })
  },
})
