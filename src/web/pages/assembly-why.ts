import type { VotingRules } from '../../core/cycle/rules.ts'
import { money } from '../format.ts'
import type { Text } from '../text/choose.ts'
import type { Report } from './assembly-ground.ts'

type Candidate = Report['candidates'][number]

/** What a reason is told with. */
export interface WhyContext {
  readonly text: Text
  readonly report: Pick<Report, 'candidates' | 'rounds' | 'ties' | 'seats'>
  readonly rules: VotingRules
}

/** Why a candidate was selected or not, in plain sentences with the figures (PUBLIC-RECORD.md §4). */
export function whyOf(context: WhyContext, candidate: Candidate): string {
  const { text } = context
  const sentences = [votesSentence(context, candidate), ...tieSentences(context, candidate)]
  return [...sentences, outcomeSentence(context, candidate)].join(text.results.whyNot.separator)
}

function votesSentence({ text, report }: WhyContext, { votes, round }: Candidate): string {
  const { whyNot } = text.results
  const stood = report.rounds[round]
  const need = stood?.need ?? null
  const got = need === null || need <= 1 ? whyNot.votes(votes) : whyNot.votesOf(votes, need)
  return stood?.kind === 'revote' ? `${whyNot.revote(round + 1)}${got}` : got
}

/** The ties it was in that were settled, in order: with whom, and how it came out of them. */
function tieSentences({ text, report }: WhyContext, { id }: Candidate): string[] {
  const { whyNot } = text.results
  return report.ties.flatMap(({ group, by, round, order }) => {
    if (by === null || round === null || order === null || !group.includes(id)) return []
    const others = othersOf({ text, report }, group, id)
    if (by === 'lot') return [whyNot.lot(others, order.flat().indexOf(id) + 1)]
    return [whyNot.runoff(others, round + 1, report.rounds[round]?.votes[id] ?? 0)]
  })
}

function othersOf(
  { text, report }: Pick<WhyContext, 'text' | 'report'>,
  group: readonly string[],
  id: string,
): string {
  const titles = report.candidates.filter(one => one.id !== id && group.includes(one.id))
  return text.results.group(titles.map(({ title }) => title))
}

function outcomeSentence(context: WhyContext, candidate: Candidate): string {
  const { text, rules, report } = context
  const { whyNot } = text.results
  const { reason, votes, cost_fen, passed } = candidate
  const shares = rules.selection === 'equal_shares'
  switch (reason.code) {
    case 'SELECTED':
      return selectedSentence(context, candidate)
    case 'BELOW_THRESHOLD':
      return whyNot.below(reason.need - reason.got)
    case 'SEATS_FULL':
      return whyNot.seatsFull(reason.rank, report.seats)
    case 'OVER_BUDGET':
      return reason.cost > reason.left
        ? whyNot.overBudget(money(reason.left), money(reason.cost), money(reason.cost - reason.left))
        : whyNot.stopped(money(reason.left))
    case 'TIED_RUNOFF':
      return whyNot.tied(othersOf(context, reason.group, candidate.id))
    case 'LOST_RUNOFF':
      return whyNot.lost
    case 'UNSUPPORTED':
      if (votes === 0) return whyNot.unsupported
      return shares && passed ? whyNot.notBought(money(cost_fen)) : whyNot.notPassed
    case 'PENDING':
      return shares ? whyNot.awaitsLot : whyNot.pending
  }
}

function selectedSentence({ text, rules, report }: WhyContext, { rank, cost_fen }: Candidate): string {
  const { selected } = text.results.whyNot
  switch (rules.selection) {
    case 'top_seats':
      return selected.top_seats(rank ?? 0, report.seats)
    case 'greedy_skip':
    case 'greedy_stop':
      return selected.greedy(rank ?? 0, money(cost_fen))
    case 'equal_shares':
      return rules.completion === 'add1u'
        ? selected.add1u(money(cost_fen))
        : selected.equal_shares(money(cost_fen))
  }
}
