import { beforeAll, describe, expect, it } from 'vitest'
import { call, done } from '../http/call.ts'
import {
  type Auditors,
  acceptAll,
  addAuditors,
  makeSite,
  openDraw,
  post,
  type Site,
  secretOf,
} from '../http/project-story.ts'
import { addStaff, makeDistrict } from '../http/story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>
let site: Site
let auditors: Auditors
/** An open draw. */
let id: string

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
  site = await makeSite(server)
  await acceptAll(site)
  auditors = await addAuditors(site)
})

const dice = '31415926535897932384'

/** What somebody's work list says about the audit: kinds of work and where they lead. */
async function workOf(token: string): Promise<string[]> {
  const { page } = await browser.visitor(server.url, { token, script: false })
  await page.goto('/work')
  const links = await page
    .locator('main a[href]')
    .evaluateAll(all => all.map(one => one.getAttribute('href') ?? ''))
  return links.filter(href => /^\/work\/(cycles|draws\/.+|inspections)\//.test(href))
}

describe('the work list', () => {
  it('tells the admin that projects wait for a draw, then each department what it owes', async () => {
    const admin = site.district.admin.token
    expect(await workOf(admin)).toEqual([`/work/cycles/${site.cycle}/draw`])
    id = await openDraw(site)
    expect(await workOf(admin)).toEqual([])
    expect(await workOf(auditors.finance.token)).toEqual([`/work/draws/${id}/commit`])
  })
})

describe('the pages of a ceremony', () => {
  it('are for those who take part; others watch on the public page', async () => {
    const abroad = await makeDistrict(server)
    const stranger = await addStaff(server, abroad.id, 'auditor', abroad.id, 'finance')
    for (const token of [site.clerk, site.officers[0].token, stranger.token]) {
      const { page } = await browser.visitor(server.url, { token })
      for (const path of [`/work/draws/${id}`, `/work/draws/${id}/dice`, `/work/cycles/${site.cycle}/draw`])
        expect((await page.goto(path))?.status(), path).toBe(403)
    }
    const { page } = await browser.visitor(server.url)
    await page.goto(`/work/draws/${id}`)
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    expect((await page.goto(`/draws/${id}`))?.status()).toBe(200)
    await page.getByText('财政、审计、城建、城管封存自己的随机数（提交承诺）。').waitFor()
  })

  it.each([
    { language: 'en', width: 1280, elder: false, heading: 'Commitments' },
    { language: 'zh-CN', width: 360, elder: true, heading: '二、封存' },
  ] as const)('can be read in $language at $width px, elder mode $elder', async ({ heading, ...how }) => {
    const { page } = await browser.visitor(server.url, { ...how, token: auditors.audit.token })
    for (const path of ['/work/draws', `/work/draws/${id}`, `/work/draws/${id}/commit`, `/draws/${id}`]) {
      await page.goto(path)
      await expectAccessible(page)
      await expectKeyboard(page)
    }
    await page.goto(`/work/draws/${id}`)
    await page.getByRole('heading', { name: heading }).waitFor()
  })

  it('keep the secret on the device through a reload, and offer it as a file', async () => {
    const { page } = await browser.visitor(server.url, { token: auditors.finance.token })
    await page.goto(`/work/draws/${id}/commit`)
    expect(await page.getByRole('link', { name: '下载保存文件' }).count()).toBe(0)
    await page.getByRole('button', { name: '在本机产生随机数' }).click()
    const hash = await page.getByLabel('随机数的指纹').inputValue()
    await page.reload()
    await page.getByText('这台设备上已有本部门这次抽签的随机数').waitFor()
    expect(await page.getByLabel('随机数的指纹').inputValue()).toBe(hash)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载保存文件' }).click(),
    ])
    expect(file.suggestedFilename()).toBe('抽签随机数-finance.txt')
    const sheet = await page.locator('[data-sheet]').textContent()
    expect(sheet).toContain(hash)
    const secret = /随机数: ([0-9a-f]{64})/.exec(sheet ?? '')?.[1] ?? ''
    const hashed = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))
    expect(Buffer.from(hashed).toString('hex')).toBe(hash)
  })

  it('wait with the dice until somebody has committed, and name who stays away', async () => {
    const { page } = await browser.visitor(server.url, { token: site.district.admin.token, script: false })
    expect((await page.goto(`/work/draws/${id}/dice`))?.status()).toBe(409)
    await page.getByText('还没有任何部门封存随机数').waitFor()
    const body = { department: 'audit', commitment: secretOf().commitment }
    await done(post(site, auditors.audit.token, `/draws/${id}/commitments`, body))
    await page.goto(`/work/draws/${id}/dice`)
    await page.getByLabel('20 个数字').fill(dice)
    await page.getByLabel('财政缺席，不再等待').check()
    await page.getByRole('button', { name: '继续' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('城建、城管')
    expect(await page.getByLabel('20 个数字').inputValue()).toBe(dice)
    expect(await page.getByLabel('财政缺席，不再等待').isChecked()).toBe(true)
    await page.getByLabel('城建缺席，不再等待').check()
    await page.getByLabel('城管缺席，不再等待').check()
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByText('财政、城建、城管').waitFor()
    await page.getByRole('button', { name: '登记骰子点数' }).click()
    await page.getByText('骰子点数已经登记').waitFor()
    expect(await page.getByText('没有提交').count()).toBe(6)
    expect(await workOf(auditors.audit.token)).toEqual([`/work/draws/${id}/reveal`])
    expect(await workOf(auditors.finance.token)).toEqual([])
    expect((await done(call(server, 'GET', `/draws/${id}`))).dice).toBe(dice)
  })
})
