import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { mostPerHour } from '../../src/core/identity/inflow.ts'
import { call, done } from '../http/call.ts'
import {
  confirmList,
  type District,
  goodChecklist,
  listPath,
  makeDistrict,
  proposalOf,
  propose,
  publishCycle,
  screen,
} from '../http/story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})

async function makeYear(): Promise<{ district: District; cycle: string; address: string }> {
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district)
  return { district, cycle, address: `/communities/${district.here.id}/propose` }
}

const typed = {
  项目名称: '更换一巷的路灯',
  主题: '路灯',
  '要做什么，为什么': '一巷的路灯坏了八盏。\n晚上看不见路。',
  具体地点: '一巷口到三巷口',
  '哪些人受益，大约多少人': '一巷四十户',
  估算造价: '12,000.50',
  姓名: '王某某',
  电话: '13800001234',
}

async function fill(page: Page, changes: Readonly<Record<string, string>> = {}): Promise<void> {
  for (const [label, value] of Object.entries({ ...typed, ...changes })) {
    await page.getByLabel(label, { exact: true }).fill(value)
  }
  await page.getByLabel('工程').check()
}

const click = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).click()

async function proposalsOf(cycle: string) {
  return server.ownerDb
    .selectFrom('proposal')
    .innerJoin('proposal_contact', 'proposal_contact.proposal_id', 'proposal.id')
    .select(['proposal.id', 'title', 'grid_id', 'estimated_cost_fen', 'description', 'name', 'phone'])
    .where('cycle_id', '=', cycle)
    .execute()
}

describe('a resident proposes', () => {
  it('without an account and without script: form, check, confirmation, and the proposal is public but for the contact', async () => {
    const { district, cycle, address } = await makeYear()
    const { page } = await browser.visitor(server.url, { script: false })
    await page.goto(`/communities/${district.here.id}`)
    await page.getByRole('link', { name: '提一条项目建议' }).click()
    await fill(page)
    await page.getByLabel('所在网格').selectOption({ label: 'here' })
    await click(page, '继续')
    const check = await page.getByRole('main').innerText()
    for (const said of [
      '工程',
      '¥12,000.50',
      '一巷口到三巷口',
      '王某某 13800001234（不公开）',
      '不能再修改',
    ]) {
      expect(check).toContain(said)
    }
    expect(await proposalsOf(cycle)).toEqual([])

    await click(page, '修改')
    expect(await page.getByLabel('项目名称').inputValue()).toBe(typed.项目名称)
    expect(await page.getByLabel('要做什么，为什么').inputValue()).toBe(typed['要做什么，为什么'])
    expect(await page.getByLabel('工程').isChecked()).toBe(true)
    await page.getByLabel('项目名称').fill('更换一巷全部路灯')
    await click(page, '继续')
    await click(page, '提交建议')

    await page.getByRole('heading', { level: 1, name: '建议已提交' }).waitFor()
    expect(page.url()).not.toMatch(/13800001234|%E7%8E%8B/)
    expect(await page.getByRole('main').innerText()).toContain('代表在票决大会上投票')
    const [proposal] = await proposalsOf(cycle)
    expect(proposal).toMatchObject({
      title: '更换一巷全部路灯',
      grid_id: district.here.grid,
      estimated_cost_fen: 1_200_050,
      description: typed['要做什么，为什么'],
      name: '王某某',
      phone: '13800001234',
    })
    await page.reload()
    expect(await proposalsOf(cycle)).toHaveLength(1)
    await page.getByRole('link', { name: '查看我的建议' }).click()
    await page.waitForURL('**/proposals/*')
    const shown = await page.content()
    expect(shown).toContain('一巷四十户')
    expect(shown).not.toMatch(/王某某|13800001234/)
    expect((await page.goto(`${address}?done=${randomUUID()}`))?.url()).toMatch(/propose$/)
  })

  it.each([
    { language: 'zh-CN', width: 360, elder: false },
    { language: 'en', width: 1280, elder: false },
    { language: 'zh-CN', width: 360, elder: true },
  ] as const)('is told what is missing, keeps the rest, and reaches all by keyboard: %j', async visitor => {
    const { address } = await makeYear()
    const { page } = await browser.visitor(server.url, visitor)
    await page.goto(address)
    await expectAccessible(page)
    await expectKeyboard(page)
    await page.locator('#title').fill('路灯')
    await page.locator('#cost').fill('一万')
    await page.locator('main form button').click()
    const summary = page.getByRole('alert')
    await summary.waitFor()
    expect(await page.title()).toMatch(/^(错误|Error)/)
    expect(await summary.getByRole('link').count()).toBe(8)
    expect(await page.locator('#title').inputValue()).toBe('路灯')
    expect(await page.locator('#cost').inputValue()).toBe('一万')
    await expectAccessible(page)
    await summary.getByRole('link').last().click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('contact-phone')
  })

  it('twice with one form is one proposal; what was changed in between is not kept, and it says so', async () => {
    const { cycle, address } = await makeYear()
    const { page } = await browser.visitor(server.url)
    await page.goto(address)
    await fill(page)
    await click(page, '继续')
    await expectAccessible(page)
    const button = page.getByRole('button', { name: '提交建议' })
    // The second click comes before the answer to the first.
    await button.evaluate(element => {
      element.removeAttribute('data-prevent-double-click')
      ;(element as HTMLButtonElement).click()
      ;(element as HTMLButtonElement).click()
    })
    await page.getByRole('heading', { name: '建议已提交' }).waitFor()
    await expectAccessible(page)
    expect(await proposalsOf(cycle)).toHaveLength(1)

    const [proposal] = await proposalsOf(cycle)
    const again = await page.request.post(address, {
      form: {
        form_id: proposal?.id ?? '',
        title: '完全不同的项目',
        category: 'works',
        topic: '路灯',
        description: '修',
        place: '一巷',
        beneficiaries: '全体',
        cost: '5',
        'contact-name': '王',
        'contact-phone': '13900000000',
        confirmed: 'yes',
      },
    })
    expect(again.status()).toBe(422)
    await page.setContent(await again.text())
    await page.getByRole('alert').getByText('这份表格已经提交过一次').waitFor()
    expect(await page.getByLabel('项目名称').inputValue()).toBe('完全不同的项目')
    expect(await page.locator('[name=form_id]').inputValue()).not.toBe(proposal?.id)
    const link = page.getByRole('link', { name: '查看已提交的建议' })
    expect(await link.getAttribute('href')).toBe(`/proposals/${proposal?.id}`)
    expect(await proposalsOf(cycle)).toMatchObject([{ title: typed.项目名称 }])
  })

  it('not after the list is confirmed; what was typed meanwhile stays on the page', async () => {
    const { district, cycle, address } = await makeYear()
    const { page } = await browser.visitor(server.url, { script: false })
    await page.goto(address)
    await fill(page)
    await click(page, '继续')
    await screen(server, district.here, await propose(server, district.here, cycle, [1_000_000]))
    await confirmList(server, district.here, cycle)
    await click(page, '提交建议')
    await page.getByRole('alert').getByText('街道已确认本社区的初审名单').waitFor()
    expect(await page.getByLabel('项目名称').inputValue()).toBe(typed.项目名称)
    await click(page, '继续')
    await page.getByRole('alert').getByText('目前不接受建议').waitFor()
    expect(await page.getByLabel('要做什么，为什么').inputValue()).toContain('晚上看不见路')
    await page.goto(address)
    await page.getByText('这个社区目前不接受建议').waitFor()
  })

  it('not when too much came in within the hour: told when again, with everything still there', async () => {
    const { district, cycle, address } = await makeYear()
    const at = new Date().toISOString()
    const { contact: _, ...words } = proposalOf()
    const rows = Array.from({ length: mostPerHour }, () => ({
      ...words,
      id: randomUUID(),
      district_id: district.id,
      cycle_id: cycle,
      community_id: district.here.id,
      status: 'submitted',
      proposer: 'resident',
      created_at: at,
      submitted_at: at,
    }))
    await server.ownerDb.insertInto('proposal').values(rows).execute()
    const { page } = await browser.visitor(server.url, { script: false })
    await page.goto(address)
    await fill(page)
    await click(page, '继续')
    await click(page, '提交建议')
    const said = await page.getByRole('alert').innerText()
    expect(said).toMatch(/已到上限，请在 \d+年\d+月\d+日 \d\d:\d\d 以后再提交/)
    expect(await page.getByLabel('姓名').inputValue()).toBe(typed.姓名)
  })
})

