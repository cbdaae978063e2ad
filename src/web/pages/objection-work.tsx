import { answerObjection } from '../../app/notice/answer-objection.ts'
import { showObjection } from '../../app/notice/show-objection.ts'
import { showObjectionContact } from '../../app/notice/views.ts'
import { blankForm, type Form, fieldValue } from '../form.ts'
import { momentOf } from '../format.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Details, InsetText, SummaryList } from '../parts/blocks.tsx'
import { Textarea } from '../parts/fields.tsx'
import { Button, CheckAnswers, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, PageRefused, type Visit } from '../visit.ts'
import { checkInput, Done, frameOf, isClerk, refused, type Seen, statusOf } from './work-frame.tsx'

/** An objection on the desk: what was said, and the answer, once and in public. */
export const objectionWorkPages: readonly Page[] = [
  { path: '/work/objections/:objection_id', signedIn: 'staff', get: showDesk, post: takeAnswer },
]

type Objection = Seen<typeof showObjection>

async function showDesk(visit: Visit): Promise<Answer> {
  return deskPage(visit, await lookAtObjection(visit), blankForm(visit.services))
}

function lookAtObjection(visit: Visit): Promise<Objection> {
  return look(visit, showObjection, { objection_id: visit.params.objection_id ?? '' })
}

async function takeAnswer(visit: Visit, form: Form): Promise<Answer> {
  const objection = await lookAtObjection(visit)
  const objection_id = visit.params.objection_id ?? ''
  if (!isClerk(visit, objection.place)) throw new PageRefused({ code: 'NOT_YOUR_ROLE', detail: {} })
  if (isTakenBack(form)) return deskPage(visit, objection, form)
  const { text } = visit
  const input = { answer: fieldValue(form, 'answer') }
  const names = { labels: { answer: text.preparation.objections.answer } }
  if (objection.answer === null) {
    const checked = checkInput(visit, form, answerObjection, input, names)
    if (checked.errors.length > 0) return deskPage(visit, objection, checked)
    if (!isConfirmed(form)) return checkPage(visit, objection, form)
  }
  const result = await act(visit, answerObjection, { objection_id }, input, form.id)
  if (result.ok) return redirect(`/work/objections/${objection_id}?done=answered`)
  return deskPage(visit, objection, refused(visit, form, result.error, names))
}

async function deskPage(visit: Visit, objection: Objection, form: Form): Promise<Answer> {
  const { text, language } = visit
  const { place, assembly, answer, answered_at, stage } = objection
  const words = text.preparation.objections
  const clerk = isClerk(visit, place)
  const contact = clerk
    ? await look(visit, showObjectionContact, { objection_id: visit.params.objection_id ?? '' })
    : null
  return shown({
    title: words.one,
    ...statusOf(form),
    ...frameOf(visit, place, assembly.cycle_id, {
      href: `/work/assemblies/${assembly.id}#objections`,
      text: text.words.assembly,
    }),
    body: (
      <>
        <Done said={words.done} form={form} />
        <Heading caption={`${place.community.name} · ${text.objections.stages[stage]}`}>{words.one}</Heading>
        <SummaryList rows={rowsOf(visit, objection)} />
        {contact !== null && (
          <Details summary={words.contact}>
            <p class="govuk-body">{text.screening.clerkOnly}</p>
            <p class="govuk-body">{`${contact.name} ${contact.phone}`}</p>
          </Details>
        )}
        {answer !== null && answered_at !== null ? (
          <>
            <h2 class="govuk-heading-m">{words.answer}</h2>
            <p class="govuk-body pj-lines">{answer}</p>
            <p class="govuk-hint">{momentOf(language, answered_at)}</p>
          </>
        ) : clerk ? (
          <PageForm form={form}>
            <Textarea
              form={form}
              name="answer"
              label={words.answer}
              hint={words.answerHint}
              rows={6}
              most={5000}
            />
            <Button>{text.common.continue}</Button>
          </PageForm>
        ) : (
          <InsetText>{words.waitsForClerk}</InsetText>
        )}
        <p class="govuk-body">
          <a class="govuk-link" href={`/assemblies/${assembly.id}/objections`}>
            {words.publicPage}
          </a>
        </p>
      </>
    ),
  })
}

function rowsOf({ text, language }: Visit, { stage, candidate, text: said, filed_at }: Objection) {
  return [
    { key: text.objections.about, value: candidate?.title ?? text.objections.whole[stage] },
    { key: text.preparation.objections.said, value: <span class="pj-lines">{said}</span> },
    { key: text.preparation.objections.filed, value: momentOf(language, filed_at) },
  ]
}

function checkPage(visit: Visit, objection: Objection, form: Form): Answer {
  const { text } = visit
  const words = text.preparation.objections
  const { place, assembly } = objection
  return shown({
    title: words.check,
    ...frameOf(visit, place, assembly.cycle_id),
    body: (
      <CheckAnswers
        form={form}
        title={words.check}
        rows={[
          ...rowsOf(visit, objection),
          { key: words.answer, value: <span class="pj-lines">{fieldValue(form, 'answer')}</span> },
        ]}
        warning={words.final}
        button={words.submit}
      />
    ),
  })
}
