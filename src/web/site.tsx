import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { getCookie, setCookie } from 'hono/cookie'
import { secureHeaders } from 'hono/secure-headers'
import { isBusy } from '../app/is-busy.ts'
import type { Services } from '../app/services.ts'
import { isEncoded } from '../core/body.ts'
import type { Actor } from '../core/identity/access.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Result } from '../core/result.ts'
import { assets } from './assets/built.ts'
import { faultPage, refusedPage, signInAgainPage } from './error-pages.tsx'
import { readForm } from './form.ts'
import { localPath } from './local-path.ts'
import type { Answer, Cookies, Page, Shown } from './page.ts'
import { pages } from './pages.ts'
import { Document } from './parts/layout.tsx'
import { largestPhotoForm } from './photo-form.ts'
import { chooseLanguage, textIn } from './text/choose.ts'
import { type DemoOffer, PageRefused, type Visit } from './visit.ts'

interface Environment {
  Bindings: { readonly services: Services }
  Variables: { actor: Actor }
}
type Visited = Context<Environment>
type Status = NonNullable<Shown['status']>

/** What the site needs of the other door: sessions are the same for both. */
export interface SiteOptions {
  readonly whoAsks: (context: Visited) => Promise<Result<Actor>>
  readonly rememberSession: (
    context: Visited,
    session: { session_id: string; created_at: string; expires_at: string },
  ) => Promise<unknown>
  readonly forgetSession: (context: Visited) => void
  readonly statusOf: (code: Refusal['code']) => number
  /** Whether to compress: on Node. Workers' edge does it by itself, and would compress what is compressed. */
  readonly compress: boolean
  /** The accounts offered for one click; null where there is no demo. */
  readonly demo: () => DemoOffer | null
}

const ordinaryForm = 256 * 1024
const yearOfSeconds = 31_536_000

/** The pages for people. Another door to the same operations; it decides nothing. */
export function createSite(options: SiteOptions): Hono<Environment> {
  const site = new Hono<Environment>()
  site.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        // The record is verified beside the page, by the script of the page.
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      strictTransportSecurity: 'max-age=63072000; includeSubDomains',
      xFrameOptions: 'DENY',
      // With no referrer at all, browsers hide the origin of our own forms too.
      referrerPolicy: 'same-origin',
    }),
  )
  if (options.compress) site.use(compress())
  for (const { path, type, body } of Object.values(assets)) {
    site.get(path, context =>
      context.body(body, 200, {
        'content-type': type,
        'cache-control': `public, max-age=${yearOfSeconds}, immutable`,
      }),
    )
  }
  site.get('/preferences', context => keepPreferences(context))
  for (const page of pages) mount(site, page, options)
  site.notFound(async context => {
    const there = withoutSlash(new URL(context.req.url))
    if (there !== null && context.req.method === 'GET') return context.redirect(localPath(there), 301)
    const visit = await visitOf(context, options, { kind: 'public' })
    return render(context, visit, refusedPage(visit, { code: 'NOT_FOUND', detail: {} }, 404))
  })
  site.onError(async (error, context) => {
    if (isBusy(error)) {
      const visit = visitOf(context, options, { kind: 'public' })
      return respondRefused(context, visit, { code: 'BUSY_TRY_AGAIN', detail: {} }, options)
    }
    const id = crypto.randomUUID()
    const frames = (error.stack ?? '').split('\n').filter(line => line.trimStart().startsWith('at '))
    const at = frames.slice(0, 12).map(line => line.trim())
    context.env.services.log({ level: 'error', event: 'fault', id, name: error.name, at })
    const visit = visitOf(context, options, { kind: 'public' })
    return render(context, visit, faultPage(visit, id))
  })
  return site
}

/** The address that somebody meant who typed a slash after it; null when there is none. */
function withoutSlash({ pathname, search }: URL): string | null {
  return /[^/]\/+$/.test(pathname) ? `${pathname.replace(/\/+$/, '')}${search}` : null
}

function mount(site: Hono<Environment>, page: Page, options: SiteOptions): void {
  const methods = page.post === undefined ? ['GET'] : ['GET', 'POST']
  site.on(methods, page.path, async context => {
    const actor = await options.whoAsks(context)
    const visit = visitOf(context, options, actor.ok ? actor.value : { kind: 'public' })
    const answer = actor.ok ? await answerTo(context, visit, page) : actor.error
    if ('code' in answer) return respondRefused(context, visit, answer, options)
    return respond(context, visit, answer, options)
  })
}

