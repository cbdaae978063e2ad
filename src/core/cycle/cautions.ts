import type { VotingRules } from './rules.ts'

/**
 * - `quorum_unreachable`: more than all would have to come
 * - `no_quorum`: nobody has to come
 * - `no_surplus`: as many candidates as seats are enough, which is no competitive vote (差额)
 * - `passing_unreachable`: more votes than there can be
 * - `no_notice`, `long_notice`: not a day, or more than sixty
 * - `no_audit`: no project is drawn
 */
export const cautions = [
  'quorum_unreachable',
  'no_quorum',
  'no_surplus',
  'passing_unreachable',
  'no_notice',
  'long_notice',
  'no_audit',
] as const
export type Caution = (typeof cautions)[number]

const longestUsualNotice = 60

/** Rules that may be frozen (DOMAIN.md §4) and that hardly anybody can mean: said before it is too late, never refused. */
export function cautionsOf(rules: VotingRules): Caution[] {
  const { quorum, surplus, passing, notice_days, audit_ratio } = rules
  const holds: Readonly<Record<Caution, boolean>> = {
    quorum_unreachable: quorum.strict && quorum.num === quorum.den,
    no_quorum: quorum.num === 0,
    no_surplus: surplus.num === 0 && surplus.min === 0,
    passing_unreachable: passing.base !== 'none' && passing.strict && passing.num === passing.den,
    no_notice: notice_days === 0,
    long_notice: notice_days > longestUsualNotice,
    no_audit: audit_ratio.num === 0,
  }
  return cautions.filter(caution => holds[caution])
}