describe('a proposal', () => {
  it('says why it was not taken, or what it was merged into', async () => {
    const { district, cycle } = await makeYear()
    const { here } = district
    const [target = '', merged = '', rejected = ''] = await propose(
      server,
      here,
      cycle,
      [1_000_000, 2_000_000, 3_000_000],
    )
    const { token } = here.clerk
    const decide = (id: string, body: unknown) =>
      done(call(server, 'POST', `/proposals/${id}/screening`, { token, body }))
    await decide(merged, { checklist: goodChecklist, outcome: 'merged', merged_into: target })
    const negative_list = { ...goodChecklist.negative_list, property_management_duty: true }
    const checklist = { ...goodChecklist, nobody_elses_duty: false, negative_list }
    await decide(rejected, { checklist, outcome: 'rejected', reason: '属于物业的责任。' })

    const { page } = await browser.visitor(server.url, { script: false })
    await page.goto(`/proposals/${rejected}`)
    const main = page.getByRole('main')
    const text = await main.innerText()
    expect(text).toMatch(/未采纳[\s\S]*属于物业的责任。/)
    expect(text).toMatch(/不属于其他单位的职责\s*✗ 不符合/)
    expect(text).toMatch(/不属于“应由物业负责”\s*✗ 不符合/)
    await page.goto(`/proposals/${merged}`)
    await main.getByRole('link', { name: '项目 1' }).click()
    await main.getByRole('link', { name: '项目 2' }).waitFor()
    expect(await main.innerText()).toContain('社区还没有初审这条建议')
  })

  it('that is a draft is seen by whoever drafted it, with a word that it is one, and by no resident', async () => {
    const { district, cycle } = await makeYear()
    const { here } = district
    const { token } = here.grid_officer
    const body = proposalOf({ draft: true, contact: null, grid_id: here.grid })
    await done(call(server, 'POST', `${listPath(here, cycle)}/proposals`, { token, body }))
    const officer = await browser.visitor(server.url, { token })
    await officer.page.goto(`/proposals/${body.id}`)
    await officer.page.getByText('这是草稿').waitFor()
    const { page } = await browser.visitor(server.url)
    expect((await page.goto(`/proposals/${body.id}`))?.status()).toBe(404)
  })
})
