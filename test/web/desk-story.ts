import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { VotingRules } from '../../src/core/cycle/rules.ts'
import { anyVotePasses } from '../http/round-story.ts'
import {
  type Community,
  type District,
  makeDistrict,
  openSession,
  prepareAssembly,
  publishCycle,
} from '../http/story.ts'
import type { TestServer } from '../servers.ts'
import type { Visitor } from './browser.ts'

/** An assembly on the morning of its day, with the tokens of the clerk and of the first four delegates, who have the duties. */
export interface Morning {
  readonly district: District
  readonly community: Community
  readonly assembly: string
  /** Ascending: the first is number 1 on the ballot. */
  readonly candidates: readonly string[]
  readonly delegates: readonly string[]
  readonly clerk: string
  readonly chief: string
  readonly scrutineer: string
  readonly tellers: readonly [string, string]
}

export async function makeMorning(
  server: TestServer,
  options: {
    costs?: readonly number[]
    seats?: number
    delegates?: number
    rules?: Partial<VotingRules>
  } = {},
): Promise<Morning> {
  const {
    costs = [3_000_000, 4_000_000, 5_000_000],
    seats = 1,
    delegates = 6,
    rules = anyVotePasses,
  } = options
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district, rules)
  const hall = await prepareAssembly(server, district.here, cycle, { costs, seats, delegates })
  const enter = (place: number): Promise<string> =>
    openSession(server, district.id, { delegate_id: hall.delegates[place] ?? '' })
  return {
    district,
    community: district.here,
    assembly: hall.assembly,
    candidates: hall.candidates.toSorted(),
    delegates: hall.delegates,
    clerk: district.here.clerk.token,
    chief: await enter(0),
    scrutineer: await enter(1),
    tellers: [await enter(2), await enter(3)],
  }
}

/**
 * Presses a button so that its form is sent three times, twice of them at once: as an impatient hand does where nothing holds it
 * back. Each is answered by going on, as if it were the only one.
 */
export async function pressTwice(page: Page, name: string, leadsTo = /done=/): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  const answers = await button.evaluate(async press => {
    if (!(press instanceof HTMLButtonElement) || press.form === null)
      throw new TypeError('no button of a form')
    const { action } = press.form
    const fields = new URLSearchParams()
    for (const [field, value] of new FormData(press.form, press)) fields.append(field, String(value))
    const send = () => fetch(action, { method: 'POST', body: fields, redirect: 'manual' })
    return (await Promise.all([send(), send()])).map(({ type }) => type)
  })
  expect(answers, name).toEqual(['opaqueredirect', 'opaqueredirect'])
  await Promise.all([page.waitForURL(leadsTo), button.click()])
}

/** Opens the page of a step from the desk, reads what follows from it, and takes it. */
export async function takeStep(page: Page, title: string, button: string): Promise<void> {
  await page.getByRole('link', { name: title, exact: true }).click()
  await pressTwice(page, button)
  await page.getByRole('alert').waitFor()
}

/** Opens a batch from the teller's list and types its sheets, one after the other. */
export async function typeSheets(page: Page, sheets: readonly string[]): Promise<void> {
  for (const sheet of sheets) {
    await page.locator('#sheet').fill(sheet)
    await page.keyboard.press('Enter')
  }
}

/** The sheets that the page lists, the first first. */
export async function listed(page: Page): Promise<string[]> {
  await page.locator('[data-entry-live]').waitFor()
  return (await page.locator('[data-marks]').allTextContents()).reverse()
}

/** Checks the number of sheets and submits them. */
export async function submitSheets(page: Page, count: number): Promise<void> {
  await page.getByRole('button', { name: '录完了，核对并提交' }).click()
  expect(await page.locator('.pj-entry-total').textContent()).toBe(`${count} 张`)
  await pressTwice(page, '提交')
}

export const everySize: readonly Visitor[] = [
  { width: 360 },
  { width: 1280 },
  { width: 360, elder: true },
  { width: 1280, language: 'en' },
]
