import { beforeAll, describe, expect, it } from 'vitest'
import { done } from '../http/call.ts'
import {
  act,
  agreeOn,
  anyVotePasses,
  type Desk,
  key,
  makeDesk,
  newBatch,
  openRound,
  playRound,
  tallyOf,
  voteOnPaper,
} from '../http/round-story.ts'
import { openSession } from '../http/story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'
import { pressTwice, submitSheets, typeSheets } from './desk-story.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>
let counting: Desk
let published: Desk
let round: string
let batches: { differing: string; ruling: string; fresh: string; agreed: string }

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
  counting = await makeDesk(server)
  const counted = await openRound(counting)
  await voteOnPaper(counting, counted)
  const [first, second] = counting.tellers
  const differing = await newBatch(counting, counted, '一')
  await done(key(counting, first, differing, [[0], [0, 1], [1]]))
  await done(key(counting, second, differing, [[0], [2], []]))
  const ruling = await newBatch(counting, counted, '二')
  for (const teller of [first, second]) await done(key(counting, teller, ruling, [[0], 'unreadable']))
  const agreed = await agreeOn(counting, counted, [[0]], '三')
  batches = { differing, ruling, agreed, fresh: await newBatch(counting, counted, '四') }
  published = await makeDesk(server)
  round = await playRound(published, [[0], [0], [1], [], [0, 1]])
})

const people = [
  { width: 360, elder: true },
  { width: 1280, language: 'en' },
] as const

describe('every page of the count is for everybody', () => {
  it.each(people)('of a teller, $width px', async visitor => {
    const { page } = await browser.visitor(server.url, { ...visitor, token: counting.tellers[0] })
    await page.goto('/count')
    await expectAccessible(page)
    await expectKeyboard(page)
    for (const batch of [batches.fresh, batches.differing, batches.ruling, batches.agreed]) {
      await page.goto(`/count/batches/${batch}`)
      await expectAccessible(page)
      await expectKeyboard(page)
    }
    // With sheets in the list, and with something wrong.
    await page.goto(`/count/batches/${batches.fresh}`)
    for (const sheet of ['1', '1 2', '0', 'x', '7']) {
      await page.locator('#sheet').fill(sheet)
      await page.keyboard.press('Enter')
    }
    expect(await page.locator('[data-marks]').count()).toBe(4)
    await expectAccessible(page)
    await expectKeyboard(page)
    await page.locator('#sheet').fill('')
    await page.getByRole('button', { name: /录完了|All keyed/ }).click()
    await page.locator('.pj-entry-total').waitFor()
    await expectAccessible(page)
    await expectKeyboard(page)
  })

  it.each(people)('of a scrutineer, $width px', async visitor => {
    const { page } = await browser.visitor(server.url, { ...visitor, token: counting.scrutineer })
    for (const path of ['/count', `/count/batches/${batches.ruling}`, `/count/batches/${batches.fresh}`]) {
      await page.goto(path)
      await expectAccessible(page)
      await expectKeyboard(page)
    }
    const { page: chief } = await browser.visitor(server.url, { ...visitor, token: published.chief })
    for (const path of ['/count', `/count/rounds/${round}`, `/count/rounds/${round}/certify`]) {
      await chief.goto(path)
      await expectAccessible(chief)
      await expectKeyboard(chief)
    }
  })
})

