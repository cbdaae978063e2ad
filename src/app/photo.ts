import { z } from 'zod'
import { type Access, type Actor, holdsRole } from '../core/identity/access.ts'
import { isPublicPhoto, mayAddPhoto, type PhotoKind, type PhotoSubject, photoKinds } from '../core/photo.ts'
import { isDrafter } from '../core/proposal/proposer.ts'
import { hashHexOfBytes } from '../core/record/hash.ts'
import { accept, type Result, refuse } from '../core/result.ts'
import { addPhotoRow, countPhotos, findPhoto, type Photo, setPhotoRemoved } from '../db/photo.ts'
import { type Step, type SubjectKind, type Verb, verb } from './operation.ts'
import { hex32, id, text } from './schemas.ts'

/** A photo that comes with a request: its file is named by its SHA-256 and stands in `Request.photos`, prepared. */
export const newPhoto = z.strictObject({ id, caption: text(200), sha256: hex32 })

export const photoSummary = z.strictObject({
  id,
  subject: z.enum(photoKinds),
  subject_id: id,
  caption: z.string(),
  width: z.int(),
  height: z.int(),
  small_width: z.int(),
  small_height: z.int(),
  added_at: z.string(),
  /** Taken away since then, with the reason; there is no picture any more. */
  removed_at: z.string().nullable(),
  removal_reason: z.string().nullable(),
  /** false: only those see it who work on its subject. */
  public: z.boolean(),
})
export type PhotoSummary = z.output<typeof photoSummary>

export const photoList = z.strictObject({ items: z.array(photoSummary) })

interface PhotoRules {
  readonly kind: PhotoKind
  readonly of: SubjectKind & `${PhotoKind}_id`
  readonly access: Access
  /** Locks the subject and decides whether whoever asks may work on it. */
  readonly open: (step: Step, id: string, to: 'add' | 'remove') => Promise<Result<PhotoSubject>>
}

export type AddPhoto = Verb<Record<string, string>, z.output<typeof newPhoto>, { id: string }>
export type RemovePhoto = Verb<Record<string, string>, { reason: string }, { id: string }>

/** The verbs by which photos come to the subjects of one kind and are taken away. */
export function photoVerbs({ kind, of, access, open }: PhotoRules): { add: AddPhoto; remove: RemovePhoto } {
  const add = verb({
    name: `add-${kind}-photo`,
    summary: `Add a photo (JPEG, PNG or WebP, up to 12 MiB) to ${kind === 'acceptance' || kind === 'inspection' ? 'an' : 'a'} ${kind}; it is made smaller, and what the camera wrote into it is left out`,
    access,
    of,
    creates: true,
    params: z.strictObject({ [of]: id }),
    input: newPhoto,
    output: z.strictObject({ id }),
    async run(step, params, input) {
      const subjectId = params[of] ?? ''
      const subject = await open(step, subjectId, 'add')
      if (!subject.ok) return subject
      const kept = await keepPhoto(step, subject.value, subjectId, input)
      return kept.ok ? accept({ id: input.id }) : kept
    },
  })
  const remove = verb({
    name: `remove-${kind}-photo`,
    summary: 'Take a photo away, for a reason that everybody reads in its place',
    access,
    of,
    params: z.strictObject({ [of]: id, photo_id: id }),
    input: z.strictObject({ reason: text(500) }),
    output: z.strictObject({ id }),
    async run(step, params, input) {
      const { photo_id = '' } = params
      const subject = await open(step, params[of] ?? '', 'remove')
      if (!subject.ok) return subject
      const photo = await findPhoto(step.tx, photo_id)
      if (photo?.subject.kind !== kind || photo.subject_id !== params[of] || photo.removed_at !== null)
        return refuse('NOT_FOUND', { what: 'photo' })
      await setPhotoRemoved(step.tx, photo_id, {
        removed_at: step.at.toISOString(),
        removed_by: step.actor.kind === 'staff' ? step.actor.account_id : null,
        removal_reason: input.reason,
      })
      await step.services.photos.remove(step.tx, photo_id)
      step.note({ photo: photo_id })
      return accept({ id: photo_id })
    },
  })
  return { add, remove }
}

/**
 * Keeps a photo that came with the request. Its subject is locked. Refusals: those of `mayAddPhoto`, INPUT_INVALID when the file did
 * not come along.
 */
export async function keepPhoto(
  step: Step,
  subject: PhotoSubject,
  subjectId: string,
  photo: z.output<typeof newPhoto>,
): Promise<Result<null>> {
  const { tx, actor, at, place, services } = step
  const prepared = step.photos.find(({ sha256 }) => sha256 === photo.sha256)
  if (prepared === undefined) {
    const detail = 'the file comes in the same request'
    return refuse('INPUT_INVALID', { errors: [{ pointer: '/photo', code: 'missing', detail }] })
  }
  const decided = mayAddPhoto(subject, await countPhotos(tx, subject.kind, subjectId))
  if (!decided.ok) return decided
  const { district_id } = place
  const { width, height, small_width, small_height, full, small } = prepared
  await addPhotoRow(
    tx,
    {
      id: photo.id,
      caption: photo.caption,
      district_id,
      width,
      height,
      small_width,
      small_height,
      sha256: hashHexOfBytes(full),
      added_by: actor.kind === 'staff' ? actor.account_id : null,
      added_by_delegate: actor.kind === 'delegate' ? actor.delegate_id : null,
      added_at: at.toISOString(),
    },
    { kind: subject.kind, id: subjectId },
  )
  await services.photos.put(tx, { id: photo.id, district_id, full, small })
  return accept(null)
}

/** What whoever asks sees of a list of photos in an area. */
export function shownPhotos(
  photos: readonly Photo[],
  actor: Actor,
  areaIds: readonly string[],
): PhotoSummary[] {
  return photos.filter(photo => seesPhoto(photo, actor, areaIds)).map(summary)
}

/** Whether whoever asks sees a photo: everybody what is public, else those who work on its subject. */
function seesPhoto(photo: Photo, actor: Actor, areaIds: readonly string[]): boolean {
  if (isPublicPhoto(photo.subject, photo.unknown_sender)) return true
  switch (photo.subject.kind) {
    case 'proposal':
      return (
        isDrafter(actor, photo) ||
        holdsRole(actor, 'community_clerk', areaIds) ||
        (photo.subject.status !== 'draft' && holdsRole(actor, 'street_officer', areaIds))
      )
    case 'project':
      return true
    case 'acceptance':
      return holdsRole(actor, 'street_officer', areaIds)
    case 'inspection':
      return holdsRole(actor, 'auditor', areaIds) || holdsRole(actor, 'district_admin', areaIds)
  }
}

function summary(photo: Photo): PhotoSummary {
  const { id, subject, subject_id, caption, width, height, small_width, small_height } = photo
  const { added_at, removed_at, removal_reason, unknown_sender } = photo
  return {
    id,
    subject: subject.kind,
    subject_id,
    caption,
    width,
    height,
    small_width,
    small_height,
    added_at,
    removed_at,
    removal_reason,
    public: isPublicPhoto(subject, unknown_sender),
  }
}
