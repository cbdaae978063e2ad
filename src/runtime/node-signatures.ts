import { constants, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { JudgeTools } from '../core/assembly/ballot-judge.ts'
import { readTokenKey } from '../core/record/verify-electronic.ts'
import { pkcs8OfSeed } from './keys.ts'

/**
 * What judges ballots by node:crypto, at once in the thread that asks. WebCrypto says the same, but hands each operation to
 * another thread and back, which takes as much time again as the operation.
 */
export function nodeJudgeTools(logKeySeed: Uint8Array): JudgeTools<KeyObject> {
  const logKey = createPrivateKey({ key: Buffer.from(pkcs8OfSeed(logKeySeed)), format: 'der', type: 'pkcs8' })
  return {
    importTokenKey,
    verifier: {
      token: (key, message, signature) => verify('sha384', message, { key, ...pss }, signature),
      choices(point, message, signature) {
        const key = Buffer.concat([spkiOfPoint, point])
        try {
          return verify('sha256', message, { key, ...ecdsa }, signature)
        } catch {
          // The point is none of the curve: nothing verifies under it.
          return false
        }
      },
    },
    sign: message => sign(null, message, logKey),
  }
}

const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }
const ecdsa = { format: 'der', type: 'spki', dsaEncoding: 'ieee-p1363' } as const

/** RFC 5480: SubjectPublicKeyInfo of a P-256 key up to the 65 bytes of its uncompressed point. */
const spkiOfPoint = Uint8Array.of(
  ...[0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01],
  ...[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00],
)

function importTokenKey(text: string): KeyObject | null {
  const spki = readTokenKey(text)
  if (spki === null) return null
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  } catch {
    // DER of the right form may still hold a modulus that the platform refuses.
    return null
  }
}
