import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { getPicture } from '../http/photo-story.ts'
import {
  build,
  contract,
  draftAcceptance,
  firstOf,
  makeSite,
  type Site,
  show,
  today,
} from '../http/project-story.ts'
import { exifOf, jpegOf, pngOf, secrets } from '../pictures.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser, type Visitor } from './browser.ts'
import { getPage, postForm } from './post-form.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})

async function builtSite(): Promise<{ site: Site; project: string }> {
  const site = await makeSite(server)
  await build(site, firstOf(site))
  return { site, project: firstOf(site) }
}

async function officerOf(site: Site, which: 0 | 1, visitor: Visitor = {}): Promise<Page> {
  return (await browser.visitor(server.url, { token: site.officers[which].token, ...visitor })).page
}

const press = (page: Page, name: string) =>
  page.getByRole('main').getByRole('button', { name, exact: true }).click()
const alertOf = (page: Page) => page.getByRole('alert').textContent()
const mainOf = (page: Page) => page.getByRole('main').textContent()

const items = ['contract', 'quality', 'safety', 'papers', 'notice', 'residents']

async function tick(page: Page, failed: readonly string[] = []): Promise<void> {
  for (const item of items) {
    const choice = failed.includes(item) ? 'failed' : 'passed'
    await page.locator(`input[name="${item}"][value="${choice}"]`).check()
  }
}

function picture(name: string, bytes: Uint8Array) {
  return { name, mimeType: 'image/jpeg', buffer: Buffer.from(bytes) }
}

/** How many forms that were not sent the browser keeps. */
function kept(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>(resolve => {
        const opening = indexedDB.open('piaojue-forms')
        opening.onsuccess = () => {
          const counting = opening.result.transaction('forms').objectStore('forms').count()
          counting.onsuccess = () => {
            opening.result.close()
            resolve(counting.result)
          }
        }
      }),
  )
}

