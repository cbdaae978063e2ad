import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { jwtVerify, SignJWT } from 'jose'
import { identifyActor } from '../app/identity/identify-actor.ts'
import type { Actor } from '../core/identity/access.ts'
import { accept, type Result, refuse } from '../core/result.ts'
import { problem } from './problem.ts'
import type { Environment } from './route.ts'

const cookieName = '__Host-piaojue'
const issuer = 'piaojue'

export interface OpenedSession {
  readonly session_id: string
  readonly created_at: string
  readonly expires_at: string
}

/** A request of either door. */
type Visited = Context<Environment>

/**
 * The token of a session: a JWT (HS256) that names it and says nothing else. It is made from the session's row alone,
 * so that asking again gives the same token.
 */
export async function sessionToken(key: Uint8Array, session: OpenedSession): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(issuer)
    .setSubject(session.session_id)
    .setIssuedAt(Math.floor(Date.parse(session.created_at) / 1000))
    .setExpirationTime(Math.floor(Date.parse(session.expires_at) / 1000))
    .sign(key)
}

/** Gives the browser a session's token as a `__Host-` cookie. */
export async function rememberSession(context: Visited, session: OpenedSession): Promise<string> {
  const token = await sessionToken(context.env.services.sessionKey, session)
  setCookie(context, cookieName.slice('__Host-'.length), token, {
    prefix: 'host',
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Lax',
    expires: new Date(session.expires_at),
  })
  return token
}

export function forgetSession(context: Visited): void {
  deleteCookie(context, cookieName, { path: '/', secure: true })
}

/** Answers a sign-in: the token as a cookie for browsers and in the body for other clients. */
export async function respondWithSession(context: Context<Environment>, output: unknown): Promise<Response> {
  const session = output as OpenedSession
  const token = await rememberSession(context, session)
  return context.json({ ...session, token }, 201)
}

export async function respondSignedOut(context: Context<Environment>, output: unknown): Promise<Response> {
  forgetSession(context)
  return context.json(output as Record<string, unknown>)
}

export const identify: MiddlewareHandler<Environment> = async (context, next) => {
  const actor = await whoAsks(context)
  if (!actor.ok) return problem(context, actor.error)
  context.set('actor', actor.value)
  return next()
}

/**
 * Finds out who asks: a bearer token or the cookie. A cookie is only believed for a state-changing request when the
 * browser says that it comes from our own page (Origin, or Sec-Fetch-Site). Refusals: ORIGIN_REFUSED, SESSION_ENDED.
 */
export async function whoAsks(context: Visited): Promise<Result<Actor>> {
  const services = context.env.services
  const unsafe = !['GET', 'HEAD', 'OPTIONS'].includes(context.req.method)
  const origin = context.req.header('origin')
  const fromOurPage = isFromOurPage(context, origin)
  if (unsafe && origin !== undefined && !fromOurPage) return refuse('ORIGIN_REFUSED')

  const authorization = context.req.header('authorization')
  const bearer = authorization?.match(/^Bearer ([A-Za-z0-9._-]+)$/i)?.[1]
  const cookie = getCookie(context, cookieName)
  if (authorization !== undefined && bearer === undefined) return refuse('SESSION_ENDED')
  const token = bearer ?? cookie
  if (token === undefined) return accept({ kind: 'public' })
  if (bearer === undefined && unsafe && !fromOurPage) return refuse('ORIGIN_REFUSED')
  const sessionId = await verifiedSession(services.sessionKey, token, services.clock())
  const actor = sessionId === null ? null : await identifyActor(services, sessionId)
  if (actor !== null) return accept(actor)
  // A stale cookie must not keep a browser from reading what is public or from signing in again.
  return bearer === undefined ? accept({ kind: 'public' }) : refuse('SESSION_ENDED')
}

async function verifiedSession(key: Uint8Array, token: string, at: Date): Promise<string | null> {
  try {
    const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], issuer, currentDate: at })
    return payload.sub ?? null
  } catch {
    return null
  }
}

/**
 * Whether the browser says that a request comes from a page of ours. Behind a proxy that ends TLS the address here is another
 * than the browser's: its scheme is http, its host perhaps the proxy's own. The browser has compared them itself
 * (Sec-Fetch-Site), and a page of the same host that came over TLS is ours too.
 */
function isFromOurPage(context: Visited, origin: string | undefined): boolean {
  if (context.req.header('sec-fetch-site') === 'same-origin') return true
  const { origin: own, host } = new URL(context.req.url)
  return (
    origin !== undefined && [own, `https://${host}`, ...context.env.services.allowedOrigins].includes(origin)
  )
}
