import { beforeAll, describe, expect, it } from 'vitest'
import { call, done } from '../http/call.ts'
import {
  addDelegates,
  addStaff,
  clerkDoes,
  confirmList,
  makeDistrict,
  openSession,
  proposalOf,
  propose,
  publishCycle,
  scheduleAssembly,
  screen,
} from '../http/story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'
import { getPage } from './post-form.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})

async function makeYear() {
  const district = await makeDistrict(server)
  return { district, here: district.here, cycle: await publishCycle(server, district) }
}

/** The page of the work list as text, without markup. */
async function workOf(token: string): Promise<string> {
  const page = await getPage(server, '/work', token)
  expect(page.status).toBe(200)
  return (await page.text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
}

describe('the work list', () => {
  it('follows the year: what waits moves from the clerk to the street and back', async () => {
    const { here, cycle } = await makeYear()
    const { clerk, street_officer } = here
    expect(await workOf(clerk.token)).toContain('现在没有等您办理的事')
    const ids = await propose(server, here, cycle, [1_000_000, 2_000_000])
    expect(await workOf(clerk.token)).toContain('项目建议初审（2）')
    expect(await workOf(street_officer.token)).toContain('现在没有等您办理的事')
    await screen(server, here, ids)
    expect(await workOf(street_officer.token)).toContain('确认初审名单（1）')
    expect(await workOf(clerk.token)).toContain('现在没有等您办理的事')
    await confirmList(server, here, cycle)
    expect(await workOf(clerk.token)).toContain('安排票决大会（1）')
    const assembly = await scheduleAssembly(server, here, cycle, 1)
    expect(await workOf(clerk.token)).toMatch(/候选项目公示（1）.*编制代表名册（1）/)
    await addDelegates(server, here, assembly, 6)
    await clerkDoes(server, here, assembly, 'candidates')
    expect(await workOf(clerk.token)).toMatch(/编制代表名册（1）.*安排监票、计票人员（1）/)
    await clerkDoes(server, here, assembly, 'roster-freeze')
    expect(await workOf(clerk.token)).toContain('打印代表纸条（1）')
    expect(await workOf(street_officer.token)).toContain('现在没有等您办理的事')
  })

  it('shows the oldest first, and what is much behind one more click', async () => {
    const { here, cycle } = await makeYear()
    await propose(
      server,
      here,
      cycle,
      Array.from({ length: 7 }, (_, place) => (place + 1) * 100_000),
    )
    const { page } = await browser.visitor(server.url, { token: here.clerk.token, script: false })
    await page.goto('/work')
    await page.getByRole('link', { name: '项目 1' }).waitFor()
    expect(await page.getByRole('link', { name: '项目 7' }).isVisible()).toBe(false)
    await page.getByText('其余 2 件').click()
    await page.getByRole('link', { name: '项目 7' }).waitFor()
  })

  it('holds nobody else’s work: not of another area, another role, or another’s draft', async () => {
    const { district, here, cycle } = await makeYear()
    await propose(server, here, cycle, [1_000_000])
    const body = proposalOf({ title: '自己的草稿', draft: true, contact: null, grid_id: here.grid })
    const list = `/communities/${here.id}/cycles/${cycle}/proposals`
    await done(call(server, 'POST', list, { token: here.grid_officer.token, body }))
    expect(await workOf(here.grid_officer.token)).toContain('自己的草稿')
    const auditor = await addStaff(server, district.id, 'auditor', district.id, 'audit')
    const { elsewhere, admin } = district
    for (const { token } of [
      elsewhere.clerk,
      elsewhere.street_officer,
      elsewhere.grid_officer,
      admin,
      auditor,
    ]) {
      expect(await workOf(token)).toContain('现在没有等您办理的事')
    }
    expect(await workOf(here.clerk.token)).not.toContain('自己的草稿')
  })

  it('tells an account without a role what to do', async () => {
    const { district, here } = await makeYear()
    const bare = await addStaff(server, district.id, 'community_clerk', here.id)
    await server.ownerDb.deleteFrom('account_role').where('account_id', '=', bare.account_id).execute()
    const { page } = await browser.visitor(server.url, { token: bare.token })
    await page.goto('/work')
    await page.getByText('您的账号还没有岗位').waitFor()
    await expectAccessible(page)
  })

  it('asks for a password of one’s own first, and for a sign-in before', async () => {
    const { district, here } = await makeYear()
    const fresh = await addStaff(server, district.id, 'community_clerk', here.id)
    await server.ownerDb
      .updateTable('account')
      .set({ must_change_password: true })
      .where('id', '=', fresh.account_id)
      .execute()
    const pages = ['/work', `/work/communities/${here.id}`, `/work/communities/${here.id}/proposals`]
    for (const path of pages) {
      const sent = await getPage(server, path, fresh.token)
      expect(sent.headers.get('location')).toMatch(/^\/password\?next=/)
      const nobody = await getPage(server, path)
      expect(nobody.headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(path)}`)
    }
    const assembly = await scheduleAssembly(server, here, await publishCycle(server, district), 1)
    const [delegate_id = ''] = await addDelegates(server, here, assembly, 1)
    const delegate = await openSession(server, district.id, { delegate_id })
    expect((await getPage(server, '/work', delegate)).headers.get('location')).toMatch(/^\/sign-in/)
  })
})

describe('the year of a community', () => {
  it('says at each stage what is done and what is to do', async () => {
    const { here, cycle } = await makeYear()
    const { page } = await browser.visitor(server.url, { token: here.clerk.token, width: 1280 })
    const path = `/work/communities/${here.id}`
    const task = (name: string) => page.getByRole('listitem').filter({ hasText: name })
    await page.goto(path)
    expect(await task('项目建议与初审').textContent()).toContain('征集中')
    const ids = await propose(server, here, cycle, [1_000_000, 2_000_000])
    await page.goto(path)
    expect(await task('项目建议与初审').textContent()).toContain('待办 2 项')
    await screen(server, here, ids)
    await page.goto(path)
    expect(await task('街道确认初审名单').textContent()).toContain('等待街道')
    await confirmList(server, here, cycle)
    await page.goto(path)
    await page.getByRole('link', { name: '安排票决大会' }).click()
    await page.getByRole('heading', { name: '安排票决大会' }).waitFor()
    const assembly = await scheduleAssembly(server, here, cycle, 1)
    await addDelegates(server, here, assembly, 6)
    await clerkDoes(server, here, assembly, 'candidates')
    await clerkDoes(server, here, assembly, 'roster-freeze')
    await page.goto(path)
    expect(await task('代表名册').first().textContent()).toContain('已锁定')
    expect(await task('代表纸条').textContent()).toContain('待办 6 项')
    expect(await task('监票、计票人员').textContent()).toContain('待办')
    expect(await page.getByRole('link', { name: '会场：签到与票决' }).getAttribute('href')).toBe(
      `/desk/${assembly}`,
    )
  })

  it('is there before there is a cycle, and for each one there is', async () => {
    const district = await makeDistrict(server)
    const { here } = district
    const path = `/work/communities/${here.id}`
    const before = await getPage(server, path, here.clerk.token)
    expect(await before.text()).toContain('区里还没有发布年度')
    const first = await publishCycle(server, district)
    const second = await publishCycle(server, district)
    for (const [asked, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const shown = await (await getPage(server, `${path}?cycle=${asked}`, here.clerk.token)).text()
      expect(shown).toContain(`${path}?cycle=${other}`)
    }
    const unknown = `${path}?cycle=${district.id}`
    expect((await getPage(server, unknown, here.clerk.token)).status).toBe(404)
  })
})

describe('work list and year', () => {
  it('are for everybody: phone and desk, large type, English, keyboard', async () => {
    const { here, cycle } = await makeYear()
    await propose(server, here, cycle, [1_000_000, 2_000_000])
    for (const visitor of [
      { width: 360, token: here.clerk.token },
      { width: 1280, language: 'en', token: here.street_officer.token },
      { width: 360, elder: true, token: here.clerk.token },
    ] as const) {
      const { page } = await browser.visitor(server.url, visitor)
      for (const path of ['/work', `/work/communities/${here.id}`]) {
        expect((await page.goto(path))?.status()).toBe(200)
        await expectAccessible(page)
        await expectKeyboard(page)
      }
    }
  })
})
