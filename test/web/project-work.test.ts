import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { call, done } from '../http/call.ts'
import { getPicture } from '../http/photo-story.ts'
import { contract, firstOf, makeSite, type Site, show, today } from '../http/project-story.ts'
import { coloursOf, exifOf, jpegOf, secrets } from '../pictures.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'
import { postForm } from './post-form.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})

async function clerkOf(site: Site, visitor: { script?: boolean; width?: number } = {}): Promise<Page> {
  return (await browser.visitor(server.url, { token: site.clerk, ...visitor })).page
}

const press = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).click()
const alertOf = (page: Page) => page.getByRole('alert').textContent()

async function fillDay(page: Page, name: string, [year, month, day]: readonly string[]): Promise<void> {
  await page.locator(`#${name}-year`).fill(year ?? '')
  await page.locator(`#${name}-month`).fill(month ?? '')
  await page.locator(`#${name}-day`).fill(day ?? '')
}

describe('the clerk, without script', () => {
  it('takes a project from the vote to its completion, and everybody reads each step', async () => {
    const site = await makeSite(server)
    const project = firstOf(site)
    const page = await clerkOf(site, { script: false })
    await page.goto('/work')
    await page.getByRole('main').getByRole('link', { name: '项目 1' }).click()
    await page.waitForURL(`**/work/projects/${project}/contract`)

    await page.getByLabel('承包单位').fill('某照明公司')
    await page.getByLabel('比选').check()
    await page.getByLabel('合同金额（元）').fill('30000.01')
    await fillDay(page, 'signed_on', today().split('-'))
    await page.getByLabel('第 1 项：内容').fill('路灯')
    await page.getByLabel('第 1 项：单位').fill('盏')
    await press(page, '继续')
    expect(await alertOf(page)).toContain('第 1 项没有填完整')
    await page.getByLabel('第 1 项：数量').fill('８')
    await press(page, '增加三行')
    await page.getByLabel('第 6 项：内容').waitFor()
    await press(page, '继续')
    expect(await alertOf(page)).toContain('合同 ¥30,000.01 超过预算 ¥30,000')
    expect(await page.getByLabel('承包单位').inputValue()).toBe('某照明公司')
    expect(await page.getByLabel('第 1 项：单位').inputValue()).toBe('盏')
    await page.getByLabel('合同金额（元）').fill('20,000')
    await fillDay(page, 'signed_on', ['2999', '1', '1'])
    await press(page, '继续')
    expect(await alertOf(page)).toContain('不能晚于今天')
    await fillDay(page, 'signed_on', today().split('-'))
    await press(page, '继续')
    expect(await page.getByRole('main').textContent()).toContain('路灯：8 盏')
    await press(page, '修改')
    expect(await page.getByLabel('合同金额（元）').inputValue()).toBe('20,000')
    await press(page, '继续')
    await press(page, '登记合同')
    expect(await alertOf(page)).toContain('合同已登记')

    await page.getByRole('link', { name: '开工' }).click()
    await press(page, '确认开工')
    expect(await alertOf(page)).toContain('已登记开工')

    await page.goto(`/work/projects/${project}/payments`)
    expect(await page.getByRole('main').textContent()).toContain('¥20,000 × 50% ＝ ¥10,000')
    await page.getByLabel('预付款').check()
    await page.getByLabel('金额（元）').fill('10000.01')
    await page.getByLabel('用途').fill('预付款')
    await press(page, '继续')
    expect(await alertOf(page)).toContain(
      '¥10,000.01 超过了还能拨付的金额：最多 ¥10,000，已拨付 ¥0，还能拨付 ¥10,000',
    )
    expect(await page.getByLabel('用途').inputValue()).toBe('预付款')
    await page.getByLabel('金额（元）').fill('4000')
    await press(page, '继续')
    expect(await page.getByRole('main').textContent()).toContain('¥6,000')
    await press(page, '登记拨付')
    expect(await alertOf(page)).toContain('拨付已登记')
    await page.getByRole('link', { name: /冲销.*¥4,000/ }).click()
    await page.getByLabel('冲销的理由').fill('账号有误，款项已退回')
    await press(page, '确认冲销')
    expect(await alertOf(page)).toContain('冲销已登记')
    expect(await page.getByRole('main').textContent()).toContain('−¥4,000')

    await page.goto(`/work/projects/${project}/completion`)
    await page.getByLabel('决算金额（元）').fill('20000.5')
    await fillDay(page, 'completed_on', ['2025', '7', '1'])
    await press(page, '继续')
    expect(await alertOf(page)).toContain('请填写“路灯”实际完成的数量')
    await page.getByLabel('路灯（合同 8 盏）').fill('8')
    await press(page, '继续')
    expect(await alertOf(page)).toContain('决算超过合同 ¥20,000，多出 ¥0.50')
    await page.getByLabel('决算金额（元）').fill('19500')
    await press(page, '继续')
    expect(await alertOf(page)).toContain('不能早于合同签订之日（20')
    await fillDay(page, 'completed_on', today().split('-'))
    await press(page, '继续')
    await press(page, '登记完工')
    expect(await alertOf(page)).toContain('完工已登记')

    const { page: visitor } = await browser.visitor(server.url, { script: false })
    await visitor.goto(`/projects/${project}`)
    const story = (await visitor.getByRole('main').textContent()) ?? ''
    for (const told of [
      '与某照明公司签订合同，金额 ¥20,000',
      '拨付预付款 ¥4,000',
      '冲销一笔拨付 −¥4,000',
      '完工，决算 ¥19,500',
      '路灯：完成 8 盏（合同 8 盏）',
      '街道办组织至少两人到现场验收',
    ])
      expect(story).toContain(told)
    expect(await show(site, project)).toMatchObject({ status: 'completed', paid_fen: 0 })
  })

  it('publishes progress with photos: upright, small, and without where they were taken', async () => {
    const site = await makeSite(server)
    const project = firstOf(site)
    await contract(site, project)
    const page = await clerkOf(site, { script: false })
    await page.goto(`/work/projects/${project}/progress`)
    const photo = (name: string, buffer: Uint8Array) => ({
      name,
      mimeType: 'image/jpeg',
      buffer: Buffer.from(buffer),
    })
    await page.getByLabel('进度说明').fill('灯杆已经立好。')
    await page.getByLabel('选择照片').setInputFiles([photo('a.jpg', jpegOf(900, 600, exifOf(6)))])
    await press(page, '公布')
    expect(await alertOf(page)).toContain('请写明照片拍的是什么')
    expect(await page.getByRole('main').textContent()).toContain('请重新选择')
    expect(await page.getByLabel('进度说明').inputValue()).toBe('灯杆已经立好。')
    await page.getByLabel('照片说明').fill('一巷新立的灯杆')
    await page
      .getByLabel('选择照片')
      .setInputFiles([
        photo('a.jpg', jpegOf(900, 600, exifOf(6))),
        photo('b.pdf.jpg', Buffer.from('%PDF-1.7')),
      ])
    await press(page, '公布')
    const refused = await alertOf(page)
    expect(refused).toContain('“b.pdf.jpg”没有上传：这个文件不是 JPEG、PNG 或 WebP 照片')
    expect(refused).toContain('已有 1 张上传成功')
    expect((await show(site, project)).notes).toEqual([])
    await page.getByLabel('选择照片').setInputFiles([photo('c.jpg', jpegOf(60, 40))])
    await press(page, '公布')
    expect(await alertOf(page)).toContain('进度已公布')

    const { page: visitor } = await browser.visitor(server.url)
    await visitor.goto(`/projects/${project}`)
    const shown = visitor.getByRole('img', { name: '一巷新立的灯杆（1）' })
    const { items } = await done(call(server, 'GET', `/projects/${project}/photos`))
    const [first] = items as { id: string }[]
    const picture = await getPicture(server, `/photos/${first?.id}`)
    expect(coloursOf(picture.bytes)).toMatchObject({ width: 600, height: 900, colours: 'BRWG' })
    for (const secret of secrets) expect(Buffer.from(picture.bytes).includes(secret)).toBe(false)
    await shown.scrollIntoViewIfNeeded()
    await expect.poll(() => shown.evaluate(image => (image as HTMLImageElement).naturalHeight)).toBe(400)
    await expectAccessible(visitor)
  })

  it('is told when photos are too large together, and loses nothing of what was typed', async () => {
    const site = await makeSite(server)
    const project = firstOf(site)
    await contract(site, project)
    const page = await clerkOf(site, { script: false })
    await page.goto(`/work/projects/${project}/progress`)
    await page.getByLabel('进度说明').fill('灯杆已经立好。')
    const large = Buffer.alloc(8_600_000, 7)
    await page
      .getByLabel('选择照片')
      .setInputFiles([1, 2, 3].map(name => ({ name: `${name}.jpg`, mimeType: 'image/jpeg', buffer: large })))
    await press(page, '公布')
    expect(await alertOf(page)).toContain('合计超过 24 MB')
    expect(await page.getByLabel('进度说明').inputValue()).toBe('灯杆已经立好。')
  })
})

