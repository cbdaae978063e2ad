import { beforeAll, describe, expect, it } from 'vitest'
import { ballotHash } from '../../src/core/ballot.ts'
import type { ElectronicBallot } from '../../src/core/record/entries.ts'
import { type MixedRound, playMixedRound } from '../http/result-story.ts'
import { type Desk, makeDesk, signAndCertify } from '../http/round-story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof openBrowser>>['visitor']>>['page']

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>
let desk: Desk
let main: MixedRound
let verifyPath: string

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
  desk = await makeDesk(server, { delegates: 9, electronic: 2 })
  main = await playMixedRound(desk, [[0], [0]], [[1], [0], [], [2], 'unreadable', [0], [1]])
  await signAndCertify(desk, main.round)
  const { slug } = await server.ownerDb
    .selectFrom('area')
    .select('slug')
    .where('id', '=', desk.district.id)
    .executeTakeFirstOrThrow()
  verifyPath = `/d/${slug}/verify`
})

const recordUrl = () => `${server.url}/api/v1/districts/${desk.district.id}/record`

/** Starts the verification and waits for the verdict: the mark of each check, by its name in the record's words. */
async function verdictOn(page: Page): Promise<Record<string, string>> {
  await page.getByRole('button', { name: '开始核验' }).click()
  await page.locator('.pj-checks').waitFor()
  return Object.fromEntries(
    await page
      .locator('.pj-checks__line')
      .evaluateAll(lines =>
        lines.map(line => [
          (line as HTMLElement).dataset.check ?? '',
          line.querySelector('.pj-checks__mark')?.textContent ?? '',
        ]),
      ),
  )
}

/** The receipt of a cast ballot, as the voting page gives it. */
function receiptOf({ ballot, receipt }: MixedRound['cast'][number]): string {
  return JSON.stringify({ round: main.round, ballot: ballotHash(parsed(ballot)), receipt })
}

function parsed(ballot: string): ElectronicBallot {
  return JSON.parse(ballot) as ElectronicBallot
}

describe('the page for checking', () => {
  it.each([
    { language: 'zh-CN', width: 360, elder: false },
    { language: 'en', width: 1280, elder: false },
    { language: 'zh-CN', width: 360, elder: true },
  ] as const)('is for everybody: $language, $width px, elder mode $elder', async visitor => {
    const { page } = await browser.visitor(server.url, visitor)
    await page.goto(verifyPath)
    await expectAccessible(page)
    await expectKeyboard(page)
    await page.locator('form[data-check] button').click()
    await page.locator('.pj-checks').waitFor()
    await expectAccessible(page)
    await expectKeyboard(page)
  })
})

