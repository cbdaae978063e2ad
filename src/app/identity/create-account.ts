import { z } from 'zod'
import { accept, refuse } from '../../core/result.ts'
import { addAccount } from '../../db/identity.ts'
import { verb } from '../operation.ts'
import { id, text } from '../schemas.ts'
import { storePassword } from './password.ts'
import { checkBindings, roleBinding } from './role-binding.ts'

export const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,63}$/, '3 to 64 letters, digits, dots, dashes')

/**
 * Creates an account with a first password that must be changed at the first sign-in.
 * Refusals: LOGIN_TAKEN, PASSWORD_TOO_WEAK and those of `checkBindings`.
 */
export const createAccount = verb({
  name: 'create-account',
  summary: 'Create a staff account with its roles',
  access: { roles: ['district_admin'] },
  of: 'district_id',
  creates: true,
  params: z.strictObject({ district_id: id }),
  input: z.strictObject({
    id,
    login,
    name: text(100),
    first_password: z.string().max(200),
    roles: z.array(roleBinding).min(1).max(20),
  }),
  output: z.strictObject({ id, login: z.string() }),
  async run({ tx, services, at }, params, input) {
    const stored = await storePassword(services, input.login, input.first_password)
    if (!stored.ok) return stored
    const fitting = await checkBindings(tx, params.district_id, input.roles)
    if (!fitting.ok) return fitting
    const added = await addAccount(tx, {
      id: input.id,
      district_id: params.district_id,
      login: input.login,
      name: input.name,
      ...stored.value,
      must_change_password: true,
      created_at: at.toISOString(),
      roles: input.roles,
    })
    return added ? accept({ id: input.id, login: input.login }) : refuse('LOGIN_TAKEN')
  },
})
