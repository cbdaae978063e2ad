import { z } from 'zod'
import { hashSecret, readCode, sameBytes } from '../../core/identity/codes.ts'
import { afterFailure, isLocked } from '../../core/identity/throttle.ts'
import { accept, refuse } from '../../core/result.ts'
import { lockCode, setCodeAttempts, useCode } from '../../db/identity.ts'
import { addSession } from '../../db/session.ts'
import { verb } from '../operation.ts'
import { id } from '../schemas.ts'
import { endEarlierSession } from './end-earlier-session.ts'
import { sessionOutput } from './session-output.ts'

const sessionHours = 24

/**
 * Exchanges a delegate's code for a session, once. The same request again (a lost answer) gives the same session; any
 * other use is refused. The session that the request came with ends. Wrong codes are counted per code. Refusals: CODE_WRONG, CODE_USED, TOO_MANY_ATTEMPTS.
 */
export const enterWithCode = verb({
  name: 'enter-with-code',
  summary: 'Enter an assembly with the code from the slip',
  access: { public: true },
  untraced: true,
  params: z.strictObject({}),
  input: z.strictObject({ id, code: z.string().max(100) }),
  output: sessionOutput,
  async run({ tx, actor, at, keep }, _params, input) {
    const typed = readCode(input.code)
    const code = typed === null ? null : await lockCode(tx, typed.handle)
    if (typed === null || code === null) return refuse('CODE_WRONG')
    if (isLocked(code, at.getTime())) return refuse('TOO_MANY_ATTEMPTS', { until: code.locked_until_text })
    if (!sameBytes(hashSecret(typed), code.secret_hash)) {
      await setCodeAttempts(tx, typed.handle, afterFailure(code, at.getTime()))
      keep()
      return refuse('CODE_WRONG')
    }
    if (code.revoked) return refuse('CODE_WRONG')
    if (code.used_by !== null && code.used_by !== input.id) return refuse('CODE_USED')
    const session = await addSession(tx, {
      id: input.id,
      district_id: code.district_id,
      account_id: null,
      delegate_id: code.delegate_id,
      created_at: at.toISOString(),
      expires_at: new Date(at.getTime() + sessionHours * 3_600_000).toISOString(),
    })
    if (session === null) return refuse('ID_REUSED', { id: input.id })
    await useCode(tx, typed.handle, input.id)
    await endEarlierSession(tx, actor, input.id, at)
    return accept({ ...session, delegate_id: code.delegate_id, assembly_id: code.assembly_id })
  },
})
