import { beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'
import { enterWith, type Morning, prepareMorning } from './vote-story.ts'

let server: TestServer
let morning: Morning
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  morning = await prepareMorning(server, { delegates: 8 })
  browser = await openBrowser()
})

const codeOf = (place: number) => morning.codes[place] ?? ''

/** The same code as a phone's keyboard for Chinese writes it. */
function fullWidth(code: string): string {
  return code.replaceAll(/[!-~]/g, character => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
}

describe('the delegates’ entrance', () => {
  it.each([
    { language: 'zh-CN', width: 360, elder: false },
    { language: 'en', width: 1280, elder: false },
    { language: 'zh-CN', width: 360, elder: true },
  ] as const)('is for everybody: $language, $width px, elder mode $elder', async visitor => {
    const { page } = await browser.visitor(server.url, visitor)
    await page.goto('/enter')
    await expectAccessible(page)
    await expectKeyboard(page)
  })

  it('moves a scanned code into the field, and out of the address; nobody is told of it before the delegate agrees', async () => {
    const { page } = await browser.visitor(server.url)
    const told: string[] = []
    page.on('request', request => told.push(`${request.url()} ${request.postData() ?? ''}`))
    await page.goto(`/enter#${codeOf(0)}`)
    await expect.poll(() => page.locator('#code').inputValue()).toBe(codeOf(0))
    expect(page.url()).toBe(`${server.url}/enter`)
    expect(told.join()).not.toContain(codeOf(0))
    await page.locator('[data-entrance] button').click()
    await page.waitForURL('**/vote')
  })

  it.each([
    ['full-width characters', (code: string) => fullWidth(code)],
    ['small letters and spaces', (code: string) => ` ${code.toLowerCase().replaceAll('-', '　 ')} `],
    ['other dashes', (code: string) => code.replaceAll('-', '—').replace('—', '－')],
  ])('takes a code typed with %s, without script', async (_, typed) => {
    const place = { full: 1, smal: 2, othe: 3 }[_.slice(0, 4)] ?? 0
    const { page } = await browser.visitor(server.url, { script: false })
    await enterWith(page, typed(codeOf(place)))
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('大会还没有开始签到')
  })

  it.each([
    ['', '请输入纸条上的验证码'],
    ['7K2M-9QXP', '您输入了 8 个'],
    ['7K2M-9QXP-3FTB-W8HD', '验证码不正确'],
    ['U!!M-9QXP-3FTB-W8HDUU', '验证码'],
  ])('says what is wrong with %j, keeps it in the field, and marks it', async (typed, said) => {
    const { page } = await browser.visitor(server.url, { script: false })
    await page.goto('/enter')
    await page.locator('#code').fill(typed)
    await page.locator('[data-entrance] button').click()
    expect(await page.getByRole('alert').textContent()).toContain(said)
    expect(await page.locator('#code').inputValue()).toBe(typed)
    expect(await page.locator('#code-error').textContent()).toContain(said)
    expect(await page.title()).toMatch(/^错误：/)
  })

  it('says it in a way that everybody finds', async () => {
    const { page } = await browser.visitor(server.url, { elder: true })
    await page.goto('/enter')
    await page.locator('[data-entrance] button').click()
    await page.getByRole('alert').waitFor()
    await expectAccessible(page)
    await expectKeyboard(page)
  })

  it('lets nobody in twice with one slip, and says where to get another', async () => {
    const first = await browser.visitor(server.url)
    await enterWith(first.page, codeOf(4))
    const { page } = await browser.visitor(server.url)
    await page.goto('/enter')
    await page.locator('#code').fill(codeOf(4))
    await page.locator('[data-entrance] button').click()
    expect(await page.getByRole('alert').textContent()).toContain('到签到台换领新码')
  })

  it('lets a phone in whose answer was lost, also when the slip is scanned again', async () => {
    const { page, context } = await browser.visitor(server.url)
    await page.goto(`/enter#${codeOf(5)}`)
    await expect.poll(() => page.locator('#code').inputValue()).toBe(codeOf(5))
    await context.route(
      '**/enter',
      async route => {
        // Past the browser, which must not see the cookie.
        const body = route.request().postData() ?? ''
        const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: server.url }
        const answer = await fetch(`${server.url}/enter`, {
          method: 'POST',
          headers,
          body,
          redirect: 'manual',
        })
        expect(answer.headers.get('set-cookie')).toContain('piaojue')
        await route.abort('connectionreset')
      },
      { times: 1 },
    )
    await page.locator('[data-entrance] button').click()
    await expect.poll(() => page.url()).toContain('chrome-error')
    await page.goto(`/enter#${codeOf(5)}`)
    await expect.poll(() => page.locator('#code').inputValue()).toBe(codeOf(5))
    await page.locator('[data-entrance] button').click()
    await page.waitForURL('**/vote')
  })

  it('leads whoever is in to their page, and notices the slip of somebody else', async () => {
    const { page } = await browser.visitor(server.url)
    await enterWith(page, codeOf(6))
    await page.goto('/enter')
    await page.waitForURL('**/vote')
    expect(await page.locator('[data-if="other_slip"]').isVisible()).toBe(false)
    await page.goto('about:blank')
    await page.goto(`/enter#${codeOf(7)}`)
    await page.locator('[data-if="other_slip"]').waitFor({ state: 'visible' })
    expect(page.url()).toBe(`${server.url}/vote`)
  })

  it('is where those are led who are not in: anybody, and staff', async () => {
    for (const token of [undefined, morning.clerk]) {
      const { page } = await browser.visitor(server.url, token === undefined ? {} : { token })
      for (const path of ['/vote', '/vote/ratings']) {
        await page.goto(path)
        expect(new URL(page.url()).pathname).toBe('/enter')
      }
    }
  })
})
