import { removeAcceptancePhoto } from '../../app/acceptance/photos.ts'
import { removeInspectionPhoto } from '../../app/audit/photos.ts'
import type { RemovePhoto } from '../../app/photo.ts'
import { removeProjectPhoto } from '../../app/project/photos.ts'
import { removeProposalPhoto } from '../../app/proposal/photos.ts'
import { showPhoto } from '../../app/show-photo.ts'
import type { PhotoKind, PhotoSize } from '../../core/photo.ts'
import { blankForm, type Form, fieldValue, refusedForm } from '../form.ts'
import { type Answer, type Page, raw, redirect, shown } from '../page.ts'
import { Textarea } from '../parts/fields.tsx'
import { Button, ButtonGroup, PageForm, WarningText } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, PageRefused, type Visit } from '../visit.ts'
import { proposalPhotoPages } from './photos-proposal.tsx'

/** The pictures themselves, and how one is taken away. */
export const photoPages: readonly Page[] = [
  { path: '/photos/:photo_id', get: visit => picture(visit, 'full') },
  { path: '/photos/:photo_id/small', get: visit => picture(visit, 'small') },
  { path: '/photos/:photo_id/remove', signedIn: 'staff', get: showRemoval, post: takeRemoval },
  ...proposalPhotoPages,
]

async function picture(visit: Visit, size: PhotoSize): Promise<Answer> {
  const photo = await look(visit, showPhoto, { photo_id: visit.params.photo_id ?? '' }, { size })
  const bytes = await visit.services.photos.get(photo.id, size)
  if (bytes === null) throw new PageRefused({ code: 'NOT_FOUND', detail: { what: 'photo' } })
  return raw(bytes, {
    'content-type': 'image/jpeg',
    'content-length': String(bytes.length),
    // A photo that is taken away is soon gone from caches too; what is not public is for one reader only.
    'cache-control': photo.public ? 'public, max-age=600' : 'private, no-store',
  })
}

/** Where the photos of each kind of subject are worked on, and by which verb one is taken away. */
const subjects: Readonly<
  Record<
    PhotoKind,
    { readonly verb: RemovePhoto; readonly param: string; readonly page: (id: string) => string }
  >
> = {
  proposal: { verb: removeProposalPhoto, param: 'proposal_id', page: id => `/work/proposals/${id}/photos` },
  project: { verb: removeProjectPhoto, param: 'project_id', page: id => `/work/projects/${id}` },
  acceptance: { verb: removeAcceptancePhoto, param: 'acceptance_id', page: id => `/work/acceptances/${id}` },
  inspection: { verb: removeInspectionPhoto, param: 'inspection_id', page: id => `/work/inspections/${id}` },
}

async function showRemoval(visit: Visit): Promise<Answer> {
  return removalPage(visit, blankForm(visit.services))
}

async function takeRemoval(visit: Visit, form: Form): Promise<Answer> {
  const { text, params } = visit
  const photo = await look(visit, showPhoto, params)
  const { verb, param, page } = subjects[photo.subject]
  const input = { reason: fieldValue(form, 'reason') }
  const where = { [param]: photo.subject_id, photo_id: photo.id }
  const result = await act(visit, verb, where, input, form.id)
  if (result.ok) return redirect(`${page(photo.subject_id)}?done=photo-removed`)
  return removalPage(
    visit,
    refusedForm(text, form, result.error, { labels: { reason: text.photos.removeReason } }),
  )
}

async function removalPage(visit: Visit, form: Form): Promise<Answer> {
  const { text, params } = visit
  const photo = await look(visit, showPhoto, params)
  return shown({
    title: text.photos.removeTitle,
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        <Heading caption={text.photos.of[photo.subject]}>{text.photos.removeTitle}</Heading>
        <img
          class="pj-photos__picture"
          src={`/photos/${photo.id}/small`}
          width={photo.small_width}
          height={photo.small_height}
          alt={photo.caption}
        />
        <p class="govuk-body">{photo.caption}</p>
        <PageForm form={form}>
          <Textarea
            form={form}
            name="reason"
            label={text.photos.removeReason}
            hint={text.photos.removeHint}
            rows={3}
            most={500}
          />
          <WarningText>{text.photos.removeWarning}</WarningText>
          <ButtonGroup>
            <Button look="warning">{text.photos.remove}</Button>
            <a class="govuk-link" href={subjects[photo.subject].page(photo.subject_id)}>
              {text.common.cancel}
            </a>
          </ButtonGroup>
        </PageForm>
      </>
    ),
  })
}
