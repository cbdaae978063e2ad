import { addProjectPhoto } from '../../app/project/photos.ts'
import { startProject } from '../../app/project/start-project.ts'
import { writeProgressNote } from '../../app/project/write-progress-note.ts'
import { blankForm, type Form, fieldValue, withErrors } from '../form.ts'
import { dayOf, money } from '../format.ts'
import { type Answer, type Page, redirect } from '../page.ts'
import { InsetText, Timeline } from '../parts/blocks.tsx'
import { Textarea } from '../parts/fields.tsx'
import { Button, ButtonGroup, PageForm } from '../parts/form.tsx'
import { PhotoFields, PhotoGallery } from '../parts/photos.tsx'
import { addPhotos, chosenPhotos, photoErrors } from '../photo-form.ts'
import { act, type Visit } from '../visit.ts'
import { lookAtPhotos, type Photo } from './project-ground.ts'
import { refusedWork } from './project-refusals.ts'
import { lookAtWork, namesFor, notNow, type Workplace, workPage, workPath } from './project-work-frame.tsx'
import { checkInput, Done, Taken } from './work-frame.tsx'

/** The beginning of the work, and its progress with photos. */
export const progressPages: readonly Page[] = [
  { path: '/work/projects/:project_id/start', signedIn: 'staff', get: showStart, post: takeStart },
  {
    path: '/work/projects/:project_id/progress',
    signedIn: 'staff',
    photos: true,
    get: showProgress,
    post: takeProgress,
  },
]

async function showStart(visit: Visit): Promise<Answer> {
  const place = await lookAtWork(visit, startProject)
  const { title } = visit.text.projectWork.start
  return notNow(visit, place, title, ['contracted']) ?? startPage(visit, place, blankForm(visit.services))
}

async function takeStart(visit: Visit, form: Form): Promise<Answer> {
  const place = await lookAtWork(visit, startProject)
  const result = await act(visit, startProject, { project_id: place.project.id }, {}, form.id)
  if (result.ok) return redirect(`${workPath(place.project)}?done=start`)
  return startPage(visit, place, refusedWork(visit, form, result.error, { labels: {} }))
}

function startPage(visit: Visit, place: Workplace, form: Form): Answer {
  const { text } = visit
  const words = text.projectWork.start
  const contract = place.project.contracts.at(-1)
  return workPage(visit, place, {
    title: words.title,
    form,
    body: (
      <PageForm form={form}>
        <p class="govuk-body">{words.text(contract?.contractor ?? '', money(place.project.contract_fen))}</p>
        <ButtonGroup>
          <Button>{words.button}</Button>
          <a class="govuk-link" href={workPath(place.project)}>
            {text.common.cancel}
          </a>
        </ButtonGroup>
      </PageForm>
    ),
  })
}

const notable = ['contracted', 'in_progress', 'completed', 'rectifying'] as const
/** Before the contract there are photos of how it was, and nothing to report. */
const photographed = ['selected', ...notable] as const

async function showProgress(visit: Visit): Promise<Answer> {
  const place = await lookAtWork(visit, writeProgressNote)
  const refusal = notNow(visit, place, visit.text.projectWork.progress.title, photographed)
  return refusal ?? progressPage(visit, place, blankForm(visit.services))
}

/** Photos first: they may be refused one by one, and are not taken twice when the form comes back. */
async function takeProgress(visit: Visit, form: Form): Promise<Answer> {
  const place = await lookAtWork(visit, writeProgressNote)
  const { text } = visit
  const words = text.projectWork.progress
  const where = { project_id: place.project.id }
  const note = fieldValue(form, 'text')
  const photos = chosenPhotos(form)
  const names = namesFor(visit, { text: { name: 'text', label: words.note } })
  const input = { id: form.id, text: note }
  const errors = photoErrors(text, form)
  if (note === '' && photos.length === 0 && form.cut !== true)
    errors.push({ name: 'text', text: words.noteMissing })
  const noted = note === '' ? form : checkInput(visit, form, writeProgressNote, input, names)
  const checked = withErrors(noted, errors)
  if (checked.errors.length > 0) return progressPage(visit, place, checked)
  const sent = await addPhotos(visit, addProjectPhoto, where, form)
  if (sent.form.errors.length > 0) return progressPage(visit, place, sent.form)
  if (note === '') return redirect(`${workPath(place.project)}?done=photos`)
  const result = await act(visit, writeProgressNote, where, input)
  if (result.ok) return redirect(`${workPath(place.project)}?done=note`)
  if (result.error.code === 'ID_REUSED') return progressPage(visit, place, form, true)
  return progressPage(visit, place, refusedWork(visit, form, result.error, names))
}

async function progressPage(visit: Visit, place: Workplace, form: Form, taken = false): Promise<Answer> {
  const { text } = visit
  const words = text.projectWork.progress
  const { project } = place
  const all: readonly Photo[] = await lookAtPhotos(visit, project.id)
  const own = all.filter(({ subject }) => subject === 'project')
  return workPage(visit, place, {
    title: words.title,
    form,
    taken,
    body: (
      <>
        <Done said={text.projectWork.done} />
        {taken && <Taken path={`/projects/${project.id}#timeline`} />}
        <InsetText>{words.publicAtOnce}</InsetText>
        <PageForm form={form} files>
          {project.status !== 'selected' && (
            <Textarea
              form={form}
              name="text"
              label={words.note}
              hint={words.noteHint}
              rows={4}
              most={5000}
              optional
            />
          )}
          <PhotoFields form={form} optional />
          <Button>{words.button}</Button>
        </PageForm>
        <h2 class="govuk-heading-m">{words.earlier}</h2>
        {project.notes.length === 0 ? (
          <p class="govuk-body">{words.none}</p>
        ) : (
          <Timeline
            events={project.notes.map(({ text: note, written_at }) => ({
              when: dayOf(visit.language, written_at),
              title: <span class="pj-words">{note}</span>,
            }))}
          />
        )}
        {own.length > 0 && <h2 class="govuk-heading-m">{words.photos}</h2>}
        <PhotoGallery photos={own} removable />
      </>
    ),
  })
}
