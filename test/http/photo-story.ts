import { randomUUID } from 'node:crypto'
import type { TestServer } from '../servers.ts'
import type { Reply } from './call.ts'

export interface SentPhoto {
  readonly id: string
  readonly caption: string
  readonly file: Uint8Array<ArrayBuffer>
}

export function photoOf(file: Uint8Array<ArrayBuffer>, caption = '一巷新装的路灯'): SentPhoto {
  return { id: randomUUID(), caption, file }
}

/** Sends a photo as a form; `path` is that of the subject, below /api/v1. */
export async function addPhoto(
  server: Pick<TestServer, 'url'>,
  token: string | null,
  path: string,
  { id, caption, file }: SentPhoto,
): Promise<Reply> {
  const form = new FormData()
  form.set('id', id)
  form.set('caption', caption)
  form.set('photo', new Blob([file]), 'IMG_0001.jpg')
  const response = await fetch(`${server.url}/api/v1${path}/photos`, {
    method: 'POST',
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    body: form,
  })
  return { status: response.status, body: (await response.json()) as Reply['body'] }
}

/** A picture as a browser gets it. */
export async function getPicture(
  server: Pick<TestServer, 'url'>,
  path: string,
  token?: string,
): Promise<{ status: number; headers: Headers; bytes: Uint8Array }> {
  const response = await fetch(`${server.url}${path}`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  })
  return {
    status: response.status,
    headers: response.headers,
    bytes: new Uint8Array(await response.arrayBuffer()),
  }
}
