import { z } from 'zod'
import { mostBadProjects } from '../../core/audit/confidence.ts'
import { buildFrame, type FrameInspector } from '../../core/audit/frame.ts'
import { accept } from '../../core/result.ts'
import { listFrameInspectors, listUnframed } from '../../db/audit.ts'
import {
  listAuditedCycles,
  listCoverage,
  listDrawSummaries,
  listExtraPickSummaries,
  sumQuestioned,
} from '../../db/audit-overview.ts'
import { findCycle } from '../../db/cycle.ts'
import { listFrameProjects, listNamedProjects } from '../../db/frame-project.ts'
import { listColleagues } from '../../db/pick.ts'
import { view } from '../operation.ts'
import { anyFen, id, nothing, page, pageQuery } from '../schemas.ts'
import { colleague, department, finding, inspectionStatus, namedProject } from './audit-schema.ts'

const counts = {
  drawn: z.int(),
  inspected: z.int(),
  faulty: z.int(),
  major: z.int(),
}

const drawSummary = z.strictObject({
  id,
  cycle_id: id,
  number: z.int(),
  status: z.enum(['framed', 'thrown', 'drawn']),
  opened_at: z.string(),
  population: z.int(),
  ...counts,
  committed: z.array(department).readonly(),
  revealed: z.array(department).readonly(),
})

export const showAudit = view({
  name: 'show-audit',
  summary: 'The audit of a cycle at a glance: coverage by street, draws, extra picks, questioned money',
  access: { public: true },
  of: 'cycle_id',
  params: z.strictObject({ cycle_id: id }),
  input: nothing,
  output: z.strictObject({
    cycle: z.strictObject({ id, name: z.string(), year: z.int() }),
    ratio: z.strictObject({ num: z.int(), den: z.int() }),
    /** Extra picks are in none of these counts. */
    streets: z.array(
      z.strictObject({ street_id: id, street: z.string(), accepted: z.int(), framed: z.int(), ...counts }),
    ),
    draws: z.array(
      drawSummary.extend({
        /** The most faulty projects in the frame that 95% confidence allows. */
        most_faulty: z.int(),
      }),
    ),
    extra_picks: z.array(
      z.strictObject({
        id,
        project_id: id,
        title: z.string(),
        community: z.string(),
        street: z.string(),
        reason: z.string(),
        picked_at: z.string(),
        finding: finding.nullable(),
        status: inspectionStatus.nullable(),
      }),
    ),
    /** Of the drawn ones first, then of the extra picks. */
    money: z.array(
      z.strictObject({
        extra: z.boolean(),
        inspections: z.int(),
        questioned_fen: anyFen,
        recovered_fen: anyFen,
      }),
    ),
  }),
  async run({ tx }, { cycle_id }) {
    const { id: cycleId, name, year, rules } = await findCycle(tx, cycle_id)
    const draws = await listDrawSummaries(tx, { cycle_id })
    const { num, den } = rules.audit_ratio
    return accept({
      cycle: { id: cycleId, name, year },
      ratio: { num, den },
      streets: await listCoverage(tx, cycle_id),
      draws: draws.map(draw => {
        const { population, inspected, faulty } = draw
        return { ...draw, most_faulty: mostBadProjects({ population, inspected, bad: faulty }) }
      }),
      extra_picks: await listExtraPickSummaries(tx, cycle_id),
      money: await sumQuestioned(tx, cycle_id),
    })
  },
})

export const showAuditDesk = view({
  name: 'show-audit-desk',
  summary: 'What stands with the draws of a district, for those who make them',
  access: { roles: ['auditor', 'district_admin'] },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: nothing,
  output: z.strictObject({
    cycles: z.array(
      z.strictObject({
        id,
        name: z.string(),
        year: z.int(),
        /** Accepted projects that are in no frame yet. */
        waiting: z.int(),
        draws: z.array(drawSummary),
      }),
    ),
  }),
  async run({ tx }, params) {
    const draws = await listDrawSummaries(tx, params)
    const cycles = await listAuditedCycles(tx, params.district_id)
    return accept({
      cycles: cycles.map(cycle => ({
        ...cycle,
        draws: draws.filter(draw => draw.cycle_id === cycle.id),
      })),
    })
  },
})

export const previewDraw = view({
  name: 'preview-draw',
  summary: 'The frame that a draw opened at this moment would have, or why none could be opened',
  access: { roles: ['auditor', 'district_admin'] },
  of: 'cycle_id',
  params: z.strictObject({ cycle_id: id }),
  input: nothing,
  output: z.strictObject({
    problem: z.enum(['AUDIT_FRAME_EMPTY', 'AUDIT_DEPARTMENTS_MISSING']).nullable(),
    strata: z.array(
      z.strictObject({ street_id: id, street: z.string(), quota: z.int(), projects: z.array(namedProject) }),
    ),
    inspectors: z.array(colleague.extend({ excluded: z.int() })),
  }),
  async run({ tx, place }, { cycle_id }) {
    const { rules } = await findCycle(tx, cycle_id)
    const { num, den } = rules.audit_ratio
    const projects = await listUnframed(tx, cycle_id)
    const inspectors = await listFrameInspectors(tx, place.district_id, cycle_id)
    const frame = buildFrame({ cycle: cycle_id, ratio: { num, den }, projects, inspectors })
    const named = await listNamedProjects(
      tx,
      projects.map(project => project.id),
    )
    const strata = frame.ok ? frame.value.strata : []
    return accept({
      problem: frame.ok ? null : problemOf(projects.length),
      strata: strata.map(stratum => ({
        street_id: stratum.id,
        street: named.find(project => project.street_id === stratum.id)?.street ?? '',
        quota: stratum.quota,
        projects: named.filter(project => project.street_id === stratum.id),
      })),
      inspectors: await nameInspectors(inspectors),
    })

    async function nameInspectors(all: readonly FrameInspector[]) {
      const names = await listColleagues(
        tx,
        place.district_id,
        all.map(inspector => inspector.id),
      )
      return names.map(name => ({
        ...name,
        excluded: all.find(inspector => inspector.id === name.id)?.signed.length ?? 0,
      }))
    }
  },
})

function problemOf(projects: number): 'AUDIT_FRAME_EMPTY' | 'AUDIT_DEPARTMENTS_MISSING' {
  return projects === 0 ? 'AUDIT_FRAME_EMPTY' : 'AUDIT_DEPARTMENTS_MISSING'
}

export const listFrameProjectsView = view({
  name: 'list-frame-projects',
  summary: 'The projects in the frame of a draw, with their names',
  access: { public: true },
  of: 'draw_id',
  params: z.strictObject({ draw_id: id }),
  input: pageQuery,
  output: page(namedProject),
  async run({ tx }, params, query) {
    return accept(await listFrameProjects(tx, params.draw_id, query))
  },
})
