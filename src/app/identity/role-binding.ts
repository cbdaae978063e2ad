import { z } from 'zod'
import { departments, type RoleBinding, roles } from '../../core/identity/access.ts'
import { accept, type Result, refuse } from '../../core/result.ts'
import { areaOf } from '../../db/area.ts'
import type { Tx } from '../../db/tx.ts'
import { id } from '../schemas.ts'

export const roleBinding = z.strictObject({
  role: z.enum(roles),
  area_id: id,
  department: z.enum(departments).nullable(),
})

/**
 * Whether an account of the district may have these roles: in areas of the district, auditors with a department and nobody
 * else. That each is a role of its kind of area the database says. Refusals: AREA_DOES_NOT_FIT, DEPARTMENT_DOES_NOT_FIT.
 */
export async function checkBindings(
  tx: Tx,
  districtId: string,
  bindings: readonly RoleBinding[],
): Promise<Result<null>> {
  for (const { role, area_id, department } of bindings) {
    const area = await areaOf(tx, area_id)
    if (area?.district_id !== districtId) return refuse('AREA_DOES_NOT_FIT', { area_id })
    if ((role === 'auditor') !== (department !== null)) return refuse('DEPARTMENT_DOES_NOT_FIT', { role })
  }
  return accept(null)
}