describe('two officers on site, each with a phone of their own', () => {
  it('write down, photograph, sign and decide an acceptance, without script', async () => {
    const { site, project } = await builtSite()
    const first = await officerOf(site, 0, { script: false })
    const second = await officerOf(site, 1, { script: false })

    await first.goto('/work')
    await first.getByRole('main').getByRole('link', { name: '项目 1' }).click()
    await press(first, '签字并提交')
    const missing = await alertOf(first)
    for (const told of ['请选择“质量合格，可以正常使用”是否符合', '请填写“路灯”的实测数量', '请选择结论'])
      expect(missing).toContain(told)

    await tick(first, ['quality'])
    await first.locator('#quality-remark').fill('两盏不亮')
    await first.getByLabel('路灯（盏）').fill('7')
    await first.locator('input[name="conclusion"][value="accepted"]').check()
    await press(first, '签字并提交')
    expect(await alertOf(first)).toContain('结论为“合格”，但这些内容不符合：质量合格，可以正常使用')
    expect(await first.locator('#quality-remark').inputValue()).toBe('两盏不亮')
    expect(await first.getByLabel('路灯（盏）').inputValue()).toBe('7')

    await tick(first)
    await press(first, '签字并提交')
    expect(await alertOf(first)).toContain('实测数量少于合同数量：路灯')
    await first.getByLabel('验收意见').fill('一盏因管线改移未装，决算已扣除。')
    await first.getByLabel('现场拍照').setInputFiles([picture('shot.jpg', jpegOf(600, 400, exifOf(8)))])
    await first.getByLabel('选择照片').setInputFiles([picture('bomb.png', pngOf(20_000, 20_000))])
    await first.getByLabel('照片说明').fill('清点路灯')
    await press(first, '签字并提交')
    expect(await alertOf(first)).toContain('“bomb.png”没有上传：照片的像素太多')
    expect(await mainOf(first)).toContain('照片出于浏览器的安全限制不能保留')
    expect((await show(site, project)).acceptances).toEqual([])
    await first.getByLabel('现场拍照').setInputFiles([picture('shot.jpg', jpegOf(600, 400, exifOf(8)))])
    await press(first, '签字并提交')
    expect(await alertOf(first)).toContain('另一名街道工作人员签字')
    expect(await mainOf(first)).toContain('已有 1 人签字，至少需要 2 人')
    expect(await first.getByRole('button', { name: '作出决定' }).count()).toBe(0)

    await second.goto('/work')
    await second.getByRole('main').getByRole('link', { name: '项目 1' }).click()
    await second.getByRole('img', { name: '清点路灯' }).waitFor()
    await press(second, '签字')
    expect(await alertOf(second)).toContain('请先确认您到了现场')
    await second.getByLabel('我到了现场').check()
    await press(second, '签字')
    expect(await alertOf(second)).toContain('您已签字')
    await press(second, '作出决定')
    await press(second, '修改')
    await press(second, '作出决定')
    expect(await mainOf(second)).toContain('写入公开记录，不能撤回')
    await press(second, '作出决定')
    expect(await alertOf(second)).toContain('已作出决定：验收合格')

    const { page: visitor } = await browser.visitor(server.url, { script: false })
    await visitor.goto(`/projects/${project}`)
    const told = await mainOf(visitor)
    for (const part of ['少 1 盏', '一盏因管线改移未装', '街道办 2 人共同签字', '✓ 符合'])
      expect(told).toContain(part)
    const shot = visitor.getByRole('img', { name: '清点路灯' })
    const { bytes } = await getPicture(server, (await shot.getAttribute('src')) ?? '')
    for (const secret of secrets) expect(Buffer.from(bytes).includes(secret)).toBe(false)
    // What was decided stays: no more photos, no removal.
    expect(await first.goto(first.url()).then(() => first.getByRole('link', { name: /撤下/ }).count())).toBe(
      0,
    )
  })

  it('lose nothing without a connection: all shots of the camera and every word wait on the phone', async () => {
    const { site, project } = await builtSite()
    const [officer] = site.officers
    const { page, context } = await browser.visitor(server.url, { token: officer.token, width: 360 })
    const path = `/work/projects/${project}/acceptance`
    await page.goto(path)
    await tick(page)
    await page.getByLabel('路灯（盏）').fill('8')
    for (const name of ['1.jpg', '2.jpg', '3.jpg'])
      await page.getByLabel('现场拍照').setInputFiles([picture(name, jpegOf(60 + Number(name[0]), 40))])
    await page.getByText('3.jpg').waitFor()
    await press(page, '去掉 2.jpg')
    await page.getByLabel('照片说明').fill('清点路灯')
    await context.setOffline(true)
    await press(page, '签字并提交')
    await page.getByText('没有连上网络，还没有提交').waitFor()
    await expectAccessible(page)
    await page.close()

    await context.setOffline(false)
    const again = await context.newPage()
    await again.goto(path)
    await again.getByText('已恢复这台设备上没有提交的内容和照片').waitFor()
    await again.getByText('3.jpg').waitFor()
    expect(await again.getByLabel('路灯（盏）').inputValue()).toBe('8')
    await press(again, '签字并提交')
    expect(await alertOf(again)).toContain('请选择结论')
    await again.getByText('3.jpg').waitFor()
    expect(await mainOf(again)).not.toContain('照片出于浏览器的安全限制不能保留')
    await again.locator('input[name="conclusion"][value="accepted"]').check()
    await press(again, '签字并提交')
    await again.waitForURL('**/work/acceptances/*')
    expect(await alertOf(again)).toContain('另一名街道工作人员签字')
    expect(await again.getByRole('img', { name: /清点路灯/ }).count()).toBe(2)
    const { acceptances } = await show(site, project, officer.token)
    expect(acceptances).toMatchObject([{ status: 'drafted' }])
    // Sent is forgotten: another form begins empty.
    await again.getByText('撤回草稿', { exact: true }).click()
    await press(again, '撤回')
    await again.goto(path)
    expect(await again.getByLabel('路灯（盏）').inputValue()).toBe('')
    expect(await again.getByText('已恢复').count()).toBe(0)
    // Whoever signs out is told of what was not sent, and leaves nothing of it on the device.
    await again.getByLabel('路灯（盏）').fill('7')
    await expect.poll(() => kept(again)).toBe(1)
    await again.goto('/sign-out')
    await again.getByText('还有没有提交的表单和照片').waitFor()
    await again.getByRole('main').getByRole('button', { name: '退出', exact: true }).click()
    await again.getByText('您已退出登录').waitFor()
    const left = () => again.evaluate(() => indexedDB.databases())
    await expect.poll(left).toEqual([])
  })

  it('send back what is not done, and accept it when it was mended', async () => {
    const { site, project } = await builtSite()
    const first = await officerOf(site, 0)
    const second = await officerOf(site, 1)
    const write = async (conclusion: string) => {
      await first.goto(`/work/projects/${project}/acceptance`)
      await tick(first, conclusion === 'accepted' ? [] : ['safety'])
      if (conclusion !== 'accepted') await first.locator('#safety-remark').fill('缺护栏')
      await first.getByLabel('路灯（盏）').fill('8')
      await first.locator(`input[name="conclusion"][value="${conclusion}"]`).check()
    }
    const sign = async () => {
      await first.waitForURL('**/work/acceptances/*')
      await second.goto(new URL(first.url()).pathname)
      await second.getByLabel('我到了现场').check()
      await press(second, '签字')
      await press(second, '作出决定')
      await press(second, '作出决定')
    }
    await write('rectify')
    await press(first, '签字并提交')
    expect(await alertOf(first)).toContain('请填写整改期限')
    await first.locator('#rectify_by-year').fill('2099')
    await first.locator('#rectify_by-month').fill('12')
    await first.locator('#rectify_by-day').fill('31')
    await press(first, '签字并提交')
    await sign()
    expect(await alertOf(second)).toContain('退回整改')

    const { page: clerk } = await browser.visitor(server.url, { token: site.clerk })
    await clerk.goto('/work')
    expect(await mainOf(clerk)).toContain('整改（验收未通过）')
    await clerk.getByRole('main').getByRole('link', { name: '项目 1' }).click()
    expect(await mainOf(clerk)).toContain('街道验收结论为“整改后复验”，整改期限到2099年12月31日')
    await clerk.getByLabel('决算金额（元）').fill('20000')
    const [year = '', month = '', day = ''] = today().split('-')
    for (const [part, value] of Object.entries({ year, month, day }))
      await clerk.locator(`#completed_on-${part}`).fill(value)
    await clerk.getByLabel('路灯（合同 8 盏）').fill('8')
    await press(clerk, '继续')
    await press(clerk, '登记完工')
    await write('accepted')
    await press(first, '签字并提交')
    await sign()
    expect(await show(site, project)).toMatchObject({ status: 'accepted', acceptances: [{}, {}] })
  })

  it('take a draft back and write another', async () => {
    const { site, project } = await builtSite()
    const acceptance = await draftAcceptance(site, project)
    const page = await officerOf(site, 0)
    await page.goto(`/work/projects/${project}/acceptance`)
    await page.getByRole('link', { name: '查看验收草稿' }).click()
    await page.waitForURL(`**/work/acceptances/${acceptance}`)
    await page.getByText('撤回草稿').click()
    await press(page, '撤回')
    expect(await alertOf(page)).toContain('草稿已撤回')
    await page.getByRole('link', { name: '重新填写验收' }).click()
    await page.waitForURL(`**/work/projects/${project}/acceptance`)
  })
})

