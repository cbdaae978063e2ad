import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { done } from '../http/call.ts'
import { openRound, publish, signAndCertify } from '../http/round-story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'
import {
  choose,
  closeStep,
  enterWith,
  expectScreen,
  gather,
  type Morning,
  prepareMorning,
} from './vote-story.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})

/** The pages of two delegates: on an old person's phone, and in English at a desk. */
async function twoPages(morning: Morning): Promise<[Page, Page]> {
  const elder = await browser.visitor(server.url, { elder: true })
  const english = await browser.visitor(server.url, { language: 'en', width: 1280 })
  await enterWith(elder.page, morning.codes[0] ?? '')
  await enterWith(english.page, morning.codes[1] ?? '')
  return [elder.page, english.page]
}

async function expectForEverybody(...pages: readonly Page[]): Promise<void> {
  for (const page of pages) {
    await expectAccessible(page)
    await expectKeyboard(page)
  }
}

describe('the delegate’s page', () => {
  it('can be used by everybody at every step', async () => {
    const morning = await prepareMorning(server, { delegates: 6, seats: 2 })
    const pages = await twoPages(morning)
    const [elder, english] = pages
    await expectScreen('scheduled', ...pages)
    await expectForEverybody(...pages)
    await gather(morning, [5])
    await expectScreen('gathering', ...pages)
    await expectForEverybody(elder)
    const id = await openRound(morning, true)
    await expectScreen('blank', ...pages)
    await expectForEverybody(...pages)
    await closeStep(morning, 'issuing-closing', id)
    await expectScreen('choosing', ...pages)
    await expectForEverybody(...pages)
    expect(await english.title()).toContain('Choose projects')
    expect(await english.locator('[data-announce]').textContent()).toContain('Choose at most 2')
    const targets = await elder
      .locator('[data-screen="choosing"]')
      .locator('label, button, summary')
      .evaluateAll(all => all.map(one => one.getBoundingClientRect().height))
    expect(Math.min(...targets)).toBeGreaterThanOrEqual(60)
    await choose(elder, morning.candidates.slice(0, 2))
    await choose(english, [])
    await expectForEverybody(...pages)
    for (const page of pages) await page.locator('[data-cast]').click()
    await expectScreen('cast', ...pages)
    await expectForEverybody(...pages)
    await closeStep(morning, 'voting-closing', id)
    await expectScreen('counting', ...pages)
    await expectForEverybody(elder)
    await done(publish(morning, id))
    await expectScreen('published', ...pages)
    await signAndCertify(morning, id)
    await expectScreen('result', ...pages)
    await english.locator('#outcome').getByText('Selected projects').waitFor()
    await expectForEverybody(...pages)
    expect(await elder.getByRole('link', { name: '查看大会的全部公开资料' }).getAttribute('href')).toBe(
      `/assemblies/${morning.assembly}`,
    )
    await elder.getByText('您是本次大会的总监票人').waitFor()
  })
})
