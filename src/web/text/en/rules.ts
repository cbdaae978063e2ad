import type { Fraction } from '../../../core/fraction.ts'
import type { rules as zh } from '../zh/rules.ts'

const share = ({ num, den }: Fraction) =>
  den === 100 ? `${num}%` : num === 1 && den === 2 ? 'half' : `${num}/${den}`
const reach = (strict: boolean) => (strict ? 'more than' : 'at least')

export const rules: typeof zh = {
  source: 'Source',
  sources: {
    founding: 'the district’s founding documents',
    law: 'law or published rules',
    default: 'default',
    own: 'set for this cycle',
  },
  terms: {
    allocation_fen: 'Money',
    quorum: 'Quorum',
    surplus: 'Surplus',
    max_choices: 'Choices',
    passing: 'Passing',
    selection: 'Selection',
    shortfall: 'Too few pass',
    max_runoffs: 'Ties',
    notice_days: 'Notices',
    audit_ratio: 'Audit',
    advance_cap: 'Before acceptance',
    retention: 'Retention',
  },
  cautions: {
    quorum_unreachable: 'The quorum asks for more than all delegates: no assembly can ever vote.',
    no_quorum: 'There is no quorum: one delegate could vote alone.',
    no_surplus: 'As many candidates as seats are enough: that is no competitive vote.',
    passing_unreachable: 'Passing asks for more than all: no project can ever pass.',
    no_notice: 'There is no notice period: nobody has time to object.',
    long_notice: 'The notice period is longer than 60 days. Is that meant?',
    no_audit: 'The share drawn for audit is zero: no project is inspected.',
  },
  sentences: {
    allocation: amount => `Each community has ${amount} a year; its assembly decides what for.`,
    quorum: quorum =>
      `The assembly can vote when ${reach(quorum.strict)} ${share(quorum)} of the eligible delegates are present.`,
    surplus: surplus =>
      surplus.num === 0
        ? surplus.min === 0
          ? 'There may be as many candidates as seats.'
          : `There must be more candidates than seats, by no fewer than ${surplus.min}.`
        : `There must be more candidates than seats: by at least ${share(surplus)} of the seats, rounded up, and by no fewer than ${surplus.min}.`,
    choices: (most, exactly) =>
      `${most === null ? 'A ballot may choose as many as there are seats' : `A ballot ${exactly ? 'must choose' : 'may choose up to'} ${most}`}; ${
        exactly ? 'more or fewer make it invalid.' : 'fewer are valid, more make it invalid.'
      }`,
    passing: {
      eligible: passing =>
        `A project passes with ${reach(passing.strict)} ${share(passing)} of the eligible delegates.`,
      present: passing =>
        `A project passes with ${reach(passing.strict)} ${share(passing)} of the delegates present.`,
      valid: passing =>
        `A project passes with ${reach(passing.strict)} ${share(passing)} of the valid ballots.`,
      none: () => 'There is no threshold; any vote is enough.',
    },
    selection: {
      top_seats:
        'Those that pass are taken by votes, up to the seats; the dearest that could be chosen together must fit the money.',
      greedy_skip: 'Those that pass are taken by votes; what does not fit the money that is left is skipped.',
      greedy_stop: 'Those that pass are taken by votes, until the first that does not fit the money.',
      equal_shares:
        'Method of Equal Shares: every voter gets an equal part of the money, and projects whose supporters can pay for them are bought in turn.',
    },
    completion: {
      none: 'Money that is left stays.',
      add1: 'While money is left, the shares grow by one yuan at a time and all is computed anew, until it would cost too much.',
      add1u:
        'While money is left, the shares grow by one yuan at a time and all is computed anew, until it would cost too much; what is left then is filled up by votes.',
    },
    shortfall: {
      revote: 'When fewer pass than there are seats, the others are voted on again.',
      leave_vacant: 'When fewer pass than there are seats, seats stay vacant.',
    },
    lot: 'Among equals the cheaper goes first, then the one with more votes; then an order drawn with dice in the hall, before the count.',
    runoffs: most =>
      most === 0
        ? 'A tie that matters is decided by a lot, with dice thrown in the hall.'
        : `A tie that matters is voted on again among the tied only, up to ${most} times; then a lot decides, with dice thrown in the hall.`,
    notice: days =>
      days === 0
        ? 'Candidates and result are not put on notice.'
        : `Candidates and result are on public notice for ${days} days each; anyone may object.`,
    audit: ratio =>
      ratio.num === 0
        ? 'No accepted project is drawn for audit.'
        : `Of the accepted projects of each street, ${share(ratio)} are drawn for audit, rounded up.`,
    advance: cap =>
      cap.num === 0
        ? 'Nothing is paid before acceptance.'
        : `Before acceptance at most ${share(cap)} of the contract is paid.`,
    retention: part =>
      part.num === 0 ? 'Nothing is kept back.' : `${share(part)} of the contract is kept back and paid last.`,
  },
}
