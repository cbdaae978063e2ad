import { chanceOf } from './chance.ts'
import { granted } from './client.ts'
import type { Community } from './district.ts'
import type { Candidate } from './proposals.ts'
import type { Staff } from './staff.ts'
import { dayOf, type Year } from './year.ts'

/** A selected project on its way. Amounts in fen. */
export interface Execution {
  readonly id: string
  readonly community: Community
  readonly title: string
  readonly cost_fen: number
  contract_fen: number
  settlement_fen: number
  paid_fen: number
  cancelled: boolean
  rectifications: number
}

export function toExecute(community: Community, candidate: Candidate): Execution {
  const { id, title, cost_fen } = candidate
  return {
    id,
    community,
    title,
    cost_fen,
    contract_fen: 0,
    settlement_fen: 0,
    paid_fen: 0,
    cancelled: false,
    rectifications: 0,
  }
}

/** Contract, start, advance, a wrong payment reversed, and changes. Few projects are cancelled before they begin. */
export async function beginWork(year: Year, project: Execution): Promise<void> {
  const { client } = year
  const chance = chanceOf(year.seed, `execution ${project.id}`)
  const clerk = await project.community.clerk.caller()
  const path = `/projects/${project.id}`
  if (chance.percent(3)) {
    await change(year, project, { kind: 'cancel', reason: '原址拆迁，项目取消。' })
    project.cancelled = true
    return
  }
  if (chance.percent(20)) {
    const cost_fen = Math.floor((project.cost_fen * (chance.percent(50) ? 95 : 80)) / 100)
    await change(year, project, { kind: 'budget', cost_fen, reason: '询价后预算下调。' })
    project.contract_fen = cost_fen
  } else project.contract_fen = Math.floor((project.cost_fen * (90 + chance.below(11))) / 100)
  const contract = {
    id: chance.uuid(),
    contractor: `株洲${chance.pick(['宏达', '安居', '利民', '新城'])}工程有限公司`,
    method: chance.pick(['direct', 'comparison', 'tender']),
    amount_fen: project.contract_fen,
    quantities: quantitiesOf(project),
    signed_on: dayOf(year),
  }
  granted(await client.post(`${path}/contracts`, contract, clerk), 'contract')
  granted(await client.post(`${path}/start`, {}, clerk, chance.uuid()), 'start')
  const advance = Math.floor((project.contract_fen * (20 + chance.below(31))) / 100)
  if (chance.percent(10)) {
    const wrong = chance.uuid()
    await pay(year, project, {
      id: wrong,
      kind: 'advance',
      amount_fen: advance,
      purpose: '预付款（账号有误）',
    })
    granted(
      await client.post(
        `${path}/reversals`,
        { id: chance.uuid(), reverses: wrong, reason: '账号有误，退回。' },
        clerk,
      ),
      'reversal',
    )
    project.paid_fen -= advance
  }
  await pay(year, project, { id: chance.uuid(), kind: 'advance', amount_fen: advance, purpose: '预付款' })
}

/** The work is noted and done, unless the project was cancelled. */
export async function finishWork(year: Year, project: Execution): Promise<void> {
  if (project.cancelled) return
  const chance = chanceOf(year.seed, `works ${project.id}`)
  await writeNote(year, project, chance.uuid(), '已完成过半，质量良好。')
  project.settlement_fen = Math.floor((project.contract_fen * (96 + chance.below(5))) / 100)
  await complete(year, project)
}

export async function writeNote(year: Year, project: Execution, id: string, text: string): Promise<void> {
  const clerk = await project.community.clerk.caller()
  granted(await year.client.post(`/projects/${project.id}/notes`, { id, text }, clerk), 'note')
}

/** What is contracted for a project, and what its acceptance measures. */
export function quantitiesOf(project: Execution) {
  return [
    { item: project.title, unit: '处', quantity: '1' },
    { item: '管线', unit: '米', quantity: '120.5' },
  ]
}

async function pay(
  year: Year,
  project: Execution,
  payment: { id: string; kind: string; amount_fen: number; purpose: string },
) {
  if (payment.amount_fen < 1) return
  const body = { ...payment, paid_on: dayOf(year) }
  granted(
    await year.client.post(`/projects/${project.id}/payments`, body, await project.community.clerk.caller()),
    payment.purpose,
  )
  project.paid_fen += payment.amount_fen
}

