import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AwsV4Signer } from 'aws4fetch'

/** Storage that speaks as much of S3 as photos need, and believes nobody whose signature it cannot make itself. */
export interface S3Server {
  readonly url: string
  /** What is stored: the path, and the bytes. */
  readonly objects: ReadonlyMap<string, { readonly type: string; readonly bytes: Buffer }>
  /** Answers all requests with this status from now on; null: as it should. */
  failWith(status: number | null): void
  close(): Promise<void>
}

export interface S3Login {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

export async function startS3(login: S3Login): Promise<S3Server> {
  const objects = new Map<string, { type: string; bytes: Buffer }>()
  let failing: number | null = null
  const server = createServer(async (request, response) => {
    const bytes = await readAll(request)
    const path = request.url ?? ''
    if (failing !== null) return response.writeHead(failing).end()
    if (!(await isSigned(request, login)))
      return response.writeHead(403).end('<Code>SignatureDoesNotMatch</Code>')
    const object = objects.get(path)
    switch (request.method) {
      case 'PUT':
        objects.set(path, { type: request.headers['content-type'] ?? '', bytes })
        return response.writeHead(200).end()
      case 'DELETE':
        objects.delete(path)
        return response.writeHead(204).end()
      default:
        if (object === undefined) return response.writeHead(404).end('<Code>NoSuchKey</Code>')
        return response.writeHead(200, { 'content-type': object.type }).end(object.bytes)
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    objects,
    failWith: status => {
      failing = status
    },
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Whether a request carries the signature (AWS Signature Version 4) of the one login there is, made within a quarter of an hour. */
async function isSigned(request: IncomingMessage, login: S3Login): Promise<boolean> {
  const given = request.headers.authorization ?? ''
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=[0-9a-f]{64}$/.exec(
      given,
    )
  const datetime = String(request.headers['x-amz-date'])
  const time = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(datetime)
  if (parts === null || time === null) return false
  const [, key, , region = '', names = ''] = parts
  const [, year, month, day, hour, minute, second] = time
  const age = Date.now() - Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  const signed = names.split(';')
  if (key !== login.accessKeyId || Math.abs(age) > 900_000 || !signed.includes('host')) return false
  const headers = new Headers()
  for (const name of signed) {
    if (name !== 'host') headers.set(name, String(request.headers[name]))
  }
  const signer = new AwsV4Signer({
    ...login,
    method: request.method ?? '',
    url: `http://${request.headers.host}${request.url}`,
    headers,
    service: 's3',
    region,
    datetime,
  })
  const { headers: made } = await signer.sign()
  return made.get('authorization') === given
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
