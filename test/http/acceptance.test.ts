import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startTestServer } from '../servers.ts'
import { call, done } from './call.ts'
import {
  acceptanceOf,
  build,
  complete,
  contract,
  decideOn,
  draftAcceptance,
  firstOf,
  makeSite,
  post,
  type Site,
  show,
  today,
} from './project-story.ts'
import { expectRefused } from './round-story.ts'
import { addStaff, recorded } from './story.ts'
import { expectVerified } from './verified.ts'

const server = await startTestServer()

async function built(): Promise<{ site: Site; project: string }> {
  const site = await makeSite(server)
  await build(site, firstOf(site))
  return { site, project: firstOf(site) }
}

/** Gives an account of the site another role. */
async function giveRole(site: Site, account_id: string, role: string, area_id: string): Promise<void> {
  await server.ownerDb
    .insertInto('account_role')
    .values({ account_id, district_id: site.district.id, role, area_id, department: null })
    .execute()
}

function draft(site: Site, project: string, changes: Readonly<Record<string, unknown>> = {}) {
  return post(site, site.officers[0].token, `/projects/${project}/acceptances`, acceptanceOf(changes))
}

describe('an acceptance', () => {
  test('is drafted by one officer, signed by another, decided, and public', async () => {
    const { site, project } = await built()
    const [first, second] = site.officers
    const id = await draftAcceptance(site, project, { note: '灯亮' })
    expect(
      await expectRefused(
        post(site, first.token, `/acceptances/${id}/decision`),
        409,
        'ACCEPTANCE_SIGNATURES_MISSING',
      ),
    ).toMatchObject({ signed: 1, need: 2 })
    expect(await post(site, second.token, `/acceptances/${id}/signatures`)).toEqual({
      status: 200,
      body: { id, signatures: 2 },
    })
    expect((await done(post(site, second.token, `/acceptances/${id}/decision`))).status).toBe('accepted')
    const by = [first.account_id, second.account_id].toSorted()
    expect(await show(site, project)).toMatchObject({
      status: 'accepted',
      acceptances: [
        { id, number: 1, status: 'decided', conclusion: 'accepted', signed_by: by, note: '灯亮' },
      ],
      audit: { state: 'waiting', picks: [], inspections: [] },
    })
    expect(await recorded(server, site.district, 'acceptance.decided', project)).toMatchObject([
      { body: { cycle: site.cycle, street: site.community.street, by, conclusion: 'accepted' } },
    ])
    expect(await recorded(server, site.district, 'project.settled', project)).toMatchObject([
      { body: { settlement_fen: 2_000_000 } },
    ])
    const { items } = await done(call(server, 'GET', `/districts/${site.district.id}/notices?limit=200`))
    expect(items).toContainEqual(expect.objectContaining({ kind: 'acceptance', subject: project }))
    await expectVerified(server, site.district)
  })

  test.each(['rectify', 'rejected'] as const)(
    'that concludes %s sends the project back, and another one follows',
    async conclusion => {
      const { site, project } = await built()
      await decideOn(site, project, { conclusion, rectify_by: '2999-08-01' })
      expect(await show(site, project)).toMatchObject({ status: 'rectifying', rectify_by: '2999-08-01' })
      expect(await recorded(server, site.district, 'project.settled', project)).toEqual([])
      await expectRefused(draft(site, project), 409, 'WRONG_STATUS')
      await done(complete(site, project))
      await decideOn(site, project)
      expect(await recorded(server, site.district, 'acceptance.decided', project)).toMatchObject([
        { body: { conclusion } },
        { body: { conclusion: 'accepted' } },
      ])
      expect(await show(site, project)).toMatchObject({
        status: 'accepted',
        acceptances: [{ number: 1 }, { number: 2 }],
      })
      await expectVerified(server, site.district)
    },
  )

  test('is of a completed project', async () => {
    const site = await makeSite(server)
    await contract(site, firstOf(site))
    await expectRefused(draft(site, firstOf(site)), 409, 'WRONG_STATUS')
  })

  test('is drafted one at a time; a draft may be withdrawn for another', async () => {
    const { site, project } = await built()
    const id = await draftAcceptance(site, project)
    await expectRefused(draft(site, project), 409, 'ACCEPTANCE_ALREADY_DRAFTED')
    const [first, second] = site.officers
    expect(await post(site, first.token, `/acceptances/${id}/withdrawal`)).toEqual({
      status: 200,
      body: { id, status: 'withdrawn' },
    })
    await expectRefused(post(site, first.token, `/acceptances/${id}/withdrawal`), 409, 'WRONG_STATUS')
    await expectRefused(post(site, second.token, `/acceptances/${id}/signatures`), 409, 'WRONG_STATUS')
    await expectRefused(post(site, second.token, `/acceptances/${id}/decision`), 409, 'WRONG_STATUS')
    await decideOn(site, project)
    // Who signed only what was withdrawn has decided nothing.
    const [entry] = await recorded(server, site.district, 'acceptance.decided', project)
    expect(entry).toMatchObject({ body: { by: [first.account_id, second.account_id].toSorted() } })
  })

  test.each([
    ['leaves an item out', { measurements: [] }, 422, 'MEASUREMENTS_DO_NOT_FIT'],
    [
      'measures against another quantity',
      { measurements: [{ item: '路灯', unit: '盏', contracted: '7', measured: '7' }] },
      422,
      'MEASUREMENTS_DO_NOT_FIT',
    ],
    [
      'accepts less than contracted without a word',
      { measurements: [{ item: '路灯', unit: '盏', contracted: '8.0', measured: '7' }] },
      422,
      'SHORTFALL_UNEXPLAINED',
    ],
    [
      'accepts what did not pass',
      { checklist: [{ item: '安全', passed: false, remark: '缺护栏' }] },
      422,
      'CONCLUSION_CONTRADICTS',
    ],
    ['accepts with a deadline', { rectify_by: '2999-08-01' }, 422, 'CONCLUSION_CONTRADICTS'],
    ['sends back without a deadline', { conclusion: 'rectify' }, 422, 'DEADLINE_MISSING'],
    [
      'sends back with a deadline that is over',
      { conclusion: 'rejected', rectify_by: '2026-07-09' },
      422,
      'DEADLINE_TOO_EARLY',
    ],
    ['is held tomorrow', { held_on: '2999-01-01' }, 422, 'DAY_IN_FUTURE'],
    ['is held before the work was done', { held_on: '2025-01-01' }, 422, 'DAY_TOO_EARLY'],
    ['has no checklist', { checklist: [] }, 422, 'INPUT_INVALID'],
    ['concludes something else', { conclusion: 'fine' }, 422, 'INPUT_INVALID'],
    [
      'measures less than nothing',
      { measurements: [{ item: '路灯', unit: '盏', contracted: '8', measured: '-1' }] },
      422,
      'INPUT_INVALID',
    ],
  ] as const)('that %s is refused', async (_, changes, status, code) => {
    const { site, project } = await anyBuilt()
    await expectRefused(draft(site, project, changes), status, code)
  })
})

