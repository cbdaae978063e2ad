import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startTestServer } from '../servers.ts'
import { call, done } from './call.ts'
import {
  build,
  complete,
  contract,
  contractOf,
  decideOn,
  draftAcceptance,
  firstOf,
  makeSite,
  pay,
  post,
  projectCost,
  type Site,
  selectProjects,
  show,
  start,
  today,
} from './project-story.ts'
import { expectRefused } from './round-story.ts'
import { recorded } from './story.ts'
import { expectVerified } from './verified.ts'

const server = await startTestServer()

/** Lets the notice of the result run, or end, whatever the rules say. */
async function noticeEnds({ assembly }: Site, ends_at: string): Promise<void> {
  await server.ownerDb
    .updateTable('notice')
    .set({ ends_at })
    .where('subject', '=', assembly)
    .where('kind', '=', 'result')
    .execute()
}

describe('a contract', () => {
  test('is recorded after the notice, in public, and makes the project contracted', async () => {
    const site = await makeSite(server)
    const project = firstOf(site)
    const body = contractOf(1_999_999)
    const path = `/projects/${project}/contracts`
    expect(await post(site, site.clerk, path, body)).toEqual({
      status: 201,
      body: { id: body.id, status: 'contracted' },
    })
    expect(await show(site, project)).toMatchObject({
      status: 'contracted',
      contracts: [{ ...body, number: 1 }],
      money: { cost_fen: projectCost, contract_fen: 1_999_999, left_fen: 1_999_999, paid_fen: 0 },
    })
    expect(await recorded(server, site.district, 'project.contracted', project)).toMatchObject([
      { body: { contract_fen: 1_999_999 } },
    ])
    await expectVerified(server, site.district)
  })

  test('waits for the end of the notice and for the answer to every objection', async () => {
    const site = await makeSite(server)
    const path = `/projects/${firstOf(site)}/contracts`
    const ends = '2999-01-01T00:00:00.000Z'
    await noticeEnds(site, ends)
    const refused = await expectRefused(post(site, site.clerk, path, contractOf()), 409, 'NOTICE_RUNNING')
    expect(refused.ends_at).toBe(ends)
    const objection = {
      id: randomUUID(),
      candidate_id: null,
      text: '票数有疑问',
      contact: { name: '李某', phone: '13900000000' },
    }
    await done(call(server, 'POST', `/assemblies/${site.assembly}/objections`, { body: objection }))
    await noticeEnds(site, new Date().toISOString())
    const open = await expectRefused(post(site, site.clerk, path, contractOf()), 409, 'OBJECTIONS_UNANSWERED')
    expect(open.unanswered).toBe(1)
    await done(post(site, site.clerk, `/objections/${objection.id}/answer`, { answer: '已复核' }))
    expect((await post(site, site.clerk, path, contractOf())).status).toBe(201)
  })

  test('is signed on a day that a calendar knows, between the result and today', async () => {
    const site = await makeSite(server)
    const path = `/projects/${firstOf(site)}/contracts`
    for (const signed_on of ['0000-01-01', '0001-01-01', '2026-02-30', '9999-12-31']) {
      await expectRefused(post(site, site.clerk, path, { ...contractOf(), signed_on }), 422, 'INPUT_INVALID')
    }
    const at = (signed_on: string) => post(site, site.clerk, path, { ...contractOf(), signed_on })
    expect(await expectRefused(at('2999-01-01'), 422, 'DAY_IN_FUTURE')).toMatchObject({ today: today() })
    expect(await expectRefused(at('2024-02-29'), 422, 'DAY_TOO_EARLY')).toMatchObject({
      earliest: today(),
      before: 'result',
    })
    expect((await at(today())).status).toBe(201)
  })

  test('fits the budget', async () => {
    const site = await makeSite(server)
    const path = `/projects/${firstOf(site)}/contracts`
    const refused = await expectRefused(
      post(site, site.clerk, path, contractOf(projectCost + 1)),
      409,
      'CONTRACT_OVER_BUDGET',
    )
    expect(refused).toMatchObject({ contract_fen: projectCost + 1, budget_fen: projectCost })
    expect(await show(site, firstOf(site))).toMatchObject({ status: 'selected', contracts: [] })
  })

  test('may be replaced until the work begins, above what was paid on it', async () => {
    const site = await makeSite(server)
    const project = firstOf(site)
    const path = `/projects/${project}/contracts`
    await contract(site, project, 2_000_000)
    await done(pay(site, project, 'advance', 1_000_000))
    const refused = await expectRefused(
      post(site, site.clerk, path, contractOf(1_999_999)),
      409,
      'CONTRACT_BELOW_PAID',
    )
    expect(refused).toMatchObject({ cap_fen: 999_999, paid_fen: 1_000_000 })
    await contract(site, project, 2_500_000)
    expect(await show(site, project)).toMatchObject({
      contract_fen: 2_500_000,
      contracts: [{ number: 1 }, { number: 2 }],
    })
    await start(site, project)
    await expectRefused(post(site, site.clerk, path, contractOf()), 409, 'WRONG_STATUS')
    await expectVerified(server, site.district)
  })

  test.each([
    ['an unknown method', { method: 'friendship' }],
    ['no amount', { amount_fen: 0 }],
    ['a fraction of a fen', { amount_fen: 1.5 }],
    ['an amount beyond all money', { amount_fen: 2 ** 53 }],
    ['a day that does not exist', { signed_on: '2026-02-30' }],
    ['no quantities', { quantities: [] }],
    ['a quantity as a number', { quantities: [{ item: '灯', unit: '盏', quantity: 8 }] }],
    ['a quantity with too many places', { quantities: [{ item: '灯', unit: '盏', quantity: '8.0001' }] }],
    [
      'an item twice',
      {
        quantities: [
          { item: '灯', unit: '盏', quantity: '1' },
          { item: '灯', unit: '盏', quantity: '2' },
        ],
      },
    ],
    ['a member nobody knows', { status: 'accepted' }],
  ])('with %s is no contract', async (_, changes) => {
    const site = await anySite()
    const body = { ...contractOf(), ...changes }
    await expectRefused(
      post(site, site.clerk, `/projects/${firstOf(site)}/contracts`, body),
      422,
      'INPUT_INVALID',
    )
  })

  test('is not recorded by an account of an auditor', async () => {
    const site = await makeSite(server)
    await server.ownerDb
      .insertInto('account_role')
      .values({
        account_id: site.community.clerk.account_id,
        district_id: site.district.id,
        role: 'auditor',
        area_id: site.district.id,
        department: 'finance',
      })
      .execute()
    await expectRefused(
      post(site, site.clerk, `/projects/${firstOf(site)}/contracts`, contractOf()),
      403,
      'AUDITOR_EXECUTES_NOTHING',
    )
  })
})

