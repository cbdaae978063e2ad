import { once } from 'node:events'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../servers.ts'
import { type District, makeDistrict } from './story.ts'

let server: TestServer
let district: District

beforeAll(async () => {
  server = await startTestServer()
  district = await makeDistrict(server)
})

function get(path: string, headers: Record<string, string> = {}) {
  return fetch(`${server.url}${path}`, { headers, redirect: 'manual' })
}

function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(`${server.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin: server.url, ...headers },
    redirect: 'manual',
  })
}

/** What is answered under another name of the server, as `fetch` does not ask. */
async function bodyOf(path: string, headers: Record<string, string>): Promise<string> {
  const [answer] = await once(request(`${server.url}${path}`, { headers }).end(), 'response')
  return text(answer)
}

describe('a page', () => {
  it('lets the browser run and load nothing but our own files', async () => {
    const page = await get('/sign-in')
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    const html = await page.text()
    expect(html).not.toMatch(/ style="| on[a-z]+="|<script(?![^>]* src="\/assets\/)|<style/)
    const loaded = [...html.matchAll(/(?:src|href)="([^"]+\.(?:js|css|svg))"/g)].map(([, path]) => path ?? '')
    expect(loaded.length).toBeGreaterThan(2)
    for (const path of loaded) {
      const file = await get(path)
      expect(file.status, path).toBe(200)
      expect(file.headers.get('cache-control')).toContain('immutable')
      await file.arrayBuffer()
    }
  })

  it('speaks the language that was chosen, before the one the browser likes', async () => {
    const german = await get('/sign-in', { 'accept-language': 'de, en;q=0.5' })
    expect(await german.text()).toContain('<html lang="en"')
    const chosen = await get('/sign-in', { 'accept-language': 'en', cookie: 'lang=zh-CN' })
    expect(await chosen.text()).toContain('<html lang="zh-CN"')
  })

  it('keeps language and size of type, and leads back to this site only', async () => {
    const kept = await get('/preferences?elder=on&lang=en&back=%2Fsign-in%3Fnext%3D%252Fwork')
    expect(kept.headers.get('location')).toBe('/sign-in?next=%2Fwork')
    expect(kept.headers.getSetCookie().join('\n')).toMatch(/elder=on[\s\S]*|lang=en/)
    const elsewhere = ['//evil.example', 'https://evil.example', '/\\evil.example', '/%09/evil.example']
    for (const back of [...elsewhere, '/\u0000', '/\u0085', '/a\r\nset-cookie: b=c', '/票决']) {
      const answer = await get(`/preferences?elder=on&back=${encodeURIComponent(back)}`)
      expect(answer.status, back).toBe(303)
      const target = new URL(answer.headers.get('location') ?? '', server.url)
      expect(target.origin, back).toBe(server.url)
    }
    expect(await (await get('/sign-in', { cookie: 'elder=on' })).text()).toContain('pj-elder')
  })

  it('that is not there says so, in words and with 404', async () => {
    const missing = await get('/no/such/page')
    expect(missing.status).toBe(404)
    expect(await missing.text()).toContain('没有找到这个页面')
  })
})

describe('a form', () => {
  it('is taken from our own pages only', async () => {
    const cookie = `__Host-piaojue=${district.here.clerk.token}`
    const foreign = await post('/sign-out', {}, { cookie, origin: 'https://evil.example' })
    expect(foreign.status).toBe(403)
    const hidden = await fetch(`${server.url}/sign-out`, {
      method: 'POST',
      body: new URLSearchParams(),
      headers: { cookie },
      redirect: 'manual',
    })
    expect(hidden.status).toBe(403)
    // A page of another site may ask for the head of anything, and no origin is told.
    const head = await fetch(`${server.url}/sign-out`, {
      method: 'HEAD',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
    })
    expect(head.status).toBe(200)
    expect(await (await get('/sign-out', { cookie })).text()).toContain('<form')
  })

  it('comes through a proxy that ends TLS, whatever that calls this server', async () => {
    const { host } = new URL(server.url)
    for (const headers of [
      { origin: `https://${host}` },
      { origin: 'https://public.example', 'sec-fetch-site': 'same-origin' },
    ]) {
      const cookie = `__Host-piaojue=${district.here.clerk.token}`
      const taken = await post('/password', { current: '', next: '' }, { cookie, ...headers })
      expect(taken.status).toBe(422)
      const foreign = await post('/password', {}, { cookie, ...headers, 'sec-fetch-site': 'same-site' })
      expect(foreign.status).toBe(headers.origin === 'https://public.example' ? 403 : 422)
    }
  })

  it('that is compressed, or has more fields than any page, is not read', async () => {
    const packed = await post('/sign-in', { login: 'x' }, { 'content-encoding': 'gzip' })
    expect(packed.status).toBe(415)
    expect(await packed.text()).toContain('请按原样提交')
    const api = await fetch(`${server.url}/api/v1/sessions`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', 'content-encoding': 'br' },
    })
    expect([api.status, ((await api.json()) as { code: string }).code]).toEqual([415, 'BODY_ENCODED'])
    const unknown = await fetch(`${server.url}/api/v1/sessions`, {
      method: 'POST',
      body: JSON.stringify(Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`m${at}`, 1]))),
      headers: { 'content-type': 'application/json' },
    })
    expect(((await unknown.json()) as { errors: unknown[] }).errors).toHaveLength(50)
    const many = await fetch(`${server.url}/communities/${district.here.id}/propose`, {
      method: 'POST',
      body: 'a&'.repeat(30_000),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: server.url },
    })
    expect(many.status).toBe(422)
    expect(await many.text()).toContain('提交的内容有缺漏或错误')
  })

  it('that is too large, or none at all, is refused in words', async () => {
    const large = await post('/sign-in', { login: 'x'.repeat(300_000) })
    expect(large.status).toBe(413)
    const json = await fetch(`${server.url}/sign-in`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', origin: server.url },
    })
    expect(json.status).toBe(422)
    expect(await json.text()).toContain('提交的内容有缺漏或错误')
  })

  it('with a wrong password counts the failures and never shows what was typed as password', async () => {
    const answers = []
    for (let attempt = 0; attempt < 2; attempt++) {
      const fields = { form_id: crypto.randomUUID(), login: 'nobody-at-all', password: 'geheim-und-lang' }
      answers.push(await post('/sign-in', fields))
    }
    for (const answer of answers) {
      expect(answer.status).toBe(422)
      const html = await answer.text()
      expect(html).not.toContain('geheim')
      expect(html).toContain('登录名或密码不正确')
    }
  })
})

