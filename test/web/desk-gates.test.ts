import { beforeAll, describe, expect, it } from 'vitest'
import { call, done } from '../http/call.ts'
import {
  agreeOn,
  anyVotePasses,
  makeDesk,
  openRound,
  playRound,
  signAndCertify,
  voteOnPaper,
} from '../http/round-story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { openBrowser } from './browser.ts'
import { makeMorning, pressTwice } from './desk-story.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})

describe('what cannot be done yet', () => {
  it('is explained with its figures: the notice, the quorum, who has a duty and is not here', async () => {
    const waiting = await makeMorning(server, { rules: { ...anyVotePasses, notice_days: 7 } })
    const { page } = await browser.visitor(server.url, { token: waiting.clerk })
    await page.goto(`/desk/${waiting.assembly}`)
    await page.getByText(/候选项目公示期未满，到 \d{4}年\d+月\d+日 \d\d:\d\d 为止/).waitFor()
    expect(await page.getByRole('link', { name: '开始签到' }).count()).toBe(0)
    await page.goto(`/desk/${waiting.assembly}/open-check-in`)
    await page.getByText('这一步现在不能办理').waitFor()
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
  })

  it('names those with a duty who are missing', async () => {
    const hall = await makeMorning(server, { delegates: 6 })
    const { token } = hall.community.clerk
    await done(call(server, 'POST', `/assemblies/${hall.assembly}/check-in-opening`, { token, body: {} }))
    const check_ins = hall.delegates.slice(2).map(delegate_id => ({ delegate_id, mode: 'paper' }))
    await done(call(server, 'POST', `/assemblies/${hall.assembly}/check-ins`, { token, body: { check_ins } }))
    const { page } = await browser.visitor(server.url, { token })
    await page.goto(`/desk/${hall.assembly}`)
    await page
      .getByText('还有担任职务的代表没有到会：总监票人（到会 0，至少 1）、监票人（到会 0，至少 1）。')
      .waitFor()
  })

  it('is told to somebody whose page is older than what a colleague has done', async () => {
    const desk = await makeDesk(server)
    await openRound(desk)
    const { page } = await browser.visitor(server.url, { token: desk.clerk })
    await page.goto(`/desk/${desk.assembly}/close-issuing`)
    const { rounds } = await done(call(server, 'GET', `/assemblies/${desk.assembly}`))
    const [round] = rounds as { id: string }[]
    await done(call(server, 'POST', `/rounds/${round?.id}/issuing-closing`, { token: desk.clerk, body: {} }))
    await page.getByRole('button', { name: '停止发票，开始投票' }).click()
    await page.getByText('这一步已经办好了').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.goto(`/desk/${desk.assembly}/certify`)
    await page.getByText('这一步现在不能办理').waitFor()
  })

  it('says at a glance who would be left without a ballot', async () => {
    const desk = await makeDesk(server, { electronic: 3 })
    await openRound(desk, true)
    const { page } = await browser.visitor(server.url, { token: desk.clerk })
    await page.goto(`/desk/${desk.assembly}`)
    await page.getByText('还有 9 位到会代表没有领到票（选纸质票 6，选电子票 3）').waitFor()
  })

  it('is not lost on a page that stays open: its figures renew themselves, and say when they are old', async () => {
    const desk = await makeDesk(server)
    const { page, context } = await browser.visitor(server.url, { token: desk.clerk })
    await page.goto(`/desk/${desk.assembly}`)
    await openRound(desk)
    await page.getByRole('link', { name: '停止发票，开始投票' }).waitFor()
    await context.setOffline(true)
    await page.getByText('与服务器的连接断了').waitFor()
    await context.setOffline(false)
    await page.getByText('与服务器的连接断了').waitFor({ state: 'hidden' })
  })
})

