import { z } from 'zod'
import { isDelegatesOwn, mayUnlinkProposer } from '../../core/assembly/duties.ts'
import { proposers } from '../../core/proposal/proposer.ts'
import { accept, refuse } from '../../core/result.ts'
import { delegateCategories } from '../../core/roster/roster.ts'
import { findAssembly, listAssemblies } from '../../db/assembly.ts'
import { listAttendees } from '../../db/attendance.ts'
import { findContact, findProposal, type Proposal } from '../../db/proposal.ts'
import { findDelegate } from '../../db/roster.ts'
import type { Tx } from '../../db/tx.ts'
import { view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'
import { contact } from './proposal-schema.ts'

const delegate = z.strictObject({ id, name: z.string(), category: z.enum(delegateCategories) })
/** More than any roster has. */
const everybody = 100_000

/** Who stands behind a proposal, with names: for the clerk. */
export const showProposer = view({
  name: 'show-proposer',
  summary: 'Who stands behind a proposal, and which delegates may be named as such',
  access: { roles: ['community_clerk'] },
  of: 'proposal_id',
  params: z.strictObject({ proposal_id: id }),
  input: nothing,
  output: z.strictObject({
    proposer: z.enum(proposers),
    contact: contact.nullable(),
    delegate: delegate.nullable(),
    /** Whether the name of the delegate may be taken away again. */
    removable: z.boolean(),
    /** Those who may be named: the roster without whoever has a duty. */
    choices: z.array(delegate),
  }),
  async run({ tx }, { proposal_id }) {
    const proposal = await findProposal(tx, proposal_id)
    if (proposal === null) return refuse('NOT_FOUND', { what: 'proposal' })
    const named = proposal.proposer_delegate_id
    const found = named === null ? null : await findDelegate(tx, named)
    const assembly = found && (await findAssembly(tx, found.assembly_id))
    return accept({
      proposer: proposal.proposer,
      contact: await findContact(tx, proposal_id),
      delegate: found && { id: found.id, name: found.name, category: found.category },
      removable: assembly !== null && mayUnlinkProposer(assembly, proposal).ok,
      choices: isDelegatesOwn(proposal) ? [] : await listChoices(tx, proposal),
    })
  },
})

/** As `mayLinkProposer` will ask: delegates without a duty of an assembly before check-in. */
async function listChoices(tx: Tx, list: Pick<Proposal, 'cycle_id' | 'community_id'>) {
  const { items } = await listAssemblies(tx, list, { limit: everybody })
  const assembly = items.find(one => one.status === 'scheduled')
  if (assembly === undefined) return []
  const roster = await listAttendees(tx, assembly.id, null, { limit: everybody })
  return roster.items.flatMap(({ id, name, category, duty }) =>
    duty === null ? [{ id, name, category }] : [],
  )
}
