import type { Services } from '../app/services.ts'
import { createApi } from '../http/api.ts'
import { forgetSession, rememberSession, whoAsks } from '../http/session.ts'
import { statusOf } from '../http/status.ts'
import { createSite } from '../web/site.tsx'
import type { DemoOffer } from '../web/visit.ts'

export interface Application {
  readonly fetch: (
    request: Request,
    bindings: { readonly services: Services },
  ) => Response | Promise<Response>
}

export interface ApplicationOptions {
  /** The demo's accounts, once there are any. */
  readonly demo?: () => DemoOffer | null
  /** Pages go out compressed; nothing else in front of this server does it. */
  readonly compress?: boolean
}

/** Both doors of the house under one address: the JSON API below /api, the pages everywhere else. */
export function createApplication(options: ApplicationOptions = {}): Application {
  const api = createApi()
  const site = createSite({
    whoAsks,
    rememberSession,
    forgetSession,
    statusOf: code => statusOf[code],
    demo: options.demo ?? (() => null),
    compress: options.compress ?? false,
  })
  return {
    fetch(request, bindings) {
      const { pathname } = new URL(request.url)
      return pathname === '/api' || pathname.startsWith('/api/')
        ? api.fetch(request, bindings)
        : site.fetch(request, bindings)
    },
  }
}
