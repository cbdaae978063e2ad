import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { call, done } from '../http/call.ts'
import { anyVotePasses } from '../http/round-story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { openBrowser } from './browser.ts'
import { type Morning, makeMorning, pressTwice, takeStep } from './desk-story.ts'

let server: TestServer
let morning: Morning
let clerk: Page
let chief: Page
let scrutineer: Page
let tellers: readonly [Page, Page]

beforeAll(async () => {
  server = await startTestServer()
  const browser = await openBrowser()
  // A tie is decided by lot at once.
  morning = await makeMorning(server, { delegates: 5, rules: { ...anyVotePasses, max_runoffs: 0 } })
  const enter = async (token: string) => (await browser.visitor(server.url, { token, script: false })).page
  clerk = await enter(morning.clerk)
  chief = await enter(morning.chief)
  scrutineer = await enter(morning.scrutineer)
  tellers = [await enter(morning.tellers[0]), await enter(morning.tellers[1])]
})

const desk = () => `/desk/${morning.assembly}`
const statuses = async () => {
  const { rounds } = await done(call(server, 'GET', `/assemblies/${morning.assembly}`))
  return (rounds as { status: string }[]).map(({ status }) => status)
}

async function openAndIssue(): Promise<void> {
  await clerk.goto(`${desk()}/open-round`)
  await clerk.getByLabel('只用纸质票').check()
  await clerk.getByRole('button', { name: '继续' }).click()
  await pressTwice(clerk, '开启本轮')
  await clerk.goto(`${desk()}/issue`)
  await pressTwice(clerk, '给全部 5 人发票')
}

