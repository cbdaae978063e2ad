import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { done } from '../http/call.ts'
import { drawnProject, inspectionOf, post, show } from '../http/project-story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})

async function fillDay(page: Page, name: string, [year, month, day]: readonly [string, string, string]) {
  await page.locator(`#${name}-year`).fill(year)
  await page.locator(`#${name}-month`).fill(month)
  await page.locator(`#${name}-day`).fill(day)
}

/** Where the work list of whoever is signed in leads to, of what the audit asks for. */
async function workOf(page: Page): Promise<string[]> {
  await page.goto('/work')
  const links = await page
    .locator('main a[href]')
    .evaluateAll(all => all.map(one => one.getAttribute('href') ?? ''))
  return links.filter(href => /^\/work\/(inspections\/|projects\/[^/]+\/inspection)/.test(href))
}

const yes = (page: Page, item: string) => page.locator(`input[name="${item}"][value="yes"]`).check()
const no = (page: Page, item: string) => page.locator(`input[name="${item}"][value="no"]`).check()

describe('an inspection', () => {
  it('goes from the draft on site to closed: a major finding, signed, mended, looked at again, money back', async () => {
    const audit = await drawnProject(server)
    const { site, project, two, auditors } = audit
    const [first, second, finance, clerk] = await Promise.all(
      [two[0], two[1], auditors.finance.token, site.clerk].map(
        async token => (await browser.visitor(server.url, { token, width: 820 })).page,
      ),
    )
    if (first === undefined || second === undefined || finance === undefined || clerk === undefined)
      throw new Error('four visitors')

    expect(await workOf(second)).toEqual([`/work/projects/${project}/inspection`])

    // Drafted by one; what is refused stays as it was typed.
    await first.goto('/work/draws')
    await first.getByRole('link', { name: '项目 1' }).click()
    await expectAccessible(first)
    await expectKeyboard(first)
    await first.getByText('路灯 8 盏').first().waitFor()
    await first.getByLabel('检查地点').fill('一巷 3 号门前')
    await fillDay(first, 'inspected_on', ['2025', '9', '1'])
    for (const item of [
      'exists_as_contracted',
      'invoices_match_payments',
      'notice_shown',
      'residents_interviewed',
    ])
      await yes(first, item)
    await first.getByLabel('备注').fill('只装了六盏')
    await first.getByRole('button', { name: '签字并提交给另一名检查人员' }).click()
    const summary = await first.getByRole('alert').textContent()
    expect(summary).toContain('请填写“路灯”的实测数量')
    expect(summary).toContain('请选择“是”或“否”')
    expect(summary).toContain('请选择结论')
    expect(await first.getByLabel('检查地点').inputValue()).toBe('一巷 3 号门前')
    expect(await first.getByLabel('备注').inputValue()).toBe('只装了六盏')
    expect(await first.locator('input[name="notice_shown"][value="yes"]').isChecked()).toBe(true)
    await first.getByText('验收实测：8 盏').waitFor()
    await first.getByLabel('路灯（盏）').fill('六盏')
    await first.getByRole('button', { name: '签字并提交给另一名检查人员' }).click()
    expect(await first.getByRole('alert').textContent()).toContain('请填写“路灯”的实测数量')
    expect(await first.getByLabel('路灯（盏）').inputValue()).toBe('六盏')
    await first.getByLabel('路灯（盏）').fill('６')
    await yes(first, 'quantities_match_bill')
    await first.getByLabel('备注').fill('')
    await first.getByLabel('合格', { exact: true }).check()
    await first.getByRole('button', { name: '签字并提交给另一名检查人员' }).click()
    expect(await first.getByRole('alert').textContent()).toContain('路灯比验收时少')
    await first.getByLabel('备注').fill('只装了六盏')
    await no(first, 'quantities_match_bill')
    await first.getByRole('button', { name: '签字并提交给另一名检查人员' }).click()
    expect(await first.getByRole('alert').textContent()).toContain(
      '结论为合格，但这些内容不相符：实测数量与决算数量一致',
    )
    await first.getByLabel('严重问题', { exact: true }).check()
    await first.getByLabel('存疑金额（元）').fill('30,000')
    await fillDay(first, 'deadline', ['2025', '8', '1'])
    await first.getByRole('button', { name: '签字并提交给另一名检查人员' }).click()
    expect(await first.getByRole('alert').textContent()).toContain('不能早于 2025年9月1日')
    await fillDay(first, 'deadline', ['2025', '10', '1'])
    await first.getByRole('button', { name: '签字并提交给另一名检查人员' }).click()
    expect(await first.getByRole('alert').textContent()).toContain('不能超过决算金额 ¥20,000')
    await first.getByLabel('存疑金额（元）').fill('5,000.50')
    await first.getByRole('button', { name: '签字并提交给另一名检查人员' }).dblclick()
    await first.getByText('已签字。请另一名检查人员登录后签字').waitFor()
    const path = new URL(first.url()).pathname

    expect(await workOf(first)).toEqual([])
    expect(await workOf(second)).toEqual([path])

    // Nobody but the audit sees a draft; the second inspector signs after having read it.
    expect((await clerk.goto(path))?.status()).toBe(404)
    await second.goto('/work/draws')
    await second.getByRole('link', { name: '项目 1' }).click()
    await second.getByText('只装了六盏').waitFor()
    await second.getByRole('row', { name: '路灯 8 盏 6 盏 少 2 盏' }).waitFor()
    await expectAccessible(second)
    await second.getByRole('button', { name: '签字确认' }).click()
    await expectAccessible(second)
    await second.getByText('签字后结论成立并公布，不能撤回').waitFor()
    await second.getByRole('button', { name: '修改' }).click()
    await second.getByRole('button', { name: '签字确认' }).click()
    await second.getByRole('button', { name: '签字确认' }).dblclick()
    await second.getByText('已签字，结论成立并已公布').waitFor()

    expect(await workOf(second)).not.toContain(path)
    expect(await workOf(clerk)).toEqual([path])
    expect(await workOf(finance)).toContain(`${path}/recovery`)

    // A step that is not due, or somebody else's, is no form to fill in.
    for (const [page, step] of [
      [first, 'reinspection'],
      [clerk, 'recovery'],
      [finance, 'rectification'],
    ] as const) {
      expect((await page.goto(`${path}/${step}`))?.status(), step).toBe(409)
      await page.getByText('抽检记录里写着现在等谁').waitFor()
    }

    // The clerk mends and reports; an empty report is refused.
    await clerk.goto(path)
    await clerk.getByText('只装了六盏').waitFor()
    await expectAccessible(clerk)
    await clerk.getByRole('link', { name: '报告整改情况' }).click()
    await clerk.getByRole('button', { name: '提交整改报告' }).click()
    expect(await clerk.getByRole('alert').textContent()).toContain('请填写此项')
    await expectAccessible(clerk)
    await clerk.getByLabel('整改情况').fill('补装两盏，已通电')
    await clerk.getByRole('button', { name: '提交整改报告' }).click()
    await clerk.getByText('整改报告已提交并公开').waitFor()

    expect(await workOf(clerk)).toEqual([])
    expect(await workOf(second)).toContain(path)

    // Not all mended: a new deadline. Then mended, but the money is not back.
    await second.goto(`${path}/reinspection`)
    await expectAccessible(second)
    await fillDay(second, 'inspected_on', ['2025', '10', '2'])
    await second.getByRole('button', { name: '登记复验结果' }).click()
    expect(await second.getByRole('alert').textContent()).toContain('请选择复验结果')
    await second.getByLabel('没有通过，另定期限').check()
    await second.getByRole('button', { name: '登记复验结果' }).click()
    expect(await second.getByRole('alert').textContent()).toContain('请填写整改期限')
    await fillDay(second, 'deadline', ['2025', '11', '1'])
    await second.getByRole('button', { name: '登记复验结果' }).click()
    await second.getByText('复验结果已登记').waitFor()
    const body = { id: crypto.randomUUID(), text: '已全部改好' }
    await done(post(site, site.clerk, `${path.replace('/work', '')}/rectifications`, body))
    await first.goto(`${path}/reinspection`)
    await first.getByLabel('通过，问题已经改好').check()
    await first.getByRole('button', { name: '登记复验结果' }).click()
    expect(await first.getByRole('alert').textContent()).toContain('还有 ¥5,000.50 没有追回')

    // Finance records what came back, never more than was questioned, and once.
    await finance.goto(`${path}/recovery`)
    await expectAccessible(finance)
    await finance.getByLabel('追回金额（元）').fill('6000')
    await finance.getByRole('button', { name: '继续' }).click()
    expect(await finance.getByRole('alert').textContent()).toContain('最多还能登记 ¥5,000.50')
    expect(await finance.getByLabel('追回金额（元）').inputValue()).toBe('6000')
    await finance.getByLabel('追回金额（元）').fill('5000.50')
    await finance.getByRole('button', { name: '继续' }).click()
    await finance.getByText('登记后尚待追回').waitFor()
    await finance.getByRole('button', { name: '登记追回' }).dblclick()
    await finance.getByText('追回资金已登记').waitFor()

    await first.goto(`${path}/reinspection`)
    await fillDay(first, 'inspected_on', ['2025', '11', '3'])
    await first.getByLabel('通过，问题已经改好').check()
    await first.getByRole('button', { name: '登记复验结果' }).click()
    await first.getByText('本次抽检已经办结').waitFor()
    await expectAccessible(first)
    expect(await show(site, project)).toMatchObject({
      status: 'audited',
      audit: {
        inspections: [
          {
            status: 'closed',
            finding: 'major',
            measurements: [{ item: '路灯', unit: '盏', billed: '8', measured: '6' }],
            questioned_fen: 500_050,
            recovered_fen: 500_050,
            recoveries: [{ amount_fen: 500_050 }],
            reinspections: [{ passed: false }, { passed: true }],
          },
        ],
      },
    })
    const events = await first.locator('.pj-timeline__title').allTextContents()
    expect(events).toHaveLength(7)
  })

  it('is withdrawn by whoever does not agree, and written anew, without script', async () => {
    const audit = await drawnProject(server)
    const { project, two, other, site } = audit
    const { page: second } = await browser.visitor(server.url, { token: two[1], script: false })
    await done(post(site, two[0], `/projects/${project}/inspections`, inspectionOf()))
    await second.goto(`/work/projects/${project}/inspection`)
    await second.getByText('抽检记录已经有人填写').waitFor()
    await second.getByRole('link', { name: '查看抽检记录' }).click()
    await second.getByRole('button', { name: '撤回，重新填写' }).click()
    await second.getByText('已撤回，可以重新填写').waitFor()
    await second.getByRole('link', { name: '重新填写抽检记录' }).click()
    await second.getByRole('button', { name: '签字并提交给另一名检查人员' }).waitFor()
    const { page: stranger } = await browser.visitor(server.url, { token: other })
    expect((await stranger.goto(`/work/projects/${project}/inspection`))?.status()).toBe(409)
    await stranger.getByText('这个项目由别人检查').waitFor()
    const { page: officer } = await browser.visitor(server.url, { token: site.officers[0].token })
    expect((await officer.goto(`/work/projects/${project}/inspection`))?.status()).toBe(403)
    const { page: nobody } = await browser.visitor(server.url)
    await nobody.goto(`/work/projects/${project}/inspection`)
    expect(new URL(nobody.url()).pathname).toBe('/sign-in')
  })
})
