import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startTestServer } from '../servers.ts'
import { call, done } from './call.ts'
import {
  type Auditors,
  acceptAll,
  addAuditors,
  type Drawn,
  draw,
  faultOf,
  inspect,
  inspectionOf,
  inspectorsOf,
  makeSite,
  openDraw,
  post,
  type Site,
} from './project-story.ts'
import { expectRefused } from './round-story.ts'

const server = await startTestServer()

function see(path: string, token?: string) {
  return done(call(server, 'GET', path, { token }))
}

interface Audit {
  readonly site: Site
  readonly auditors: Auditors
  readonly drawn: Drawn
  readonly admin: string
}

async function audited(projects: number): Promise<Audit> {
  const site = await makeSite(server, { projects })
  await acceptAll(site)
  const auditors = await addAuditors(site)
  const drawn = await draw(site, auditors)
  return { site, auditors, drawn, admin: site.district.admin.token }
}

describe('before a draw', () => {
  test('its frame can be looked at, and is the one that is opened', async () => {
    const site = await makeSite(server, { projects: 4 })
    const admin = site.district.admin.token
    const path = `/cycles/${site.cycle}/draw-preview`
    expect(await see(path, admin)).toEqual({ problem: 'AUDIT_FRAME_EMPTY', strata: [], inspectors: [] })
    await acceptAll(site)
    expect(await see(path, admin)).toMatchObject({ problem: 'AUDIT_DEPARTMENTS_MISSING', strata: [] })
    const auditors = await addAuditors(site)
    const preview = await see(path, auditors.audit.token)
    expect(preview).toMatchObject({
      problem: null,
      strata: [
        {
          street_id: site.community.street,
          street: 'here',
          quota: 2,
          projects: site.projects.toSorted().map(id => ({ id, community: 'here' })),
        },
      ],
    })
    expect(preview.inspectors).toHaveLength(4)
    const desk = `/districts/${site.district.id}/audit-desk`
    expect(await see(desk, admin)).toMatchObject({ cycles: [{ id: site.cycle, waiting: 4, draws: [] }] })
    const id = await openDraw(site)
    const { frame } = await see(`/draws/${id}`)
    expect((frame as { strata: { projects: string[] }[] }).strata[0]?.projects).toEqual(
      site.projects.toSorted(),
    )
    expect(await see(desk, admin)).toMatchObject({
      cycles: [{ waiting: 0, draws: [{ id, status: 'framed', population: 4, drawn: 0, committed: [] }] }],
    })
    const { items } = await see(`/draws/${id}/projects?limit=3`)
    expect(items).toMatchObject(
      site.projects
        .toSorted()
        .slice(0, 3)
        .map(one => ({ id: one, street: 'here' })),
    )
    const after = `/draws/${id}/projects?limit=3&after=${site.projects.toSorted()[2]}`
    expect((await see(after)).items).toMatchObject([{ id: site.projects.toSorted()[3] }])
  })
})

describe('the audit of a cycle', () => {
  test('counts the sample by street, and extra picks and their money apart', async () => {
    const { site, auditors, drawn, admin } = await audited(4)
    const [bad = '', good = ''] = drawn.selected
    await inspect(site, bad, inspectorsOf(auditors, drawn, bad), faultOf(50_000))
    await inspect(site, good, inspectorsOf(auditors, drawn, good))
    const extra = site.projects.find(project => !drawn.selected.includes(project)) ?? ''
    const { finance, audit } = auditors
    const pick = {
      id: randomUUID(),
      project_id: extra,
      reason: '群众反映',
      inspectors: [finance.account_id, audit.account_id],
    }
    await done(post(site, admin, `/cycles/${site.cycle}/extra-picks`, pick))
    const path = `/cycles/${site.cycle}/audit`
    expect((await see(path)).extra_picks).toMatchObject([{ id: pick.id, finding: null, reason: '群众反映' }])
    await done(post(site, finance.token, `/projects/${extra}/inspections`, faultOf(7000)))
    expect((await see(path)).extra_picks).toMatchObject([{ finding: null, status: null }])
    const { items: picks } = await see(
      `/districts/${site.district.id}/picks?project_id=${extra}`,
      audit.token,
    )
    const [{ inspection }] = picks as [{ inspection: { id: string } }]
    await done(post(site, audit.token, `/inspections/${inspection.id}/signatures`))
    expect(await see(path)).toMatchObject({
      ratio: { num: 30, den: 100 },
      streets: [{ street: 'here', accepted: 4, framed: 4, drawn: 2, inspected: 2, faulty: 1, major: 1 }],
      draws: [{ id: drawn.draw, population: 4, drawn: 2, inspected: 2, faulty: 1, most_faulty: 3 }],
      extra_picks: [{ finding: 'major', status: 'recorded' }],
      money: [
        { extra: false, inspections: 2, questioned_fen: 50_000, recovered_fen: 0 },
        { extra: true, inspections: 1, questioned_fen: 7000, recovered_fen: 0 },
      ],
    })
  })
})

