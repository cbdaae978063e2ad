import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { call, done } from '../http/call.ts'
import { type Desk, key, makeDesk, newBatch, openRound, voteOnPaper } from '../http/round-story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { openBrowser } from './browser.ts'
import { listed, submitSheets, typeSheets } from './desk-story.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>
let desk: Desk
let round: string

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
  // Ten candidates, of whom three may be chosen.
  const costs = Array.from({ length: 10 }, (_, place) => 1_000_000 + place * 100_000)
  desk = await makeDesk(server, { costs, seats: 3 })
  round = await openRound(desk)
  await voteOnPaper(desk, round)
})

let labels = 0
async function freshBatch(): Promise<string> {
  labels++
  return newBatch(desk, round, `批${labels}`)
}

async function open(
  batch: string,
  teller = desk.tellers[0],
): Promise<{ page: Page; context: BrowserContext }> {
  const visit = await browser.visitor(server.url, { token: teller, width: 1280 })
  await visit.page.goto(`/count/batches/${batch}`)
  return visit
}

const field = (page: Page) => page.locator('#sheet')
const note = (page: Page) => page.locator('[data-entry-note]').textContent()
const shown = (teller: string, batch: string) =>
  done(call(server, 'GET', `/batches/${batch}`, { token: teller }))

describe('keying at a keyboard', () => {
  it('says at once what is wrong, and takes the next sheet only when this one is right', async () => {
    const { page } = await open(await freshBatch())
    for (const [typed, said] of [
      ['', '请输入编号；空白票输入 0。'],
      ['11', '没有编号为 11 的项目。'],
      ['2 2', '编号 2 写了两次。'],
      ['0 1', '0 表示空白票，不能和其他编号写在一起。'],
      ['1 甲', '“甲”不是编号。'],
    ] as const) {
      await typeSheets(page, [typed])
      expect(await page.locator('[data-entry-error]').textContent()).toBe(said)
      expect(await field(page).getAttribute('aria-invalid')).toBe('true')
      expect(await field(page).inputValue()).toBe(typed)
    }
    await typeSheets(page, ['1 10'])
    expect(await page.locator('[data-entry-error]').isVisible()).toBe(false)
    expect(await note(page)).toBe('第 1 张：1 10，有效')
    expect(await page.locator('[data-entry-label]').textContent()).toBe('第 2 张')
  })

  it('shows what each sheet counts as, and how many there are', async () => {
    const { page } = await open(await freshBatch())
    await typeSheets(page, ['1 2 3', '1,2,3,4', '0', 'X', '1 2 3 5'])
    expect(await listed(page)).toEqual(['1 2 3', '1 2 3 4', '—', '—', '1 2 3 5'])
    const classes = (await page.locator('.pj-sheets [data-class]').allTextContents()).reverse()
    expect(classes).toEqual(['有效', '多选，无效', '空白（弃权）', '无法辨认', '多选，无效'])
    expect(await page.locator('[data-entry-total]').textContent()).toBe('已录入 5 张')
  })

  it('corrects the sheet before with the arrow, any sheet with its button, and takes one away', async () => {
    const { page } = await open(await freshBatch())
    await typeSheets(page, ['1', '2', '3'])
    await page.keyboard.press('ArrowUp')
    expect(await field(page).inputValue()).toBe('3')
    expect(await page.locator('[data-entry-label]').textContent()).toBe('第 3 张')
    await typeSheets(page, ['4'])
    await page.getByRole('button', { name: '修改 第 1 张' }).click()
    await page.keyboard.press('Escape')
    expect(await field(page).inputValue()).toBe('')
    await page.getByRole('button', { name: '修改 第 1 张' }).click()
    await typeSheets(page, ['5'])
    await page.getByRole('button', { name: '删除 第 2 张' }).click()
    expect(await listed(page)).toEqual(['5', '4'])
    expect(await field(page).evaluate(element => element === document.activeElement)).toBe(true)
    await typeSheets(page, ['6'])
    expect(await listed(page)).toEqual(['5', '4', '6'])
  })

  it('goes by touch as well', async () => {
    const { page } = await open(await freshBatch())
    for (const name of ['1', '10', '记下这张', '空白票', '无法辨认', '2', '清除', '3', '记下这张']) {
      await page.getByRole('button', { name, exact: true }).click()
    }
    expect(await listed(page)).toEqual(['1 10', '—', '—', '3'])
  })

  it('takes what still stands in the field with it', async () => {
    const batch = await freshBatch()
    const { page } = await open(batch)
    await typeSheets(page, ['1'])
    await field(page).fill('2')
    await submitSheets(page, 2)
    expect(await shown(desk.tellers[0], batch)).toMatchObject({ keyed: 1, own: { revision: 1 } })
  })

  it('sends nothing while something wrong stands in the field, nor an empty batch', async () => {
    const { page } = await open(await freshBatch())
    const submit = page.getByRole('button', { name: '录完了，核对并提交' })
    await submit.click()
    expect(await page.locator('[data-entry-error]').textContent()).toBe('还没有录入任何一张票。')
    await field(page).fill('99')
    await submit.click()
    expect(await page.locator('[data-entry-error]').textContent()).toBe('没有编号为 99 的项目。')
    expect(await field(page).inputValue()).toBe('99')
  })
})

