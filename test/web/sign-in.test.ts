import { beforeAll, describe, expect, it } from 'vitest'
import { type District, makeDistrict } from '../http/story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'

let server: TestServer
let district: District
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  district = await makeDistrict(server)
  browser = await openBrowser()
})

describe('signing in', () => {
  it.each([
    { language: 'zh-CN', width: 360, elder: false },
    { language: 'en', width: 1280, elder: false },
    { language: 'zh-CN', width: 360, elder: true },
  ] as const)('is for everybody: $language, $width px, elder mode $elder', async visitor => {
    const { page } = await browser.visitor(server.url, visitor)
    await page.goto('/sign-in')
    await expectAccessible(page)
    await expectKeyboard(page)
  })

  it('keeps what was typed when the password is wrong, and says so beside the field and on top, without script', async () => {
    const { page } = await browser.visitor(server.url, { script: false })
    await page.goto('/sign-in')
    await page.getByLabel('登录名').fill('nobody-here')
    await page.getByLabel('密码').fill('not the password')
    await page.getByRole('button', { name: '登录' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('登录名或密码不正确')
    expect(await page.getByLabel('登录名').inputValue()).toBe('nobody-here')
    expect(await page.getByLabel('密码').inputValue()).toBe('')
    expect(await page.title()).toMatch(/^错误：/)
  })

  it('knows who is signed in by the cookie, and forgets them on the way out', async () => {
    const { page, context } = await browser.visitor(server.url, { token: district.here.clerk.token })
    await page.goto('/sign-out')
    await page.getByRole('main').getByRole('button', { name: '退出', exact: true }).click()
    await page.getByText('您已退出登录').waitFor()
    expect(await context.cookies()).toEqual([])
  })
})