describe('findings', () => {
  test('are listed once both have signed, the latest first, by draw, community, state and outstanding money', async () => {
    const { site, auditors, drawn } = await audited(4)
    const [bad = '', good = ''] = drawn.selected
    await inspect(site, bad, inspectorsOf(auditors, drawn, bad), faultOf(50_000))
    const [first, second] = inspectorsOf(auditors, drawn, good)
    const body = inspectionOf()
    await done(post(site, first, `/projects/${good}/inspections`, body))
    const path = `/districts/${site.district.id}/findings`
    const listed = async (query: string) =>
      ((await see(`${path}?${query}`)).items as { project_id: string }[]).map(one => one.project_id)
    expect(await listed('')).toEqual([bad])
    await done(post(site, second, `/inspections/${body.id}/signatures`))
    expect(await listed('')).toEqual([good, bad])
    expect(await listed(`draw_id=${drawn.draw}`)).toEqual([good, bad])
    expect(await listed(`draw_id=${randomUUID()}`)).toEqual([])
    expect(await listed(`community_id=${site.community.id}&status=recorded`)).toEqual([bad])
    expect(await listed(`cycle_id=${site.cycle}&finding=pass`)).toEqual([good])
    expect(await listed('outstanding=true')).toEqual([bad])
    const { items, next } = await see(`${path}?limit=1`)
    expect(items).toHaveLength(1)
    expect(await listed(`limit=1&after=${next}`)).toEqual([bad])
  })
})

describe('what is to be inspected', () => {
  test('is listed for the audit with names; own and open ones on request', async () => {
    const { site, auditors, drawn } = await audited(4)
    const [project = '', another = ''] = drawn.selected
    const path = `/districts/${site.district.id}/picks`
    const two = inspectorsOf(auditors, drawn, project)
    const stranger = Object.values(auditors).find(({ token }) => !two.includes(token))
    const listed = async (query: string, token = two[0]) =>
      ((await see(`${path}?${query}`, token)).items as { project_id: string }[]).map(one => one.project_id)
    expect(await listed('')).toEqual([project, another].toSorted())
    expect(await listed(`pick_id=${drawn.draw}`)).toHaveLength(2)
    expect(await listed(`own=true&project_id=${project}`)).toEqual([project])
    expect(await listed(`own=true&project_id=${project}`, stranger?.token)).toEqual([])
    const [shown] = (await see(`${path}?project_id=${project}`, two[0])).items as [Record<string, unknown>]
    expect(shown).toMatchObject({ id: drawn.draw, extra: false, inspection: null })
    expect(shown.inspectors).toMatchObject([{ name: '工作人员' }, { name: '工作人员' }])
    await inspect(site, project, two)
    expect(await listed('open=true')).toEqual([another])
    const [{ inspection }] = (await see(`${path}?project_id=${project}`, two[0])).items as [
      { inspection: { signed: string[] } },
    ]
    expect(inspection).toMatchObject({ status: 'closed', finding: 'pass' })
    expect(inspection.signed).toHaveLength(2)
    const page = await see(`${path}?limit=1`, two[0])
    expect(await listed(`limit=1&after=${page.next}`)).toEqual([[project, another].toSorted()[1]])
    const all = await see(`/districts/${site.district.id}/auditors`, two[0])
    expect(all.items).toHaveLength(4)
  })

  test('is shown to the clerk when it is signed, with the notes that say what to mend', async () => {
    const { site, auditors, drawn, admin } = await audited(1)
    const [project = ''] = drawn.selected
    const [first, second] = inspectorsOf(auditors, drawn, project)
    const body = { ...faultOf(50_000), note: '少两盏' }
    await done(post(site, first, `/projects/${project}/inspections`, body))
    const path = `/inspections/${body.id}`
    await expectRefused(call(server, 'GET', path, { token: site.clerk }), 404, 'NOT_FOUND')
    expect(await see(path, admin)).toMatchObject({ status: 'drafted', signatures: [{ name: '工作人员' }] })
    await done(post(site, second, `${path}/signatures`))
    expect(await see(path, site.clerk)).toMatchObject({
      status: 'recorded',
      note: '少两盏',
      pick_id: drawn.draw,
      project: { id: project, community: 'here' },
      signatures: [{}, {}],
      inspectors: [{}, {}],
    })
    await expectRefused(
      call(server, 'GET', path, { token: site.district.elsewhere.clerk.token }),
      403,
      'NOT_YOUR_AREA',
    )
  })
})
