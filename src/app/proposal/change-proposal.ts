import { z } from 'zod'
import { holdsRole } from '../../core/identity/access.ts'
import { accept, refuse } from '../../core/result.ts'
import { changeProposalText } from '../../db/proposal.ts'
import { verb } from '../operation.ts'
import { id } from '../schemas.ts'
import { checkGrid } from './create-proposal.ts'
import { lockOwnDraft } from './draft.ts'
import { proposalText } from './proposal-schema.ts'

/**
 * Changes an own draft. A grid officer's stays in a grid of the officer.
 * Refusals: NOT_FOUND (another's), WRONG_STATUS, LIST_CONFIRMED, AREA_DOES_NOT_FIT, NOT_YOUR_AREA.
 */
export const changeProposal = verb({
  name: 'change-proposal',
  summary: 'Change an own draft of a proposal',
  access: { roles: ['grid_officer', 'community_clerk'], delegates: 'all' },
  of: 'proposal_id',
  params: z.strictObject({ proposal_id: id }),
  input: proposalText.extend({ grid_id: id.nullable() }).partial(),
  output: z.strictObject({ id }),
  async run(step, params, input) {
    const draft = await lockOwnDraft(step, params.proposal_id)
    if (!draft.ok) return draft
    const given = Object.entries(input).filter(([, value]) => value !== undefined)
    const changed = { ...draft.value, ...(Object.fromEntries(given) as Partial<typeof draft.value>) }
    const fits = await checkGrid(step.tx, changed.grid_id, changed.community_id)
    if (!fits.ok) return fits
    const { actor } = step
    const own = changed.grid_id !== null && holdsRole(actor, 'grid_officer', [changed.grid_id])
    const clerk = holdsRole(actor, 'community_clerk', [changed.community_id])
    if (actor.kind === 'staff' && !clerk && !own) return refuse('NOT_YOUR_AREA')
    await changeProposalText(step.tx, changed.id, changed)
    return accept({ id: changed.id })
  },
})