describe('who accepts', () => {
  test('is the street office of the project and nobody else', async () => {
    const { site, project } = await anyBuilt()
    const path = `/projects/${project}/acceptances`
    const elsewhere = site.district.elsewhere.street_officer.token
    await expectRefused(post(site, elsewhere, path, acceptanceOf()), 403, 'NOT_YOUR_AREA')
    await expectRefused(post(site, site.clerk, path, acceptanceOf()), 403, 'NOT_YOUR_ROLE')
    await expectRefused(call(server, 'POST', path, { body: acceptanceOf() }), 401, 'SIGN_IN_REQUIRED')
    await expectRefused(post(site, elsewhere, `/acceptances/${randomUUID()}/signatures`), 404, 'NOT_FOUND')
  })

  test('signs once, and two officers are two people', async () => {
    const { site, project } = await built()
    const id = await draftAcceptance(site, project)
    const [first] = site.officers
    await expectRefused(
      post(site, first.token, `/acceptances/${id}/signatures`),
      409,
      'ACCEPTANCE_ALREADY_SIGNED',
    )
    const elsewhere = site.district.elsewhere.street_officer.token
    await expectRefused(post(site, elsewhere, `/acceptances/${id}/signatures`), 403, 'NOT_YOUR_AREA')
    await expectRefused(
      post(site, first.token, `/acceptances/${id}/decision`),
      409,
      'ACCEPTANCE_SIGNATURES_MISSING',
    )
  })

  test('did not carry the project out, whatever the role: neither drafts, signs nor decides', async () => {
    const { site, project } = await built()
    const { clerk, street } = site.community
    await giveRole(site, clerk.account_id, 'street_officer', street)
    const path = `/projects/${project}/acceptances`
    await expectRefused(post(site, clerk.token, path, acceptanceOf()), 403, 'EXECUTED_BY_YOURSELF')
    const id = await draftAcceptance(site, project)
    const [, second] = site.officers
    await expectRefused(post(site, clerk.token, `/acceptances/${id}/signatures`), 403, 'EXECUTED_BY_YOURSELF')
    await done(post(site, second.token, `/acceptances/${id}/signatures`))
    await expectRefused(post(site, clerk.token, `/acceptances/${id}/decision`), 403, 'EXECUTED_BY_YOURSELF')
  })

  test('does not carry it out afterwards: the database keeps both apart', async () => {
    const { site, project } = await built()
    await decideOn(site, project, { conclusion: 'rectify', rectify_by: '2999-08-01' })
    const officer = site.officers[1]
    await giveRole(site, officer.account_id, 'community_clerk', site.community.id)
    await expectRefused(
      post(site, officer.token, `/projects/${project}/completion`, {
        settlement_fen: 2_000_000,
        completed_on: today(),
      }),
      403,
      'EXECUTED_BY_YOURSELF',
    )
    expect(await show(site, project)).toMatchObject({ status: 'rectifying' })
  })

  test('may be a third officer too', async () => {
    const { site, project } = await built()
    const third = await addStaff(server, site.district.id, 'street_officer', site.community.street)
    const id = await draftAcceptance(site, project)
    for (const { token } of [site.officers[1], third]) {
      await done(post(site, token, `/acceptances/${id}/signatures`))
    }
    await done(post(site, third.token, `/acceptances/${id}/decision`))
    const [entry] = await recorded(server, site.district, 'acceptance.decided', project)
    const by = [...site.officers, third].map(({ account_id }) => account_id).toSorted()
    expect(entry).toMatchObject({ body: { by } })
  })
})

let shared: Promise<{ site: Site; project: string }> | undefined

/** A completed project for requests that change nothing. */
function anyBuilt(): Promise<{ site: Site; project: string }> {
  shared ??= built()
  return shared
}
