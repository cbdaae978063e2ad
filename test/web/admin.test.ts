import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { addStaff, type District, makeDistrict } from '../http/story.ts'
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

const paths = [
  '/admin',
  '/admin/cycles',
  '/admin/cycles/new',
  '/admin/accounts',
  '/admin/accounts/new',
  '/admin/areas',
  '/admin/areas/new',
  '/admin/trail',
]

describe('the administrator', () => {
  it('drafts a year, reads its rules in words, changes them and publishes them for good', async () => {
    const { page } = await browser.visitor(server.url, { token: district.admin.token, width: 1280 })
    await page.goto('/admin/cycles/new')
    await page.getByLabel('年度名称').fill('2027 年度社区惠民资金')
    await page.getByLabel('年份').fill('二〇二七')
    await page.getByRole('button', { name: '继续' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('四位数字')
    expect(await page.getByLabel('年度名称').inputValue()).toBe('2027 年度社区惠民资金')
    await page.getByLabel('年份').fill('2027')
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByText('年度已建立').waitFor()
    const address = new URL(page.url()).pathname

    await page.getByRole('link', { name: '修改规则' }).click()
    await expectAccessible(page)
    await page.getByLabel('每个社区的资金（元）').fill('150,000')
    await page.locator('#quorum').fill('4')
    await page.getByRole('button', { name: '预览' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('到会法定人数')
    await page.locator('#quorum').fill('3')
    await page.locator('#quorum-den').fill('4')
    const preview = page.getByRole('region', { name: '按这些规则' })
    // A rule that the way of selecting makes no use of is left out; what nobody may mean is said.
    await page.getByLabel('等额分摊法').check()
    await page.getByLabel('公示天数').fill('0')
    await page.getByRole('button', { name: '预览' }).click()
    const unusual = await preview.textContent()
    expect(unusual).toContain('按计票前当场掷骰子抽出的先后')
    expect(unusual).not.toContain('再次票决')
    expect(unusual).not.toContain('通过不足时')
    expect(unusual).toContain('没有公示期，群众来不及提出异议')
    expect(unusual).toContain('候选项目和票决结果不设公示期。依据：本年度的规定')
    await page.getByLabel('公示天数').fill('7')
    await page.getByLabel('得票多者当选，到应选数为止').check()
    await page.getByRole('button', { name: '预览' }).click()
    expect(await preview.textContent()).toContain('实到代表达到应到代表的3/4')
    expect(await preview.textContent()).toContain(
      '候选项目和票决结果各公示 7 天，任何人都可以提出异议。依据：默认设置',
    )
    expect(await preview.textContent()).not.toContain('没有公示期')
    await page.getByRole('button', { name: '保存规则' }).click()
    await page.getByText('规则已保存').waitFor()

    await page.getByRole('link', { name: '按社区调整资金额度' }).click()
    await expectAccessible(page)
    await page.locator(`[id="${district.here.id}"]`).fill('很多')
    await page.getByRole('button', { name: '保存' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('12000.50')
    await page.locator(`[id="${district.here.id}"]`).fill('250000')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('额度已保存').waitFor()

    await page.getByRole('button', { name: '发布年度' }).click()
    await expectAccessible(page)
    expect(await page.getByRole('main').textContent()).toContain('¥150,000')
    await page.getByRole('button', { name: '发布年度' }).dblclick()
    await page.getByText('规则从此冻结').waitFor()
    await expectAccessible(page)
    const funds = await server.ownerDb
      .selectFrom('fund')
      .select(['community_id', 'allocation_fen'])
      .where('cycle_id', '=', address.split('/').at(-1) ?? '')
      .execute()
    expect(funds).toHaveLength(2)
    expect(funds.find(fund => fund.community_id === district.here.id)?.allocation_fen).toBe(25_000_000)
  })

  it('makes an account, gives it another role and takes it out of use', async () => {
    const { page } = await browser.visitor(server.url, { token: district.admin.token, script: false })
    const login = `clerk-${randomUUID().slice(0, 8)}`
    await page.goto('/admin/accounts/new')
    await page.getByLabel('登录名').fill(login)
    await page.getByLabel('姓名或岗位').fill('王芳')
    await page.getByLabel('初始密码').fill('太短')
    await page.getByLabel('社区工作人员').check()
    await page.getByLabel('辖区').selectOption(district.here.id)
    await page.getByRole('button', { name: '新建账号' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('密码至少 12 个字符')
    expect(await page.getByLabel('登录名').inputValue()).toBe(login)
    await page.getByLabel('初始密码').fill('先给一个长一点的密码，够十二个字')
    await page.getByRole('button', { name: '新建账号' }).click()
    await page.getByText('账号已建立').waitFor()

    await page.getByRole('link', { name: login }).click()
    await page.getByLabel('姓名或岗位').fill('王芬')
    await page.getByRole('button', { name: '更改姓名或岗位' }).click()
    await page.getByText('姓名或岗位已更改').waitFor()
    expect(await page.locator('dl').textContent()).toContain('王芬')
    await page.getByLabel('街道办').check()
    await page.getByLabel('辖区').selectOption(district.here.street)
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('角色已更新').waitFor()
    await page.getByRole('button', { name: '停用账号' }).click()
    await page.getByText('该账号立即退出').waitFor()
    await page.getByRole('button', { name: '修改' }).click()
    expect(await page.getByLabel('街道办').isChecked()).toBe(true)
    await page.getByLabel('初始密码').fill('太短')
    await page.getByRole('button', { name: '重设初始密码' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('密码至少 12 个字符')
    expect(await page.getByLabel('街道办').isChecked()).toBe(true)
    await page.getByRole('button', { name: '停用账号' }).click()
    await page.getByRole('button', { name: '停用账号' }).click()
    await page.getByText('账号已停用').waitFor()
    await page.goto(`/admin/trail?subject=${new URL(page.url()).pathname.split('/').at(-1)}`)
    expect(await page.getByRole('table').textContent()).toContain('修改账号')
  })

  it('adds an area only where it fits', async () => {
    const { page } = await browser.visitor(server.url, { token: district.admin.token })
    await page.goto('/admin/areas/new')
    await page.getByLabel('社区', { exact: true }).check()
    await page.getByLabel('上级').selectOption(district.here.id)
    await page.getByLabel('名称').fill('荷塘社区')
    await page.getByLabel('简称').fill('hetang')
    await page.getByRole('button', { name: '添加' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('社区属于街道')
    await page.getByLabel('上级').selectOption(district.here.street)
    await page.getByRole('button', { name: '添加' }).click()
    await page.getByText('辖区已添加').waitFor()

    // What was written wrong is put right.
    for (const street of await page.locator('summary').all()) await street.click()
    await page.getByRole('link', { name: '荷塘社区' }).click()
    await page.getByLabel('名称').fill('')
    await page.getByRole('button', { name: '保存' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('请填写此项')
    await page.getByLabel('名称').fill('荷花塘社区')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('heading', { name: '荷花塘社区' }).waitFor()
    await expectAccessible(page)
    await page.goto('/admin/trail')
    expect(await page.getByRole('table').textContent()).toContain('更改辖区名称')
  })
})

describe('the administrator’s pages', () => {
  it.each([
    { language: 'zh-CN', width: 360, elder: false },
    { language: 'en', width: 1280, elder: false },
    { language: 'zh-CN', width: 360, elder: true },
  ] as const)('are for everybody who may: $language, $width px, elder mode $elder', async visitor => {
    const { page } = await browser.visitor(server.url, { ...visitor, token: district.admin.token })
    for (const path of paths) {
      await page.goto(path)
      await expectAccessible(page)
      if (!visitor.elder) await expectKeyboard(page)
    }
  })

  it('are shown to nobody else', async () => {
    const auditor = await addStaff(server, district.id, 'auditor', district.id, 'finance')
    const others = [district.here.clerk, district.here.street_officer, district.here.grid_officer, auditor]
    for (const path of paths) {
      const nobody = await fetch(`${server.url}${path}`, { redirect: 'manual' })
      expect(nobody.status, path).toBe(303)
      expect(nobody.headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(path)}`)
      for (const { token } of others) {
        const answer = await fetch(`${server.url}${path}`, { headers: { cookie: `__Host-piaojue=${token}` } })
        expect(answer.status, path).toBe(403)
      }
    }
  })
})
