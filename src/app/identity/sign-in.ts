import { z } from 'zod'
import { sameBytes } from '../../core/identity/codes.ts'
import { afterFailure, isLocked } from '../../core/identity/throttle.ts'
import { accept, type Result, refuse } from '../../core/result.ts'
import { findSalt, lockAccountByLogin, setAttempts } from '../../db/identity.ts'
import { addSession } from '../../db/session.ts'
import { inTransaction } from '../../db/tx.ts'
import { type HashedPassword, verb } from '../operation.ts'
import { id } from '../schemas.ts'
import type { Services } from '../services.ts'
import { login } from './create-account.ts'
import { endEarlierSession } from './end-earlier-session.ts'
import { sessionOutput } from './session-output.ts'

const sessionHours = 12

const input = z.strictObject({ id, login: z.string().max(64), password: z.string().max(200) })

/**
 * Signs a member of staff in; the session that the request came with ends. Wrong passwords are counted per account, since many
 * people share one address. Neither the answer nor the time it takes tells whether the login exists, so a locked account
 * is refused as a wrong password is. Refusals: LOGIN_WRONG, ID_REUSED, BUSY_TRY_AGAIN.
 */
export const signIn = verb({
  name: 'sign-in',
  summary: 'Sign in with login and password',
  access: { public: true },
  untraced: true,
  params: z.strictObject({}),
  input,
  output: sessionOutput,
  hashes: hashGiven,
  async run({ tx, actor, at, keep, hashed }, _params, { id: sessionId, login: typed }) {
    const named = login.safeParse(typed)
    const account = named.success ? await lockAccountByLogin(tx, named.data) : null
    if (account === null || account.disabled_at !== null || hashed === null) return refuse('LOGIN_WRONG')
    if (isLocked(account, at.getTime())) return refuse('LOGIN_WRONG')
    // Changed since it was looked up: there was nothing to compare with.
    if (!sameBytes(hashed.salt, account.password_salt)) return refuse('BUSY_TRY_AGAIN')
    if (!sameBytes(hashed.hash, account.password_hash)) {
      await setAttempts(tx, account.id, afterFailure(account, at.getTime()))
      keep()
      return refuse('LOGIN_WRONG')
    }
    await setAttempts(tx, account.id, { failed_attempts: 0, locked_until: null })
    const session = await addSession(tx, {
      id: sessionId,
      district_id: account.district_id,
      account_id: account.id,
      delegate_id: null,
      created_at: at.toISOString(),
      expires_at: new Date(at.getTime() + sessionHours * 3_600_000).toISOString(),
    })
    if (session === null) return refuse('ID_REUSED', { id: sessionId })
    await endEarlierSession(tx, actor, sessionId, at)
    return accept({ ...session, must_change_password: account.must_change_password })
  },
})

/** With a salt of its own kind for a login that nobody has: it takes as long. */
async function hashGiven(services: Services, given: unknown): Promise<Result<HashedPassword | null>> {
  const read = input.safeParse(given)
  if (!read.success) return accept(null)
  const named = login.safeParse(read.data.login)
  const found = await inTransaction(services.db, 'read', async tx =>
    named.success ? findSalt(tx, named.data) : null,
  )
  const salt = found ?? new Uint8Array(16)
  const hash = await services.scrypt(read.data.password, salt)
  return hash.ok ? accept({ salt, hash: hash.value }) : hash
}
