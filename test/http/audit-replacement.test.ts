import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { nextInspector } from '../../src/core/audit/replacement.ts'
import { departments } from '../../src/core/identity/access.ts'
import type { AuditFrame } from '../../src/core/record/entries.ts'
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
import { addStaff, recorded } from './story.ts'
import { expectVerified } from './verified.ts'

const server = await startTestServer()

type World = Pick<Audit, 'site' | 'project' | 'auditors' | 'drawn'>

function assigned({ drawn, project }: World): [string, string] {
  const [first = '', second = ''] = drawn.assignments.find(one => one.project === project)?.inspectors ?? []
  return [first, second]
}

/** By the admin of the district, or whose token is given. */
function replace(
  { site, project }: World,
  changes: Readonly<Record<string, unknown>>,
  token = site.district.admin.token,
) {
  const body = { id: randomUUID(), extra: false, reason: 'left', ...changes }
  return post(site, token, `/projects/${project}/inspector-replacements`, body)
}

function tokenOf({ auditors }: World, account: string): string {
  return Object.values(auditors).find(({ account_id }) => account_id === account)?.token ?? ''
}

describe('an inspector who leaves', () => {
  test('is replaced by the next of the frame by ticket; the draw stays as it was', async () => {
    const audit = await drawnProject(server)
    const { site, project, drawn } = audit
    const [first, second] = assigned(audit)
    const { frame, outcome } = await done(call(server, 'GET', `/draws/${drawn.draw}`))
    const { inspectors } = frame as AuditFrame
    const next = (unfit: string[], left: string[], stays: string) =>
      nextInspector({
        seed: (outcome as { seed: string }).seed,
        project,
        inspectors,
        stays,
        left,
        unfit,
      })
    const expected = next([], [first], second)
    const replaced = await done(replace(audit, { leaves: first }))
    expect({ ok: true, value: { inspector: replaced.inspector, passed: replaced.passed } }).toEqual(expected)
    expect(await show(site, project)).toMatchObject({
      audit: { picks: [{ inspectors: [replaced.inspector, second] }] },
    })
    expect(await recorded(server, site.district, 'inspector.replaced', String(replaced.id))).toMatchObject([
      {
        body: {
          project,
          pick: drawn.draw,
          extra: false,
          leaves: first,
          inspector: replaced.inspector,
          passed: [],
          reason: 'left',
        },
      },
    ])
    // The draw itself can still be repeated: its assignments are those of the seed.
    expect((await done(call(server, 'GET', `/draws/${drawn.draw}`))).outcome).toEqual(outcome)
    expect((await done(call(server, 'GET', `/draws/${drawn.draw}/replacements`))).items).toMatchObject([
      { project_id: project, leaves: first, inspector: replaced.inspector, passed: [], reason: 'left' },
    ])
    // Whoever left inspects nothing; whoever came does, with the one who stayed.
    await expectRefused(
      post(site, tokenOf(audit, first), `/projects/${project}/inspections`, inspectionOf()),
      403,
      'NOT_THE_INSPECTOR',
    )
    await inspect(site, project, [tokenOf(audit, String(replaced.inspector)), tokenOf(audit, second)])
    expect(await show(site, project)).toMatchObject({ status: 'audited' })
    await expectRefused(replace(audit, { leaves: second }), 409, 'WRONG_STATUS')
    await expectVerified(server, site.district)
  })

  test('takes the draft along; whoever does not serve any more is passed over, by name', async () => {
    const audit = await drawnProject(server)
    const { site, project, auditors } = audit
    const [first, second] = assigned(audit)
    const body = inspectionOf()
    await done(post(site, tokenOf(audit, second), `/projects/${project}/inspections`, body))
    const free = departments
      .map(one => auditors[one].account_id)
      .filter(one => ![first, second].includes(one))
    await server.ownerDb
      .updateTable('account')
      .set({ disabled_at: new Date().toISOString() })
      .where('id', '=', free[0] ?? '')
      .execute()
    const replaced = await done(replace(audit, { leaves: first, reason: 'unavailable' }))
    expect(replaced.inspector).toBe(free[1])
    expect([[], [free[0]]]).toContainEqual(replaced.passed)
    await expectRefused(
      post(site, tokenOf(audit, String(replaced.inspector)), `/inspections/${body.id}/signatures`),
      409,
      'WRONG_STATUS',
    )
    // Nobody is left: the one who is disabled, those who were there, and those of the other's department.
    await expectRefused(replace(audit, { leaves: String(replaced.inspector) }), 409, 'NO_INSPECTOR_LEFT')
    // Somebody made an auditor after the frame was fixed is not drawn.
    await addStaff(server, site.district.id, 'auditor', site.district.id, 'construction')
    await expectRefused(replace(audit, { leaves: String(replaced.inspector) }), 409, 'NO_INSPECTOR_LEFT')
    await expectVerified(server, site.district)
  })

  test('can be followed by others who leave, none of whom comes back', async () => {
    const site = await makeSite(server)
    await acceptAll(site)
    const auditors = await addAuditors(site)
    await addAuditors(site)
    const drawn = await draw(site, auditors)
    const project = firstOf(site)
    const audit = { site, project, auditors, drawn }
    const [first, second] = assigned(audit)
    const left = [first]
    // Six of the eight are of another department than the one who stays: five come after the first, one by one.
    for (let number = 1; number <= 5; number++) {
      const { inspector } = await done(replace(audit, { leaves: left.at(-1) }))
      expect(left).not.toContain(inspector)
      left.push(String(inspector))
      expect(await show(site, project)).toMatchObject({
        audit: { picks: [{ inspectors: [inspector, second] }] },
      })
    }
    await expectRefused(replace(audit, { leaves: left.at(-1) }), 409, 'NO_INSPECTOR_LEFT')
    const { items } = await done(call(server, 'GET', `/draws/${drawn.draw}/replacements`))
    expect((items as { leaves: string }[]).map(({ leaves }) => leaves)).toEqual(left.slice(0, -1))
    await expectVerified(server, site.district)
  })

  test('leaves a recorded finding behind, which the other two follow up', async () => {
    const audit = await drawnProject(server)
    const { site, project, auditors, drawn } = audit
    const [first] = assigned(audit)
    const id = await inspect(site, project, inspectorsOf(auditors, drawn, project), faultOf(0))
    const replaced = await done(replace(audit, { leaves: first, reason: 'conflict' }))
    await done(
      post(site, site.clerk, `/inspections/${id}/rectifications`, { id: randomUUID(), text: '已改' }),
    )
    const again = { id: randomUUID(), inspected_on: '2025-10-05', passed: true }
    const path = `/inspections/${id}/reinspections`
    await expectRefused(post(site, tokenOf(audit, first), path, again), 403, 'NOT_THE_INSPECTOR')
    await done(post(site, tokenOf(audit, String(replaced.inspector)), path, again))
    expect(await show(site, project)).toMatchObject({ status: 'audited' })
  })

  test('from an extra pick is replaced by whoever is named, if they fit', async () => {
    const site = await makeSite(server)
    await acceptAll(site)
    const auditors = await addAuditors(site)
    const admin = site.district.admin.token
    const project = firstOf(site)
    const { finance, audit, construction } = auditors
    const pick = {
      id: randomUUID(),
      project_id: project,
      reason: '群众反映',
      inspectors: [finance.account_id, audit.account_id],
    }
    await done(post(site, admin, `/cycles/${site.cycle}/extra-picks`, pick))
    const world = { site, project, auditors, drawn: { draw: '', selected: [], assignments: [] } }
    const leaving = { extra: true, leaves: finance.account_id }
    for (const inspector of [null, finance.account_id, audit.account_id, site.officers[0].account_id]) {
      await expectRefused(replace(world, { ...leaving, inspector }), 422, 'INSPECTORS_DO_NOT_FIT')
    }
    await expectRefused(replace(world, { leaves: finance.account_id }), 404, 'NOT_FOUND')
    await expectRefused(
      replace(world, { ...leaving, leaves: construction.account_id, inspector: finance.account_id }),
      404,
      'NOT_FOUND',
    )
    await done(replace(world, { ...leaving, inspector: construction.account_id }))
    await inspect(site, project, [construction.token, audit.token])
    expect(await show(site, project)).toMatchObject({ status: 'audited' })
    await expectVerified(server, site.district)
  })

  test('is replaced by the admin of the district, once for one request', async () => {
    const audit = await drawnProject(server)
    const [first] = assigned(audit)
    await expectRefused(replace(audit, { leaves: first }, audit.auditors.audit.token), 403, 'NOT_YOUR_ROLE')
    await expectRefused(replace(audit, { leaves: first, reason: '病假' }), 422, 'INPUT_INVALID')
    const id = randomUUID()
    const once = await done(replace(audit, { id, leaves: first }))
    expect(await done(replace(audit, { id, leaves: first }))).toEqual(once)
  })
})