describe('an assembly on paper in browsers without script', () => {
  it('checks in whom the server finds by name; two presses count once', async () => {
    await clerk.goto(desk())
    await takeStep(clerk, '开始签到', '开始签到')
    await clerk.goto(`${desk()}/check-in`)
    await clerk.getByLabel('姓名或验证码').fill('代表')
    await clerk.getByRole('button', { name: '查找' }).click()
    await clerk.getByText('找到 5 人').waitFor()
    await clerk.goto(`${desk()}/check-in`)
    await clerk.getByLabel('姓名或验证码').fill('没有此人')
    await clerk.keyboard.press('Enter')
    await clerk.getByText('没有找到').first().waitFor()
    expect(await clerk.getByLabel('姓名或验证码').inputValue()).toBe('没有此人')
    for (const place of [1, 2, 3, 4, 5]) {
      await clerk.goto(`${desk()}/check-in`)
      await clerk.getByLabel('姓名或验证码').fill(`代表 ${place}`)
      await clerk.keyboard.press('Enter')
      await clerk.waitForURL(/found=/)
      expect(clerk.url()).not.toContain('代表')
      await clerk.getByRole('button', { name: `纸质票 （代表 ${place}）` }).dblclick()
      await clerk.getByText(new RegExp(`代表 ${place}（.+）已签到，纸质票。`)).waitFor()
    }
    const { present } = await done(call(server, 'GET', `/assemblies/${morning.assembly}`))
    expect(present).toBe(5)
  })

  it('finds a delegate by the code of the slip, as a scanner types it, and replaces a lost slip', async () => {
    const { token } = morning.community.clerk
    const path = `/assemblies/${morning.assembly}/codes`
    const { items } = await done(call(server, 'POST', path, { token, body: {} }))
    const slip = (items as { name: string; code: string }[]).find(({ name }) => name === '代表 5')
    await clerk.goto(`${desk()}/check-in`)
    await clerk.getByLabel('姓名或验证码').fill(`https://example/enter#${slip?.code}`)
    await clerk.keyboard.press('Enter')
    await clerk.getByText('找到 1 人').waitFor()
    await clerk.getByRole('link', { name: '纸条丢失 （代表 5）' }).click()
    await pressTwice(clerk, '换发新验证码')
    await clerk.getByText('新验证码已换发').waitFor()
    expect(clerk.url()).not.toContain(slip?.code)
    // Pressed three times, it was replaced once.
    const { code } = await done(call(server, 'GET', `/delegates/${morning.delegates[4]}`, { token }))
    expect(code).toEqual({ generation: 2, used: false })
    await clerk.getByRole('link', { name: '打印新纸条' }).click()
    await clerk.locator('.pj-slips__code').first().waitFor()
    const printed = (await clerk.locator('.pj-slips__code').allTextContents()).map(text =>
      text.split(/\s+/).join('-'),
    )
    expect(printed).toEqual([expect.stringMatching(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)])
    expect(printed).not.toContain(slip?.code)
    await clerk.goto(`${desk()}/check-in`)
    await clerk.getByLabel('姓名或验证码').fill(slip?.code ?? '')
    await clerk.keyboard.press('Enter')
    await clerk.getByText('验证码不正确').first().waitFor()
  })

  it('voids a round for a reason, which is asked for and kept, and opens it again', async () => {
    await clerk.goto(`${desk()}/confirm-scrutineers`)
    await pressTwice(clerk, '大会已通过，确认')
    await openAndIssue()
    await clerk.goto(`${desk()}/void-round`)
    await clerk.getByRole('button', { name: '继续' }).click()
    await clerk.getByText('请填写此项').first().waitFor()
    await clerk.getByLabel('原因').fill('票样印错')
    await clerk.getByRole('button', { name: '继续' }).click()
    await clerk.getByRole('button', { name: '修改' }).click()
    expect(await clerk.getByLabel('原因').inputValue()).toBe('票样印错')
    await clerk.getByRole('button', { name: '继续' }).click()
    await pressTwice(clerk, '本轮作废')
    expect(await statuses()).toEqual(['voided'])
    await openAndIssue()
    expect(await statuses()).toEqual(['voided', 'issuing'])
    await clerk.goto(desk())
    await takeStep(clerk, '停止发票，开始投票', '停止发票，开始投票')
    await takeStep(clerk, '停止投票', '停止投票，开始计票')
  })

  it('keys sheets one a line: what is wrong is named by its line, and everything typed stays', async () => {
    await clerk.goto(`${desk()}/batches`)
    await pressTwice(clerk, '建立票批', /created=/)
    for (const [place, teller] of tellers.entries()) {
      await teller.goto('/count')
      await teller.getByRole('link', { name: '票批“第1叠”' }).click()
      const field = teller.getByLabel('一行一张票')
      if (place === 0) {
        await field.fill('1\n2\n1 9\n两\n0')
        await teller.getByRole('button', { name: '录完了，核对并提交' }).click()
        const said = await teller.getByRole('alert').textContent()
        expect(said).toContain('第 3 行：没有编号为 9 的项目。')
        expect(said).toContain('第 4 行：“两”不是编号。')
        expect(await field.inputValue()).toBe('1\n2\n1 9\n两\n0')
      }
      await field.fill('1\n2\n1 2\n0\n')
      await teller.getByRole('button', { name: '录完了，核对并提交' }).click()
      await teller.getByText('4 张', { exact: true }).waitFor()
      await teller.getByRole('button', { name: '修改' }).click()
      expect((await field.inputValue()).trim()).toBe('1\n2\n1 2\n0')
      await teller.getByRole('button', { name: '录完了，核对并提交' }).click()
      await pressTwice(teller, '提交')
    }
    await tellers[1].getByText('已提交，两人一致').waitFor()
  })

  it('demands the lot before anybody signs, and draws it with twenty digits', async () => {
    await clerk.goto(`${desk()}/publish-ballots`)
    await pressTwice(clerk, '公布选票')
    await chief.goto('/count')
    await chief.getByRole('link', { name: '抽签' }).waitFor()
    expect(await chief.getByRole('link', { name: '核对计票结果并签字' }).count()).toBe(0)
    await clerk.goto(`${desk()}/lot`)
    expect(await clerk.getByRole('main').getByRole('listitem').allTextContents()).toHaveLength(2)
    const field = clerk.getByLabel('骰子点数，20 位数字')
    await field.fill('12345 67890 12345 6789')
    await clerk.getByRole('button', { name: '继续' }).click()
    await clerk.getByText('须是 20 位数字，请数一数').first().waitFor()
    expect(await field.inputValue()).toBe('12345 67890 12345 6789')
    await field.fill('12345 67890 12345 ６７８９０')
    await clerk.getByRole('button', { name: '继续' }).click()
    expect(await clerk.locator('.pj-dice').textContent()).toBe('12345 67890 12345 67890')
    await pressTwice(clerk, '登记骰子点数，抽签')
  })

  it('is signed by the scrutineers and certified at the desk', async () => {
    for (const page of [chief, scrutineer]) {
      await page.goto('/count')
      await page.getByRole('link', { name: '核对计票结果并签字' }).click()
      await pressTwice(page, '核对无误，签字')
    }
    await clerk.goto(desk())
    await takeStep(clerk, '确认结果', '确认结果')
    expect(await statuses()).toEqual(['voided', 'certified'])
    const shown = await done(call(server, 'GET', `/assemblies/${morning.assembly}`))
    expect(shown.status).toBe('certified')
  })
})
