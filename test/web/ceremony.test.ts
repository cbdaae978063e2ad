import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Department } from '../../src/core/identity/access.ts'
import { call, done } from '../http/call.ts'
import {
  type Auditors,
  acceptAll,
  addAuditors,
  makeSite,
  type Site,
  secretOf,
  selectProjects,
} from '../http/project-story.ts'
import { expectVerified } from '../http/verified.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>
let site: Site
let auditors: Auditors

beforeAll(async () => {
  server = await startTestServer()
  site = await makeSite(server, { projects: 4 })
  await acceptAll(site)
  await acceptAll(await selectProjects(server, site.district, site.district.elsewhere, site.cycle, 2))
  auditors = await addAuditors(site)
  browser = await openBrowser()
})

const dice = '31415926535897932384'

async function commitOnDevice(page: Page, draw: string): Promise<void> {
  await goTo(page, `/work/draws/${draw}`)
  await page.getByText('请您的部门封存随机数').waitFor()
  await page
    .getByRole('button', { name: '继续' })
    .or(page.getByRole('link', { name: '继续' }))
    .click()
  await page.getByRole('button', { name: '在本机产生随机数' }).click()
  await page.getByText('随机数已经产生并保存在这台设备上').waitFor()
  await page.getByRole('button', { name: '继续' }).click()
  await page.getByText('这台设备保存着与此指纹相符的随机数').waitFor()
  await page.getByRole('button', { name: '提交承诺' }).click()
  await page.getByText('本部门的承诺已经写入公开记录').waitFor()
}

