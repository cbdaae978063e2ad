import { draftAcceptance } from '../../app/acceptance/draft-acceptance.ts'
import { blankForm, type Form, withErrors } from '../form.ts'
import { isoDayOf } from '../format.ts'
import { type Answer, type Page, redirect } from '../page.ts'
import { InsetText } from '../parts/blocks.tsx'
import { dayValues } from '../parts/fields.tsx'
import { SentFromDevice } from '../parts/form.tsx'
import { actWithPhotos, photoErrors, photoRefusal } from '../photo-form.ts'
import type { Visit } from '../visit.ts'
import { AcceptanceForm, contractedOf, keptAs, readAcceptance } from './acceptance-work-form.tsx'
import { signingPages } from './acceptance-work-sign.tsx'
import { refusedWork } from './project-refusals.ts'
import { lookAtWork, namesFor, notNow, type Workplace, workPage } from './project-work-frame.tsx'
import { checkInput, Taken } from './work-frame.tsx'

/** Acceptance by the street: written down on site, signed by another officer, decided. */
export const acceptancePages: readonly Page[] = [
  {
    path: '/work/projects/:project_id/acceptance',
    signedIn: 'staff',
    photos: true,
    get: showDraft,
    post: takeDraft,
  },
  ...signingPages,
]

async function showDraft(visit: Visit): Promise<Answer> {
  const place = await lookAtWork(visit, draftAcceptance)
  const { title } = { title: visit.text.acceptance.draftTitle }
  const today = dayValues('held_on', isoDayOf(visit.now))
  return (
    notNow(visit, place, title, ['completed']) ?? draftPage(visit, place, blankForm(visit.services, today))
  )
}

/** Written and signed in one go: it may be withdrawn until it is decided, so nothing here is final. */
async function takeDraft(visit: Visit, form: Form): Promise<Answer> {
  const place = await lookAtWork(visit, draftAcceptance)
  const { project } = place
  const { input, errors } = readAcceptance(visit, project, form)
  const names = namesOf(visit, place)
  const wrong = [...errors, ...photoErrors(visit.text, form)]
  const checked = withErrors(checkInput(visit, form, draftAcceptance, input, names), wrong)
  if (checked.errors.length > 0) return draftPage(visit, place, inOrder(checked))
  const where = { project_id: project.id }
  const result = await actWithPhotos(visit, draftAcceptance, where, form, photos => ({ ...input, photos }))
  if (result.ok) return redirect(`/work/acceptances/${form.id}?done=drafted`)
  if (result.error.code === 'ID_REUSED') return draftPage(visit, place, form, true)
  const ofPhoto = photoRefusal(visit.text, form, result.error)
  return draftPage(
    visit,
    place,
    ofPhoto === null ? refusedWork(visit, form, result.error, names) : withErrors(form, [ofPhoto]),
  )
}

const order = [
  'held_on',
  'contract',
  'quality',
  'safety',
  'papers',
  'notice',
  'residents',
  'measured',
] as const

/** Errors in the order of the fields, so that the summary leads down the page. */
function inOrder(form: Form): Form {
  const place = (name: string | null) => {
    const found = order.findIndex(field => name?.startsWith(field) === true)
    return found === -1 ? order.length : found
  }
  return { ...form, errors: form.errors.toSorted((a, b) => place(a.name) - place(b.name)) }
}

function namesOf(visit: Visit, { project }: Workplace) {
  const words = visit.text.acceptance
  const names = namesFor(
    visit,
    {
      held_on: { name: 'held_on', label: words.heldOn, as: 'date' },
      conclusion: { name: 'conclusion', label: words.conclusion },
      note: { name: 'note', label: words.note },
      rectify_by: { name: 'rectify_by', label: words.rectifyBy, as: 'date' },
      photos: { name: 'photos', label: words.photos },
    },
    {
      CONCLUSION_CONTRADICTS: 'conclusion',
      SHORTFALL_UNEXPLAINED: 'note',
      DAY_IN_FUTURE: 'held_on',
      DAY_TOO_EARLY: 'held_on',
      DEADLINE_MISSING: 'rectify_by',
      DEADLINE_TOO_EARLY: 'rectify_by',
      MEASUREMENTS_DO_NOT_FIT: contractedOf(project).length === 0 ? 'conclusion' : 'measured-1',
    },
  )
  return { ...names, messages: { ...names.messages, conclusion: words.conclusionMissing } }
}

function draftPage(visit: Visit, place: Workplace, form: Form, taken = false): Answer {
  const words = visit.text.acceptance
  const { project, ground } = place
  const draft = project.acceptances.find(({ status }) => status === 'drafted')
  return workPage(visit, place, {
    title: words.draftTitle,
    form,
    taken,
    body: (
      <>
        {taken && <Taken path={`/work/acceptances/${form.id}`} />}
        {ground.executed_by_you ? (
          <InsetText>{words.executed}</InsetText>
        ) : draft !== undefined && !taken ? (
          <InsetText>
            <SentFromDevice name={keptAs(project.id, visit.actor)} id={draft.id} />
            {words.existing}{' '}
            <a class="govuk-link" href={`/work/acceptances/${draft.id}`}>
              {words.existingLink}
            </a>
          </InsetText>
        ) : (
          <>
            <p class="govuk-body">{words.lead}</p>
            <AcceptanceForm project={project} form={form} />
          </>
        )}
      </>
    ),
  })
}
