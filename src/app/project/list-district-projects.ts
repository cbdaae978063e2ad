import { z } from 'zod'
import { projectStatuses } from '../../core/project/project.ts'
import { accept, refuse } from '../../core/result.ts'
import { findDistrict } from '../../db/area.ts'
import { listPublishedCycles } from '../../db/district-year.ts'
import { type ListedProject, listCycleProjects } from '../../db/project-overview.ts'
import { view } from '../operation.ts'
import { anyFen, id, optionalText, word } from '../schemas.ts'

const named = z.strictObject({ id, name: z.string() })

const money = z.strictObject({
  projects: z.int(),
  cost_fen: anyFen,
  contract_fen: anyFen,
  paid_fen: anyFen,
  settlement_fen: anyFen,
})

/** As many as fit on one page of the list. */
const perPage = 40

/** The projects of a district's year, narrowed down; money and numbers by status are of those it is narrowed to. */
export const listDistrictProjects = view({
  name: 'list-district-projects',
  summary: 'The projects of a district’s year with their communities and money; the latest year unless told',
  access: { public: true },
  params: z.strictObject({ slug: word }),
  input: z.strictObject({
    cycle_id: id.optional(),
    street_id: id.optional(),
    community_id: id.optional(),
    status: z.enum(projectStatuses).optional(),
    /** A part of the title. */
    title: optionalText(100).default(''),
    page: z.coerce.number().int().min(1).max(1000).default(1),
  }),
  output: z.strictObject({
    district: z.strictObject({ id, slug: z.string(), name: z.string() }),
    cycles: z.array(z.strictObject({ id, name: z.string(), year: z.int() })),
    cycle_id: id.nullable(),
    streets: z.array(named),
    communities: z.array(named.extend({ street_id: id })),
    /** Without those that were cancelled. */
    money,
    by_status: z.array(z.strictObject({ status: z.enum(projectStatuses), projects: z.int() })),
    found: z.int(),
    pages: z.int(),
    items: z.array(
      z.strictObject({
        id,
        title: z.string(),
        status: z.enum(projectStatuses),
        community_id: id,
        community_name: z.string(),
        street_id: id,
        street_name: z.string(),
        cost_fen: anyFen,
        contract_fen: anyFen,
        paid_fen: anyFen,
        settlement_fen: anyFen.nullable(),
        photo_id: id.nullable(),
      }),
    ),
  }),
  async run({ tx }, { slug }, wanted) {
    const found = await findDistrict(tx, slug)
    if (found === null) return refuse('NOT_FOUND', { what: 'district' })
    const cycles = await listPublishedCycles(tx, found.id)
    const cycle = wanted.cycle_id === undefined ? cycles[0] : cycles.find(({ id }) => id === wanted.cycle_id)
    if (cycle === undefined && wanted.cycle_id !== undefined) return refuse('NOT_FOUND', { what: 'cycle' })
    const all = cycle === undefined ? [] : (await listCycleProjects(tx, cycle.id)).sort(asCounted)
    const projects = all.filter(project => isWanted(project, wanted))
    const standing = projects.filter(({ status }) => status !== 'cancelled')
    const first = (wanted.page - 1) * perPage
    return accept({
      district: { id: found.id, slug: found.slug, name: found.name },
      cycles: cycles.map(({ id, name, year }) => ({ id, name, year })),
      cycle_id: cycle?.id ?? null,
      streets: distinct(all.map(project => ({ id: project.street_id, name: project.street_name }))),
      communities: distinct(
        all.map(({ community_id, community_name, street_id }) => ({
          id: community_id,
          name: community_name,
          street_id,
        })),
      ),
      money: {
        projects: standing.length,
        cost_fen: sum(standing, 'cost_fen'),
        contract_fen: sum(standing, 'contract_fen'),
        paid_fen: sum(standing, 'paid_fen'),
        settlement_fen: sum(standing, 'settlement_fen'),
      },
      by_status: projectStatuses.map(status => ({
        status,
        projects: projects.filter(project => project.status === status).length,
      })),
      found: projects.length,
      pages: Math.max(1, Math.ceil(projects.length / perPage)),
      items: projects.slice(first, first + perPage),
    })
  },
})

const order = new Intl.Collator('zh-CN', { numeric: true })

/** 第2社区 before 第10社区. */
function asCounted(a: ListedProject, b: ListedProject): number {
  return (
    order.compare(a.street_name, b.street_name) ||
    order.compare(a.community_name, b.community_name) ||
    order.compare(a.title, b.title) ||
    (a.id < b.id ? -1 : 1)
  )
}

function isWanted(
  project: ListedProject,
  wanted: {
    readonly street_id?: string | undefined
    readonly community_id?: string | undefined
    readonly status?: string | undefined
    readonly title: string
  },
): boolean {
  const { street_id, community_id, status, title } = wanted
  return (
    (street_id === undefined || project.street_id === street_id) &&
    (community_id === undefined || project.community_id === community_id) &&
    (status === undefined || project.status === status) &&
    project.title.toLowerCase().includes(title.toLowerCase())
  )
}

function distinct<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return [...new Map(items.map(item => [item.id, item])).values()]
}

function sum(
  projects: readonly ListedProject[],
  name: 'cost_fen' | 'contract_fen' | 'paid_fen' | 'settlement_fen',
) {
  return anyFen.parse(projects.reduce((total, project) => total + (project[name] ?? 0), 0))
}
