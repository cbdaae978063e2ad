import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startTestServer } from '../servers.ts'
import { call, done, type Reply } from './call.ts'
import { build, decideOn, firstOf, makeSite, today } from './project-story.ts'
import { anyVotePasses } from './round-story.ts'
import {
  confirmList,
  type District,
  makeDistrict,
  propose,
  publishCycle,
  scheduleAssembly,
  screen,
} from './story.ts'

const server = await startTestServer()

interface Shown {
  readonly district: { readonly slug: string }
  readonly cycles: readonly { readonly id: string }[]
  readonly year: {
    readonly cycle: { readonly id: string }
    readonly money: Readonly<Record<string, number>>
    readonly communities_total: number
    readonly by_stage: readonly { readonly stage: string; readonly communities: number }[]
    readonly communities: readonly {
      readonly id: string
      readonly name: string
      readonly current: string
      readonly stages: readonly { readonly stage: string; readonly state: string; readonly count: number }[]
    }[]
  } | null
  readonly notices: readonly { readonly kind: string }[]
}

async function slugOf(district: District): Promise<string> {
  const { slug } = await server.ownerDb
    .selectFrom('area')
    .select('slug')
    .where('id', '=', district.id)
    .executeTakeFirstOrThrow()
  return slug
}

async function yearOf(district: District, query = ''): Promise<Shown> {
  const body = await done(call(server, 'GET', `/district-names/${await slugOf(district)}/year${query}`))
  return body as unknown as Shown
}

function communityYear(id: string, query = ''): Promise<Reply> {
  return call(server, 'GET', `/communities/${id}/year${query}`)
}

function draft(district: District): { id: string; made: Promise<Reply> } {
  const id = randomUUID()
  const body = { id, name: '下一年度', year: 2027 }
  return {
    id,
    made: call(server, 'POST', `/districts/${district.id}/cycles`, { token: district.admin.token, body }),
  }
}

describe('a district’s year', () => {
  test('is none before the first cycle is published; a draft does not count', async () => {
    const district = await makeDistrict(server)
    const { id, made } = draft(district)
    await done(made)
    expect(await yearOf(district)).toMatchObject({ cycles: [], year: null, notices: [] })
    const slug = await slugOf(district)
    expect((await call(server, 'GET', `/district-names/${slug}/year?cycle_id=${id}`)).status).toBe(404)
    expect((await call(server, 'GET', '/district-names/nowhere/year')).status).toBe(404)
  })

  test('says where every community stands, and how many stand there', async () => {
    const district = await makeDistrict(server)
    const cycle = await publishCycle(server, district, {})
    const { here, elsewhere } = district
    const [first = '', second = ''] = await propose(server, here, cycle, [1_000_000, 2_000_000])
    await screen(server, here, [first])
    const { year, notices } = await yearOf(district)
    const stagesOf = (id: string) => year?.communities.find(community => community.id === id)
    expect(stagesOf(here.id)?.current).toBe('screening')
    expect(stagesOf(here.id)?.stages.slice(0, 3)).toEqual([
      { stage: 'proposals', state: 'done', count: 2, of: null },
      { stage: 'screening', state: 'current', count: 1, of: 2 },
      { stage: 'candidates', state: 'ahead', count: 0, of: null },
    ])
    expect(stagesOf(elsewhere.id)?.current).toBe('proposals')
    expect(year?.by_stage.filter(({ communities }) => communities > 0)).toEqual([
      { stage: 'proposals', communities: 1 },
      { stage: 'screening', communities: 1 },
    ])
    expect(notices).toMatchObject([{ kind: 'policy', subject: cycle, cycle_name: '2026 年度' }])

    await screen(server, here, [second])
    await confirmList(server, here, cycle)
    await scheduleAssembly(server, here, cycle, 1)
    const { body } = await communityYear(here.id)
    expect(body).toMatchObject({ year: { current: 'candidates', collecting: false } })
    expect((await communityYear(elsewhere.id)).body).toMatchObject({ year: { collecting: true } })
  })

  test('narrows the communities by street, stage and name, and the sums stay those of the whole', async () => {
    const district = await makeDistrict(server)
    const cycle = await publishCycle(server, district)
    const { elsewhere } = district
    await screen(server, elsewhere, await propose(server, elsewhere, cycle, [1_000_000]))
    for (const query of [`?street_id=${elsewhere.street}`, '?stage=screening', '?name=ELSE']) {
      const { year } = await yearOf(district, query)
      expect([query, year?.communities.map(({ id }) => id)]).toEqual([query, [elsewhere.id]])
      expect(year?.communities_total).toBe(2)
      expect(year?.money.allocation_fen).toBe(40_000_000)
    }
    expect((await yearOf(district, '?stage=archive')).year?.communities).toEqual([])
    const slug = await slugOf(district)
    for (const query of ['?stage=lunch', '?street_id=x', '?other=1']) {
      expect((await call(server, 'GET', `/district-names/${slug}/year${query}`)).status).toBe(422)
    }
  })

  test('has the money as it is committed, contracted, paid and settled', async () => {
    const site = await makeSite(server, { projects: 2 })
    const { district, community } = site
    const project = firstOf(site)
    await build(site, project)
    const building = (await yearOf(district)).year
    expect(building?.money).toEqual({
      allocation_fen: 40_000_000,
      selected_fen: 6_000_000,
      contracted_fen: 2_000_000,
      paid_fen: 0,
      settled_fen: 0,
    })
    await decideOn(site, project)
    const { body } = await communityYear(community.id)
    expect(body).toMatchObject({
      year: {
        current: 'execution',
        money: { allocation_fen: 20_000_000, settled_fen: 2_000_000 },
        candidates: expect.arrayContaining(
          site.projects.map(id => expect.objectContaining({ id, selected: true })),
        ),
        projects: expect.arrayContaining([expect.objectContaining({ id: project, status: 'accepted' })]),
        assemblies: [{ id: site.assembly, status: 'certified', eligible: 4, present: 4 }],
      },
    })
    const { stages } = (body as { year: { stages: { stage: string }[] } }).year
    expect(stages.slice(5, 7)).toMatchObject([
      { stage: 'execution', state: 'current', count: 1, of: 2, from: today(), until: null },
      { stage: 'acceptance', state: 'begun', count: 1, of: 2 },
    ])
  })

  test('no longer counts the contract of a cancelled project', async () => {
    const site = await makeSite(server)
    await server.ownerDb
      .updateTable('project')
      .set({ status: 'cancelled' })
      .where('id', '=', firstOf(site))
      .execute()
    const { year } = await yearOf(site.district)
    expect(year?.money).toMatchObject({ selected_fen: 0, contracted_fen: 0 })
    const { items } = await done(call(server, 'GET', `/cycles/${site.cycle}/funds`))
    expect(items).toEqual(expect.arrayContaining([expect.objectContaining({ contracted_fen: 0 })]))
    expect((await communityYear(site.community.id)).body).toMatchObject({
      year: { current: 'archive', projects: [{ status: 'cancelled' }] },
    })
  })

  test('of an earlier cycle is there for whoever asks for it; the latest is shown unasked', async () => {
    const district = await makeDistrict(server)
    const earlier = await publishCycle(server, district)
    const { id: later, made } = draft(district)
    await done(made)
    await done(call(server, 'POST', `/cycles/${later}/publication`, { token: district.admin.token }))
    const shown = await yearOf(district)
    expect(shown.cycles.map(({ id }) => id)).toEqual([later, earlier])
    expect(shown.year?.cycle.id).toBe(later)
    expect((await yearOf(district, `?cycle_id=${earlier}`)).year?.cycle.id).toBe(earlier)
    const { here } = district
    expect((await communityYear(here.id)).body).toMatchObject({ year: { cycle: { id: later } } })
    const asked = await communityYear(here.id, `?cycle_id=${earlier}`)
    expect(asked.body).toMatchObject({ year: { cycle: { id: earlier } }, grids: [{ id: here.grid }] })
    const other = await makeDistrict(server)
    expect((await communityYear(other.here.id, `?cycle_id=${earlier}`)).status).toBe(404)
    expect((await communityYear(other.here.id)).body).toMatchObject({ cycles: [], year: null })
  })
})

