import { z } from 'zod'
import { assemblyStatuses } from '../../core/assembly/status.ts'
import type { Stage } from '../../core/cycle/year-stage.ts'
import { projectStatuses } from '../../core/project/project.ts'
import { mayCollect } from '../../core/proposal/status.ts'
import { accept, refuse } from '../../core/result.ts'
import {
  findYearDates,
  listStandingCandidates,
  listYearAssemblies,
  type YearDates,
} from '../../db/community-year.ts'
import { type CommunityYear, listPublishedCycles, type PublishedCycle } from '../../db/district-year.ts'
import { listProjectsOfYear } from '../../db/project.ts'
import { findList } from '../../db/proposal.ts'
import type { Tx } from '../../db/tx.ts'
import { findCommunityPlace, listGrids } from '../../db/year-place.ts'
import { view } from '../operation.ts'
import { anyFen, id } from '../schemas.ts'
import { stageYears } from './year-facts.ts'
import { publishedCycle, stage, yearMoney, yearStage } from './year-schema.ts'

const area = z.strictObject({ id, name: z.string() })
const moment = z.string().nullable()

const assembly = z.strictObject({
  id,
  status: z.enum(assemblyStatuses),
  seats: z.int(),
  scheduled_for: z.string(),
  place: z.string(),
  candidates_published_at: moment,
  eligible: z.int(),
  present: z.int(),
  certified_at: moment,
  void_reason: z.string().nullable(),
})

/** A community's year: its fund, where it stands, its assembly with the candidates, its projects. */
export const showCommunityYear = view({
  name: 'show-community-year',
  summary: 'A community’s year: fund, stages, assembly, candidates and projects; the latest year unless told',
  access: { public: true },
  of: 'community_id',
  params: z.strictObject({ community_id: id }),
  input: z.strictObject({ cycle_id: id.optional() }),
  output: z.strictObject({
    district: z.strictObject({ id, slug: z.string(), name: z.string() }),
    street: area,
    community: area,
    grids: z.array(area),
    /** Those in which the community has a fund, the latest first. */
    cycles: z.array(publishedCycle),
    /** null: the community has not had a fund yet. */
    year: z
      .strictObject({
        cycle: publishedCycle,
        money: yearMoney,
        /** Whether proposals are taken. */
        collecting: z.boolean(),
        confirmed_at: moment,
        archived_at: moment,
        current: yearStage,
        stages: z.array(stage.extend({ from: moment, until: moment })),
        /** The living one first, then those that were voided. */
        assemblies: z.array(assembly),
        /** Of the living assembly, once they are published; `selected` once there is a result. */
        candidates: z.array(
          z.strictObject({ id, title: z.string(), cost_fen: anyFen, selected: z.boolean().nullable() }),
        ),
        projects: z.array(
          z.strictObject({
            id,
            title: z.string(),
            status: z.enum(projectStatuses),
            cost_fen: anyFen,
            contract_fen: anyFen,
            paid_fen: anyFen,
            settlement_fen: anyFen.nullable(),
          }),
        ),
      })
      .nullable(),
  }),
  async run({ tx, at }, { community_id }, { cycle_id }) {
    const place = await findCommunityPlace(tx, community_id)
    if (place === null) return refuse('NOT_FOUND', { what: 'community' })
    const order = new Intl.Collator('zh-CN', { numeric: true })
    const grids = (await listGrids(tx, community_id)).sort((a, b) => order.compare(a.name, b.name))
    const cycles = await listPublishedCycles(tx, place.district.id, community_id)
    const cycle = cycle_id === undefined ? cycles[0] : cycles.find(one => one.id === cycle_id)
    if (cycle === undefined && cycle_id !== undefined) return refuse('NOT_FOUND', { what: 'cycle' })
    return accept({
      ...place,
      grids,
      cycles,
      year: cycle === undefined ? null : await describeYear(tx, cycle, community_id, at),
    })
  },
})

async function describeYear(tx: Tx, cycle: PublishedCycle, communityId: string, at: Date) {
  const [year] = await stageYears(tx, cycle.id, at, communityId)
  if (year === undefined) throw new Error(`community ${communityId} has no fund in ${cycle.id}`)
  const { allocation_fen, selected_fen, contracted_fen, paid_fen, settled_fen } = year
  const dates = await findYearDates(tx, cycle.id, communityId)
  const candidates = year.assembly_id === null ? [] : await listStandingCandidates(tx, year.assembly_id)
  const projects = await listProjectsOfYear(tx, cycle.id, communityId)
  const assemblies = await listYearAssemblies(tx, cycle.id, communityId)
  return {
    cycle,
    money: { allocation_fen, selected_fen, contracted_fen, paid_fen, settled_fen },
    collecting: mayCollect(await findList(tx, cycle.id, communityId)).ok,
    confirmed_at: year.confirmed_at,
    archived_at: year.archived_at,
    current: year.current,
    stages: year.stages.map(one => ({ ...one, ...periodOf(one, cycle, year, dates) })),
    assemblies: assemblies.map(one => ({ ...one, status: assembly.shape.status.parse(one.status) })),
    candidates: candidates.map(one => ({ ...one, cost_fen: anyFen.parse(one.cost_fen) })),
    projects: projects.map(({ id, title, status, cost_fen, contract_fen, paid_fen, settlement_fen }) => ({
      id,
      title,
      status,
      cost_fen,
      contract_fen,
      paid_fen,
      settlement_fen,
    })),
  }
}

/** From when until when a stage goes or went; what is still to be done has no end. */
function periodOf(
  { stage, state }: Stage,
  cycle: PublishedCycle,
  year: CommunityYear,
  dates: YearDates,
): { from: string | null; until: string | null } {
  const over = (moment: string | null) => (state === 'done' ? moment : null)
  switch (stage) {
    case 'proposals':
      return { from: cycle.published_at, until: year.confirmed_at }
    case 'screening':
      return { from: dates.first_decision_at, until: year.confirmed_at }
    case 'candidates':
      return { from: dates.candidates_from, until: year.candidates_until }
    case 'assembly':
      return { from: dates.certified_at ?? year.scheduled_for, until: null }
    case 'result':
      return { from: dates.result_from, until: year.result_until }
    case 'execution':
      return { from: dates.first_contract_on, until: over(dates.last_completed_on) }
    case 'acceptance':
      return { from: dates.first_accepted_at, until: over(dates.last_accepted_at) }
    case 'audit':
      return { from: dates.first_draw_at, until: null }
    case 'satisfaction':
      return { from: dates.first_rated_at, until: over(dates.last_rated_at) }
    case 'archive':
      return { from: year.archived_at, until: null }
  }
}
