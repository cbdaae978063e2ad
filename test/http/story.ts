import { randomBytes, randomUUID } from 'node:crypto'
import { createDistrict } from '../../src/app/identity/create-district.ts'
import { perform } from '../../src/app/perform.ts'
import type { VotingRules } from '../../src/core/cycle/rules.ts'
import type { Department, Role } from '../../src/core/identity/access.ts'
import { addAccount } from '../../src/db/identity.ts'
import { addSession } from '../../src/db/session.ts'
import { sessionToken } from '../../src/http/session.ts'
import type { TestServer } from '../servers.ts'
import { call, done } from './call.ts'

/** Somebody of the staff, signed in. */
export interface Staff {
  readonly account_id: string
  readonly token: string
}

/** A community with those who act in it. */
export interface Community {
  readonly id: string
  readonly grid: string
  readonly street: string
  readonly clerk: Staff
  readonly grid_officer: Staff
  readonly street_officer: Staff
}

/** A district nobody else has: two streets with a community and a grid each. */
export interface District {
  readonly id: string
  readonly admin: Staff
  readonly here: Community
  /** Another street with another community: outside the area of everybody from `here`. */
  readonly elsewhere: Community
}

export async function makeDistrict(server: TestServer): Promise<District> {
  const { id, admin } = await foundDistrict(server)
  const here = await makeCommunity(server, id, admin, 'here')
  return { id, admin, here, elsewhere: await makeCommunity(server, id, admin, 'elsewhere') }
}

/** A district with nobody but its administrator. */
export async function foundDistrict(server: TestServer): Promise<Pick<District, 'id' | 'admin'>> {
  const id = randomUUID()
  const name = `d${id.replaceAll('-', '').slice(0, 20)}`
  const admin = { id: randomUUID(), login: `${name}-admin`, name: '管理员', first_password: `pw ${id}` }
  const founded = await perform(server.services, createDistrict, {
    actor: { kind: 'operator' },
    params: {},
    input: { id, slug: name, name: '石峰区', admin },
  })
  if (!founded.ok) throw new Error(`no district: ${founded.error.code}`)
  await server.ownerDb
    .updateTable('account')
    .set({ must_change_password: false })
    .where('id', '=', admin.id)
    .execute()
  return {
    id,
    admin: { account_id: admin.id, token: await openSession(server, id, { account_id: admin.id }) },
  }
}

async function makeCommunity(
  server: TestServer,
  district: string,
  admin: Staff,
  slug: string,
): Promise<Community> {
  const street = await addArea(server, district, admin, { kind: 'street', parent_id: district, slug })
  const id = await addArea(server, district, admin, { kind: 'community', parent_id: street, slug })
  const grid = await addArea(server, district, admin, { kind: 'grid', parent_id: id, slug })
  return {
    id,
    grid,
    street,
    clerk: await addStaff(server, district, 'community_clerk', id),
    grid_officer: await addStaff(server, district, 'grid_officer', grid),
    street_officer: await addStaff(server, district, 'street_officer', street),
  }
}

export async function addArea(
  server: TestServer,
  district: string,
  admin: Staff,
  area: { kind: string; parent_id: string; slug: string },
): Promise<string> {
  const id = randomUUID()
  const body = { id, name: area.slug, ...area }
  await done(call(server, 'POST', `/districts/${district}/areas`, { token: admin.token, body }))
  return id
}

/** A member of staff straight in the database: passwords have tests of their own, and scrypt takes its time. */
export async function addStaff(
  server: TestServer,
  district: string,
  role: Role,
  area: string,
  department: Department | null = null,
): Promise<Staff> {
  const account_id = randomUUID()
  await server.ownerDb.transaction().execute(tx =>
    addAccount(tx, {
      id: account_id,
      district_id: district,
      login: `a${account_id}`,
      name: '工作人员',
      password_salt: randomBytes(16),
      password_hash: randomBytes(32),
      must_change_password: false,
      created_at: new Date().toISOString(),
      roles: [{ role, area_id: area, department }],
    }),
  )
  return { account_id, token: await openSession(server, district, { account_id }) }
}

