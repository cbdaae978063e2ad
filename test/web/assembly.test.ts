import { beforeAll, describe, expect, it } from 'vitest'
import { ballotHash } from '../../src/core/ballot.ts'
import type { ElectronicBallot } from '../../src/core/record/entries.ts'
import { type MixedRound, playMixedRound } from '../http/result-story.ts'
import { anyVotePasses, type Desk, makeDesk, playRound, signAndCertify } from '../http/round-story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>
/** 项目 1 and 项目 2 are tied for the one seat; 项目 1 wins the runoff. */
let desk: Desk
let main: MixedRound
/** Its main round is published, and not signed. */
let unsigned: Desk
let waiting: Desk

const rules = { ...anyVotePasses, max_choices: 2 }

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
  desk = await makeDesk(server, { delegates: 9, electronic: 2, rules })
  main = await playMixedRound(desk, [[0], [1]], [[1], [1], [0], [0], [], [2], [0, 1, 2]])
  await signAndCertify(desk, main.round)
  const runoff = await playRound(desk, [[0], [0], [0], [0], [0], [1], [1], [1], [1]])
  await signAndCertify(desk, runoff)
  unsigned = await makeDesk(server)
  await playRound(unsigned, [[0], [1], [1]])
  waiting = await makeDesk(server)
})

const pathsOf = ({ assembly }: Desk) =>
  ['', '/report', '/ballots', '/rules'].map(page => `/assemblies/${assembly}${page}`)

describe('the pages of a result', () => {
  it.each([
    { language: 'zh-CN', width: 360, elder: false },
    { language: 'en', width: 1280, elder: false },
    { language: 'zh-CN', width: 360, elder: true },
  ] as const)('are for everybody: $language, $width px, elder mode $elder', async visitor => {
    const { page } = await browser.visitor(server.url, visitor)
    for (const path of pathsOf(desk)) {
      await page.goto(path)
      await expectAccessible(page)
      await expectKeyboard(page)
    }
  })

  it('need no script, and send no other than that of every page', async () => {
    const { page } = await browser.visitor(server.url, { script: false })
    for (const path of pathsOf(desk)) {
      const answer = await page.goto(path)
      expect(answer?.status()).toBe(200)
      expect(await page.locator('script').count()).toBe(1)
    }
  })
})

describe('the page of an assembly', () => {
  it('shows the candidates before there is a result, and says what is not there yet', async () => {
    const { page } = await browser.visitor(server.url)
    await page.goto(`/assemblies/${waiting.assembly}`)
    expect(await page.locator('main').textContent()).toContain('代表正在签到')
    await page.getByRole('table', { name: '候选项目' }).getByRole('link', { name: '项目 1' }).waitFor()
    for (const [path, said] of [
      ['report', '报告单还没有产生'],
      ['ballots', '选票还没有公布'],
    ]) {
      const answer = await page.goto(`/assemblies/${waiting.assembly}/${path}`)
      expect(answer?.status()).toBe(404)
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(said)
    }
    const rules = await page.goto(`/assemblies/${waiting.assembly}/rules`)
    expect(rules?.status()).toBe(404)
    expect(await page.locator('main').textContent()).toContain('最终结果之后')
  })

  it('shows a tally that waits for signatures as such, and no result', async () => {
    const { page } = await browser.visitor(server.url)
    await page.goto(`/assemblies/${unsigned.assembly}`)
    const text = await page.locator('main').textContent()
    expect(text).toContain('等总监票人和监票人签字')
    expect(await page.getByRole('heading', { name: '票决结果' }).count()).toBe(0)
    const rows = page.getByRole('table', { name: '第 1 轮计票结果（待签字）' }).getByRole('row')
    expect(await rows.nth(1).textContent()).toContain('项目 22')
  })

  it('shows votes as bars and in a table, and says of each candidate why', async () => {
    const { page } = await browser.visitor(server.url, { width: 1280 })
    await page.goto(`/assemblies/${desk.assembly}`)
    const bars = page.locator('.pj-votes__row')
    expect(await bars.allTextContents()).toEqual([
      '项目 13 票 · 选定',
      '项目 23 票 · 未胜出',
      '项目 31 票 · 名额已满',
    ])
    const table = page.getByRole('table', { name: '得票与结果' })
    expect(await table.getByRole('row').allTextContents()).toEqual([
      '名次项目得票占比造价结果',
      '1项目 13—¥30,000选定',
      '2项目 23—¥40,000未胜出',
      '3项目 31—¥50,000名额已满',
    ])
    const main = await page.locator('main').textContent()
    expect(main).toContain('与“项目 2”得票相同，第 2 轮再次票决得 5 票。排第 1 位，在应选的 1 项之内，选定。')
    expect(main).toContain('得票相同，只在它们之间再投一次')
  })

  it('shows the fingerprint of the key of an electronic round', async () => {
    const { page } = await browser.visitor(server.url)
    await page.goto(`/assemblies/${desk.assembly}`)
    const shown = await page.locator('.pj-key-groups').allTextContents()
    const { rounds } = (await (await fetch(`${server.url}/api/v1/assemblies/${desk.assembly}`)).json()) as {
      rounds: { token_key_fingerprint: string | null }[]
    }
    expect(shown.map(text => text.replaceAll(' ', '').toLowerCase())).toEqual([
      rounds[0]?.token_key_fingerprint,
    ])
  })
})

