import { createHash } from 'node:crypto'
import { defaultRules } from '../src/core/cycle/rules.ts'
import { leastReaching } from '../src/core/fraction.ts'
import { type Duty, duties } from '../src/core/identity/access.ts'
import { checkIn, confirmDuties, playRounds, prepareRoster } from './simulate/assembly.ts'
import { atOnce } from './simulate/at-once.ts'
import { sheetsOf } from './simulate/ballots.ts'
import { chanceOf } from './simulate/chance.ts'
import { type Client, granted, listAll } from './simulate/client.ts'
import type { Community, District } from './simulate/district.ts'
import { noMishaps } from './simulate/electronic.ts'
import { acceptProject, type Execution, execute, toExecute } from './simulate/execution.ts'
import { communityName } from './simulate/names.ts'
import {
  type Candidate,
  proposeAndScreen,
  proposeUnconfirmed,
  publishCandidates,
  submitProposals,
} from './simulate/proposals.ts'
import type { Year } from './simulate/year.ts'

export const demoSeed = 'demo'

const proposalCount = 8
const delegateCount = 40
const seats = 4
/** Delegates of the second community who vote on a phone, and wait for whoever tries the demo. */
const onPhones = 8

/**
 * The demo's year to its middle, by community:
 * the first has a result, one project that waits for acceptance, one under way and two without a contract;
 * the second sits in its hall: the round is open, paper ballots are issued, eight delegates on phones are awaited;
 * the third has its candidates on notice and an objection to answer;
 * the fourth is ready for check-in;
 * the fifth to the eighth have finished projects, which an opened audit draw waits to draw from;
 * the eleventh is screened and waits for its street; all others have proposals to screen.
 */
export async function playToMidYear(year: Year, district: District): Promise<void> {
  await openYear(year, district)
  const at = (number: number): Community => {
    const community = district.communities[number]
    if (community === undefined) throw new RangeError('the demo needs more communities')
    return community
  }
  const [first, second, third, fourth] = [at(0), at(1), at(2), at(3)]
  const finished = [at(4), at(5), at(6), at(7)]
  const played = [first, second, third, fourth, ...finished]
  const unconfirmed = at(10)
  const begun = [...played, unconfirmed]
  const rest = district.communities.filter(community => !begun.includes(community))
  await atOnce(4, rest, community => submitProposals(year, community, proposalCount / 2, false))
  await atOnce(3, played, community => proposeAndScreen(year, community, proposalCount))
  await proposeUnconfirmed(year, unconfirmed, proposalCount)

  const assemblies = await atOnce(2, [first, ...finished], community => schedule(year, community, true))
  await year.pass(8)
  const results = await atOnce(2, assemblies, assembly => assemble(year, assembly))
  await year.pass(8)
  const [own = [], ...others] = results
  await year.pass(10)
  for (const project of own.slice(0, 1)) await execute(year, project)
  for (const project of own.slice(1, 2)) await begin(year, project)
  await atOnce(2, others.flat(), project => execute(year, project))
  await year.pass(20)
  await atOnce(
    2,
    others.flat().filter(({ cancelled }) => !cancelled),
    project => acceptProject(year, project),
  )

  const running = await schedule(year, second, true)
  const ready = await schedule(year, fourth, true)
  await prepareRoster(year, fourth.clerk, ready.assemblyId, delegateCount)
  await year.pass(22)
  await schedule(year, third, false)
  await openAssembly(year, running)
  await openDraw(year, district)
  await year.pass(2)
  const awaited = [...first.street.officers.slice(0, 2), first.gridOfficer, third.clerk]
  await atOnce(2, awaited, post => post.caller())
}

async function openYear(year: Year, district: District): Promise<void> {
  const { client } = year
  const admin = await district.admin.caller()
  const number = new Date(year.now()).getUTCFullYear()
  const cycle = { id: year.cycleId, name: `${number} 年度社区惠民资金`, year: number }
  granted(await client.post(`/districts/${year.districtId}/cycles`, cycle, admin), 'cycle')
  const key = chanceOf(demoSeed, 'publication').uuid()
  granted(await client.post(`/cycles/${year.cycleId}/publication`, {}, admin, key), 'publication')
}

interface Scheduled {
  readonly community: Community
  readonly assemblyId: string
  readonly candidates: readonly Candidate[]
}

async function schedule(year: Year, community: Community, answered: boolean): Promise<Scheduled> {
  const assemblyId = chanceOf(demoSeed, `assembly ${community.number}`).uuid()
  const plan = { assemblyId, seats: () => seats, objection: answered, screened: proposalCount - 2 }
  const { candidates } = await publishCandidates(year, community, plan)
  if (!answered) {
    const objection = {
      id: chanceOf(demoSeed, `objection ${community.number}`).uuid(),
      candidate_id: candidates[0]?.id ?? null,
      text: '这个位置去年刚挖开过，建议与燃气公司确认后一并施工，免得重复开挖。',
      contact: { name: '周玉梅', phone: '13800000000' },
    }
    granted(await year.client.post(`/assemblies/${assemblyId}/objections`, objection), 'objection')
  }
  return { community, assemblyId, candidates }
}

