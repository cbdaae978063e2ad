import { defaultRules } from '../../src/core/cycle/rules.ts'
import { leastReaching } from '../../src/core/fraction.ts'
import { checkIn, confirmDuties, type PlayedRound, playRounds, prepareRoster } from './assembly.ts'
import { atOnce } from './at-once.ts'
import { type PlayedDraw, pickExtra, playDraw } from './audit.ts'
import { type Course, courses, sheetsOf } from './ballots.ts'
import { chanceOf } from './chance.ts'
import { granted } from './client.ts'
import { type Community, type District, setUpDistrict } from './district.ts'
import { type Mishaps, noMishaps } from './electronic.ts'
import { acceptProject, beginWork, type Execution, finishWork, rateProjects, toExecute } from './execution.ts'
import { type Candidate, proposeAndScreen, publishCandidates } from './proposals.ts'
import type { Office } from './staff.ts'
import type { Year } from './year.ts'

export interface YearPlan {
  readonly communities: number
  readonly delegates: number
  readonly proposals: number
  /** How many of 100 delegates vote on paper. */
  readonly paper: number
}

/** What became of one community. Amounts in fen. */
export interface CommunityYear {
  readonly community: string
  readonly course: Course
  readonly assemblies: number
  readonly seats: number
  readonly candidates: readonly Candidate[]
  readonly rounds: readonly PlayedRound[]
  readonly selected: readonly string[]
  readonly selected_fen: number
}

export interface PlayedYear {
  readonly cycle: string
  readonly communities: readonly CommunityYear[]
  readonly projects: readonly Omit<Execution, 'community'>[]
  readonly draws: readonly PlayedDraw[]
  readonly mishaps: Mishaps
}

/** Tells how far the year is. */
export type Progress = (stage: string, done: number, of: number) => void

const width = 4
/** The notice of the candidates runs for seven of them. */
const daysToMeeting = 8

interface Playing {
  readonly community: Community
  readonly course: Course
  assemblyId: string
  assemblies: number
  seats: number
  delegates: string[]
  candidates: Candidate[]
  rounds: PlayedRound[]
  executions: Execution[]
  readonly mishaps: Mishaps
}

/** Plays a whole district year, one stage after the other, through the client alone. */
export async function playYear(
  office: Office,
  clock: Pick<Year, 'now' | 'after' | 'pass'>,
  plan: YearPlan,
  progress: Progress,
): Promise<PlayedYear> {
  const stage = async <T>(name: string, items: readonly T[], work: (item: T) => Promise<void>) => {
    let done = 0
    progress(name, 0, items.length)
    await atOnce(width, items, async item => {
      await work(item)
      progress(name, ++done, items.length)
    })
  }
  let set = 0
  const district = await setUpDistrict(office, plan.communities, () =>
    progress('district', ++set, plan.communities),
  )
  const chance = chanceOf(office.seed, 'cycle')
  const year: Year = { ...office, ...clock, admin: district.admin, cycleId: chance.uuid() }
  await publishCycle(year)
  const playing = district.communities.map(community => begin(year, community))

  await stage('proposals', playing, async one => {
    await proposeAndScreen(year, one.community, plan.proposals)
    await schedule(year, one, plan)
  })
  await year.pass(daysToMeeting)
  await stage('assemblies', playing, one => assemble(year, one, plan))
  const void_ = playing.filter(({ course }) => course === 'no_quorum')
  for (const one of void_) await schedule(year, one, plan)
  await year.pass(daysToMeeting)
  await stage('second assemblies', void_, one => assemble(year, one, plan))
  await year.pass(8)
  await stage('contracts', playing, async one => {
    for (const project of one.executions) await beginWork(year, project)
  })
  await year.pass(40)
  await stage('works', playing, async one => {
    for (const project of one.executions) await finishWork(year, project)
  })
  await year.pass(20)
  const executions = playing.flatMap(one => one.executions)
  const standing = executions.filter(project => !project.cancelled)
  // A few are accepted after the first frame and enter the next draw.
  const late = standing.filter((_, at) => at % 20 === 19)
  await stage(
    'acceptance',
    standing.filter(project => !late.includes(project)),
    project => acceptProject(year, project),
  )
  const draws = [await draw(year, district, executions, 1, 'construction', progress)]
  await year.pass(30)
  await stage('late acceptance', late, project => acceptProject(year, project))
  if (late.length > 0) draws.push(await draw(year, district, executions, 2, null, progress))
  await extra(year, district, executions, draws)
  await stage('ratings and archive', playing, async one => {
    await rateProjects(year, one.community, one.delegates.slice(0, 5), one.executions)
    const clerk = await one.community.clerk.caller()
    const path = `/communities/${one.community.id}/cycles/${year.cycleId}/archive`
    granted(
      await year.client.post(path, {}, clerk, chanceOf(year.seed, `archive ${one.community.number}`).uuid()),
      'archive',
    )
  })
  return summary(year, playing, draws)
}

async function publishCycle(year: Year): Promise<void> {
  const admin = await year.admin.caller()
  const cycle = { id: year.cycleId, name: '2027年度', year: 2027 }
  granted(await year.client.post(`/districts/${year.districtId}/cycles`, cycle, admin), 'cycle')
  const key = chanceOf(year.seed, 'publication').uuid()
  granted(await year.client.post(`/cycles/${year.cycleId}/publication`, {}, admin, key), 'publication')
}

function begin(year: Year, community: Community): Playing {
  const course = courses[community.number % courses.length] ?? 'plain'
  const assemblyId = chanceOf(year.seed, `assembly ${community.number} 1`).uuid()
  return {
    community,
    course,
    assemblyId,
    assemblies: 0,
    seats: 0,
    delegates: [],
    candidates: [],
    rounds: [],
    executions: [],
    mishaps: noMishaps(),
  }
}

