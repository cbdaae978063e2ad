import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { call, done } from '../http/call.ts'
import { build, decideOn, firstOf, makeSite, type Site } from '../http/project-story.ts'
import { makeDistrict, propose, publishCycle, screen } from '../http/story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'
import { homeOf } from './public-story.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>
/** `here` has an accepted project, `elsewhere` is at its screening. */
let site: Site
let home: string
let pages: string[]

beforeAll(async () => {
  server = await startTestServer()
  site = await makeSite(server, { projects: 2, rules: { notice_days: 0 } })
  await build(site, firstOf(site))
  await decideOn(site, firstOf(site))
  const { elsewhere } = site.district
  const [first = ''] = await propose(server, elsewhere, site.cycle, [1_000_000, 2_000_000])
  await screen(server, elsewhere, [first])
  home = await homeOf(server, site.district)
  pages = [
    '/',
    home,
    `${home}/notices`,
    `/cycles/${site.cycle}/rules`,
    `/communities/${site.community.id}`,
    `/communities/${elsewhere.id}`,
    `/proposals/${firstOf(site)}`,
  ]
  browser = await openBrowser()
})

describe('the public pages of the year', () => {
  it.each([
    { language: 'zh-CN', width: 360, elder: false },
    { language: 'zh-CN', width: 1280, elder: false },
    { language: 'en', width: 1280, elder: false },
    { language: 'zh-CN', width: 360, elder: true },
  ] as const)('are for everybody: $language, $width px, elder mode $elder', async visitor => {
    const { page } = await browser.visitor(server.url, visitor)
    // English and large type have their own words and sizes, not pages of their own.
    const plain = visitor.language === 'zh-CN' && !visitor.elder
    for (const path of plain ? pages : pages.filter((_, place) => place % 2 === 1)) {
      await page.goto(path)
      await expectAccessible(page)
      if (!visitor.elder) await expectKeyboard(page)
      const text = await page.locator('main').innerText()
      if (visitor.language === 'zh-CN')
        expect(text, path).not.toMatch(/\b[a-z]+_[a-z_]+\b|undefined|\bnull\b/)
    }
  })

  it('show every community with its stage in words and not by colour alone, as a table on a narrow screen too', async () => {
    const { page } = await browser.visitor(server.url, { script: false })
    await page.goto(home)
    const grid = page.getByRole('table', { name: '各社区进展' })
    await grid.waitFor()
    const row = grid.getByRole('row', { name: /elsewhere/ }).last()
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringMatching(/初审\s*第 2 步，共 10 步/)]),
    )
    const states = await row.getByRole('cell').evaluateAll(cells => cells.map(cell => cell.textContent))
    expect(states.slice(1, 4)).toEqual(['✓已完成 2', '▶进行中 1/2', '·未开始'])
    const money = page.getByRole('table', { name: '资金使用情况' })
    expect(await money.getByRole('row', { name: /已签合同/ }).innerText()).toMatch(/¥20,000\s+5%/)
  })

  it('find a community by name, street and stage with a plain form, and say when none fits', async () => {
    const { page } = await browser.visitor(server.url, { script: false, width: 1280 })
    await page.goto(home)
    const communities = page.locator('.pj-grid__name')
    expect(await communities.count()).toBe(2)
    await page.getByLabel('目前阶段').selectOption({ label: '初审' })
    await page.getByRole('button', { name: '筛选' }).click()
    expect(await communities.allInnerTexts()).toEqual(['elsewhere'])
    expect(await page.getByLabel('目前阶段').inputValue()).toBe('screening')
    await page.getByLabel('社区名称').fill('没有')
    await page.getByRole('button', { name: '筛选' }).click()
    await page.getByText('没有符合条件的社区').waitFor()
    expect(await page.getByLabel('社区名称').inputValue()).toBe('没有')
    await page.getByRole('main').getByRole('link', { name: '查看全部社区' }).last().click()
    await communities.nth(1).waitFor()
    await page.getByRole('link', { name: 'elsewhere' }).click()
    await page.getByRole('heading', { level: 1, name: /elsewhere/ }).waitFor()
  })

  it('lead from a community to its assembly, projects and proposals, and from year to year', async () => {
    const { page } = await browser.visitor(server.url, { script: false, width: 1280 })
    const body = { id: randomUUID(), name: '2027 年度', year: 2027 }
    const { token } = site.district.admin
    await done(call(server, 'POST', `/districts/${site.district.id}/cycles`, { token, body }))
    await page.goto(`/communities/${site.community.id}`)
    expect(await page.getByRole('navigation', { name: '选择年度' }).count()).toBe(0)

    await done(call(server, 'POST', `/cycles/${body.id}/publication`, { token }))
    await page.goto(`/communities/${site.community.id}`)
    await page.getByText('还没有收到建议').waitFor()
    await page.getByRole('link', { name: '2026 年度' }).click()
    await page.waitForURL(`**?cycle=${site.cycle}`)
    const main = page.getByRole('main')
    const hrefs = await main
      .getByRole('link')
      .evaluateAll(links => links.map(link => link.getAttribute('href')))
    for (const href of [
      `/assemblies/${site.assembly}`,
      `/assemblies/${site.assembly}/report`,
      `/assemblies/${site.assembly}/objections`,
      `/projects/${firstOf(site)}`,
      `/cycles/${site.cycle}/rules`,
    ]) {
      expect(hrefs).toContain(href)
    }
    await main.getByRole('link', { name: '项目 1' }).last().click()
    await page.getByRole('heading', { level: 1, name: '项目 1' }).waitFor()
    expect(await main.innerText()).toMatch(/通过初审[\s\S]*不属于“公务接待”\s*✓ 符合/)
    await main.getByRole('link', { name: '查看项目进展' }).waitFor()
  })
})

