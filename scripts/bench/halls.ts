import type { Role } from '../../src/core/identity/access.ts'
import { prepareRoster } from '../simulate/assembly.ts'
import { atOnce, parts } from '../simulate/at-once.ts'
import { chanceOf } from '../simulate/chance.ts'
import { type Client, createClient, granted } from '../simulate/client.ts'
import { type Community, foundation } from '../simulate/district.ts'
import { proposeAndScreen, publishCandidates } from '../simulate/proposals.ts'
import { type Office, type Staff, takeOver } from '../simulate/staff.ts'
import type { Year } from '../simulate/year.ts'
import type { Ground } from './ground.ts'

/** A district on the evening of its assemblies, as far as the busy routes need it. */
export interface Halls {
  readonly districtId: string
  readonly cycleId: string
  readonly client: Client
  /** The clerk of every community: whoever checks in and hands out ballots. */
  readonly clerk: Staff
  readonly halls: readonly Hall[]
  /** Communities that still collect proposals. */
  readonly collecting: readonly string[]
}

/** An assembly whose check-in is open; nobody is there yet. */
export interface Hall {
  readonly assemblyId: string
  readonly delegates: readonly string[]
}

const width = 4
const proposalsEach = 3

/**
 * Plays a district up to the opening of check-in, through HTTP as its people would: so many halls, so many delegates in each, and
 * beside them so many communities that collect proposals.
 */
export async function openHalls(
  ground: Ground,
  hallCount: number,
  delegates: number,
  collectingCount: number,
): Promise<Halls> {
  const founded = foundation(ground.seed)
  const client = createClient(ground.server.origin, request => fetch(request))
  const office: Office = { client, seed: ground.seed, districtId: founded.id, day: () => 0 }
  const admin = takeOver(office, { ...founded.admin, firstPassword: founded.admin.first_password })
  const addArea = async (kind: string, parent: string, slug: string): Promise<string> => {
    const area = { id: chanceOf(ground.seed, slug).uuid(), kind, parent_id: parent, slug, name: slug }
    granted(await client.post(`/districts/${founded.id}/areas`, area, await admin.caller()), slug)
    return area.id
  }
  const street = await addArea('street', founded.id, 'street')
  const numbers = Array.from({ length: hallCount + collectingCount }, (_, number) => number)
  const areas = await atOnce(width, numbers, async number => {
    const id = await addArea('community', street, `community-${number}`)
    return { id, grid: await addArea('grid', id, `grid-${number}`) }
  })
  const voting = areas.slice(0, hallCount)
  const areaIds = voting.map(({ id }) => id)
  const clerk = await appointTo(office, admin, { login: 'clerk', role: 'community_clerk', areaIds })
  const officer = await appointTo(office, admin, {
    login: 'officer',
    role: 'street_officer',
    areaIds: [street],
  })
  const communities = voting.map(({ id, grid }, number): Community => {
    const above = { id: street, name: '街道', officers: [officer] }
    return {
      id,
      name: `第${number + 1}社区`,
      number,
      street: above,
      grids: [grid],
      clerk,
      gridOfficer: clerk,
    }
  })
  const year = await publishCycle(office, admin)
  const halls = await atOnce(width, communities, community => openHall(year, community, delegates))
  const collecting = areas.slice(hallCount).map(({ id }) => id)
  return { districtId: founded.id, cycleId: year.cycleId, client, clerk, halls, collecting }
}

/** An account for somebody who has the same role in many places. */
async function appointTo(
  office: Office,
  admin: Staff,
  post: { readonly login: string; readonly role: Role; readonly areaIds: readonly string[] },
): Promise<Staff> {
  const { login, role, areaIds } = post
  const chance = chanceOf(office.seed, `account ${login}`)
  const id = chance.uuid()
  const firstPassword = `first ${chance.secret().slice(0, 16)}`
  const roles = areaIds.map(area_id => ({ role, area_id, department: null }))
  const account = { id, login, name: login, first_password: firstPassword, roles }
  const path = `/districts/${office.districtId}/accounts`
  granted(await office.client.post(path, account, await admin.caller()), login)
  return takeOver(office, { id, login, firstPassword })
}

/** A cycle without notice periods: the whole story is of one sitting. */
async function publishCycle(office: Office, admin: Staff): Promise<Year> {
  const { client, seed, districtId } = office
  const cycleId = chanceOf(seed, 'cycle').uuid()
  const cycle = { id: cycleId, name: '年度', year: 2026, rules: { notice_days: 0 } }
  const caller = await admin.caller()
  granted(await client.post(`/districts/${districtId}/cycles`, cycle, caller), 'cycle')
  granted(await client.post(`/cycles/${cycleId}/publication`, {}, caller), 'publication')
  return { ...office, admin, cycleId, now: Date.now, after: Date.now, pass: () => Promise.resolve() }
}

async function openHall(year: Year, community: Community, size: number): Promise<Hall> {
  const assemblyId = chanceOf(year.seed, `assembly ${community.number}`).uuid()
  await proposeAndScreen(year, community, proposalsEach)
  const plan = { assemblyId, seats: () => 1, objection: false, screened: proposalsEach, meets: Date.now() }
  await publishCandidates(year, community, plan)
  const delegates = await prepareRoster(year, community.clerk, assemblyId, size)
  const caller = await community.clerk.caller()
  granted(await year.client.post(`/assemblies/${assemblyId}/check-in-opening`, {}, caller), 'opening')
  return { assemblyId, delegates }
}

/** Checks in whoever is not there yet and opens the first round of every hall. The rounds' ids, in the order of the halls. */
export async function openRounds(district: Halls): Promise<string[]> {
  const { client, halls, clerk } = district
  const caller = await clerk.caller()
  return atOnce(width, halls, async ({ assemblyId, delegates }) => {
    const path = `/assemblies/${assemblyId}`
    for (const part of parts(delegates, 500)) {
      const check_ins = part.map(delegate_id => ({ delegate_id, mode: 'paper' }))
      granted(await client.post(`${path}/check-ins`, { check_ins }, caller), 'check-in')
    }
    granted(await client.post(`${path}/scrutineers-confirmation`, {}, caller), 'scrutineers')
    const id = chanceOf(assemblyId, 'round').uuid()
    granted(await client.post(`${path}/rounds`, { id, electronic: false }, caller), 'round')
    return id
  })
}
