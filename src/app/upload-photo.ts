import { accept, type Result } from '../core/result.ts'
import type { Verb } from './operation.ts'
import { mayPerform, perform, type Request } from './perform.ts'
import type { PreparedPhoto, Services } from './services.ts'

/** What a verb that takes photos is asked, by a door that has read the files. */
export interface Upload extends Omit<Request, 'input' | 'photos'> {
  readonly files: readonly Uint8Array[]
  /** The input, once the files have their names: each is named by its SHA-256, in the order of `files`. */
  readonly inputOf: (names: readonly string[]) => unknown
}

/**
 * Does an operation with photos: access is decided first, so that nobody makes the server work who may not; then the pictures are
 * made, which takes time; then the operation runs in its transaction, as ever. The detail of a refused file has its `place`.
 */
export async function performWithPhotos<Params, Input, Output>(
  services: Services,
  operation: Verb<Params, Input, Output>,
  { files, inputOf, ...request }: Upload,
): Promise<Result<Output>> {
  if (request.refusal !== undefined) return perform(services, operation, { ...request, input: undefined })
  const allowed = await mayPerform(services, operation, request)
  if (!allowed.ok) return allowed
  const photos = await preparePhotos(services, files)
  if (!photos.ok) return photos
  const input = inputOf(photos.value.map(({ sha256 }) => sha256))
  return perform(services, operation, { ...request, input, photos: photos.value })
}

async function preparePhotos(
  services: Services,
  files: readonly Uint8Array[],
): Promise<Result<readonly PreparedPhoto[]>> {
  const prepared: PreparedPhoto[] = []
  for (const [place, file] of files.entries()) {
    const photo = await services.preparePhoto(file)
    if (!photo.ok) return { ok: false, error: { ...photo.error, detail: { ...photo.error.detail, place } } }
    prepared.push(photo.value)
  }
  return accept(prepared)
}