describe('the ceremony of a draw', () => {
  it('is played by an admin and four departments, one of which loses its secret', async () => {
    const admin = (await browser.visitor(server.url, { token: site.district.admin.token, width: 1280 })).page
    const open = async (department: Department, script = true) =>
      (await browser.visitor(server.url, { token: auditors[department].token, script })).page
    const pages = {
      finance: await open('finance'),
      audit: await open('audit'),
      construction: await open('construction'),
      urban_management: await open('urban_management', false),
    }

    // The frame is seen before it is published; a double click opens one draw.
    await goTo(admin, '/work/draws')
    await expectAccessible(admin)
    await admin.getByText('有 6 个已验收的项目等待抽签').waitFor()
    await admin.getByRole('link', { name: '准备一次新的抽签' }).click()
    await admin.getByText('6 个项目，2 个街道').waitFor()
    await expectAccessible(admin)
    await expectKeyboard(admin)
    await admin.getByRole('button', { name: '公布名单，开始抽签' }).click()
    await admin.getByRole('heading', { name: '确认公布名单' }).waitFor()
    await admin.getByRole('button', { name: '修改' }).click()
    await admin.getByRole('button', { name: '公布名单，开始抽签' }).click()
    await admin.getByRole('button', { name: '公布名单，开始抽签' }).dblclick()
    await admin.getByText('名单已经公布').waitFor()
    const draw = new URL(admin.url()).pathname.split('/').at(-1) ?? ''
    await admin.getByText('等待财政、审计、城建、城管封存随机数').waitFor()
    const { items } = await done(call(server, 'GET', `/cycles/${site.cycle}/draws`))
    expect(items).toHaveLength(1)

    // The departments see the same list, and whose turn it is.
    for (const department of ['finance', 'audit', 'construction'] as const)
      await commitOnDevice(pages[department], draw)
    await pages.finance.getByText('城管封存自己的随机数（提交承诺）。', { exact: true }).waitFor()
    await expectAccessible(pages.finance)

    // Without script the secret is made elsewhere and its hash pasted; what is no hash is kept and refused.
    const elsewhere = secretOf()
    const paper = pages.urban_management
    await goTo(paper, `/work/draws/${draw}/commit`)
    await paper.getByText('浏览器没有运行脚本').waitFor()
    await paper.getByLabel('随机数的指纹').fill('not a hash')
    await paper.getByRole('button', { name: '继续' }).click()
    expect(await paper.getByRole('alert').textContent()).toContain('应为 64 个字符')
    expect(await paper.getByLabel('随机数的指纹').inputValue()).toBe('not a hash')
    await paper.getByLabel('随机数的指纹').fill(elsewhere.commitment)
    await paper.getByRole('button', { name: '继续' }).click()
    await paper.getByRole('button', { name: '修改' }).click()
    expect(await paper.getByLabel('随机数的指纹').inputValue()).toBe(elsewhere.commitment)
    await paper.getByRole('button', { name: '继续' }).click()
    await paper.getByRole('button', { name: '提交承诺' }).click()
    await paper.getByText('本部门的承诺已经写入公开记录').waitFor()

    // The admin's page follows by itself.
    await admin.getByText('请当众掷骰子并登记').waitFor()
    await admin.getByRole('link', { name: '继续' }).click()
    await expectAccessible(admin)
    await admin.getByLabel('20 个数字').fill('3141592653')
    await admin.getByRole('button', { name: '继续' }).click()
    expect(await admin.getByRole('alert').textContent()).toContain('应为 20 个数字')
    expect(await admin.getByLabel('20 个数字').inputValue()).toBe('3141592653')
    await admin.getByLabel('20 个数字').fill('31415 92653 58979 ３２３８４')
    await admin.getByRole('button', { name: '继续' }).click()
    await admin.getByText('31415 92653 58979 32384').waitFor()
    await expectAccessible(admin)
    await admin.getByRole('button', { name: '登记骰子点数' }).click()
    await admin.getByText('骰子点数已经登记').waitFor()

    // Two reveal from their devices, one from paper after a slip of the pen.
    for (const department of ['finance', 'audit'] as const) {
      const page = pages[department]
      await page.getByText('请您的部门公开随机数').waitFor()
      await page.getByRole('link', { name: '继续' }).click()
      await page.getByText('已从这台设备取出本部门的随机数').waitFor()
      if (department === 'finance') await expectAccessible(page)
      await page.getByRole('button', { name: '公开随机数' }).click()
      await page.getByText('本部门的随机数已经公开').waitFor()
    }
    await goTo(paper, `/work/draws/${draw}/reveal`)
    await paper.getByLabel('随机数', { exact: true }).fill(secretOf().reveal)
    await paper.getByRole('button', { name: '公开随机数' }).click()
    expect(await paper.getByRole('alert').textContent()).toContain('公开的随机数与承诺不符')
    await paper.getByLabel('随机数', { exact: true }).fill(elsewhere.reveal)
    await paper.getByRole('button', { name: '公开随机数' }).click()
    await paper.getByText('本部门的随机数已经公开').waitFor()

    // One has lost it: its page says what to do, and the admin has to name it.
    const lost = pages.construction
    await lost.evaluate(() => localStorage.clear())
    await goTo(lost, `/work/draws/${draw}/reveal`)
    await lost.getByText('这台设备上没有本部门的随机数').waitFor()
    await lost.getByText('随机数遗失了怎么办').click()
    await lost.getByText('在公开记录中点名').waitFor()

    await admin.getByText('等待城建公开随机数').waitFor()
    await goTo(admin, `/work/draws/${draw}/drawing`)
    await expectAccessible(admin)
    await admin.getByRole('button', { name: '继续' }).click()
    expect(await admin.getByRole('alert').textContent()).toContain('城建')
    await admin.getByLabel('城建没有公开，不再等待').check()
    await admin.getByRole('button', { name: '继续' }).click()
    await admin.getByText('没有公开（点名）').waitFor()
    await admin.getByRole('button', { name: '抽出项目' }).dblclick()
    await admin.getByText('项目已经抽出').waitFor()

    const drawn = await done(call(server, 'GET', `/draws/${draw}`))
    expect(drawn).toMatchObject({ status: 'drawn', dice, without: ['construction'] })
    expect(drawn.departments).toMatchObject([{}, {}, { reveal: null }, { reveal: elsewhere.reveal }])
    await expectVerified(server, site.district)

    // Every page of the ceremony tells those who come too late, and the list says what became of each.
    for (const step of ['commit', 'dice', 'reveal', 'drawing']) {
      const response = await goTo(admin, `/work/draws/${draw}/${step}`)
      expect(response?.status(), step).toBe(409)
    }
    await goTo(lost, `/work/draws/${draw}`)
    await lost.getByText('没有公开，已点名').waitFor()
    await expectKeyboard(lost)
  })
})

/** Goes somewhere from a page that renews itself: a renewal under way would break the way off once. */
function goTo(page: Page, path: string) {
  return page.goto(path).catch(() => page.goto(path))
}
