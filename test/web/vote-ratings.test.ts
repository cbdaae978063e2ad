import { beforeAll, describe, expect, it } from 'vitest'
import { acceptAll, build, makeSite, post, type Site } from '../http/project-story.ts'
import { openSession } from '../http/story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'

let server: TestServer
let site: Site
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  site = await makeSite(server, { projects: 2 })
  await acceptAll({ ...site, projects: site.projects.slice(0, 1) })
  browser = await openBrowser()
})

const tokenOf = (place: number) =>
  openSession(server, site.district.id, { delegate_id: site.delegates[place] ?? '' })

function ratings() {
  const query = server.ownerDb.selectFrom('satisfaction').selectAll()
  return query.where('project_id', '=', site.projects[0] ?? '').execute()
}

describe('rating finished projects', () => {
  it.each([
    { language: 'zh-CN', width: 360, elder: true },
    { language: 'en', width: 1280, elder: false },
  ] as const)('is for everybody: $language, $width px', async visitor => {
    const { page } = await browser.visitor(server.url, { ...visitor, token: await tokenOf(0) })
    await page.goto('/vote/ratings')
    await expectAccessible(page)
    await expectKeyboard(page)
    await page.goto(`/vote/ratings/${site.projects[0]}`)
    await expectAccessible(page)
    await expectKeyboard(page)
  })

  it('asks, checks, and takes a rating once, without script and with a second click', async () => {
    const { page } = await browser.visitor(server.url, { script: false, token: await tokenOf(1) })
    await page.goto('/vote/ratings')
    await page.getByText('验收以后才能打分').waitFor()
    await page.getByRole('link', { name: '项目 1' }).click()
    await page.getByRole('button', { name: '继续' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('请选择一项')
    await page.getByLabel('基本满意').check()
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByRole('button', { name: '修改' }).click()
    expect(await page.getByLabel('基本满意').isChecked()).toBe(true)
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByRole('button', { name: '确认提交' }).dblclick()
    await page.getByText('谢谢，您的评价已收下').waitFor()
    await page.getByText('您评的是：基本满意').waitFor()
    expect(await ratings()).toMatchObject([{ rating: 'basically_satisfied' }])
    await page.goto(`/vote/ratings/${site.projects[0]}`)
    expect(new URL(page.url()).pathname).toBe('/vote/ratings')
  })

  it('is over when the counts are published, and not begun before acceptance', async () => {
    await build(site, site.projects[1] ?? '')
    const { page } = await browser.visitor(server.url, { token: await tokenOf(2) })
    await page.goto(`/vote/ratings/${site.projects[0]}`)
    await post(site, site.clerk, `/projects/${site.projects[0]}/satisfaction`)
    await page.getByLabel('满意', { exact: true }).check()
    await page.getByRole('button', { name: '继续' }).click()
    await page.waitForURL('**/vote/ratings')
    await page.getByText('已截止').waitFor()
    for (const path of [`/vote/ratings/${site.projects[1]}`, '/vote/ratings/nothing']) {
      await page.goto(path)
      expect(await page.getByRole('button', { name: '继续' }).count()).toBe(0)
    }
  })
})