describe('a change of the project', () => {
  it('takes effect at once up to 10%, and waits for the street above', async () => {
    const site = await makeSite(server)
    const project = firstOf(site)
    const page = await clerkOf(site)
    await page.goto(`/work/projects/${project}/change`)
    expect(await page.getByRole('main').textContent()).toContain('不超过 10%（¥27,000 到 ¥33,000）')
    const ask = async (cost: string) => {
      await page.goto(`/work/projects/${project}/change`)
      await page.getByLabel('调整预算').check()
      await page.getByLabel('新的预算（元）').fill(cost)
      await page.getByLabel('理由').fill('询价后下调')
      await press(page, '继续')
    }
    await ask('30000')
    expect(await alertOf(page)).toContain('预算本来就是这个金额')
    expect(await page.getByLabel('理由').inputValue()).toBe('询价后下调')
    await ask('27000')
    expect(await page.getByRole('main').textContent()).toContain('占原预算的 10%，不超过 10%')
    await press(page, '提交')
    expect(await alertOf(page)).toContain('项目调整已生效')
    await ask('26999.99')
    expect(await page.getByRole('main').textContent()).toContain('超过 10%')
    await press(page, '提交')
    expect(await alertOf(page)).toContain('等待街道决定')

    const { page: officer } = await browser.visitor(server.url, { token: site.officers[0].token })
    await officer.goto('/work')
    await officer.getByRole('main').getByRole('link', { name: '项目 1' }).click()
    await press(officer, '继续')
    expect(await alertOf(officer)).toContain('请选择同意或不同意')
    await expectAccessible(officer)
    await expectKeyboard(officer)
    await officer.getByLabel('同意', { exact: true }).check()
    await officer.getByLabel('决定的理由').fill('符合实际')
    await press(officer, '继续')
    await press(officer, '确认决定')
    expect(await alertOf(officer)).toContain('已同意这项调整')
    expect(await show(site, project)).toMatchObject({ cost_fen: 2_699_999 })
  })
})

