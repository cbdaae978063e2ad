import { z } from 'zod'
import { accept } from '../../core/result.ts'
import { revokeOtherSessions, revokeSession } from '../../db/session.ts'
import { verb } from '../operation.ts'
import { nothing } from '../schemas.ts'

/** Ends the session of the request, or `everywhere` all sessions of its account. Without one nothing happens. */
export const signOut = verb({
  name: 'sign-out',
  summary: 'End the session of this request, or all of its account',
  access: { public: true },
  untraced: true,
  params: nothing,
  input: z.strictObject({ everywhere: z.boolean().default(false) }),
  output: z.strictObject({ ended: z.boolean() }),
  async run({ tx, actor, at }, _params, { everywhere }) {
    if (actor.kind === 'public' || actor.kind === 'operator') return accept({ ended: false })
    await revokeSession(tx, actor.session_id, at.toISOString())
    if (everywhere && actor.kind === 'staff')
      await revokeOtherSessions(tx, actor.account_id, null, at.toISOString())
    return accept({ ended: true })
  },
})
