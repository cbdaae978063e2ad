import type { objections as zh } from '../zh/objections.ts'

export const objections: typeof zh = {
  title: 'Objections and answers',
  intro:
    'Anyone may object to the candidates or to the result. Objections and answers are public; how to reach you is not.',
  gate: 'Check-in for the assembly opens only when every objection to the candidates has its answer.',
  none: 'There are no objections yet.',
  stages: { candidates: 'to the candidates', result: 'to the result' },
  list: 'Objections so far',
  whole: { candidates: 'the whole list of candidates', result: 'the whole result' },
  about: 'About',
  filed: time => `Filed ${time}`,
  answer: 'The community’s answer',
  answered: time => `Answered ${time}`,
  waiting: 'waits for an answer',
  open: {
    candidates: 'You can object to the candidates until check-in for the assembly opens.',
    result: until => `You can object to the result until ${until}.`,
  },
  closed: 'Objections are not taken at this time.',
  write: 'Object',
  form: {
    title: 'Object',
    about: 'What is it about?',
    text: 'Your objection and the reasons',
    textHint: 'This is published. Please leave out names, phone numbers and other personal data.',
    contact: 'How to reach you',
    contactHint: 'Only the community’s staff see this, to ask you and to answer. It is never published.',
    name: 'Name',
    phone: 'Phone',
    errors: {
      text: 'Write your objection and the reasons, at most 5000 characters',
      name: 'Write your name',
      phone: 'Write your phone number, at least five digits',
      about: 'Choose what it is about',
    },
    check: 'Check your objection',
    checkButton: 'Send the objection',
    checkWarning: 'Once it is sent, it is public at once and cannot be changed.',
    privately: ' (not published)',
    crowdedUntil: time =>
      `As many objections as can be taken within an hour have come in. Send yours after ${time}; what you wrote is still on this page.`,
    taken:
      'This form was sent once already; what you changed afterwards was not kept. What was sent is in the list below. If this is another objection, go on and send it.',
  },
  done: 'Objection sent',
  next: 'What happens next',
  steps: {
    candidates: [
      'The community answers you in public, on this page.',
      'Check-in for the assembly opens only when every objection to the candidates has its answer.',
      'If something is unclear, the staff will ring you under the number you left.',
    ],
    result: [
      'The community answers you in public, on this page.',
      'If something is unclear, the staff will ring you under the number you left.',
    ],
  },
  see: 'All objections',
  toAssembly: 'See the assembly',
}
