import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { call, done } from '../http/call.ts'
import { addPhoto, getPicture, photoOf } from '../http/photo-story.ts'
import { contract, firstOf, makeSite, type Site } from '../http/project-story.ts'
import {
  addDelegates,
  clerkDoes,
  makeDistrict,
  openSession,
  publishCycle,
  scheduleAssembly,
  screen,
  screenedList,
} from '../http/story.ts'
import { coloursOf, exifOf, jpegOf, secrets } from '../pictures.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'
import { getPage } from './post-form.ts'

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>
let site: Site

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
  site = await makeSite(server)
  await contract(site, firstOf(site))
})

const press = (page: Page, name: string) =>
  page.getByRole('main').getByRole('button', { name, exact: true }).click()
const alertOf = (page: Page) => page.getByRole('alert').textContent()

function picture(name: string, bytes: Uint8Array) {
  return { name, mimeType: 'image/jpeg', buffer: Buffer.from(bytes) }
}

async function photosOf(path: string, token?: string): Promise<{ id: string; caption: string }[]> {
  return (await done(call(server, 'GET', `${path}/photos`, { token }))).items as {
    id: string
    caption: string
  }[]
}

describe('a photo', () => {
  it('is made smaller in the browser before it is sent, upright', async () => {
    const project = `/projects/${firstOf(site)}`
    const { page } = await browser.visitor(server.url, { token: site.clerk })
    await page.goto(`/work${project}/progress`)
    const large = jpegOf(3000, 2000, exifOf(6))
    const weighed = Buffer.concat([large, Buffer.alloc(1_200_000)])
    await page.getByLabel('选择照片').setInputFiles([picture('large.jpg', weighed)])
    await page.getByLabel('照片说明').fill('大照片')
    const chosen = () =>
      page.getByLabel('选择照片').evaluate(field => (field as HTMLInputElement).files?.[0]?.size ?? 0)
    await expect.poll(chosen, { timeout: 15_000 }).toBeLessThan(600_000)
    expect(await chosen()).toBeGreaterThan(10_000)
    await press(page, '公布')
    await page.getByText('照片已添加').waitFor()
    const [photo] = (await photosOf(project)).filter(({ caption }) => caption === '大照片')
    const { bytes } = await getPicture(server, `/photos/${photo?.id}`)
    expect(coloursOf(bytes)).toMatchObject({ width: 1067, height: 1600, colours: 'BRWG' })
  })

  it('is taken away with a reason, which stands in its place', async () => {
    const project = `/projects/${firstOf(site)}`
    const photo = photoOf(jpegOf(90, 60), '拍到行人')
    await addPhoto(server, site.clerk, project, photo)
    const { page } = await browser.visitor(server.url, { token: site.clerk })
    await page.goto(`/work${project}`)
    await page.getByRole('link', { name: /撤下.*拍到行人/ }).click()
    await expectAccessible(page)
    await press(page, '撤下')
    expect(await alertOf(page)).toContain('撤下的理由')
    await page.getByLabel('撤下的理由').fill('拍到了行人的面部')
    await press(page, '撤下')
    expect(await alertOf(page)).toContain('照片已撤下')
    const { page: visitor } = await browser.visitor(server.url, { script: false })
    await visitor.goto(project)
    expect(await visitor.getByRole('main').textContent()).toContain('拍到了行人的面部')
    expect((await visitor.goto(`/photos/${photo.id}`))?.status()).toBe(404)
  })

  it('is taken away by those who work on its subject only', async () => {
    const photo = photoOf(jpegOf(90, 60))
    await addPhoto(server, site.clerk, `/projects/${firstOf(site)}`, photo)
    const path = `/photos/${photo.id}/remove`
    const { page } = await browser.visitor(server.url, { token: site.officers[0].token })
    await page.goto(path)
    await page.getByLabel('撤下的理由').fill('不好看')
    await press(page, '撤下')
    expect(await page.getByRole('main').textContent()).toContain('您的角色无权办理此事')
    expect((await getPage(server, path)).headers.get('location')).toContain('/sign-in')
    expect((await getPicture(server, `/photos/${photo.id}`)).status).toBe(200)
  })
})

