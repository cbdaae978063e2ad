import { showOwnAreas } from '../../../app/identity/own-areas.ts'
import { listAreasView } from '../../../app/identity/views.ts'
import { type Answer, type Shown, shown } from '../../page.ts'
import { look, lookAll, PageRefused, type Visit } from '../../visit.ts'

/** The district of the administrator who visits. @throws PageRefused for anybody else: the pages hold no more than the operations allow. */
export function ownDistrict({ actor }: Visit): string {
  if (actor.kind !== 'staff') throw new PageRefused({ code: 'SIGN_IN_REQUIRED', detail: {} })
  if (actor.must_change_password) throw new PageRefused({ code: 'PASSWORD_CHANGE_REQUIRED', detail: {} })
  if (!actor.roles.some(({ role }) => role === 'district_admin'))
    throw new PageRefused({ code: 'NOT_YOUR_ROLE', detail: {} })
  return actor.district_id
}

/** A page of the administrator, with the way through their district. */
export async function inDistrict(visit: Visit, page: Omit<Shown, 'kind' | 'district'>): Promise<Answer> {
  const { district } = await look(visit, showOwnAreas, { district_id: ownDistrict(visit) })
  return shown({ ...page, district: { slug: district.slug, name: district.name } })
}

export type ShownArea = Awaited<ReturnType<typeof areasOf>>[number]

/** All areas of a district. */
export async function areasOf(visit: Visit, districtId: string) {
  const query = { district_id: districtId }
  const first = await look(visit, listAreasView, query, { limit: '200' })
  if (first.next === null) return first.items
  return lookAll(visit, listAreasView, query)
}
