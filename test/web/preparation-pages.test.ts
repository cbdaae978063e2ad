import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { call, done } from '../http/call.ts'
import {
  addDelegates,
  clerkDoes,
  giveDuties,
  makeDistrict,
  publishCycle,
  scheduleAssembly,
  screenedList,
} from '../http/story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'
import { getPage, postForm } from './post-form.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})

/** A year with the usual notice, and a list that the street has confirmed. */
async function makeList(costs: readonly number[], notice_days = 7) {
  const district = await makeDistrict(server)
  const { here } = district
  const cycle = await publishCycle(server, district, { notice_days })
  const ids = await screenedList(server, here, cycle, costs)
  return { district, here, cycle, ids }
}

describe('every page of the preparation', () => {
  it('is for everybody who may see it: phone and desk, large type, English, keyboard', async () => {
    const { here, cycle } = await makeList([3_000_000, 4_000_000])
    const below = `/work/communities/${here.id}`
    const { token } = here.clerk
    const before = [`${below}?cycle=${cycle}`, `${below}/assembly?cycle=${cycle}`]
    const look = async (visitor: object, paths: readonly string[]) => {
      const { page } = await browser.visitor(server.url, { ...visitor, token })
      for (const path of paths) {
        expect((await page.goto(path))?.status(), path).toBe(200)
        await expectAccessible(page)
        if (!('elder' in visitor)) await expectKeyboard(page)
      }
    }
    const visitors = [{ width: 360 }, { width: 1280, language: 'en' }, { width: 360, elder: true }]
    for (const visitor of visitors) await look(visitor, before)
    const assembly = await scheduleAssembly(server, here, cycle, 1)
    const delegates = await addDelegates(server, here, assembly, 6)
    const path = `/work/assemblies/${assembly}`
    const open = ['', '/schedule', '/candidates', '/roster', '/roster/paste', '/roster/freeze', '/duties']
    const paths = [...open.map(part => path + part), `${path}/roster/${delegates[0]}`]
    for (const visitor of visitors) await look(visitor, paths)
    await giveDuties(server, here, assembly, delegates)
    await clerkDoes(server, here, assembly, 'candidates')
    await clerkDoes(server, here, assembly, 'roster-freeze')
    await look({ width: 360 }, [path, `${path}/candidates`, `${path}/roster`, `${path}/slips`, below])
  })

  it('is closed to everybody else: another role, another area, nobody', async () => {
    const { district, here, cycle } = await makeList([3_000_000, 4_000_000])
    const assembly = await scheduleAssembly(server, here, cycle, 1)
    const [delegate = ''] = await addDelegates(server, here, assembly, 6)
    await clerkDoes(server, here, assembly, 'candidates')
    const contact = { name: '李某', phone: '13900000000' }
    const objection = { id: randomUUID(), text: '太远。', contact }
    await done(call(server, 'POST', `/assemblies/${assembly}/objections`, { body: objection }))
    const { elsewhere, admin } = district
    const outside = [elsewhere.clerk, elsewhere.street_officer, here.grid_officer, admin]
    const path = `/work/assemblies/${assembly}`
    const readable = [
      `/work/communities/${here.id}`,
      path,
      `${path}/candidates`,
      `/work/objections/${objection.id}`,
    ]
    const own = [
      `/work/communities/${here.id}/assembly?cycle=${cycle}`,
      `${path}/schedule`,
      `${path}/roster`,
      `${path}/roster/paste`,
      `${path}/roster/freeze`,
      `${path}/roster/${delegate}`,
      `${path}/duties`,
      `${path}/slips`,
      `${path}/slips/print`,
    ]
    for (const address of [...readable, ...own]) {
      const nobody = await getPage(server, address)
      expect([address, nobody.headers.get('location')?.startsWith('/sign-in')]).toEqual([address, true])
      const refused = readable.includes(address) ? outside : [...outside, here.street_officer]
      for (const { token } of refused) {
        const shown = await getPage(server, address, token)
        expect([address, shown.status]).toEqual([address, 403])
      }
    }
    const officer = here.street_officer.token
    for (const address of readable) {
      expect((await getPage(server, address, officer)).status).toBe(200)
    }
    const writing = [...own.slice(0, 8), `${path}/candidates`, `/work/objections/${objection.id}`]
    for (const address of writing) {
      for (const { token } of [...outside, here.street_officer]) {
        const values = { confirmed: 'yes', what: 'remove', answer: '好', name: '某', category: 'resident' }
        expect([address, (await postForm(server, address, token, values)).status]).toEqual([address, 403])
      }
    }
    const roster = await call(server, 'GET', `/assemblies/${assembly}/roster`)
    expect(roster.body).toMatchObject({ frozen_at: null, delegates: 6 })
  })
})
