import { beforeAll, describe, expect, it } from 'vitest'
import { departments } from '../../src/core/identity/access.ts'
import { call, done } from '../http/call.ts'
import {
  acceptAll,
  addAuditors,
  drawnProject,
  faultOf,
  firstOf,
  inspect,
  makeSite,
  post,
  type Site,
  show,
} from '../http/project-story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})

describe('the admin', () => {
  it('replaces an inspector by ticket, and sees who came', async () => {
    const audit = await drawnProject(server)
    const { project, site, auditors, drawn } = audit
    const [leaves = '', stays = ''] = drawn.assignments[0]?.inspectors ?? []
    const { page } = await browser.visitor(server.url, { token: site.district.admin.token, width: 1280 })
    await page.goto(`/work/projects/${project}/inspectors`)
    await expectAccessible(page)
    await page.getByRole('button', { name: '继续' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('请选择退出的人')
    await page.locator(`input[name="leaves"][value="${leaves}"]`).check()
    await page.getByLabel('调离或离职').check()
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByText('按号码顺序产生').waitFor()
    await page.getByRole('button', { name: '更换检查人员' }).dblclick()
    await page.getByText('检查人员已更换').waitFor()
    const { audit: shown } = (await show(site, project)) as unknown as {
      audit: { picks: { inspectors: string[] }[] }
    }
    const [came = '', stayed] = shown.picks[0]?.inspectors ?? []
    expect(stayed).toBe(stays)
    expect(departments.map(one => auditors[one].account_id)).toContain(came)
    expect(came).not.toBe(leaves)
    const { page: anybody } = await browser.visitor(server.url)
    await anybody.goto(`/draws/${drawn.draw}`)
    await anybody.getByText('因调离或离职退出').waitFor()
    await anybody.getByRole('button', { name: '直接看结果' }).click()
    await anybody.getByText('完全一致').waitFor()
    const { page: auditor } = await browser.visitor(server.url, { token: auditors.audit.token })
    expect((await auditor.goto(`/work/projects/${project}/inspectors`))?.status()).toBe(403)
  })

  it('adds an extra inspection with its reason; inspectors who do not fit are said beside their field', async () => {
    const site = await makeSite(server)
    await acceptAll(site)
    const auditors = await addAuditors(site)
    await addAuditors(site)
    const { finance, audit } = auditors
    const { page } = await browser.visitor(server.url, { token: site.district.admin.token, script: false })
    await page.goto('/work/draws')
    await page.getByRole('link', { name: '列一项专项抽检' }).click()
    await page.getByRole('button', { name: '继续' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('请选择项目')
    await page.getByLabel('项目', { exact: true }).selectOption(firstOf(site))
    await page.getByLabel('理由（公开）').fill('群众反映路灯不亮')
    await page.getByLabel('第一检查人').selectOption(finance.account_id)
    await page.getByLabel('第二检查人').selectOption(finance.account_id)
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByRole('button', { name: '列入专项抽检' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('两名检查人员须来自不同部门')
    expect(await page.getByLabel('理由（公开）').inputValue()).toBe('群众反映路灯不亮')
    await page.getByLabel('第二检查人').selectOption(audit.account_id)
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByRole('button', { name: '列入专项抽检' }).click()
    await page.getByText('专项抽检已列入并公开').waitFor()
    const { items } = await done(call(server, 'GET', `/cycles/${site.cycle}/extra-picks`))
    expect(items).toMatchObject([{ reason: '群众反映路灯不亮' }])
    const { page: clerk } = await browser.visitor(server.url, { token: site.clerk })
    expect((await clerk.goto(`/work/extra-picks?cycle=${site.cycle}`))?.status()).toBe(403)
  })
})

describe('the pages of an inspection', () => {
  it.each([
    { language: 'zh-CN', width: 360, elder: true },
    { language: 'en', width: 1280, elder: false },
  ] as const)('are for everybody: $language, $width px, elder mode $elder', async visitor => {
    const { site, project, inspection, inspector } = await anyFault()
    const { page } = await browser.visitor(server.url, { ...visitor, token: inspector })
    for (const path of [`/work/inspections/${inspection}`, `/work/inspections/${inspection}/reinspection`]) {
      await page.goto(path)
      await expectAccessible(page)
      await expectKeyboard(page)
    }
    const { page: admin } = await browser.visitor(server.url, {
      ...visitor,
      token: site.district.admin.token,
    })
    for (const path of [
      `/work/inspections/${inspection}/recovery`,
      `/work/projects/${project}/inspectors`,
      `/work/extra-picks?cycle=${site.cycle}`,
    ]) {
      await admin.goto(path)
      await expectAccessible(admin)
      await expectKeyboard(admin)
    }
  })
})

describe('photos taken on site', () => {
  it('come with words, and are shown with the inspection', async () => {
    const { inspection, inspector } = await anyFault()
    const { page } = await browser.visitor(server.url, { token: inspector })
    await page.goto(`/work/inspections/${inspection}`)
    await page.getByRole('link', { name: '添加照片' }).click()
    await expectAccessible(page)
    const buffer = await page.screenshot({ type: 'png' })
    const file = { name: 'site.png', mimeType: 'image/png', buffer }
    await page.getByLabel('选择照片').setInputFiles(file)
    await page.getByRole('button', { name: '添加照片' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('请写明照片拍的是什么')
    await page.getByLabel('选择照片').setInputFiles(file)
    await page.getByLabel('照片说明').fill('公示牌缺失的位置')
    await page.getByRole('button', { name: '添加照片' }).click()
    await page.getByText('照片已添加').waitFor()
    await page.getByRole('img', { name: '公示牌缺失的位置' }).waitFor()
    await expectAccessible(page)
  })
})

let fault: Promise<{ site: Site; project: string; inspection: string; inspector: string }> | undefined

/** A recorded fault whose mending was reported. */
function anyFault() {
  fault ??= drawnProject(server).then(async ({ site, project, two }) => {
    const id = await inspect(site, project, two, faultOf(10_000))
    const report = { id: crypto.randomUUID(), text: '已补公示牌' }
    await done(post(site, site.clerk, `/inspections/${id}/rectifications`, report))
    return { site, project, inspection: id, inspector: two[0] }
  })
  return fault
}
