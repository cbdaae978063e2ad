import { randomUUID } from 'node:crypto'
import type { TestServer } from '../servers.ts'

/** Sends a form as a browser of somebody signed in does, without looking at its page before; redirects are not followed. */
export async function postForm(
  { url }: Pick<TestServer, 'url'>,
  path: string,
  token: string,
  values: Readonly<Record<string, string>>,
): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: `__Host-piaojue=${token}`, origin: url },
    body: new URLSearchParams({ form_id: randomUUID(), ...values }),
  })
}

/** What somebody signed in is shown, without a browser; redirects are not followed. */
export async function getPage(
  { url }: Pick<TestServer, 'url'>,
  path: string,
  token?: string,
): Promise<Response> {
  const headers: Record<string, string> = token === undefined ? {} : { cookie: `__Host-piaojue=${token}` }
  return fetch(`${url}${path}`, { headers, redirect: 'manual' })
}
