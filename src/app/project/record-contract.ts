import { z } from 'zod'
import { checkHappened, chinaDay } from '../../core/day.ts'
import { contract } from '../../core/project/execution.ts'
import { accept } from '../../core/result.ts'
import { findCycle } from '../../db/cycle.ts'
import { findNotice } from '../../db/notice.ts'
import { countObjections } from '../../db/objection.ts'
import { lockProject, setProject } from '../../db/project.ts'
import { addContract, contractMethods } from '../../db/project-money.ts'
import { verb } from '../operation.ts'
import { amountFen, day, id, text } from '../schemas.ts'
import { contractQuantity } from './project-schema.ts'
import { takePart } from './take-part.ts'

/** Records a contract; until the work begins a later one replaces it. Refusals: those of `contract`, `checkHappened` and `takePart`. */
export const recordContract = verb({
  name: 'record-contract',
  summary: 'Record the contract of a project',
  access: { roles: ['community_clerk'] },
  of: 'project_id',
  creates: true,
  params: z.strictObject({ project_id: id }),
  input: z.strictObject({
    id,
    contractor: text(200),
    method: z.enum(contractMethods),
    amount_fen: amountFen,
    quantities: z
      .array(contractQuantity)
      .min(1)
      .max(200)
      .refine(list => new Set(list.map(({ item }) => item)).size === list.length, 'each item once'),
    signed_on: day,
  }),
  output: z.strictObject({ id, status: z.literal('contracted') }),
  async run(step, params, input) {
    const { tx, at } = step
    const project = await lockProject(tx, params.project_id)
    const notice = await findNotice(tx, 'result', project.assembly_id)
    const { filed, answered } = (await countObjections(tx, project.assembly_id)).result
    const gate = {
      notice_ends: notice === null ? null : Date.parse(notice.ends_at),
      unanswered: filed - answered,
    }
    const { rules } = await findCycle(tx, project.cycle_id)
    const decided = contract(project, rules, gate, at.getTime(), input.amount_fen)
    if (!decided.ok) return decided
    const today = chinaDay(at.getTime())
    const result = notice && chinaDay(Date.parse(notice.starts_at))
    const signed = checkHappened(
      input.signed_on,
      today,
      result === null ? null : { what: 'result', on: result },
    )
    if (!signed.ok) return signed
    const clerk = await takePart(step, project)
    if (!clerk.ok) return clerk
    await addContract(tx, {
      ...input,
      district_id: project.district_id,
      project_id: project.id,
      recorded_by: clerk.value,
      recorded_at: at.toISOString(),
    })
    await setProject(tx, project.id, { status: decided.value })
    const body = { contract_fen: input.amount_fen }
    await step.append([{ type: 'project.contracted', subject: project.id, body }])
    return accept({ id: input.id, status: decided.value })
  },
})
