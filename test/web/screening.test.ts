import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { call } from '../http/call.ts'
import {
  addDelegates,
  type District,
  goodChecklist,
  listPath,
  makeDistrict,
  propose,
  publishCycle,
  scheduleAssembly,
  screen,
} from '../http/story.ts'
import { jpegOf } from '../pictures.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, openBrowser } from './browser.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})

async function makeYear() {
  const district = await makeDistrict(server)
  return { district, here: district.here, cycle: await publishCycle(server, district) }
}

async function clerkOf({ here }: District, script = true): Promise<Page> {
  return (await browser.visitor(server.url, { token: here.clerk.token, script })).page
}

async function statusOf(id: string): Promise<unknown> {
  return (await call(server, 'GET', `/proposals/${id}`)).body.status
}

const requirements = [
  '确有必要',
  '本年度可以完成',
  '资金可以承受',
  '不属于其他单位的职责',
  '没有其他资金来源',
]

async function tickAll(page: Page): Promise<void> {
  for (const name of requirements) await page.getByLabel(name).check()
}

describe('bringing a proposal in', () => {
  it('is done by the clerk, without script: a refused form keeps everything, and nothing is sent before it was checked', async () => {
    const { district, here } = await makeYear()
    const page = await clerkOf(district, false)
    await page.goto(`/work/communities/${here.id}/proposals`)
    await page.getByRole('link', { name: '新建项目建议' }).click()
    await page.getByLabel('项目名称').fill('更换一巷路灯')
    await page.getByLabel('工程').check()
    await page.getByLabel('要做什么，为什么').fill('一巷的路灯坏了八盏。\n晚上看不见路。')
    await page.getByLabel('估算造价').fill('三万')
    await page.getByLabel('居民（当面').check()
    await page.getByRole('button', { name: '核对并提交' }).click()
    const alert = page.getByRole('alert')
    expect(await alert.textContent()).toContain('请填写金额')
    expect(await alert.textContent()).toContain('请写明具体地点')
    expect(await page.title()).toMatch(/^错误：/)
    expect(await page.getByLabel('要做什么，为什么').inputValue()).toBe(
      '一巷的路灯坏了八盏。\n晚上看不见路。',
    )
    expect(await page.getByLabel('估算造价').inputValue()).toBe('三万')
    expect(await page.getByLabel('居民（当面').isChecked()).toBe(true)

    await page.getByLabel('主题').fill('路灯')
    await page.getByLabel('具体地点').fill('一巷')
    await page.getByLabel('哪些人受益').fill('一巷四十户')
    await page.getByLabel('估算造价').fill('3万'.replace('万', '0,000'))
    await page.getByRole('button', { name: '核对并提交' }).click()
    await page.getByRole('alert').getByText('请留下姓名和电话').waitFor()
    await page.getByLabel('姓名').fill('王某')
    await page.getByRole('textbox', { name: '电话' }).fill('13800000000')
    await page.getByRole('button', { name: '核对并提交' }).click()
    await page.getByRole('heading', { name: '核对项目建议' }).waitFor()
    await page.getByRole('button', { name: '修改' }).click()
    expect(await page.getByLabel('姓名').inputValue()).toBe('王某')
    await page.getByRole('button', { name: '核对并提交' }).click()
    await page.getByRole('button', { name: '提交建议' }).click()
    await page.getByText('建议已提交，等待社区初审').waitFor()
    expect(await statusOf(page.url().split('/').at(-1)?.split('?')[0] ?? '')).toBe('submitted')
  })

  it('can wait as a draft, which only its author changes and submits', async () => {
    const { here } = await makeYear()
    const token = here.grid_officer.token
    const { page } = await browser.visitor(server.url, { token })
    await page.goto(`/work/communities/${here.id}/proposals/new`)
    await page.getByLabel('项目名称').fill('修二巷路面')
    await page.getByLabel('工程').check()
    await page.getByLabel('主题').fill('小街小巷')
    await page.getByLabel('要做什么，为什么').fill('路面坑洼')
    await page.getByLabel('具体地点').fill('二巷')
    await page.getByLabel('哪些人受益').fill('二巷住户')
    await page.getByLabel('估算造价').fill('20000')
    await page.getByLabel('网格员', { exact: true }).check()
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.getByText('草稿已保存').waitFor()
    const id = page.url().split('/').at(-1)?.split('?')[0] ?? ''
    expect(await statusOf(id)).toBe(404)

    const clerk = (await browser.visitor(server.url, { token: here.clerk.token })).page
    await clerk.goto(`/work/proposals/${id}`)
    await clerk.getByText('这是别人的草稿').waitFor()
    expect((await clerk.goto(`/work/proposals/${id}/edit`))?.status()).toBe(404)

    await page.goto('/work')
    await page.getByRole('link', { name: '修二巷路面' }).click()
    await page.getByRole('link', { name: '修改草稿' }).click()
    await expectAccessible(page)
    await page.getByLabel('估算造价').fill('')
    await page.getByRole('button', { name: '保存草稿' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('请填写金额')
    await page.getByLabel('估算造价').fill('25000')
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.getByText('修改已保存').waitFor()
    await page.getByRole('button', { name: '提交建议' }).dblclick()
    await page.getByText('建议已提交，等待社区初审').waitFor()
    expect((await call(server, 'GET', `/proposals/${id}`)).body).toMatchObject({
      status: 'submitted',
      proposer: 'grid_officer',
      estimated_cost_fen: 2_500_000,
    })
  })
})

describe('a grid officer on a phone', () => {
  it('brings in what a resident asks for, with a photo, and finds whom to tell what', async () => {
    const { here } = await makeYear()
    const { page } = await browser.visitor(server.url, { token: here.grid_officer.token, width: 360 })
    await page.goto('/work')
    await page.getByRole('link', { name: '登记网格里的建议' }).click()
    await page.getByLabel('项目名称').fill('三巷装扶手')
    await page.getByLabel('工程').check()
    await page.getByLabel('主题').fill('楼道扶手')
    await page.getByLabel('要做什么，为什么').fill('三巷台阶没有扶手，下雨天摔过人。')
    await page.getByLabel('具体地点').fill('三巷')
    await page.getByLabel('哪些人受益').fill('三巷住户')
    await page.getByLabel('估算造价').fill('８０００')
    expect(await page.getByLabel('居民（当面').isChecked()).toBe(true)
    await page.getByRole('button', { name: '核对并提交' }).click()
    await page.getByRole('alert').getByText('请留下姓名和电话').waitFor()
    await page.getByLabel('姓名').fill('赵某')
    await page.getByRole('textbox', { name: '电话' }).fill('138 0000 0000')
    await page.getByRole('button', { name: '核对并提交' }).click()
    await page.getByRole('heading', { name: '核对项目建议' }).waitFor()
    await page.locator('#photos').setInputFiles({
      name: 'steps.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from(jpegOf(60, 40)),
    })
    await page.getByLabel('照片说明').fill('三巷的台阶')
    await expectAccessible(page)
    await page.getByRole('button', { name: '提交建议' }).click()
    await page.getByText('建议已提交，等待社区初审').waitFor()
    const id = page.url().split('/').at(-1)?.split('?')[0] ?? ''
    const { body } = await call(server, 'GET', `/proposals/${id}/photos`, { token: here.clerk.token })
    expect(body.items).toMatchObject([{ caption: '三巷的台阶' }])

    await screen(server, here, [id])
    await page.goto('/work')
    await page.getByRole('link', { name: '我登记的建议和结果' }).click()
    await page.getByText('初审通过，等待公示候选项目').waitFor()
    expect(await page.getByRole('link', { name: '138 0000 0000' }).getAttribute('href')).toBe(
      'tel:13800000000',
    )
    await expectAccessible(page)
  })
})

describe('the screening', () => {
  it('passes a proposal by the checklist, names what fails, and leads to the next, without script', async () => {
    const { district, here, cycle } = await makeYear()
    const [first = '', second = ''] = await propose(server, here, cycle, [3_000_000, 25_000_000])
    const page = await clerkOf(district, false)
    await page.goto('/work')
    await page.getByRole('heading', { name: '项目建议初审（2）' }).waitFor()
    await page.getByRole('link', { name: '项目 1' }).click()
    await page.getByLabel('确有必要').check()
    await page.getByLabel('私人受益').check()
    await page.getByLabel('通过初审').check()
    await page.getByRole('button', { name: '继续' }).click()
    const alert = await page.getByRole('alert').textContent()
    expect(alert).toContain('有 5 项没有通过：本年度可以完成')
    expect(alert).toContain('私人受益')
    expect(await page.getByLabel('确有必要').isChecked()).toBe(true)
    await tickAll(page)
    await page.getByLabel('私人受益').uncheck()
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByText('11 项全部通过').waitFor()
    expect(await statusOf(first)).toBe('submitted')
    await page.getByRole('button', { name: '确认通过初审' }).click()
    await page.getByText('初审已通过').waitFor()
    expect(await statusOf(first)).toBe('screened')

    await page.getByRole('link', { name: '下一项待初审：项目 2' }).click()
    await tickAll(page)
    await page.getByLabel('通过初审').check()
    await page.getByRole('button', { name: '继续' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('¥250,000 超过本社区的资金额度 ¥200,000')
    expect(await statusOf(second)).toBe('submitted')
  })

  it('merges, and a rejection says what it gives back before it does', async () => {
    const { district, here, cycle } = await makeYear()
    const [a = '', b = ''] = await propose(server, here, cycle, [1_000_000, 2_000_000])
    const page = await clerkOf(district)
    await page.goto(`/work/proposals/${a}`)
    await page.getByLabel('并入他项').check()
    await page.getByRole('button', { name: '继续' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('只能并入')
    await page.getByLabel('并入哪一项').selectOption(b)
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByRole('button', { name: '确认并入' }).click()
    await page.getByText('已并入另一项建议').waitFor()

    await page.goto(`/work/proposals/${b}`)
    await page.getByText('有 1 项建议并入了这一项').waitFor()
    await page.getByLabel('不予采纳').check()
    await page.getByRole('button', { name: '继续' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('必须说明理由')
    await page.getByLabel('理由').fill('属于物业责任')
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByText('1 项建议将退回“已提交”').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: '确认不予采纳' }).dblclick()
    await page.getByText('已作出不予采纳的决定').waitFor()
    expect([await statusOf(a), await statusOf(b)]).toEqual(['submitted', 'rejected'])
    await page.goto(`/work/proposals/${a}`)
    await page.getByText('这项建议曾并入“项目 2”').waitFor()
    await page.getByRole('heading', { name: '初审', exact: true }).waitFor()
  })

  it('shows the clerk whom to call, and names the delegate behind a proposal or takes the name away', async () => {
    const { district, here, cycle } = await makeYear()
    const [id = ''] = await propose(server, here, cycle, [1_000_000])
    const assembly = await scheduleAssembly(server, here, cycle, 1)
    const [delegate = ''] = await addDelegates(server, here, assembly, 3)
    const page = await clerkOf(district)
    await page.goto(`/work/proposals/${id}`)
    await page.getByText('提出人与联系方式').click()
    await page.getByText('王某 13800000000').waitFor()
    await page.getByRole('button', { name: '登记', exact: true }).click()
    expect(await page.getByRole('alert').textContent()).toContain('请选择代表')
    await page.getByLabel('提出人是哪一位代表').selectOption(delegate)
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByText('已登记提出这项建议的代表').waitFor()
    await page.getByText('提出人与联系方式').click()
    await page.getByRole('button', { name: '取消登记 代表 1' }).click()
    await page.getByText('已取消登记的代表').waitFor()
    const row = await server.ownerDb
      .selectFrom('proposal')
      .select('proposer_delegate_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(row.proposer_delegate_id).toBeNull()
  })
})

describe('the street confirms the list', () => {
  it('when everything is decided: it reads reasons and sums, checks, and confirms once', async () => {
    const { here, cycle } = await makeYear()
    const ids = await propose(server, here, cycle, [1_000_000, 2_000_000, 3_000_000])
    await screen(server, here, ids.slice(0, 1))
    const { page } = await browser.visitor(server.url, { token: here.street_officer.token, script: false })
    const path = `/work/communities/${here.id}/confirmation?cycle=${cycle}`
    await page.goto(path)
    await page.getByText('还有 2 项建议没有初审').waitFor()
    await screen(server, here, ids.slice(1, 2))
    const body = { checklist: goodChecklist, outcome: 'rejected', reason: '已由城管部门列入计划' }
    await call(server, 'POST', `/proposals/${ids[2]}/screening`, { token: here.clerk.token, body })

    await page.goto('/work')
    await page.getByRole('link', { name: '社区已完成初审，请街道确认名单' }).click()
    await page.getByText('已由城管部门列入计划').waitFor()
    await page.getByText('通过初审（2 项，估算造价合计 ¥30,000）').waitFor()
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByText('不再收建议（草稿也不能再提交）').waitFor()
    await page.getByRole('button', { name: '确认名单' }).click()
    await page.getByText('初审名单已确认').waitFor()
    const list = await call(server, 'GET', `${listPath(here, cycle)}/proposals?status=screened`)
    expect(list.body.items).toHaveLength(2)
    await page.goto('/work')
    await page.getByText('现在没有等您办理的事').waitFor()
  })
})
