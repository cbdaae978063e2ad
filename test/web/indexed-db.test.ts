import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { build } from 'esbuild'
import { type BrowserContext, type Page, chromium as playwright } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { call, done } from '../http/call.ts'
import { electronicOf, roundOf } from '../http/electronic-story.ts'
import { act, type Desk, makeDesk, openRound } from '../http/round-story.ts'
import { openSession } from '../http/story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { openBrowser } from './browser.ts'
import type { Voting } from './device-entry.ts'

declare global {
  var voting: Voting
}

let server: TestServer
let desk: Desk
let browser: Awaited<ReturnType<typeof openBrowser>>
let script = ''

beforeAll(async () => {
  server = await startTestServer()
  desk = await makeDesk(server, { delegates: 6, electronic: 6 })
  browser = await openBrowser()
  const entryPoints = [join(import.meta.dirname, 'device-entry.ts')]
  const { outputFiles } = await build({ entryPoints, bundle: true, write: false, format: 'esm' })
  script = outputFiles[0]?.text ?? ''
})

/** A page of the server's origin that has the library, and nothing else. */
async function deviceOn(context: BrowserContext): Promise<Page> {
  await context.route('**/device.js', route =>
    route.fulfill({ contentType: 'text/javascript', body: script }),
  )
  await context.route('**/device', route =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><title>device</title><script type="module" src="/device.js"></script>',
    }),
  )
  const page = await context.newPage()
  await page.goto(`${server.url}/device`)
  await page.waitForFunction(() => globalThis.voting !== undefined)
  return page
}

async function optionsOf(place: number) {
  const delegate_id = electronicOf(desk, 6)[place] ?? ''
  const record = await done(call(server, 'GET', `/districts/${desk.district.id}/record/key`))
  return {
    name: `test-${delegate_id}`,
    district: desk.district.id,
    verifierKey: String(record.verifier_key),
    session: await openSession(server, desk.district.id, { delegate_id }),
  }
}

async function freshRound(): Promise<string> {
  const { round } = await done(call(server, 'GET', `/assemblies/${desk.assembly}/hall`))
  const open = round as { id: string; status: string } | null
  if (open !== null && open.status !== 'voided')
    await done(act(desk, desk.clerk, `/rounds/${open.id}/void`, { reason: '下一个测试' }))
  return openRound(desk, true)
}

