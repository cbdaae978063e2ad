import { z } from 'zod'
import { accept, refuse } from '../../core/result.ts'
import {
  disableAccount,
  lockAccount,
  replaceRoles,
  setAccountName,
  setAttempts,
  setPassword,
} from '../../db/identity.ts'
import { revokeOtherSessions } from '../../db/session.ts'
import { verb } from '../operation.ts'
import { id, text } from '../schemas.ts'
import { storePassword } from './password.ts'
import { checkBindings, roleBinding } from './role-binding.ts'

/**
 * Gives an account another name, other roles, a new first password (which also unlocks it) or takes it out of use. What it
 * did stays. Its sessions end, unless it is only renamed. Refusals: NOT_YOURSELF, PASSWORD_TOO_WEAK and those of
 * `checkBindings`.
 */
export const changeAccount = verb({
  name: 'change-account',
  summary: 'Change the name or the roles of an account, reset its password or disable it',
  access: { roles: ['district_admin'] },
  of: 'account_id',
  params: z.strictObject({ account_id: id }),
  input: z.strictObject({
    name: text(100).optional(),
    roles: z.array(roleBinding).min(1).max(20).optional(),
    first_password: z.string().max(200).optional(),
    disabled: z.literal(true).optional(),
  }),
  output: z.strictObject({ id }),
  async run({ tx, services, actor, place, at, note }, params, input) {
    if (actor.kind !== 'staff' || actor.account_id === params.account_id) return refuse('NOT_YOURSELF')
    const account = await lockAccount(tx, params.account_id)
    const fitting = await checkBindings(tx, place.district_id, input.roles ?? [])
    if (!fitting.ok) return fitting
    const { name, ...others } = input
    if (name !== undefined) await setAccountName(tx, account.id, name)
    if (input.roles !== undefined) await replaceRoles(tx, place.district_id, account.id, input.roles)
    if (input.first_password !== undefined) {
      const stored = await storePassword(services, account.login, input.first_password)
      if (!stored.ok) return stored
      await setPassword(tx, account.id, stored.value, true)
      await setAttempts(tx, account.id, { failed_attempts: 0, locked_until: null })
    }
    if (input.disabled) await disableAccount(tx, account.id, at.toISOString())
    if (Object.keys(others).length > 0) await revokeOtherSessions(tx, account.id, null, at.toISOString())
    note({
      name: name !== undefined,
      roles: input.roles ?? null,
      password: input.first_password !== undefined,
      disabled: input.disabled ?? false,
    })
    return accept({ id: account.id })
  },
})
