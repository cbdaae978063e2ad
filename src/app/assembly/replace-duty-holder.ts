import { z } from 'zod'
import { mayReplaceDutyHolder, type Successor } from '../../core/assembly/duties.ts'
import { duties } from '../../core/identity/access.ts'
import { accept } from '../../core/result.ts'
import { lockAssembly } from '../../db/assembly.ts'
import { findProposingDelegates, listCandidates } from '../../db/candidate.ts'
import { listDuties, replaceDutyHolder as replaceHolder } from '../../db/duty.ts'
import { findModes } from '../../db/roster.ts'
import type { Tx } from '../../db/tx.ts'
import { verb } from '../operation.ts'
import { id } from '../schemas.ts'

/**
 * Relieves somebody who has left the hall of a duty that was confirmed, and gives it to another delegate who is present. What the one
 * signed or keyed stays; the successor of a teller keys in the other's place wherever two keyings differ. The public record tells
 * that it happened and of which duty, not whose. Refusals: those of `mayReplaceDutyHolder`.
 */
export const replaceDutyHolder = verb({
  name: 'replace-duty-holder',
  summary: 'Give the duty of somebody who has left to another delegate who is present',
  access: { roles: ['community_clerk'] },
  of: 'assembly_id',
  creates: true,
  params: z.strictObject({ assembly_id: id }),
  input: z.strictObject({
    id,
    /** Who has left. */
    delegate_id: id,
    /** Who takes the duty over; null: those who remain are enough. */
    successor_id: id.nullable(),
  }),
  output: z.strictObject({ id, duty: z.enum(duties) }),
  async run({ tx, at, note, append }, params, input) {
    const assembly = await lockAssembly(tx, params.assembly_id)
    const { delegate_id: left_by, successor_id: taken_by } = input
    const successor = taken_by === null ? null : await successorOf(tx, assembly.id, taken_by)
    const allowed = mayReplaceDutyHolder(assembly, await listDuties(tx, assembly.id), left_by, successor)
    if (!allowed.ok) return allowed
    const duty = allowed.value
    const replaced_at = at.toISOString()
    await replaceHolder(tx, assembly, { id: input.id, duty, left_by, taken_by, replaced_at })
    note({ duty, left_by, taken_by })
    const body = { assembly: assembly.id, duty, successor: taken_by !== null }
    await append([{ type: 'duty.replaced', subject: input.id, body }])
    return accept({ id: input.id, duty })
  },
})

async function successorOf(tx: Tx, assemblyId: string, delegate_id: string): Promise<Successor> {
  const modes = await findModes(tx, assemblyId, [delegate_id])
  const candidates = await listCandidates(tx, assemblyId)
  const proposers = await findProposingDelegates(
    tx,
    candidates.map(candidate => candidate.id),
  )
  return {
    delegate_id,
    on_roster: modes.has(delegate_id),
    present: (modes.get(delegate_id) ?? null) !== null,
    proposer: proposers.has(delegate_id),
  }
}
