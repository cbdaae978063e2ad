import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startTestServer } from '../servers.ts'
import { call, done } from './call.ts'
import {
  type Audit,
  acceptAll,
  addAuditors,
  draw,
  drawnProject,
  faultOf,
  firstOf,
  inspect,
  inspectionOf,
  inspectorsOf,
  makeSite,
  post,
  show,
} from './project-story.ts'
import { expectRefused } from './round-story.ts'
import { recorded } from './story.ts'
import { expectVerified } from './verified.ts'

const server = await startTestServer()

function draft({ site, project }: Audit, token: string, body: unknown) {
  return post(site, token, `/projects/${project}/inspections`, body)
}

function rectify({ site }: Audit, inspection: string) {
  const body = { id: randomUUID(), text: '已补装两盏' }
  return post(site, site.clerk, `/inspections/${inspection}/rectifications`, body)
}

function reinspect({ site }: Audit, token: string, inspection: string, passed: boolean, deadline?: string) {
  const body = { id: randomUUID(), inspected_on: '2025-10-05', passed, deadline: deadline ?? null }
  return post(site, token, `/inspections/${inspection}/reinspections`, body)
}

function recover({ site }: Audit, token: string, inspection: string, amount: number) {
  const body = { id: randomUUID(), amount_fen: amount, received_on: '2025-10-04' }
  return post(site, token, `/inspections/${inspection}/recoveries`, body)
}

describe('an inspection', () => {
  test('that both inspectors sign as passed makes the project audited', async () => {
    const audit = await drawnProject(server)
    const { site, project, two } = audit
    const body = inspectionOf({ note: '问了三位居民' })
    expect(await draft(audit, two[0], body)).toEqual({
      status: 201,
      body: { id: body.id, extra: false, status: 'drafted' },
    })
    expect(await show(site, project)).toMatchObject({ status: 'accepted', audit: { inspections: [] } })
    expect(await show(site, project, two[1])).toMatchObject({
      audit: { inspections: [{ id: body.id, status: 'drafted', note: '问了三位居民' }] },
    })
    expect(await post(site, two[1], `/inspections/${body.id}/signatures`)).toEqual({
      status: 200,
      body: { id: body.id, status: 'closed' },
    })
    expect(await show(site, project)).toMatchObject({
      status: 'audited',
      audit: { state: 'audited', inspections: [{ status: 'closed', finding: 'pass', note: null }] },
    })
    expect(await recorded(server, site.district, 'inspection.recorded', body.id)).toMatchObject([
      { body: { project, extra: false, finding: 'pass', questioned_fen: 0 } },
    ])
    const evidence = await done(call(server, 'GET', `/draws/${audit.drawn.draw}/evidence`))
    expect(evidence).toMatchObject({
      population: 1,
      inspected: 1,
      faulty: 0,
      most_faulty: 0,
      catching: [{ bad: 1, millionths: 1_000_000 }],
      strata: [{ street_id: site.community.street, population: 1 }],
    })
    await expectVerified(server, site.district)
  })

  test('is written and signed by its two inspectors, each once', async () => {
    const audit = await drawnProject(server)
    const { site, two, other } = audit
    await expectRefused(draft(audit, other, inspectionOf()), 403, 'NOT_THE_INSPECTOR')
    await expectRefused(draft(audit, site.clerk, inspectionOf()), 403, 'NOT_YOUR_ROLE')
    const body = inspectionOf()
    await done(draft(audit, two[0], body))
    await expectRefused(draft(audit, two[1], inspectionOf()), 409, 'ALREADY_INSPECTED')
    const path = `/inspections/${body.id}/signatures`
    await expectRefused(post(site, two[0], path), 409, 'INSPECTION_ALREADY_SIGNED')
    await expectRefused(post(site, other, path), 403, 'NOT_THE_INSPECTOR')
    await done(post(site, two[1], path))
    await expectRefused(post(site, two[1], path), 409, 'WRONG_STATUS')
  })

  test('that the other inspector does not share is withdrawn and written anew', async () => {
    const audit = await drawnProject(server)
    const { site, project, two, other } = audit
    const body = inspectionOf()
    await done(draft(audit, two[0], body))
    await expectRefused(post(site, other, `/inspections/${body.id}/withdrawal`), 403, 'NOT_THE_INSPECTOR')
    await done(post(site, two[1], `/inspections/${body.id}/withdrawal`))
    for (const step of ['signatures', 'withdrawal']) {
      await expectRefused(post(site, two[1], `/inspections/${body.id}/${step}`), 409, 'WRONG_STATUS')
    }
    await expectRefused(recover(audit, site.district.admin.token, body.id, 1), 409, 'WRONG_STATUS')
    await expectRefused(rectify(audit, body.id), 409, 'WRONG_STATUS')
    await expectRefused(reinspect(audit, two[0], body.id, true), 409, 'WRONG_STATUS')
    const id = await inspect(site, project, two, faultOf(0))
    expect(await show(site, project)).toMatchObject({ audit: { inspections: [{ id, status: 'recorded' }] } })
  })

  test.each([
    ['a pass that questions money', { questioned_fen: 5 }, 422, 'FINDING_CONTRADICTS'],
    [
      'a pass of what does not exist as contracted',
      { checklist: { ...inspectionOf().checklist, exists_as_contracted: false } },
      422,
      'FINDING_CONTRADICTS',
    ],
    ['a fault without a deadline', { finding: 'minor' }, 422, 'DEADLINE_MISSING'],
    ['a visit tomorrow', { inspected_on: '2999-01-01' }, 422, 'DAY_IN_FUTURE'],
    ['a deadline that is over', { finding: 'minor', deadline: '2025-08-31' }, 422, 'DEADLINE_TOO_EARLY'],
    [
      'more questioned than settled',
      { finding: 'major', deadline: '2025-10-01', questioned_fen: 2_000_001 },
      422,
      'QUESTIONED_OVER_SETTLEMENT',
    ],
    ['half a checklist', { checklist: { notice_shown: true } }, 422, 'INPUT_INVALID'],
    [
      'a checklist of its own',
      { checklist: { ...inspectionOf().checklist, nice: true } },
      422,
      'INPUT_INVALID',
    ],
    ['nothing measured', { measurements: [] }, 422, 'MEASUREMENTS_DO_NOT_FIT'],
    [
      'less measured than billed, and no word why',
      { measurements: [{ item: '路灯', unit: '盏', billed: '8', measured: '7' }] },
      422,
      'SHORTFALL_UNEXPLAINED',
    ],
    [
      'a quantity that is none',
      { measurements: [{ item: '路灯', unit: '盏', billed: '8', measured: '-1' }] },
      422,
      'INPUT_INVALID',
    ],
    ['less than nothing questioned', { questioned_fen: -1 }, 422, 'INPUT_INVALID'],
  ] as const)('with %s is refused', async (_, changes, status, code) => {
    const audit = await anyAudit()
    await expectRefused(draft(audit, audit.two[0], inspectionOf(changes)), status, code)
  })
})

