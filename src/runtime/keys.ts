import type { LogKey } from '../app/services.ts'

/** The server's secrets, as the operator names them. 32 bytes each. */
export const keyNames = ['LOG_KEY', 'SESSION_KEY', 'CODE_KEY', 'BALLOT_KEY'] as const
export type KeyName = (typeof keyNames)[number]
export type Keys = Readonly<Record<KeyName, Uint8Array<ArrayBuffer>>>

const keyForm = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/

/** 32 bytes in strict base64url: 43 characters, the unused bits of the last one zero. */
export function isKey(text: string): boolean {
  return keyForm.test(text)
}

/** @throws TypeError when the text is not a key; callers have asked `isKey`. */
export function decodeKey(text: string): Uint8Array<ArrayBuffer> {
  if (!isKey(text)) throw new TypeError('a key must be 32 bytes in base64url')
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, character => character.charCodeAt(0))
}

/** All keys, each from its text. @throws TypeError when a text is not a key. */
export function decodeKeys(texts: Readonly<Record<KeyName, string>>): Keys {
  const { LOG_KEY, SESSION_KEY, CODE_KEY, BALLOT_KEY } = texts
  return {
    LOG_KEY: decodeKey(LOG_KEY),
    SESSION_KEY: decodeKey(SESSION_KEY),
    CODE_KEY: decodeKey(CODE_KEY),
    BALLOT_KEY: decodeKey(BALLOT_KEY),
  }
}

export function encodeKey(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

// RFC 8410: PrivateKeyInfo of an Ed25519 key up to its 32 bytes of seed. WebCrypto takes no raw private key.
const pkcs8Prefix = [
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
]

/** The PrivateKeyInfo of the Ed25519 key with this seed. */
export function pkcs8OfSeed(seed: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...pkcs8Prefix, ...seed])
}

/** The Ed25519 key pair of a 32-byte seed (RFC 8032), by the platform's WebCrypto. */
export async function importLogKey(seed: Uint8Array): Promise<LogKey> {
  const key = await crypto.subtle.importKey('pkcs8', pkcs8OfSeed(seed), 'Ed25519', true, ['sign'])
  const { x } = await crypto.subtle.exportKey('jwk', key)
  if (x === undefined) throw new TypeError('the platform gives no public part of the Ed25519 key')
  return {
    publicKey: decodeKey(x),
    sign: async message => new Uint8Array(await crypto.subtle.sign('Ed25519', key, Uint8Array.from(message))),
  }
}