/** The page's answer, or why there is none. */
async function answerTo(context: Visited, visit: Visit, page: Page): Promise<Answer | Refusal> {
  const away = page.signedIn !== undefined && visit.actor.kind !== page.signedIn
  const refused = { code: 'SIGN_IN_REQUIRED', detail: { as: page.signedIn } } as const
  const sent = context.req.method === 'POST' && page.post !== undefined
  if (away && (!sent || page.secret === true)) return refused
  try {
    if (!sent || page.post === undefined) return await page.get(visit)
    if (isEncoded(context.req.header('content-encoding'))) return { code: 'BODY_ENCODED', detail: {} }
    const form = await readForm(
      context.req.raw,
      page.photos === true ? largestPhotoForm : (page.largest ?? ordinaryForm),
    )
    if (form === undefined) return { code: 'INPUT_INVALID', detail: {} }
    if (form.cut === true && page.photos !== true) return { code: 'BODY_TOO_LARGE', detail: {} }
    if (away) return signInAgainPage(visit, form, page.signedIn === 'delegate' ? '/enter' : '/sign-in')
    return await page.post(visit, form)
  } catch (error) {
    if (error instanceof PageRefused) return error.refusal
    throw error
  }
}

async function respond(
  context: Visited,
  visit: Visit,
  answer: Answer,
  options: SiteOptions,
): Promise<Response> {
  switch (answer.kind) {
    case 'shown':
      return render(context, visit, answer)
    case 'redirect':
      await setSession(context, answer.cookies, options)
      return context.redirect(answer.to, 303)
    case 'raw':
      return answer.response
  }
}

async function setSession(
  context: Visited,
  cookies: Cookies | undefined,
  options: SiteOptions,
): Promise<void> {
  if (cookies === undefined) return
  if ('open' in cookies) await options.rememberSession(context, cookies.open)
  else options.forgetSession(context)
}

/** Whoever must sign in first is led there and back; all others get a page that says why not. */
function respondRefused(
  context: Visited,
  visit: Visit,
  refusal: Refusal,
  options: SiteOptions,
): Response | Promise<Response> {
  const next = encodeURIComponent(`${visit.url.pathname}${visit.url.search}`)
  if (refusal.code === 'PASSWORD_CHANGE_REQUIRED') return context.redirect(`/password?next=${next}`, 303)
  if (refusal.code === 'SIGN_IN_REQUIRED' && context.req.method === 'GET') {
    const door = refusal.detail.as === 'delegate' ? '/enter' : '/sign-in'
    return context.redirect(`${door}?next=${next}`, 303)
  }
  return render(context, visit, refusedPage(visit, refusal, options.statusOf(refusal.code) as Status))
}

async function render(context: Visited, visit: Visit, page: Shown): Promise<Response> {
  const failed = page.status !== undefined && page.status >= 400
  const title =
    failed && page.status === 422 ? visit.text.common.pair(visit.text.common.error, page.title) : page.title
  const body = await (<Document visit={visit} page={{ ...page, title }} />).toString()
  return context.html(`<!doctype html>${body}`, page.status ?? 200, {
    'content-language': visit.language,
    'cache-control': visit.actor.kind === 'public' && !failed ? 'private, no-cache' : 'no-store',
    vary: 'accept-language, cookie',
  })
}

function visitOf(context: Visited, options: SiteOptions, actor: Actor): Visit {
  const { services } = context.env
  const wish = getCookie(context, 'lang') ?? context.req.header('accept-language')
  const language = chooseLanguage(wish)
  const url = addressOf(context)
  return {
    services,
    actor,
    language,
    text: textIn(language),
    elder: getCookie(context, 'elder') === 'on',
    url,
    insecure: isInsecure(context, url),
    params: context.req.param() as Readonly<Record<string, string>>,
    demo: options.demo(),
    now: services.clock(),
  }
}

/**
 * The address as the browser has it. A proxy that ends TLS says so, and whoever else says so only sees it in links of the own
 * page; nothing is decided on it.
 */
function addressOf(context: Visited): URL {
  const url = new URL(context.req.url)
  if (context.req.header('x-forwarded-proto') === 'https') url.protocol = 'https:'
  // A form is sent to its own address: that the one before was taken is not said over the answer to this one.
  if (context.req.method === 'POST') url.searchParams.delete('done')
  return url
}

/** Browsers keep our cookie, and say where a request comes from, only over TLS or on the very machine. */
function isInsecure(context: Visited, { protocol, hostname }: URL): boolean {
  const here = /^(localhost|127\.[0-9.]+|\[::1\])$/.test(hostname)
  return protocol === 'http:' && !here && context.req.header('sec-fetch-site') === undefined
}

/** Language and size of type: kept in the browser, for this site's pages only, and told to nobody. */
function keepPreferences(context: Visited): Response {
  const { lang, elder, back } = context.req.query()
  const keep = (name: string, value: string) =>
    setCookie(context, name, value, { path: '/', maxAge: yearOfSeconds, sameSite: 'Lax', httpOnly: true })
  if (lang === 'en' || lang === 'zh-CN') keep('lang', lang)
  if (elder === 'on' || elder === 'off') keep('elder', elder)
  return context.redirect(localPath(back), 303)
}
