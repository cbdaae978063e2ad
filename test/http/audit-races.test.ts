import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { departments } from '../../src/core/identity/access.ts'
import { startTestServer } from '../servers.ts'
import { call, done } from './call.ts'
import {
  type Auditors,
  acceptAll,
  addAuditors,
  build,
  dice,
  draftAcceptance,
  draw,
  faultOf,
  firstOf,
  inspect,
  inspectionOf,
  inspectorsOf,
  makeSite,
  openDraw,
  post,
  type Site,
  secretOf,
  show,
} from './project-story.ts'
import { fifty, outcomes } from './race.ts'
import { recorded } from './story.ts'
import { expectVerified } from './verified.ts'

const server = await startTestServer()

async function accepted(projects = 1): Promise<{ site: Site; auditors: Auditors; admin: string }> {
  const site = await makeSite(server, { projects })
  await acceptAll(site)
  return { site, auditors: await addAuditors(site), admin: site.district.admin.token }
}

describe('fifty at once', () => {
  test('open one draw', async () => {
    const { site, admin } = await accepted()
    const path = `/cycles/${site.cycle}/draws`
    const replies = await fifty(() => post(site, admin, path, { id: randomUUID() }))
    expect(outcomes(replies)).toEqual({ 201: 1, '409 DRAW_ALREADY_OPEN': 49 })
    expect(await recorded(server, site.district, 'audit.frame')).toHaveLength(1)
  })

  test('open one draw under one id, and all learn of it', async () => {
    const { site, admin } = await accepted()
    const body = { id: randomUUID() }
    const replies = await fifty(() => post(site, admin, `/cycles/${site.cycle}/draws`, body))
    expect(outcomes(replies)).toEqual({ 201: 50 })
    expect(new Set(replies.map(reply => JSON.stringify(reply.body))).size).toBe(1)
  })

  test('go through the ceremony: each step is taken once', async () => {
    const { site, auditors, admin } = await accepted()
    const id = await openDraw(site)
    const secrets = departments.map(department => ({ department, ...secretOf() }))
    const secretAt = (number: number) =>
      secrets[number % 4] ?? { department: 'finance' as const, ...secretOf() }
    const committed = await fifty(number => {
      const { department, commitment } = secretAt(number)
      const body = { department, commitment }
      return post(site, auditors[department].token, `/draws/${id}/commitments`, body)
    })
    expect(outcomes(committed)).toEqual({ 200: 4, '409 AUDIT_ALREADY_COMMITTED': 46 })
    const thrown = await fifty(number =>
      post(site, admin, `/draws/${id}/dice`, { dice: String(number).padStart(20, '0') }),
    )
    expect(outcomes(thrown)).toEqual({ 200: 1, '409 WRONG_STATUS': 49 })
    const revealed = await fifty(number => {
      const { department, reveal } = secretAt(number)
      return post(site, auditors[department].token, `/draws/${id}/reveals`, { department, reveal })
    })
    expect(outcomes(revealed)).toEqual({ 200: 4, '409 AUDIT_ALREADY_REVEALED': 46 })
    const drawn = await fifty(() => post(site, admin, `/draws/${id}/drawing`))
    expect(outcomes(drawn)).toEqual({ 200: 1, '409 WRONG_STATUS': 49 })
    expect(await recorded(server, site.district, 'audit.drawn')).toHaveLength(1)
    await expectVerified(server, site.district)
  })

  test('commit before the dice or not at all', async () => {
    const { site, auditors, admin } = await accepted()
    const id = await openDraw(site)
    const { commitment } = secretOf()
    const { token } = auditors.finance
    await done(post(site, token, `/draws/${id}/commitments`, { department: 'finance', commitment }))
    const without = ['audit', 'construction', 'urban_management']
    await fifty(number => {
      if (number === 25) return post(site, admin, `/draws/${id}/dice`, { dice, without })
      const department = departments[1 + (number % 3)] ?? 'audit'
      const body = { department, commitment: secretOf().commitment }
      return post(site, auditors[department].token, `/draws/${id}/commitments`, body)
    })
    const { departments: shown } = await done(call(server, 'GET', `/draws/${id}`))
    const committed = await recorded(server, site.district, 'audit.commitment', id)
    const kept = (shown as { commitment: string | null }[]).filter(one => one.commitment !== null)
    expect(committed).toHaveLength(kept.length)
    await expectVerified(server, site.district)
  })

  test('accept projects while frames are opened: no frame misses what was accepted before it', async () => {
    const site = await makeSite(server, { projects: 6 })
    await addAuditors(site)
    const acceptances: string[] = []
    for (const project of site.projects) {
      await build(site, project)
      const id = await draftAcceptance(site, project)
      await done(post(site, site.officers[1].token, `/acceptances/${id}/signatures`))
      acceptances.push(id)
    }
    const replies = await fifty(number =>
      number < 6
        ? post(site, site.officers[0].token, `/acceptances/${acceptances[number]}/decision`)
        : post(site, site.district.admin.token, `/cycles/${site.cycle}/draws`, { id: randomUUID() }),
    )
    const counts = outcomes(replies)
    expect(counts[200]).toBe(6)
    expect(counts[201]).toBe(1)
    await expectVerified(server, site.district)
  })

  test('pick a project once', async () => {
    const { site, auditors, admin } = await accepted()
    const replies = await fifty(() => {
      const inspectors = [auditors.finance.account_id, auditors.audit.account_id]
      const body = { id: randomUUID(), project_id: firstOf(site), reason: '群众反映', inspectors }
      return post(site, admin, `/cycles/${site.cycle}/extra-picks`, body)
    })
    expect(outcomes(replies)).toEqual({ 201: 1, '409 PROJECT_ALREADY_PICKED': 49 })
  })

  test('write one inspection, sign it once, mend it once and look again once', async () => {
    const { site, auditors } = await accepted()
    const project = firstOf(site)
    const two = inspectorsOf(auditors, await draw(site, auditors), project)
    const drafts = Array.from({ length: 50 }, () => faultOf(0))
    const written = await fifty(number =>
      post(site, two[number % 2] ?? '', `/projects/${project}/inspections`, drafts[number]),
    )
    expect(outcomes(written)).toEqual({ 201: 1, '409 ALREADY_INSPECTED': 49 })
    const writer = written.findIndex(({ status }) => status === 201)
    const id = drafts[writer]?.id ?? ''
    const other = two[1 - (writer % 2)] ?? ''
    const signed = await fifty(() => post(site, other, `/inspections/${id}/signatures`))
    expect(outcomes(signed)).toEqual({ 200: 1, '409 WRONG_STATUS': 49 })
    const mended = await fifty(() => {
      const body = { id: randomUUID(), text: '已整改' }
      return post(site, site.clerk, `/inspections/${id}/rectifications`, body)
    })
    expect(outcomes(mended)).toEqual({ 201: 1, '409 WRONG_STATUS': 49 })
    const seen = await fifty(number => {
      const body = { id: randomUUID(), inspected_on: '2025-10-05', passed: true }
      return post(site, two[number % 2] ?? '', `/inspections/${id}/reinspections`, body)
    })
    expect(outcomes(seen)).toEqual({ 201: 1, '409 WRONG_STATUS': 49 })
    expect(await show(site, project)).toMatchObject({ status: 'audited' })
    expect(await recorded(server, site.district, 'inspection.recorded')).toHaveLength(1)
    await expectVerified(server, site.district)
  })

  test('sign or withdraw a draft, not both', async () => {
    const { site, auditors } = await accepted()
    const project = firstOf(site)
    const two = inspectorsOf(auditors, await draw(site, auditors), project)
    const body = inspectionOf()
    await done(post(site, two[0], `/projects/${project}/inspections`, body))
    const replies = await fifty(number =>
      post(site, two[1], `/inspections/${body.id}/${number % 2 === 0 ? 'signatures' : 'withdrawal'}`),
    )
    expect(outcomes(replies)).toEqual({ 200: 1, '409 WRONG_STATUS': 49 })
  })

  test('recover what was questioned and not a fen more', async () => {
    const { site, auditors } = await accepted()
    const project = firstOf(site)
    const two = inspectorsOf(auditors, await draw(site, auditors), project)
    const id = await inspect(site, project, two, faultOf(10_000))
    const replies = await fifty(() => {
      const body = { id: randomUUID(), amount_fen: 1_500, received_on: '2025-10-01' }
      return post(site, auditors.finance.token, `/inspections/${id}/recoveries`, body)
    })
    expect(outcomes(replies)).toEqual({ 201: 6, '409 RECOVERY_OVER_QUESTIONED': 44 })
    expect(await show(site, project)).toMatchObject({
      audit: { inspections: [{ recovered_fen: 9_000, questioned_fen: 10_000 }] },
    })
  })

  test('archive a year once', async () => {
    const { site, auditors } = await accepted()
    const project = firstOf(site)
    const two = inspectorsOf(auditors, await draw(site, auditors), project)
    await inspect(site, project, two)
    const path = `/communities/${site.community.id}/cycles/${site.cycle}/archive`
    const replies = await fifty(() => post(site, site.clerk, path))
    expect(outcomes(replies)).toEqual({ 200: 1, '409 ARCHIVED': 49 })
    expect(await recorded(server, site.district, 'community.archived')).toHaveLength(1)
    await expectVerified(server, site.district)
  })

  test('archive a year or pick a project of it, not both', async () => {
    const { site, auditors } = await accepted(2)
    const drawn = await draw(site, auditors)
    const [project = ''] = drawn.selected
    await inspect(site, project, inspectorsOf(auditors, drawn, project))
    const spared = site.projects.find(one => one !== project)
    const path = `/communities/${site.community.id}/cycles/${site.cycle}/archive`
    const replies = await fifty(number => {
      if (number % 2 === 0) return post(site, site.clerk, path)
      const inspectors = [auditors.finance.account_id, auditors.audit.account_id]
      const body = { id: randomUUID(), project_id: spared, reason: '复查', inspectors }
      return post(site, site.district.admin.token, `/cycles/${site.cycle}/extra-picks`, body)
    })
    const counts = outcomes(replies)
    const archived = { 200: 1, '409 ARCHIVED': 49 }
    const picked = { 201: 1, '409 PROJECT_ALREADY_PICKED': 24, '409 PROJECTS_UNFINISHED': 25 }
    expect([archived, picked]).toContainEqual(counts)
    await expectVerified(server, site.district)
  })
})