async function assemble(year: Year, { community, assemblyId, candidates }: Scheduled): Promise<Execution[]> {
  const delegates = await prepareRoster(year, community.clerk, assemblyId, delegateCount)
  const present = delegates.slice(0, delegateCount - 3)
  await checkIn(year, community.clerk, assemblyId, present, new Set(present))
  const hall = await confirmDuties(year, community.clerk, assemblyId, delegates, [])
  const need = leastReaching(defaultRules.passing, present.length)
  const course = community.number === 0 ? 'tie' : 'plain'
  const rounds = await playRounds(year, hall, present, {
    batchSize: 20,
    mistakes: 2,
    lotFirst: false,
    unlucky: false,
    mishaps: noMishaps(),
    sheets: (round, issued) =>
      sheetsOf(round, issued, need, course, chanceOf(demoSeed, `sheets ${round.id}`)),
  })
  const selected = rounds.flatMap(round => (Array.isArray(round.selected) ? round.selected.map(String) : []))
  return candidates
    .filter(({ id }) => selected.includes(id))
    .map(candidate => toExecute(community, candidate))
}

/** Contract, start and a first note: the work is under way. */
async function begin(year: Year, project: Execution): Promise<void> {
  const chance = chanceOf(demoSeed, `begin ${project.id}`)
  const { client } = year
  const clerk = await project.community.clerk.caller()
  const path = `/projects/${project.id}`
  const contract = {
    id: chance.uuid(),
    contractor: '株洲安居工程有限公司',
    method: 'comparison',
    amount_fen: Math.floor((project.cost_fen * 94) / 100),
    quantities: [{ item: project.title, unit: '处', quantity: '1' }],
    signed_on: new Date(year.now()).toISOString().slice(0, 10),
  }
  granted(await client.post(`${path}/contracts`, contract, clerk), 'contract')
  granted(await client.post(`${path}/start`, {}, clerk, chance.uuid()), 'start')
  const note = { id: chance.uuid(), text: '材料已进场，预计三周完工。施工期间请绕行。' }
  granted(await client.post(`${path}/notes`, note, clerk), 'note')
}

/** The assembly up to the moment in which the delegates on phones fetch their blank ballots. */
async function openAssembly(year: Year, { community, assemblyId }: Scheduled): Promise<void> {
  const { client } = year
  const chance = chanceOf(demoSeed, `hall ${assemblyId}`)
  const delegates = await prepareRoster(year, community.clerk, assemblyId, delegateCount)
  const present = delegates.slice(0, delegateCount - 4)
  const phones = present.slice(duties.length + 1, duties.length + 1 + onPhones)
  const paper = present.filter(delegate => !phones.includes(delegate))
  await checkIn(year, community.clerk, assemblyId, present, new Set(paper))
  const clerk = await community.clerk.caller()
  const path = `/assemblies/${assemblyId}`
  granted(await client.post(`${path}/codes`, {}, clerk), 'codes')
  granted(await client.post(`${path}/scrutineers-confirmation`, {}, clerk, chance.uuid()), 'scrutineers')
  const round = chance.uuid()
  granted(await client.post(`${path}/rounds`, { id: round, electronic: true }, clerk), 'round')
  const body = { delegate_ids: paper }
  granted(await client.post(`/rounds/${round}/paper-ballots`, body, clerk, chance.uuid()), 'paper ballots')
}

/** A draw whose frame is public and for which two departments have committed; finance and construction are awaited. */
async function openDraw(year: Year, district: District): Promise<void> {
  const { client } = year
  const chance = chanceOf(demoSeed, 'draw')
  await atOnce(2, district.auditors, auditor => auditor.caller())
  const id = chance.uuid()
  granted(await client.post(`/cycles/${year.cycleId}/draws`, { id }, await district.admin.caller()), 'draw')
  for (const department of ['audit', 'urban_management']) {
    const login = `${department.replace('_', '-')}-1`
    const caller = await district.auditors.find(auditor => auditor.login === login)?.caller()
    const commitment = createHash('sha256').update(chance.secret()).digest('hex')
    const body = { department, commitment }
    granted(await client.post(`/draws/${id}/commitments`, body, caller, chance.uuid()), 'commitment')
  }
}

interface Waiting {
  readonly code: string
  readonly duty: Duty | null
  readonly where: string
}

/** The codes of those in the second community's hall who are to do something: delegates on phones, and those with duties. */
export async function waitingDelegates(client: Client, password: string): Promise<Waiting[]> {
  const id = chanceOf(demoSeed, `offer ${Date.now()}`).uuid()
  const session = granted(await client.post('/sessions', { id, login: 'clerk-2', password }), 'clerk-2')
  const clerk = { token: String(session.token) }
  const path = `/assemblies/${chanceOf(demoSeed, 'assembly 1').uuid()}`
  const slips = await client.post(`${path}/codes`, {}, clerk)
  if (slips.code !== null) return []
  const codes = new Map(
    (slips.body.items as { delegate_id: string; code: string }[]).map(slip => [slip.delegate_id, slip.code]),
  )
  const roster = await listAll(client, `${path}/delegates`, clerk)
  return roster.flatMap(delegate => {
    const duty = duties.find(name => name === delegate.duty) ?? null
    const code = codes.get(String(delegate.id))
    if (code === undefined || (duty === null && delegate.mode !== 'electronic')) return []
    return [{ code, duty, where: communityName(1) }]
  })
}
