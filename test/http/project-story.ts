import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { VotingRules } from '../../src/core/cycle/rules.ts'
import { chinaDay } from '../../src/core/day.ts'
import { type Department, departments } from '../../src/core/identity/access.ts'
import type { TestServer } from '../servers.ts'
import { call, done, type Reply } from './call.ts'
import { anyVotePasses, type Desk, playRound, signAndCertify } from './round-story.ts'
import {
  addStaff,
  type Community,
  type District,
  gatherAssembly,
  makeDistrict,
  openSession,
  publishCycle,
  type Staff,
} from './story.ts'

/** A community whose assembly has selected projects. */
export interface Site {
  readonly server: TestServer
  readonly district: District
  readonly community: Community
  readonly cycle: string
  readonly assembly: string
  readonly delegates: readonly string[]
  /** Each at ¥30,000. */
  readonly projects: readonly string[]
  /** Tokens: the clerk, and two officers of the street. */
  readonly clerk: string
  readonly officers: readonly [Staff, Staff]
}

/** What every project of a site costs, in fen. */
export const projectCost = 3_000_000

/** A district of its own whose community `here` has selected projects. */
export async function makeSite(
  server: TestServer,
  options: { projects?: number; rules?: Partial<VotingRules> } = {},
): Promise<Site> {
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district, { ...anyVotePasses, ...options.rules })
  return selectProjects(server, district, district.here, cycle, options.projects ?? 1)
}

/** Lets the assembly of a community select projects: everybody votes for all but the last candidates. */
export async function selectProjects(
  server: TestServer,
  district: District,
  community: Community,
  cycle: string,
  projects: number,
): Promise<Site> {
  const candidates = projects + Math.max(1, Math.ceil(projects / 5))
  const costs = Array.from({ length: candidates }, () => projectCost)
  const hall = await gatherAssembly(server, community, cycle, { costs, seats: projects, delegates: 4 })
  const enter = (place: number): Promise<string> =>
    openSession(server, district.id, { delegate_id: hall.delegates[place] ?? '' })
  const desk: Desk = {
    server,
    district,
    community,
    ...hall,
    clerk: community.clerk.token,
    chief: await enter(0),
    scrutineer: await enter(1),
    tellers: [await enter(2), await enter(3)],
  }
  const places = Array.from({ length: projects }, (_, place) => place)
  const round = await playRound(desk, [places, places, places, places])
  await signAndCertify(desk, round)
  return {
    server,
    district,
    community,
    cycle,
    assembly: hall.assembly,
    delegates: hall.delegates,
    projects: hall.candidates.slice(0, projects),
    clerk: community.clerk.token,
    officers: [
      community.street_officer,
      await addStaff(server, district.id, 'street_officer', community.street),
    ],
  }
}

/** The first project of a site. */
export function firstOf({ projects }: Site): string {
  const [project] = projects
  if (project === undefined) throw new Error('a site without projects')
  return project
}

/** What is reported of a project in these stories happens on the day on which it is selected. */
export function today(): string {
  return chinaDay(Date.now())
}

/** What somebody does. */
export function post(site: Site, token: string, path: string, body: unknown = {}): Promise<Reply> {
  return call(site.server, 'POST', path, { token, body })
}

/** A project as somebody sees it, anybody unless a token says who. */
export function show({ server }: Site, project: string, token?: string): Promise<Reply['body']> {
  return done(call(server, 'GET', `/projects/${project}`, { token }))
}

export function contractOf(amount = 2_000_000) {
  return {
    id: randomUUID(),
    contractor: '某照明公司',
    method: 'comparison',
    amount_fen: amount,
    quantities: [{ item: '路灯', unit: '盏', quantity: '8' }],
    signed_on: today(),
  }
}

export async function contract(site: Site, project: string, amount?: number): Promise<void> {
  await done(post(site, site.clerk, `/projects/${project}/contracts`, contractOf(amount)))
}

export async function start(site: Site, project: string): Promise<void> {
  await done(post(site, site.clerk, `/projects/${project}/start`))
}

export function paymentOf(kind: string, amount: number) {
  return { id: randomUUID(), kind, amount_fen: amount, purpose: '工程款', paid_on: today() }
}

export function pay(site: Site, project: string, kind: string, amount: number): Promise<Reply> {
  return post(site, site.clerk, `/projects/${project}/payments`, paymentOf(kind, amount))
}

export function complete(site: Site, project: string, settlement = 2_000_000): Promise<Reply> {
  const body = { settlement_fen: settlement, completed_on: today(), note: '' }
  return post(site, site.clerk, `/projects/${project}/completion`, body)
}

/** Contracted, begun and completed: ready for its acceptance. */
export async function build(site: Site, project: string): Promise<void> {
  await contract(site, project)
  await start(site, project)
  await done(complete(site, project))
}

export function acceptanceOf(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    id: randomUUID(),
    held_on: today(),
    checklist: [{ item: '与合同一致', passed: true }],
    measurements: [{ item: '路灯', unit: '盏', contracted: '8', measured: '8' }],
    conclusion: 'accepted',
    ...changes,
  }
}

