import { z } from 'zod'
import { holdsRole } from '../../core/identity/access.ts'
import { accept, type Result, refuse } from '../../core/result.ts'
import { type Cycle, findCycle, listCycles, listFunds } from '../../db/cycle.ts'
import { listNotices } from '../../db/notice.ts'
import { type Step, view } from '../operation.ts'
import { anyFen, id, nothing, page, pageQuery } from '../schemas.ts'
import { votingRules } from './rules-schema.ts'

const cycle = z.strictObject({
  id,
  district_id: id,
  name: z.string(),
  year: z.int(),
  status: z.enum(['draft', 'published', 'closed']),
  rules: votingRules,
  rules_hash: z.string().nullable(),
  published_at: z.string().nullable(),
})

/** A draft may still become anything: whoever read it as rules would be misled. It is for the district's admin only. */
function seesDrafts({ actor, place }: Step): boolean {
  return holdsRole(actor, 'district_admin', place.area_ids)
}

async function findShown(step: Step, cycleId: string): Promise<Result<Cycle>> {
  const found = await findCycle(step.tx, cycleId)
  const hidden = found.status === 'draft' && !seesDrafts(step)
  return hidden ? refuse('NOT_FOUND', { what: 'cycle' }) : accept(found)
}

export const listCyclesView = view({
  name: 'list-cycles',
  summary: 'The cycles of a district; drafts for its admin only',
  access: { public: true },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: pageQuery,
  output: page(cycle),
  async run(step, params, query) {
    return accept(await listCycles(step.tx, params.district_id, { ...query, drafts: seesDrafts(step) }))
  },
})

export const showCycle = view({
  name: 'show-cycle',
  summary: 'A cycle with its rules; a draft for the district’s admin only',
  access: { public: true },
  of: 'cycle_id',
  params: z.strictObject({ cycle_id: id }),
  input: nothing,
  output: cycle,
  async run(step, params) {
    return findShown(step, params.cycle_id)
  },
})

export const listFundsView = view({
  name: 'list-funds',
  summary: 'What each community has, committed, paid and settled in a cycle, in fen',
  access: { public: true },
  of: 'cycle_id',
  params: z.strictObject({ cycle_id: id }),
  input: pageQuery,
  output: page(
    z.strictObject({
      cycle_id: id,
      community_id: id,
      allocation_fen: anyFen,
      selected_fen: anyFen,
      contracted_fen: anyFen,
      paid_fen: anyFen,
      settled_fen: anyFen,
      archived_at: z.string().nullable(),
    }),
  ),
  async run(step, params, query) {
    const cycle = await findShown(step, params.cycle_id)
    return cycle.ok ? accept(await listFunds(step.tx, params.cycle_id, query)) : cycle
  },
})

export const listNoticesView = view({
  name: 'list-notices',
  summary: 'What is on public display: now, or ever',
  access: { public: true },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: pageQuery.extend({
    community_id: id.optional(),
    running: z.enum(['true', 'false']).default('false'),
  }),
  output: page(
    z.strictObject({
      id,
      district_id: id,
      cycle_id: id,
      community_id: id.nullable(),
      kind: z.enum(['policy', 'candidates', 'result', 'change', 'acceptance', 'audit']),
      subject: id,
      starts_at: z.string(),
      ends_at: z.string(),
    }),
  ),
  async run({ tx, at }, params, query) {
    const moment = query.running === 'true' ? at.toISOString() : undefined
    return accept(await listNotices(tx, params.district_id, { ...query, at: moment }))
  },
})