describe('the rules', () => {
  it('stand with the hash that is in the public record, and the text it is the hash of', async () => {
    const { page } = await browser.visitor(server.url, { width: 1280 })
    const cycle = await done(call(server, 'GET', `/cycles/${site.cycle}`))
    await page.goto(`/cycles/${site.cycle}/rules`)
    await page.getByText(String(cycle.rules_hash)).waitFor()
    await page.getByText('规则原文', { exact: true }).click()
    const text = await page.locator('.pj-original').innerText()
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
    expect(Buffer.from(digest).toString('hex')).toBe(cycle.rules_hash)
    const command = await page.locator('.pj-command').innerText()
    const [, index] = /entries\[(\d+)\]\.body\.rules/.exec(command) ?? []
    const record = await fetch(`${server.url}/api/v1/districts/${site.district.id}/record`)
    const { entries } = (await record.json()) as { entries: unknown[] }
    expect(entries[Number(index)]).toMatchObject({
      type: 'rules.frozen',
      subject: site.cycle,
      body: { rules: JSON.parse(text) },
    })
  })

  it('of a draft are shown to the district’s admin, who is told so, and to nobody else', async () => {
    const district = await makeDistrict(server)
    const body = { id: randomUUID(), name: '2028 年度', year: 2028 }
    const { token } = district.admin
    await done(call(server, 'POST', `/districts/${district.id}/cycles`, { token, body }))
    const admin = await browser.visitor(server.url, { token })
    await admin.page.goto(`/cycles/${body.id}/rules`)
    await admin.page.getByText('这是草稿').waitFor()
    for (const other of [undefined, district.here.clerk.token, site.district.admin.token]) {
      const { page } = await browser.visitor(server.url, other === undefined ? {} : { token: other })
      expect((await page.goto(`/cycles/${body.id}/rules`))?.status()).toBe(404)
    }
  })
})

describe('the three notices', () => {
  it('say what runs and for how long still, and what has ended, by part', async () => {
    const { page } = await browser.visitor(server.url, { script: false })
    const running = await makeDistrict(server)
    await publishCycle(server, running, { notice_days: 7 })
    await page.goto(`${await homeOf(server, running)}/notices`)
    const policy = page.getByRole('region', { name: '政策公示' })
    expect(await policy.innerText()).toMatch(/2026 年度规则[\s\S]*还有 6 天/)

    await page.goto(`${home}/notices`)
    await page.getByRole('navigation', { name: '只看' }).getByRole('link', { name: '过程公示' }).click()
    await page.getByRole('heading', { name: '已经结束的公示：过程公示' }).waitFor()
    expect(await page.locator('.pj-notices').last().innerText()).toContain('here：3 个候选项目')
  })
})

describe('the front page', () => {
  it('of a server with one district is that district’s year; with several people choose theirs', async () => {
    const own = await startTestServer({ clock: () => new Date() })
    const { page } = await browser.visitor(own.url)
    await page.goto('/')
    await page.getByText('这里还没有开设任何区').waitFor()
    const district = await makeDistrict(own)
    await page.goto('/')
    await page.getByText('本区的年度规则还没有公布').waitFor()
    await expectAccessible(page)
    await publishCycle(own, district)
    await page.goto('/')
    await page.getByRole('heading', { name: '2026 年度社区惠民资金' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/')
    await page.getByRole('button', { name: '筛选' }).click()
    const home = await homeOf(own, district)
    await page.waitForURL(url => url.pathname === home)

    await makeDistrict(own)
    await page.goto('/')
    expect(await page.getByRole('main').getByRole('link', { name: '石峰区' }).count()).toBe(2)
  })
})

it('a slash typed after an address leads to it, and nowhere else', async () => {
  const goTo = async (path: string) => {
    const { status, headers } = await fetch(`${server.url}${path}`, { redirect: 'manual' })
    return [status, headers.get('location')]
  }
  expect(await goTo(`${home}/notices/?part=result`)).toEqual([301, `${home}/notices?part=result`])
  expect(await goTo('//elsewhere.example/')).toEqual([301, '/'])
})

it('a page that does not exist says so', async () => {
  const { page } = await browser.visitor(server.url)
  for (const path of [
    '/d/nowhere',
    '/d/nowhere/notices',
    `/communities/${randomUUID()}`,
    `/communities/${randomUUID()}/propose`,
    `/proposals/${randomUUID()}`,
    `/assemblies/${randomUUID()}/objections`,
    '/communities/x',
  ]) {
    expect([path, (await page.goto(path))?.status()]).toEqual([path, 404])
  }
})