describe('who carries a project out', () => {
  test('is the clerk of its community and nobody else', async () => {
    const site = await anySite()
    const path = `/projects/${firstOf(site)}/contracts`
    await expectRefused(call(server, 'POST', path, { body: contractOf() }), 401, 'SIGN_IN_REQUIRED')
    await expectRefused(
      post(site, site.district.elsewhere.clerk.token, path, contractOf()),
      403,
      'NOT_YOUR_AREA',
    )
    for (const { token } of [...site.officers, site.district.admin]) {
      await expectRefused(post(site, token, path, contractOf()), 403, 'NOT_YOUR_ROLE')
    }
  })
})

describe('progress', () => {
  test('begins on a contract, once, and is noted in public', async () => {
    const site = await makeSite(server)
    const project = firstOf(site)
    await expectRefused(post(site, site.clerk, `/projects/${project}/start`), 409, 'WRONG_STATUS')
    const note = { id: randomUUID(), text: '基础已完成' }
    await expectRefused(post(site, site.clerk, `/projects/${project}/notes`, note), 409, 'WRONG_STATUS')
    await contract(site, project)
    await start(site, project)
    await expectRefused(post(site, site.clerk, `/projects/${project}/start`), 409, 'WRONG_STATUS')
    await done(post(site, site.clerk, `/projects/${project}/notes`, note))
    expect(await show(site, project)).toMatchObject({ status: 'in_progress', notes: [note] })
  })
})