describe('the report', () => {
  it('has the figures, the tie and what was done, its place in the record, and lines to sign on', async () => {
    const { page } = await browser.visitor(server.url)
    await page.goto(`/assemblies/${desk.assembly}/report`)
    await page.emulateMedia({ media: 'print' })
    const sheet = await page.locator('.pj-sheet').innerText()
    for (const said of ['应到', '实到', '发出', '收回', '有效', '无效', '弃权', '应选数', '差额数'])
      expect(sheet).toContain(said)
    expect(sheet).toMatch(/“项目 [12]”、“项目 [12]”得票相同，经第 2 轮再次票决，顺序为：“项目 1”、“项目 2”。/)
    expect(sheet).toContain('选定 1 个项目：“项目 1”。共需资金 ¥30,000，余 ¥170,000。')
    expect(sheet).toMatch(/公开记录序号\s*第 \d+ 条/)
    const signatures = page.getByRole('region', { name: '签字' })
    expect((await signatures.innerText()).replaceAll(/\s/g, '')).toBe('总监票人监票人计票人年月日')
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false)
    expect(await page.getByRole('button', { name: '打印本页' }).isVisible()).toBe(false)
  })

  it('fits the width of a sheet of A4', async () => {
    const { page } = await browser.visitor(server.url, { width: 616 })
    await page.emulateMedia({ media: 'print' })
    await page.goto(`/assemblies/${desk.assembly}/report`)
    const widest = await page.evaluate(() =>
      Math.max(...[...document.querySelectorAll('main *')].map(one => one.getBoundingClientRect().right)),
    )
    expect(widest).toBeLessThanOrEqual(616)
  })
})

