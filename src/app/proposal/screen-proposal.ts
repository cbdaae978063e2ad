import { z } from 'zod'
import { checkScreening, givenBack } from '../../core/proposal/screening.ts'
import { mayScreen } from '../../core/proposal/status.ts'
import { accept, refuse } from '../../core/result.ts'
import { lockFund } from '../../db/cycle.ts'
import { findList, findProposal, lockProposal, setProposalStatus } from '../../db/proposal.ts'
import { addScreening, findMergedInto, listScreenings } from '../../db/screening.ts'
import { newId } from '../new-id.ts'
import { verb } from '../operation.ts'
import { id, text } from '../schemas.ts'
import { checklist } from './proposal-schema.ts'

/**
 * Decides the screening (初审) of a proposal. The record says which items passed and what became of it, not why: the reason may
 * name people. What went into a rejected proposal is `submitted` again (`given_back`). Refusals: WRONG_STATUS, LIST_CONFIRMED and those of `checkScreening`.
 */
export const screenProposal = verb({
  name: 'screen-proposal',
  summary: 'Decide the screening of a proposal by the checklist',
  access: { roles: ['community_clerk'] },
  of: 'proposal_id',
  params: z.strictObject({ proposal_id: id }),
  input: z.strictObject({
    checklist,
    outcome: z.enum(['screened', 'rejected', 'merged']),
    reason: text(2000).nullable().default(null),
    merged_into: id.nullable().default(null),
  }),
  output: z.strictObject({
    id,
    status: z.enum(['screened', 'rejected', 'merged']),
    /** Proposals that had gone into this one and are to be screened again. */
    given_back: z.array(id),
  }),
  async run({ tx, services, actor, at, append }, params, input) {
    if (actor.kind !== 'staff') return refuse('NOT_YOUR_ROLE')
    const found = await findProposal(tx, params.proposal_id)
    if (found === null) return refuse('NOT_FOUND', { what: 'proposal' })
    const { id: proposal_id, cycle_id, community_id, district_id } = found
    await lockFund(tx, cycle_id, community_id)
    const proposal = await lockProposal(tx, proposal_id)
    const list = await findList(tx, cycle_id, community_id)
    const allowed = mayScreen(proposal.status, list)
    if (!allowed.ok) return allowed
    const target = input.merged_into === null ? null : await findProposal(tx, input.merged_into)
    const decided = checkScreening(input, {
      proposal_id,
      estimated_cost_fen: proposal.estimated_cost_fen,
      allocation_fen: list.allocation_fen,
      target: target && {
        same_list: target.cycle_id === cycle_id && target.community_id === community_id,
        status: target.status,
      },
    })
    if (!decided.ok) return decided
    const { outcome, merged_into } = input
    const merged = await findMergedInto(tx, proposal_id)
    const given_back = givenBack(
      outcome,
      merged.map(one => one.id),
    )
    const number = (await listScreenings(tx, proposal_id)).length + 1
    await setProposalStatus(tx, [proposal_id], outcome)
    await setProposalStatus(tx, given_back, 'submitted')
    await addScreening(tx, {
      ...input,
      proposal_id,
      number,
      district_id,
      decided_by: actor.account_id,
      decided_at: at.toISOString(),
    })
    const year = { cycle: cycle_id, community: community_id }
    const { checklist } = input
    const body = { ...year, proposal: proposal_id, outcome, merged_into, checklist }
    // Entries occur once per subject: a further decision about the same proposal is a fact with an id of its own.
    const subject = number === 1 ? proposal_id : newId(services, at)
    await append([
      { type: 'screening.decided', subject, body },
      ...given_back.map(one => ({
        type: 'screening.reopened',
        subject: newId(services, at),
        body: { ...year, proposal: one, merged_into: proposal_id },
      })),
    ])
    return accept({ id: proposal_id, status: outcome, given_back: [...given_back] })
  },
})