describe('sent twice', () => {
  it('a payment is recorded once; with other figures under the same form it is told what stands', async () => {
    const site = await makeSite(server)
    const project = firstOf(site)
    await contract(site, project)
    const page = await clerkOf(site, { script: false })
    await page.goto(`/work/projects/${project}/payments`)
    await page.getByLabel('预付款').check()
    await page.getByLabel('金额（元）').fill('1000')
    await page.getByLabel('用途').fill('预付款')
    await press(page, '继续')
    const typed = await page
      .locator('main form')
      .evaluate(form => Object.fromEntries(new FormData(form as HTMLFormElement)) as Record<string, string>)
    const path = `/work/projects/${project}/payments`
    const send = () => postForm(server, path, site.clerk, { ...typed, confirmed: 'yes' })
    const replies = await Promise.all([send(), send(), send()])
    for (const reply of [...replies, await send()]) {
      expect([reply.status, reply.headers.get('location')]).toEqual([303, `${path}?done=payment`])
    }
    const other = await postForm(server, path, site.clerk, { ...typed, amount: '2000', confirmed: 'yes' })
    expect(other.status).toBe(409)
    expect(await other.text()).toContain('已经提交过一次')
    expect(await show(site, project)).toMatchObject({ paid_fen: 100_000 })
    const payments = (await show(site, project)).payments as unknown[]
    expect(payments).toHaveLength(1)
  })
})
