import { httpServer } from '../../src/client/http-server.ts'
import { eraseBallots, indexedDbStore } from '../../src/client/indexed-db-store.ts'
import { castBallot, type Device, fillBallot, obtainToken } from '../../src/client/vote.ts'
import { parseVerifierKey } from '../../src/core/record/checkpoint.ts'

/** A device as a page has it, for tests that run in the browser. */
function deviceIn(options: {
  readonly name: string
  readonly district: string
  readonly verifierKey: string
  readonly session: string
  readonly fetch?: typeof fetch
}): Device {
  const logKey = parseVerifierKey(options.verifierKey)
  if (!logKey.ok) throw new Error(logKey.error)
  return {
    server: httpServer({
      origin: location.origin,
      district: options.district,
      logKey: logKey.value,
      session: () => options.session,
      fetch: options.fetch ?? fetch.bind(window),
    }),
    store: indexedDbStore(indexedDB, options.name),
    randomBytes: count => crypto.getRandomValues(new Uint8Array(count)),
    logKey: logKey.value.publicKey,
  }
}

const voting = { deviceIn, indexedDbStore, eraseBallots, obtainToken, fillBallot, castBallot }
export type Voting = typeof voting

Object.assign(globalThis, { voting })
