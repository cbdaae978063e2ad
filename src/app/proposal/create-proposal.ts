import { z } from 'zod'
import { checkInflow, inflowMilliseconds } from '../../core/identity/inflow.ts'
import { mostPhotos } from '../../core/photo.ts'
import { decideProposer, proposers } from '../../core/proposal/proposer.ts'
import { mayCollect, proposalStatuses } from '../../core/proposal/status.ts'
import { accept, type Result, refuse } from '../../core/result.ts'
import { areaOf } from '../../db/area.ts'
import { lockFund } from '../../db/cycle.ts'
import { addProposal, countProposalsSince, findList, holdFund } from '../../db/proposal.ts'
import { isDelegateOf } from '../../db/roster.ts'
import type { Tx } from '../../db/tx.ts'
import { verb } from '../operation.ts'
import { keepPhoto, newPhoto } from '../photo.ts'
import { givenContact, id } from '../schemas.ts'
import { proposalText } from './proposal-schema.ts'

/**
 * Brings a proposal in: a resident's is submitted at once, staff and delegates may keep a draft. Whose it is follows from who
 * asks. What comes in without an account is counted by community and hour. Refusals: NOT_FOUND (no fund), WRONG_STATUS,
 * LIST_CONFIRMED, AREA_DOES_NOT_FIT, TOO_MANY_PROPOSALS and those of `decideProposer` and `keepPhoto`.
 */
export const createProposal = verb({
  name: 'create-proposal',
  summary: 'Propose what the community’s fund should be spent on',
  access: { public: true },
  of: 'community_id',
  creates: true,
  params: z.strictObject({ community_id: id, cycle_id: id }),
  input: proposalText.extend({
    id,
    proposer: z.enum(proposers).optional(),
    proposer_delegate_id: id.nullable().default(null),
    contact: givenContact.nullable().default(null),
    draft: z.boolean().default(false),
    photos: z.array(newPhoto).max(mostPhotos.proposal).default([]),
  }),
  output: z.strictObject({ id, status: z.enum(proposalStatuses) }),
  async run(step, params, input) {
    const { tx, actor, place, at } = step
    const { draft, contact: reach, proposer, proposer_delegate_id, photos, ...words } = input
    const resident = actor.kind === 'public'
    // Residents come one after the other, so that they are counted.
    const fund = await (resident ? lockFund : holdFund)(tx, params.cycle_id, params.community_id)
    if (!fund) return refuse('NOT_FOUND', { what: 'fund' })
    const open = mayCollect(await findList(tx, params.cycle_id, params.community_id))
    if (!open.ok) return open
    const own = actor.kind === 'delegate' && (await isDelegateOf(tx, actor.delegate_id, params))
    const decided = decideProposer(actor, place, own, {
      proposer,
      delegate_id: proposer_delegate_id,
      grid_id: input.grid_id,
      contact: reach !== null,
      draft,
    })
    if (!decided.ok) return decided
    const { account_id, delegate_id } = decided.value
    if (proposer_delegate_id !== null && !(await isDelegateOf(tx, proposer_delegate_id, params)))
      return refuse('PROPOSER_UNFIT', { proposer_delegate_id })
    const fits = await checkGrid(tx, input.grid_id, params.community_id)
    if (!fits.ok) return fits
    if (resident) {
      const since = new Date(at.getTime() - inflowMilliseconds)
      const room = checkInflow('TOO_MANY_PROPOSALS', await countProposalsSince(tx, params, since))
      if (!room.ok) return room
    }
    const status = draft ? 'draft' : 'submitted'
    await addProposal(
      tx,
      {
        ...words,
        ...params,
        district_id: place.district_id,
        status,
        proposer: decided.value.proposer,
        proposer_account_id: account_id,
        proposer_delegate_id: delegate_id,
        created_at: at.toISOString(),
        submitted_at: draft ? null : at.toISOString(),
      },
      reach,
    )
    for (const photo of photos) {
      const kept = await keepPhoto(step, { kind: 'proposal', status }, input.id, photo)
      if (!kept.ok) return kept
    }
    return accept({ id: input.id, status })
  },
})

/** A grid that a proposal names lies in its community. */
export async function checkGrid(tx: Tx, gridId: string | null, communityId: string): Promise<Result<null>> {
  if (gridId === null) return accept(null)
  const grid = await areaOf(tx, gridId)
  return grid?.kind === 'grid' && grid.parent_id === communityId
    ? accept(null)
    : refuse('AREA_DOES_NOT_FIT', { grid_id: gridId })
}
