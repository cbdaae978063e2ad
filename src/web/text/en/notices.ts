import type { notices as zh } from '../zh/notices.ts'

export const notices: typeof zh = {
  title: 'The three notices',
  intro:
    'The rules first, then the process, then the result: all of it is public. While a notice runs, anyone may look and object.',
  running: 'On notice now',
  past: 'Notices that have ended',
  pastOf: part => `Notices that have ended: ${part}`,
  none: 'Nothing is on notice at the moment.',
  nonePast: 'No notice has ended yet.',
  later: 'Earlier notices',
  backToFirst: 'Back to the latest notices',
  filterAll: 'All',
  filter: 'Show only',
  period: (from, until) => `${from} to ${until}`,
  left: (days, hours) =>
    days > 0
      ? `${days} ${days === 1 ? 'day' : 'days'} left`
      : hours > 0
        ? `${hours} ${hours === 1 ? 'hour' : 'hours'} left`
        : 'less than an hour left',
  ended: 'ended',
  parts: {
    policy: {
      title: 'Policy',
      what: 'The rules of the year: how much money, how votes are cast and counted, how work is accepted and spot-checked. They are frozen before the first vote and never change.',
    },
    process: {
      title: 'Process',
      what: 'Candidates, objections and their answers, how many delegates the assemblies had.',
    },
    result: {
      title: 'Result',
      what: 'Tally reports, changes of projects, acceptances, the audit sample.',
    },
  },
  rulesLink: year => `The rules of ${year}`,
  money: 'The money: allocated, paid and settled',
  kinds: {
    policy: 'Rules',
    candidates: 'Candidates',
    result: 'Result of the vote',
    change: 'Change of a project',
    acceptance: 'Acceptance',
    audit: 'Audit sample',
  },
  about: {
    policy: cycle => `The rules of ${cycle}`,
    candidates: (community, count) => `${community}: ${count} candidates`,
    result: (community, count) => `${community}: ${count} projects chosen`,
    change: { budget: 'another budget', scope: 'other work', cancel: 'cancelled' },
    acceptance: {
      accepted: 'accepted',
      rectify: 'to be put right and looked at again',
      rejected: 'not accepted',
    },
    audit: count => `${count} projects drawn`,
  },
  void: 'this assembly was voided',
  objections: (filed, answered) =>
    filed === 0
      ? 'no objections'
      : `${filed} ${filed === 1 ? 'objection' : 'objections'}, ${answered} answered`,
  attendance: (eligible, present) => `${present} of ${eligible} delegates present`,
  object: 'Objections: read them or file one',
  objectionsLink: 'Objections and answers',
  rules: {
    title: year => `The rules of ${year}`,
    draft: 'This is a draft. It is not published; only the district’s administrator sees it.',
    frozen: day => `Published and frozen on ${day}. Nobody can change them since.`,
    intro: 'Each rule in plain words, with where it comes from.',
    different: 'These communities have another amount',
    community: 'Community',
    amount: 'Amount',
    proof: 'How to check that the rules were not changed',
    proofHow:
      'When they were published, the text of the rules went into the public record. Save the text below (JSON in the order of RFC 8785) to a file as it stands, with no line end after it, and work out its SHA-256: it must be exactly the value shown here. Or work it out from the record that you downloaded:',
    hash: 'SHA-256 of the rules',
    index: 'Number in the public record',
    original: 'The text of the rules',
    verify: 'Verify the whole record',
  },
}
