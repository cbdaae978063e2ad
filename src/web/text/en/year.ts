import type { year as zh } from '../zh/year.ts'

export const year: typeof zh = {
  title: cycle => `Work of ${cycle}`,
  titleWithout: 'The year’s work',
  reading:
    'You see this community’s work as its street office. What the street office does here is to confirm the screened list; later come project changes and acceptance.',
  noCycle: 'The district has not published a year yet; there is nothing to do.',
  selected: 'Projects selected',
  left: 'Left in the fund',
  otherCycles: 'Other years',
  publicPage: 'Public page of the community',
  stages: {
    screening: '1. Proposals and screening',
    preparation: '2. Before the assembly',
    assembly: '3. The assembly',
    projects: '4. Projects, acceptance and archive',
  },
  noProjects: 'The selected projects will be listed here once the result is certified.',
  states: {
    done: 'Done',
    due: 'To do',
    todo: items => `${items} to do`,
    open: 'Begun',
    collecting: 'Open',
    street: 'With the street',
    onNotice: 'On notice',
    frozen: 'Frozen',
    confirmed: 'Confirmed',
    none: 'None',
    notYet: 'Not yet',
  },
  tasks: {
    proposals: 'Proposals and screening',
    proposalsHint: ({ all, submitted, screened, rejected, merged }) =>
      all === 0
        ? 'No proposals yet.'
        : `${all} in all: ${submitted} to screen, ${screened} passed, ${rejected} rejected, ${merged} merged`,
    confirmation: 'The street confirms the list',
    confirmationHint:
      'When everything is screened, the street office confirms the list. Nothing comes in and nothing is screened afterwards.',
    confirmedOn: day => `Confirmed on ${day}; the list is fixed.`,
    schedule: 'Schedule the assembly',
    scheduleHint: 'Time, place and number of seats.',
    scheduled: (time, seats) => `${time}, ${seats} ${seats === 1 ? 'seat' : 'seats'}`,
    candidates: 'Publish the candidates',
    candidatesHint:
      'From the confirmed list, with their costs. While they are on notice, anybody may object.',
    published: (candidates, until) => `${candidates} candidates, on notice until ${until}`,
    objections: 'Objections and answers',
    noObjections: 'No objections yet.',
    objectionsHint: (all, open) => `${all} in all, ${open} without an answer`,
    roster: 'Roster of delegates',
    delegates: count => (count === 0 ? 'Nobody is on the roster yet.' : `${count} on the roster`),
    duties: 'Scrutineers and tellers',
    dutiesHint:
      'One chief scrutineer, at least one scrutineer and two tellers; nobody who proposed a candidate.',
    slips: 'Slips for the delegates',
    slipsHint: 'Printed when the roster is frozen, one each, handed out at check-in.',
    hall: 'In the hall: check-in and vote',
    hallHint: 'For the desk on the day of the assembly.',
    report: 'Tally report',
    reportHint: 'Made when the chief scrutineer and a scrutineer have certified.',
    rated: 'Satisfaction is published',
    archive: 'Archive of the year',
    archiveHint: 'When all projects are accepted and audited.',
    archivedOn: day => `Archived on ${day}`,
  },
}
