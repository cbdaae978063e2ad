import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDistrict } from '../src/app/identity/create-district.ts'
import { perform } from '../src/app/perform.ts'
import { defaultRules } from '../src/core/cycle/rules.ts'
import { leastReaching } from '../src/core/fraction.ts'
import type { StartedServer } from '../src/runtime/node.ts'
import { checkIn, confirmDuties, playRounds, prepareRoster } from './simulate/assembly.ts'
import { atOnce } from './simulate/at-once.ts'
import { sheetsOf } from './simulate/ballots.ts'
import { chanceOf } from './simulate/chance.ts'
import { createClient, granted, listAll } from './simulate/client.ts'
import { type Community, type District, foundation, setUpDistrict } from './simulate/district.ts'
import { noMishaps } from './simulate/electronic.ts'
import { execute, toExecute } from './simulate/execution.ts'
import { type Candidate, proposeAndScreen, publishCandidates, submitProposals } from './simulate/proposals.ts'
import type { Year } from './simulate/year.ts'

const seed = 'demo'
const oneDay = 24 * 60 * 60 * 1000
const communityCount = 45
const proposalCount = 8
const delegateCount = 40

/** The password of every demo account. Demo data only: a database of one's own is never filled unasked. */
export const demoPassword = 'piaojue demo 2027'

/** Demo accounts, one role each: what the sign-in page offers by one click. `where` is said as it is. */
export const demoAccounts = [
  { login: 'clerk-1', role: 'community_clerk', where: '1' },
  { login: 'clerk-2', role: 'community_clerk', where: '2' },
  { login: 'grid-officer-1', role: 'grid_officer', where: '1' },
  { login: 'street-1-officer-1', role: 'street_officer', where: '1 (1)' },
  { login: 'street-1-officer-2', role: 'street_officer', where: '1 (2)' },
  { login: 'finance-1', role: 'finance', where: '' },
  { login: 'construction-1', role: 'construction', where: '' },
  { login: 'admin', role: 'district_admin', where: '' },
] as const

/**
 * Fills an empty server with a district in mid-year: proposals in every community, works under way in the first, an
 * assembly ready for check-in in the second, candidates on notice in the third. A seeding that was cut short is taken up
 * again by the next start: every request has its id, and the file demo.json in the data folder knows the first day.
 * Resolves false when the server has other data, or the whole demo already.
 */
export async function seedDemo(
  server: StartedServer,
  dataDir: string,
  tell: (text: string) => void,
): Promise<boolean> {
  const moment = { now: server.services.clock().getTime() }
  const services = { ...server.services, clock: () => new Date(moment.now) }
  const client = createClient('http://localhost', async request => server.api.fetch(request, { services }))
  const districts = await listAll(client, '/districts')
  const marker = join(dataDir, 'demo.json')
  const begun = readMarker(marker)
  if (begun === null ? districts.length > 0 : begun.done) return false
  const today = moment.now
  moment.now = begun?.first_day ?? Math.floor(today / oneDay) * oneDay - 40 * oneDay
  const progress = { first_day: moment.now, done: false }
  writeFileSync(marker, JSON.stringify(progress))
  tell('Filling the demo district (5 streets, 45 communities, 232 grids); this takes a moment …')

  const founded = foundation(seed)
  if (!districts.some(({ id }) => id === founded.id)) {
    const request = { actor: { kind: 'operator' }, params: {}, input: founded } as const
    const result = await perform(services, createDistrict, request)
    if (!result.ok) throw new Error(`the demo district was not founded: ${result.error.code}`)
  }
  let moves = 0
  const office = { client, seed, districtId: founded.id, day: () => moves, password: () => demoPassword }
  const district = await setUpDistrict(office, communityCount, () => undefined)
  const year: Year = {
    ...office,
    admin: district.admin,
    cycleId: chanceOf(seed, 'cycle').uuid(),
    now: () => moment.now,
    pass: async days => {
      moment.now = Math.min(today, moment.now + days * oneDay)
      moves++
    },
  }
  await playToMidYear(year, district)
  writeFileSync(marker, JSON.stringify({ ...progress, done: true }))
  return true
}

/** Whether the data are the demo's, in whole. */
export function hasDemo(dataDir: string): boolean {
  return readMarker(join(dataDir, 'demo.json'))?.done === true
}

function readMarker(path: string): { first_day: number; done: boolean } | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { first_day: number; done: boolean }
  } catch {
    return null
  }
}

async function playToMidYear(year: Year, district: District): Promise<void> {
  const { client } = year
  const admin = await district.admin.caller()
  const cycle = { id: year.cycleId, name: '本年度', year: new Date(year.now()).getUTCFullYear() }
  granted(await client.post(`/districts/${year.districtId}/cycles`, cycle, admin), 'cycle')
  const key = chanceOf(seed, 'publication').uuid()
  granted(await client.post(`/cycles/${year.cycleId}/publication`, {}, admin, key), 'publication')
  const [first, second, third, ...others] = district.communities
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('the demo needs three communities')
  await atOnce(4, others, community => submitProposals(year, community, proposalCount / 2, false))
  await atOnce(3, [first, second, third], community => proposeAndScreen(year, community, proposalCount))
  const { assemblyId, candidates } = await schedule(year, first)
  await year.pass(8)
  const selected = await assemble(year, first, assemblyId)
  await year.pass(8)
  const projects = candidates
    .filter(({ id }) => selected.includes(id))
    .map(candidate => toExecute(first, candidate))
  for (const project of projects.slice(0, 2)) await execute(year, project)
  const ready = await schedule(year, second)
  await prepareRoster(year, second.clerk, ready.assemblyId, delegateCount)
  await year.pass(22)
  await schedule(year, third)
  await year.pass(2)
  const auditors = district.auditors.filter(({ login }) => login.endsWith('-1'))
  const staff = [...first.street.officers, first.gridOfficer, ...auditors]
  await atOnce(2, staff, post => post.caller())
}

async function schedule(
  year: Year,
  community: Community,
): Promise<{ assemblyId: string; candidates: Candidate[] }> {
  const assemblyId = chanceOf(seed, `assembly ${community.number}`).uuid()
  const plan = { assemblyId, seats: () => 4, objection: true, screened: proposalCount - 2 }
  const { candidates } = await publishCandidates(year, community, plan)
  return { assemblyId, candidates }
}

async function assemble(year: Year, community: Community, assemblyId: string): Promise<string[]> {
  const delegates = await prepareRoster(year, community.clerk, assemblyId, delegateCount)
  const present = delegates.slice(0, delegateCount - 3)
  await checkIn(year, community.clerk, assemblyId, present, new Set(present))
  const hall = await confirmDuties(year, community.clerk, assemblyId, delegates, [])
  const need = leastReaching(defaultRules.passing, present.length)
  const rounds = await playRounds(year, hall, present, {
    batchSize: 20,
    mistakes: 2,
    lotFirst: false,
    unlucky: false,
    mishaps: noMishaps(),
    sheets: (round, issued) => sheetsOf(round, issued, need, 'tie', chanceOf(seed, `sheets ${round.id}`)),
  })
  const selected = rounds.at(-1)?.selected
  return Array.isArray(selected) ? selected.map(String) : []
}
