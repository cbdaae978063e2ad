import { z } from 'zod'
import type { Receipt } from '../../core/assembly/ballot-judge.ts'
import { canonicalJson } from '../../core/record/canonical-json.ts'
import type { Refusal } from '../../core/refusal.ts'
import { type Result, refuse } from '../../core/result.ts'
import { findBallotRound, isVoting, type RoundOfDistrict } from '../../db/ballot.ts'
import { isFull, isGivenUp } from '../../db/tx.ts'
import { explain } from '../explain.ts'
import { anonymous } from '../operation.ts'
import { hex32, id } from '../schemas.ts'
import type { Services } from '../services.ts'

/** b64u of exactly so many bytes: the alphabet only, the unused bits of the last letter zero. */
function base64url(bytes: number) {
  const last = ['', '[AQgw]', '[AEIMQUYcgkosw048]'][bytes % 3] ?? ''
  const letters = Math.ceil((bytes * 4) / 3) - (last === '' ? 0 : 1)
  return z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${letters}}${last}$`), `${bytes} bytes in base64url`)
}

/** The members in the order of their names, in which zod gives them back: their JCS is then written in one go. */
const ballot = z.strictObject({
  choices: z.array(z.string().max(64)).max(200),
  key: base64url(65),
  rand: base64url(32),
  round: z.string().max(64),
  sig: base64url(64),
  token: base64url(384),
  v: z.literal(1),
})

const receiptOutput = z.strictObject({ ballot: hex32, receipt: z.string() })

/** Rounds kept at once; one more pushes the oldest out. */
const largestCache = 500

/**
 * Casts a ballot (PUBLIC-RECORD.md §3.5), as nobody. The same ballot again gets the same receipt, also when voting has closed
 * since: an answer may have been lost. Outside of voting nothing else is told than that it is not open.
 *
 * Refusals: NOT_FOUND, INPUT_INVALID, VOTING_NOT_OPEN, `checkCast`, BALLOT_DIFFERS, BUSY_TRY_AGAIN.
 */
export const castBallot = anonymous({
  name: 'cast-ballot',
  summary: 'Cast an electronic ballot; credentials are not looked at',
  of: 'round_id',
  params: z.strictObject({ round_id: id }),
  input: ballot,
  output: receiptOutput,
  async run(services, { round_id = '' }, input) {
    try {
      return await cast(services, round_id, input)
    } catch (error) {
      if (isGivenUp(error) || isFull(error)) return refuse('BUSY_TRY_AGAIN')
      throw error
    }
  },
})

async function cast(services: Services, round_id: string, input: unknown): Promise<Result<Receipt>> {
  const round = await roundOf(services, round_id)
  if (round === null) return refuse('NOT_FOUND', { what: 'round' })
  const read = ballot.safeParse(input)
  if (!read.success) return refuse('INPUT_INVALID', explain(read.error))
  const text = canonicalJson(read.data)
  // The receipt is made with the verdict, and given away only when the ballot is kept.
  const judged = await services.judgeBallot(round, text)
  if (!judged.ok) return refusedNow(services, round_id, judged.error)
  const { district_id } = round
  switch (await services.dropBallot({ round_id, district_id, key: read.data.key, text })) {
    case 'kept':
      return judged
    case 'differs':
      return refuse('BALLOT_DIFFERS')
    case 'closed':
      return refuse('VOTING_NOT_OPEN')
  }
}

/** Whether voting is open is asked first by the rules; the path of good ballots learns it as it writes. */
async function refusedNow(services: Services, round: string, error: Refusal): Promise<Result<never>> {
  return (await isVoting(services.db, round)) ? { ok: false, error } : refuse('VOTING_NOT_OPEN')
}

async function roundOf(services: Services, round: string): Promise<RoundOfDistrict | null> {
  const known = services.ballotRounds?.get(round)
  if (known !== undefined) return known
  if (!id.safeParse(round).success) return null
  const found = await findBallotRound(services.db, round)
  if (found === null) return null
  keep(services.ballotRounds, found)
  return found
}

function keep(cache: Map<string, RoundOfDistrict> | undefined, round: RoundOfDistrict): void {
  if (cache === undefined) return
  const [oldest] = cache.keys()
  if (cache.size >= largestCache && oldest !== undefined) cache.delete(oldest)
  cache.set(round.round, round)
}
