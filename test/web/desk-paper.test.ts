import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { call, done } from '../http/call.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { openBrowser } from './browser.ts'
import {
  listed,
  type Morning,
  makeMorning,
  pressTwice,
  submitSheets,
  takeStep,
  typeSheets,
} from './desk-story.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>
let morning: Morning
let clerk: Page
let chief: Page
let scrutineer: Page
let tellers: readonly [Page, Page]

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
  morning = await makeMorning(server)
  const enter = async (token: string, width: number) =>
    (await browser.visitor(server.url, { token, width })).page
  clerk = await enter(morning.clerk, 1280)
  chief = await enter(morning.chief, 360)
  scrutineer = await enter(morning.scrutineer, 360)
  tellers = [await enter(morning.tellers[0], 1280), await enter(morning.tellers[1], 1280)]
})

const desk = () => `/desk/${morning.assembly}`
const rounds = async () => {
  const { rounds: all } = await done(call(server, 'GET', `/assemblies/${morning.assembly}`))
  return all as { id: string; kind: string; status: string; issued_paper: number }[]
}

describe('an assembly on paper, each in a browser of their own', () => {
  it('opens check-in, and says how many are missing for the quorum', async () => {
    await clerk.goto(desk())
    expect(await clerk.getByText('最贵的').count()).toBe(0)
    await takeStep(clerk, '开始签到', '开始签到')
    expect(await clerk.getByText('实到 0 人，法定人数 4 人，还差 4 人。').count()).toBeGreaterThan(0)
    // The tellers wait meanwhile.
    await tellers[0].goto('/count')
    await tellers[0].getByText('还没有开始计票').waitFor()
  })

  it('checks delegates in by name, at two desks at once, with one press each', async () => {
    await clerk.getByRole('link', { name: '签到台' }).first().click()
    const { page: second } = await browser.visitor(server.url, { token: morning.clerk, width: 1280 })
    await second.goto(`${desk()}/check-in`)
    for (const [page, place] of [
      [clerk, 1],
      [second, 2],
      [clerk, 3],
      [second, 4],
      [clerk, 5],
    ] as const) {
      const field = page.getByLabel('姓名或验证码')
      expect(await field.evaluate(element => element === document.activeElement)).toBe(true)
      await page.keyboard.type(`代表 ${place}`)
      expect(await page.locator('[data-name]:visible').count()).toBe(1)
      await page.keyboard.press('Enter')
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(`纸质票（代表 ${place}）`)
      await page.keyboard.press('Enter')
      await page.getByText(new RegExp(`^代表 ${place}（.+）已签到，纸质票。$`)).waitFor()
    }
    expect(await clerk.locator('.pj-figures__value').first().textContent()).toBe('5')
    // A second press on a page that does not know yet changes nothing.
    await second.getByRole('button', { name: '纸质票 （代表 5）' }).click()
    await second.getByText(/代表 5（.+）已签到/).waitFor()
    const { present } = await done(call(server, 'GET', `/assemblies/${morning.assembly}`))
    expect(present).toBe(5)
    await second.context().close()
  })

  it('confirms the scrutineers, opens a round on paper and issues ballots to everybody present', async () => {
    await clerk.goto(desk())
    await takeStep(clerk, '确认监票人、计票人', '大会已通过，确认')
    await clerk.getByRole('link', { name: '开启本轮' }).click()
    await clerk.getByLabel('只用纸质票').check()
    await clerk.getByRole('button', { name: '继续' }).click()
    await pressTwice(clerk, '开启本轮')
    expect((await rounds()).map(({ status }) => status)).toEqual(['issuing'])
    await clerk.getByRole('link', { name: '发纸质票' }).click()
    await pressTwice(clerk, '给全部 5 人发票')
    await clerk.getByText('已登记发票 5 张').waitFor()
    expect((await rounds())[0]?.issued_paper).toBe(5)
  })

  it('gives a late arrival a ballot as long as issuing is open', async () => {
    await clerk.goto(`${desk()}/check-in?show=absent`)
    expect(await clerk.locator('[data-name]').count()).toBe(1)
    await clerk.getByRole('button', { name: '纸质票 （代表 6）' }).click()
    await clerk.getByText(/代表 6（.+）已签到/).waitFor()
    // The list stays the one it was: nobody is missing in it any more.
    await clerk.getByText('这个名单里没有人').waitFor()
    await clerk.getByRole('link', { name: /本轮未领票 1/ }).click()
    await clerk.getByRole('button', { name: '发纸质票 （代表 6）' }).click()
    await clerk.getByText('代表 6 的纸质票已登记发出').waitFor()
    expect((await rounds())[0]?.issued_paper).toBe(6)
  })

  it('closes issuing and voting, each behind its page', async () => {
    await clerk.goto(desk())
    await takeStep(clerk, '停止发票，开始投票', '停止发票，开始投票')
    await takeStep(clerk, '停止投票', '停止投票，开始计票')
    expect((await rounds()).map(({ status }) => status)).toEqual(['counting'])
    // Somebody else's page that still offers the step learns that it is done.
    await clerk.goto(`${desk()}/close-voting`)
    await clerk.getByText('这一步已经办好了').waitFor()
  })

  it('begins batches, which appear on the tellers’ pages by themselves', async () => {
    await tellers[0].goto('/count')
    await tellers[1].goto('/count')
    await clerk.goto(`${desk()}/batches`)
    await tellers[0].getByRole('link', { name: '建立、删除票批' }).click()
    // The desk begins one, a teller the other.
    for (const [page, label] of [
      [clerk, '第1叠'],
      [tellers[0], '第2叠'],
    ] as const) {
      await page.reload()
      expect(await page.getByLabel('票批名称').inputValue()).toBe(label)
      await pressTwice(page, '建立票批', /created=/)
      await page.getByText(`票批“${label}”已建立`).waitFor()
    }
    // One too many is taken away again.
    await tellers[0].getByRole('button', { name: '建立票批' }).click()
    await tellers[0].getByRole('button', { name: /删除.*票批“第3叠”/ }).click()
    await tellers[0].getByText('票批已删除').waitFor()
    expect(await tellers[0].locator('.pj-roll__name').allTextContents()).toEqual(['第1叠', '第2叠'])
    await tellers[0].goto('/count')
    for (const teller of tellers) await teller.getByRole('link', { name: '票批“第2叠”' }).waitFor()
  })

  it('lets two tellers key the first batch at once: they agree, whatever the order of the sheets', async () => {
    await Promise.all(
      tellers.map(async (teller, place) => {
        await teller.getByRole('link', { name: '票批“第1叠”' }).click()
        const sheets = ['1', '2', '1']
        await typeSheets(teller, place === 0 ? sheets : sheets.toReversed())
        expect(await listed(teller)).toHaveLength(3)
        await submitSheets(teller, 3)
      }),
    )
    await clerk.goto(`${desk()}/batches`)
    const row = clerk.locator('.pj-roll__row').first()
    expect(await row.textContent()).toContain('已核对一致')
    expect(await row.textContent()).toContain('3 张')
  })

  it('shows two tellers who differ only what differs, after both are in', async () => {
    const [first, second] = tellers
    await first.goto('/count')
    await first.getByRole('link', { name: '票批“第2叠”' }).click()
    await typeSheets(first, ['3', '1', 'x'])
    await submitSheets(first, 3)
    await first.getByText('等另一位计票人').first().waitFor()

    await second.goto('/count')
    await second.getByRole('link', { name: '票批“第2叠”' }).click()
    expect(await second.getByText('不同之处').count()).toBe(0)
    // Half of it, and the page is loaded anew: nothing is lost, and nothing of the other's is seen.
    await typeSheets(second, ['2', 'x'])
    await second.reload()
    await second.getByText('已恢复您在这台设备上录入、尚未提交的 2 张').waitFor()
    expect(await listed(second)).toEqual(['2', '—'])
    await typeSheets(second, ['1'])
    await submitSheets(second, 3)
    await second.getByRole('heading', { name: '不同之处' }).waitFor()
    const cells = await second.getByRole('row').allTextContents()
    expect(cells.slice(1).map(text => text.replaceAll(/项目 \d/g, ''))).toEqual(['210', '301', '总张数33'])
    await first.reload()
    await first.getByRole('heading', { name: '不同之处' }).waitFor()
    expect((await first.getByRole('row').allTextContents()).at(1)).toMatch(/^3.*10$/)
  })

  it('lets the one who was wrong correct one sheet; a scrutineer rules on the one nobody can read', async () => {
    const [, second] = tellers
    await scrutineer.goto('/count')
    expect(await scrutineer.getByRole('link', { name: '票批“第2叠”' }).count()).toBe(0)
    const own = await listed(second)
    const wrong = own.indexOf('2') + 1
    await second.getByRole('button', { name: `修改 第 ${wrong} 张`, exact: true }).click()
    expect(await second.locator('#sheet').inputValue()).toBe('2')
    await typeSheets(second, ['3'])
    await submitSheets(second, 3)
    await second.getByText('等监票人裁定').first().waitFor()
    await clerk.goto(desk())
    await clerk.getByText('还有 1 批纸质票没有核对一致。').waitFor()

    await scrutineer.getByRole('link', { name: '票批“第2叠”' }).click({ timeout: 20_000 })
    await scrutineer.getByLabel('确实无法辨认，作无效票').check()
    await scrutineer.getByRole('button', { name: '继续' }).click()
    await pressTwice(scrutineer, '裁定')
    await scrutineer.getByText('裁定已记下').waitFor()
  })

  it('publishes the ballots; those who counted sign the whole result, and the chief scrutineer certifies it', async () => {
    await clerk.goto(desk())
    await clerk.getByRole('link', { name: '公布选票' }).click()
    await clerk.getByText('6（共发出 6）').waitFor()
    await pressTwice(clerk, '公布选票')
    await clerk.goto(`${desk()}/certify`)
    await clerk.getByText('还缺签字：总监票人、监票人。').waitFor()
    await chief.goto('/count')
    expect(await chief.getByRole('link', { name: '确认结果' }).count()).toBe(0)
    await Promise.all(
      [chief, scrutineer, tellers[0]].map(async page => {
        await page.goto('/count')
        await page.getByRole('link', { name: '核对计票结果并签字' }).click()
        await page.getByRole('button', { name: '核对无误，签字' }).waitFor()
        const rows = await page.getByRole('row').allTextContents()
        expect(rows.slice(1).map(text => /项目 \d(\d)/.exec(text)?.[1])).toEqual(['3', '1', '1'])
        await pressTwice(page, '核对无误，签字')
        await page.getByText('您已在这份结果上签字').waitFor()
      }),
    )
    await chief.goto('/count')
    await chief.getByRole('link', { name: '确认结果' }).click()
    await pressTwice(chief, '确认结果')
    await chief.getByText('选出的项目成为实施项目').waitFor()
    expect((await rounds()).map(({ status }) => status)).toEqual(['certified'])
    const report = await done(call(server, 'GET', `/assemblies/${morning.assembly}/report`))
    expect(report.candidates).toMatchObject([{ id: morning.candidates[0], votes: 3, selected: true }, {}, {}])
    await clerk.goto(desk())
    await clerk.getByText('大会已有结果').waitFor()
    expect(await clerk.getByRole('link', { name: '票决结果报告单' }).getAttribute('href')).toBe(
      `/assemblies/${morning.assembly}/report`,
    )
  })
})