describe('voiding an assembly', () => {
  it('asks how many are in the hall while there is a quorum on paper, and refuses when they are enough', async () => {
    const desk = await makeDesk(server)
    const { page } = await browser.visitor(server.url, { token: desk.clerk })
    await page.goto(`/desk/${desk.assembly}/void-assembly`)
    await page.getByLabel('原因').fill('代表中途离场')
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByRole('link', { name: '会场内人数：请填写整数' }).waitFor()
    await page.getByLabel('此刻会场内的代表人数').fill('6')
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByRole('button', { name: '大会作废' }).click()
    const said = '会场内有 6 人，达到法定人数 6 人，不能作废。'
    expect(await page.getByRole('alert').textContent()).toContain(said)
    expect(await page.getByLabel('原因').inputValue()).toBe('代表中途离场')
    await page.getByLabel('此刻会场内的代表人数').fill('5')
    await page.getByRole('button', { name: '继续' }).click()
    await pressTwice(page, '大会作废')
    await page.getByText('大会已作废。原因：代表中途离场').waitFor()
  })
})

describe('a round', () => {
  it('with phones: whoever has no ballot yet may have one on paper, and is counted before issuing is closed', async () => {
    const desk = await makeDesk(server, { electronic: 2 })
    const { page } = await browser.visitor(server.url, { token: desk.clerk })
    await page.goto(`/desk/${desk.assembly}/open-round`)
    expect(await page.getByLabel('使用电子票和纸质票').isChecked()).toBe(true)
    await page.getByRole('button', { name: '继续' }).click()
    await pressTwice(page, '开启本轮')
    const { rounds } = await done(call(server, 'GET', `/assemblies/${desk.assembly}`))
    expect(rounds).toMatchObject([{ status: 'issuing', token_key: expect.any(String) }])
    await page.goto(`/desk/${desk.assembly}/issue`)
    await page.getByRole('button', { name: '发一张纸质票 （代表 8）' }).click()
    await page.getByText('已登记发票 1 张').waitFor()
    await page.goto(`/desk/${desk.assembly}/close-issuing`)
    const rows = await page.getByRole('main').locator('.govuk-summary-list__row').allTextContents()
    expect(rows).toContain('选纸质票但尚未领票7 人')
    expect(rows).toContain('选电子票但尚未领票1 人')
  })

  it('in which more came back than was issued is voided by publishing it, which its page says before', async () => {
    const desk = await makeDesk(server)
    const round = await openRound(desk)
    await voteOnPaper(desk, round, 6)
    await agreeOn(desk, round, [[0], [0], [0], [0], [0], [0], [0]])
    const { page } = await browser.visitor(server.url, { token: desk.clerk })
    await page.goto(`/desk/${desk.assembly}/publish-ballots`)
    await page.getByText('收回 7 张，多于发出的 6 张：公布后本轮依规则作废').waitFor()
    await pressTwice(page, '公布选票')
    expect(await page.getByRole('alert').textContent()).toContain('本轮已依规则作废')
    await page.getByRole('link', { name: '开启本轮' }).waitFor()
  })

  it('after a tie is the runoff among the tied, which the desk offers next', async () => {
    const desk = await makeDesk(server)
    await signAndCertify(desk, await playRound(desk, [[0], [1]]))
    const { page } = await browser.visitor(server.url, { token: desk.clerk })
    await page.goto(`/desk/${desk.assembly}`)
    await page.getByRole('heading', { name: '第 2 轮 · 再次票决（并列）' }).waitFor()
    await page.getByText('2 个候选项目，最多选 1 个').waitFor()
    await page.goto(`/desk/${desk.assembly}/specimen`)
    expect(await page.locator('.pj-ballot__number').allTextContents()).toEqual(['1', '2'])
  })
})

describe('the clerk’s work list', () => {
  it('has the assembly as long as it is under way, for the clerk of its community only', async () => {
    const desk = await makeDesk(server)
    const { page } = await browser.visitor(server.url, { token: desk.clerk })
    await page.goto('/work')
    const link = page.getByRole('link', { name: '签到进行中' })
    expect(await link.getAttribute('href')).toBe(`/desk/${desk.assembly}`)
    await openRound(desk)
    await page.reload()
    await page.getByRole('link', { name: '正在发票' }).waitFor()
    const other = await browser.visitor(server.url, { token: desk.district.elsewhere.clerk.token })
    await other.page.goto('/work')
    expect(await other.page.locator('a[href^="/desk/"]').count()).toBe(0)
  })
})
