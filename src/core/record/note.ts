import { sha256 } from '@noble/hashes/sha2.js'
import { verifyEd25519Alone } from './ed25519.ts'
import { type Bytes, decodeBase64, encodeBase64, encodeHex, utf8 } from './encoding.ts'

/** A value read from text, or a sentence that says why it cannot be. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: string }

/** The Ed25519 key that signs notes under a name (C2SP signed-note). */
export interface VerifierKey {
  readonly name: string
  /** The first 4 bytes of H(name ‖ "\n" ‖ 0x01 ‖ key). */
  readonly id: Bytes
  /** 32 bytes. */
  readonly publicKey: Bytes
}

/** A signed note that has exactly one signature line. */
export interface Note {
  /** What is signed, with its last newline. */
  readonly text: string
  readonly name: string
  readonly keyId: Bytes
  /** 64 bytes. */
  readonly signature: Bytes
}

/** The key under a name, with its id. @throws RangeError when the name has spaces, control characters or a plus, or the key is not 32 bytes. */
export function verifierKey(name: string, publicKey: Bytes): VerifierKey {
  if (!isKeyName(name)) throw new RangeError(`not a key name: ${name}`)
  if (publicKey.length !== 32) throw new RangeError('not an Ed25519 public key')
  const hash = sha256
    .create()
    .update(utf8(`${name}\n`))
    .update(signatureType)
    .update(publicKey)
    .digest()
  return { name, id: hash.slice(0, 4), publicKey }
}

/** The key as text, called vkey: `name+hexid+base64(0x01 ‖ key)`. */
export function verifierKeyText(key: VerifierKey): string {
  const typed = new Uint8Array(33)
  typed.set(signatureType)
  typed.set(key.publicKey, 1)
  return `${key.name}+${encodeHex(key.id)}+${encodeBase64(typed)}`
}

/** Reads a vkey: Ed25519 only, in the one form `verifierKeyText` writes, with the id that belongs to the key. */
export function parseVerifierKey(text: string): Parsed<VerifierKey> {
  // base64 has pluses of its own: only the first two separate.
  const [, name = '', id = '', typed = ''] = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(text) ?? []
  if (!isKeyName(name)) return { ok: false, error: 'not a verifier key: name+id+key expected' }
  const bytes = decodeBase64(typed)
  if (bytes?.length !== 33 || bytes[0] !== 1) return { ok: false, error: 'not an Ed25519 verifier key' }
  const key = verifierKey(name, bytes.slice(1))
  if (id !== encodeHex(key.id))
    return { ok: false, error: 'the id of the verifier key is not that of its key' }
  return { ok: true, value: key }
}

/** The signed note: the text, an empty line, and the one signature line. `text` ends in a newline. */
export function noteText(text: string, key: VerifierKey, signature: Uint8Array): string {
  const bytes = new Uint8Array(4 + signature.length)
  bytes.set(key.id)
  bytes.set(signature, 4)
  return `${text}\n— ${key.name} ${encodeBase64(bytes)}\n`
}

/** Reads a signed note. Strict: no control characters, exactly one signature line, an Ed25519 signature in it. */
export function parseNote(note: string): Parsed<Note> {
  // The text may have empty lines of its own; the last one separates.
  const end = note.lastIndexOf('\n\n')
  const [, name = '', encoded = ''] = /^\u2014 (\S+) (\S+)\n$/.exec(note.slice(end + 2)) ?? []
  if (end < 0 || !isKeyName(name) || !note.isWellFormed() || controlCharacter.test(note)) {
    return { ok: false, error: 'not a note with one signature line' }
  }
  const bytes = decodeBase64(encoded)
  if (bytes?.length !== 68) return { ok: false, error: 'not an Ed25519 signature line' }
  const text = note.slice(0, end + 1)
  return { ok: true, value: { text, name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) } }
}

/** Whether this key signed the note: name, id and signature. */
export async function signatureFits(note: Note, key: VerifierKey): Promise<boolean> {
  if (note.name !== key.name || encodeHex(note.keyId) !== encodeHex(key.id)) return false
  return verifyEd25519(key.publicKey, note.signature, utf8(note.text))
}

/**
 * Whether the signature is Ed25519 (RFC 8032) by the key, 32 raw bytes, over the message. A key that is no point is a no. Browsers
 * whose WebCrypto lacks the curve reckon it themselves.
 */
export async function verifyEd25519(publicKey: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify'])
    return await crypto.subtle.verify({ name: 'Ed25519' }, key, signature, message)
  } catch (error) {
    const unknown = error instanceof DOMException && error.name === 'NotSupportedError'
    return unknown && verifyEd25519Alone(publicKey, signature, message)
  }
}

/** No spaces, no control characters, no plus. */
function isKeyName(name: string): boolean {
  return /^[^\s\p{Cc}\p{Cs}+]+$/u.test(name)
}

/** Those below U+0020 but for the newline, which a note may not contain. */
const controlCharacter = /[^\P{Cc}\n\u007f-\u009f]/u
/** Ed25519 in the registry of signed-note. */
const signatureType = Uint8Array.of(1)
