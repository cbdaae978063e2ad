import type { Child } from 'hono/jsx'
import type { Form } from './form.ts'
import type { Visit } from './visit.ts'

/** A page: its path, and what is shown and taken there. */
export interface Page {
  /** As Hono writes paths: parameters begin with a colon. */
  readonly path: string
  /** Who is sent to a sign-in page first. Omitted: nobody; the operations decide what is shown. */
  readonly signedIn?: 'staff' | 'delegate'
  readonly get: (visit: Visit) => Promise<Answer>
  readonly post?: (visit: Visit, form: Form) => Promise<Answer>
  /** The largest form taken, in bytes; 256 KiB unless it says otherwise. */
  readonly largest?: number
  /** Its forms take photos, up to `largestPhotoForm`; a larger form comes `cut`, which `photoErrors` says. */
  readonly photos?: true
  /** Its form holds what is never shown again: passwords. */
  readonly secret?: true
}

export type ScriptName = 'site' | 'vote' | 'verify' | 'hall' | 'desk' | 'draw'

/** What a page answers. */
export type Answer =
  | Shown
  | { readonly kind: 'redirect'; readonly to: string; readonly cookies?: Cookies }
  | RawAnswer

export interface RawAnswer {
  readonly kind: 'raw'
  readonly response: Response
}

/** What the answer does to the browser's session. */
export type Cookies =
  | {
      readonly open: { readonly session_id: string; readonly created_at: string; readonly expires_at: string }
    }
  | { readonly close: true }

export interface Shown {
  readonly kind: 'shown'
  /** Of the browser's window, before the product's name. An error in a form puts its word before it. */
  readonly title: string
  readonly body: Child
  readonly status?: 200 | 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503
  /** Scripts beside `site`, which every page has. */
  readonly scripts?: readonly ScriptName[]
  /** `wide` for tables, `bare` for the projector and for printing: no header and footer. */
  readonly layout?: 'column' | 'wide' | 'bare'
  /** The district the navigation leads through. */
  readonly district?: { readonly slug: string; readonly name: string }
  /** Links from the front page to here, the nearest last; the page itself is not among them. */
  readonly trail?: readonly { readonly href: string; readonly text: string }[]
  /** Seconds after which a browser without script asks again. */
  readonly refresh?: number
}

export function shown(page: Omit<Shown, 'kind'>): Shown {
  return { kind: 'shown', ...page }
}

/** To another page of this site, by GET. */
export function redirect(to: string, cookies?: Cookies): Answer {
  return cookies === undefined ? { kind: 'redirect', to } : { kind: 'redirect', to, cookies }
}

/** Bytes or text instead of a page: downloads, pictures. */
export function raw(body: BodyInit | null, headers: Readonly<Record<string, string>>, status = 200): Answer {
  return { kind: 'raw', response: new Response(body, { status, headers }) }
}
