import { z } from 'zod'
import { yearStages } from '../../core/cycle/year-stage.ts'
import { anyFen, id } from '../schemas.ts'

/** A cycle in the choice of the year. */
export const publishedCycle = z.strictObject({
  id,
  name: z.string(),
  year: z.int(),
  status: z.enum(['published', 'closed']),
  published_at: z.string(),
})

export const yearStage = z.enum(yearStages)

export const stage = z.strictObject({
  stage: yearStage,
  state: z.enum(['done', 'current', 'begun', 'ahead', 'without']),
  count: z.int().nullable(),
  of: z.int().nullable(),
})

/** Fen. `selected_fen`: what the assembly decided on and was not cancelled; `settled_fen`: of accepted projects. */
export const yearMoney = z.strictObject({
  allocation_fen: anyFen,
  selected_fen: anyFen,
  contracted_fen: anyFen,
  paid_fen: anyFen,
  settled_fen: anyFen,
})

/** A notice as it is read, with names and figures. */
export const displayedNotice = z.strictObject({
  id,
  district_id: id,
  cycle_id: id,
  cycle_name: z.string(),
  community_id: id.nullable(),
  community_name: z.string().nullable(),
  kind: z.enum(['policy', 'candidates', 'result', 'change', 'acceptance', 'audit']),
  subject: id,
  /** Of a project. */
  title: z.string().nullable(),
  starts_at: z.string(),
  ends_at: z.string(),
  /** Of the assembly whose candidates or result are shown. */
  assembly: z
    .strictObject({
      status: z.enum(['scheduled', 'checking_in', 'voting', 'counting', 'certified', 'void']),
      candidates: z.int(),
      eligible: z.int(),
      present: z.int(),
      selected: z.int(),
    })
    .nullable(),
  objections: z.strictObject({ filed: z.int(), answered: z.int() }).nullable(),
  conclusion: z.enum(['accepted', 'rectify', 'rejected']).nullable(),
  change: z.enum(['budget', 'scope', 'cancel']).nullable(),
  drawn: z.int().nullable(),
})
