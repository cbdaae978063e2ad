import type { PropsWithChildren } from 'hono/jsx'
import { decideAcceptance } from '../../app/acceptance/decide-acceptance.ts'
import { addAcceptancePhoto } from '../../app/acceptance/photos.ts'
import { showAcceptance } from '../../app/acceptance/show-acceptance.ts'
import { signAcceptance } from '../../app/acceptance/sign-acceptance.ts'
import { withdrawAcceptance } from '../../app/acceptance/withdraw-acceptance.ts'
import { blankForm, type Form, fieldValue, withErrors } from '../form.ts'
import { dayOf, momentOf } from '../format.ts'
import { type Answer, type Page, redirect } from '../page.ts'
import { Details, InsetText, SummaryList, Tag } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Checkboxes } from '../parts/fields.tsx'
import { Button, ErrorSummary, isConfirmed, isTakenBack, SentFromDevice } from '../parts/form.tsx'
import { PhotoFields, PhotoGallery } from '../parts/photos.tsx'
import { addPhotos, photoErrors } from '../photo-form.ts'
import { act, look, type Visit } from '../visit.ts'
import { itemInWords, keptAs } from './acceptance-work-form.tsx'
import { ConclusionTag, WrittenAcceptance } from './project-acceptance.tsx'
import { lookAtPhotos, lookAtProject, type Photo } from './project-ground.ts'
import { refusedWork } from './project-refusals.ts'
import { type Workplace, workCheck, workPage, workPath } from './project-work-frame.tsx'
import { Done } from './work-frame.tsx'

/** An acceptance on its way: read, signed by another officer, decided or withdrawn. */
export const signingPages: readonly Page[] = [
  {
    path: '/work/acceptances/:acceptance_id',
    signedIn: 'staff',
    photos: true,
    get: showDraft,
    post: takeStep,
  },
]

interface Desk {
  readonly acceptance: Awaited<ReturnType<typeof lookAtAcceptance>>
  readonly place: Workplace
  readonly photos: readonly Photo[]
}

function lookAtAcceptance(visit: Visit) {
  return look(visit, showAcceptance, { acceptance_id: visit.params.acceptance_id ?? '' })
}

async function lookAtDesk(visit: Visit): Promise<Desk> {
  const acceptance = await lookAtAcceptance(visit)
  const place = await lookAtProject({ ...visit, params: { project_id: acceptance.project_id } })
  const photos = await lookAtPhotos(visit, acceptance.project_id)
  return { acceptance, place, photos: photos.filter(({ subject_id }) => subject_id === acceptance.id) }
}

async function showDraft(visit: Visit): Promise<Answer> {
  return deskPage(visit, await lookAtDesk(visit), blankForm(visit.services))
}

async function takeStep(visit: Visit, form: Form): Promise<Answer> {
  const desk = await lookAtDesk(visit)
  switch (fieldValue(form, 'what')) {
    case 'sign':
      return takeSignature(visit, desk, form)
    case 'decide':
      return takeDecision(visit, desk, form)
    case 'withdraw':
      return takeWithdrawal(visit, desk, form)
  }
  return takePhotos(visit, desk, form)
}

async function takeSignature(visit: Visit, desk: Desk, form: Form): Promise<Answer> {
  if (fieldValue(form, 'present') !== 'yes') {
    const { signConfirmMissing } = visit.text.acceptance
    return deskPage(visit, desk, withErrors(form, [{ name: 'present', text: signConfirmMissing }]))
  }
  const result = await act(visit, signAcceptance, whereOf(desk), {}, form.id)
  if (result.ok) return redirect(pathOf(desk, 'signed'))
  return deskPage(visit, desk, refusedWork(visit, form, result.error, { labels: {} }))
}

async function takeDecision(visit: Visit, desk: Desk, form: Form): Promise<Answer> {
  if (isTakenBack(form)) return deskPage(visit, desk, form)
  if (!isConfirmed(form)) return checkPage(visit, desk, form)
  const result = await act(visit, decideAcceptance, whereOf(desk), {}, form.id)
  if (result.ok) return redirect(pathOf(desk, result.value.status))
  return deskPage(visit, desk, refusedWork(visit, form, result.error, { labels: {} }))
}

async function takeWithdrawal(visit: Visit, desk: Desk, form: Form): Promise<Answer> {
  const result = await act(visit, withdrawAcceptance, whereOf(desk), {}, form.id)
  if (result.ok) return redirect(pathOf(desk, 'withdrawn'))
  return deskPage(visit, desk, refusedWork(visit, form, result.error, { labels: {} }))
}

async function takePhotos(visit: Visit, desk: Desk, sentForm: Form): Promise<Answer> {
  // Of a form that was too large little may be left; only the one with photos can be.
  const form = { ...sentForm, values: { ...sentForm.values, what: ['photos'] } }
  const checked = withErrors(form, photoErrors(visit.text, form, { needed: true }))
  if (checked.errors.length > 0) return deskPage(visit, desk, checked)
  const sent = await addPhotos(visit, addAcceptancePhoto, whereOf(desk), form)
  if (sent.form.errors.length > 0) return deskPage(visit, await lookAtDesk(visit), sent.form)
  return redirect(pathOf(desk, 'photos'))
}

function whereOf({ acceptance }: Desk) {
  return { acceptance_id: acceptance.id }
}

function pathOf({ acceptance }: Desk, done: string): string {
  return `/work/acceptances/${acceptance.id}?done=${done}`
}

