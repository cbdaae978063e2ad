import type { z } from 'zod'
import type { Access, Actor, Place } from '../core/identity/access.ts'
import type { Result } from '../core/result.ts'
import type { Tx } from '../db/tx.ts'
import type { PreparedPhoto, Services } from './services.ts'

/** The path parameter that says what an operation is about, and so where it is done. */
export type SubjectKind =
  | 'area_id'
  | 'district_id'
  | 'street_id'
  | 'community_id'
  | 'account_id'
  | 'cycle_id'
  | 'proposal_id'
  | 'assembly_id'
  | 'delegate_id'
  | 'objection_id'
  | 'round_id'
  | 'batch_id'
  | 'project_id'
  | 'change_request_id'
  | 'acceptance_id'
  | 'draw_id'
  | 'inspection_id'
  | 'photo_id'

/** What a running operation has at hand, all inside its one transaction. */
export interface Step {
  readonly tx: Tx
  readonly services: Services
  readonly actor: Actor
  readonly at: Date
  readonly place: Place
  /** What came with the request beside its input. */
  readonly photos: readonly PreparedPhoto[]
  /** The hash of the password that came with the request, where the verb `hashes` one. */
  readonly hashed: HashedPassword | null
  /** Appends to the district's public record. Take every other lock before: the log is the last. */
  readonly append: (entries: readonly NewEntry[]) => Promise<void>
  /** Adds to the trail row of this operation. Never a vote, never a secret. */
  readonly note: (detail: Readonly<Record<string, unknown>>) => void
  /** Keeps what was written although the answer is a refusal: counted failures. */
  readonly keep: () => void
}

/** A password that somebody gave, hashed with the salt of the account it was given for. */
export interface HashedPassword {
  readonly salt: Uint8Array
  readonly hash: Uint8Array
}

/** An entry before the log gives it its time and place (PUBLIC-RECORD.md §1). */
export interface NewEntry {
  readonly type: string
  readonly subject: string
  readonly body: Readonly<Record<string, unknown>>
}

interface Described<Params, Output> {
  /** Verb and noun, as the file is called. */
  readonly name: string
  /** One sentence for the API's description. */
  readonly summary: string
  readonly access: Access
  /** The path parameter the access is decided on. Omitted: the operation belongs to no place and is public. */
  readonly of?: SubjectKind
  readonly params: z.ZodType<Params>
  readonly output: z.ZodType<Output>
}

/** Something people do: one transaction, one decision, one row in the trail. */
export interface Verb<Params, Input, Output> extends Described<Params, Output> {
  readonly kind: 'verb'
  readonly input: z.ZodType<Input>
  /** The body's `id` is the id of what is created and of the request: the same again gives the same answer. */
  readonly creates?: true
  /** No trail row and no stored answer: for what must leave no trace of its request, or would store a secret. */
  readonly untraced?: true
  /** Hashes the password of an input before the transaction begins, so that no connection to the database waits for it. */
  readonly hashes?: (services: Services, input: unknown) => Promise<Result<HashedPassword | null>>
  readonly run: (step: Step, params: Params, input: Input) => Promise<Result<Output>>
}

/** Something people look at: one read-only transaction. */
export interface View<Params, Input, Output> extends Described<Params, Output> {
  readonly kind: 'view'
  /** The query string. */
  readonly input: z.ZodType<Input>
  readonly run: (step: Step, params: Params, input: Input) => Promise<Result<Output>>
}

/**
 * Something done by nobody: no session is looked at, nothing is kept of the request. It takes its own way to the database, and
 * reads the body itself.
 */
export interface Anonymous<Params, Input, Output> {
  readonly kind: 'anonymous'
  readonly name: string
  readonly summary: string
  readonly access: { readonly public: true }
  readonly of: SubjectKind
  readonly params: z.ZodType<Params>
  readonly input: z.ZodType<Input>
  readonly output: z.ZodType<Output>
  readonly run: (
    services: Services,
    params: Readonly<Record<string, string>>,
    input: unknown,
  ) => Promise<Result<Output>>
}

export type Operation<Params, Input, Output> = Verb<Params, Input, Output> | View<Params, Input, Output>

export function verb<Params, Input, Output>(
  definition: Omit<Verb<Params, Input, Output>, 'kind'>,
): Verb<Params, Input, Output> {
  return { kind: 'verb', ...definition }
}

export function anonymous<Params, Input, Output>(
  definition: Omit<Anonymous<Params, Input, Output>, 'kind' | 'access'>,
): Anonymous<Params, Input, Output> {
  return { kind: 'anonymous', access: { public: true }, ...definition }
}

export function view<Params, Input, Output>(
  definition: Omit<View<Params, Input, Output>, 'kind'>,
): View<Params, Input, Output> {
  return { kind: 'view', ...definition }
}
