import { AwsClient } from 'aws4fetch'
import type { PhotoStore } from '../app/services.ts'
import { type PhotoSize, photoSides } from '../core/photo.ts'

/** Storage that speaks S3: Amazon's own, Cloudflare R2, MinIO and most clouds'. */
export interface S3Settings {
  /** Without the bucket: https://ACCOUNT.r2.cloudflarestorage.com */
  readonly endpoint: string
  readonly bucket: string
  readonly key: string
  readonly secret: string
  /** Where the endpoint does not tell; `auto` for R2. */
  readonly region?: string
}

const patience = 10_000

/**
 * Keeps the bytes of photos in a bucket, as `photos/ID/full.jpg` and `photos/ID/small.jpg`. Nobody needs to read the bucket but this
 * server. A photo is written before its row is committed, and removed before its row says so: when the transaction fails after
 * that, an object is left over, or a picture is missing whose removal was asked for.
 * @throws Error with the storage's status when it refuses.
 */
export function s3Photos(settings: S3Settings): PhotoStore {
  const { endpoint, bucket, key, secret, region } = settings
  const client = new AwsClient({
    accessKeyId: key,
    secretAccessKey: secret,
    service: 's3',
    // Tried again twice: a transaction waits for the answer.
    retries: 2,
    ...(region === undefined ? {} : { region }),
  })
  const addressOf = (id: string, size: PhotoSize) =>
    `${endpoint.replace(/\/$/, '')}/${bucket}/photos/${id}/${size}.jpg`

  async function ask(method: 'GET' | 'PUT' | 'DELETE', id: string, size: PhotoSize, body?: Uint8Array) {
    const response = await client.fetch(addressOf(id, size), {
      method,
      signal: AbortSignal.timeout(patience),
      ...(body === undefined
        ? {}
        : { body: Uint8Array.from(body), headers: { 'content-type': 'image/jpeg' } }),
    })
    if (response.ok || response.status === 404) return response
    await response.body?.cancel()
    const message = `the storage of photos answered ${response.status} to ${method}`
    throw Object.assign(new Error(message), { code: `S3_${response.status}` })
  }

  return {
    async put(_tx, { id, full, small }) {
      await Promise.all([ask('PUT', id, 'full', full), ask('PUT', id, 'small', small)])
    },
    async get(id, size) {
      const response = await ask('GET', id, size)
      if (response.ok) return new Uint8Array(await response.arrayBuffer())
      await response.body?.cancel()
      return null
    },
    async remove(_tx, id) {
      for (const size of Object.keys(photoSides) as PhotoSize[]) await ask('DELETE', id, size)
    },
  }
}

export const s3Variables = [
  'PHOTOS_S3_ENDPOINT',
  'PHOTOS_S3_BUCKET',
  'PHOTOS_S3_KEY',
  'PHOTOS_S3_SECRET',
] as const

/**
 * The settings from the environment: null when none of the four is set. Adds to `problems` what is missing or wrong, and never what
 * was typed: it may be the secret.
 */
export function readS3(value: (name: string) => string | undefined, problems: string[]): S3Settings | null {
  const [endpoint, bucket, key, secret] = s3Variables.map(value)
  if ([endpoint, bucket, key, secret].every(setting => setting === undefined)) return null
  const missing = s3Variables.filter(name => value(name) === undefined)
  if (missing.length > 0) problems.push(`${missing.join(', ')}: photos in S3 need all four of PHOTOS_S3_….`)
  const protocol = URL.parse(endpoint ?? 'https:')?.protocol
  if (endpoint !== undefined && protocol !== 'https:' && protocol !== 'http:')
    problems.push('PHOTOS_S3_ENDPOINT must look like https://storage.example.')
  if (bucket !== undefined && !/^[a-z0-9][a-z0-9.-]{1,62}$/.test(bucket))
    problems.push('PHOTOS_S3_BUCKET is no name of a bucket.')
  const region = value('PHOTOS_S3_REGION')
  const given = { endpoint: endpoint ?? '', bucket: bucket ?? '', key: key ?? '', secret: secret ?? '' }
  return region === undefined ? given : { ...given, region }
}