describe('the result to be signed', () => {
  it('is whole: every figure, every vote in the order of the ballot, what follows, and the hash', async () => {
    const { page } = await browser.visitor(server.url, { token: published.tellers[0] })
    await page.goto(`/count/rounds/${round}`)
    const text = (await page.getByRole('main').textContent()) ?? ''
    const { tally, tally_hash } = await tallyOf(published, round)
    const { figures, votes } = tally
    expect(figures).toMatchObject({ returned: 5, valid: 4, invalid: 1, blank: 1 })
    for (const [name, value] of [
      ['应到', figures.eligible],
      ['收回', figures.returned],
      ['有效', figures.valid],
      ['无效', figures.invalid],
      ['有效票中弃权', figures.blank],
    ] as const)
      expect(text).toContain(`${name}${value}`)
    const rows = await page.getByRole('row').allTextContents()
    const expected = published.candidates.toSorted().map((id, place) => {
      const title = `项目 ${published.candidates.indexOf(id) + 1}`
      return expect.stringMatching(new RegExp(`^${place + 1}${title}${votes[id]}`))
    })
    expect(rows.slice(1)).toEqual(expected)
    expect(text).toContain(tally_hash)
  })

  it('is signed only as it was seen', async () => {
    const { page } = await browser.visitor(server.url, { token: published.tellers[1] })
    await page.goto(`/count/rounds/${round}`)
    await page.locator('input[name="tally_hash"]').evaluate(field => {
      if (field instanceof HTMLInputElement) field.value = 'ab'.repeat(32)
    })
    await page.getByRole('button', { name: '核对无误，签字' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('结果已经变动')
    const { signatures } = await tallyOf(published, round)
    expect(signatures).toEqual([])
  })

  it('cannot be certified before the chief scrutineer and a scrutineer have signed it', async () => {
    const { page } = await browser.visitor(server.url, { token: published.chief })
    await page.goto(`/count/rounds/${round}/certify`)
    await page.getByText('还缺签字：总监票人、监票人。').waitFor()
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
  })
})

describe('the count is closed to', () => {
  it('delegates without a duty, who are shown the way to their vote', async () => {
    const token = await openSession(server, counting.district.id, {
      delegate_id: counting.delegates.at(-1) ?? '',
    })
    const { page } = await browser.visitor(server.url, { token })
    expect((await page.goto('/count'))?.status()).toBe(403)
    await page.getByText('只有监票人、计票人在这里办事').waitFor()
    for (const path of [`/count/batches/${batches.fresh}`, `/count/rounds/${round}`]) {
      expect((await page.goto(path))?.status(), path).toBe(403)
    }
  })

  it('tellers and scrutineers of another assembly', async () => {
    const { page } = await browser.visitor(server.url, { token: published.tellers[0] })
    expect((await page.goto(`/count/batches/${batches.fresh}`))?.status()).toBe(403)
    const { page: chief } = await browser.visitor(server.url, { token: counting.chief })
    await chief.goto(`/count/rounds/${round}/certify`)
    expect(await chief.getByRole('main').getByRole('button').count()).toBe(0)
  })

  it('a third teller, once two have keyed a batch, until one of the two has left and is replaced', async () => {
    const desk = await makeDesk(server)
    const counted = await openRound(desk)
    await voteOnPaper(desk, counted)
    const batch = await newBatch(desk, counted)
    for (const teller of desk.tellers)
      await done(key(desk, teller, batch, teller === desk.tellers[0] ? [[0]] : [[1]]))
    await server.ownerDb
      .insertInto('duty')
      .values({
        assembly_id: desk.assembly,
        district_id: desk.district.id,
        delegate_id: desk.delegates[4] ?? '',
        duty: 'teller',
      })
      .execute()
    const token = await openSession(server, desk.district.id, { delegate_id: desk.delegates[4] ?? '' })
    const { page } = await browser.visitor(server.url, { token })
    await page.goto('/count')
    await page.getByText('另两位计票人负责').waitFor()
    await page.goto(`/count/batches/${batch}`)
    expect(await page.getByRole('main').textContent()).not.toContain('不同之处')
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0)

    const { page: clerk } = await browser.visitor(server.url, { token: desk.clerk, width: 1280 })
    await clerk.goto(`/desk/${desk.assembly}`)
    await clerk.getByText('特殊情况').click()
    await clerk.getByRole('link', { name: '更换离场的监票人、计票人' }).click()
    await expectAccessible(clerk)
    await clerk.getByRole('button', { name: '继续' }).click()
    await expect.poll(() => clerk.getByRole('alert').getByText('请选择一项').count()).toBe(2)
    const leaving = clerk.getByLabel('谁离场了')
    const successor = clerk.getByLabel('由谁接替')
    expect(await successor.locator('option').count()).toBe(2 + desk.delegates.length - 5)
    // The chief is one: somebody has to take that over.
    await leaving.selectOption({ label: '代表 1（总监票人）' })
    await successor.selectOption('nobody')
    await clerk.getByRole('button', { name: '继续' }).click()
    await clerk.getByRole('button', { name: '登记更换' }).click()
    await clerk.getByText('必须由另一位代表接替').first().waitFor()
    expect(await leaving.inputValue()).toBe(desk.delegates[0])
    // Of three tellers two remain.
    await leaving.selectOption({ label: '代表 3（计票人）' })
    await clerk.getByRole('button', { name: '继续' }).click()
    await pressTwice(clerk, '登记更换')
    await clerk.getByText('已登记。').waitFor()

    await page.goto('/count')
    await page.getByRole('link', { name: '票批“一”' }).click()
    await page.getByText('原来录入的一位计票人已离场').waitFor()
    // What the other teller keyed, by its number on the ballot.
    const number = desk.candidates.toSorted().indexOf(desk.candidates[1] ?? '') + 1
    await typeSheets(page, [String(number)])
    await submitSheets(page, 1)
    await page.getByText('已提交，两人一致').waitFor()
  })

  it('scrutineers as long as no lot is due; then they enter the dice themselves', async () => {
    const desk = await makeDesk(server, { rules: { ...anyVotePasses, max_runoffs: 0 } })
    const { page } = await browser.visitor(server.url, { token: desk.scrutineer })
    await page.goto('/count/lot')
    await page.getByText('现在没有要抽的签').waitFor()
    const { page: teller } = await browser.visitor(server.url, { token: desk.tellers[0] })
    expect((await teller.goto('/count/lot'))?.status()).toBe(403)
    expect((await page.goto('/count/batches'))?.status()).toBe(403)
    await playRound(desk, [[0], [1], []])
    await teller.goto('/count')
    await teller.getByText('须先抽签').waitFor()
    await page.goto('/count')
    await page.getByRole('link', { name: '抽签' }).click()
    await page.getByLabel('骰子点数').fill('１２３４５ 67890 12345 6789')
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByText('须是 20 位数字').first().waitFor()
    await page.getByLabel('骰子点数').fill('１２３４５ 67890 12345 67890')
    await expectAccessible(page)
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByText('12345 67890 12345 67890').waitFor()
    await pressTwice(page, '登记骰子点数，抽签')
    await page.getByText('抽签已完成').waitFor()
    await page.getByRole('link', { name: '核对计票结果并签字' }).waitFor()
  })

  it('staff and strangers, who are led to the delegates’ entrance', async () => {
    for (const token of [counting.clerk, undefined]) {
      const { page } = await browser.visitor(server.url, token === undefined ? {} : { token })
      await page.goto('/count')
      expect(new URL(page.url()).pathname).toBe('/enter')
    }
  })
})

describe('a ruling', () => {
  it('that does not uphold gives the batch back to both tellers, with what they keyed', async () => {
    const desk = await makeDesk(server)
    const counted = await openRound(desk)
    await voteOnPaper(desk, counted)
    const batch = await newBatch(desk, counted)
    for (const teller of desk.tellers) await done(key(desk, teller, batch, [[0], 'unreadable']))
    const { page } = await browser.visitor(server.url, { token: desk.scrutineer })
    await page.goto(`/count/batches/${batch}`)
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByText('请选择一项').first().waitFor()
    await page.getByLabel('能够辨认，请计票人重新录入').check()
    await page.getByRole('button', { name: '继续' }).click()
    // The other scrutineer was faster: what was decided is not decided once more.
    await done(act(desk, desk.chief, `/batches/${batch}/rulings`, { unreadable: 1, upheld: false }))
    await page.getByRole('button', { name: '裁定', exact: true }).click()
    expect(await page.getByRole('alert').textContent()).toContain('要等前面的步骤完成')
    const { page: teller } = await browser.visitor(server.url, { token: desk.tellers[0] })
    await teller.goto('/count')
    await teller.getByText('请重新录入').waitFor()
    await teller.getByRole('link', { name: '票批“一”' }).click()
    await expect.poll(() => teller.locator('[data-marks]').count()).toBe(2)
  })
})
