import type { Verb } from '../app/operation.ts'
import type { AddPhoto } from '../app/photo.ts'
import { performWithPhotos } from '../app/upload-photo.ts'
import { largestPhotoFile } from '../core/photo.ts'
import { hashHex } from '../core/record/hash.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Result } from '../core/result.ts'
import { type FieldError, type Form, fieldValue, sayRefusal, withErrors } from './form.ts'
import type { Text } from './text/choose.ts'
import type { Visit } from './visit.ts'

/** What a form with photos may weigh, in bytes: two of the largest photos, or many ordinary ones. */
export const largestPhotoForm = 2 * largestPhotoFile + 512 * 1024

/** How many photos one form takes. */
export const mostAtOnce = 6

const longestCaption = 180

/** The files chosen in `PhotoFields`, whichever of its fields they came through. Browsers send an empty one for none. */
export function chosenPhotos(form: Form): readonly File[] {
  return [...(form.files.photos ?? []), ...(form.files['photos-camera'] ?? [])].filter(file => file.size > 0)
}

/** What is wrong with the photos of a form before anything is done with them; nothing when there are none and none are needed. */
export function photoErrors(text: Text, form: Form, options: { needed?: boolean } = {}): FieldError[] {
  const { photos } = text
  if (form.cut === true) return [{ name: 'photos', text: photos.cut }]
  const files = chosenPhotos(form)
  const caption = fieldValue(form, 'photos-caption')
  if (files.length === 0) {
    return options.needed === true ? [{ name: 'photos', text: photos.missing }] : []
  }
  const errors: FieldError[] = []
  if (files.length > mostAtOnce) errors.push({ name: 'photos', text: photos.tooMany(mostAtOnce) })
  for (const { name, size } of files) {
    if (size > largestPhotoFile)
      errors.push({ name: 'photos', text: photos.fileRefused(name, text.refusals.PHOTO_TOO_LARGE) })
  }
  if (caption === '') errors.push({ name: 'photos-caption', text: photos.captionMissing })
  if (caption.length > longestCaption) errors.push({ name: 'photos-caption', text: photos.captionTooLong })
  return errors
}

/** A photo of a form as operations take it; its id follows from the form and the file, so that sent twice it is one. */
function named(form: Form, place: number, count: number, sha256: string) {
  const typed = fieldValue(form, 'photos-caption')
  const caption = count === 1 ? typed : `${typed}（${place + 1}）`
  const digits = hashHex(`${form.id}\n${caption}\n${sha256}`)
  const id = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-')
  return { id, caption, sha256 }
}

/** Adds the photos of a form to a subject, one after the other. The form comes back with what is wrong with those refused. */
export async function addPhotos(
  visit: Visit,
  verb: AddPhoto,
  params: Readonly<Record<string, string>>,
  form: Form,
): Promise<{ readonly added: number; readonly form: Form }> {
  const { services, actor, text } = visit
  const files = chosenPhotos(form)
  const errors: FieldError[] = []
  let added = 0
  for (const [place, file] of files.entries()) {
    const result = await performWithPhotos(services, verb, {
      actor,
      params,
      files: [new Uint8Array(await file.arrayBuffer())],
      inputOf: ([sha256 = '']) => named(form, place, files.length, sha256),
    })
    if (result.ok) added++
    else
      errors.push({
        name: 'photos',
        text: text.photos.fileRefused(file.name, sayRefusal(text, result.error)),
      })
  }
  if (errors.length > 0 && added > 0) errors.push({ name: 'photos', text: text.photos.someAdded(added) })
  return { added, form: withErrors(form, errors) }
}

/**
 * Does a creating operation whose input has `photos`, with those of a form: all of them or nothing. `inputOf` gets them as the input
 * takes them. A refused file's error is that of `photoRefusal`.
 */
export async function actWithPhotos<P, I, O>(
  visit: Visit,
  verb: Verb<P, I, O>,
  params: Readonly<Record<string, string>>,
  form: Form,
  inputOf: (photos: readonly { id: string; caption: string; sha256: string }[]) => unknown,
): Promise<Result<O>> {
  const { services, actor } = visit
  const files: Uint8Array[] = []
  for (const file of chosenPhotos(form)) files.push(new Uint8Array(await file.arrayBuffer()))
  return performWithPhotos(services, verb, {
    actor,
    params,
    files,
    inputOf: names => inputOf(names.map((sha256, place) => named(form, place, names.length, sha256))),
  })
}

/** A refusal that is about one of the form's photos, as an error beside them; null when it is about something else. */
export function photoRefusal(text: Text, form: Form, refusal: Refusal): FieldError | null {
  if (!refusal.code.startsWith('PHOTO')) return null
  const { place } = refusal.detail
  const file = typeof place === 'number' ? chosenPhotos(form)[place] : undefined
  const said = sayRefusal(text, refusal)
  return { name: 'photos', text: file === undefined ? said : text.photos.fileRefused(file.name, said) }
}