/** An acceptance that the first officer drafted; its id. */
export async function draftAcceptance(
  site: Site,
  project: string,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const body = acceptanceOf(changes)
  await done(post(site, site.officers[0].token, `/projects/${project}/acceptances`, body))
  return body.id
}

/** Drafted by one officer, signed by the other and decided. */
export async function decideOn(
  site: Site,
  project: string,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const id = await draftAcceptance(site, project, changes)
  await done(post(site, site.officers[1].token, `/acceptances/${id}/signatures`))
  await done(post(site, site.officers[0].token, `/acceptances/${id}/decision`))
}

/** From the result of the assembly to the acceptance, for all projects of a site. */
export async function acceptAll(site: Site): Promise<void> {
  for (const project of site.projects) {
    await build(site, project)
    await decideOn(site, project)
  }
}

export type Auditors = Readonly<Record<Department, Staff>>

/** One auditor of each department. */
export async function addAuditors(site: Site): Promise<Auditors> {
  const { server, district } = site
  const entries: [Department, Staff][] = []
  for (const department of departments) {
    entries.push([department, await addStaff(server, district.id, 'auditor', district.id, department)])
  }
  return Object.fromEntries(entries) as Record<Department, Staff>
}

/** A department's secret and what it commits to. */
export function secretOf(): { reveal: string; commitment: string } {
  const reveal = randomBytes(32).toString('hex')
  return { reveal, commitment: createHash('sha256').update(reveal).digest('hex') }
}

export const dice = '01234567890123456789'

export async function openDraw(site: Site): Promise<string> {
  const id = randomUUID()
  await done(post(site, site.district.admin.token, `/cycles/${site.cycle}/draws`, { id }))
  return id
}

export interface Drawn {
  readonly draw: string
  readonly selected: readonly string[]
  readonly assignments: readonly { readonly project: string; readonly inspectors: readonly string[] }[]
}

/** A whole draw; those of `silent` committed and do not reveal. */
export async function draw(
  site: Site,
  auditors: Auditors,
  silent: readonly Department[] = [],
): Promise<Drawn> {
  const { token } = site.district.admin
  const id = await openDraw(site)
  const secrets = new Map(departments.map(department => [department, secretOf()]))
  for (const [department, { commitment }] of secrets) {
    const body = { department, commitment }
    await done(post(site, auditors[department].token, `/draws/${id}/commitments`, body))
  }
  await done(post(site, token, `/draws/${id}/dice`, { dice }))
  for (const [department, { reveal }] of secrets) {
    if (silent.includes(department)) continue
    await done(post(site, auditors[department].token, `/draws/${id}/reveals`, { department, reveal }))
  }
  const body = await done(post(site, token, `/draws/${id}/drawing`, { without: silent }))
  const drawn = body as unknown as {
    selected: { projects: string[] }[]
    assignments: Drawn['assignments']
  }
  return {
    draw: id,
    selected: drawn.selected.flatMap(({ projects }) => projects),
    assignments: drawn.assignments,
  }
}

/** The tokens of the two inspectors of a project. */
export function inspectorsOf(auditors: Auditors, drawn: Drawn, project: string): [string, string] {
  const assigned = drawn.assignments.find(assignment => assignment.project === project)?.inspectors ?? []
  const [first, second] = assigned.map(
    id => Object.values(auditors).find(({ account_id }) => account_id === id)?.token,
  )
  if (first === undefined || second === undefined) throw new Error(`${project} was not drawn`)
  return [first, second]
}

/** A drawn project, the only one of its site. */
export interface Audit {
  readonly site: Site
  readonly project: string
  readonly auditors: Auditors
  readonly drawn: Drawn
  /** Tokens of the two inspectors, and of an auditor who is none of them. */
  readonly two: readonly [string, string]
  readonly other: string
}

export async function drawnProject(server: TestServer): Promise<Audit> {
  const site = await makeSite(server)
  await acceptAll(site)
  const auditors = await addAuditors(site)
  const drawn = await draw(site, auditors)
  const project = firstOf(site)
  const two = inspectorsOf(auditors, drawn, project)
  const other = departments.map(one => auditors[one].token).find(token => !two.includes(token)) ?? ''
  return { site, project, auditors, drawn, two, other }
}

export function inspectionOf(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    id: randomUUID(),
    inspected_on: '2025-09-01',
    place: '一巷',
    checklist: {
      exists_as_contracted: true,
      quantities_match_bill: true,
      invoices_match_payments: true,
      notice_shown: true,
      residents_interviewed: true,
    },
    measurements: [{ item: '路灯', unit: '盏', billed: '8', measured: '8' }],
    finding: 'pass',
    questioned_fen: 0,
    ...changes,
  }
}

/** A finding other than pass. */
export function faultOf(questioned: number) {
  return inspectionOf({ finding: 'major', questioned_fen: questioned, deadline: '2025-10-01' })
}

/** Written by one inspector and signed by the other; its id. */
export async function inspect(
  site: Site,
  project: string,
  [first, second]: readonly [string, string],
  body: { readonly id: string } = inspectionOf(),
): Promise<string> {
  await done(post(site, first, `/projects/${project}/inspections`, body))
  await done(post(site, second, `/inspections/${body.id}/signatures`))
  return body.id
}
