import { z } from 'zod'
import { mayLinkProposer, mayUnlinkProposer } from '../../core/assembly/duties.ts'
import { accept, type Result, refuse } from '../../core/result.ts'
import { lockAssembly } from '../../db/assembly.ts'
import { listDuties } from '../../db/duty.ts'
import { findProposal, lockProposal, setProposerDelegate } from '../../db/proposal.ts'
import { findDelegate, isDelegateOf } from '../../db/roster.ts'
import type { Tx } from '../../db/tx.ts'
import { verb } from '../operation.ts'
import { id } from '../schemas.ts'

/**
 * Says which delegate stands behind a proposal that came in before the roster did, so that whoever proposed a candidate has
 * no duty in the assembly (回避); null takes a wrong name away again. Refusals: NOT_FOUND, BUSY_TRY_AGAIN (the name has just
 * been changed) and those of `mayLinkProposer` and `mayUnlinkProposer`.
 */
export const linkProposer = verb({
  name: 'link-proposer',
  summary: 'Say which delegate stands behind a proposal, or that none does',
  access: { roles: ['community_clerk'] },
  of: 'proposal_id',
  params: z.strictObject({ proposal_id: id }),
  input: z.strictObject({ delegate_id: id.nullable() }),
  output: z.strictObject({ id, delegate_id: id.nullable() }),
  async run({ tx }, { proposal_id }, { delegate_id }) {
    const done =
      delegate_id === null ? await unlink(tx, proposal_id) : await link(tx, proposal_id, delegate_id)
    return done.ok ? accept({ id: proposal_id, delegate_id }) : done
  },
})

async function link(tx: Tx, proposalId: string, delegateId: string): Promise<Result<null>> {
  const found = await findProposal(tx, proposalId)
  const delegate = await findDelegate(tx, delegateId)
  if (found === null) return refuse('NOT_FOUND', { what: 'proposal' })
  if (delegate === null || !(await isDelegateOf(tx, delegateId, found))) {
    return refuse('PROPOSER_UNFIT', { delegate_id: delegateId })
  }
  const assembly = await lockAssembly(tx, delegate.assembly_id)
  const proposal = await lockProposal(tx, proposalId)
  const duties = await listDuties(tx, assembly.id)
  const allowed = mayLinkProposer(assembly, proposal, {
    delegate_id: delegateId,
    has_duty: duties.some(duty => duty.delegate_id === delegateId),
  })
  if (allowed.ok) await setProposerDelegate(tx, proposalId, delegateId)
  return allowed
}

async function unlink(tx: Tx, proposalId: string): Promise<Result<null>> {
  const found = await findProposal(tx, proposalId)
  if (found === null) return refuse('NOT_FOUND', { what: 'proposal' })
  const linked = found.proposer_delegate_id
  if (linked === null) return accept(null)
  const delegate = await findDelegate(tx, linked)
  if (delegate === null) return refuse('NOT_FOUND', { what: 'delegate' })
  const assembly = await lockAssembly(tx, delegate.assembly_id)
  const proposal = await lockProposal(tx, proposalId)
  // Another name may have come in while the locks were waited for, perhaps one of another assembly.
  if (proposal.proposer_delegate_id !== linked) return refuse('BUSY_TRY_AGAIN')
  const allowed = mayUnlinkProposer(assembly, proposal)
  if (allowed.ok) await setProposerDelegate(tx, proposalId, null)
  return allowed
}