/** The token of a session opened straight in the database, for longer than a story whose clock jumps. */
export async function openSession(
  server: TestServer,
  district: string,
  of: { account_id: string } | { delegate_id: string },
): Promise<string> {
  const now = server.services.clock().getTime()
  const session = await server.ownerDb.transaction().execute(tx =>
    addSession(tx, {
      id: randomUUID(),
      district_id: district,
      account_id: null,
      delegate_id: null,
      ...of,
      created_at: new Date(now).toISOString(),
      expires_at: new Date(now + 1000 * 24 * 3_600_000).toISOString(),
    }),
  )
  if (session === null) throw new Error('no session')
  return sessionToken(server.services.sessionKey, session)
}

/** Rules under which everything goes its way in one sitting: no notice period. */
export const quickRules: Partial<VotingRules> = { notice_days: 0 }

/** A published cycle of the district; both communities have their fund. */
export async function publishCycle(
  server: TestServer,
  district: District,
  rules: Partial<VotingRules> = quickRules,
): Promise<string> {
  const id = randomUUID()
  const { token } = district.admin
  const body = { id, name: '2026 年度', year: 2026, rules }
  await done(call(server, 'POST', `/districts/${district.id}/cycles`, { token, body }))
  await done(call(server, 'POST', `/cycles/${id}/publication`, { token }))
  return id
}

/** Where the list of a community in a cycle lies in the API. */
export function listPath(community: Community, cycle: string): string {
  return `/communities/${community.id}/cycles/${cycle}`
}

export const goodChecklist = {
  necessary: true,
  feasible_this_year: true,
  affordable: true,
  nobody_elses_duty: true,
  not_funded_elsewhere: true,
  negative_list: {
    official_hospitality: false,
    office_expenses: false,
    wages_and_benefits: false,
    debt_service: false,
    private_benefit: false,
    property_management_duty: false,
  },
}

/** What a resident sends; members may be replaced. */
export function proposalOf(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    id: randomUUID(),
    title: '更换一巷路灯',
    category: 'works',
    topic: '路灯',
    description: '一巷的路灯坏了八盏，晚上看不见路。',
    place: '一巷',
    beneficiaries: '一巷四十户居民',
    estimated_cost_fen: 3_000_000,
    contact: { name: '王某', phone: '13800000000' },
    ...changes,
  }
}

/** Proposals of residents, one for each cost in fen. Their ids in the order of the costs. */
export async function propose(
  server: TestServer,
  community: Community,
  cycle: string,
  costs: readonly number[],
): Promise<string[]> {
  const ids: string[] = []
  for (const [number, cost] of costs.entries()) {
    const body = proposalOf({ title: `项目 ${number + 1}`, estimated_cost_fen: cost })
    await done(call(server, 'POST', `${listPath(community, cycle)}/proposals`, { body }))
    ids.push(body.id)
  }
  return ids
}

export async function screen(
  server: TestServer,
  community: Community,
  proposals: readonly string[],
): Promise<void> {
  const body = { checklist: goodChecklist, outcome: 'screened' }
  for (const id of proposals) {
    await done(call(server, 'POST', `/proposals/${id}/screening`, { token: community.clerk.token, body }))
  }
}

export async function confirmList(server: TestServer, community: Community, cycle: string): Promise<void> {
  const path = `${listPath(community, cycle)}/screening-confirmation`
  await done(call(server, 'POST', path, { token: community.street_officer.token }))
}

/** Proposals that were screened, on a list that the street has confirmed. */
export async function screenedList(
  server: TestServer,
  community: Community,
  cycle: string,
  costs: readonly number[],
): Promise<string[]> {
  const ids = await propose(server, community, cycle, costs)
  await screen(server, community, ids)
  await confirmList(server, community, cycle)
  return ids
}

export async function scheduleAssembly(
  server: TestServer,
  community: Community,
  cycle: string,
  seats: number,
): Promise<string> {
  const body = {
    id: randomUUID(),
    seats,
    scheduled_for: server.services.clock().toISOString(),
    place: '社区活动中心',
  }
  const { token } = community.clerk
  await done(call(server, 'POST', `${listPath(community, cycle)}/assemblies`, { token, body }))
  return body.id
}

const categories = [
  'party_deputy',
  'congress_deputy',
  'cppcc_member',
  'grid_officer',
  'enterprise',
  'resident',
]