describe('a fault', () => {
  test('is mended, looked at again, and closed when the questioned money is back', async () => {
    const audit = await drawnProject(server)
    const { site, project, two, other, auditors } = audit
    const id = await inspect(site, project, two, faultOf(50_000))
    expect(await show(site, project)).toMatchObject({
      status: 'accepted',
      audit: {
        state: 'open',
        inspections: [
          { status: 'recorded', questioned_fen: 50_000, recovered_fen: 0, deadline: '2025-10-01' },
        ],
      },
    })
    await expectRefused(reinspect(audit, two[0], id, true), 409, 'WRONG_STATUS')
    await done(rectify(audit, id))
    await expectRefused(rectify(audit, id), 409, 'WRONG_STATUS')
    await expectRefused(reinspect(audit, other, id, true), 403, 'NOT_THE_INSPECTOR')
    await expectRefused(reinspect(audit, two[0], id, false), 422, 'DEADLINE_MISSING')
    await done(reinspect(audit, two[0], id, false, '2025-11-01'))
    expect(await show(site, project)).toMatchObject({
      audit: { inspections: [{ status: 'recorded', deadline: '2025-11-01' }] },
    })
    await done(rectify(audit, id))
    expect(
      await expectRefused(reinspect(audit, two[1], id, true), 409, 'RECOVERY_OUTSTANDING'),
    ).toMatchObject({ left_fen: 50_000 })

    const finance = auditors.finance.token
    const tomorrow = '2999-01-01'
    const later = { id: randomUUID(), inspected_on: tomorrow, passed: false, deadline: tomorrow }
    await expectRefused(post(site, two[0], `/inspections/${id}/reinspections`, later), 422, 'DAY_IN_FUTURE')
    const expected = { id: randomUUID(), amount_fen: 1, received_on: tomorrow }
    await expectRefused(post(site, finance, `/inspections/${id}/recoveries`, expected), 422, 'DAY_IN_FUTURE')
    await expectRefused(recover(audit, auditors.audit.token, id, 1), 403, 'NOT_YOUR_DEPARTMENT')
    await expectRefused(recover(audit, site.clerk, id, 1), 403, 'NOT_YOUR_ROLE')
    expect(await done(recover(audit, finance, id, 20_000))).toMatchObject({
      recovered_fen: 20_000,
      left_fen: 30_000,
    })
    expect(
      await expectRefused(recover(audit, finance, id, 30_001), 409, 'RECOVERY_OVER_QUESTIONED'),
    ).toMatchObject({ left: 30_000 })
    await done(recover(audit, site.district.admin.token, id, 30_000))
    expect((await done(reinspect(audit, two[1], id, true))).status).toBe('closed')
    expect(await show(site, project)).toMatchObject({
      status: 'audited',
      audit: {
        state: 'audited',
        inspections: [
          {
            status: 'closed',
            recovered_fen: 50_000,
            rectifications: [{ text: '已补装两盏' }, {}],
            reinspections: [{ passed: false, note: null }, { passed: true }],
            recoveries: [{ amount_fen: 20_000 }, { amount_fen: 30_000 }],
          },
        ],
      },
    })
    expect(await recorded(server, site.district, 'recovery.recorded')).toHaveLength(2)
    expect(await recorded(server, site.district, 'rectification.reported')).toHaveLength(2)
    expect(await recorded(server, site.district, 'reinspection.recorded')).toHaveLength(2)
    const evidence = await done(call(server, 'GET', `/draws/${audit.drawn.draw}/evidence`))
    expect(evidence).toMatchObject({ inspected: 1, faulty: 1, major: 1, most_faulty: 1 })
    await expectVerified(server, site.district)
  })

  test('without questioned money closes when it is mended', async () => {
    const audit = await drawnProject(server)
    const id = await inspect(audit.site, audit.project, audit.two, faultOf(0))
    await done(rectify(audit, id))
    await done(reinspect(audit, audit.two[0], id, true))
    expect(await show(audit.site, audit.project)).toMatchObject({ status: 'audited' })
  })
})

