import { addInspectionPhoto } from '../../app/audit/photos.ts'
import { listProjectPhotosView } from '../../app/project/photos.ts'
import { blankForm, type Form, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Button, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { PhotoFields, PhotoGallery } from '../parts/photos.tsx'
import { addPhotos, photoErrors } from '../photo-form.ts'
import { look, type Visit } from '../visit.ts'
import { auditFrame, type Inspection, lookInspection } from './inspection-ground.tsx'

/** Where an inspector adds photos taken on site. */
export const inspectionPhotosPage: Page = {
  path: '/work/inspections/:inspection_id/photos',
  signedIn: 'staff',
  photos: true,
  get: async visit => photosPage(visit, await lookInspection(visit), blankForm(visit.services)),
  post: takePhotos,
}

/** The photos of an inspection, and the way to add some for its inspectors. */
export async function photosOfInspection(visit: Visit, inspection: Inspection) {
  const { text, actor } = visit
  const { items } = await look(visit, listProjectPhotosView, { project_id: inspection.project.id })
  const own = items.filter(photo => photo.subject === 'inspection' && photo.subject_id === inspection.id)
  const account = actor.kind === 'staff' ? actor.account_id : ''
  const working =
    inspection.inspectors.some(one => one.id === account) &&
    inspection.status !== 'closed' &&
    inspection.status !== 'withdrawn'
  return (
    <section aria-labelledby="photos">
      <h2 class="govuk-heading-m" id="photos">
        {text.photos.title}
      </h2>
      <PhotoGallery photos={own} removable={working} none={text.photos.none} />
      {working && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/work/inspections/${inspection.id}/photos`}>
            {text.photos.add}
          </a>
        </p>
      )}
    </section>
  )
}

async function photosPage(visit: Visit, inspection: Inspection, form: Form): Promise<Answer> {
  const { text } = visit
  return shown({
    title: text.photos.add,
    ...(await auditFrame(visit, inspection)),
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        <Heading caption={inspection.project.title}>{text.photos.add}</Heading>
        <PageForm form={form} files>
          <PhotoFields form={form} camera />
          <Button>{text.photos.add}</Button>
        </PageForm>
      </>
    ),
  })
}

async function takePhotos(visit: Visit, form: Form): Promise<Answer> {
  const inspection = await lookInspection(visit)
  const errors = photoErrors(visit.text, form, { needed: true })
  if (errors.length > 0) return photosPage(visit, inspection, withErrors(form, errors))
  const { id: inspection_id } = inspection
  const { form: after } = await addPhotos(visit, addInspectionPhoto, { inspection_id }, form)
  if (after.errors.length > 0) return photosPage(visit, inspection, after)
  return redirect(`/work/inspections/${inspection_id}?done=photos`)
}
