import { groupForLot, mayCertify } from '../../core/assembly/certification.ts'
import type { TallyTerms } from '../../core/assembly/draft-tally.ts'
import { countDuties } from '../../core/assembly/duties.ts'
import { checkIssuing } from '../../core/assembly/issuing.ts'
import { afterPublication, mayPublish } from '../../core/assembly/publication.ts'
import { mayDo } from '../../core/assembly/round-status.ts'
import type { Result } from '../../core/result.ts'
import type { Assembly } from '../../db/assembly.ts'
import { countWithoutBallot } from '../../db/attendance.ts'
import { countCast } from '../../db/ballot.ts'
import { listCounting } from '../../db/counting.ts'
import type { Round } from '../../db/round.ts'
import { findDraft, listLots, listSignatures } from '../../db/tally.ts'
import type { Step } from '../operation.ts'
import { type Desk, type Gate, gateOf } from './desk-schema.ts'

type RoundStep =
  | 'issue_ballots'
  | 'close_issuing'
  | 'close_voting'
  | 'count'
  | 'draw_lot'
  | 'publish_ballots'
  | 'certify'
  | 'void_round'

export interface RoundOnDesk {
  readonly round: Desk['round']
  readonly gates: Readonly<Record<RoundStep, Gate>>
}

/** The desk without a round on it. */
export function noRound(): RoundOnDesk {
  const gate: Gate = { code: 'WRONG_STATUS', detail: {} }
  return {
    round: null,
    gates: {
      issue_ballots: gate,
      close_issuing: gate,
      close_voting: gate,
      count: gate,
      draw_lot: gate,
      publish_ballots: gate,
      certify: gate,
      void_round: gate,
    },
  }
}

/** A round with its figures, and what is in the way of each of its steps. */
export async function roundOnDesk(
  tx: Step['tx'],
  assembly: Assembly,
  { rules, terms }: TallyTerms,
  round: Round,
): Promise<RoundOnDesk> {
  const { id, number, kind, status, max_choices, eligible, present, issued_paper, issued_electronic } = round
  const batches = await listCounting(tx, id)
  const lots = (await listLots(tx, id)).length
  const draft = await findDraft(tx, id)
  const signatures = (await listSignatures(tx, id)).filter(({ tally_hash }) => tally_hash === draft?.hash)
  const cast_electronic = await countCast(tx, id)
  const statuses = batches.map(batch => batch.status)
  const sheets = batches.reduce((sum, batch) => sum + (batch.sheets ?? 0), 0)
  const lot = groupForLot(rules.selection, round, lots, draft?.next ?? null)
  const publication = {
    issued_paper,
    issued_electronic,
    returned_paper: sheets,
    returned_electronic: cast_electronic,
  }
  return {
    round: {
      id,
      number,
      kind,
      status,
      max_choices,
      electronic: round.token_key !== null,
      eligible,
      present,
      issued_paper,
      issued_electronic,
      cast_electronic,
      without_ballot: await countWithoutBallot(tx, assembly.id, id),
      batches: {
        keying: statuses.filter(one => one === 'keying').length,
        differing: statuses.filter(one => one === 'differing').length,
        ruling: statuses.filter(one => one === 'ruling').length,
        agreed: statuses.filter(one => one === 'agreed').length,
      },
      sheets,
      lots,
      lot_group: lot.ok
        ? terms.candidates
            .filter(candidate => lot.value.includes(candidate.id))
            .map(candidate => ({ id: candidate.id, title: candidate.title }))
        : null,
      signed: draft === null ? null : countDuties(signatures),
    },
    gates: {
      issue_ballots: gateOf(mayDo('issue_ballots', round)),
      close_issuing: gateOf(
        both(mayDo('close_issuing', round), () =>
          checkIssuing(rules, { ...assembly, issued: issued_paper + issued_electronic }),
        ),
      ),
      close_voting: gateOf(mayDo('close_voting', round)),
      count: gateOf(mayDo('count', round)),
      draw_lot: gateOf(lot),
      publish_ballots: gateOf(
        both(mayPublish(rules.selection, round, statuses, lots), () => afterPublication(publication)),
      ),
      certify: gateOf(both(mayDo('certify', round), () => mayCertify(draft ?? notTallied, signatures))),
      void_round: gateOf(mayDo('void', round)),
    },
  }
}

const notTallied = { hash: '', next: { step: 'result' } } as const

function both(first: Result<unknown>, second: () => Result<unknown>): Result<unknown> {
  return first.ok ? second() : first
}