describe('an acceptance', () => {
  it('is signed once and decided once, however often the buttons are pressed', async () => {
    const { site, project } = await builtSite()
    const path = `/work/acceptances/${await draftAcceptance(site, project)}`
    const { token } = site.officers[1]
    const press = (what: string, more: Record<string, string> = {}) => {
      const form_id = crypto.randomUUID()
      const send = () => postForm(server, path, token, { form_id, what, ...more })
      return Promise.all([send(), send(), send()])
    }
    for (const reply of await press('sign', { present: 'yes' }))
      expect(reply.headers.get('location')).toBe(`${path}?done=signed`)
    for (const reply of await press('decide', { confirmed: 'yes' }))
      expect(reply.headers.get('location')).toBe(`${path}?done=accepted`)
    const [again] = await press('decide', { confirmed: 'yes' })
    expect(again?.status).toBe(422)
  })

  it('is for the officers of the street, and not for those who carried the project out', async () => {
    const { site, project } = await builtSite()
    const acceptance = await draftAcceptance(site, project)
    const paths = [`/work/projects/${project}/acceptance`, `/work/acceptances/${acceptance}`]
    const { elsewhere } = site.district
    for (const path of paths) {
      expect((await getPage(server, path, site.clerk)).status).toBe(403)
      expect((await getPage(server, path, elsewhere.street_officer.token)).status).toBe(403)
      expect((await getPage(server, path)).headers.get('location')).toContain('/sign-in?next=')
      expect((await getPage(server, path, site.officers[1].token)).status).toBe(200)
    }
    const { clerk, street } = site.community
    await server.ownerDb
      .insertInto('account_role')
      .values({
        account_id: clerk.account_id,
        district_id: site.district.id,
        role: 'street_officer',
        area_id: street,
        department: null,
      })
      .execute()
    for (const path of paths) {
      expect(await (await getPage(server, path, site.clerk)).text()).toContain('不能参加验收')
      expect((await postForm(server, path, site.clerk, { what: 'sign', present: 'yes' })).status).toBe(422)
    }
    const work = await (await getPage(server, '/work', site.clerk)).text()
    expect(work).not.toContain('验收签字')
  })

  it('is not for a project that is not completed', async () => {
    const site = await makeSite(server)
    await contract(site, firstOf(site))
    const page = await getPage(server, `/work/projects/${firstOf(site)}/acceptance`, site.officers[0].token)
    expect(await page.text()).toContain('项目目前是“已签约”')
  })
})

describe('the pages of the acceptance', () => {
  let site: Site
  let paths: string[]

  beforeAll(async () => {
    site = await makeSite(server, { projects: 2 })
    const [first = '', second = ''] = site.projects
    await build(site, first)
    await build(site, second)
    const acceptance = await draftAcceptance(site, second, { note: '灯亮' })
    paths = [`/work/projects/${first}/acceptance`, `/work/acceptances/${acceptance}`]
  })

  it.each([
    { width: 360, language: 'zh-CN', elder: false },
    { width: 1280, language: 'en', elder: false },
    { width: 360, language: 'zh-CN', elder: true },
  ] as const)('are for everybody: $width px, $language, elder mode $elder', async visitor => {
    const page = await officerOf(site, 1, visitor)
    for (const path of paths) {
      expect((await page.goto(path))?.status()).toBe(200)
      await expectAccessible(page)
      if (!visitor.elder) await expectKeyboard(page)
    }
  })
})
