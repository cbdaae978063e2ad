import { z } from 'zod'
import { accept, refuse } from '../../core/result.ts'
import { decideReplacement, mayPrintCodes } from '../../core/roster/slip.ts'
import { lockAssembly } from '../../db/assembly.ts'
import { lockCodes, revokeCode } from '../../db/delegate-code.ts'
import { findDelegate } from '../../db/roster.ts'
import { revokeSession } from '../../db/session.ts'
import { verb } from '../operation.ts'
import { id } from '../schemas.ts'
import { issueCodes, slipOf, trailSecretly } from './issue-codes.ts'
import { slip } from './roster-schema.ts'

/**
 * A new slip for a lost one: its code and whatever session was opened with it end. `replaces` is the generation on the lost
 * slip; the same request again gives the same new slip. The answer is kept nowhere.
 * Refusals: NOT_FOUND, WRONG_STATUS, ROSTER_NOT_FROZEN, CODE_REPLACED.
 */
export const replaceCode = verb({
  name: 'replace-code',
  summary: 'A new code for a delegate whose slip is lost',
  access: { roles: ['community_clerk'] },
  of: 'delegate_id',
  untraced: true,
  params: z.strictObject({ delegate_id: id }),
  input: z.strictObject({ replaces: z.int().min(1).max(1_000_000) }),
  output: slip,
  async run(step, { delegate_id }, { replaces }) {
    const { tx, at } = step
    const delegate = await findDelegate(tx, delegate_id)
    if (delegate === null) return refuse('NOT_FOUND', { what: 'delegate' })
    const assembly = await lockAssembly(tx, delegate.assembly_id)
    const allowed = mayPrintCodes(assembly)
    if (!allowed.ok) return allowed
    const codes = await lockCodes(tx, delegate_id)
    const decided = decideReplacement(codes, replaces)
    if (!decided.ok) return decided
    if ('again' in decided.value) return accept(slipOf(step, delegate, decided.value.again))
    const lost = decided.value.revoke
    await revokeCode(tx, lost.handle, at.toISOString())
    if (lost.used_by !== null) await revokeSession(tx, lost.used_by, at.toISOString())
    const latest = codes.at(-1)?.generation ?? lost.generation
    const issued = await issueCodes(step, assembly, new Map([[delegate_id, latest + 1]]))
    const code = issued.get(delegate_id)
    if (code === undefined) throw new Error('a code was not issued')
    const { generation } = code
    await trailSecretly(step, 'replace-code', delegate_id, { replaces, generation })
    return accept(slipOf(step, delegate, code))
  },
})
