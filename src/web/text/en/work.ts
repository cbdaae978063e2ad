import type { work as zh } from '../zh/work.ts'

const things = (count: number) => (count === 1 ? '1 thing' : `${count} things`)

export const work: typeof zh = {
  title: 'My work',
  count: (items, kinds) =>
    kinds === 1
      ? `${things(items)} ${items === 1 ? 'waits' : 'wait'} for you.`
      : `${things(items)} of ${kinds} kinds wait for you.`,
  kind: (name, items) => `${name} (${items})`,
  rest: items => `${items} more`,
  nothing: 'Nothing waits for you.',
  nothingHow: 'New work will be listed here. You can also look at your areas below.',
  noRole: 'Your account has no role yet.',
  noRoleHow:
    'You are signed in, but no administrator has given this account a role, so there is nothing to do here. Ask the district administrator, then reload this page.',
  ownAreas: 'My roles',
  roleIn: (role, area) => `${role} · ${area}`,
  links: {
    year: community => `The year of ${community}`,
    proposals: 'Proposals',
    propose: 'New proposal',
    bringIn: 'Bring in a proposal from the grid',
    ownProposals: 'What I brought in, and what became of it',
    proposalsOf: community => `All proposals of ${community}`,
    community: name => `Public page of ${name}`,
    publicPage: 'Public page of the community',
    draws: 'Audit work',
    audit: 'The audit (public)',
    cycles: 'Years and rules',
    accounts: 'Accounts',
    areas: 'Streets, communities, grids',
    trail: 'Trail',
  },
  preparation: {
    kinds: {
      draft: 'My drafts',
      screen: 'Proposals to screen',
      confirm: 'Lists to confirm',
      schedule: 'Assemblies to schedule',
      publish: 'Candidates to publish',
      objection: 'Objections to answer',
      roster: 'Rosters to prepare',
      duties: 'Scrutineers and tellers to name',
      slips: 'Slips to print',
    },
    titles: {
      draft: 'Draft',
      screen: 'Proposal',
      confirm: 'The community has screened its list; confirm it',
      schedule: 'The list is confirmed; schedule the assembly',
      publish: 'Choose the candidates and publish them',
      objection: 'Somebody objected; answer in public',
      roster: 'Prepare and freeze the roster',
      duties: 'Name the chief scrutineer, scrutineers and tellers',
      slips: 'The roster is frozen; print the slips',
    },
  },
  taken: 'This form was sent once before; later changes were not kept.',
  takenLink: 'See what was sent',
  refused: {
    notAffordable: (cost, allocation) =>
      `The estimated cost of ${cost} is more than the fund of ${allocation}, so it cannot be ticked as affordable.`,
    checklistFails: failing =>
      `${failing.length} of the checklist did not pass: ${failing.join(', ')}. Check each; if it really fails, choose to reject or to merge.`,
    screeningUnfinished: undecided =>
      `${undecided} ${undecided === 1 ? 'proposal is' : 'proposals are'} not screened yet. The list can be confirmed when all are.`,
    surplusMissing: (seats, candidates, need) =>
      `${seats} seats need at least ${need} candidates, and there are ${candidates}. Add candidates or reduce the seats.`,
    seatsOverBudget: (seats, dearest, allocation) =>
      `The ${seats} dearest candidates together cost ${dearest}, more than the fund of ${allocation}. Reduce the seats or leave out the dearest.`,
    noticeRunning: until => `The candidates are on notice until ${until}. Do this afterwards.`,
    dutiesIncomplete: (chief, scrutineers, tellers) =>
      `One chief scrutineer, at least one scrutineer and at least two tellers are needed; there are ${chief}, ${scrutineers} and ${tellers}.`,
    delegateHasDuty: 'This delegate has a duty. Give the duty to somebody else first.',
    delegateProposed:
      'This delegate is named as the proposer of a proposal. Take the name away on the page of that proposal first.',
    codeReplaced: generation =>
      generation === null
        ? 'This delegate has no slip yet.'
        : `This slip was replaced before; slip number ${generation} is the valid one.`,
  },
}
