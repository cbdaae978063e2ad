import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { castBallot, fillBallot, obtainToken } from '../../src/client/vote.ts'
import { call, done } from '../http/call.ts'
import { deviceOf, stepped } from '../http/electronic-story.ts'
import { act, agreeOn, openRound, publish, signAndCertify } from '../http/round-story.ts'
import { checkIn, clerkDoes } from '../http/story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, openBrowser } from './browser.ts'
import { type Morning, prepareMorning } from './vote-story.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>
let morning: Morning
let screen: Page
let phone: Page

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
  const costs = Array.from({ length: 30 }, (_, place) => 600_000 + place)
  morning = await prepareMorning(server, { delegates: 9, costs, seats: 2 })
  const projector = await browser.visitor(server.url, { width: 1920 })
  screen = projector.page
  await screen.setViewportSize({ width: 1920, height: 1080 })
  await screen.goto(`/hall/${morning.assembly}`)
  phone = (await browser.visitor(server.url, { language: 'en' })).page
})

/** Waits until the big screen shows a state by itself; it fits, and everybody can read it, on a phone too. */
async function expectState(state: string): Promise<void> {
  await screen.locator(`.pj-hall__screen--${state}`).waitFor()
  const height = await screen.evaluate(() => document.documentElement.scrollHeight)
  expect(height, `${state} fits the screen`).toBeLessThanOrEqual(1080)
  await expectAccessible(screen)
  await phone.goto(`/hall/${morning.assembly}`)
  await expectAccessible(phone)
}

const words = () => screen.locator('#hall').innerText()

describe('the big screen', () => {
  it('shows where to come in, and who has come, against the quorum', async () => {
    await expectState('scheduled')
    const { server: _, community, assembly, delegates } = morning
    await clerkDoes(server, community, assembly, 'check-in-opening')
    await checkIn(server, community, assembly, delegates.slice(0, 4), 'electronic')
    await expectState('checking_in')
    await expect.poll(words, { timeout: 10_000 }).toMatch(/已签到\s*4\s*应到 9 人/)
    expect(await words()).toContain('法定人数 6 人 · 还差 2 人')
    expect(await screen.locator('.pj-qr').getAttribute('aria-label')).toContain(`${server.url}/enter`)
    await checkIn(server, community, assembly, delegates.slice(4, 7), 'electronic')
    await checkIn(server, community, assembly, delegates.slice(7), 'paper')
    await clerkDoes(server, community, assembly, 'scrutineers-confirmation')
    await expectState('ready')
    expect(await words()).toContain('已达到法定人数')
  })

  it('counts what is issued and cast, shows the fingerprint, and never a part of the result', async () => {
    const round = await openRound(morning, true)
    const { token_key_fingerprint: fingerprint } = await done(call(server, 'GET', `/rounds/${round}`))
    const devices = []
    for (const delegate of morning.delegates.slice(0, 7)) {
      const device = await deviceOf(morning, delegate)
      await stepped(obtainToken(device, round))
      devices.push(device)
    }
    const delegate_ids = morning.delegates.slice(7)
    await done(act(morning, morning.clerk, `/rounds/${round}/paper-ballots`, { delegate_ids }))
    await expectState('issuing')
    await expect.poll(words, { timeout: 10_000 }).toMatch(/已发出\s*9\s*到会 9 人/)
    const shown = await screen.locator('.pj-hall__fingerprint').innerText()
    expect(String(fingerprint).toUpperCase()).toMatch(new RegExp(`^${shown.replaceAll(/\s/g, '')}`))
    await done(act(morning, morning.clerk, `/rounds/${round}/issuing-closing`))
    await expectState('voting')
    const [first = '', second = '', third = ''] = morning.candidates
    const choices = [[first, second], [first, second], [first, third], [first, third], [], [], []]
    for (const [place, device] of devices.entries()) {
      await stepped(fillBallot(device, round, choices[place] ?? []))
      if (place < 5) await stepped(castBallot(device, round))
    }
    await expect.poll(words, { timeout: 10_000 }).toMatch(/电子票已投\s*5\s*共发出 7 张/)
    await done(act(morning, morning.clerk, `/rounds/${round}/voting-closing`))
    await expectState('counting')
    expect(await words()).toContain('不公布任何部分结果')
    await agreeOn(morning, round, [[0], [0]])
    expect(await words()).not.toMatch(/[0-9] 票/)
    await done(publish(morning, round))
    await expectState('published')
    expect(await words()).toContain('待签字确认')
    expect(await screen.locator('.pj-hall__vote').first().innerText()).toMatch(/项目 1\s+6 票\s+✓ 选定/)
    await signAndCertify(morning, round)
    await expectState('runoff')
    expect(await words()).toContain('得票相同，再次票决')
  })

  it('shows the tied candidates of the runoff, then the result with winners and reasons', async () => {
    const round = await openRound(morning, true)
    await expectState('issuing')
    expect(await screen.locator('.pj-hall__key + .pj-hall__label + .pj-hall__candidates li').count()).toBe(2)
    const delegate_ids = morning.delegates
    await done(act(morning, morning.clerk, `/rounds/${round}/paper-ballots`, { delegate_ids }))
    await done(act(morning, morning.clerk, `/rounds/${round}/issuing-closing`))
    await expectState('voting')
    const standing = await screen.locator('.pj-hall__candidates li').allInnerTexts()
    expect(standing.map(text => text.replaceAll(/^\d+|\s+/g, ' ').trim()).sort()).toEqual([
      '项目 2 ¥6,000.01',
      '项目 3 ¥6,000.02',
    ])
    await done(act(morning, morning.clerk, `/rounds/${round}/voting-closing`))
    await agreeOn(morning, round, [[1], [2], [2]])
    await done(publish(morning, round))
    await signAndCertify(morning, round)
    await expectState('result')
    const rows = await screen.locator('.pj-hall__vote').allInnerTexts()
    expect(rows).toHaveLength(30)
    expect(rows.filter(text => text.includes('✓ 选定')).map(text => /项目 \d+/.exec(text)?.[0])).toEqual([
      '项目 1',
      '项目 3',
    ])
    expect(rows.find(text => text.includes('项目 2\n'))).toContain('未胜出')
  })

  it('says when it may be out of date, and goes on when the connection is back', async () => {
    await screen.context().setOffline(true)
    await screen.getByText('连接中断，画面可能不是最新的').waitFor()
    await screen.context().setOffline(false)
    await screen.getByText(/^更新于/).waitFor()
  })

  it('names nobody, and is no page of an assembly that there is not', async () => {
    const html = await (await fetch(`${server.url}/hall/${morning.assembly}`)).text()
    expect(html).not.toContain('代表 1')
    for (const delegate of morning.delegates) expect(html).not.toContain(delegate)
    expect(html).toMatch(/<noscript><meta http-equiv="refresh" content="5"\/?><\/noscript>/)
    expect((await fetch(`${server.url}/hall/01890000-0000-7000-8000-000000000000`)).status).toBe(404)
    expect((await fetch(`${server.url}/hall/nothing`)).status).toBe(404)
  })
})
