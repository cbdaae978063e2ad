import { beforeAll, describe, expect, it } from 'vitest'
import { addPhoto, photoOf } from '../http/photo-story.ts'
import { acceptAll, build, contract, makeSite, pay, type Site, show, start } from '../http/project-story.ts'
import { jpegOf } from '../pictures.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})

describe('the pages of the work', () => {
  let site: Site
  let paths: string[]

  beforeAll(async () => {
    site = await makeSite(server, { projects: 3 })
    const [first = '', second = '', third = ''] = site.projects
    await contract(site, first)
    await start(site, first)
    await pay(site, first, 'advance', 100_000)
    await addPhoto(server, site.clerk, `/projects/${first}`, photoOf(jpegOf(80, 60)))
    await build(site, third)
    const { payments } = (await show(site, first)) as { payments: { id: string }[] }
    const at = (project: string, step = '') => `/work/projects/${project}${step}`
    paths = [
      at(first),
      at(second, '/contract'),
      at(first, '/progress'),
      at(first, '/payments'),
      at(first, `/payments/${payments[0]?.id}/reversal`),
      at(first, '/change'),
      at(first, '/completion'),
      at(third, '/contract'),
      `/work/communities/${site.community.id}/archive?cycle=${site.cycle}`,
    ]
  })

  it.each([
    { width: 360, language: 'zh-CN', elder: false },
    { width: 1280, language: 'en', elder: false },
    { width: 360, language: 'zh-CN', elder: true },
  ] as const)('are for everybody: $width px, $language, elder mode $elder', async visitor => {
    const { page } = await browser.visitor(server.url, { token: site.clerk, ...visitor })
    for (const path of paths) {
      const response = await page.goto(path)
      expect([path, response?.status()]).toEqual([path, 200])
      await expectAccessible(page)
      if (!visitor.elder) await expectKeyboard(page)
    }
  })

  it('are for the clerk of the community: nobody else sees them', async () => {
    const { elsewhere } = site.district
    const { page: other } = await browser.visitor(server.url, { token: elsewhere.clerk.token })
    const { page: officer } = await browser.visitor(server.url, { token: site.officers[0].token })
    const { page: nobody } = await browser.visitor(server.url)
    for (const path of paths) {
      expect((await other.goto(path))?.status(), path).toBe(403)
      await nobody.goto(path)
      expect(new URL(nobody.url()).pathname, path).toBe('/sign-in')
    }
    const [first = '', ...forms] = paths
    expect((await officer.goto(first))?.status()).toBe(200)
    for (const path of forms.filter(one => !one.includes('/archive')))
      expect((await officer.goto(path))?.status(), path).toBe(403)
  })
})

describe('the public pages of projects', () => {
  let site: Site
  let slug: string

  beforeAll(async () => {
    site = await makeSite(server, { projects: 2 })
    const [first = ''] = site.projects
    await addPhoto(server, site.clerk, `/projects/${first}`, photoOf(jpegOf(80, 60)))
    await acceptAll(site)
    const row = await server.ownerDb
      .selectFrom('area')
      .select('slug')
      .where('id', '=', site.district.id)
      .executeTakeFirstOrThrow()
    slug = row.slug
  })

  it.each([
    { width: 360, language: 'zh-CN', elder: false },
    { width: 1280, language: 'en', elder: false },
    { width: 360, language: 'zh-CN', elder: true },
  ] as const)('are for everybody: $width px, $language, elder mode $elder', async visitor => {
    const { page } = await browser.visitor(server.url, visitor)
    for (const path of [`/d/${slug}/projects`, `/projects/${site.projects[0]}`]) {
      expect((await page.goto(path))?.status()).toBe(200)
      await expectAccessible(page)
      if (!visitor.elder) await expectKeyboard(page)
    }
  })

  it('fit on a phone without scrolling sideways, and on paper', async () => {
    const { page } = await browser.visitor(server.url, { width: 360 })
    await page.goto(`/d/${slug}/projects`)
    const table = page.getByRole('region', { name: '共 2 个项目' })
    expect(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
    await table.getByRole('row', { name: /项目 1[\s\S]*验收合格/ }).waitFor()
    await page.emulateMedia({ media: 'print' })
    for (const width of [1280, 620]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`/projects/${site.projects[0]}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
    }
  })

  it('are narrowed down without script, and say when nothing fits', async () => {
    const { page } = await browser.visitor(server.url, { script: false, width: 1280 })
    await page.goto(`/d/${slug}/projects`)
    const main = page.getByRole('main')
    expect(await main.textContent()).toContain('共 2 个项目')
    await page.getByLabel('项目名称').fill('项目 1')
    await page.getByLabel('进展', { exact: true }).selectOption('accepted')
    await main.getByRole('button', { name: '筛选' }).click()
    expect(await main.textContent()).toContain('共 1 个项目')
    expect(await page.getByLabel('项目名称').inputValue()).toBe('项目 1')
    await page.getByLabel('进展', { exact: true }).selectOption('cancelled')
    await main.getByRole('button', { name: '筛选' }).click()
    await main.getByRole('link', { name: '查看全部项目' }).click()
    await main.getByRole('link', { name: '项目 2' }).click()
    const story = await main.textContent()
    for (const told of ['街道验收：合格', '街道办 2 人共同签字', '与合同一致', '8 盏', '等待区级抽检抽签'])
      expect(story).toContain(told)
  })

  it('tell no names of people, and are not there for what does not exist', async () => {
    const { page } = await browser.visitor(server.url)
    await page.goto(`/projects/${site.projects[0]}`)
    expect(await page.content()).not.toContain('工作人员</')
    expect((await page.goto('/d/nowhere/projects'))?.status()).toBe(404)
    expect((await page.goto('/projects/01890000-0000-7000-8000-000000000000'))?.status()).toBe(404)
    expect((await page.goto(`/d/${slug}/projects?cycle=x&status=y&page=0&street=<b>`))?.status()).toBe(200)
  })
})
