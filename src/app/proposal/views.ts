import { z } from 'zod'
import { holdsRole } from '../../core/identity/access.ts'
import { isDrafter } from '../../core/proposal/proposer.ts'
import { standingDecision } from '../../core/proposal/screening.ts'
import { proposalStatuses } from '../../core/proposal/status.ts'
import { accept, refuse } from '../../core/result.ts'
import { findContact, findProposal, listProposals, type Proposal } from '../../db/proposal.ts'
import { listScreenings } from '../../db/screening.ts'
import { type Step, view } from '../operation.ts'
import { id, nothing, page, pageQuery } from '../schemas.ts'
import { contact, proposalSummary, screening } from './proposal-schema.ts'

/** What is public of a proposal; who is behind it only as a kind. */
function summary(proposal: Proposal): z.output<typeof proposalSummary> {
  const { status, title, category, topic, place, estimated_cost_fen, proposer } = proposal
  const { cycle_id, community_id, grid_id, created_at, submitted_at } = proposal
  const where = { id: proposal.id, cycle_id, community_id, grid_id }
  const what = { status, title, category, topic, place, estimated_cost_fen, proposer }
  return { ...where, ...what, created_at, submitted_at }
}

/** A draft is for whoever drafted it, and for the clerk. */
export function mayReadProposal({ actor, place }: Step, proposal: Proposal): boolean {
  if (proposal.status !== 'draft' || isDrafter(actor, proposal)) return true
  return holdsRole(actor, 'community_clerk', place.area_ids)
}

export const listProposalsView = view({
  name: 'list-proposals',
  summary: 'The proposals of a community in a cycle; of drafts only those of whoever asks',
  access: { public: true },
  of: 'community_id',
  params: z.strictObject({ community_id: id, cycle_id: id }),
  input: pageQuery.extend({ after: id.optional(), status: z.enum(proposalStatuses).optional() }),
  output: page(proposalSummary),
  async run({ tx, actor }, params, query) {
    const drafter = {
      account_id: actor.kind === 'staff' ? actor.account_id : null,
      delegate_id: actor.kind === 'delegate' ? actor.delegate_id : null,
    }
    const { items, next } = await listProposals(tx, params, { ...query, drafter })
    return accept({ items: items.map(summary), next })
  },
})

export const showProposal = view({
  name: 'show-proposal',
  summary: 'A proposal and its screening; a draft only for whoever drafted it and the clerk',
  access: { public: true },
  of: 'proposal_id',
  params: z.strictObject({ proposal_id: id }),
  input: nothing,
  output: proposalSummary.extend({
    description: z.string(),
    beneficiaries: z.string(),
    /** The decision that counts; null while there is none. */
    screening: screening.nullable(),
    /** Merges into proposals that were rejected afterwards, oldest first: none of them counts any more. */
    earlier_screenings: z.array(screening),
  }),
  async run(step, params) {
    const { tx } = step
    const proposal = await findProposal(tx, params.proposal_id)
    if (proposal === null) return refuse('NOT_FOUND', { what: 'proposal' })
    if (!mayReadProposal(step, proposal)) return refuse('NOT_FOUND', { what: 'proposal' })
    const { description, beneficiaries } = proposal
    const decisions = await listScreenings(tx, proposal.id)
    const standing = standingDecision(proposal.status, decisions)
    return accept({
      ...summary(proposal),
      description,
      beneficiaries,
      screening: standing,
      earlier_screenings: decisions.filter(decision => decision !== standing),
    })
  },
})

export const showProposalContact = view({
  name: 'show-proposal-contact',
  summary: 'How to reach whoever proposed',
  access: { roles: ['community_clerk'] },
  of: 'proposal_id',
  params: z.strictObject({ proposal_id: id }),
  input: nothing,
  output: contact,
  async run({ tx }, params) {
    const reach = await findContact(tx, params.proposal_id)
    return reach === null ? refuse('NOT_FOUND', { what: 'contact' }) : accept(reach)
  },
})