describe('what a teller typed', () => {
  it('is there again after a reload, from the check page, and on the way back', async () => {
    const { page } = await open(await freshBatch())
    await typeSheets(page, ['1', '2 3'])
    await page.reload()
    expect(await note(page)).toBe('已恢复您在这台设备上录入、尚未提交的 2 张。')
    await page.getByRole('button', { name: '录完了，核对并提交' }).click()
    await page.getByRole('button', { name: '修改' }).click()
    expect(await listed(page)).toEqual(['1', '2 3'])
    await typeSheets(page, ['4'])
    await page.getByRole('button', { name: '录完了，核对并提交' }).click()
    await page.locator('.pj-entry-total').waitFor()
    await page.goto('/count')
    await page.getByRole('link', { name: `票批“批${labels}”` }).click()
    expect(await listed(page)).toEqual(['1', '2 3', '4'])
  })

  it('is kept through a lost connection and submitted when it is back', async () => {
    const batch = await freshBatch()
    const { page, context } = await open(batch)
    await typeSheets(page, ['1', '2'])
    await context.setOffline(true)
    await typeSheets(page, ['3'])
    await page.getByRole('button', { name: '录完了，核对并提交' }).click()
    expect(await page.locator('[data-entry-error]').textContent()).toContain('现在没有网络')
    await context.setOffline(false)
    await submitSheets(page, 3)
    expect(await shown(desk.tellers[0], batch)).toMatchObject({ keyed: 1 })
    // Taken, it is on this device no more.
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  })

  it('is not seen by another teller at the same device', async () => {
    const batch = await freshBatch()
    const { page, context } = await open(batch)
    await typeSheets(page, ['1', '2'])
    await context.addCookies([
      {
        name: '__Host-piaojue',
        value: desk.tellers[1],
        url: server.url.replace('http:', 'https:'),
        secure: true,
        httpOnly: true,
        sameSite: 'Lax',
      },
    ])
    await page.goto('/count')
    await page.goto(`/count/batches/${batch}`)
    expect(await listed(page)).toEqual([])
    await typeSheets(page, ['3'])
    await submitSheets(page, 1)
    const kept = await page.evaluate(() => Object.values(localStorage))
    expect(kept.map(text => JSON.parse(text).lines)).toEqual([['1', '2']])
  })

  it('is forgotten once the batch is settled by the very same sheets', async () => {
    const batch = await freshBatch()
    await done(key(desk, desk.tellers[1], batch, [[]]))
    const { page } = await open(batch)
    await typeSheets(page, ['0'])
    await submitSheets(page, 1)
    await page.getByText('已提交，两人一致，这一批定下来了').waitFor()
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  })

  it('is keyed all the same in a browser that keeps nothing, which says so', async () => {
    const batch = await freshBatch()
    const { page } = await browser.visitor(server.url, { token: desk.tellers[0], width: 1280 })
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError')
        },
      })
    })
    await page.goto(`/count/batches/${batch}`)
    await typeSheets(page, ['1'])
    await page.getByText('第 1 张：1，有效').waitFor()
    await page.getByText('这台设备不能保存').waitFor()
    await submitSheets(page, 1)
    expect(await shown(desk.tellers[0], batch)).toMatchObject({ keyed: 1 })
  })

  it('comes back as it was keyed when it is to be corrected, over-voted sheets without their marks', async () => {
    const batch = await freshBatch()
    await done(key(desk, desk.tellers[1], batch, [[0], [1]]))
    await done(key(desk, desk.tellers[0], batch, [[0], [0, 1, 2, 3], [2], []]))
    const { page } = await open(batch)
    await page.getByRole('heading', { name: '不同之处' }).waitFor()
    expect(await page.locator('[data-marks]').count()).toBe(4)
    await submitSheets(page, 4)
    const again = await shown(desk.tellers[0], batch)
    expect(again).toMatchObject({ status: 'differing', own: { revision: 1 } })
  })

  it('is not mixed up when a page is sent a second time with other sheets: they are asked for once more', async () => {
    const batch = await freshBatch()
    // Two sheets, since the one keyed below may be of the very same candidate: their order is drawn.
    await done(key(desk, desk.tellers[1], batch, [[5], [5]]))
    const { page } = await open(batch)
    const request = await page.locator('form#entry input[name="form_id"]').inputValue()
    await typeSheets(page, ['1'])
    await submitSheets(page, 1)
    await page.evaluate(formId => {
      const form = document.createElement('form')
      form.method = 'post'
      for (const [name, value] of [
        ['form_id', formId],
        ['sheets', '2'],
        ['confirmed', 'yes'],
      ] as const) {
        const input = document.createElement('input')
        input.name = name
        input.value = value
        form.append(input)
      }
      document.body.append(form)
      form.submit()
    }, request)
    await page.getByText('这一页先前已经提交过别的内容').first().waitFor()
    expect(await listed(page)).toEqual(['2'])
    expect(await shown(desk.tellers[0], batch)).toMatchObject({ own: { revision: 1 } })
    await submitSheets(page, 1)
    expect(await shown(desk.tellers[0], batch)).toMatchObject({ own: { revision: 2 } })
  })
})
