import { listAreasView } from '../../../app/identity/views.ts'
import { look, lookAll, PageRefused, type Visit } from '../../visit.ts'

/** The district of the administrator who visits. @throws PageRefused for anybody else: the pages hold no more than the operations allow. */
export function ownDistrict({ actor }: Visit): string {
  if (actor.kind !== 'staff') throw new PageRefused({ code: 'SIGN_IN_REQUIRED', detail: {} })
  if (actor.must_change_password) throw new PageRefused({ code: 'PASSWORD_CHANGE_REQUIRED', detail: {} })
  if (!actor.roles.some(({ role }) => role === 'district_admin'))
    throw new PageRefused({ code: 'NOT_YOUR_ROLE', detail: {} })
  return actor.district_id
}

export type ShownArea = Awaited<ReturnType<typeof areasOf>>[number]

/** All areas of a district. */
export async function areasOf(visit: Visit, districtId: string) {
  const query = { district_id: districtId }
  const first = await look(visit, listAreasView, query, { limit: '200' })
  if (first.next === null) return first.items
  return lookAll(visit, listAreasView, query)
}
