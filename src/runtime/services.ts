import { scrypt } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { LogEvent, Services } from '../app/services.ts'
import { ballotJudge } from '../core/assembly/ballot-judge.ts'
import { importTokenKey, webCrypto } from '../core/record/verify-electronic.ts'
import { dropBallots, type RoundOfDistrict } from '../db/ballot.ts'
import type { DB } from '../db/schema.ts'
import { ballotQueue } from './ballot-queue.ts'
import { databasePhotos } from './database-photos.ts'
import { fewAtOnce } from './few-at-once.ts'
import { importLogKey, type Keys } from './keys.ts'
import { preparePhotoHere } from './photo-here.ts'
import { createRoundKeys } from './round-keys.ts'
import { type S3Settings, s3Photos } from './s3-photos.ts'

export interface World {
  readonly db: Kysely<DB>
  readonly keys: Keys
  readonly allowedOrigins: readonly string[]
  readonly log: (event: LogEvent) => void
  readonly clock?: () => Date
  /** Whether the process outlives one request, so that requests may share work. */
  readonly lasting?: boolean
  /** How ballots are judged; without it by WebCrypto. */
  readonly judgeBallot?: Services['judgeBallot']
  /** Where photos are kept; without it in the database. */
  readonly s3?: S3Settings
  /** How photos are made; without it in the thread that is asked. */
  readonly preparePhoto?: Services['preparePhoto']
}

/** The same services on Node and on Workers; only what is in `World` differs. */
export async function createServices(world: World): Promise<Services> {
  const logKey = await importLogKey(world.keys.LOG_KEY)
  return {
    db: world.db,
    clock: world.clock ?? (() => new Date()),
    randomBytes: count => crypto.getRandomValues(new Uint8Array(count)),
    scrypt: (password, salt) => passwords(() => hashPassword(password, salt)),
    logKey,
    codeKey: world.keys.CODE_KEY,
    sessionKey: world.keys.SESSION_KEY,
    roundKeys: await createRoundKeys(world.keys.BALLOT_KEY),
    judgeBallot: world.judgeBallot ?? ballotJudge({ importTokenKey, verifier: webCrypto, sign: logKey.sign }),
    ...ballotPath(world),
    photos: world.s3 === undefined ? databasePhotos(world.db) : s3Photos(world.s3),
    preparePhoto: world.preparePhoto ?? preparePhotoHere,
    allowedOrigins: world.allowedOrigins,
    log: world.log,
  }
}

function ballotPath({ db, lasting = false }: World): Pick<Services, 'dropBallot' | 'ballotRounds'> {
  if (lasting) {
    const dropBallot = ballotQueue(ballots => dropBallots(db, ballots))
    return { dropBallot, ballotRounds: new Map<string, RoundOfDistrict>() }
  }
  return {
    async dropBallot(ballot) {
      const [dropped] = await dropBallots(db, [ballot])
      if (dropped === undefined) throw new Error('a ballot was written without an answer')
      return dropped
    },
  }
}

// OWASP's setting for 16 MiB of memory.
const cost = { N: 2 ** 14, r: 8, p: 5, maxmem: 32 * 1024 * 1024 }

// A hash takes a core for a tenth of a second, and one of the four threads that also check tokens and compress pages.
const passwords = fewAtOnce({ running: 2, waiting: 60 })

function hashPassword(password: string, salt: Uint8Array): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  scrypt(password, salt, 32, cost, (error, hash) => {
    if (error === null) resolve(Uint8Array.from(hash))
    else reject(error)
  })
  return promise
}
