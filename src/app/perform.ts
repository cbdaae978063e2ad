import { type Access, type Actor, mayAct, type Place } from '../core/identity/access.ts'
import { fingerprint } from '../core/identity/fingerprint.ts'
import type { Refusal } from '../core/refusal.ts'
import { accept, type Result, refuse } from '../core/result.ts'
import { placeOf } from '../db/place.ts'
import { appendEntries } from '../db/record.ts'
import { addTrail, answerRequest, claimRequest } from '../db/request.ts'
import { inTransaction, isFull, isGivenUp, isUnstorable, type Tx, violatedConstraint } from '../db/tx.ts'
import { constraintRefusals } from './constraints.ts'
import { explain } from './explain.ts'
import type { Operation, Step, SubjectKind } from './operation.ts'
import { id } from './schemas.ts'
import type { PreparedPhoto, Services } from './services.ts'

/** A request as a door took it: path parameters, body or query, and the client's id for it. */
export interface Request {
  readonly actor: Actor
  readonly params: Readonly<Record<string, string>>
  readonly input: unknown
  /** Why the body could not even be read; told after access is decided. */
  readonly refusal?: Refusal
  /** Photos that came along, already made: the input names them by their SHA-256. */
  readonly photos?: readonly PreparedPhoto[]
  /** The id of a repeatable request that creates nothing; a creating one has its id in the body. */
  readonly request_id?: string
}

/**
 * Does one operation: check access → parse → claim the request's id → run → trail, in one transaction that is rolled
 * back when the answer is a refusal. Access comes before the body, so that nobody learns from a refusal what is inside.
 */
export async function perform<Params, Input, Output>(
  services: Services,
  operation: Operation<Params, Input, Output>,
  request: Request,
): Promise<Result<Output>> {
  try {
    const hashed = operation.kind === 'verb' ? await operation.hashes?.(services, request.input) : undefined
    if (hashed?.ok === false) return hashed
    return await inTransaction(services.db, operation.kind === 'verb' ? 'write' : 'read', async tx => {
      const kept = { even: false }
      const result = await performIn(
        tx,
        services,
        operation,
        { ...request, hashed: hashed?.value ?? null },
        kept,
      )
      if (!result.ok && operation.kind === 'verb' && !kept.even) throw new RolledBack(result)
      return result
    })
  } catch (error) {
    if (error instanceof RolledBack) return error.result
    const refusal = constraintRefusals[violatedConstraint(error) ?? '']
    if (refusal !== undefined) return refuse(refusal)
    if (isGivenUp(error) || isFull(error)) return refuse('BUSY_TRY_AGAIN')
    if (isUnstorable(error)) return refuse('INPUT_INVALID')
    throw error
  }
}

/** Whether somebody's role and area allow an operation on a subject, as `perform` decides it, without doing it. */
export function mayPerform<Params, Input, Output>(
  services: Services,
  operation: Operation<Params, Input, Output>,
  request: Pick<Request, 'actor' | 'params'>,
): Promise<Result<Place>> {
  return inTransaction(services.db, 'read', tx => admit(tx, operation, request))
}

const nowhere: Place = { district_id: '', area_ids: [], assembly_id: null }

/** Where an operation acts, if whoever asks may act there. Refusals: NOT_FOUND for no such subject, those of `mayAct`. */
async function admit(
  tx: Tx,
  { of, access }: { readonly of?: SubjectKind; readonly access: Access },
  { actor, params }: Pick<Request, 'actor' | 'params'>,
): Promise<Result<Place>> {
  const place = of === undefined ? nowhere : await findPlace(tx, of, params[of])
  if (place === null) return refuse('NOT_FOUND', { what: of?.replace(/_id$/, '') })
  const allowed = mayAct(actor, access, place)
  return allowed.ok ? accept(place) : allowed
}

async function findPlace(tx: Tx, kind: SubjectKind, subject: string | undefined): Promise<Place | null> {
  const read = id.safeParse(subject)
  return read.success ? placeOf(tx, kind, read.data) : null
}

class RolledBack extends Error {
  readonly result: Result<never>
  constructor(result: Result<never>) {
    super('rolled back')
    this.result = result
  }
}

async function performIn<Params, Input, Output>(
  tx: Tx,
  services: Services,
  operation: Operation<Params, Input, Output>,
  request: Request & Pick<Step, 'hashed'>,
  kept: { even: boolean },
): Promise<Result<Output>> {
  const admitted = await admit(tx, operation, request)
  if (!admitted.ok) return admitted
  const place = admitted.value
  const params = operation.params.safeParse(request.params)
  if (!params.success) return refuse('INPUT_INVALID', explain(params.error))

  if (request.refusal !== undefined) return { ok: false, error: request.refusal }
  if (request.request_id !== undefined && !id.safeParse(request.request_id).success) {
    return refuse('INPUT_INVALID', {
      errors: [{ pointer: '', code: 'invalid_format', detail: 'Idempotency-Key is a UUID in lower case' }],
    })
  }
  const input = operation.input.safeParse(request.input)
  if (!input.success) return refuse('INPUT_INVALID', explain(input.error))

  const subject = operation.of === undefined ? '' : (request.params[operation.of] ?? '')
  const noted: Record<string, unknown> = {}
  const at = services.clock()
  const step: Step = {
    tx,
    services,
    actor: request.actor,
    at,
    place,
    photos: request.photos ?? [],
    hashed: request.hashed,
    append: entries => appendEntries(tx, place.district_id, at, entries),
    note: detail => {
      Object.assign(noted, detail)
    },
    keep: () => {
      kept.even = true
    },
  }
  if (operation.kind === 'view') return operation.run(step, params.data, input.data)

  const requestId = operation.creates ? createdId(input.data) : request.request_id
  if (requestId !== undefined && !operation.untraced) {
    const print = fingerprint(services.codeKey, {
      verb: operation.name,
      actor: actorName(request.actor),
      params: request.params,
      input: request.input,
    })
    const earlier = await claimRequest(tx, {
      id: requestId,
      district_id: place.district_id,
      verb: operation.name,
      fingerprint: print,
      at,
    })
    if (earlier === 'other') return refuse('ID_REUSED', { id: requestId })
    if (earlier !== 'new') return accept(operation.output.parse(earlier.response))
  }
  const result = await operation.run(step, params.data, input.data)
  if (!result.ok || operation.untraced) return result
  // The answer in the form that its repetition has, to the order of its members.
  const answer = operation.output.parse(result.value)
  if (requestId !== undefined) await answerRequest(tx, requestId, answer)
  await addTrail(tx, {
    district_id: place.district_id,
    at,
    actor: actorName(request.actor),
    verb: operation.name,
    area_id: place.area_ids[0] ?? place.district_id,
    subject: (operation.creates ? requestId : undefined) ?? subject,
    detail: noted,
  })
  return accept(answer)
}

/** How the trail names whoever acted. */
function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'public':
      return 'public'
    case 'operator':
      return 'operator'
    case 'staff':
      return `account:${actor.account_id}`
    case 'delegate':
      return `delegate:${actor.delegate_id}`
  }
}

function createdId(input: unknown): string {
  const id: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'id') : undefined
  if (typeof id !== 'string') throw new Error('a creating operation has no id in its input')
  return id
}
