import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { call, done } from '../http/call.ts'
import { act, agreeOn, openRound, publish, signAndCertify, votesOf } from '../http/round-story.ts'
import { expectVerified } from '../http/verified.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { openBrowser } from './browser.ts'
import {
  choose,
  enterWith,
  expectScreen,
  gather,
  lookUp,
  type Morning,
  prepareMorning,
  receiptOn,
  reopen,
  voteOn,
} from './vote-story.ts'

let server: TestServer
let morning: Morning
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  morning = await prepareMorning(server, { delegates: 8 })
  browser = await openBrowser()
})

interface Phone {
  readonly context: BrowserContext
  page: Page
}

/** How each of the eight looks at it; the last one votes on paper. */
const manners = [
  {},
  { elder: true },
  { elder: true },
  { language: 'en', width: 1280 },
  {},
  {},
  {},
  { elder: true },
] as const
const [cut, reloading, closing, onPaper] = [4, 5, 6, 7]

describe('an assembly with eight delegates on eight phones', () => {
  it('votes, votes again on a tie, and everybody finds the own ballot in a record that verifies', async () => {
    const phones: Phone[] = []
    for (const [place, manner] of manners.entries()) {
      const phone = await browser.visitor(server.url, manner)
      await enterWith(phone.page, morning.codes[place] ?? '')
      phones.push(phone)
    }
    const pages = () => phones.map(phone => phone.page)
    const electronic = () => pages().filter((_, place) => place !== onPaper)
    const paper = () => pages().filter((_, place) => place === onPaper)
    const reload = async () => {
      await phones[reloading]?.page.reload()
    }
    const comeBack = async () => {
      const phone = phones[closing]
      if (phone !== undefined) phone.page = await reopen(phone.context, phone.page)
    }

    await expectScreen('scheduled', ...pages())
    await gather(morning, [onPaper])
    await expectScreen('gathering', ...pages())
    await reload()

    const [first = '', second = '', third = ''] = morning.candidates
    const main = [[first], [first], [first], [second], [second], [second], []]
    const runoff = [[first], [first], [first], [first], [second], [second], []]
    const receipts = new Set<string>()
    for (const [number, choices] of [main, runoff].entries()) {
      const round = await openRound(morning, true)
      await expectScreen('blank', ...electronic())
      await expectScreen('paper_to_fetch', ...paper())
      const fingerprints = await Promise.all(
        electronic().map(page => page.locator('.pj-fingerprint').textContent()),
      )
      expect(new Set(fingerprints).size).toBe(1)
      await reload()
      await comeBack()
      await expectScreen('blank', ...electronic())

      const delegate_ids = [morning.delegates[onPaper]]
      await done(act(morning, morning.clerk, `/rounds/${round}/paper-ballots`, { delegate_ids }))
      await expectScreen('paper_held', ...paper())
      await done(act(morning, morning.clerk, `/rounds/${round}/issuing-closing`))
      await expectScreen('choosing', ...electronic())
      await expectScreen('paper_to_fill', ...paper())

      for (const [place, phone] of phones.entries()) {
        if (place === onPaper) continue
        await castAsTheyDo(place, phone, choices[place] ?? [])
      }
      for (const page of electronic()) receipts.add((await receiptOn(page)).ballot ?? '')
      const shown = await done(call(server, 'GET', `/assemblies/${morning.assembly}/hall`))
      expect(shown.round).toMatchObject({ cast_electronic: 7, issued_electronic: 7, returned: null })

      await reload()
      await comeBack()
      await done(act(morning, morning.clerk, `/rounds/${round}/voting-closing`))
      await expectScreen('counting', ...pages())
      for (const page of pages()) expect(await page.locator('.pj-votes').count()).toBe(0)
      await agreeOn(morning, round, number === 0 ? [[2]] : [[0]])
      await done(publish(morning, round))
      await expectScreen('published', ...pages())
      for (const page of electronic()) await page.locator('[data-if="found"]').waitFor({ state: 'visible' })
      const tally = await signAndCertify(morning, round)
      expect(votesOf(morning, tally)).toEqual(number === 0 ? [3, 3, 1] : [5, 2, undefined])
      await expectScreen(number === 0 ? 'between' : 'result', ...pages())
      await reload()
      await comeBack()
    }
    expect(receipts.size).toBe(14)
    await expectScreen('result', ...pages())
    for (const page of pages()) {
      const outcome = page.locator('#outcome')
      await outcome.getByText('项目 1').first().waitFor()
      expect(await outcome.textContent()).not.toContain('项目 3')
    }
    expect(third).not.toBe('')
    await expectVerified(server, morning.district)
  })
})

/** One cast as this delegate does it: with the connection cut, with a reload at every step, with the page closed, or plainly. */
async function castAsTheyDo(place: number, phone: Phone, choices: readonly string[]): Promise<void> {
  switch (place) {
    case cut: {
      await choose(phone.page, choices)
      await phone.context.setOffline(true)
      await phone.page.locator('[data-cast]').click()
      await phone.page.locator('[data-if="trouble_connection"]').waitFor({ state: 'visible' })
      await expectScreen('casting', phone.page)
      await phone.page.locator('[data-if="trouble_connection"] [data-retry]').click()
      await expectScreen('casting', phone.page)
      await phone.context.setOffline(false)
      break
    }
    case reloading:
      await phone.page.reload()
      await expectScreen('choosing', phone.page)
      await choose(phone.page, choices)
      await phone.page.reload()
      await expectScreen('checking', phone.page)
      await phone.page.locator('[data-cast]').click()
      await phone.page.locator('[data-screen="checking"]').waitFor({ state: 'hidden' })
      await phone.page.reload()
      break
    case closing:
      await choose(phone.page, choices)
      phone.page = await reopen(phone.context, phone.page)
      await expectScreen('choosing', phone.page)
      await voteOn(phone.page, [])
      break
    default:
      await voteOn(phone.page, choices)
  }
  await lookUp(phone.page)
  await expectScreen('cast', phone.page)
}
