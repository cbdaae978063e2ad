import type { roster as zh } from '../zh/roster.ts'

const delegates = (count: number) => `${count} ${count === 1 ? 'delegate' : 'delegates'}`
const slips = (count: number) => `${count} ${count === 1 ? 'slip' : 'slips'}`
const quoted = (titles: readonly string[]) => titles.map(title => `“${title}”`).join(', ')

export const roster: typeof zh = {
  title: 'Roster',
  name: 'Name',
  category: 'Category',
  duty: 'Duty',
  toChange: 'Choose a name to change it or to take it off the roster.',
  list: 'Roster',
  line: 'Line',
  chooseCategory: 'Choose a category',
  empty: 'Nobody is on the roster yet.',
  counts: (all, byCategory) => `${delegates(all)}: ${byCategory.join(', ')}.`,
  count: (category, people) => `${category} ${people}`,
  people: String,
  addOne: 'Add one delegate',
  add: 'Add',
  done: {
    added: 'One delegate is added.',
    pasted: 'The list is on the roster.',
    changed: 'The changes are saved.',
    removed: 'The delegate is taken off the roster.',
    frozen: 'The roster is frozen; how many may vote is in the public record. Print the slips next.',
  },
  changeTitle: 'Change a delegate',
  remove: name => `Take off the roster: ${name}`,
  checkRemoval: 'Take this delegate off the roster?',
  pasteTitle: 'Add many delegates',
  pasteHow:
    'Copy the list from a table or a document and paste it below, one person a line: first the name, then the category.',
  lines: 'List',
  linesHint: categories =>
    `For example “Zhang San, residents’ representative”. Put a comma, a blank or a tab between. Categories: ${categories.join(', ')}.`,
  preview: 'Preview',
  nothingPasted: 'Paste the list, one person a line',
  tooManyLines: most => `At most ${most} at a time; paste the list in parts`,
  wrongLine: {
    no_name: (line, word) => `Line ${line}: only the category “${word}”, no name`,
    no_category: (line, word) => `Line ${line}: no category after “${word}”`,
    unknown_category: (line, word) => `Line ${line}: “${word}” is no category`,
    long_name: line => `Line ${line}: the name is longer than 100 characters`,
  },
  moreWrong: lines => `${lines} more lines need correcting`,
  previewTitle: 'Preview',
  previewCount: (added, all) =>
    `${delegates(added)} will be added, ${all} will be on the roster. Check each line.`,
  sameNames: count =>
    `${count} ${count === 1 ? 'line has a name' : 'lines have names'} that appear twice. Make sure that they are different people.`,
  sameName: name => `${name} (same name, check)`,
  ignored: lines =>
    `${lines} ${lines === 1 ? 'line has' : 'lines have'} more after the category, like phone or address. That is not kept: the roster knows only name and category.`,
  addAll: count => `Add ${delegates(count)}`,
  freezeTitle: 'Freeze the roster',
  checkFreeze: 'Check before you freeze the roster',
  eligible: 'May vote',
  byCategory: 'By category',
  dutiesLater: 'not named; can be done afterwards too',
  freezeFinal:
    'Nobody can be added, changed or taken off afterwards. How many may vote goes into the public record, without names.',
  freeze: 'Freeze the roster',
  frozenOn: (day, eligible) => `The roster was frozen on ${day}; ${eligible} may vote. It cannot be changed.`,
  toSlips: 'Print the slips',
  dutiesTitle: 'Scrutineers and tellers',
  dutiesHow:
    'One chief scrutineer, at least one scrutineer and at least two tellers, one duty each. They can be changed until the scrutineers are confirmed in the hall.',
  dutiesDone: { given: 'Saved. This can be changed until the scrutineers are confirmed in the hall.' },
  avoiding: 'These delegates proposed a candidate, or what may become one, and so may have no duty:',
  proposed: (name, titles) => `${name}: ${quoted(titles)}`,
  dutyHints: {
    chief_scrutineer: 'Leads the scrutiny and certifies the result.',
    scrutineer: 'Watches issuing, returning and counting, and rules on ballots that cannot be read.',
    teller: 'Two of them key the same paper ballots independently.',
  },
  nobody: 'nobody',
  place: (duty, number, of) => (of === 1 ? duty : `${duty} ${number}`),
  proposerNamed: (name, titles) =>
    `${name} proposed ${quoted(titles)} and so may have no duty. Choose somebody else.`,
  namedTwice: name => `${name} is named twice; one duty each.`,
  slipsTitle: 'Slips',
  slipsHow:
    'Each delegate gets a slip with a code and a QR code to vote with. Print, cut, and hand them out at check-in.',
  slipsRules: [
    'A code works once, on one device. Whoever has the slip can vote as this delegate: keep slips like ballots.',
    'Printing again prints the same.',
    'Every time slips are shown or printed, it is noted in the trail.',
  ],
  makeSlips: count => `Make ${slips(count)}`,
  printSlips: count => `Show and print ${slips(count)}`,
  slipList: 'Who has a slip',
  slip: 'Slip',
  noSlip: 'none yet',
  slipState: (generation, used) =>
    `${generation === 1 ? '' : `number ${generation}, `}${used ? 'used' : 'not used'}`,
  loss: 'Replace a lost slip',
  whoLost: 'Whose slip is lost',
  lossHint: 'The old slip ends at once.',
  chooseDelegate: 'Choose a delegate',
  chooseLost: 'Choose a delegate who has a slip',
  replace: 'Replace the slip',
  checkLoss: 'Check before you replace the slip',
  lossFinal: 'The old slip ends at once and cannot be restored.',
  lossUsed:
    'This slip has been used. The old slip and the device that came in with it end at once; if that device already has an electronic ballot of this round, no other is given out in this round.',
  sheetTitle: count => slips(count),
  sheetHow:
    'Print on A4, eight to a page, and cut along the dashed lines. Choose actual size, without headers.',
  slipOf: community => `Assembly of ${community}`,
  qr: name => `QR code for ${name}`,
  enterAt: address => `Scan, or open ${address} and type:`,
  onlyYou: 'For this person only. Do not lend or photograph.',
  codeGone:
    'The server’s key has changed, and this slip cannot be printed again. It still works; if it is lost, replace it.',
  keyFingerprint: 'Fingerprint of the record’s key',
  salt: 'Roster check code',
  delegateNumber: generation => `Delegate’s number (slip ${generation})`,
  replaceDuty: {
    title: 'Replace a scrutineer or teller who has left',
    intro:
      'A delegate with a duty has left before the end. Tell the hall and let it agree, then enter here who takes over.',
    follows: [
      'What the one who left has signed or keyed is kept.',
      'If it was a teller: where two keyings of a batch differ, whoever takes over keys the whole stack.',
      'The public record tells which duty was replaced, without names.',
    ],
    fields: { delegate_id: 'Who has left', successor_id: 'Who takes over' },
    successorHint: 'Delegates who are checked in, have no duty and proposed no candidate.',
    choose: 'Choose',
    nobody: 'Nobody: the others are enough',
    needed: 'Without this person too few remain in the hall: another delegate has to take over.',
    duty: 'Duty',
    warning: 'Whoever left can no longer count or sign; whoever takes over can, at once, on their own phone.',
    button: 'Replace',
    done: 'Replaced. Whoever takes over opens “To counting and signing” on their phone.',
  },
}
