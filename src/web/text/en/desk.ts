import type { desk as zh } from '../zh/desk.ts'

/** The clerk's desk in the hall. */
export const desk: typeof zh = {
  title: 'Desk',
  titleOf: community => `Assembly of ${community}`,
  asOf: time => `Figures as of ${time}`,
  stale:
    'The connection to the server is lost and the figures are not the latest; they come back by themselves.',
  links: {
    hall: 'Open the big screen',
    checkIn: 'Reception',
    batches: 'Batches',
    specimen: 'Specimen and paper ballots',
    report: 'Tally report',
    preparation: 'Preparation',
    desk: 'Back to the desk',
  },
  figures: {
    title: 'Figures in the hall',
    eligible: 'Eligible',
    present: 'Present',
    modes: (paper, electronic) => `${paper} paper · ${electronic} electronic`,
    quorum: 'Quorum',
    reached: 'reached',
    missing: count => `${count} more needed`,
    issued: 'Issued',
    issuedModes: (paper, electronic) => `${paper} paper · ${electronic} electronic`,
    cast: 'Electronic ballots cast',
    sheets: 'Paper sheets agreed',
    batches: (agreed, all) => `${agreed} of ${all} batches agreed`,
    people: count => String(count),
    ballots: count => String(count),
  },
  states: {
    done: 'Done',
    ready: 'Can be done',
    underWay: 'Under way',
    waiting: 'Not yet',
    skipped: 'Not needed',
  },
  sections: {
    hall: 'Opening the assembly',
    round: (number, kind) => `Round ${number} · ${kind}`,
    special: 'If something goes wrong',
    rounds: 'Rounds',
  },
  kinds: { main: 'first vote', runoff: 'runoff among the tied', revote: 'revote for free seats' },
  roundStatuses: {
    issuing: 'Issuing ballots',
    voting: 'Voting',
    counting: 'Counting',
    published: 'To be signed',
    certified: 'Certified',
    voided: 'Void',
  },
  round: number => `Round ${number}`,
  voided: reason => `The assembly is void. Reason: ${reason}`,
  over: 'The assembly has its result; nothing is left to do at the desk.',
  steps: {
    openCheckIn: {
      title: 'Open check-in',
      button: 'Open check-in',
      follows:
        'From then on the roster and everything before the assembly is settled, but for the duties. Delegates can check in, and the big screen shows the code and the numbers.',
      done: 'Check-in is open. Check delegates in at reception.',
    },
    checkIn: {
      title: 'Check delegates in',
      hint: (present, eligible) =>
        `${present} of ${eligible} present; late arrivals can check in at any time`,
      count: (present, eligible) => `${present} of ${eligible}`,
    },
    confirmScrutineers: {
      title: 'Confirm scrutineers and tellers',
      button: 'The assembly agrees: confirm',
      follows:
        'Let the assembly agree to the list first. Once confirmed, scrutineers and tellers cannot be replaced.',
      done: 'Scrutineers and tellers are confirmed. A round can be opened.',
    },
    openRound: {
      title: 'Open the round',
      button: 'Open the round',
      follows:
        'Its candidates, its seats and the specimen become public at once and cannot be changed. Then ballots are issued.',
      done: 'The round is open. Issue the ballots.',
      hint: (candidates, seats) => `${candidates} candidates, at most ${seats} to be chosen`,
    },
    issue: {
      title: 'Issue paper ballots',
      hint: (issued, left) =>
        left === 0
          ? `${issued} issued; everybody who votes on paper has one`
          : `${issued} issued, ${left} people still without`,
      none: 'Nobody votes on paper',
    },
    closeIssuing: {
      title: 'Close issuing and begin voting',
      button: 'Close issuing and begin voting',
      follows:
        'Not one more ballot is issued, and the key that signs electronic ballots is destroyed; the number issued becomes public. Whoever has no ballot by then cannot vote in this round.',
      done: 'Issuing is closed and voting has begun.',
      hint: (paper, electronic) =>
        `${paper + electronic} of those present have no ballot yet (${paper} on paper, ${electronic} electronic)`,
    },
    closeVoting: {
      title: 'Close voting',
      button: 'Close voting and begin the count',
      follows:
        'The electronic ballot box is sealed and no ballot is taken any more. Make sure first that everybody with a ballot has voted and that all paper ballots are in.',
      done: 'Voting is closed. Divide the paper ballots into batches for the tellers.',
      hint: missing => `${missing} electronic ballots are not cast yet`,
    },
    count: {
      title: 'Key the paper ballots',
      none: 'No paper ballots were issued in this round',
      empty: 'No batch yet: divide the paper ballots into stacks and begin a batch for each',
      hint: ({ agreed, all, sheets }) => `${agreed} of ${all} batches agreed, ${sheets} sheets`,
      open: ({ keying, differing, ruling }) =>
        [
          keying > 0 ? `${keying} to be keyed` : '',
          differing > 0 ? `${differing} keyed differently` : '',
          ruling > 0 ? `${ruling} waiting for a scrutineer` : '',
        ]
          .filter(part => part !== '')
          .join(', '),
      both: (progress, open) => `${progress}; ${open}`,
    },
    drawLot: {
      title: 'Draw the lot',
      button: 'Enter the dice and draw',
      follows:
        'The dice and the order drawn go into the public record at once and cannot be changed. Check every digit together with a scrutineer.',
      done: 'The lot is drawn.',
      hint: count => `${count} projects are put in order by lot`,
    },
    publish: {
      title: 'Publish the ballots',
      button: 'Publish the ballots',
      follows:
        'All ballots of the round and its result become public at once. It cannot be undone, and the round cannot be voided any more. Then the scrutineers sign.',
      done: 'The ballots are published. Scrutineers and tellers check the result and sign.',
      voids: (returned, issued) =>
        `${returned} ballots came back, more than the ${issued} issued: publishing voids the round by the rules, and it must be voted again. If the sheets were keyed wrongly, do not publish.`,
      voided:
        'More ballots came back than were issued, so the round is void by the rules. Open the round again.',
    },
    sign: {
      title: 'Scrutineers sign',
      hint: (chief, scrutineers, tellers) =>
        `Signed: chief scrutineer ${chief}, scrutineers ${scrutineers}, tellers ${tellers}; each signs on their own phone`,
    },
    certify: {
      title: 'Certify the result',
      button: 'Certify the result',
      follows:
        'The result takes effect: what was selected becomes a project, and the result goes on public notice; if the rules demand another round, that one is opened next. It cannot be changed.',
      done: 'The result of the round is certified.',
    },
    voidRound: {
      title: 'Void the round',
      button: 'Void the round',
      follows:
        'All ballots issued and cast in this round become void, and the reason goes into the public record. The same round can be opened again.',
      done: 'The round is void. It can be opened again.',
    },
    voidAssembly: {
      title: 'Void the assembly',
      button: 'Void the assembly',
      follows:
        'The whole assembly becomes void, and the reason goes into the public record. The community has to schedule another.',
      done: 'The assembly is void.',
    },
  },
  reason: 'Reason',
  reasonHint: 'It goes into the public record: name nobody.',
  inHall: 'Delegates in the hall at this moment',
  inHallHint: need =>
    `Count them now. Only with fewer than the quorum of ${need} can the assembly be voided.`,
  alreadyDone: 'This step is done already; there is nothing left to do.',
  notNow: 'This step cannot be taken now',
  electronic: {
    label: 'Electronic ballots in this round',
    hint: 'Choose them as soon as one delegate wants one. Making the key takes a few seconds.',
    yes: 'Electronic and paper ballots',
    no: 'Paper ballots only',
  },
  rows: {
    kind: 'Round',
    candidates: 'Candidates',
    seats: 'Seats',
    maxChoices: 'At most on one ballot',
    electronic: 'Electronic ballots',
    present: 'Present',
    quorum: 'Quorum',
    issued: 'Issued',
    unissued: 'On paper, still without a ballot',
    unasked: 'Electronic, still without a ballot',
    cast: 'Electronic ballots cast',
    returned: 'Returned',
    returnedPaper: 'Paper ballots returned',
    duties: 'Scrutineers and tellers present',
    group: 'Projects in the lot',
    dice: 'Dice',
    signed: 'Signed',
    reason: 'Reason',
    inHall: 'In the hall',
    scheduled: 'Date and time',
    place: 'Place',
    of: (part, all) => `${part} (of ${all} issued)`,
    modes: (paper, electronic) => `${paper + electronic} (${paper} paper, ${electronic} electronic)`,
    duty: (named, count) => `${named}: ${count}`,
  },
  dice: {
    label: 'The dice, 20 digits',
    hint: 'Throw a ten-sided die 20 times in public (or ten of them twice). A scrutineer calls the numbers; type them in the order thrown. You may leave a space after every five.',
    wrong: 'There must be 20 digits: count them',
  },
  gate: {
    stage: 'An earlier step has to be done first, or this one is done already.',
    quorum: (present, need) => `${present} present, quorum ${need}: ${need - present} more needed.`,
    notice: until => `The candidates are on notice until ${until}; check-in can open after that.`,
    objections: count => `${count} objections have no answer yet.`,
    surplus: ({ candidates, seats, need }) =>
      `${candidates} candidates for ${seats} seats: a competitive vote needs at least ${need} candidates.`,
    budget: (seats, dearest, allocation) =>
      `The ${seats} dearest projects cost ${dearest} together, more than the ${allocation} of the fund. Reduce the seats.`,
    duties: missing => `Delegates with duties are missing: ${missing}.`,
    duty: (name, present, need) => `${name} (${present} present, at least ${need} needed)`,
    batches: open => `${open} batches of paper ballots are not agreed yet.`,
    signatures: missing => `Signatures are missing: ${missing}.`,
    returned: ({ returned, issued, kind }) =>
      `${kind}: ${returned} returned, more than the ${issued} issued. Check the batches; if it is so, void the round first.`,
    lot: 'The lot has to be drawn first.',
    hall: (inHall, present) => `${inHall} in the hall are more than the ${present} checked in. Count again.`,
    notPresent: count => `${count} delegates are not checked in. Check them in before issuing.`,
    hasElectronic: count =>
      `${count} delegates hold an electronic ballot of this round already: one ballot each, so none on paper.`,
    notOnRoster: 'This delegate is not on the roster of this assembly.',
    otherwise: mode => `This delegate is checked in already, for: ${mode}. That cannot be changed.`,
    otherRuling: count =>
      `There are ${count} unreadable sheets, another number than you ruled on. Look at them again.`,
    slipReplaced: 'This slip was replaced already. Look for the present one.',
    repeated: 'Something else was sent from this page before. Look at the desk and do it from there.',
    input: 'Something is missing in what was sent. Go back and do it again.',
    quorumReached: (count, need) =>
      `${count} are in the hall, which reaches the quorum of ${need}: the assembly cannot be voided.`,
  },
  paper: 'Paper ballots',
  electronicBallot: 'Electronic ballots',
  issue: {
    all: count => `Issue a ballot to all ${count}`,
    allHint:
      'These delegates chose paper, are checked in and have no ballot of this round. Hand the ballots over first, then press the button. It cannot be undone.',
    none: 'Everybody who chose paper has a ballot of this round.',
    phones: 'Chose electronic, without a ballot yet',
    phonesHint:
      'Whoever’s phone is broken or empty can have a paper ballot instead. With it there is no electronic ballot in this round.',
    one: 'Issue a paper ballot',
    oneFor: name => ` (${name})`,
    done: count => `${count} ballots recorded as issued.`,
    closed: 'Issuing is closed in this round.',
    name: 'Name',
    category: 'As',
    action: 'Action',
  },
  work: {
    kind: 'Assembly',
    openCheckIn: 'Ready to meet: open check-in',
    under: {
      checking_in: 'Check-in under way',
      issuing: 'Issuing ballots',
      voting: 'Voting',
      counting: 'Counting',
      published: 'To be signed and certified',
      between: 'Waiting for the next round',
    },
  },
}
