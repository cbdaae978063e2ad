import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { call, done } from '../http/call.ts'
import { makeSite } from '../http/project-story.ts'
import { type Community, clerkDoes, makeDistrict, prepareAssembly, publishCycle } from '../http/story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})

/** An assembly on the eve of its day: its candidates may be objected to. */
async function makeEve(): Promise<{ here: Community; assembly: string; address: string }> {
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district)
  const { here } = district
  const options = { costs: [1_000_000, 2_000_000], seats: 1, delegates: 5 }
  const { assembly } = await prepareAssembly(server, here, cycle, options)
  return { here, assembly, address: `/assemblies/${assembly}/objections` }
}

async function fill(page: Page): Promise<void> {
  await page.getByLabel('项目 2').check()
  await page.getByLabel('您的意见和理由').fill('离学校太近。\n请避开上下学。')
  await page.getByLabel('姓名').fill('王某某')
  await page.getByLabel('电话').fill('13800001234')
}

const click = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).click()

async function objectionsOf(assembly: string) {
  return server.ownerDb.selectFrom('objection').selectAll().where('assembly_id', '=', assembly).execute()
}

describe('an objection', () => {
  it('is filed without account and script, checked before, and its answer stands beside it; the contact does not', async () => {
    const { here, assembly, address } = await makeEve()
    const { page } = await browser.visitor(server.url, { script: false })
    await page.goto(address)
    await fill(page)
    await click(page, '继续')
    expect(await page.getByRole('main').innerText()).toMatch(/项目 2[\s\S]*请避开上下学[\s\S]*（不公开）/)
    expect(await objectionsOf(assembly)).toEqual([])
    await click(page, '修改')
    expect(await page.getByLabel('项目 2').isChecked()).toBe(true)
    await click(page, '继续')
    await click(page, '提交异议')
    await page.getByRole('heading', { level: 1, name: '异议已提交' }).waitFor()
    await page.reload()
    expect(await objectionsOf(assembly)).toHaveLength(1)
    await page.getByRole('link', { name: '查看全部异议' }).click()
    const card = page.getByRole('article')
    expect(await card.innerText()).toMatch(/针对：项目 2[\s\S]*离学校太近[\s\S]*等待答复/)

    const [objection] = await objectionsOf(assembly)
    const { token } = here.clerk
    const body = { answer: '施工定在暑假。' }
    await done(call(server, 'POST', `/objections/${objection?.id}/answer`, { token, body }))
    await page.reload()
    expect(await card.innerText()).toMatch(/社区的答复[\s\S]*施工定在暑假。/)
    expect(await page.content()).not.toMatch(/王某某|13800001234/)
  })

  it.each([
    { language: 'zh-CN', width: 360, elder: false },
    { language: 'en', width: 1280, elder: false },
    { language: 'zh-CN', width: 360, elder: true },
  ] as const)('is helped on by sentences beside the fields: %j', async visitor => {
    const { address } = await makeEve()
    const { page } = await browser.visitor(server.url, visitor)
    await page.goto(address)
    await expectAccessible(page)
    await expectKeyboard(page)
    await page.locator('#text').fill('太远')
    await page.locator('main form button').click()
    await expect.poll(() => page.getByRole('alert').getByRole('link').count()).toBe(3)
    expect(await page.locator('#text').inputValue()).toBe('太远')
    await expectAccessible(page)
  })

  it('twice with one form is one objection, whatever is changed in between', async () => {
    const { assembly, address } = await makeEve()
    const { page } = await browser.visitor(server.url)
    await page.goto(address)
    await fill(page)
    await click(page, '继续')
    await expectAccessible(page)
    await page.getByRole('button', { name: '提交异议' }).dblclick()
    await page.getByRole('heading', { name: '异议已提交' }).waitFor()
    await expectAccessible(page)
    const [objection] = await objectionsOf(assembly)
    const again = await page.request.post(address, {
      form: {
        form_id: objection?.id ?? '',
        about: 'all',
        text: '另一个意见',
        'contact-name': '王',
        'contact-phone': '13900000000',
        confirmed: 'yes',
      },
    })
    expect(again.status()).toBe(422)
    expect(await again.text()).toMatch(/这份表格已经提交过一次[\s\S]*另一个意见/)
    expect(await objectionsOf(assembly)).toHaveLength(1)
  })

  it('is not taken once check-in is open; what was typed meanwhile stays on the page', async () => {
    const { here, assembly, address } = await makeEve()
    const { page } = await browser.visitor(server.url, { script: false })
    await page.goto(address)
    await fill(page)
    await click(page, '继续')
    await clerkDoes(server, here, assembly, 'check-in-opening')
    await click(page, '提交异议')
    await page.getByRole('alert').getByText('目前不在异议期内').waitFor()
    expect(await page.getByLabel('您的意见和理由').inputValue()).toContain('离学校太近')
    await page.goto(address)
    await page.getByText('现在不在异议期内').waitFor()
    expect(await page.getByRole('button', { name: '继续' }).count()).toBe(0)
    expect(await objectionsOf(assembly)).toEqual([])
  })

  it('to the result is taken while its notice runs', async () => {
    const site = await makeSite(server)
    const now = Date.now()
    await server.ownerDb
      .insertInto('notice')
      .values({
        id: randomUUID(),
        district_id: site.district.id,
        cycle_id: site.cycle,
        community_id: site.community.id,
        kind: 'result',
        subject: site.assembly,
        starts_at: new Date(now + 1000).toISOString(),
        ends_at: new Date(now + 86_400_000).toISOString(),
      })
      .execute()
    const { page } = await browser.visitor(server.url, { script: false })
    await page.goto(`/assemblies/${site.assembly}/objections`)
    await page.getByText('票决结果正在接受异议').waitFor()
    await page.getByLabel('整个票决结果').check()
    await page.getByLabel('您的意见和理由').fill('计票有疑问')
    await page.getByLabel('姓名').fill('王某某')
    await page.getByLabel('电话').fill('13800001234')
    await click(page, '继续')
    await click(page, '提交异议')
    await page.getByRole('heading', { name: '异议已提交' }).waitFor()
    expect(await objectionsOf(site.assembly)).toMatchObject([{ stage: 'result', candidate_id: null }])
  })
})