describe('a completion', () => {
  test('settles between what is paid and the contract', async () => {
    const site = await makeSite(server)
    const project = firstOf(site)
    await expectRefused(complete(site, project), 409, 'WRONG_STATUS')
    await contract(site, project)
    await start(site, project)
    await done(pay(site, project, 'progress', 700_000))
    expect(
      await expectRefused(complete(site, project, 2_000_001), 409, 'SETTLEMENT_OVER_CONTRACT'),
    ).toMatchObject({ contract_fen: 2_000_000, over_fen: 1 })
    expect(await expectRefused(complete(site, project, 699_999), 409, 'SETTLEMENT_BELOW_PAID')).toMatchObject(
      { paid_fen: 700_000 },
    )
    const on = (completed_on: string) =>
      post(site, site.clerk, `/projects/${project}/completion`, { settlement_fen: 1_900_000, completed_on })
    await expectRefused(on('2999-01-01'), 422, 'DAY_IN_FUTURE')
    await expectRefused(on('2025-01-01'), 422, 'DAY_TOO_EARLY')
    await done(complete(site, project, 1_900_000))
    expect(await show(site, project)).toMatchObject({
      status: 'completed',
      settlement_fen: 1_900_000,
      completed_on: today(),
      completions: [{ settlement_fen: 1_900_000 }],
      money: { left_fen: 1_200_000, retention_fen: 95_000, advance_cap_fen: 1_000_000 },
    })
  })

  test('follows a rectification too, with another settlement', async () => {
    const site = await makeSite(server)
    const project = firstOf(site)
    await build(site, project)
    await decideOn(site, project, { conclusion: 'rectify', rectify_by: '2999-08-01' })
    expect(await show(site, project)).toMatchObject({ status: 'rectifying', rectify_by: '2999-08-01' })
    await done(complete(site, project, 1_950_000))
    expect(await show(site, project)).toMatchObject({
      status: 'completed',
      rectify_by: null,
      settlement_fen: 1_950_000,
      completions: [{ settlement_fen: 2_000_000 }, { settlement_fen: 1_950_000 }],
    })
  })
})

describe('the list of projects', () => {
  test('is narrowed by cycle, community, street and status, and paged', async () => {
    const site = await makeSite(server, { projects: 3 })
    const other = await selectProjects(server, site.district, site.district.elsewhere, site.cycle, 1)
    await contract(site, firstOf(site))
    const ids = async (query: string) => {
      const { items } = await done(call(server, 'GET', `/districts/${site.district.id}/projects?${query}`))
      return (items as { id: string }[]).map(({ id }) => id)
    }
    expect(await ids('')).toEqual([...site.projects, ...other.projects].toSorted())
    expect(await ids(`cycle_id=${site.cycle}&community_id=${site.community.id}`)).toEqual(
      site.projects.toSorted(),
    )
    expect(await ids(`street_id=${other.community.street}`)).toEqual(other.projects)
    expect(await ids('status=contracted')).toEqual([firstOf(site)])
    expect(await ids(`cycle_id=${randomUUID()}`)).toEqual([])
    const [first] = await ids('limit=1')
    expect(await ids(`limit=200&after=${first}`)).toHaveLength(3)
    await expectRefused(
      call(server, 'GET', `/districts/${site.district.id}/projects?status=sold`),
      422,
      'INPUT_INVALID',
    )
  })

  test('shows a draft of an acceptance to the officers of the street only', async () => {
    const site = await makeSite(server)
    const project = firstOf(site)
    await build(site, project)
    const id = await draftAcceptance(site, project)
    expect(await show(site, project)).toMatchObject({ acceptances: [] })
    expect(await show(site, project, site.district.elsewhere.street_officer.token)).toMatchObject({
      acceptances: [],
    })
    expect(await show(site, project, site.officers[1].token)).toMatchObject({
      acceptances: [{ id, status: 'drafted', signed_by: [site.officers[0].account_id] }],
    })
  })

  test('knows nothing of a project that does not exist', async () => {
    await expectRefused(call(server, 'GET', `/projects/${randomUUID()}`), 404, 'NOT_FOUND')
    await expectRefused(call(server, 'GET', '/projects/1'), 404, 'NOT_FOUND')
  })
})

let shared: Promise<Site> | undefined

/** A site for requests that change nothing. */
function anySite(): Promise<Site> {
  shared ??= makeSite(server)
  return shared
}