/** As many seats as leave the surplus the rules want, four at the most: the dearest four must fit the fund. */
function seatsFor(candidates: number): number {
  for (let seats = Math.min(4, candidates - 1); seats > 1; seats--) {
    if (candidates >= seats + Math.max(1, Math.ceil((seats * 20) / 100))) return seats
  }
  return 1
}

async function schedule(year: Year, one: Playing, plan: YearPlan): Promise<void> {
  one.assemblies++
  one.assemblyId = chanceOf(year.seed, `assembly ${one.community.number} ${one.assemblies}`).uuid()
  const screened = plan.proposals - (plan.proposals > 4 ? 1 : 0) - (plan.proposals > 5 ? 1 : 0)
  const objection = one.assemblies === 1 && one.community.number % 3 === 1
  const published = await publishCandidates(year, one.community, {
    assemblyId: one.assemblyId,
    seats: seatsFor,
    objection,
    screened,
    meets: year.after(daysToMeeting),
  })
  one.seats = published.seats
  one.candidates = published.candidates
}

async function assemble(year: Year, one: Playing, plan: YearPlan): Promise<void> {
  const { community, assemblyId, course } = one
  one.delegates = await prepareRoster(year, community.clerk, assemblyId, plan.delegates)
  const quorum = leastReaching(defaultRules.quorum, plan.delegates)
  const fails = course === 'no_quorum' && one.assemblies === 1
  const absent = chanceOf(year.seed, `absent ${assemblyId}`).below(
    Math.max(1, Math.floor(plan.delegates / 8)),
  )
  const present = one.delegates.slice(0, fails ? quorum - 1 : Math.max(quorum, plan.delegates - absent))
  const paper = onPaper(year, assemblyId, one.delegates, plan.paper)
  const reached = await checkIn(year, community.clerk, assemblyId, present, paper)
  if (reached === fails) throw new Error(`the quorum of ${community.name} is not as planned`)
  if (fails) {
    const clerk = await community.clerk.caller()
    const key = chanceOf(year.seed, `void ${assemblyId}`).uuid()
    granted(
      await year.client.post(
        `/assemblies/${assemblyId}/void`,
        { reason: '到会人数不足法定人数。' },
        clerk,
        key,
      ),
      'void',
    )
    return
  }
  const hall = await confirmDuties(
    year,
    community.clerk,
    assemblyId,
    one.delegates,
    // One who is absent has entered too, and comes late.
    one.delegates.slice(0, present.length + 1).filter(delegate => !paper.has(delegate)),
  )
  const need = leastReaching(defaultRules.passing, present.length)
  one.rounds = await playRounds(year, hall, present, {
    batchSize: 25,
    mistakes: 3,
    lotFirst: false,
    unlucky: course === 'plain',
    mishaps: one.mishaps,
    sheets: (round, issued, voided) => {
      const chance = chanceOf(year.seed, `sheets ${round.id}`)
      const extra = course === 'over_returned' && voided === 0 && round.kind === 'main' ? 1 : 0
      return sheetsOf(round, issued + extra, need, course, chance)
    },
  })
  const selected = new Set(one.rounds.at(-1)?.selected as string[])
  one.executions = one.candidates
    .filter(({ id }) => selected.has(id))
    .map(candidate => toExecute(community, candidate))
}

/** Who votes on paper: the first of the roster by chance, everybody when 100 of 100 do. */
function onPaper(year: Year, assemblyId: string, delegates: readonly string[], share: number): Set<string> {
  const chance = chanceOf(year.seed, `paper ${assemblyId}`)
  return new Set(chance.shuffled(delegates).slice(0, Math.round((delegates.length * share) / 100)))
}

async function draw(
  year: Year,
  district: District,
  projects: readonly Execution[],
  number: number,
  silent: string | null,
  progress: Progress,
) {
  progress(`audit draw ${number}`, 0, 1)
  const played = await playDraw(year, district, projects, { number, silent })
  progress(`audit draw ${number}`, 1, 1)
  return played
}

/** One project that no draw took is picked because of a complaint. */
async function extra(
  year: Year,
  district: District,
  projects: readonly Execution[],
  draws: readonly PlayedDraw[],
): Promise<void> {
  const drawn = new Set(draws.flatMap(({ selected }) => selected.flatMap(stratum => stratum.projects)))
  const left = projects.find(project => !project.cancelled && !drawn.has(project.id))
  if (left !== undefined) await pickExtra(year, district, left, projects)
}

function summary(year: Year, playing: readonly Playing[], draws: readonly PlayedDraw[]): PlayedYear {
  return {
    cycle: year.cycleId,
    communities: playing.map(one => ({
      community: one.community.id,
      course: one.course,
      assemblies: one.assemblies,
      seats: one.seats,
      candidates: one.candidates,
      rounds: one.rounds,
      selected: one.executions.map(({ id }) => id).sort(),
      selected_fen: one.executions.reduce((sum, { cost_fen }) => sum + cost_fen, 0),
    })),
    projects: playing.flatMap(one => one.executions.map(({ community: _, ...project }) => project)),
    draws,
    mishaps: sumOf(playing.map(one => one.mishaps)),
  }
}

function sumOf(all: readonly Mishaps[]): Mishaps {
  const sum = noMishaps()
  for (const one of all) {
    sum.lost_answers += one.lost_answers
    sum.double_casts += one.double_casts
    sum.lost_phones += one.lost_phones
    sum.late_arrivals += one.late_arrivals
  }
  return sum
}