describe('verifying in the browser', () => {
  it('goes through every check beside the page, and asks the server for nothing but the record', async () => {
    const { page } = await browser.visitor(server.url)
    await page.goto(verifyPath)
    const asked: string[] = []
    const worker = page.waitForEvent('worker')
    page.context().on('request', request => asked.push(request.url()))
    const marks = await verdictOn(page)
    expect((await worker).url()).toMatch(/\/assets\/verify-/)
    const holds = [
      'file',
      'checkpoint',
      'entries',
      'assemblies',
      'rounds',
      'ballots',
      'tallies',
      'draws',
      'money',
    ]
    expect(marks).toEqual(Object.fromEntries(holds.map(check => [check, '✓ 通过'])))
    expect(asked.filter(url => !url.includes('/assets/'))).toEqual([recordUrl()])
    const text = await page.locator('[data-result]').textContent()
    expect(text).toContain('核验通过：全部对得上')
    expect(text).toContain('2 张电子票逐张核对')
    expect(text).toContain('7 张纸质票')
    expect(text).not.toMatch(/[{}]|undefined|NaN/)
  })

  it('says how far it is, entry by entry and ballot by ballot, and puts the bar away at the end', async () => {
    const { page } = await browser.visitor(server.url)
    await page.goto(verifyPath)
    await page.evaluate(() => {
      const bar = document.querySelector('progress')
      const said = document.querySelector('[data-reached]')
      const told = document.createElement('ol')
      document.body.append(told)
      new MutationObserver(() => {
        told.append(
          Object.assign(document.createElement('li'), { textContent: `${said?.textContent} ${bar?.value}` }),
        )
      }).observe(document.querySelector('form[data-check]') ?? document, { subtree: true, childList: true })
    })
    await verdictOn(page)
    const told = await page.locator('body > ol li').allTextContents()
    expect(told).toContain('第 2 张，共 2 张 1')
    expect(told.filter(line => line.startsWith('第 1 条')).length).toBeGreaterThan(0)
    expect(await page.locator('progress').isVisible()).toBe(false)
    expect(await page.locator('[data-reached]').textContent()).toBe('')
  })

  it('does without workers where there are none', async () => {
    const { page } = await browser.visitor(server.url)
    await page.addInitScript(() => Reflect.deleteProperty(window, 'Worker'))
    await page.goto(verifyPath)
    expect((await verdictOn(page)).tallies).toBe('✓ 通过')
  })

  it('says so when the browser lacks the cryptography, instead of calling the record false', async () => {
    const { page } = await browser.visitor(server.url)
    await page.addInitScript(() => {
      Reflect.deleteProperty(window, 'Worker')
      Object.defineProperty(window, 'crypto', { value: {} })
    })
    await page.goto(verifyPath)
    await page.getByRole('button', { name: '开始核验' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('请换一个新版的浏览器')
  })

  it('holds the record to the key and to the checkpoint that are typed', async () => {
    const { page } = await browser.visitor(server.url)
    await page.goto(`/assemblies/${desk.assembly}/report`)
    const checkpoint = await page.locator('.pj-sheet pre').textContent()
    const key = await page.locator('.pj-sheet code').filter({ hasText: 'piaojue.local' }).textContent()
    await page.goto(verifyPath)
    await page.getByText('核验得更严').click()
    await page.getByLabel('公开记录的公钥').fill(key ?? '')
    await page.getByLabel('以前的检查点').fill(checkpoint ?? '')
    expect(await verdictOn(page)).toMatchObject({ key: '✓ 通过', seen: '✓ 通过' })

    const other = await makeDesk(server)
    const log = (await (await fetch(`${server.url}/api/v1/districts/${other.district.id}/log`)).json()) as {
      verifier_key: string
      checkpoint: string
    }
    await page.getByLabel('公开记录的公钥').fill(log.verifier_key)
    await page.getByLabel('以前的检查点').fill(log.checkpoint)
    expect(await verdictOn(page)).toMatchObject({ key: '✗ 对不上', seen: '✗ 对不上', tallies: '✓ 通过' })
    expect(await page.getByRole('alert').textContent()).toContain('核验不通过！有 2 项对不上')
  })

  it('shows unmistakably that a file was changed, and what was not come to', async () => {
    const { page } = await browser.visitor(server.url)
    const record = await (await fetch(recordUrl())).text()
    await page.goto(verifyPath)
    await page.getByText('核验得更严').click()
    const changed = record.replace('"sheets":7', '"sheets":8')
    expect(changed).not.toBe(record)
    const asFile = (text: string) => ({
      name: 'record.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    })
    await page.locator('#file').setInputFiles(asFile(changed))
    expect(await verdictOn(page)).toMatchObject({
      file: '✓ 通过',
      checkpoint: '✗ 对不上',
      ballots: '✗ 对不上',
    })
    await expectAccessible(page)
    await page.locator('#file').setInputFiles(asFile(`${record} `))
    const marks = await verdictOn(page)
    expect(marks.file).toBe('✗ 对不上')
    expect(marks.tallies).toBe('— 没有核对')
  })

  it('remembers what it has verified, and sees the next time whether the record only grew', async () => {
    const { page } = await browser.visitor(server.url)
    await page.goto(verifyPath)
    await verdictOn(page)
    expect(await verdictOn(page)).toMatchObject({ seen: '✓ 通过' })
    await page.evaluate(() => {
      for (const [name, head] of Object.entries({ ...localStorage })) {
        localStorage.setItem(name, String(head).replace(/^[0-9]+$/m, '1'))
      }
    })
    expect(await verdictOn(page)).toMatchObject({ seen: '✗ 对不上' })
    await page.getByRole('button', { name: '不要记住' }).click()
    expect(Object.keys(await verdictOn(page))).not.toContain('seen')
  })
})

describe('the own ballot', () => {
  it('is found by its receipt, and nobody is told which it was', async () => {
    const { page } = await browser.visitor(server.url)
    const [cast] = main.cast
    if (cast === undefined) throw new Error('nobody voted')
    await page.goto(verifyPath)
    const asked: string[] = []
    page.context().on('request', request => asked.push(`${request.url()} ${request.postData() ?? ''}`))
    await page.getByLabel('回执').fill(receiptOf(cast))
    await page.getByRole('button', { name: '查找' }).first().click()
    const found = page.locator('[data-standing]')
    await found.waitFor()
    expect(await found.getAttribute('data-standing')).toBe('counted')
    expect(await found.textContent()).toMatch(/第 1 轮公布的第 [12] 张，一字不差.*回执是真的/)
    expect(asked.filter(url => !url.includes('/assets/'))).toEqual([`${recordUrl()} `])
    await expectAccessible(page)
  })

  it('that is missing sets off an alarm', async () => {
    const { page } = await browser.visitor(server.url)
    const lost = { round: main.round, ballot: '0'.repeat(64), receipt: 'A'.repeat(86) }
    await page.goto(verifyPath)
    await page.getByLabel('回执').fill(JSON.stringify(lost))
    await page.getByRole('button', { name: '查找' }).first().click()
    const alarm = page.locator('[data-standing="missing"]')
    await alarm.waitFor()
    expect(await alarm.getAttribute('role')).toBe('alert')
    expect(await alarm.textContent()).toContain('回执上的签名不是这份公开记录的')
  })

  it('that cannot be read leaves what was pasted where it is', async () => {
    const { page } = await browser.visitor(server.url)
    await page.goto(verifyPath)
    await page.getByLabel('回执').fill('我的票')
    await page.getByRole('button', { name: '查找' }).first().click()
    await page.getByText('认不出您填写的内容').waitFor()
    expect(await page.getByLabel('回执').inputValue()).toBe('我的票')
  })

  it('that this device keeps is found without a receipt at hand', async () => {
    const { page } = await browser.visitor(server.url)
    const [cast] = main.cast
    await page.goto(verifyPath)
    const kept = page.getByRole('button', { name: '用这台设备保存的票查找' })
    await kept.click()
    await page.getByText('这台设备上没有保存这份记录里的票').waitFor()
    await page.evaluate(
      ballot =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('piaojue-somebody', 1)
          opening.onerror = () => reject(opening.error)
          opening.onupgradeneeded = () => opening.result.createObjectStore('ballots', { keyPath: 'round' })
          opening.onsuccess = () => {
            const transaction = opening.result.transaction('ballots', 'readwrite')
            transaction.objectStore('ballots').put(ballot)
            transaction.oncomplete = () => {
              opening.result.close()
              resolve()
            }
          }
        }),
      { round: main.round, ballot: cast?.ballot, receipt: cast?.receipt },
    )
    await kept.click()
    await page.locator('[data-standing="counted"]').waitFor()
  })
})

describe('without script', () => {
  it('the page says how to check by hand, and shows no tool that would not work', async () => {
    const { page } = await browser.visitor(server.url, { script: false })
    await page.goto(verifyPath)
    expect(await page.getByRole('button', { name: '开始核验' }).isVisible()).toBe(false)
    const text = await page.locator('main').innerText()
    expect(text).toContain('自动核验需要浏览器允许运行脚本')
    expect(text).toContain('npm run verify -- public-record.json --key')
    const link = page.getByRole('link', { name: '公开记录（JSON）' })
    expect(await link.getAttribute('href')).toBe(`/api/v1/districts/${desk.district.id}/record`)
  })
})