describe('a resident', () => {
  it('sends photos with a proposal, without account and script; they are public once it is screened', async () => {
    const district = await makeDistrict(server)
    await publishCycle(server, district)
    const { page } = await browser.visitor(server.url, { script: false })
    await page.goto(`/communities/${district.here.id}/propose`)
    const typed = {
      项目名称: '更换一巷的路灯',
      主题: '路灯',
      '要做什么，为什么': '坏了八盏。',
      具体地点: '一巷',
      '哪些人受益，大约多少人': '一巷四十户',
      估算造价: '12000',
      姓名: '王某某',
      电话: '13800001234',
    }
    for (const [label, value] of Object.entries(typed))
      await page.getByLabel(label, { exact: true }).fill(value)
    await page.getByLabel('工程').check()
    await press(page, '继续')
    await page.getByLabel('选择照片').setInputFiles([picture('now.jpg', jpegOf(300, 200, exifOf(3)))])
    await press(page, '提交建议')
    expect(await alertOf(page)).toContain('请写明照片拍的是什么')
    await page.getByLabel('选择照片').setInputFiles([picture('now.jpg', jpegOf(300, 200, exifOf(3)))])
    await page.getByLabel('照片说明').fill('坏了的路灯')
    await press(page, '提交建议')
    await page.getByText('接下来').first().waitFor()
    const proposal = new URL(page.url()).searchParams.get('done') ?? ''
    expect(await photosOf(`/proposals/${proposal}`)).toEqual([])
    const own = await photosOf(`/proposals/${proposal}`, district.here.clerk.token)
    expect(own).toMatchObject([{ caption: '坏了的路灯' }])
    expect((await getPicture(server, `/photos/${own[0]?.id}`)).status).toBe(404)
    await screen(server, district.here, [proposal])
    const { bytes } = await getPicture(server, `/photos/${own[0]?.id}/small`)
    expect(coloursOf(bytes)).toMatchObject({ colours: 'WBGR' })
    for (const secret of secrets) expect(Buffer.from(bytes).includes(secret)).toBe(false)
    await page.goto(`/proposals/${proposal}`)
    expect(await page.getByRole('img', { name: '坏了的路灯' }).count()).toBe(1)

    const { page: clerk } = await browser.visitor(server.url, { token: district.here.clerk.token })
    await clerk.goto(`/proposals/${proposal}`)
    await clerk.getByRole('link', { name: '添加或撤下照片' }).click()
    await expectAccessible(clerk)
    await expectKeyboard(clerk)
    await clerk.getByLabel('选择照片').setInputFiles([picture('a.jpg', jpegOf(30, 20))])
    await clerk.getByLabel('照片说明').fill('社区补拍')
    await press(clerk, '添加照片')
    expect(await alertOf(clerk)).toContain('照片已添加')
    expect(await photosOf(`/proposals/${proposal}`)).toHaveLength(2)
    expect(
      (await getPage(server, `/work/proposals/${proposal}/photos`, district.elsewhere.clerk.token)).status,
    ).toBe(403)
  })

  it('of a candidate stands on the ballot, beside its number', async () => {
    const district = await makeDistrict(server)
    const { here } = district
    const candidates = await screenedList(
      server,
      here,
      await publishCycle(server, district),
      [1_000_000, 2_000_000],
    )
    const photo = photoOf(jpegOf(60, 40))
    expect(await addPhoto(server, here.clerk.token, `/proposals/${candidates[0]}`, photo)).toMatchObject({
      status: 201,
    })
    const [cycle] = (await done(call(server, 'GET', `/districts/${district.id}/cycles`))).items as {
      id: string
    }[]
    const assembly = await scheduleAssembly(server, here, cycle?.id ?? '', 1)
    await clerkDoes(server, here, assembly, 'candidates')
    const [delegate_id = ''] = await addDelegates(server, here, assembly, 4)
    const token = await openSession(server, district.id, { delegate_id })
    const { page } = await browser.visitor(server.url, { token, script: false })
    await page.goto('/vote')
    const pictures = page.locator(`[data-candidate="${candidates[0]}"] img`)
    expect(await pictures.getAttribute('src')).toBe(`/photos/${photo.id}/small`)
    expect(await page.locator('[data-candidate] img').count()).toBe(1)
  })
})
