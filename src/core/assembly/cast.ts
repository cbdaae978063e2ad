import type { ElectronicBallot } from '../record/entries.ts'
import { type BallotVerifier, findFault } from '../record/verify-electronic.ts'
import { accept, type Result, refuse } from '../result.ts'

/** What a cast ballot is judged by. Nothing of it changes while the round exists. */
export interface BallotTerms<Key> {
  readonly round: string
  /** null: the round has no electronic ballots, and no token verifies. */
  readonly token_key: Key | null
  readonly candidates: ReadonlySet<string>
  readonly max_choices: number
  /** Exactly `max_choices`, or none. */
  readonly exact_choices: boolean
}

/**
 * Whether a ballot may be cast in a round that is open for voting (PUBLIC-RECORD.md §3.5): made for this round, its token issued
 * here, signed by its key, its choices allowed. An electronic ballot is never invalid: what a paper ballot would be invalid
 * for is refused.
 *
 * Refused with `BALLOT_FOREIGN_ROUND`, `TOKEN_INVALID`, `SIGNATURE_INVALID`, `CHOICE_UNKNOWN`, `CHOICE_REPEATED`,
 * `CHOICES_NOT_ASCENDING`, `OVER_VOTE`, `UNDER_VOTE`, in this order.
 */
export async function checkCast<Key>(
  terms: BallotTerms<Key>,
  ballot: ElectronicBallot,
  verifier: BallotVerifier<Key>,
): Promise<Result<null>> {
  if (ballot.round !== terms.round) return refuse('BALLOT_FOREIGN_ROUND')
  const fault = await findFault(ballot, terms.token_key, verifier)
  if (fault === 'sig') return refuse('SIGNATURE_INVALID')
  return fault === null ? checkChoices(terms, ballot.choices) : refuse('TOKEN_INVALID')
}

function checkChoices<Key>(terms: BallotTerms<Key>, choices: readonly string[]): Result<null> {
  const { candidates, max_choices, exact_choices } = terms
  for (const choice of choices) {
    if (!candidates.has(choice)) return refuse('CHOICE_UNKNOWN', { choice })
  }
  if (new Set(choices).size < choices.length) return refuse('CHOICE_REPEATED')
  // Ids are ASCII: their code units stand in the order of their bytes.
  for (let at = 1; at < choices.length; at++) {
    if (String(choices[at - 1]) > String(choices[at])) return refuse('CHOICES_NOT_ASCENDING')
  }
  if (choices.length > max_choices) return refuse('OVER_VOTE', { max_choices })
  const tooFew = exact_choices && choices.length > 0 && choices.length < max_choices
  return tooFew ? refuse('UNDER_VOTE', { max_choices }) : accept(null)
}
