import { z } from 'zod'
import { accept, refuse } from '../../core/result.ts'
import { addArea } from '../../db/area.ts'
import { addAccount } from '../../db/identity.ts'
import { openLog } from '../../db/record.ts'
import { verb } from '../operation.ts'
import { id, nothing, text } from '../schemas.ts'
import { login } from './create-account.ts'
import { storePassword } from './password.ts'

/**
 * Founds a district: its area, its public record and its first administrator. Done by the operator from the command
 * line; no address of the API leads here. Refusals: SLUG_TAKEN, LOGIN_TAKEN, PASSWORD_TOO_WEAK.
 */
export const createDistrict = verb({
  name: 'create-district',
  summary: 'Found a district with its first administrator',
  access: { operator: true, public: true },
  untraced: true,
  params: nothing,
  input: z.strictObject({
    id,
    slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, '1 to 32 lower-case letters, digits, dashes'),
    name: text(100),
    origin: z
      .string()
      .regex(/^[a-z0-9][a-z0-9./-]{0,99}$/, '1 to 100 lower-case letters, digits, dots, dashes, slashes')
      .optional(),
    admin: z.strictObject({ id, login, name: text(100), first_password: z.string().max(200) }),
  }),
  output: z.strictObject({ id }),
  async run({ tx, services, actor, at }, _params, input) {
    if (actor.kind !== 'operator') return refuse('NOT_YOUR_ROLE')
    const created_at = at.toISOString()
    const { id: districtId, slug, name } = input
    const area = {
      id: districtId,
      district_id: districtId,
      kind: 'district',
      parent_id: null,
      slug,
      name,
      created_at,
    } as const
    if (!(await addArea(tx, area))) return refuse('SLUG_TAKEN', { slug })
    await openLog(tx, districtId, input.origin ?? `piaojue.local/${slug}`, services.logKey.publicKey)
    const stored = await storePassword(services, input.admin.login, input.admin.first_password)
    if (!stored.ok) return stored
    const added = await addAccount(tx, {
      id: input.admin.id,
      district_id: districtId,
      login: input.admin.login,
      name: input.admin.name,
      ...stored.value,
      must_change_password: true,
      created_at,
      roles: [{ role: 'district_admin', area_id: districtId, department: null }],
    })
    return added ? accept({ id: districtId }) : refuse('LOGIN_TAKEN')
  },
})