describe('an extra pick', () => {
  test('of a project that is drawn later is inspected twice, each time by its own inspectors', async () => {
    const site = await makeSite(server)
    await acceptAll(site)
    const project = firstOf(site)
    const auditors = await addAuditors(site)
    const { finance, audit } = auditors
    const pick = {
      id: randomUUID(),
      project_id: project,
      reason: '群众反映',
      inspectors: [finance.account_id, audit.account_id],
    }
    await done(post(site, site.district.admin.token, `/cycles/${site.cycle}/extra-picks`, pick))
    const drawn = await draw(site, auditors)
    const two = inspectorsOf(auditors, drawn, project)
    await inspect(site, project, two)
    expect(await show(site, project)).toMatchObject({ status: 'accepted', audit: { state: 'open' } })
    await inspect(site, project, [finance.token, audit.token])
    expect(await show(site, project)).toMatchObject({
      status: 'audited',
      audit: { state: 'audited', inspections: [{ extra: false }, { extra: true }] },
    })
    const evidence = await done(call(server, 'GET', `/draws/${drawn.draw}/evidence`))
    expect(evidence).toMatchObject({ population: 1, inspected: 1 })
    await expectVerified(server, site.district)
  })

  test('that was inspected before its draw stays in the next frame', async () => {
    const site = await makeSite(server)
    await acceptAll(site)
    const project = firstOf(site)
    const auditors = await addAuditors(site)
    const { finance, audit } = auditors
    const pick = {
      id: randomUUID(),
      project_id: project,
      reason: '群众反映',
      inspectors: [finance.account_id, audit.account_id],
    }
    await done(post(site, site.district.admin.token, `/cycles/${site.cycle}/extra-picks`, pick))
    await inspect(site, project, [finance.token, audit.token])
    expect(await show(site, project)).toMatchObject({ status: 'audited', audit: { state: 'waiting' } })
    const drawn = await draw(site, auditors)
    expect(drawn.selected).toEqual([project])
    expect(await show(site, project)).toMatchObject({ status: 'audited', audit: { state: 'open' } })
    await inspect(site, project, inspectorsOf(auditors, drawn, project))
    expect(await show(site, project)).toMatchObject({ audit: { state: 'audited' } })
    await expectVerified(server, site.district)
  })
})

let shared: Promise<Audit> | undefined

/** A drawn project for requests that change nothing. */
function anyAudit(): Promise<Audit> {
  shared ??= drawnProject(server)
  return shared
}