describe('the store in the browser', () => {
  it('keeps a key pair whose private part nobody gets out, and that still signs', async () => {
    const round = await freshRound()
    const { context } = await browser.visitor(server.url)
    const page = await deviceOn(context)
    const options = await optionsOf(0)
    const found = await page.evaluate(
      async ({ options, round }) => {
        const device = voting.deviceIn(options)
        await voting.obtainToken(device, round)
        const kept = await voting.indexedDbStore(indexedDB, options.name).get(round)
        if (kept === null) return null
        const { privateKey } = kept.ballot_key
        const gotten: string[] = []
        for (const format of ['pkcs8', 'jwk', 'raw'] as const) {
          const exported = crypto.subtle.exportKey(format, privateKey)
          await exported.then(
            () => gotten.push(format),
            () => undefined,
          )
        }
        const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
        const signed = await crypto.subtle.sign(algorithm, privateKey, new Uint8Array(3))
        return { extractable: privateKey.extractable, gotten, length: signed.byteLength, token: kept.token }
      },
      { options, round },
    )
    expect(found).toMatchObject({ extractable: false, gotten: [], length: 64 })
    expect(found?.token).toHaveLength(512)
  })

  it('gives two tabs that begin at once one ballot', async () => {
    const round = await freshRound()
    const { context } = await browser.visitor(server.url)
    const pages = [await deviceOn(context), await deviceOn(context)]
    const options = await optionsOf(1)
    const begin = (page: Page) =>
      page.evaluate(
        async ({ options, round }) => {
          const outcome = await voting.obtainToken(voting.deviceIn(options), round)
          return outcome.ok ? { key: outcome.value.key, token: outcome.value.token } : outcome.code
        },
        { options, round },
      )
    const [first, second] = await Promise.all(pages.map(begin))
    expect(first).toEqual(second)
    expect(first).toMatchObject({ key: expect.any(String) })
    expect(await roundOf(desk, round)).toMatchObject({ issued_electronic: 1 })
  })

  it('has every step before it is sent', async () => {
    const round = await freshRound()
    const { context } = await browser.visitor(server.url)
    const page = await deviceOn(context)
    const options = await optionsOf(2)
    const choices = desk.candidates.slice(0, 1)
    const obtained = await page.evaluate(
      async ({ options, round }) => {
        const seen: string[] = []
        const beside = voting.indexedDbStore(indexedDB, options.name)
        const device = voting.deviceIn({
          ...options,
          fetch: async (input, init) => {
            const kept = await beside.get(round)
            const body = String(init?.body ?? '')
            if (String(input).endsWith('/tokens'))
              seen.push(JSON.parse(body).blinded_message === kept?.blinded_message ? 'kept' : 'not kept')
            return fetch(input, init)
          },
        })
        await voting.obtainToken(device, round)
        return seen
      },
      { options, round },
    )
    expect(obtained).toEqual(['kept'])
    await done(act(desk, desk.clerk, `/rounds/${round}/issuing-closing`))
    const cast = await page.evaluate(
      async ({ options, round, choices }) => {
        const seen: string[] = []
        const beside = voting.indexedDbStore(indexedDB, options.name)
        const device = voting.deviceIn({
          ...options,
          fetch: async (input, init) => {
            const kept = await beside.get(round)
            seen.push(init?.body === kept?.ballot ? 'kept' : 'not kept')
            seen.push(String(init?.credentials))
            return fetch(input, init)
          },
        })
        await voting.fillBallot(device, round, choices)
        await voting.castBallot(device, round)
        const kept = await beside.get(round)
        return { seen, receipt: kept?.receipt?.length }
      },
      { options, round, choices },
    )
    expect(cast).toEqual({ seen: ['kept', 'omit'], receipt: 86 })
  })

  it('lets another tab erase everything, and begins anew', async () => {
    const round = await freshRound()
    const { context } = await browser.visitor(server.url)
    const pages = [await deviceOn(context), await deviceOn(context)] as const
    const options = await optionsOf(3)
    const obtain = (page: Page) =>
      page.evaluate(
        async ({ options, round }) => {
          const device = voting.deviceIn(options)
          Object.assign(globalThis, { device })
          const outcome = await voting.obtainToken(device, round)
          return outcome.ok
        },
        { options, round },
      )
    expect(await obtain(pages[0])).toBe(true)
    await pages[1].evaluate(name => voting.eraseBallots(indexedDB, name), options.name)
    const after = await pages[0].evaluate(round => {
      const device = Reflect.get(globalThis, 'device') as ReturnType<Voting['deviceIn']>
      return device.store.get(round)
    }, round)
    expect(after).toBe(null)
  })

  it('opens again a connection that was closed under it, as phones do that were put away', async () => {
    const { context } = await browser.visitor(server.url)
    const page = await deviceOn(context)
    const found = await page.evaluate(async () => {
      const connections: IDBDatabase[] = []
      const watched = {
        open: (name: string, version: number) => {
          const opening = indexedDB.open(name, version)
          opening.addEventListener('success', () => connections.push(opening.result))
          return opening
        },
      } as unknown as IDBFactory
      const store = voting.indexedDbStore(watched, 'put-away')
      const before = await store.get('round')
      connections[0]?.close()
      return { before, after: await store.get('round'), connections: connections.length }
    })
    expect(found).toEqual({ before: null, after: null, connections: 2 })
  })

  it('says when the browser keeps nothing', async () => {
    const { context } = await browser.visitor(server.url)
    const page = await deviceOn(context)
    const said = await page.evaluate(async () => {
      const refusing = { open: () => indexedDB.open('', -1) } as unknown as IDBFactory
      try {
        await voting.indexedDbStore(refusing, 'x').get('round')
        return 'kept'
      } catch (error) {
        return Object.getPrototypeOf(error).constructor.name
      }
    })
    expect(said).toBe('StoreFailed')
  })

  it('still has the ballot when the browser was closed in between', async () => {
    const round = await freshRound()
    const profile = mkdtempSync(join(tmpdir(), 'piaojue-profile-'))
    const unwanted = ['--single-process', '--disable-web-security']
    const open = async () =>
      playwright.launchPersistentContext(profile, {
        executablePath: await chromium.executablePath(),
        args: chromium.args.filter(argument => !unwanted.includes(argument)),
        headless: true,
      })
    const options = await optionsOf(4)
    try {
      const before = await open()
      const page = await deviceOn(before)
      await page.evaluate(
        async ({ options, round }) => {
          await voting.obtainToken(voting.deviceIn(options), round)
        },
        { options, round },
      )
      await before.close()
      await done(act(desk, desk.clerk, `/rounds/${round}/issuing-closing`))
      const after = await open()
      const code = await (await deviceOn(after)).evaluate(
        async ({ options, round }) => {
          const device = voting.deviceIn(options)
          await voting.fillBallot(device, round, [])
          const outcome = await voting.castBallot(device, round)
          return outcome.ok ? 'cast' : outcome.code
        },
        { options, round },
      )
      expect(code).toBe('cast')
      await after.close()
    } finally {
      rmSync(profile, { recursive: true, force: true })
    }
  })
})
