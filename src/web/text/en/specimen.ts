import type { specimen as zh } from '../zh/specimen.ts'

/** The ballot specimen and the paper ballots. */
export const specimen: typeof zh = {
  title: 'Specimen and paper ballots',
  heading: 'Specimen',
  name: community => `${community}: ballot on community projects`,
  round: (cycle, number, kind) => `${cycle} · round ${number} (${kind})`,
  number: 'No.',
  project: 'Candidate project',
  cost: 'Cost',
  choice: 'Choice',
  box: 'box',
  rules: {
    choose: most => `Draw “○” in the boxes of the projects you choose, at most ${most}.`,
    exact: most => `Draw “○” in the boxes of exactly ${most} projects, or of none.`,
    over: most => `With more than ${most} the whole ballot is invalid.`,
    under: most => `With fewer than ${most} the whole ballot is invalid.`,
    blank: 'A ballot with none is an abstention, and valid.',
    secret: 'The ballot is secret: write no name and make no other mark.',
  },
  seal: '(seal of the community)',
  notOpen:
    'The round is not open yet. The specimen follows from the published candidates and rules, and ballots can be printed.',
  order:
    'The numbers are the order of the candidates in the public record; specimen, paper ballots and tellers all use them.',
  print: 'Print the specimen',
  ballots: 'Paper ballots',
  ballotsHint:
    'One a page, all the same and without any number, so that nobody can tell whose it was. Print as many as there are people; destroy what is left over in public.',
  copies: 'How many',
  copiesWrong: 'A whole number from 1 to 500',
  makeBallots: 'Make ballots to print',
  ready: copies => `${copies} ballots: use the browser's print command (A4).`,
  printBallots: 'Print',
  back: 'Back to the specimen',
  none: 'No ballot to print: the candidates are not published, or the assembly has its result.',
}