describe('the notices', () => {
  test('tell what is on display and what was, with names and figures, by part and page after page', async () => {
    const site = await makeSite(server, { rules: { ...anyVotePasses, notice_days: 0 } })
    const { district, community, assembly } = site
    const list = (query: string) =>
      done(call(server, 'GET', `/districts/${district.id}/displayed-notices?${query}`))
    expect(await list('')).toEqual({ items: [], next: null })
    const ended = await list('running=false')
    const kinds = (body: Reply['body']) => (body.items as { kind: string }[]).map(({ kind }) => kind)
    expect(kinds(ended).sort()).toEqual(['candidates', 'policy', 'result'])
    expect(kinds(await list('running=false&part=process'))).toEqual(['candidates'])
    expect((await list('running=false&part=result')).items).toMatchObject([
      {
        kind: 'result',
        subject: assembly,
        community_name: 'here',
        assembly: { status: 'certified', candidates: 2, eligible: 4, present: 4, selected: 1 },
        objections: { filed: 0, answered: 0 },
      },
    ])
    await build(site, firstOf(site))
    await decideOn(site, firstOf(site))
    expect((await list('running=false&part=result')).items).toMatchObject([
      { kind: 'acceptance', title: '项目 1', conclusion: 'accepted', community_id: community.id },
      { kind: 'result' },
    ])
    const pages: string[] = []
    let after: unknown = null
    do {
      const body = await list(`running=false&limit=1${after === null ? '' : `&after=${after}`}`)
      pages.push(...kinds(body))
      after = body.next
    } while (after !== null)
    expect(pages).toEqual(['acceptance', 'result', 'candidates', 'policy'])
    for (const wrong of ['x', '2026-02-30T00:00:00.000Z_x', `0000-01-01T00:00:00.000Z_${randomUUID()}`]) {
      const reply = call(server, 'GET', `/districts/${district.id}/displayed-notices?after=${wrong}`)
      expect((await reply).status).toBe(422)
    }
  })

  test('that run come by their end, the soonest first', async () => {
    const district = await makeDistrict(server)
    await publishCycle(server, district, { notice_days: 30 })
    const { id, made } = draft(district)
    await done(made)
    await done(call(server, 'POST', `/cycles/${id}/publication`, { token: district.admin.token }))
    const { items } = await done(call(server, 'GET', `/districts/${district.id}/displayed-notices`))
    expect(items).toMatchObject([{ subject: id }, { kind: 'policy' }])
    const first = await done(call(server, 'GET', `/districts/${district.id}/displayed-notices?limit=1`))
    const next = `/districts/${district.id}/displayed-notices?limit=1&after=${String(first.next)}`
    expect((await done(call(server, 'GET', next))).next).toBeNull()
  })
})
