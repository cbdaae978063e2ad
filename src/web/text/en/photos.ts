import type { photos as zh } from '../zh/photos.ts'

export const photos: typeof zh = {
  title: 'Photos',
  add: 'Add photos',
  choose: 'Choose photos',
  chooseHint: most =>
    `You may choose several at once, up to ${most}: JPEG, PNG or WebP, up to 12 MB each and 24 MB together. They are made smaller, and place, time and device are taken out of them.`,
  camera: 'Take a photo',
  cameraHint: 'On a phone this opens the camera; on a computer it is the same as “Choose photos”.',
  caption: 'What the photos show',
  captionHint:
    'For example “New street lamps in First Lane at night”. People who cannot see the photo hear this.',
  captionMissing: 'Write what the photos show',
  captionTooLong: 'Write at most 180 characters about the photos',
  missing: 'Choose at least one photo',
  tooMany: most => `At most ${most} at once; send the others afterwards`,
  cut: 'These photos are more than 24 MB together; send them in several goes',
  fileRefused: (name, why) => `“${name}” was not taken: ${why}`,
  someAdded: count => `${count} of the other photos were taken and need not be sent again.`,
  again: 'Everything else is still here. Browsers do not let a page keep files: choose the photos again.',
  none: 'There are no photos yet.',
  hidden: 'Not public yet',
  hiddenWhy:
    'Photos become public with what they belong to; those that residents send wait for the community’s screening.',
  removedOn: day => `A photo that was here was taken away on ${day}`,
  takeOut: 'Take out',
  remove: 'Take away',
  removeAbout: caption => `photo: ${caption}`,
  removeTitle: 'Take a photo away',
  removeHint:
    'For example because it shows a passer-by’s face or papers. The reason stands in its place for all to read.',
  removeReason: 'Why it is taken away',
  removeWarning: 'The photo cannot be brought back. The day and the reason stay in its place.',
  closed: 'The candidates are published, or there are as many photos as there may be: no more can be added.',
  addedAll: 'The photos were added.',
  removed: 'The photo was taken away.',
  ofProposal: 'Photos (optional)',
  ofProposalWhen:
    'Show what it is like now, so that everybody understands it. Photos are public once the community has screened the proposal; no faces, papers or number plates, please.',
  toProposal: 'Add or take away photos',
  of: {
    proposal: 'Proposal',
    project: 'Works',
    acceptance: 'Acceptance',
    inspection: 'Inspection',
  },
}
