import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { call, done } from '../http/call.ts'
import {
  acceptAll,
  addAuditors,
  draw,
  firstOf,
  inspect,
  inspectorsOf,
  makeSite,
  pay,
  show,
} from '../http/project-story.ts'
import { openSession } from '../http/story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})

const press = (page: Page, name: string) =>
  page.getByRole('main').getByRole('button', { name, exact: true }).click()
const alertOf = (page: Page) => page.getByRole('alert').textContent()
const mainOf = (page: Page) => page.getByRole('main').textContent()

it('the clerk ends the year: final payment, ratings, archive, each when its time has come', async () => {
  const site = await makeSite(server)
  const project = firstOf(site)
  const auditors = await addAuditors(site)
  await acceptAll(site)
  const { page: clerk } = await browser.visitor(server.url, { token: site.clerk })
  const archivePath = `/work/communities/${site.community.id}/archive?cycle=${site.cycle}`

  await clerk.goto('/work')
  expect(await mainOf(clerk)).toContain('支付验收款和质保金')
  await clerk.goto(`/work/projects/${project}/payments`)
  const room = await mainOf(clerk)
  expect(room).toContain('决算 ¥20,000，留质保金 5%（¥1,000），验收款合计最多 ¥19,000')
  await clerk.getByLabel('预付款').waitFor({ state: 'detached' })

  await clerk.goto(`/work/projects/${project}/satisfaction`)
  await press(clerk, '公布满意度')
  expect(await alertOf(clerk)).toContain('还没有人评价该项目')
  for (const place of [0, 1, 2]) {
    const token = await openSession(server, site.district.id, { delegate_id: site.delegates[place] ?? '' })
    const body = { rating: place === 2 ? 'dissatisfied' : 'satisfied' }
    await done(call(server, 'PUT', `/projects/${project}/satisfaction`, { token, body }))
  }
  await clerk.goto(`/work/projects/${project}/satisfaction`)
  await expectAccessible(clerk)
  await expectKeyboard(clerk)
  await press(clerk, '公布满意度')
  expect(await alertOf(clerk)).toContain('满意度已公布')

  await clerk.goto(archivePath)
  expect(await mainOf(clerk)).toContain('还不能归档')
  expect(await mainOf(clerk)).toContain('抽检还没有结束')
  expect(await clerk.getByRole('button', { name: '归档' }).count()).toBe(0)

  const drawn = await draw(site, auditors)
  await inspect(site, project, inspectorsOf(auditors, drawn, project))
  await done(pay(site, project, 'final', 1_900_000))
  await clerk.goto('/work')
  await clerk.getByRole('main').getByRole('link', { name: 'here', exact: true }).first().click()
  await clerk.waitForURL(({ pathname }) => pathname === `/work/communities/${site.community.id}/archive`)
  await press(clerk, '归档')
  expect(await mainOf(clerk)).toContain('本年度不能再作任何变动')
  await press(clerk, '归档')
  expect(await alertOf(clerk)).toContain('本年度已归档')
  expect(await mainOf(clerk)).toMatch(/[0-9a-f]{64}/)

  // The retention is owed beyond the archive.
  await clerk.goto(`/work/projects/${project}`)
  await clerk.getByRole('link', { name: '拨付' }).click()
  await clerk.getByLabel('质保金').check()
  await clerk.getByLabel('金额（元）').fill('1000')
  await clerk.getByLabel('用途').fill('质保期满')
  await press(clerk, '继续')
  await press(clerk, '登记拨付')
  expect(await alertOf(clerk)).toContain('拨付已登记')
  expect(await show(site, project)).toMatchObject({ paid_fen: 2_000_000, status: 'audited' })

  const { page: visitor } = await browser.visitor(server.url, { width: 1280 })
  await visitor.goto(`/projects/${project}`)
  const told = await mainOf(visitor)
  for (const part of ['区级抽检：合格', '代表满意度：满意', '本社区年度资料归档', '项目已经办结'])
    expect(told).toContain(part)
  await expectAccessible(visitor)
})
