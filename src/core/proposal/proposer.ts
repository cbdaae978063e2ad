import { type Actor, holdsRole, type Place } from '../identity/access.ts'
import { accept, type Result, refuse } from '../result.ts'

/** Who stands behind a proposal. DOMAIN.md §3.2. */
export const proposers = ['resident', 'grid_officer', 'delegate', 'community_clerk'] as const
export type Proposer = (typeof proposers)[number]

/** What the request says about its proposer; only the staff may speak for others. */
export interface ProposerClaim {
  readonly proposer: Proposer | undefined
  readonly delegate_id: string | null
  readonly grid_id: string | null
  readonly contact: boolean
  readonly draft: boolean
}

/** The proposer as it is kept: the kind, the account that entered it and the delegate behind it. */
export interface DecidedProposer {
  readonly proposer: Proposer
  readonly account_id: string | null
  readonly delegate_id: string | null
}

/**
 * Decides from who asks whose proposal it is. `place` is the community's; `own` says whether a delegate who asks is on a
 * roster of this community and cycle. A resident leaves a contact and submits at once; a grid officer brings proposals in
 * from an own grid, the own ones and those of residents with their contact; the clerk may speak for anybody.
 *
 * Refusals: SIGN_IN_REQUIRED, PASSWORD_CHANGE_REQUIRED, NOT_YOUR_ROLE, NOT_YOUR_AREA, AREA_DOES_NOT_FIT,
 * CONTACT_REQUIRED, PROPOSER_UNFIT.
 */
export function decideProposer(
  actor: Actor,
  place: Place,
  own: boolean,
  claim: ProposerClaim,
): Result<DecidedProposer> {
  switch (actor.kind) {
    case 'operator':
      return refuse('NOT_YOUR_ROLE')
    case 'public':
      return decideForResident(claim)
    case 'delegate':
      if (!own) return refuse('NOT_YOUR_AREA')
      if ((claim.proposer ?? 'delegate') !== 'delegate' || claim.delegate_id !== null) {
        return refuse('PROPOSER_UNFIT', { proposer: claim.proposer ?? 'delegate' })
      }
      return accept({ proposer: 'delegate', account_id: null, delegate_id: actor.delegate_id })
    case 'staff':
      if (actor.must_change_password) return refuse('PASSWORD_CHANGE_REQUIRED')
      if (holdsRole(actor, 'community_clerk', place.area_ids)) return decideForClerk(actor.account_id, claim)
      return decideForGridOfficer(actor, claim)
  }
}

function decideForResident(claim: ProposerClaim): Result<DecidedProposer> {
  const speaksForOthers = (claim.proposer ?? 'resident') !== 'resident' || claim.delegate_id !== null
  if (speaksForOthers || claim.draft) return refuse('SIGN_IN_REQUIRED')
  if (!claim.contact) return refuse('CONTACT_REQUIRED')
  return accept({ proposer: 'resident', account_id: null, delegate_id: null })
}

function decideForClerk(accountId: string, claim: ProposerClaim): Result<DecidedProposer> {
  const proposer = claim.proposer ?? 'community_clerk'
  if (proposer === 'resident' && !claim.contact) return refuse('CONTACT_REQUIRED')
  if (claim.delegate_id !== null && proposer !== 'delegate') return refuse('PROPOSER_UNFIT', { proposer })
  return accept({ proposer, account_id: accountId, delegate_id: claim.delegate_id })
}

function decideForGridOfficer(
  actor: Extract<Actor, { kind: 'staff' }>,
  claim: ProposerClaim,
): Result<DecidedProposer> {
  const roles = actor.roles.map(({ role }) => role)
  if (!roles.includes('grid_officer')) {
    return refuse(roles.includes('community_clerk') ? 'NOT_YOUR_AREA' : 'NOT_YOUR_ROLE')
  }
  if (claim.grid_id === null) return refuse('AREA_DOES_NOT_FIT', { grid_id: null })
  if (!holdsRole(actor, 'grid_officer', [claim.grid_id])) return refuse('NOT_YOUR_AREA')
  const proposer = claim.proposer ?? 'grid_officer'
  const fits = proposer === 'grid_officer' || proposer === 'resident'
  if (!fits || claim.delegate_id !== null) return refuse('PROPOSER_UNFIT', { proposer })
  if (proposer === 'resident' && !claim.contact) return refuse('CONTACT_REQUIRED')
  return accept({ proposer, account_id: actor.account_id, delegate_id: null })
}

/**
 * Whether whoever asks drafted the proposal: a draft belongs to the account that entered it, or to the delegate who did.
 */
export function isDrafter(
  actor: Actor,
  draft: { readonly proposer_account_id: string | null; readonly proposer_delegate_id: string | null },
): boolean {
  if (actor.kind === 'staff') return draft.proposer_account_id === actor.account_id
  return (
    actor.kind === 'delegate' &&
    draft.proposer_account_id === null &&
    draft.proposer_delegate_id === actor.delegate_id
  )
}
