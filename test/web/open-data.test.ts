import { beforeAll, describe, expect, it } from 'vitest'
import { type Desk, makeDesk, playRound, signAndCertify } from '../http/round-story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>
let desk: Desk
let dataPath: string

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
  desk = await makeDesk(server)
  await signAndCertify(desk, await playRound(desk, [[0], [0], [1], []]))
  const { slug } = await server.ownerDb
    .selectFrom('area')
    .select('slug')
    .where('id', '=', desk.district.id)
    .executeTakeFirstOrThrow()
  dataPath = `/d/${slug}/data`
})

describe('open data', () => {
  it.each([
    { language: 'zh-CN', width: 360, elder: false },
    { language: 'en', width: 1280, elder: false },
    { language: 'zh-CN', width: 360, elder: true },
  ] as const)('are for everybody: $language, $width px, elder mode $elder', async visitor => {
    const { page } = await browser.visitor(server.url, visitor)
    await page.goto(dataPath)
    await expectAccessible(page)
    await expectKeyboard(page)
  })

  it('leads to files and addresses that are all there', async () => {
    const { page } = await browser.visitor(server.url, { script: false })
    await page.goto(dataPath)
    const links = await page
      .locator('main a')
      .evaluateAll(all => [...new Set(all.map(link => link.getAttribute('href') ?? ''))])
    expect(links.length).toBeGreaterThan(12)
    for (const href of links) {
      const answer = await fetch(new URL(href, server.url))
      expect({ href, status: answer.status }).toEqual({ href, status: 200 })
      await answer.arrayBuffer()
    }
  })

  it.each(['projects', 'proposals', 'results'])(
    'has %s as a table that Excel shows in Chinese',
    async name => {
      const answer = await fetch(`${server.url}${dataPath}/${name}.csv`, {
        headers: { 'accept-language': 'zh-CN' },
      })
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z0-9-]+\.csv"$/)
      const bytes = new Uint8Array(await answer.arrayBuffer())
      expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
      const lines = new TextDecoder().decode(bytes).trimEnd().split('\r\n')
      expect(lines[0]).toContain('项目')
      expect(lines.length).toBe(name === 'projects' ? 2 : 4)
    },
  )
})
