import type { Child } from 'hono/jsx'
import type { PhotoSummary } from '../../app/photo.ts'
import type { Form } from '../form.ts'
import { dayOf } from '../format.ts'
import { chosenPhotos, mostAtOnce } from '../photo-form.ts'
import { Tag } from './blocks.tsx'
import { useVisit } from './context.ts'
import { FileUpload, Textarea } from './fields.tsx'

/** Kinds of files, as browsers are told them: an iPhone turns its own kind into JPEG for it. */
const accepted = 'image/jpeg,image/png,image/webp'

/** What `PhotoFields` sends. */
export const photoFieldNames = ['photos', 'photos-camera', 'photos-caption'] as const

/**
 * Photos in a form (`<PageForm files>`, in a page with `photos: true`): several at once, with what they show. `photoErrors` says what is
 * wrong with them, `addPhotos` or `actWithPhotos` takes them. With `camera` a phone opens its camera at once.
 */
export function PhotoFields({
  form,
  camera,
  optional,
}: {
  form: Form
  camera?: boolean
  optional?: boolean
}) {
  const { text } = useVisit()
  const { photos } = text
  const lost = form.errors.length > 0 && (form.cut === true || chosenPhotos(form).length > 0)
  const own = optional === true ? { optional } : {}
  return (
    <>
      {lost && (
        <div class="govuk-inset-text" data-photos-lost>
          {photos.again}
        </div>
      )}
      {camera === true && (
        <FileUpload
          form={form}
          name="photos-camera"
          label={photos.camera}
          hint={photos.cameraHint}
          accept={accepted}
          capture
          optional
        />
      )}
      <FileUpload
        form={form}
        name="photos"
        label={photos.choose}
        hint={photos.chooseHint(mostAtOnce)}
        accept={accepted}
        multiple
        tray={{ remove: photos.takeOut }}
        {...own}
      />
      <Textarea
        form={form}
        name="photos-caption"
        label={photos.caption}
        hint={photos.captionHint}
        rows={2}
        {...own}
      />
    </>
  )
}

interface GalleryProps {
  readonly photos: readonly PhotoSummary[]
  /** Offers to take photos away, to those who may. */
  readonly removable?: boolean
  /** Shown when there are none; nothing without it. */
  readonly none?: Child
}

/** Photos side by side, each leading to its larger picture. One that was taken away leaves a line. */
export function PhotoGallery({ photos, removable, none }: GalleryProps) {
  const { text, language } = useVisit()
  if (photos.length === 0) return none === undefined ? null : <p class="govuk-body">{none}</p>
  return (
    <ul class="pj-photos">
      {photos.map(photo => (
        <li class="pj-photos__item">
          {photo.removed_at === null ? (
            <>
              <a class="pj-photos__link" href={`/photos/${photo.id}`}>
                <img
                  class="pj-photos__picture"
                  src={`/photos/${photo.id}/small`}
                  width={photo.small_width}
                  height={photo.small_height}
                  alt={photo.caption}
                  loading="lazy"
                />
              </a>
              <p class="pj-photos__caption">
                <span aria-hidden="true">{photo.caption}</span>{' '}
                {!photo.public && <Tag colour="yellow">{text.photos.hidden}</Tag>}
                {removable === true && (
                  <a class="govuk-link pj-photos__remove" href={`/photos/${photo.id}/remove`}>
                    {text.photos.remove}
                    <span class="govuk-visually-hidden">{text.photos.removeAbout(photo.caption)}</span>
                  </a>
                )}
              </p>
            </>
          ) : (
            <p class="pj-photos__gone">
              {text.photos.removedOn(dayOf(language, photo.removed_at))}
              <br />
              {photo.removal_reason}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
