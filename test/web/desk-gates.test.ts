import { beforeAll, describe, expect, it } from 'vitest'
import { call, done } from '../http/call.ts'
import { anyVotePasses, makeDesk, openRound } from '../http/round-story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { openBrowser } from './browser.ts'
import { makeMorning } from './desk-story.ts'

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
    expect(await page.getByRole('alert').textContent()).toContain('要等前面的步骤完成，或者这一步已经完成。')
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
    await Promise.all([page.waitForURL(/done=/), page.getByRole('button', { name: '大会作废' }).dblclick()])
    await page.getByText('大会已作废。原因：代表中途离场').waitFor()
  })
})
