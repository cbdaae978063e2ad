import { sha512 } from '@noble/hashes/sha2.js'

/**
 * Whether a signature is Ed25519 (RFC 8032 §5.1.7, without the cofactor) by a key over a message: for browsers whose WebCrypto does
 * not know the curve, as those of many phones. Everything it handles is public, so it need not take constant time.
 *
 * @param publicKey 32 bytes. A key that is no point of the curve signs nothing.
 * @param signature 64 bytes. S is below the order, and R is compared byte by byte, so each signature has one form.
 */
export function verifyEd25519Alone(
  publicKey: Uint8Array,
  signature: Uint8Array,
  message: Uint8Array,
): boolean {
  const key = decodePoint(publicKey)
  if (key === null || signature.length !== 64) return false
  const commitment = signature.subarray(0, 32)
  const s = littleEndian(signature.subarray(32))
  if (s >= order) return false
  const hash = sha512.create().update(commitment).update(publicKey).update(message).digest()
  const k = littleEndian(hash) % order
  const encoded = encodePoint(addMultiples(s, base, k, negate(key)))
  return encoded.every((byte, at) => byte === commitment[at])
}

/** A point of the curve in extended coordinates: x = X ÷ Z, y = Y ÷ Z, x·y = T ÷ Z. */
interface Point {
  readonly X: bigint
  readonly Y: bigint
  readonly Z: bigint
  readonly T: bigint
}

const prime = 2n ** 255n - 19n
const order = 2n ** 252n + 27742317777372353535851937790883648493n
const d = mod(-121665n * power(121666n, prime - 2n))
/** A square root of −1. */
const rootOfMinusOne = power(2n, (prime - 1n) / 4n)
const neutral: Point = { X: 0n, Y: 1n, Z: 1n, T: 0n }
const base = pointOf(
  15112221349535400772501151409588531511454012693041857206046113283949847762202n,
  46316835694926478169428394003475163141307993866256225615783033603165251855960n,
)

function mod(value: bigint): bigint {
  const rest = value % prime
  return rest < 0n ? rest + prime : rest
}

function power(value: bigint, exponent: bigint): bigint {
  let result = 1n
  let square = value
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = mod(result * square)
    square = mod(square * square)
  }
  return result
}

function pointOf(x: bigint, y: bigint): Point {
  return { X: x, Y: y, Z: 1n, T: mod(x * y) }
}

function negate({ X, Y, Z, T }: Point): Point {
  return { X: mod(-X), Y, Z, T: mod(-T) }
}

/** RFC 8032 §5.1.4; complete, so that it doubles too. */
function add(left: Point, right: Point): Point {
  const a = mod((left.Y - left.X) * (right.Y - right.X))
  const b = mod((left.Y + left.X) * (right.Y + right.X))
  const c = mod(2n * left.T * d * right.T)
  const e = mod(2n * left.Z * right.Z)
  const [f, g, h, i] = [b - a, e - c, e + c, b + a]
  return { X: mod(f * g), Y: mod(h * i), Z: mod(g * h), T: mod(f * i) }
}

/** m·P + n·Q, both at once. */
function addMultiples(m: bigint, P: Point, n: bigint, Q: Point): Point {
  const both = add(P, Q)
  let sum = neutral
  for (let bit = 253n; bit >= 0n; bit--) {
    sum = add(sum, sum)
    const [first, second] = [(m >> bit) & 1n, (n >> bit) & 1n]
    if (first && second) sum = add(sum, both)
    else if (first) sum = add(sum, P)
    else if (second) sum = add(sum, Q)
  }
  return sum
}

/** RFC 8032 §5.1.3: null for bytes that are no point, or not in the one form of a point. */
function decodePoint(bytes: Uint8Array): Point | null {
  if (bytes.length !== 32) return null
  const value = littleEndian(bytes)
  const sign = value >> 255n
  const y = value - (sign << 255n)
  if (y >= prime) return null
  const u = mod(y * y - 1n)
  const v = mod(d * y * y + 1n)
  const candidate = mod(u * power(v, 3n) * power(u * power(v, 7n), (prime - 5n) / 8n))
  const square = mod(v * candidate * candidate)
  if (square !== u && square !== mod(-u)) return null
  const x = square === u ? candidate : mod(candidate * rootOfMinusOne)
  if (x === 0n && sign === 1n) return null
  return pointOf((x & 1n) === sign ? x : mod(-x), y)
}

function encodePoint({ X, Y, Z }: Point): Uint8Array {
  const inverse = power(Z, prime - 2n)
  const x = mod(X * inverse)
  let value = mod(Y * inverse) | ((x & 1n) << 255n)
  const bytes = new Uint8Array(32)
  for (let at = 0; at < 32; at++) {
    bytes[at] = Number(value & 255n)
    value >>= 8n
  }
  return bytes
}

function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n
  for (let at = bytes.length - 1; at >= 0; at--) value = (value << 8n) | BigInt(Number(bytes[at]))
  return value
}
