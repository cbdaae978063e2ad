import { z } from 'zod'
import { conclusions } from '../../core/acceptance/acceptance.ts'
import { inspectionItems } from '../../core/audit/inspection.ts'
import { changeKinds } from '../../core/project/changes.ts'
import { paymentKinds } from '../../core/project/payments.ts'
import { projectStatuses } from '../../core/project/project.ts'
import { contractMethods } from '../../db/project-money.ts'
import { anyFen, id, quantity, text } from '../schemas.ts'

/** What a contract orders: each item once. */
export const contractQuantity = z.strictObject({ item: text(200), unit: text(20), quantity })

export const projectStatus = z.enum(projectStatuses)

const nullableText = z.string().nullable()

/** A project in a list. */
export const projectSummary = z.strictObject({
  id,
  district_id: id,
  assembly_id: id,
  cycle_id: id,
  community_id: id,
  street_id: id,
  status: projectStatus,
  title: z.string(),
  cost_fen: anyFen,
  contract_fen: anyFen,
  paid_fen: anyFen,
  settlement_fen: anyFen.nullable(),
  completed_on: nullableText,
  rectify_by: nullableText,
  accepted_at: nullableText,
  satisfaction_published_at: nullableText,
})

const contract = z.strictObject({
  id,
  number: z.int(),
  contractor: z.string(),
  method: z.enum(contractMethods),
  amount_fen: anyFen,
  quantities: z.array(contractQuantity).readonly(),
  signed_on: z.string(),
  recorded_at: z.string(),
})

const payment = z.strictObject({
  id,
  kind: z.enum([...paymentKinds, 'reversal']),
  amount_fen: z.int(),
  reverses: id.nullable(),
  purpose: z.string(),
  paid_on: z.string(),
  recorded_at: z.string(),
})

const change = z.strictObject({
  id,
  kind: z.enum(changeKinds),
  cost_fen: anyFen.nullable(),
  reason: z.string(),
  status: z.enum(['requested', 'approved', 'refused']),
  needs_approval: z.boolean(),
  requested_at: z.string(),
  decided_at: nullableText,
  decision_reason: nullableText,
})

const acceptance = z.strictObject({
  id,
  number: z.int(),
  status: z.enum(['drafted', 'decided', 'withdrawn']),
  held_on: z.string(),
  checklist: z
    .array(z.strictObject({ item: z.string(), passed: z.boolean(), remark: z.string() }))
    .readonly(),
  measurements: z
    .array(
      z.strictObject({
        item: z.string(),
        unit: z.string(),
        contracted: z.string(),
        measured: z.string(),
      }),
    )
    .readonly(),
  conclusion: z.enum(conclusions),
  note: z.string(),
  rectify_by: nullableText,
  signed_by: z.array(id),
  decided_at: nullableText,
})

const inspection = z.strictObject({
  id,
  extra: z.boolean(),
  status: z.enum(['drafted', 'recorded', 'rectified', 'closed', 'withdrawn']),
  inspected_on: z.string(),
  place: z.string(),
  checklist: z.record(z.enum(inspectionItems), z.boolean()),
  measurements: z
    .array(z.strictObject({ item: z.string(), unit: z.string(), billed: z.string(), measured: z.string() }))
    .readonly(),
  finding: z.enum(['pass', 'minor', 'major']),
  questioned_fen: anyFen,
  recovered_fen: anyFen,
  deadline: nullableText,
  /** For staff of the audit only: it may name whoever was asked on site. */
  note: nullableText,
  rectifications: z.array(z.strictObject({ id, text: z.string(), reported_at: z.string() })),
  reinspections: z.array(
    z.strictObject({
      id,
      inspected_on: z.string(),
      passed: z.boolean(),
      deadline: nullableText,
      note: nullableText,
      recorded_at: z.string(),
    }),
  ),
  recoveries: z.array(
    z.strictObject({ id, amount_fen: anyFen, received_on: z.string(), recorded_at: z.string() }),
  ),
})

/** A project with its money and everything that happened to it. */
export const projectDetail = z.strictObject({
  ...projectSummary.shape,
  money: z.strictObject({
    cost_fen: anyFen,
    contract_fen: anyFen,
    paid_fen: anyFen,
    /** Of the settlement or, before there is one, the contract. */
    left_fen: anyFen,
    settlement_fen: anyFen.nullable(),
    /** The most that is paid before acceptance. */
    advance_cap_fen: anyFen,
    retention_fen: anyFen.nullable(),
    retention_paid_fen: anyFen,
  }),
  contracts: z.array(contract),
  notes: z.array(z.strictObject({ id, text: z.string(), written_at: z.string() })),
  payments: z.array(payment),
  changes: z.array(change),
  completions: z.array(
    z.strictObject({
      id,
      settlement_fen: anyFen,
      completed_on: z.string(),
      note: z.string(),
      reported_at: z.string(),
    }),
  ),
  acceptances: z.array(acceptance),
  audit: z.strictObject({
    state: z.enum(['waiting', 'framed', 'open', 'spared', 'audited']).nullable(),
    picks: z.array(z.strictObject({ id, extra: z.boolean(), inspectors: z.tuple([id, id]).readonly() })),
    inspections: z.array(inspection),
  }),
})

export type ProjectDetail = z.output<typeof projectDetail>
