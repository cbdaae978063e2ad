import { type Context, Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { isBusy } from '../app/is-busy.ts'
import { perform } from '../app/perform.ts'
import { performWithPhotos } from '../app/upload-photo.ts'
import { isEncoded } from '../core/body.ts'
import { parseStrictJson } from '../core/record/parse-strict-json.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Result } from '../core/result.ts'
import { openapiDocument } from './openapi.ts'
import { fault, problem } from './problem.ts'
import { readBody, readUpload } from './read-body.ts'
import type { AnyAnonymous, AnyOperation, Environment, Route } from './route.ts'
import { routes } from './routes.ts'
import { identify } from './session.ts'

/** The JSON API under /api: every route of the table, each one operation. Decides nothing itself. */
export function createApi(): Hono<Environment> {
  const api = new Hono<Environment>()
  api.use(
    '/api/*',
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      strictTransportSecurity: 'max-age=63072000; includeSubDomains',
      xFrameOptions: 'DENY',
      referrerPolicy: 'no-referrer',
    }),
  )
  api.use('/api/v1/*', async (context, next) =>
    isEncoded(context.req.header('content-encoding'))
      ? problem(context, { code: 'BODY_ENCODED', detail: {} })
      : next(),
  )
  api.get('/api/openapi.json', context => context.json(openapiDocument()))
  // Before sessions are looked at: what answers here never learns of one.
  for (const route of routes) {
    if (route.operation.kind === 'anonymous') mountAnonymous(api, route, route.operation)
  }
  api.use('/api/v1/*', identify)
  for (const route of routes) {
    if (route.operation.kind !== 'anonymous') mount(api, route, route.operation)
  }
  for (const path of new Set(routes.map(route => route.path))) {
    const allowed = routes.filter(route => route.path === path).map(route => route.method.toUpperCase())
    api.all(honoPath(path), context => {
      const response = problem(context, { code: 'METHOD_NOT_ALLOWED', detail: { allowed } })
      response.headers.set('allow', allowed.join(', '))
      return response
    })
  }
  api.all('/api/*', context => problem(context, { code: 'ROUTE_UNKNOWN', detail: {} }))
  api.onError((error, context) => {
    if (isBusy(error)) return problem(context, { code: 'BUSY_TRY_AGAIN', detail: {} })
    const faultId = crypto.randomUUID()
    context.env.services.log({ level: 'error', event: 'fault', id: faultId, ...describeFault(error) })
    return fault(context, faultId)
  })
  return api
}

function mountAnonymous(api: Hono<Environment>, route: Route, operation: AnyAnonymous): void {
  api.on(route.method.toUpperCase(), honoPath(route.path), async context => {
    const body = await readBody(context.req.raw, route.largest, parseStrictJson)
    if (body.refusal !== undefined) return problem(context, body.refusal)
    const result = await operation.run(context.env.services, context.req.param(), body.input)
    if (!result.ok) return problem(context, result.error)
    context.header('cache-control', 'no-store')
    return context.json(result.value as Record<string, unknown>)
  })
}

function mount(api: Hono<Environment>, route: Route, operation: AnyOperation): void {
  api.on(route.method.toUpperCase(), honoPath(route.path), async context => {
    const request = {
      actor: context.get('actor'),
      params: context.req.param() as Readonly<Record<string, string>>,
    }
    if (route.upload === true && operation.kind === 'verb') {
      const { refusal, files, input } = await readUpload(context.req.raw, route.largest)
      if (refusal?.code === 'BODY_TOO_LARGE') return problem(context, refusal)
      const inputOf = ([sha256]: readonly string[]) => ({ ...input, sha256 })
      const upload = { ...request, files, inputOf, ...(refusal === undefined ? {} : { refusal }) }
      return respond(context, route, await performWithPhotos(context.env.services, operation, upload))
    }
    const key = context.req.header('idempotency-key')
    const body: { input: unknown; refusal?: Refusal } =
      operation.kind === 'view'
        ? { input: context.req.query() }
        : await readBody(context.req.raw, route.largest)
    if (body.refusal?.code === 'BODY_TOO_LARGE') return problem(context, body.refusal)
    const result = await perform(context.env.services, operation, {
      ...request,
      ...body,
      ...(key === undefined ? {} : { request_id: key }),
    })
    return respond(context, route, result)
  })
}

function respond(
  context: Context<Environment>,
  route: Route,
  result: Result<unknown>,
): Response | Promise<Response> {
  if (!result.ok) return problem(context, result.error)
  if (route.respond !== undefined) return route.respond(context, result.value)
  context.header('cache-control', 'no-store')
  if (route.media !== undefined)
    return context.body(String(result.value), 200, { 'content-type': route.media })
  return context.json(result.value as Record<string, unknown>, 'creates' in route.operation ? 201 : 200)
}

/** Hono writes {name} as :name. */
function honoPath(path: string): string {
  return `/api/v1${path.replaceAll(/\{([a-z_]+)\}/g, ':$1')}`
}

/** What is logged of an error: where it happened, not what it said, since messages of the database quote rows. */
function describeFault(error: Error): Record<string, unknown> {
  const frames = (error.stack ?? '').split('\n').filter(line => line.trimStart().startsWith('at '))
  const known = ['code', 'constraint', 'table', 'column', 'routine'] as const
  const facts = known
    .map(field => [field, Reflect.get(error, field)])
    .filter(([, value]) => typeof value === 'string')
  return { name: error.name, at: frames.slice(0, 12).map(line => line.trim()), ...Object.fromEntries(facts) }
}
