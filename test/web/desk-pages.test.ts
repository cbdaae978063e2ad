import { beforeAll, describe, expect, it } from 'vitest'
import { call, done } from '../http/call.ts'
import { anyVotePasses, type Desk, makeDesk, openRound, playRound, voteOnPaper } from '../http/round-story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'
import { type Morning, makeMorning } from './desk-story.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>
/** Assemblies at different stages. */
let morning: Morning
let issuing: Desk
let counting: Desk
let tied: Desk

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
  morning = await makeMorning(server)
  issuing = await makeDesk(server, { electronic: 2 })
  await openRound(issuing)
  counting = await makeDesk(server)
  await voteOnPaper(counting, await openRound(counting))
  tied = await makeDesk(server, { rules: { ...anyVotePasses, max_runoffs: 0 } })
  await playRound(tied, [[0], [1]])
})

const people = [
  { width: 360, elder: true },
  { width: 1280, language: 'en' },
] as const

describe('every page of the desk is for everybody', () => {
  it.each(people)('before check-in, $width px', async visitor => {
    const { page } = await browser.visitor(server.url, { ...visitor, token: morning.clerk })
    for (const path of ['', '/open-check-in', '/check-in', '/confirm-scrutineers', '/void-assembly']) {
      await page.goto(`/desk/${morning.assembly}${path}`)
      await expectAccessible(page)
      await expectKeyboard(page)
    }
  })

  it.each(people)('while ballots are issued, $width px', async visitor => {
    const { page } = await browser.visitor(server.url, { ...visitor, token: issuing.clerk })
    const [delegate] = issuing.delegates
    await call(server, 'POST', `/assemblies/${issuing.assembly}/codes`, { token: issuing.clerk, body: {} })
    const paths = [
      '',
      '/check-in',
      `/slip/${delegate}`,
      '/issue',
      '/close-issuing',
      '/void-round',
      '/specimen',
    ]
    for (const path of [...paths, '/ballots?copies=2', '/ballots?copies=none']) {
      await page.goto(`/desk/${issuing.assembly}${path}`)
      await expectAccessible(page)
      await expectKeyboard(page)
    }
  })

  it.each(people)('while ballots are counted, and when a lot is due, $width px', async visitor => {
    const { page } = await browser.visitor(server.url, { ...visitor, token: counting.clerk })
    for (const path of ['', '/batches', '/open-round', '/publish-ballots']) {
      await page.goto(`/desk/${counting.assembly}${path}`)
      await expectAccessible(page)
      await expectKeyboard(page)
    }
    const { page: other } = await browser.visitor(server.url, { ...visitor, token: tied.clerk })
    for (const path of ['', '/lot', '/certify']) {
      await other.goto(`/desk/${tied.assembly}${path}`)
      await expectAccessible(other)
      await expectKeyboard(other)
    }
  })
})

describe('the specimen', () => {
  it('numbers the candidates as the round lists them, with costs and how many may be chosen', async () => {
    const { page } = await browser.visitor(server.url, { token: issuing.clerk, width: 1280 })
    await page.goto(`/desk/${issuing.assembly}/ballots?copies=3`)
    expect(await page.locator('.pj-ballot').count()).toBe(3)
    const titles = await page.locator('.pj-ballot').first().getByRole('rowheader').allTextContents()
    const { rounds, candidates } = await done(call(server, 'GET', `/assemblies/${issuing.assembly}`))
    const [round] = rounds as { candidates: string[] }[]
    const named = new Map((candidates as { id: string; title: string }[]).map(one => [one.id, one.title]))
    expect(titles).toEqual(round?.candidates.map(id => named.get(id)))
    await page.getByText('最多选 1 个').first().waitFor()
    // On paper: one ballot a page, and nothing of the screen.
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByText('共 3 张').isVisible()).toBe(false)
    const breaks = await page
      .locator('.pj-ballot')
      .evaluateAll(ballots => ballots.map(ballot => getComputedStyle(ballot).breakBefore))
    expect(breaks).toEqual(['auto', 'page', 'page'])
  })
})

describe('the desk is closed to', () => {
  const paths = [
    '',
    '/check-in',
    '/open-round',
    '/lot',
    '/void-round',
    '/issue',
    '/batches',
    '/specimen',
    '/ballots',
  ]

  it('the clerk of another community, and staff of another role', async () => {
    const { clerk } = issuing.district.elsewhere
    for (const token of [clerk.token, issuing.community.street_officer.token]) {
      const { page } = await browser.visitor(server.url, { token })
      for (const path of paths) {
        const response = await page.goto(`/desk/${issuing.assembly}${path}`)
        expect([path, response?.status()]).toEqual([path, 403])
      }
      expect(await page.getByText('代表 1').count()).toBe(0)
    }
  })

  it('delegates and strangers, who are asked to sign in', async () => {
    for (const token of [issuing.chief, undefined]) {
      const { page } = await browser.visitor(server.url, token === undefined ? {} : { token })
      await page.goto(`/desk/${issuing.assembly}/check-in`)
      expect(new URL(page.url()).pathname).toBe('/sign-in')
    }
  })
})
