import { z } from 'zod'
import { changeKinds } from '../../core/project/changes.ts'
import { accept, refuse } from '../../core/result.ts'
import { findFundOfYear } from '../../db/archive.ts'
import { findApprovedBudget, listChangeRequests, projectOfChange } from '../../db/change-request.ts'
import { findProject } from '../../db/project.ts'
import type { Tx } from '../../db/tx.ts'
import { view } from '../operation.ts'
import { anyFen, id, nothing } from '../schemas.ts'

/** What a change of the budget is judged by, in fen. */
const terms = z.strictObject({
  /** As the assembly voted it, or as the street approved it last. */
  approved_fen: anyFen,
  allocation_fen: anyFen,
  /** All budgets of the community's projects that are not cancelled, this one included. */
  selected_fen: anyFen,
})

export const showChangeTerms = view({
  name: 'show-change-terms',
  summary: 'What a change of a project’s budget is judged by',
  access: { roles: ['community_clerk', 'street_officer'] },
  of: 'project_id',
  params: z.strictObject({ project_id: id }),
  input: nothing,
  output: terms,
  async run({ tx }, { project_id }) {
    return accept(await termsOf(tx, project_id))
  },
})

export const showChangeRequest = view({
  name: 'show-change-request',
  summary: 'A change that was asked for, with what it is judged by',
  access: { roles: ['community_clerk', 'street_officer'] },
  of: 'change_request_id',
  params: z.strictObject({ change_request_id: id }),
  input: nothing,
  output: z.strictObject({
    id,
    project_id: id,
    kind: z.enum(changeKinds),
    cost_fen: anyFen.nullable(),
    reason: z.string(),
    status: z.enum(['requested', 'approved', 'refused']),
    needs_approval: z.boolean(),
    requested_at: z.string(),
    decided_at: z.string().nullable(),
    decision_reason: z.string().nullable(),
    /** Whoever asks requested it, and so does not decide on it. */
    own: z.boolean(),
    terms,
  }),
  async run({ tx, actor }, { change_request_id }) {
    const projectId = await projectOfChange(tx, change_request_id)
    const request = (await listChangeRequests(tx, projectId)).find(one => one.id === change_request_id)
    if (request === undefined) return refuse('NOT_FOUND', { what: 'change_request' })
    const { kind, cost_fen, reason, status, needs_approval } = request
    const { requested_at, requested_by, decided_at, decision_reason } = request
    return accept({
      id: request.id,
      project_id: projectId,
      kind,
      cost_fen,
      reason,
      status,
      needs_approval,
      requested_at,
      decided_at,
      decision_reason,
      own: actor.kind === 'staff' && actor.account_id === requested_by,
      terms: await termsOf(tx, projectId),
    })
  },
})

async function termsOf(tx: Tx, projectId: string): Promise<z.output<typeof terms>> {
  const { cycle_id, community_id } = await findProject(tx, projectId)
  const fund = await findFundOfYear(tx, cycle_id, community_id)
  if (fund === null) throw new Error(`project ${projectId} has no fund`)
  const { allocation_fen, selected_fen } = fund
  return terms.parse({ approved_fen: await findApprovedBudget(tx, projectId), allocation_fen, selected_fen })
}