function deskPage(visit: Visit, desk: Desk, form: Form): Answer {
  const { text, language } = visit
  const words = text.acceptance
  const { acceptance, place, photos } = desk
  const { status, number, signatures, signatures_needed } = acceptance
  const drafted = status === 'drafted' && !acceptance.executed_by_you
  const written = {
    ...acceptance,
    checklist: acceptance.checklist.map(line => ({ ...line, item: itemInWords(visit, line.item) })),
  }
  return workPage(visit, place, {
    title: words.number(number),
    form,
    body: (
      <>
        <Done said={words.done} />
        <SentFromDevice name={keptAs(acceptance.project_id, visit.actor)} id={acceptance.id} />
        <ErrorSummary form={form} />
        <SummaryList
          rows={[
            { key: words.status, value: <Tag colour={tagOf[status]}>{words.statuses[status]}</Tag> },
            { key: words.conclusionRow, value: <ConclusionTag conclusion={acceptance.conclusion} /> },
            { key: words.heldOn, value: dayOf(language, acceptance.held_on) },
            {
              key: words.signatures,
              value: (
                <>
                  {signatures.map(({ name, signed_at }) => (
                    <>
                      {words.signatureOf(name, momentOf(language, signed_at))}
                      <br />
                    </>
                  ))}
                  {signatures.length < signatures_needed &&
                    words.signaturesMissing(signatures.length, signatures_needed)}
                </>
              ),
            },
          ]}
        />
        <WrittenAcceptance written={written} />
        <h2 class="govuk-heading-m">{words.photos}</h2>
        <PhotoGallery photos={photos} removable={drafted} none={text.photos.none} />
        {status === 'drafted' && acceptance.executed_by_you && <InsetText>{words.executed}</InsetText>}
        {drafted && <Steps desk={desk} form={form} />}
        {status === 'withdrawn' && place.project.status === 'completed' && (
          <p class="govuk-body">
            <a class="govuk-link" href={workPath(place.project, 'acceptance')}>
              {words.again}
            </a>
          </p>
        )}
      </>
    ),
  })
}

const tagOf = { drafted: 'blue', decided: 'green', withdrawn: 'grey' } as const

/** What whoever looks may do with a draft: sign it, decide on it, add photos, withdraw it. */
function Steps({ desk: { acceptance }, form }: { desk: Desk; form: Form }) {
  const { text, services } = useVisit()
  const words = text.acceptance
  const { signatures, signatures_needed, conclusion } = acceptance
  const own = signatures.some(signature => signature.own)
  const decidable = signatures.length >= signatures_needed
  // What was refused is shown with its own form; the others begin anew.
  const formOf = (what: string) => (fieldValue(form, 'what') === what ? form : blankForm(services))
  return (
    <>
      {own ? (
        !decidable && <InsetText>{words.signedAlready}</InsetText>
      ) : (
        <>
          <h2 class="govuk-heading-m">{words.sign}</h2>
          <p class="govuk-body">{words.signLead}</p>
          <StepForm form={formOf('sign')} what="sign">
            <Checkboxes
              form={formOf('sign')}
              name="present"
              label={words.sign}
              options={[{ value: 'yes', text: words.signConfirm }]}
            />
            <Button>{words.signButton}</Button>
          </StepForm>
        </>
      )}
      {decidable && (
        <>
          <h2 class="govuk-heading-m">{words.decide}</h2>
          <p class="govuk-body">{words.decideLead[conclusion]}</p>
          <StepForm form={formOf('decide')} what="decide">
            <Button>{words.decideButton}</Button>
          </StepForm>
        </>
      )}
      <Details summary={words.addPhotos} open={fieldValue(form, 'what') === 'photos'}>
        <StepForm form={formOf('photos')} what="photos" files>
          <PhotoFields form={formOf('photos')} camera />
          <Button look="secondary">{words.addPhotos}</Button>
        </StepForm>
      </Details>
      <Details summary={words.withdraw} open={fieldValue(form, 'what') === 'withdraw'}>
        <StepForm form={formOf('withdraw')} what="withdraw">
          <p class="govuk-body">{words.withdrawLead}</p>
          <Button look="warning">{words.withdrawButton}</Button>
        </StepForm>
      </Details>
    </>
  )
}

/** One of the forms of this page; what is wrong with any of them stands on top of the page. */
function StepForm(props: PropsWithChildren<{ form: Form; what: string; files?: boolean }>) {
  const { form, what, files } = props
  return (
    <form method="post" {...(files === true ? { enctype: 'multipart/form-data' } : {})} novalidate>
      <input type="hidden" name="form_id" value={form.id} />
      <input type="hidden" name="what" value={what} />
      {props.children}
    </form>
  )
}

function checkPage(visit: Visit, { acceptance, place }: Desk, form: Form): Answer {
  const { text, language } = visit
  const words = text.acceptance
  const { conclusion, signatures, rectify_by } = acceptance
  return workCheck(visit, place, {
    form,
    title: words.decideCheck,
    rows: [
      { key: text.words.project, value: place.project.title },
      { key: words.conclusion, value: <ConclusionTag conclusion={conclusion} /> },
      ...(rectify_by === null ? [] : [{ key: words.rectifyBy, value: dayOf(language, rectify_by) }]),
      { key: words.signatures, value: signatures.map(({ name }) => name).join(text.common.list) },
    ],
    warning: `${words.decideLead[conclusion]} ${words.decideWarning}`,
    button: words.decideButton,
  })
}
