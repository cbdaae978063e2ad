import { beforeAll, describe, expect, it } from 'vitest'
import { call } from '../http/call.ts'
import { goodChecklist, makeDistrict, propose, publishCycle, screen } from '../http/story.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { expectAccessible, expectKeyboard, openBrowser } from './browser.ts'
import { getPage, postForm } from './post-form.ts'

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

async function statusOf(id: string): Promise<unknown> {
  return (await call(server, 'GET', `/proposals/${id}`)).body.status
}

describe('every page about proposals', () => {
  it('is for everybody who may see it: phone and desk, large type, English, keyboard', async () => {
    const { here, cycle } = await makeYear()
    const [a = '', b = '', c = ''] = await propose(server, here, cycle, [1_000_000, 2_000_000, 3_000_000])
    await screen(server, here, [a])
    const body = { checklist: goodChecklist, outcome: 'merged', merged_into: a }
    await call(server, 'POST', `/proposals/${b}/screening`, { token: here.clerk.token, body })
    const below = `/work/communities/${here.id}`
    const paths = [
      `${below}/proposals`,
      `${below}/proposals/new`,
      `${below}/confirmation?cycle=${cycle}`,
      `/work/proposals/${a}`,
      `/work/proposals/${b}`,
      `/work/proposals/${c}`,
    ]
    for (const visitor of [
      { width: 360 },
      { width: 1280, language: 'en' },
      { width: 360, elder: true },
    ] as const) {
      const { page } = await browser.visitor(server.url, { ...visitor, token: here.clerk.token })
      for (const path of paths) {
        expect((await page.goto(path))?.status(), path).toBe(200)
        await expectAccessible(page)
        if (!('elder' in visitor)) await expectKeyboard(page)
      }
    }
  })

  it('is closed to everybody else: another role, another area, nobody', async () => {
    const { district, here, cycle } = await makeYear()
    const [id = ''] = await propose(server, here, cycle, [1_000_000])
    const below = `/work/communities/${here.id}`
    const { elsewhere, admin } = district
    const strangers = [elsewhere.clerk, elsewhere.street_officer, elsewhere.grid_officer, admin]
    const pages: [string, readonly { token: string }[]][] = [
      [`${below}/proposals`, strangers],
      [`${below}/proposals/new`, [...strangers, here.street_officer]],
      [`${below}/confirmation?cycle=${cycle}`, [...strangers, here.grid_officer]],
      [`/work/proposals/${id}`, [...strangers, here.grid_officer]],
      [`/work/proposals/${id}/edit`, [...strangers, here.grid_officer]],
    ]
    const decision = { confirmed: 'yes', what: 'decide', outcome: 'rejected', rejected_reason: '无' }
    for (const [path, refused] of pages) {
      const nobody = await getPage(server, path)
      expect([path, nobody.headers.get('location')?.startsWith('/sign-in')]).toEqual([path, true])
      for (const { token } of refused) {
        expect([path, (await getPage(server, path, token)).status]).toEqual([path, 403])
        const sent = await postForm(server, path, token, decision)
        expect([path, [403, 404].includes(sent.status)]).toEqual([path, true])
      }
    }
    expect(await statusOf(id)).toBe('submitted')
  })

  it('shows the street officer a proposal without the contact, and takes no decision from there', async () => {
    const { here, cycle } = await makeYear()
    const [id = ''] = await propose(server, here, cycle, [1_000_000])
    const { page } = await browser.visitor(server.url, { token: here.street_officer.token })
    await page.goto(`/work/proposals/${id}`)
    await page.getByText('由社区工作人员办理').waitFor()
    expect(await page.content()).not.toContain('王某')
    expect(await page.getByRole('button').count()).toBe(0)
    const forms = [
      { what: 'decide', outcome: 'rejected', rejected_reason: '无', confirmed: 'yes' },
      { what: 'unlink' },
    ]
    for (const form of forms) {
      const sent = await postForm(server, `/work/proposals/${id}`, here.street_officer.token, form)
      expect(sent.status).toBe(403)
    }
  })
})
