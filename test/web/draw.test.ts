import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { AuditDrawn } from '../../src/core/record/entries.ts'
import { call, done } from '../http/call.ts'
import {
  acceptAll,
  addAuditors,
  type Drawn,
  draw,
  faultOf,
  inspect,
  inspectorsOf,
  makeSite,
  post,
  type Site,
  selectProjects,
} from '../http/project-story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>
let site: Site
let drawn: Drawn
let slug: string

beforeAll(async () => {
  server = await startTestServer()
  site = await makeSite(server, { projects: 5 })
  await acceptAll(site)
  const other = await selectProjects(server, site.district, site.district.elsewhere, site.cycle, 2)
  await acceptAll(other)
  const auditors = await addAuditors(site)
  drawn = await draw(site, auditors, ['construction'])
  for (const [place, project] of drawn.selected.entries()) {
    const two = inspectorsOf(auditors, drawn, project)
    await inspect(site, project, two, place === 0 ? faultOf(50_000) : undefined)
  }
  const extra = site.projects.find(project => !drawn.selected.includes(project)) ?? ''
  const { finance, audit } = auditors
  await done(
    post(site, site.district.admin.token, `/cycles/${site.cycle}/extra-picks`, {
      id: randomUUID(),
      project_id: extra,
      reason: '群众反映路灯不亮',
      inspectors: [finance.account_id, audit.account_id],
    }),
  )
  slug = `d${site.district.id.replaceAll('-', '').slice(0, 20)}`
  browser = await openBrowser()
})

const steps = 1 + 4 + 1 + 1 + (5 + 1) + (2 + 1) + 1 + 1

