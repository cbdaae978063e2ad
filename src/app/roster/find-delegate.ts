import { z } from 'zod'
import { hashSecret, readCode, sameBytes } from '../../core/identity/codes.ts'
import { accept, refuse } from '../../core/result.ts'
import { findCodeHolder } from '../../db/attendance.ts'
import { verb } from '../operation.ts'
import { id } from '../schemas.ts'

/**
 * Whose slip it is that somebody shows at the desk. It changes nothing; it is a verb because a code belongs into no address.
 * Refused: CODE_WRONG, for a code that was replaced or belongs to another assembly too.
 */
export const findDelegate = verb({
  name: 'find-delegate',
  summary: 'Find a delegate by the code on the slip, at the desk',
  access: { roles: ['community_clerk'] },
  of: 'assembly_id',
  untraced: true,
  params: z.strictObject({ assembly_id: id }),
  input: z.strictObject({ code: z.string().max(100) }),
  output: z.strictObject({ delegate_id: id }),
  async run({ tx }, { assembly_id }, { code }) {
    const typed = readCode(code)
    const holder = typed === null ? null : await findCodeHolder(tx, assembly_id, typed.handle)
    if (typed === null || holder === null || !sameBytes(hashSecret(typed), holder.secret_hash)) {
      return refuse('CODE_WRONG')
    }
    return accept({ delegate_id: holder.delegate_id })
  },
})
