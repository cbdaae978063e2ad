import type { Context } from 'hono'
import type { Anonymous, Operation } from '../app/operation.ts'
import type { Services } from '../app/services.ts'
import type { Actor } from '../core/identity/access.ts'

export interface Environment {
  Bindings: { readonly services: Services }
  Variables: { actor: Actor }
}

/** One line of the API: a method and path, and the operation behind it. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  /** Below /api/v1, with parameters in braces as OpenAPI writes them. */
  readonly path: string
  readonly operation: AnyOperation | AnyAnonymous
  /** The largest body taken, in bytes; 256 KiB unless it says otherwise. */
  readonly largest?: number
  /** The body is a form (multipart/form-data) with the members of the input and the file of a photo. */
  readonly upload?: true
  /** What is sent instead of the output as JSON. */
  readonly media?: string
  readonly respond?: (context: Context<Environment>, output: unknown) => Promise<Response>
}

/** Types are settled when the operation parses its input and its params; the table of routes holds them all. */
export type AnyOperation = ReturnType<typeof erase>

/** Lets operations of all types stand in one list. */
export function erase<Params, Input, Output>(operation: Operation<Params, Input, Output>): ErasedOperation {
  return operation as unknown as ErasedOperation
}

export type AnyAnonymous = Anonymous<unknown, unknown, unknown>

type ErasedOperation = Operation<unknown, unknown, unknown>

type Extras = Partial<Pick<Route, 'largest' | 'upload' | 'media' | 'respond'>>

export function get<P, I, O>(path: string, operation: Operation<P, I, O>, extras: Extras = {}): Route {
  return { method: 'get', path, operation: erase(operation), ...extras }
}

export function post<P, I, O>(path: string, operation: Operation<P, I, O>, extras: Extras = {}): Route {
  return { method: 'post', path, operation: erase(operation), ...extras }
}

/** A route at which nobody is anybody: it stands before sessions are looked at. */
export function postAnonymous<P, I, O>(
  path: string,
  operation: Anonymous<P, I, O>,
  extras: Extras = {},
): Route {
  return { method: 'post', path, operation: operation as unknown as AnyAnonymous, ...extras }
}

export function put<P, I, O>(path: string, operation: Operation<P, I, O>, extras: Extras = {}): Route {
  return { method: 'put', path, operation: erase(operation), ...extras }
}

export function remove<P, I, O>(path: string, operation: Operation<P, I, O>, extras: Extras = {}): Route {
  return { method: 'delete', path, operation: erase(operation), ...extras }
}
