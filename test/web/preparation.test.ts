import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { call, done } from '../http/call.ts'
import {
  addDelegates,
  clerkDoes,
  type District,
  makeDistrict,
  propose,
  publishCycle,
  recorded,
  scheduleAssembly,
  screenedList,
} from '../http/story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'
import { postForm } from './post-form.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})

/** A year with the usual notice, and a list that the street has confirmed. */
async function makeList(costs: readonly number[], notice_days = 7) {
  const district = await makeDistrict(server)
  const { here } = district
  const cycle = await publishCycle(server, district, { notice_days })
  const ids = await screenedList(server, here, cycle, costs)
  return { district, here, cycle, ids }
}

async function clerkOf({ here }: District, script = true): Promise<Page> {
  return (await browser.visitor(server.url, { token: here.clerk.token, script })).page
}

async function shownAssembly(id: string) {
  return (await call(server, 'GET', `/assemblies/${id}`)).body
}

describe('the path of a clerk', () => {
  it('leads from the confirmed list to the frozen roster and its slips, without script', async () => {
    const { district, cycle, ids } = await makeList([3_000_000, 4_000_000, 5_000_000])
    const page = await clerkOf(district, false)
    await page.goto('/work')
    await page.getByRole('link', { name: '初审名单已确认，请安排票决大会' }).click()

    // The schedule: what is wrong is said at once, and what some seats mean before anything is done.
    await page.getByLabel('年', { exact: true }).fill('2025')
    await page.getByLabel('月', { exact: true }).fill('2')
    await page.getByLabel('日', { exact: true }).fill('30')
    await page.getByLabel('时间').fill('14:30')
    await page.getByLabel('应选数').fill('3')
    await page.getByRole('button', { name: '继续' }).click()
    const wrong = await page.getByRole('alert').textContent()
    expect(wrong).toContain('请填写真实的日期和时间')
    expect(wrong).toContain('请填写地点')
    expect(await page.getByLabel('应选数').inputValue()).toBe('3')
    await page.getByLabel('日', { exact: true }).fill('28')
    await page.getByLabel('地点').fill('社区活动中心')
    await page.getByRole('button', { name: '继续' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('请填写今天或以后的日期')
    await page.getByLabel('年', { exact: true }).fill('2999')
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByText('应选 3 项，候选项目至少要有 4 项；现有 3 项，还差 1 项。').waitFor()
    await page.getByRole('button', { name: '修改' }).click()
    await page.getByLabel('应选数').fill('2')
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByText('最贵的 2 项合计 ¥90,000，没有超过资金 ¥200,000。').waitFor()
    await page.getByRole('button', { name: '安排大会' }).click()
    await page.getByText('票决大会已安排').waitFor()
    const assembly = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    expect(await shownAssembly(assembly)).toMatchObject({
      seats: 2,
      place: '社区活动中心',
      scheduled_for: '2999-02-28T06:30:00.000Z',
    })

    // The candidates: too few are refused before the check page, which names the notice.
    await page.getByRole('link', { name: '选定并公示' }).click()
    await page.getByLabel('项目 3', { exact: true }).uncheck()
    await page.getByRole('button', { name: '继续' }).click()
    expect(await page.getByRole('alert').textContent()).toContain(
      '应选 2 项，候选项目至少要有 3 项，现在只有 2 项',
    )
    expect(await page.getByLabel('项目 3', { exact: true }).isChecked()).toBe(false)
    await page.getByLabel('项目 3', { exact: true }).check()
    await page.getByLabel('“项目 3”的造价').fill('5万')
    await page.getByRole('button', { name: '继续' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('项目 3：请填写金额')
    await page.getByLabel('“项目 3”的造价').fill('48000')
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByText('3 项，¥118,000；本社区资金 ¥200,000').waitFor()
    await page.getByText('公示 7 天期满、异议全部答复以后，才能开始签到').waitFor()
    expect((await shownAssembly(assembly)).candidates_published_at).toBeNull()
    await page.getByRole('button', { name: '公示候选项目' }).click()
    await page.getByText('候选项目已公示').waitFor()
    const [published] = await recorded(server, district, 'candidates.published', assembly)
    const costs = published?.body.candidates as { id: string; cost_fen: number }[]
    expect(costs.find(({ id }) => id === ids[2])?.cost_fen).toBe(4_800_000)

    // The roster: wrong lines are named, the right ones previewed, and one more is added.
    await page.goto(`/work/assemblies/${assembly}/roster/paste`)
    await page.getByLabel('名单').fill('姓名\t类别\n张三\t党代表\n李四\n王五\t书记')
    await page.getByRole('button', { name: '预览' }).click()
    const lines = await page.getByRole('alert').textContent()
    expect(lines).toContain('第 3 行：“李四”后面没有写类别')
    expect(lines).toContain('第 4 行：不认识类别“书记”')
    await page
      .getByLabel('名单')
      .fill('姓名\t类别\n张三\t党代表\t13800000000\n李四，居民代表\n1、王五 网格员\n张三 企业')
    await page.getByRole('button', { name: '预览' }).click()
    await page.getByText('将添加 4 名代表').waitFor()
    await page.getByText('有 2 行的姓名重复').waitFor()
    await page.getByText('这些内容不会保存').waitFor()
    await page.getByRole('button', { name: '添加 4 名代表' }).click()
    await page.getByText('名单已加入名册').waitFor()
    await page.getByLabel('姓名').fill('赵六')
    await page.getByRole('button', { name: '添加', exact: true }).click()
    expect(await page.getByRole('alert').textContent()).toContain('类别：请选择一项')
    expect(await page.getByLabel('姓名').inputValue()).toBe('赵六')
    await page.getByLabel('类别').selectOption('resident')
    await page.getByRole('button', { name: '添加', exact: true }).click()
    await page.getByText('已添加一名代表').waitFor()
    await page.getByRole('link', { name: '李四' }).click()
    await page.getByLabel('姓名').fill('李思')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('修改已保存').waitFor()
    await page.getByRole('link', { name: '赵六' }).click()
    await page.getByRole('button', { name: '移出名册：赵六' }).click()
    await page.getByRole('heading', { name: '确认移出名册' }).waitFor()
    await page.getByRole('button', { name: '移出名册：赵六' }).click()
    await page.getByText('共 4 名代表').waitFor()

    // The duties: incomplete and doubled ones are refused with what was chosen.
    await page.goto(`/work/assemblies/${assembly}/duties`)
    await page.getByLabel('总监票人').selectOption({ label: '李思（居民代表）' })
    await page.getByLabel('监票人 1').selectOption({ label: '李思（居民代表）' })
    await page.getByRole('button', { name: '保存' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('李思被选了两次')
    await page.getByLabel('监票人 1').selectOption({ label: '王五（网格员）' })
    await page.getByRole('button', { name: '保存' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('计票人 0 名')
    await page.getByLabel('计票人 1').selectOption({ label: '张三（党代表）' })
    await page.getByLabel('计票人 2').selectOption({ label: '张三（企业代表）' })
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('已保存').waitFor()
    expect((await shownAssembly(assembly)).duties).toEqual({ chief_scrutineer: 1, scrutineer: 1, teller: 2 })

    // The freeze: checked, then final.
    await page.goto(`/work/assemblies/${assembly}/roster`)
    await page.getByRole('link', { name: '锁定名册' }).click()
    await page.getByText('不能再添加、修改或移出代表').waitFor()
    expect((await shownAssembly(assembly)).roster_frozen_at).toBeNull()
    await page.getByRole('button', { name: '锁定名册' }).click()
    await page.getByText('名册已锁定，应到人数已写入公开记录').waitFor()
    expect(await shownAssembly(assembly)).toMatchObject({ eligible: 4 })
    await page.getByRole('link', { name: '打印代表纸条' }).click()
    await page.getByRole('button', { name: '生成 4 张纸条' }).click()
    await page.getByText('代表纸条（4 张）').waitFor()
    await page.goto(`/work/communities/${district.here.id}?cycle=${cycle}`)
    expect(await page.getByText('5 个候选项目').count()).toBe(0)
    await page.getByText('3 个候选项目，公示到').waitFor()
  })

  it('does each thing once, however often the form is sent', async () => {
    const { district, here, cycle } = await makeList([3_000_000, 4_000_000])
    const { token } = here.clerk
    const form_id = randomUUID()
    const day = { 'day-year': '2027', 'day-month': '3', 'day-day': '5', time: '9:00' }
    const meeting = { ...day, form_id, place: '广场', seats: '1', confirmed: 'yes' }
    const schedule = `/work/communities/${here.id}/assembly?cycle=${cycle}`
    for (const _ of [1, 2]) {
      const sent = await postForm(server, schedule, token, meeting)
      expect(sent.headers.get('location')).toBe(`/work/assemblies/${form_id}?done=scheduled`)
    }
    const other = await postForm(server, schedule, token, { ...meeting, place: '礼堂' })
    expect([other.status, await other.text()]).toEqual([409, expect.stringContaining('已经提交过一次')])
    const again = await postForm(server, schedule, token, { ...meeting, form_id: randomUUID() })
    expect([again.status, await again.text()]).toEqual([422, expect.stringContaining('已有一次票决大会')])

    const add = { form_id: randomUUID(), name: '张三', category: 'resident' }
    const roster = `/work/assemblies/${form_id}/roster`
    for (const _ of [1, 2]) expect((await postForm(server, roster, token, add)).status).toBe(303)
    const freeze = { form_id: randomUUID(), confirmed: 'yes' }
    for (const _ of [1, 2]) {
      const sent = await postForm(server, `${roster}/freeze`, token, freeze)
      expect(sent.headers.get('location')).toBe(`${roster}?done=frozen`)
    }
    expect(await shownAssembly(form_id)).toMatchObject({ eligible: 1 })
    expect(await recorded(server, district, 'roster.frozen')).toHaveLength(1)
    expect((await postForm(server, roster, token, { ...add, form_id: randomUUID() })).status).toBe(422)
  })
})

describe('an objection', () => {
  it('is answered once and in public, and only the clerk sees whom to call', async () => {
    const { district, here, cycle, ids } = await makeList([3_000_000, 4_000_000])
    const assembly = await scheduleAssembly(server, here, cycle, 1)
    await clerkDoes(server, here, assembly, 'candidates')
    const contact = { name: '李某', phone: '13900000000' }
    const objection = { id: randomUUID(), candidate_id: ids[0], text: '离学校太近。', contact }
    await done(call(server, 'POST', `/assemblies/${assembly}/objections`, { body: objection }))

    const officer = (await browser.visitor(server.url, { token: here.street_officer.token })).page
    await officer.goto(`/work/objections/${objection.id}`)
    await officer.getByText('由社区工作人员办理').waitFor()
    expect(await officer.content()).not.toContain('李某')

    const page = await clerkOf(district)
    await page.goto('/work')
    await page.getByRole('link', { name: '有人提出异议，请公开答复' }).click()
    await page.getByText('异议人的联系方式').click()
    await page.getByText('李某 13900000000').waitFor()
    await page.getByRole('button', { name: '继续' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('请填写此项')
    await page.getByLabel('答复').fill('施工安排在暑假。')
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByText('答复公开以后不能更改').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: '公开答复' }).dblclick()
    await page.getByText('答复已公开').waitFor()
    const listed = await call(server, 'GET', `/assemblies/${assembly}/objections`)
    expect(listed.body.items).toMatchObject([{ answer: '施工安排在暑假。' }])
  })
})

describe('duties', () => {
  it('are not offered to whoever proposed a candidate, and the page says why', async () => {
    const { district, here, cycle } = await makeList([3_000_000, 4_000_000])
    const assembly = await scheduleAssembly(server, here, cycle, 1)
    const delegates = await addDelegates(server, here, assembly, 6)
    const { token } = here.clerk
    const [proposal = ''] = await propose(server, district.elsewhere, cycle, [1_000_000])
    expect(proposal).not.toBe('')
    const listed = await call(server, 'GET', `/communities/${here.id}/cycles/${cycle}/proposals`)
    const [first] = listed.body.items as { id: string; title: string }[]
    const body = { delegate_id: delegates[0] }
    await done(call(server, 'PUT', `/proposals/${first?.id}/proposer`, { token, body }))
    const page = await clerkOf(district)
    await page.goto(`/work/assemblies/${assembly}/duties`)
    await page.getByText(`代表 1：“${first?.title}”`).waitFor()
    expect(await page.getByLabel('总监票人').getByRole('option', { name: '代表 1' }).count()).toBe(0)

    await clerkDoes(server, here, assembly, 'candidates')
    const [a = '', b = '', c = '', d = ''] = delegates
    const chosen = {
      'chief_scrutineer-1': b,
      'scrutineer-1': c,
      'teller-1': d,
      'teller-2': a,
    }
    const sent = await postForm(server, `/work/assemblies/${assembly}/duties`, token, chosen)
    expect([sent.status, await sent.text()]).toEqual([
      422,
      expect.stringContaining(`代表 1是“${first?.title}”的提出人，须回避`),
    ])
  })
})

describe('slips', () => {
  it('show each delegate’s code, QR and proofs, again and again the same, and a lost one is replaced', async () => {
    const { district, here, cycle } = await makeList([3_000_000, 4_000_000])
    const assembly = await scheduleAssembly(server, here, cycle, 1)
    const delegates = await addDelegates(server, here, assembly, 9)
    await clerkDoes(server, here, assembly, 'roster-freeze')
    const page = await clerkOf(district)
    const path = `/work/assemblies/${assembly}/slips`
    // Looking alone makes no codes.
    await page.goto(`${path}/print`)
    expect(new URL(page.url()).pathname).toBe(path)
    const codes = await server.ownerDb
      .selectFrom('delegate_code')
      .select('handle')
      .where('assembly_id', '=', assembly)
      .execute()
    expect(codes).toEqual([])
    await page.getByRole('button', { name: '生成 9 张纸条' }).click()
    await page.getByText('代表纸条（9 张）').waitFor()
    await expectAccessible(page)
    await expectKeyboard(page)
    const card = page.getByRole('listitem').filter({ hasText: '代表 3' })
    const before = (await card.locator('.pj-slips__code').textContent())?.replaceAll(/\s/g, '') ?? ''
    expect(before).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
    await card.getByRole('img', { name: '代表 3进入票决的二维码' }).waitFor()
    expect(await card.textContent()).toContain(delegates[2])
    expect(page.url()).not.toContain(before)

    await page.goto(path)
    await page.getByLabel('哪一位代表的纸条遗失了').selectOption(delegates[2] ?? '')
    await page.getByRole('button', { name: '换发纸条' }).click()
    await page.getByText('旧纸条立即失效，不能恢复').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: '换发纸条' }).dblclick()
    await page.getByText('代表纸条（1 张）').waitFor()
    await page.getByText('代表编号（第 2 次发放）').waitFor()
    const after = (await page.locator('.pj-slips__code').textContent())?.replaceAll(/\s/g, '')
    expect(after).not.toBe(before)
    await page.goto(path)
    await page.getByRole('cell', { name: '第 2 次发放，未使用' }).waitFor()
  })

  it('fit on paper: eight to a sheet of A4', async () => {
    const { district, here, cycle } = await makeList([3_000_000, 4_000_000])
    const assembly = await scheduleAssembly(server, here, cycle, 1)
    await addDelegates(server, here, assembly, 9)
    await clerkDoes(server, here, assembly, 'roster-freeze')
    await done(call(server, 'POST', `/assemblies/${assembly}/codes`, { token: here.clerk.token, body: {} }))
    const page = await clerkOf(district)
    await page.goto(`/work/assemblies/${assembly}/slips/print`)
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/MediaBox \[0 0 59[45]\.[0-9]* 84[12]\.[0-9]*\]/g)).toHaveLength(2)
  })
})
