import { z } from 'zod'
import { accept, refuse } from '../../core/result.ts'
import { areaPath, findDistrict, listAreas } from '../../db/area.ts'
import { listAccounts } from '../../db/identity.ts'
import { listTrail } from '../../db/request.ts'
import { view } from '../operation.ts'
import { id, nothing, page, pageQuery, word } from '../schemas.ts'

const area = z.strictObject({
  id,
  kind: z.enum(['district', 'street', 'community', 'grid']),
  parent_id: id.nullable(),
  slug: z.string(),
  name: z.string(),
})

/** Districts of this server, by short name. */
export const showDistrict = view({
  name: 'show-district',
  summary: 'Find a district by its short name',
  access: { public: true },
  params: z.strictObject({ slug: word }),
  input: nothing,
  output: area,
  async run({ tx }, params) {
    const found = await findDistrict(tx, params.slug)
    return found === null ? refuse('NOT_FOUND', { what: 'district' }) : accept(found)
  },
})

export const listAreasView = view({
  name: 'list-areas',
  summary: 'Streets, communities and grids of a district',
  access: { public: true },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: pageQuery.extend({ kind: z.enum(['district', 'street', 'community', 'grid']).optional() }),
  output: page(area),
  async run({ tx }, params, query) {
    return accept(await listAreas(tx, params.district_id, query))
  },
})

/** An area with those it lies in, the district first. */
export const showAreaPath = view({
  name: 'show-area-path',
  summary: 'An area with those it lies in, the district first',
  access: { public: true },
  params: z.strictObject({ area_id: id }),
  input: nothing,
  output: z.strictObject({ items: z.array(area) }),
  async run({ tx }, params) {
    const items = await areaPath(tx, params.area_id)
    return items.length === 0 ? refuse('NOT_FOUND', { what: 'area' }) : accept({ items })
  },
})

export const listAccountsView = view({
  name: 'list-accounts',
  summary: 'Staff accounts of a district',
  access: { roles: ['district_admin'] },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: pageQuery,
  output: page(
    z.strictObject({
      id,
      login: z.string(),
      name: z.string(),
      must_change_password: z.boolean(),
      disabled_at: z.string().nullable(),
      roles: z.array(z.strictObject({ role: z.string(), area_id: id, department: z.string().nullable() })),
    }),
  ),
  async run({ tx }, params, query) {
    return accept(await listAccounts(tx, params.district_id, query))
  },
})

/** The number of a row of the trail. */
const trailNumber = z.string().regex(/^[0-9]{1,15}$/, 'up to 15 digits')

export const listTrailView = view({
  name: 'list-trail',
  summary: 'The internal trail: who did what',
  access: { roles: ['district_admin'] },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: pageQuery.extend({
    after: trailNumber.optional(),
    subject: word.optional(),
    order: z.enum(['oldest', 'newest']).default('oldest'),
  }),
  output: page(
    z.strictObject({
      id: z.string(),
      at: z.string(),
      actor: z.string(),
      verb: z.string(),
      area_id: id,
      subject: z.string(),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
  async run({ tx }, params, query) {
    return accept(await listTrail(tx, params.district_id, query))
  },
})

/** Who the request comes from. */
export const showSelf = view({
  name: 'show-self',
  summary: 'Who this request comes from, with roles and duty',
  access: { public: true },
  params: nothing,
  input: nothing,
  output: z.record(z.string(), z.unknown()),
  async run({ actor }) {
    return accept({ ...actor })
  },
})