async function change(
  year: Year,
  project: Execution,
  request: { kind: string; cost_fen?: number; reason: string },
): Promise<void> {
  const chance = chanceOf(year.seed, `change ${project.id} ${request.kind}`)
  const id = chance.uuid()
  const clerk = await project.community.clerk.caller()
  const asked = granted(
    await year.client.post(`/projects/${project.id}/changes`, { id, ...request }, clerk),
    'change',
  )
  if (asked.status !== 'requested') return
  const officer = await chance.pick(project.community.street.officers).caller()
  const decision = { approve: true, reason: '情况属实，同意调整。' }
  granted(
    await year.client.post(`/change-requests/${id}/decision`, decision, officer, chance.uuid()),
    'decision',
  )
}

async function complete(year: Year, project: Execution): Promise<void> {
  const chance = chanceOf(year.seed, `completion ${project.id} ${project.rectifications}`)
  const body = { settlement_fen: project.settlement_fen, completed_on: dayOf(year), note: '完工。' }
  const clerk = await project.community.clerk.caller()
  granted(
    await year.client.post(`/projects/${project.id}/completion`, body, clerk, chance.uuid()),
    'completion',
  )
}

/** What else the officer who writes an acceptance does on site before it is signed. */
type OnSite = (acceptanceId: string, officer: Staff, accepted: boolean) => Promise<void>

/** Acceptance by two officers of the street, after a rectification in some cases; then the final payment. */
export async function acceptProject(
  year: Year,
  project: Execution,
  onSite: OnSite = async () => undefined,
): Promise<void> {
  const chance = chanceOf(year.seed, `acceptance ${project.id}`)
  const conclusion = chance.percent(85) ? 'accepted' : chance.percent(70) ? 'rectify' : 'rejected'
  if (conclusion !== 'accepted') {
    await decideAcceptance(year, project, conclusion, onSite)
    project.rectifications++
    await complete(year, project)
  }
  await decideAcceptance(year, project, 'accepted', onSite)
  const retention = Math.floor((project.settlement_fen * 5) / 100)
  const rest = project.settlement_fen - retention - project.paid_fen
  await pay(year, project, { id: chance.uuid(), kind: 'final', amount_fen: rest, purpose: '验收款' })
}

async function decideAcceptance(
  year: Year,
  project: Execution,
  conclusion: string,
  onSite: OnSite,
): Promise<void> {
  const { client } = year
  const chance = chanceOf(year.seed, `acceptance ${project.id} ${project.rectifications}`)
  const [first, second] = chance.shuffled(project.community.street.officers)
  if (first === undefined || second === undefined) throw new Error('a street needs two officers')
  const id = chance.uuid()
  const passed = conclusion === 'accepted'
  const acceptance = {
    id,
    held_on: dayOf(year),
    checklist: [
      { item: '与合同内容一致', passed: true },
      { item: '质量符合要求', passed, remark: passed ? '' : '局部不平整' },
    ],
    measurements: quantitiesOf(project).map(({ item, unit, quantity }) => ({
      item,
      unit,
      contracted: quantity,
      measured: quantity,
    })),
    conclusion,
    note: passed ? '' : '限期整改后复验。',
    rectify_by: passed ? null : dayOf(year, 14),
  }
  granted(
    await client.post(`/projects/${project.id}/acceptances`, acceptance, await first.caller()),
    'acceptance',
  )
  await onSite(id, first, passed)
  granted(
    await client.post(`/acceptances/${id}/signatures`, {}, await second.caller(), chance.uuid()),
    'signature',
  )
  granted(
    await client.post(`/acceptances/${id}/decision`, {}, await first.caller(), chance.uuid()),
    'decision',
  )
}

/** Some delegates of the assembly come back and rate the finished projects; the clerk publishes the result. */
export async function rateProjects(
  year: Year,
  community: Community,
  delegates: readonly string[],
  projects: readonly Execution[],
): Promise<void> {
  const { client } = year
  const clerk = await community.clerk.caller()
  const finished = projects.filter(project => !project.cancelled)
  for (const delegate of delegates) {
    const chance = chanceOf(year.seed, `rating ${delegate}`)
    const slip = granted(
      await client.post(`/delegates/${delegate}/code`, { replaces: 1 }, clerk, chance.uuid()),
      'new code',
    )
    const session = granted(
      await client.post('/delegate-sessions', { id: chance.uuid(), code: slip.code }),
      'code',
    )
    const caller = { token: String(session.token) }
    for (const { id } of finished) {
      const rating = chance.percent(70)
        ? 'satisfied'
        : chance.percent(70)
          ? 'basically_satisfied'
          : 'dissatisfied'
      granted(await client.put(`/projects/${id}/satisfaction`, { rating }, caller, chance.uuid()), 'rating')
    }
  }
  for (const { id } of finished) {
    const chance = chanceOf(year.seed, `satisfaction ${id}`)
    granted(await client.post(`/projects/${id}/satisfaction`, {}, clerk, chance.uuid()), 'satisfaction')
  }
}
