import { z } from 'zod'
import { inspectionItems } from '../../core/audit/inspection.ts'
import { replacementReasons } from '../../core/audit/replacement.ts'
import { holdsRole } from '../../core/identity/access.ts'
import { accept, refuse } from '../../core/result.ts'
import { listNamedProjects } from '../../db/frame-project.ts'
import { findInspection, listInspectionSignatures, listPicks } from '../../db/inspection.ts'
import { listColleagues, listPickedProjects, listStandingFindings } from '../../db/pick.ts'
import { findProject } from '../../db/project.ts'
import { listRecoveries, listRectifications, listReinspections } from '../../db/rectification.ts'
import { listReplacementsOfDraw } from '../../db/replacement.ts'
import { view } from '../operation.ts'
import { anyFen, id, nothing, page, pageQuery } from '../schemas.ts'
import { colleague, finding, inspectedQuantity, inspectionStatus, namedProject } from './audit-schema.ts'

const yesOrNo = z.enum(['true', 'false']).default('false')
const nullableText = z.string().nullable()

export const listPicksView = view({
  name: 'list-picks',
  summary: 'The projects that are to be inspected, with their inspectors and how far they are',
  access: { roles: ['auditor', 'district_admin'] },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: pageQuery.extend({
    project_id: id.optional(),
    /** A draw or an extra pick. */
    pick_id: id.optional(),
    /** Only those the asker inspects. */
    own: yesOrNo,
    /** Only those whose inspection is not closed. */
    open: yesOrNo,
  }),
  output: page(
    z.strictObject({
      id,
      extra: z.boolean(),
      project_id: id,
      cycle_id: id,
      title: z.string(),
      community_id: id,
      community: z.string(),
      street: z.string(),
      inspectors: z.array(colleague).readonly(),
      inspection: z
        .strictObject({
          id,
          status: inspectionStatus,
          finding,
          deadline: nullableText,
          questioned_fen: z.int(),
          recovered_fen: z.int(),
          signed: z.array(id).readonly(),
        })
        .nullable(),
    }),
  ),
  async run({ tx, actor }, params, query) {
    if (actor.kind !== 'staff') return refuse('NOT_YOUR_ROLE')
    const { own, open, ...rest } = query
    const narrowed = { ...rest, open: open === 'true' }
    return accept(
      await listPickedProjects(
        tx,
        params.district_id,
        own === 'true' ? { ...narrowed, inspector: actor.account_id } : narrowed,
      ),
    )
  },
})

export const listFindings = view({
  name: 'list-findings',
  summary: 'Findings of inspections that both inspectors signed, the latest first',
  access: { public: true },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: pageQuery.extend({
    cycle_id: id.optional(),
    community_id: id.optional(),
    /** Only those of the sample of this draw. */
    draw_id: id.optional(),
    status: z.enum(['recorded', 'rectified', 'closed']).optional(),
    finding: finding.optional(),
    /** Only those whose questioned money has not all come back. */
    outstanding: yesOrNo,
  }),
  output: page(
    z.strictObject({
      id,
      extra: z.boolean(),
      project_id: id,
      cycle_id: id,
      title: z.string(),
      community_id: id,
      community: z.string(),
      street: z.string(),
      status: inspectionStatus,
      finding,
      inspected_on: z.string(),
      deadline: nullableText,
      questioned_fen: anyFen,
      recovered_fen: anyFen,
      recorded_at: z.string(),
    }),
  ),
  async run({ tx }, params, query) {
    const { outstanding, ...rest } = query
    const narrowed = { ...rest, outstanding: outstanding === 'true' }
    return accept(await listStandingFindings(tx, params.district_id, narrowed))
  },
})

