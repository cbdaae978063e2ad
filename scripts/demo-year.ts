import { createHash } from 'node:crypto'
import { defaultRules } from '../src/core/cycle/rules.ts'
import { leastReaching } from '../src/core/fraction.ts'
import { type Duty, duties } from '../src/core/identity/access.ts'
import { addPicture } from './demo/photos.ts'
import type { Stage } from './demo/scenes.ts'
import { checkIn, confirmDuties, playRounds, prepareRoster } from './simulate/assembly.ts'
import { atOnce } from './simulate/at-once.ts'
import { sheetsOf } from './simulate/ballots.ts'
import { chanceOf } from './simulate/chance.ts'
import { type Client, granted, listAll } from './simulate/client.ts'
import type { Community, District } from './simulate/district.ts'
import { noMishaps } from './simulate/electronic.ts'
import {
  acceptProject,
  beginWork,
  type Execution,
  finishWork,
  toExecute,
  writeNote,
} from './simulate/execution.ts'
import { communityName } from './simulate/names.ts'
import {
  type Candidate,
  confirmScreening,
  publishCandidates,
  screenProposals,
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
 * The demo's year to its middle, which is today, by community:
 * the first has a result, one project that waits for acceptance, one under way and two without a contract;
 * the second sits in its hall: the round is open, paper ballots are issued, eight delegates on phones are awaited;
 * the third has its candidates on notice and an objection to answer;
 * the fourth meets today too, and is ready for check-in;
 * the fifth to the eighth have finished projects, which an opened audit draw waits to draw from;
 * the ninth still collects: its grid officer has just brought in what a resident asked for;
 * the eleventh is screened and waits for its street;
 * the result of the twelfth is on notice; the candidates of three more are, too, and three are about to publish theirs;
 * all others have proposals to screen.
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
  const [collecting, unconfirmed, decided] = [at(8), at(10), at(11)]
  const onNotice = [at(12), at(19), at(27)]
  const confirmed = [at(15), at(23), at(33)]
  const played = [first, second, third, fourth, ...finished, decided, ...onNotice, ...confirmed]
  await collect(year, district, played, unconfirmed)

  await year.pass(4)
  const assemblies = await atOnce(2, [first, ...finished], community => schedule(year, community, 9))
  await year.pass(9)
  const [own = [], ...others] = await atOnce(2, assemblies, assembly => assemble(year, assembly))
  await carryOut(year, own, others.flat())

  const running = await schedule(year, second, 11)
  const ready = await schedule(year, fourth, 11)
  const meeting = await schedule(year, decided, 9)
  await prepareRoster(year, fourth.clerk, ready.assemblyId, delegateCount)
  await year.pass(9)
  await assemble(year, meeting)
  await schedule(year, third, 8, false)
  await atOnce(2, onNotice, community => schedule(year, community, 8))
  await openDraw(year, district)
  await year.pass(2)
  await openAssembly(year, running)
  await bringIn(year, collecting)
  const awaited = [...first.street.officers.slice(0, 2), first.gridOfficer, third.clerk, collecting.clerk]
  await atOnce(2, awaited, post => post.caller())
}

/** The days from the year's beginning to the middle that is played to, for the one who sets the clock. */
export const daysToMidYear = 84

/** Proposals everywhere; two weeks later they are screened where the year goes on. */
async function collect(
  year: Year,
  { communities }: District,
  played: readonly Community[],
  unconfirmed: Community,
): Promise<void> {
  const begun = [...played, unconfirmed]
  const pictured = begun.slice(0, 4)
  const rest = communities.filter(community => !begun.includes(community))
  await atOnce(4, rest, community => submitProposals(year, community, proposalCount / 2, false))
  const lists = await atOnce(3, begun, async community => ({
    community,
    proposed: await submitProposals(year, community, proposalCount, true),
  }))
  await year.pass(14)
  await atOnce(3, lists, async ({ community, proposed }) => {
    for (const { id, title } of pictured.includes(community) ? proposed.slice(0, 4) : [])
      await addPicture(year, community.clerk, { path: `/proposals/${id}`, title }, 'before')
    await screenProposals(year, community, proposed)
    if (community !== unconfirmed) await confirmScreening(year, community)
  })
}

/** A grid officer enters what a resident asked for on the way through the grid, with a picture. */
async function bringIn(year: Year, community: Community): Promise<void> {
  const { gridOfficer, grids, name } = community
  const id = chanceOf(demoSeed, `brought in ${community.number}`).uuid()
  const title = '五栋至八栋安装路灯'
  const proposal = {
    id,
    grid_id: grids[0] ?? null,
    title,
    category: 'works',
    topic: '路灯',
    description: '楼间通道晚上没有灯，老人下楼倒垃圾看不清台阶。',
    place: `${name}五栋至八栋之间`,
    beneficiaries: '四栋楼约120户居民',
    estimated_cost_fen: 1_860_000,
    proposer: 'resident',
    contact: { name: '谭奶奶', phone: '13800002000' },
  }
  const path = `/communities/${community.id}/cycles/${year.cycleId}/proposals`
  granted(await year.client.post(path, proposal, await gridOfficer.caller()), 'brought in')
  await addPicture(year, gridOfficer, { path: `/proposals/${id}`, title }, 'before')
}

/** From the contracts to the acceptance of all the projects of `others`; of the `own` ones two are begun and one is done. */
async function carryOut(year: Year, own: readonly Execution[], others: readonly Execution[]): Promise<void> {
  const [done, underWay] = own
  const begun = [...own.slice(0, 2), ...others]
  await year.pass(10)
  await atOnce(2, begun, project => beginWork(year, project))
  await year.pass(18)
  await atOnce(2, begun, project => picture(year, project, 'works'))
  if (underWay !== undefined) {
    const id = chanceOf(demoSeed, `note ${underWay.id}`).uuid()
    await writeNote(year, underWay, id, '材料已进场，预计三周完工。施工期间请绕行。')
  }
  await atOnce(2, others, project => finishWork(year, project))
  await year.pass(8)
  if (done !== undefined) {
    await finishWork(year, done)
    await picture(year, done, 'after')
  }
  const standing = others.filter(({ cancelled }) => !cancelled)
  await atOnce(2, standing, project =>
    acceptProject(year, project, (id, officer, accepted) => {
      const subject = { path: `/acceptances/${id}`, title: project.title }
      return addPicture(year, officer, subject, accepted ? 'after' : 'works')
    }),
  )
  await year.pass(10)
}

async function picture(year: Year, project: Execution, stage: Stage): Promise<void> {
  if (project.cancelled) return
  const subject = { path: `/projects/${project.id}`, title: project.title }
  await addPicture(year, project.community.clerk, subject, stage)
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

/** Publishes the candidates of an assembly that meets so many days later. */
async function schedule(year: Year, community: Community, days: number, answered = true): Promise<Scheduled> {
  const assemblyId = chanceOf(demoSeed, `assembly ${community.number}`).uuid()
  const plan = { assemblyId, seats: () => seats, objection: answered, screened: proposalCount - 2 }
  const { candidates } = await publishCandidates(year, community, { ...plan, meets: year.after(days) })
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
