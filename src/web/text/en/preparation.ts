import type { preparation as zh } from '../zh/preparation.ts'

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`
const seats = (number: number) => count(number, 'seat', 'seats')
const candidates = (number: number) => count(number, 'candidate', 'candidates')

export const preparation: typeof zh = {
  seats: {
    surplus: (wanted, need, there) =>
      there >= need
        ? `${seats(wanted)} need at least ${candidates(need)}; there are ${there}, which is enough.`
        : `${seats(wanted)} need at least ${candidates(need)}; there are ${there}, so ${need - there} are missing.`,
    dearest: (dearest, sum, allocation, fits) =>
      fits
        ? `The ${dearest} dearest together cost ${sum}, within the fund of ${allocation}.`
        : `The ${dearest} dearest together cost ${sum}, more than the fund of ${allocation}: a vote could overspend. Reduce the seats or leave out the dearest.`,
    byMoney: allocation =>
      `Projects are taken in the order of votes, as far as the fund of ${allocation} goes.`,
    rule: 'How seats and candidates go together',
    table: there => `${there} proposals have passed the screening`,
    seats: 'Seats',
    needed: 'Candidates needed',
    enough: 'Enough?',
    yes: 'yes',
    missing: number => `${number} missing`,
  },
  schedule: {
    title: 'Schedule the assembly',
    changeTitle: 'Change the schedule',
    day: 'Day',
    dayHint: 'For example 5 3 2027',
    dayWrong: 'Write a real day and time, like 5 3 2027 and 14:30',
    time: 'Time',
    timeHint: '24 hours, for example 14:30',
    place: 'Place',
    placeHint: 'For example: community centre, hall on the second floor',
    placeWrong: 'Write the place, at most 200 characters',
    when: 'Time',
    seats: 'Seats',
    seatsHint: (most, there) =>
      most === 0
        ? `How many projects the assembly may choose. ${there} have passed the screening, too few for a choice.`
        : `How many projects the assembly may choose. ${there} have passed the screening, so at most ${most}.`,
    seatsWrong: 'Write the number of seats, a whole number of at least 1',
    seatsFixed: number => `${seats(number)}: the candidates are published, so this cannot be changed.`,
    check: 'Check the schedule',
    consequence: 'What it means',
    submit: 'Schedule the assembly',
  },
  overview: {
    title: 'Before the assembly',
    done: {
      scheduled:
        'The assembly is scheduled. Time and place can be changed at any time, the seats until the candidates are published.',
      changed: 'The changes are saved.',
    },
    status: 'Status',
    schedule: 'the schedule',
    list: 'Screened list',
    listOpen: number => `not confirmed by the street; ${number} have passed so far`,
    listConfirmed: (number, day) => `${number} have passed, confirmed by the street on ${day}`,
    candidates: 'Candidates',
    notPublished: 'not published',
    onNotice: (number, until) => `${number}, on notice until ${until}`,
    noticeOver: (number, until) => `${number}, the notice ended on ${until}`,
    publish: 'Choose and publish',
    see: 'See',
    roster: 'Roster',
    rosterOpen: number => `${count(number, 'delegate', 'delegates')}, not frozen`,
    rosterFrozen: (number, day) => `${count(number, 'delegate', 'delegates')}, frozen on ${day}`,
    duties: 'Scrutineers and tellers',
    dutyCounts: (chief, scrutineers, tellers) =>
      chief + scrutineers + tellers === 0
        ? 'not named'
        : `${chief} chief scrutineer, ${count(scrutineers, 'scrutineer', 'scrutineers')}, ${count(tellers, 'teller', 'tellers')}`,
    slips: 'Slips',
    slipsHint: 'One each, handed out at check-in',
    fits: 'fits',
    fitsNot: 'does not fit',
    toDesk: 'To the desk in the hall',
    publicPage: 'Public page of this assembly',
  },
  candidates: {
    title: 'Candidates',
    done: {
      published: 'The candidates are published. Anybody may object while they are on notice; answer in time.',
    },
    intro: (listed, wanted) =>
      `${listed} are on the screened list, and the assembly has ${seats(wanted)}. Choose the candidates and check the cost of each.`,
    choose: 'Candidates',
    chooseHint: 'What is not chosen is not voted on this year.',
    estimated: cost => `Estimated at ${cost}`,
    costOf: title => `Cost of “${title}”`,
    cost: 'Cost',
    check: 'Check before you publish the candidates',
    total: 'Together',
    totalOf: (number, sum, allocation) => `${candidates(number)}, ${sum}; the fund is ${allocation}`,
    surplus: (wanted, more) => `${seats(wanted)}, ${more} more candidates than seats`,
    leftOut: 'Left out',
    leftOutCount: number => `${number}, not voted on this year`,
    noticeOf: (days, until) =>
      days === 0 ? 'the rules of this year have no notice period' : `${days} days, until ${until}`,
    final: days =>
      days === 0
        ? 'List, costs and seats go into the public record and cannot be changed afterwards.'
        : `List, costs and seats go into the public record and cannot be changed afterwards. Check-in opens only after ${days} days of notice and when every objection has its answer.`,
    publish: 'Publish the candidates',
    runsUntil: until => `On notice until ${until}.`,
    ranUntil: until => `The notice ended on ${until}.`,
    objections: 'See the objections',
    published: (number, wanted) => `${candidates(number)} for ${seats(wanted)}`,
    howBack:
      'A published list cannot be changed. If it is gravely wrong, the assembly has to be declared void and scheduled anew.',
    void: 'Declare the assembly void',
    waitsForClerk: 'The candidates are not published yet; the community’s clerk does this.',
  },
  objections: {
    title: 'Objections',
    none: 'No objections yet.',
    whole: { candidates: 'To the whole list', result: 'To the whole result' },
    excerpt: (said, time) => `${said.length > 60 ? `${said.slice(0, 60)}…` : said} (${time})`,
    open: 'to answer',
    answered: 'answered',
    one: 'Objection',
    said: 'What was said',
    filed: 'Filed',
    contact: 'How to reach whoever objected',
    answer: 'Answer',
    answerHint: 'The answer is public and can be given once. Do not write names or phone numbers.',
    waitsForClerk: 'This objection waits for the answer of the community’s clerk.',
    check: 'Check the answer before it is public',
    final: 'A published answer cannot be changed.',
    submit: 'Publish the answer',
    done: { answered: 'The answer is public.' },
    publicPage: 'Public page of all objections',
  },
}
