import type { AcceptanceStatus } from './acceptance/acceptance.ts'
import type { InspectionStatus } from './audit/inspection.ts'
import { type ImageHeader, readImageHeader } from './image-header.ts'
import type { ProjectStatus } from './project/project.ts'
import type { ProposalStatus } from './proposal/status.ts'
import { accept, type Result, refuse } from './result.ts'

/** What photos are taken of, and how far each has come. */
export type PhotoSubject =
  | { readonly kind: 'proposal'; readonly status: ProposalStatus }
  | { readonly kind: 'project'; readonly status: ProjectStatus }
  | { readonly kind: 'acceptance'; readonly status: AcceptanceStatus }
  | { readonly kind: 'inspection'; readonly status: InspectionStatus | 'withdrawn' }

export const photoKinds = ['proposal', 'project', 'acceptance', 'inspection'] as const
export type PhotoKind = (typeof photoKinds)[number]

/** The largest file taken, in bytes: 12 MiB. */
export const largestPhotoFile = 12 * 1024 * 1024

/** The longer side of the two pictures that are kept, in pixels. */
export const photoSides = { full: 1600, small: 400 } as const
export type PhotoSize = keyof typeof photoSides

/** How many photos a subject may have at once. */
export const mostPhotos: Readonly<Record<PhotoKind, number>> = {
  proposal: 6,
  project: 60,
  acceptance: 30,
  inspection: 30,
}

/**
 * Decides from a file's own bytes whether it is a picture that may be unpacked: JPEG, PNG or WebP, of at most `mostPixels`. The
 * pixels are counted as the file announces them, before anything is unpacked, so that a small file cannot become a large one.
 *
 * Refused: `PHOTO_TOO_LARGE` and `PHOTO_TOO_MANY_PIXELS` with the figures, `PHOTO_TYPE_UNKNOWN`.
 */
export function checkPhotoFile(file: Uint8Array, mostPixels: number): Result<ImageHeader> {
  if (file.length > largestPhotoFile) {
    return refuse('PHOTO_TOO_LARGE', { bytes: file.length, most_bytes: largestPhotoFile })
  }
  const header = readImageHeader(file)
  if (header === null) return refuse('PHOTO_TYPE_UNKNOWN')
  const pixels = header.width * header.height
  return pixels > mostPixels
    ? refuse('PHOTO_TOO_MANY_PIXELS', { pixels, most_pixels: mostPixels })
    : accept(header)
}

/**
 * Decides whether a photo may be added to a subject that has `count` of them: while the subject is worked on, so that nothing that
 * was voted on, signed or closed looks different afterwards. Refused: `WRONG_STATUS`, `PHOTOS_TOO_MANY` with the `most`.
 */
export function mayAddPhoto(subject: PhotoSubject, count: number): Result<null> {
  const { kind, status } = subject
  if (!isWorkedOn(subject)) return refuse('WRONG_STATUS', { status })
  return count >= mostPhotos[kind] ? refuse('PHOTOS_TOO_MANY', { most: mostPhotos[kind] }) : accept(null)
}

function isWorkedOn({ kind, status }: PhotoSubject): boolean {
  switch (kind) {
    case 'proposal':
      return ['draft', 'submitted', 'screened'].includes(status)
    case 'project':
      return ['selected', 'contracted', 'in_progress', 'completed', 'rectifying'].includes(status)
    case 'acceptance':
      return status === 'drafted'
    case 'inspection':
      return ['drafted', 'recorded', 'rectified'].includes(status)
  }
}

/**
 * Whether everybody sees a photo: when its subject is public. One that came from a resident without an account waits for the
 * screening, since nobody has looked at it before.
 */
export function isPublicPhoto({ kind, status }: PhotoSubject, unknownSender: boolean): boolean {
  switch (kind) {
    case 'proposal':
      return unknownSender ? ['screened', 'candidate'].includes(status) : status !== 'draft'
    case 'project':
      return true
    case 'acceptance':
      return status === 'decided'
    case 'inspection':
      return ['recorded', 'rectified', 'closed'].includes(status)
  }
}
