import { z } from 'zod'
import { departments, roles } from '../../core/identity/access.ts'
import { accept, refuse } from '../../core/result.ts'
import { areaOf } from '../../db/area.ts'
import { listOwnAreas } from '../../db/year-place.ts'
import { view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'

/** The roles of whoever asks, each with its area and the communities there; without any, the list is empty. */
export const showOwnAreas = view({
  name: 'show-own-areas',
  summary: 'The own roles, their areas and the communities there',
  access: { staff: true },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: nothing,
  output: z.strictObject({
    district: z.strictObject({ id, slug: z.string(), name: z.string() }),
    roles: z.array(
      z.strictObject({
        role: z.enum(roles),
        department: z.enum(departments).nullable(),
        area: z.strictObject({
          id,
          kind: z.enum(['district', 'street', 'community', 'grid']),
          name: z.string(),
        }),
        /** The community it is or lies in, or those it holds; none for a role of the whole district. */
        communities: z.array(z.strictObject({ id, name: z.string(), street: z.string() })),
      }),
    ),
  }),
  async run({ tx, actor }, params) {
    const district = await areaOf(tx, params.district_id)
    if (actor.kind !== 'staff' || district === null) return refuse('NOT_YOUR_ROLE')
    const rows = await listOwnAreas(
      tx,
      actor.roles.map(binding => binding.area_id),
    )
    const own = actor.roles.flatMap(({ role, department, area_id }) => {
      const of = rows.filter(row => row.id === area_id)
      const [area] = of
      if (area === undefined) return []
      const communities = of.flatMap(({ community_id, community_name, street_name }) =>
        community_id === null
          ? []
          : [{ id: community_id, name: community_name ?? '', street: street_name ?? '' }],
      )
      return [{ role, department, area: { id: area.id, kind: area.kind, name: area.name }, communities }]
    })
    const { id: districtId, slug, name } = district
    return accept({ district: { id: districtId, slug, name }, roles: own })
  },
})
