import { hasMoreFields } from '../core/body.ts'
import { largestPhotoFile } from '../core/photo.ts'
import type { Refusal } from '../core/refusal.ts'

const ordinaryLargest = 256 * 1024
/** The members of an input beside the file of a photo are few. */
const mostUploadFields = 50

/**
 * Reads a request's body as JSON. An empty one is an empty object. What is too large is refused while it is read; what
 * is no JSON is reported, so that access can be decided first. `parse` throws when the text is no JSON.
 */
export async function readBody(
  request: Request,
  largest: number = ordinaryLargest,
  parse: (text: string) => unknown = JSON.parse,
): Promise<{ input: unknown; refusal?: Refusal }> {
  const refused = (code: Refusal['code'], detail: Refusal['detail'] = {}) => ({
    input: undefined,
    refusal: { code, detail },
  })
  const announced = Number(request.headers.get('content-length') ?? Number.NaN)
  if (announced > largest) return refused('BODY_TOO_LARGE', { largest })
  const bytes = await readBytes(request, announced, largest)
  if (bytes === 'broken off') return refused('BODY_NOT_JSON')
  if (bytes === null) return refused('BODY_TOO_LARGE', { largest })
  if (bytes.length === 0) return { input: {} }
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') return refused('BODY_NOT_JSON')
  try {
    return { input: parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) }
  } catch {
    return refused('BODY_NOT_JSON')
  }
}

/**
 * Reads a form (multipart/form-data) with the file of a photo. What is too large is refused while it is read; what is no such form is
 * reported, so that access can be decided first.
 */
export async function readUpload(
  request: Request,
  largest: number = largestPhotoFile + ordinaryLargest,
): Promise<{ input: Readonly<Record<string, string>>; files: Uint8Array[]; refusal?: Refusal }> {
  const refused = (code: Refusal['code'], detail: Refusal['detail']) => ({
    input: {},
    files: [],
    refusal: { code, detail },
  })
  const announced = Number(request.headers.get('content-length') ?? Number.NaN)
  if (announced > largest) return refused('BODY_TOO_LARGE', { largest })
  const bytes = await readBytes(request, announced, largest)
  if (bytes === null) return refused('BODY_TOO_LARGE', { largest })
  const type = request.headers.get('content-type') ?? ''
  const headers = { 'content-type': type }
  const form =
    bytes === 'broken off' || hasMoreFields(bytes, type, mostUploadFields)
      ? null
      : await new Response(Uint8Array.from(bytes), { headers }).formData().catch(() => null)
  const file = form?.get('photo')
  if (form === null || !(file instanceof Blob)) {
    const detail = 'a form (multipart/form-data) with the file of a photo'
    return refused('INPUT_INVALID', { errors: [{ pointer: '/photo', code: 'missing', detail }] })
  }
  const input: Record<string, string> = Object.create(null)
  for (const [name, value] of form.entries()) if (typeof value === 'string') input[name] = value
  return { input, files: [new Uint8Array(await file.arrayBuffer())] }
}

/** The bytes of a body, null when they are too many. A client that goes away in the middle is no fault of ours. */
async function readBytes(
  request: Request,
  announced: number,
  largest: number,
): Promise<Uint8Array | null | 'broken off'> {
  try {
    // HTTP takes no more than was announced; reading it at one go is several times as fast.
    return announced <= largest
      ? new Uint8Array(await request.arrayBuffer())
      : await readChunks(request.body, largest)
  } catch {
    return 'broken off'
  }
}

/** What comes piece by piece, or null as soon as it is too much. */
async function readChunks(
  body: ReadableStream<Uint8Array> | null,
  largest: number,
): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > largest) return null
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
