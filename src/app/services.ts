import type { BallotJudge } from '../core/assembly/ballot-judge.ts'
import type { PhotoSize } from '../core/photo.ts'
import type { Result } from '../core/result.ts'
import type { CastBallot, Dropped, RoundOfDistrict } from '../db/ballot.ts'
import type { Pool, Tx } from '../db/tx.ts'

/**
 * What the world gives to the verbs: everything that is not a rule. The runtime makes one, for the life of the process
 * on Node and for one request on Workers.
 */
export interface Services {
  /** The pool. Only `perform` opens transactions on it. */
  readonly db: Pool
  readonly clock: () => Date
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>
  /**
   * scrypt with N = 2^14, r = 8, p = 5 and 32 bytes out (OWASP's setting for 16 MiB). It is slow by design, so that only a few
   * run at once. Refusals: BUSY_TRY_AGAIN.
   */
  readonly scrypt: (password: string, salt: Uint8Array) => Promise<Result<Uint8Array>>
  /** The Ed25519 key that signs checkpoints and receipts. */
  readonly logKey: LogKey
  /** HMAC-SHA-256 key from which assembly codes are derived, so that only their hashes are stored. 32 bytes. */
  readonly codeKey: Uint8Array<ArrayBuffer>
  /** HS256 key of the session tokens. 32 bytes. */
  readonly sessionKey: Uint8Array<ArrayBuffer>
  /** The keys of electronic rounds. */
  readonly roundKeys: RoundKeys
  /** Says whether a ballot may be cast, and makes its receipt. On Node a thread of its own does it. */
  readonly judgeBallot: BallotJudge
  /** Stores a ballot that was checked; resolves when it is on disk. On Node those that come together share a commit. */
  readonly dropBallot: (ballot: CastBallot) => Promise<Dropped>
  /** What the ballots of each round are judged by, where a process lives longer than one request. */
  readonly ballotRounds?: Map<string, RoundOfDistrict>
  /**
   * Makes the pictures that are kept from a file as it was sent: smaller, upright, without what the camera wrote into it. Takes up
   * to seconds, so it is done before a transaction begins. Refusals: those of `checkPhotoFile`, PHOTO_UNREADABLE,
   * BUSY_TRY_AGAIN.
   */
  readonly preparePhoto: (file: Uint8Array) => Promise<Result<PreparedPhoto>>
  /** Where the bytes of photos are. */
  readonly photos: PhotoStore
  /** Origins whose pages may send state-changing requests with a cookie; the server's own origin always may. */
  readonly allowedOrigins: readonly string[]
  /** Writes one line of the operator's log. Never personal data, never a secret. */
  readonly log: (event: LogEvent) => void
}

export interface LogKey {
  /** 32 raw bytes. */
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly sign: (message: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>
}

/** Makes and uses the private keys of rounds. Outside of it they exist only sealed under BALLOT_KEY, for their round. */
export interface RoundKeys {
  /** A fresh RSA key of 3072 bits. `token_key` is its public part as published. Takes up to seconds. */
  readonly create: (round: string) => Promise<{ readonly token_key: string; readonly sealed: Uint8Array }>
  /**
   * The raw RSA signature of a blinded message, checked against the public key; null when the message is no number from
   * 1 to n − 1.
   */
  readonly sign: (key: SealedRoundKey, blindedMessage: Uint8Array) => Promise<Uint8Array | null>
}

export interface SealedRoundKey {
  readonly round: string
  readonly token_key: string
  readonly sealed: Uint8Array
}

/** The two pictures made from a file, both JPEG. */
export interface PreparedPhoto extends Readonly<Record<PhotoSize, Uint8Array<ArrayBuffer>>> {
  /** Of the file as it was sent, in hex. */
  readonly sha256: string
  readonly width: number
  readonly height: number
  readonly small_width: number
  readonly small_height: number
}

/** Keeps the bytes of photos by their ids: PostgreSQL, or storage that speaks S3. */
export interface PhotoStore {
  /** In the transaction that adds the photo's row, as its last step: there is no row without bytes. */
  readonly put: (
    tx: Tx,
    photo: { readonly id: string; readonly district_id: string } & Readonly<Record<PhotoSize, Uint8Array>>,
  ) => Promise<void>
  /** null when there are none. */
  readonly get: (id: string, size: PhotoSize) => Promise<Uint8Array<ArrayBuffer> | null>
  /** In the transaction that takes the photo away. */
  readonly remove: (tx: Tx, id: string) => Promise<void>
}

export interface LogEvent {
  readonly event: string
  readonly level: 'info' | 'warn' | 'error'
  readonly [member: string]: unknown
}
