import { z } from 'zod'
import { proposers } from '../../core/proposal/proposer.ts'
import { exclusions, requirements } from '../../core/proposal/screening.ts'
import { proposalStatuses } from '../../core/proposal/status.ts'
import { amountFen, id, text } from '../schemas.ts'

/** What a proposal says. DOMAIN.md §3.2. */
export const proposalText = z.strictObject({
  grid_id: id.nullable().default(null),
  title: text(100),
  category: z.enum(['works', 'service', 'goods']),
  topic: text(50),
  description: text(5000),
  place: text(200),
  beneficiaries: text(500),
  estimated_cost_fen: amountFen,
})

/** How to reach somebody, for those who may know it: never public. */
export const contact = z.strictObject({ name: z.string(), phone: z.string() })

export const checklist = z.strictObject({
  ...flags(requirements),
  negative_list: z.strictObject(flags(exclusions)),
})

/** A decision of the screening. */
export const screening = z.strictObject({
  outcome: z.enum(['screened', 'rejected', 'merged']),
  checklist,
  reason: z.string().nullable(),
  merged_into: id.nullable(),
  decided_at: z.string(),
})

function flags<Name extends string>(names: readonly Name[]): Record<Name, z.ZodBoolean> {
  return Object.fromEntries(names.map(name => [name, z.boolean()])) as Record<Name, z.ZodBoolean>
}

/** A proposal in a list. */
export const proposalSummary = z.strictObject({
  id,
  cycle_id: id,
  community_id: id,
  grid_id: id.nullable(),
  status: z.enum(proposalStatuses),
  title: z.string(),
  category: z.enum(['works', 'service', 'goods']),
  topic: z.string(),
  place: z.string(),
  estimated_cost_fen: z.int(),
  proposer: z.enum(proposers),
  created_at: z.string(),
  submitted_at: z.string().nullable(),
})