describe('a session that has ended', () => {
  it('loses nothing of what was typed, but passwords', async () => {
    const cookie = '__Host-piaojue=ended'
    const fields = { form_id: '11111111-1111-4111-8111-111111111111', title: '<b>"路灯"', what: 'a\nb' }
    const path = `/work/communities/${district.here.id}/proposals/new?cycle=x`
    const away = await post(path, fields, { cookie })
    expect(away.status).toBe(401)
    const html = await away.text()
    expect(html).toContain(`action="${path}"`)
    expect(html).toContain('name="form_id" value="11111111-1111-4111-8111-111111111111"')
    expect(html).toContain('name="title" value="&lt;b&gt;&quot;路灯&quot;"')
    expect(html).toContain('href="/sign-in" target="_blank"')
    const password = await post('/password', { current: 'secret-1', next: 'secret-2' }, { cookie })
    expect(password.status).toBe(401)
    expect(await password.text()).not.toContain('secret')
    expect((await post(path, fields, { cookie, origin: 'https://evil.example' })).status).toBe(403)
  })
})

describe('signing in', () => {
  it('warns where the browser would not keep the session: over plain http from another machine', async context => {
    if (server.target === 'worker') context.skip()
    const warned = async (path: string, headers: Record<string, string>) =>
      (await bodyOf(path, headers)).includes('这个网址没有加密')
    for (const path of ['/sign-in', '/enter']) {
      expect(await warned(path, { host: '192.168.1.5:8787' })).toBe(true)
      expect(await warned(path, { host: '192.168.1.5', 'x-forwarded-proto': 'https' })).toBe(false)
      expect(await warned(path, { host: 'd.example', 'sec-fetch-site': 'none' })).toBe(false)
      expect(await warned(path, { host: 'localhost:8787' })).toBe(false)
    }
  })

  it('offers no demo accounts on a server that is no demo', async () => {
    expect(await (await get('/sign-in')).text()).not.toContain('piaojue demo')
  })

  it('leads staff to where they wanted to go', async () => {
    const wanted = await get('/admin/trail?x=1')
    expect(wanted.status).toBe(303)
    expect(wanted.headers.get('location')).toBe('/sign-in?next=%2Fadmin%2Ftrail%3Fx%3D1')
  })
})
