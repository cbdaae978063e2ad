import type { Operation, Verb, View } from '../app/operation.ts'
import { mayPerform, perform } from '../app/perform.ts'
import type { Services } from '../app/services.ts'
import type { Actor, Duty } from '../core/identity/access.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Result } from '../core/result.ts'
import type { Language, Text } from './text/choose.ts'

/** One request for a page: who asks, in which language and size, and the way to the operations. */
export interface Visit {
  readonly services: Services
  readonly actor: Actor
  readonly language: Language
  readonly text: Text
  /** Large type (长辈版). */
  readonly elder: boolean
  readonly url: URL
  /** The browser came over plain http from another machine: it will not keep a session. */
  readonly insecure: boolean
  /** What the page's path pattern found. */
  readonly params: Readonly<Record<string, string>>
  /** The accounts that the sign-in page of the demo offers; null everywhere else. */
  readonly demo: DemoOffer | null
  /** When the request came. */
  readonly now: Date
}

export interface DemoOffer {
  readonly password: string
  readonly accounts: readonly { readonly login: string; readonly role: string; readonly where: string }[]
  /** Delegates who may come in with these codes, each once. */
  readonly delegates: readonly { readonly code: string; readonly duty: Duty | null; readonly where: string }[]
}

type Params = Readonly<Record<string, string>>

/** A page cannot be shown: a view refused. The site answers with the page for that refusal. */
export class PageRefused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** Looks at something. @throws PageRefused when the visitor may not, or it is not there. */
export async function look<P, I, O>(
  visit: Visit,
  view: View<P, I, O>,
  params: Params = {},
  query: Params = {},
): Promise<O> {
  const result = await ask(visit, view, params, query)
  if (!result.ok) throw new PageRefused(result.error)
  return result.value
}

/** Looks at something that may well be refused. */
export function ask<P, I, O>(
  visit: Visit,
  view: View<P, I, O>,
  params: Params = {},
  query: Params = {},
): Promise<Result<O>> {
  return perform(visit.services, view, { actor: visit.actor, params, input: query })
}

/**
 * Does something. `requestId` is the id of the form, so that a double click or a reload does it once; a creating verb has
 * it in its input as `id` instead.
 */
export function act<P, I, O>(
  visit: Visit,
  verb: Verb<P, I, O>,
  params: Params,
  input: unknown,
  requestId?: string,
): Promise<Result<O>> {
  const { services, actor } = visit
  const request = { actor, params, input }
  return perform(
    services,
    verb,
    requestId === undefined || verb.creates ? request : { ...request, request_id: requestId },
  )
}

/** Whether the visitor's role and area allow an operation, so that a page offers only what it will take. */
export async function may<P, I, O>(
  visit: Visit,
  operation: Operation<P, I, O>,
  params: Params,
): Promise<boolean> {
  return (await mayPerform(visit.services, operation, { actor: visit.actor, params })).ok
}

/** All items of a list, page after page. For lists that are known to be short: a district's areas, a community's proposals. */
export async function lookAll<P, I, T>(
  visit: Visit,
  view: View<P, I, { items: T[]; next: string | null }>,
  params: Params = {},
  query: Params = {},
): Promise<T[]> {
  const items: T[] = []
  let after: string | null = null
  do {
    const page: { items: T[]; next: string | null } = await look(visit, view, params, {
      ...query,
      limit: '200',
      ...(after === null ? {} : { after }),
    })
    items.push(...page.items)
    after = page.next
  } while (after !== null)
  return items
}
