import { z } from 'zod'
import { holdsRole } from '../../core/identity/access.ts'
import { isDrafter } from '../../core/proposal/proposer.ts'
import { accept, refuse } from '../../core/result.ts'
import { listProposalPhotos } from '../../db/photo.ts'
import { lockProposal } from '../../db/proposal.ts'
import { view } from '../operation.ts'
import { photoList, photoVerbs, shownPhotos } from '../photo.ts'
import { id, nothing } from '../schemas.ts'

/**
 * Photos of a proposal: whoever drafted it adds them, and the clerk, until the candidates are published. The clerk takes them
 * away at any time, the drafter while it is a draft.
 */
export const { add: addProposalPhoto, remove: removeProposalPhoto } = photoVerbs({
  kind: 'proposal',
  of: 'proposal_id',
  access: { roles: ['grid_officer', 'community_clerk'], delegates: 'all' },
  async open({ tx, actor, place }, proposalId, to) {
    const proposal = await lockProposal(tx, proposalId)
    const { status } = proposal
    const clerk = holdsRole(actor, 'community_clerk', place.area_ids)
    const own = isDrafter(actor, proposal) && (to === 'add' || status === 'draft')
    return clerk || own ? accept({ kind: 'proposal', status }) : refuse('NOT_FOUND', { what: 'proposal' })
  },
})

export const listProposalPhotosView = view({
  name: 'list-proposal-photos',
  summary: 'The photos of a proposal; the pictures themselves are at /photos/{photo_id}',
  access: { public: true },
  of: 'proposal_id',
  params: z.strictObject({ proposal_id: id }),
  input: nothing,
  output: photoList,
  async run({ tx, actor, place }, params) {
    const photos = await listProposalPhotos(tx, params.proposal_id)
    return accept({ items: shownPhotos(photos, actor, place.area_ids) })
  },
})
