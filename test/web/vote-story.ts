import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { call, done } from '../http/call.ts'
import { act, anyVotePasses, type Desk, type DeskOptions } from '../http/round-story.ts'
import {
  checkIn,
  clerkDoes,
  makeDistrict,
  openSession,
  prepareAssembly,
  publishCycle,
} from '../http/story.ts'
import type { TestServer } from '../servers.ts'

/** An assembly on the morning of its day, with the code of each delegate's slip. The first four have the duties. */
export interface Morning extends Desk {
  readonly codes: readonly string[]
}

/** The desk ends the issuing or the voting of a round. */
export async function closeStep(
  morning: Morning,
  step: 'issuing-closing' | 'voting-closing',
  id: string,
): Promise<void> {
  await done(act(morning, morning.clerk, `/rounds/${id}/${step}`))
}

export async function prepareMorning(server: TestServer, options: DeskOptions = {}): Promise<Morning> {
  const {
    costs = [3_000_000, 4_000_000, 5_000_000],
    seats = 1,
    delegates = 8,
    rules = anyVotePasses,
  } = options
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district, rules)
  const hall = await prepareAssembly(server, district.here, cycle, { costs, seats, delegates })
  const enter = (place: number) =>
    openSession(server, district.id, { delegate_id: hall.delegates[place] ?? '' })
  const clerk = district.here.clerk.token
  const printed = await done(
    call(server, 'POST', `/assemblies/${hall.assembly}/codes`, { token: clerk, body: {} }),
  )
  const slips = printed.items as { delegate_id: string; code: string }[]
  return {
    server,
    district,
    community: district.here,
    ...hall,
    clerk,
    chief: await enter(0),
    scrutineer: await enter(1),
    tellers: [await enter(2), await enter(3)],
    codes: hall.delegates.map(id => slips.find(slip => slip.delegate_id === id)?.code ?? ''),
  }
}

/** Opens check-in, checks the delegates in, those of the places on paper, and has the scrutineers confirmed. */
export async function gather(morning: Morning, onPaper: readonly number[] = []): Promise<void> {
  const { server, community, assembly, delegates } = morning
  await clerkDoes(server, community, assembly, 'check-in-opening')
  const paper = delegates.filter((_, place) => onPaper.includes(place))
  const electronic = delegates.filter((_, place) => !onPaper.includes(place))
  if (paper.length > 0) await checkIn(server, community, assembly, paper, 'paper')
  if (electronic.length > 0) await checkIn(server, community, assembly, electronic, 'electronic')
  await clerkDoes(server, community, assembly, 'scrutineers-confirmation')
}

/** Comes in with a code, as typed. */
export async function enterWith(page: Page, code: string): Promise<void> {
  await page.goto('/enter')
  await page.locator('#code').fill(code)
  await page.locator('[data-entrance] button').click()
  await page.waitForURL('**/vote')
}

/** The pages look again at once, as they do when somebody takes the phone up. */
export async function lookUp(...pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map(page => page.evaluate(() => window.dispatchEvent(new Event('focus')))))
}

/** Waits until each page shows a screen, and no other one. */
export async function expectScreen(name: string, ...pages: readonly Page[]): Promise<void> {
  await lookUp(...pages)
  for (const page of pages) {
    await page.locator(`[data-screen="${name}"]`).waitFor({ state: 'visible' })
    const shown = await page
      .locator('[data-screen]')
      .evaluateAll(screens =>
        screens.filter(screen => screen.checkVisibility()).map(screen => screen.getAttribute('data-screen')),
      )
    expect(shown).toEqual([name])
  }
}

/** Ticks candidates by their ids and goes to the check page. */
export async function choose(page: Page, ids: readonly string[]): Promise<void> {
  for (const id of ids) await page.locator(`[name="choice"][value="${id}"]`).check()
  await page.locator('[data-ballot] button[type="submit"]').click()
  await page.locator('[data-screen="checking"]').waitFor({ state: 'visible' })
}

/** The whole vote of one delegate: choose, check, cast, receipt. */
export async function voteOn(page: Page, ids: readonly string[]): Promise<void> {
  await choose(page, ids)
  await page.locator('[data-cast]').click()
  await page.locator('[data-screen="cast"]').waitFor({ state: 'visible' })
}

/** The receipt as it stands on the page. */
export async function receiptOn(page: Page): Promise<Readonly<Record<string, string>>> {
  return JSON.parse(await page.locator('[data-receipt]').inputValue()) as Record<string, string>
}

/** Closes the page and opens another one, as a phone does that was put away: what the browser keeps is still there. */
export async function reopen(context: BrowserContext, page: Page): Promise<Page> {
  await page.close()
  const again = await context.newPage()
  again.setDefaultTimeout(15_000)
  await again.goto('/vote')
  return again
}