describe('the ballots', () => {
  it('add up to the tally, column by column', async () => {
    const { page } = await browser.visitor(server.url)
    await page.goto(`/assemblies/${desk.assembly}/ballots`)
    const columns = await page.locator('.pj-columns li').allTextContents()
    const marks = await page
      .locator('.pj-matrix tbody tr')
      .evaluateAll(rows =>
        rows.map(row => [...row.querySelectorAll('td.pj-matrix__mark')].map(cell => cell.textContent)),
      )
    const counted = columns.map((_, place) => marks.filter(row => row[place] === '✓').length)
    const foot = await page
      .locator('.pj-matrix tfoot tr')
      .evaluateAll(rows =>
        rows.map(row => [...row.querySelectorAll('.pj-matrix__mark')].map(cell => Number(cell.textContent))),
      )
    expect(foot).toEqual([counted, counted])
    const votes = new Map([
      ['项目 1', 3],
      ['项目 2', 3],
      ['项目 3', 1],
    ])
    expect(counted).toEqual(columns.map(title => votes.get(title)))
    expect(await page.locator('.pj-matrix tfoot').textContent()).toContain('一致')
    expect(await page.locator('.pj-matrix tbody').textContent()).toContain('无效：选得太多')
  })

  it('carry the totals over from page to page', async () => {
    const { page } = await browser.visitor(server.url)
    await page.goto(`/assemblies/${desk.assembly}/ballots?round=1&after=5`)
    const names = await page.locator('.pj-matrix tfoot th').allTextContents()
    expect(names).toEqual(['承前页', '本页', '累计', '全部', '计票结果'])
    const rows = await page
      .locator('.pj-matrix tfoot tr')
      .evaluateAll(all =>
        all.map(row => [...row.querySelectorAll('.pj-matrix__mark')].map(cell => Number(cell.textContent))),
      )
    const [carried = [], here = [], running] = rows
    expect(running).toEqual(carried.map((votes, place) => votes + (here[place] ?? 0)))
    expect(rows[2]).toEqual(rows[3])
  })

  it('are found by the hash on a receipt, without script, with a warning of who sees it', async () => {
    const { page } = await browser.visitor(server.url, { script: false })
    const hash = ballotHash(JSON.parse(main.cast[1]?.ballot ?? '') as ElectronicBallot)
    await page.goto(`/assemblies/${desk.assembly}/ballots`)
    await page.getByText('按编号查找电子票').click()
    expect(await page.locator('details').textContent()).toContain('服务器会看到')
    await page.getByLabel('选票编号或公钥').fill(hash)
    await page.getByRole('button', { name: '查找' }).click()
    await expect.poll(() => page.locator('.pj-matrix tbody tr').count()).toBe(1)
    expect(await page.locator('.pj-matrix tbody').textContent()).toContain(hash.slice(0, 12))
    expect(await page.getByLabel('选票编号或公钥').inputValue()).toBe(hash)
    await page.goto(`/assemblies/${desk.assembly}/ballots?find=${'0'.repeat(64)}`)
    expect(await page.locator('main').textContent()).toContain('本轮没有这个编号的选票')
  })

  it('come as a table for spreadsheets and as a file for election programs', async () => {
    const csv = await fetch(`${server.url}/assemblies/${desk.assembly}/ballots.csv?round=1`)
    expect(csv.headers.get('content-type')).toContain('text/csv')
    const bytes = new Uint8Array(await csv.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = new TextDecoder().decode(bytes).trimEnd().split('\r\n')
    expect(lines).toHaveLength(10)
    expect(lines[0]).toContain('项目 1')
    const pb = await fetch(`${server.url}/api/v1/assemblies/${desk.assembly}/election.pb`)
    expect(await pb.text()).toContain('PROJECTS')
  })

  it('of a round that is not there are not found', async () => {
    expect((await fetch(`${server.url}/assemblies/${desk.assembly}/ballots?round=9`)).status).toBe(404)
    expect((await fetch(`${server.url}/assemblies/${desk.assembly}/ballots?after=x`)).status).not.toBe(500)
  })
})

describe('the other rules', () => {
  it('stand beside the result, which alone counts', async () => {
    const { page } = await browser.visitor(server.url, { width: 1280 })
    await page.goto(`/assemblies/${desk.assembly}/rules`)
    expect(await page.locator('.govuk-warning-text').textContent()).toContain('只有投票之前冻结的规则有效')
    const rows = await page.getByRole('table').getByRole('row').allTextContents()
    expect(rows[0]).toContain('按名额本次采用')
    expect(rows.find(row => row.startsWith('项目 1'))).toBe(`项目 1${'✓ 选定'.repeat(6)}`)
    expect(rows.find(row => row.startsWith('项目 2'))).toMatch(/^项目 2—✓ 选定/)
    expect(rows.find(row => row.startsWith('花费'))).toContain('¥30,000¥120,000')
  })
})