describe('a draw repeated in the reader’s browser', () => {
  it('gives the sample the server drew, step by step, by keyboard alone', async () => {
    const { page } = await browser.visitor(server.url, { width: 1280 })
    await page.goto(`/draws/${drawn.draw}`)
    const next = page.getByRole('button', { name: '下一步' })
    await next.focus()
    for (let step = 0; step < steps; step++) await page.keyboard.press('Enter')
    await page.getByText(`第 ${steps} 步，共 ${steps} 步`).waitFor()
    await page.getByText('完全一致：您的浏览器算出的结果与公布的结果相同。').waitFor()
    await page.getByText('城建封存了承诺但没有公开，记作“-”。').waitFor()
    const shown = await page
      .locator('.pj-replay__ticket--drawn')
      .evaluateAll(items => items.map(item => (item as HTMLElement).dataset.project))
    const { outcome } = await done(call(server, 'GET', `/draws/${drawn.draw}`))
    expect(shown).toEqual((outcome as AuditDrawn).selected.flatMap(({ projects }) => projects))
    await expectAccessible(page)
    await page.getByRole('button', { name: '从头再来' }).click()
    await page.getByText('按“下一步”开始。').waitFor()
    expect(await page.locator('.pj-replay__ticket').count()).toBe(0)
    await page.getByRole('button', { name: '直接看结果' }).click()
    await page.getByText('完全一致').waitFor()
  })

  it('plays by itself, and without movement for those who asked for none', async () => {
    const { page } = await browser.visitor(server.url)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(`/draws/${drawn.draw}`)
    await page.evaluate(() => {
      Element.prototype.animate = () => {
        throw new Error('moved')
      }
    })
    await page.getByRole('button', { name: '自动播放' }).click()
    await page.getByText('第 3 步').waitFor()
    await page.getByRole('button', { name: '暂停' }).click()
    await page.getByRole('button', { name: '自动播放' }).waitFor()
    for (let step = 0; step < steps; step++) await page.getByRole('button', { name: '下一步' }).click()
    await page.getByText('完全一致').waitFor()
  })

  it.each([
    [
      'a reveal that was not committed to',
      /("department":"finance","commitment":"[0-9a-f]{64}","reveal":")[0-9a-f]{64}/,
      `$1${'a'.repeat(64)}`,
      '随机数与承诺、种子',
    ],
    ['another seed', /("outcome":\{"seed":")[0-9a-f]/, '$1x', '种子'],
    ['another project', /("selected":\[\{"stratum":"[^"]*","projects":\[")[^"]*/, '$1other', '抽中的项目'],
    [
      'another inspector',
      /("assignments":\[\{"project":"[^"]*","inspectors":\[")[^"]*/,
      '$1other',
      '检查人员',
    ],
  ])('says so unmistakably when the server published %s', async (_, found, instead, differing) => {
    const { page } = await browser.visitor(server.url)
    await page.route(`**/draws/${drawn.draw}`, async route => {
      const response = await route.fetch()
      const text = await response.text()
      const facts = /data-replay="([^"]*)"/.exec(text)?.[1]?.replaceAll('&quot;', '"') ?? ''
      const changed = facts.replace(found, instead)
      expect(changed).not.toBe(facts)
      const attribute = `data-replay="${changed.replaceAll('"', '&quot;')}"`
      const body = text.replace(/data-replay="[^"]*"/, () => attribute)
      await route.fulfill({ response, body })
    })
    await page.goto(`/draws/${drawn.draw}`)
    await page.getByRole('button', { name: '直接看结果' }).click()
    await page.getByText('不一致！您的浏览器算出的结果与公布的结果不同。').waitFor()
    await page.getByText(`不同之处：${differing}`).waitFor()
    expect(await page.getByText('完全一致').count()).toBe(0)
  })

  it('is in tables without script, with what it takes to repeat it by hand', async () => {
    const { page } = await browser.visitor(server.url, { script: false })
    await page.goto(`/draws/${drawn.draw}`)
    await page.getByText('您的浏览器没有运行脚本').waitFor()
    expect(await page.getByText('没有公开随机数，种子中以“-”代替').textContent()).toContain('城建')
    expect(await page.getByText('抽中', { exact: true }).count()).toBeGreaterThanOrEqual(
      drawn.selected.length,
    )
    await page.getByText('用 consistent_sampler（Python）').click()
    const python = await page.locator('pre', { hasText: 'consistent_sampler' }).textContent()
    expect(python).toContain('take=2, output="id"')
    const csv = await page.request.get(`/draws/${drawn.draw}/frame.csv`)
    const rows = (await csv.text())
      .trim()
      .split('\n')
      .map(row => row.split(','))
    expect(rows[0]).toEqual(['stratum', 'id', 'ticket', 'drawn'])
    expect(rows.filter(row => row[3] === 'true').map(row => row[1])).toEqual(
      expect.arrayContaining([...drawn.selected]),
    )
    expect(rows).toHaveLength(8)
  })
})

describe('what a sample means', () => {
  it('is said as the most that may be bad, never as none, with the chance of having met one', async () => {
    const { page } = await browser.visitor(server.url)
    await page.goto(`/draws/${drawn.draw}`)
    await page.getByText('7 个项目抽查了 3 个，发现 1 个有问题；以 95% 的把握可以说').waitFor()
    await page.getByText('错误的说法：“除了这 1 个，其余的都没有问题。”').waitFor()
    const chances = page.getByRole('region', { name: '如果有问题，这次抽查能不能碰上' })
    expect(await chances.textContent()).toContain('42.8%')
    expect(await page.getByRole('img', { name: '至少碰上一个的把握' }).count()).toBe(1)
  })
})

describe('the audit page', () => {
  it('shows coverage, findings, money, and extra picks apart with their reasons', async () => {
    const { page } = await browser.visitor(server.url, { script: false })
    await page.goto(`/d/${slug}/audit`)
    const coverage = await page.getByRole('region', { name: '每个街道抽了多少' }).first().textContent()
    expect(coverage).toContain('合计7734')
    await page.getByText('1 个（其中严重问题 1 个）').waitFor()
    await page.getByText('¥500（抽签项目 ¥500，专项抽检 ¥0）').waitFor()
    const findings = page.getByRole('region', { name: '抽检结论' }).first()
    expect(await findings.getByText('待整改').count()).toBe(1)
    expect(await findings.getByText('合格', { exact: true }).count()).toBe(2)
    await page.getByText('群众反映路灯不亮').waitFor()
    await page.getByText('尚未检查').waitFor()
    expect((await page.goto('/d/nowhere/audit'))?.status()).toBe(404)
  })

  it.each([
    { language: 'zh-CN', width: 360, elder: false },
    { language: 'en', width: 1280, elder: false },
    { language: 'zh-CN', width: 360, elder: true },
  ] as const)('is for everybody: $language, $width px, elder mode $elder', async visitor => {
    const { page } = await browser.visitor(server.url, visitor)
    for (const path of [`/d/${slug}/audit`, `/draws/${drawn.draw}`]) {
      await page.goto(path)
      await expectAccessible(page)
      await expectKeyboard(page)
    }
  })
})
