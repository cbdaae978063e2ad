import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { done } from '../http/call.ts'
import { openRound, publish, signAndCertify } from '../http/round-story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { openBrowser } from './browser.ts'
import {
  choose,
  closeStep,
  enterWith,
  expectScreen,
  gather,
  lookUp,
  type Morning,
  prepareMorning,
  receiptOn,
  voteOn,
} from './vote-story.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})

describe('a ballot', () => {
  let morning: Morning
  let id: string
  let page: Page

  beforeAll(async () => {
    morning = await prepareMorning(server, { delegates: 8, seats: 2 })
    await gather(morning, [7])
    const phone = await browser.visitor(server.url)
    page = phone.page
    await enterWith(page, morning.codes[0] ?? '')
    id = await openRound(morning, true)
    await expectScreen('blank', page)
    await closeStep(morning, 'issuing-closing', id)
    await expectScreen('choosing', page)
  })

  it('takes no more choices than allowed, and says so', async () => {
    const [first, second, third] = await page.locator('[name="choice"]').all()
    await first?.check()
    await second?.check()
    expect(await page.locator('.pj-counter__said').textContent()).toBe('已选 2 项，还可以选 0 项')
    await third?.click()
    expect(await third?.isChecked()).toBe(false)
    await page.getByRole('alert').filter({ hasText: '最多选 2 项' }).waitFor()
    await second?.uncheck()
    expect(await page.locator('[data-wrong]').textContent()).toBe('')
    await third?.check()
    expect(await page.locator('.pj-counter__said').textContent()).toBe('已选 2 项，还可以选 0 项')
  })

  it('keeps what was chosen when the page is loaded again, and goes back from the check page', async () => {
    const ticked = () => page.locator('[name="choice"]:checked').evaluateAll(all => all.map(one => one.id))
    const before = await ticked()
    expect(before).toHaveLength(2)
    await page.reload()
    await expectScreen('choosing', page)
    expect(await ticked()).toEqual(before)
    await page.locator('[data-ballot] button[type="submit"]').click()
    await expectScreen('checking', page)
    expect(await page.locator('[data-chosen] li').count()).toBe(2)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('请核对您的选择')
    await page.goBack()
    await expectScreen('choosing', page)
    expect(await ticked()).toEqual(before)
    await page.locator('[data-ballot] button[type="submit"]').click()
    await page.getByRole('button', { name: '返回修改' }).click()
    await expectScreen('choosing', page)
  })

  it('may be blank, which is said before it is cast', async () => {
    const phone = await browser.visitor(server.url, { language: 'en' })
    await enterWith(phone.page, morning.codes[1] ?? '')
    await expectScreen('late', phone.page)
    for (const _ of [1, 2]) await page.locator('[name="choice"]:checked').first().uncheck()
    await page.locator('[data-ballot] button[type="submit"]').click()
    await page.getByText('这张票会作为弃权票投出').waitFor()
    await page.getByRole('button', { name: '确认弃权，投出空白票' }).waitFor()
    await page.goBack()
  })

  it('is cast once from two windows, and both show the receipt', async () => {
    const second = await page.context().newPage()
    await second.goto('/vote')
    await expectScreen('choosing', second)
    const [first = '', other = ''] = morning.candidates
    await choose(page, [first])
    await choose(second, [other])
    await Promise.all([page, second].map(one => one.locator('[data-cast]').dispatchEvent('click')))
    await expectScreen('cast', page, second)
    expect(await receiptOn(page)).toEqual(await receiptOn(second))
    const notices = await Promise.all(
      [page, second].map(one => one.locator('[data-if="trouble_other_window"]').isVisible()),
    )
    expect(notices.filter(Boolean)).toHaveLength(1)
    await second.close()
  })

  it('gives a receipt that can be saved and copied', async () => {
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: '保存为文件' }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('票决回执-第1轮.json')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: '复制' }).click()
    await page.getByText('已复制。').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(JSON.parse(copied)).toEqual(await receiptOn(page))
  })

  it('is sent without credentials, and nothing else of the page names its key', async () => {
    const phone = await browser.visitor(server.url)
    const sent: { url: string; headers: Record<string, string>; body: string }[] = []
    await closeStep(morning, 'voting-closing', id)
    await done(publish(morning, id))
    await signAndCertify(morning, id)
    const fresh = await prepareMorning(server, { delegates: 5 })
    await gather(fresh, [4])
    await enterWith(phone.page, fresh.codes[0] ?? '')
    phone.page.on('request', async request => {
      const headers = await request.allHeaders()
      sent.push({ url: request.url(), headers, body: request.postData() ?? '' })
    })
    const next = await openRound(fresh, true)
    await expectScreen('blank', phone.page)
    await closeStep(fresh, 'issuing-closing', next)
    await expectScreen('choosing', phone.page)
    await voteOn(phone.page, [])
    const [cast, ...more] = sent.filter(({ url }) => url.endsWith('/ballots'))
    expect(more).toEqual([])
    expect(cast?.headers.cookie).toBe(undefined)
    expect(cast?.headers.authorization).toBe(undefined)
    expect(cast?.headers.referer).toBe(undefined)
    const { key } = JSON.parse(cast?.body ?? '') as { key: string }
    const others = sent.filter(one => one !== undefined && one.url !== cast?.url)
    expect(JSON.stringify(others)).not.toContain(key)
  })

  it('can be erased from a device that is somebody else’s', async () => {
    await lookUp(page)
    await page.locator('[data-if="receipt"]').waitFor({ state: 'visible' })
    await page.getByText('这不是您自己的手机？').click()
    await page.getByRole('button', { name: '删除并退出' }).click()
    await page.getByText('您已退出登录').waitFor()
    const left = await page.evaluate(() => indexedDB.databases().then(all => all.map(({ name }) => name)))
    expect(left).toEqual([])
  })
})
