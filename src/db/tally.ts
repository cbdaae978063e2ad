import type { TallySignature } from '../core/assembly/certification.ts'
import type { Tally, TallyTerms } from '../core/assembly/draft-tally.ts'
import type { VotingRules } from '../core/cycle/rules.ts'
import type { Duty } from '../core/identity/access.ts'
import { fen } from '../core/money.ts'
import type { TallyCertified } from '../core/record/entries.ts'
import type { TallyReport } from '../core/tally/report.ts'
import type { CountedRound, Lot } from '../core/tally/rounds.ts'
import type { Assembly } from './assembly.ts'
import { listCandidates } from './candidate.ts'
import type { Round } from './round.ts'
import { json, type Tx } from './tx.ts'

/** The rules and terms of an assembly whose candidates are published. Nothing of it changes any more. */
export async function findTerms(
  tx: Tx,
  assembly: Pick<Assembly, 'id' | 'cycle_id' | 'community_id' | 'seats'>,
): Promise<TallyTerms> {
  const frozen = await tx
    .selectFrom('cycle')
    .innerJoin('fund', 'fund.cycle_id', 'cycle.id')
    .select(['cycle.rules', 'cycle.rules_hash', 'fund.allocation_fen'])
    .where('cycle.id', '=', assembly.cycle_id)
    .where('fund.community_id', '=', assembly.community_id)
    .executeTakeFirstOrThrow()
  return {
    rules: frozen.rules as unknown as VotingRules,
    rules_hash: frozen.rules_hash ?? '',
    terms: {
      allocation_fen: fen(frozen.allocation_fen),
      seats: assembly.seats,
      candidates: await listCandidates(tx, assembly.id),
    },
  }
}

function asTally(row: { readonly body: unknown; readonly hash: string; readonly report: unknown }): Tally {
  const report = row.report as TallyReport
  return { body: row.body as TallyCertified, hash: row.hash, report, next: report.next }
}

/**
 * The certified rounds of an assembly in order, as the tally takes them. Their `groups` are empty: equal shares has one round
 * and is tallied when its ballots are at hand.
 */
export async function listCounted(tx: Tx, assemblyId: string): Promise<CountedRound[]> {
  const rows = await tx
    .selectFrom('tally')
    .innerJoin('round', 'round.id', 'tally.round_id')
    .select(['round.id', 'round.kind', 'round.seats', 'round.max_choices', 'round.budget_fen', 'tally.body'])
    .where('tally.assembly_id', '=', assemblyId)
    .orderBy('round.number')
    .execute()
  const counted: CountedRound[] = []
  for (const { id, kind, seats, max_choices, budget_fen, body } of rows) {
    const { figures, votes } = body as unknown as TallyCertified
    counted.push({
      kind: kind as CountedRound['kind'],
      candidates: Object.keys(votes).sort(),
      seats,
      max_choices,
      budget_fen: fen(budget_fen),
      figures,
      votes,
      groups: [],
      lots: await listLots(tx, id),
    })
  }
  return counted
}

/** The lots drawn in a round, in order. */
export async function listLots(tx: Tx, roundId: string): Promise<Lot[]> {
  const rows = await tx
    .selectFrom('lot')
    .select(['candidates', 'drawn_order'])
    .where('round_id', '=', roundId)
    .orderBy('number')
    .execute()
  return rows.map(row => ({ group: row.candidates as string[], order: row.drawn_order as string[] }))
}

/** Adds a lot to a round that is locked. */
export async function addLot(
  tx: Tx,
  round: Pick<Round, 'id' | 'district_id'>,
  lot: Lot & { readonly number: number; readonly dice: string; readonly drawn_at: string },
): Promise<void> {
  const { group, order, number, dice, drawn_at } = lot
  await tx
    .insertInto('lot')
    .values({
      round_id: round.id,
      district_id: round.district_id,
      number,
      dice,
      drawn_at,
      candidates: json(group) as never,
      drawn_order: json(order) as never,
    })
    .execute()
}

/** Keeps the tally of a published round, in place of an earlier one. */
export async function keepDraft(
  tx: Tx,
  round: Pick<Round, 'id' | 'district_id'>,
  tally: Omit<Tally, 'next'>,
): Promise<void> {
  const row = {
    hash: tally.hash,
    body: json(tally.body) as never,
    report: json(tally.report) as never,
  }
  await tx
    .insertInto('tally_draft')
    .values({ round_id: round.id, district_id: round.district_id, ...row })
    .onConflict(conflict => conflict.column('round_id').doUpdateSet(row))
    .execute()
}

/** The tally of a round whose ballots are published, or null. */
export async function findDraft(tx: Tx, roundId: string): Promise<Tally | null> {
  const row = await tx
    .selectFrom('tally_draft')
    .select(['body', 'hash', 'report'])
    .where('round_id', '=', roundId)
    .executeTakeFirst()
  return row === undefined ? null : asTally(row)
}

/** Signs a tally; whoever has signed it already has. */
export async function addSignature(
  tx: Tx,
  signature: TallySignature & {
    readonly round_id: string
    readonly delegate_id: string
    readonly district_id: string
    readonly signed_at: string
  },
): Promise<void> {
  await tx
    .insertInto('tally_signature')
    .values(signature)
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** The signatures under the tally of a round, by duty and nothing else of who signed. */
export async function listSignatures(
  tx: Tx,
  roundId: string,
): Promise<(TallySignature & { readonly signed_at: string })[]> {
  const rows = await tx
    .selectFrom('tally_signature')
    .select(['duty', 'tally_hash', 'signed_at'])
    .where('round_id', '=', roundId)
    .orderBy('signed_at')
    .orderBy('duty')
    .execute()
  return rows.map(row => ({ ...row, duty: row.duty as Duty }))
}

/** Certifies the tally of a round as it was signed. */
export async function addTally(
  tx: Tx,
  round: Pick<Round, 'id' | 'district_id' | 'assembly_id'>,
  tally: Tally,
  certifiedAt: string,
): Promise<void> {
  await tx
    .insertInto('tally')
    .values({
      round_id: round.id,
      assembly_id: round.assembly_id,
      district_id: round.district_id,
      body: json(tally.body) as never,
      hash: tally.hash,
      report: json(tally.report) as never,
      certified_at: certifiedAt,
    })
    .execute()
}

/** The last certified tally of an assembly, or null. */
export async function findLastTally(
  tx: Tx,
  assemblyId: string,
): Promise<(Tally & { readonly round_id: string; readonly certified_at: string }) | null> {
  const row = await tx
    .selectFrom('tally')
    .innerJoin('round', 'round.id', 'tally.round_id')
    .select(['tally.round_id', 'tally.body', 'tally.hash', 'tally.report', 'tally.certified_at'])
    .where('tally.assembly_id', '=', assemblyId)
    .orderBy('round.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  return { ...asTally(row), round_id: row.round_id, certified_at: row.certified_at }
}
