import { z } from 'zod'
import { duties } from '../../core/identity/access.ts'
import { accept } from '../../core/result.ts'
import { countByCategory } from '../../core/roster/roster.ts'
import { findAssembly } from '../../db/assembly.ts'
import { listAttendees } from '../../db/attendance.ts'
import { countMembers } from '../../db/roster.ts'
import { view } from '../operation.ts'
import { id, nothing, page, pageQuery } from '../schemas.ts'
import { byCategory, delegateCategory } from './roster-schema.ts'

export const listDelegatesView = view({
  name: 'list-delegates',
  summary: 'The roster with names, duties and presence',
  access: { roles: ['community_clerk'] },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: pageQuery.extend({
    after: id.optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  output: page(
    z.strictObject({
      id,
      name: z.string(),
      category: delegateCategory,
      duty: z.enum(duties).nullable(),
      mode: z.enum(['paper', 'electronic']).nullable(),
      checked_in_at: z.string().nullable(),
    }),
  ),
  async run({ tx }, params, query) {
    const { items, next } = await listAttendees(tx, params.assembly_id, null, query)
    return accept({ items: items.map(({ ballot: _, ...delegate }) => delegate), next })
  },
})

export const showRoster = view({
  name: 'show-roster',
  summary: 'How many delegates an assembly has, by category: no names',
  access: { public: true },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: nothing,
  output: z.strictObject({ frozen_at: z.string().nullable(), delegates: z.int(), by_category: byCategory }),
  async run({ tx }, params) {
    const { roster_frozen_at } = await findAssembly(tx, params.assembly_id)
    const by_category = countByCategory([])
    for (const { category, count } of await countMembers(tx, params.assembly_id))
      by_category[category] = count
    const delegates = Object.values(by_category).reduce((sum, count) => sum + count, 0)
    return accept({ frozen_at: roster_frozen_at, delegates, by_category })
  },
})
