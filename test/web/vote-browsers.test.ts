import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { done } from '../http/call.ts'
import { act, anyVotePasses, openRound } from '../http/round-story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, openBrowser } from './browser.ts'
import { closeStep, enterWith, expectScreen, gather, prepareMorning, voteOn } from './vote-story.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})

describe('without script', () => {
  it('a delegate on paper sees what to do, and one who chose an electronic ballot where to get help', async () => {
    const morning = await prepareMorning(server, { delegates: 6 })
    const paper = await browser.visitor(server.url, { script: false, elder: true })
    const electronic = await browser.visitor(server.url, { script: false })
    await enterWith(paper.page, morning.codes[5] ?? '')
    await enterWith(electronic.page, morning.codes[0] ?? '')
    const heading = async (page: Page) => {
      await page.reload()
      return page.locator('h1:visible').allTextContents()
    }
    expect(await heading(paper.page)).toEqual(['大会还没有开始签到'])
    expect(await paper.page.locator('noscript meta[http-equiv="refresh"]').count()).toBe(1)
    await gather(morning, [5])
    expect(await heading(paper.page)).toEqual(['您已签到，请稍候'])
    const id = await openRound(morning, true)
    expect(await heading(paper.page)).toEqual(['请到签到台领取纸质票'])
    expect(await heading(electronic.page)).toEqual(['正在打开您的电子票'])
    const help = electronic.page.locator('[data-screen="starting"] noscript p')
    expect(await help.textContent()).toContain('改领一张纸质票')
    await done(
      act(morning, morning.clerk, `/rounds/${id}/paper-ballots`, {
        delegate_ids: [morning.delegates[5], morning.delegates[0]],
      }),
    )
    expect(await heading(electronic.page)).toEqual(['您已领到纸质票'])
    await closeStep(morning, 'issuing-closing', id)
    expect(await heading(paper.page)).toEqual(['请填写纸质票，投进票箱'])
    await paper.page.getByText('最多选 1 项，多选的票无效').waitFor()
  })
})

describe('a browser', () => {
  it('without Ed25519 of its own votes all the same', async () => {
    const morning = await prepareMorning(server, { delegates: 5 })
    const { page, context } = await browser.visitor(server.url)
    await context.addInitScript(() => {
      const { subtle } = crypto
      const real = subtle.importKey.bind(subtle) as (...given: unknown[]) => Promise<CryptoKey>
      Object.defineProperty(subtle, 'importKey', {
        value: (...given: unknown[]) =>
          JSON.stringify(given[2]).includes('Ed25519')
            ? Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'))
            : real(...given),
      })
    })
    await enterWith(page, morning.codes[0] ?? '')
    await gather(morning, [4])
    const id = await openRound(morning, true)
    await expectScreen('blank', page)
    await closeStep(morning, 'issuing-closing', id)
    await expectScreen('choosing', page)
    await voteOn(page, morning.candidates.slice(0, 1))
  })

  it('that keeps nothing is told of before the delegate chooses how to vote', async () => {
    const morning = await prepareMorning(server, { delegates: 5 })
    const { page, context } = await browser.visitor(server.url)
    await context.addInitScript(() => {
      // As browsers do whose settings forbid sites to keep anything.
      const forbidden = () => {
        throw new DOMException('denied', 'SecurityError')
      }
      for (const name of ['indexedDB', 'localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, { get: forbidden })
    })
    await enterWith(page, morning.codes[0] ?? '')
    const scheduled = page.locator('[data-screen="scheduled"]')
    await scheduled.getByText('请选择纸质票').waitFor()
    await scheduled.getByText('可能是开了无痕模式').waitFor()
    await gather(morning, [4])
    await openRound(morning, true)
    await expectScreen('unable', page)
    await expectAccessible(page)
  })

  it('is held to exactly so many choices where the rules say so', async () => {
    const rules = { ...anyVotePasses, exact_choices: true }
    const morning = await prepareMorning(server, { delegates: 5, seats: 2, rules })
    const { page } = await browser.visitor(server.url)
    await enterWith(page, morning.codes[0] ?? '')
    await gather(morning, [4])
    const id = await openRound(morning, true)
    await expectScreen('blank', page)
    await closeStep(morning, 'issuing-closing', id)
    await expectScreen('choosing', page)
    await page.locator('[name="choice"]').first().check()
    await page.locator('[data-ballot] button[type="submit"]').click()
    await page.getByRole('alert').filter({ hasText: '您选了 1 项' }).waitFor()
    await expectScreen('choosing', page)
    await page.locator('[name="choice"]').nth(1).check()
    await page.locator('[data-ballot] button[type="submit"]').click()
    await expectScreen('checking', page)
  })
})
