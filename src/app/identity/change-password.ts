import { z } from 'zod'
import { sameBytes } from '../../core/identity/codes.ts'
import { afterFailure, isLocked } from '../../core/identity/throttle.ts'
import { accept, refuse } from '../../core/result.ts'
import { lockAccount, setAttempts, setPassword } from '../../db/identity.ts'
import { revokeOtherSessions } from '../../db/session.ts'
import { verb } from '../operation.ts'
import { id } from '../schemas.ts'
import { storePassword } from './password.ts'

/**
 * Changes one's own password, the first one too, and ends every other session of the account.
 * Refusals: LOGIN_WRONG (the current one), TOO_MANY_ATTEMPTS, PASSWORD_TOO_WEAK.
 */
export const changePassword = verb({
  name: 'change-password',
  summary: 'Change one’s own password',
  access: { staff: true },
  of: 'account_id',
  untraced: true,
  params: z.strictObject({ account_id: id }),
  input: z.strictObject({ current: z.string().max(200), next: z.string().max(200) }),
  output: z.strictObject({ changed: z.literal(true) }),
  async run({ tx, services, actor, at, keep }, params, input) {
    if (actor.kind !== 'staff' || actor.account_id !== params.account_id) return refuse('NOT_YOUR_ROLE')
    const account = await lockAccount(tx, params.account_id)
    if (isLocked(account, at.getTime()))
      return refuse('TOO_MANY_ATTEMPTS', { until: account.locked_until_text })
    const hash = await services.scrypt(input.current, account.password_salt)
    if (!hash.ok) return hash
    if (!sameBytes(hash.value, account.password_hash)) {
      await setAttempts(tx, account.id, afterFailure(account, at.getTime()))
      keep()
      return refuse('LOGIN_WRONG')
    }
    if (input.next === input.current) return refuse('PASSWORD_TOO_WEAK')
    const stored = await storePassword(services, account.login, input.next)
    if (!stored.ok) return stored
    await setPassword(tx, account.id, stored.value, false)
    await revokeOtherSessions(tx, account.id, actor.session_id, at.toISOString())
    return accept({ changed: true as const })
  },
})