/** The clerk sees what both inspectors signed, with their notes: the community has to mend it. Drafts are the audit's. */
export const showInspection = view({
  name: 'show-inspection',
  summary: 'An inspection with its inspectors, signatures and everything that followed, for staff',
  access: { roles: ['auditor', 'district_admin', 'community_clerk'] },
  of: 'inspection_id',
  params: z.strictObject({ inspection_id: id }),
  input: nothing,
  output: z.strictObject({
    id,
    extra: z.boolean(),
    /** The draw or the extra pick. */
    pick_id: id,
    cycle_id: id,
    project: namedProject,
    settlement_fen: anyFen.nullable(),
    status: z.enum(['drafted', 'recorded', 'rectified', 'closed', 'withdrawn']),
    inspected_on: z.string(),
    place: z.string(),
    checklist: z.record(z.enum(inspectionItems), z.boolean()),
    measurements: z.array(inspectedQuantity).readonly(),
    finding,
    questioned_fen: anyFen,
    recovered_fen: anyFen,
    deadline: nullableText,
    note: z.string(),
    recorded_at: nullableText,
    inspectors: z.array(colleague),
    signatures: z.array(z.strictObject({ account_id: id, name: z.string(), signed_at: z.string() })),
    rectifications: z.array(z.strictObject({ id, text: z.string(), reported_at: z.string() })),
    reinspections: z.array(
      z.strictObject({
        id,
        inspected_on: z.string(),
        passed: z.boolean(),
        deadline: nullableText,
        note: z.string(),
        recorded_at: z.string(),
      }),
    ),
    recoveries: z.array(
      z.strictObject({ id, amount_fen: anyFen, received_on: z.string(), recorded_at: z.string() }),
    ),
  }),
  async run({ tx, actor, place }, params) {
    const inspection = await findInspection(tx, params.inspection_id)
    const { id: inspectionId, district_id, project_id, extra, recorded_at, ...written } = inspection
    const ofAudit = (['auditor', 'district_admin'] as const).some(role =>
      holdsRole(actor, role, place.area_ids),
    )
    if (recorded_at === null && !ofAudit) return refuse('NOT_FOUND', { what: 'inspection' })
    const pick = (await listPicks(tx, project_id)).find(one => one.extra === extra)
    const [project] = await listNamedProjects(tx, [project_id])
    if (pick === undefined || project === undefined) throw new Error(`inspection ${inspectionId} of nothing`)
    const { cycle_id, settlement_fen } = await findProject(tx, project_id)
    const people = await listColleagues(tx, district_id, pick.inspectors)
    return accept({
      ...written,
      id: inspectionId,
      extra,
      recorded_at,
      pick_id: pick.id,
      cycle_id,
      project,
      settlement_fen,
      inspectors: pick.inspectors.flatMap(one => people.filter(person => person.id === one)),
      signatures: await listInspectionSignatures(tx, inspectionId),
      rectifications: await listRectifications(tx, inspectionId),
      reinspections: await listReinspections(tx, inspectionId),
      recoveries: await listRecoveries(tx, inspectionId),
    })
  },
})

export const listAuditors = view({
  name: 'list-auditors',
  summary: 'The auditors of a district who serve, with their departments',
  access: { roles: ['auditor', 'district_admin'] },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: nothing,
  output: z.strictObject({ items: z.array(colleague) }),
  async run({ tx }, params) {
    return accept({ items: await listColleagues(tx, params.district_id, 'auditors') })
  },
})

export const listReplacementsView = view({
  name: 'list-replacements',
  summary: 'The inspectors of a draw who were replaced, by whom and why',
  access: { public: true },
  of: 'draw_id',
  params: z.strictObject({ draw_id: id }),
  input: nothing,
  output: z.strictObject({
    items: z.array(
      z.strictObject({
        id,
        project_id: id,
        leaves: id,
        inspector: id,
        passed: z.array(id).readonly(),
        reason: z.enum(replacementReasons),
        replaced_at: z.string(),
      }),
    ),
  }),
  async run({ tx }, params) {
    const rows = await listReplacementsOfDraw(tx, params.draw_id)
    return accept({ items: rows.map(({ account_id, ...row }) => ({ ...row, inspector: account_id })) })
  },
})
