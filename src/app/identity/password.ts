import { isGuessable } from '../../core/identity/guessable.ts'
import { accept, type Result, refuse } from '../../core/result.ts'
import type { Services } from '../services.ts'

/** A password's stored form: a fresh salt of 16 bytes and its scrypt of 32. */
export interface StoredPassword {
  readonly password_salt: Uint8Array
  readonly password_hash: Uint8Array
}

/** Salts and hashes a password that is good enough (OWASP ASVS 5, 6.2). Refusal: PASSWORD_TOO_WEAK. */
export async function storePassword(
  services: Services,
  login: string,
  password: string,
): Promise<Result<StoredPassword>> {
  if (password.length < 12 || password.toLowerCase().includes(login) || isGuessable(password))
    return refuse('PASSWORD_TOO_WEAK')
  const salt = services.randomBytes(16)
  const hash = await services.scrypt(password, salt)
  return hash.ok ? accept({ password_salt: salt, password_hash: hash.value }) : hash
}