/** Delegates of all categories; `count` of them, on the roster of an assembly. */
export async function addDelegates(
  server: TestServer,
  community: Community,
  assembly: string,
  count: number,
): Promise<string[]> {
  const delegates = Array.from({ length: count }, (_, number) => ({
    id: randomUUID(),
    name: `代表 ${number + 1}`,
    category: categories[number % categories.length],
  }))
  const { token } = community.clerk
  await done(call(server, 'POST', `/assemblies/${assembly}/delegates`, { token, body: { delegates } }))
  return delegates.map(({ id }) => id)
}

/** A step of the assembly that the clerk takes and that needs nothing but the word. */
export async function clerkDoes(
  server: TestServer,
  community: Community,
  assembly: string,
  step: 'candidates' | 'roster-freeze' | 'check-in-opening' | 'scrutineers-confirmation',
): Promise<void> {
  const { token } = community.clerk
  await done(call(server, 'POST', `/assemblies/${assembly}/${step}`, { token, body: {} }))
}

/** Chief scrutineer, scrutineer and two tellers: the first four. */
export async function giveDuties(
  server: TestServer,
  community: Community,
  assembly: string,
  delegates: readonly string[],
): Promise<void> {
  const duties = (['chief_scrutineer', 'scrutineer', 'teller', 'teller'] as const).map((duty, number) => ({
    delegate_id: delegates[number],
    duty,
  }))
  const { token } = community.clerk
  await done(call(server, 'PUT', `/assemblies/${assembly}/duties`, { token, body: { duties } }))
}

export async function checkIn(
  server: TestServer,
  community: Community,
  assembly: string,
  delegates: readonly string[],
  mode: 'paper' | 'electronic' = 'paper',
): Promise<void> {
  const body = { check_ins: delegates.map(delegate_id => ({ delegate_id, mode })) }
  const { token } = community.clerk
  await done(call(server, 'POST', `/assemblies/${assembly}/check-ins`, { token, body }))
}

export interface Hall {
  readonly assembly: string
  readonly candidates: readonly string[]
  readonly delegates: readonly string[]
}

/** An assembly on the morning of its day: candidates published, roster frozen, duties given; check-in not open yet. */
export async function prepareAssembly(
  server: TestServer,
  community: Community,
  cycle: string,
  options: { costs: readonly number[]; seats: number; delegates: number },
): Promise<Hall> {
  const candidates = await screenedList(server, community, cycle, options.costs)
  const assembly = await scheduleAssembly(server, community, cycle, options.seats)
  const delegates = await addDelegates(server, community, assembly, options.delegates)
  await giveDuties(server, community, assembly, delegates)
  await clerkDoes(server, community, assembly, 'candidates')
  await clerkDoes(server, community, assembly, 'roster-freeze')
  return { assembly, candidates, delegates }
}

/**
 * An assembly that may open its first round: everybody is checked in, the last `electronic` of them for electronic ballots, and
 * the scrutineers are confirmed.
 */
export async function gatherAssembly(
  server: TestServer,
  community: Community,
  cycle: string,
  options: { costs: readonly number[]; seats: number; delegates: number; electronic?: number },
): Promise<Hall> {
  const hall = await prepareAssembly(server, community, cycle, options)
  await clerkDoes(server, community, hall.assembly, 'check-in-opening')
  const onPaper = hall.delegates.length - (options.electronic ?? 0)
  const inMode = [
    [hall.delegates.slice(0, onPaper), 'paper'],
    [hall.delegates.slice(onPaper), 'electronic'],
  ] as const
  for (const [delegates, mode] of inMode) {
    if (delegates.length > 0) await checkIn(server, community, hall.assembly, delegates, mode)
  }
  await clerkDoes(server, community, hall.assembly, 'scrutineers-confirmation')
  return hall
}

export interface RecordedEntry {
  readonly subject: string
  readonly body: Readonly<Record<string, unknown>>
}

/** The entries of a district's public record of one type, those of one subject or all. */
export async function recorded(
  server: TestServer,
  district: District,
  type: string,
  subject?: string,
): Promise<RecordedEntry[]> {
  const query = `type=${type}&limit=200${subject === undefined ? '' : `&subject=${subject}`}`
  const { items } = await done(call(server, 'GET', `/districts/${district.id}/record/entries?${query}`))
  return (items as { entry: RecordedEntry }[]).map(({ entry }) => entry)
}
