import type { Desk } from '../../app/assembly/desk-schema.ts'
import { showAttendee } from '../../app/roster/attendee-views.ts'
import { replaceCode } from '../../app/roster/replace-code.ts'
import type { Result } from '../../core/result.ts'
import { readWhole } from '../fields.ts'
import { blankForm, type Form, fieldValue, withErrors } from '../form.ts'
import { type Answer, type Page, type Shown, shown } from '../page.ts'
import { InsetText, SummaryList } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Button, ButtonGroup, ErrorSummary, PageForm, WarningText } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { QrCode } from '../parts/qr-code.tsx'
import { act, look, type Visit } from '../visit.ts'
import { deskPage, lookAtDesk } from './desk-frame.tsx'
import { sayGate } from './desk-words.ts'

/** A new slip for a lost one: shown once, to be printed. */
export const slipPages: readonly Page[] = [
  {
    path: '/desk/:assembly_id/slip/:delegate_id',
    signedIn: 'staff',
    get: visit => showForm(visit, blankForm(visit.services)),
    post: takeForm,
  },
]

type Slip = Awaited<ReturnType<typeof replaceCode.run>> extends Result<infer Output> ? Output : never

/**
 * The new code is in no address and is kept nowhere, so that the answer itself shows it. The same form sent again shows the same
 * slip again: it names the slip that it replaces.
 */
async function takeForm(visit: Visit, form: Form): Promise<Answer> {
  const { delegate_id = '' } = visit.params
  const replaces = readWhole(fieldValue(form, 'replaces')) ?? 0
  const result = await act(visit, replaceCode, { delegate_id }, { replaces })
  if (result.ok) return slipPage(visit, await lookAtDesk(visit), result.value)
  return showForm(visit, withErrors(form, [{ name: null, text: sayGate(visit, result.error) }]))
}

async function showForm(visit: Visit, form: Form): Promise<Answer> {
  const { text } = visit
  const { delegate_id = '' } = visit.params
  const desk = await lookAtDesk(visit)
  const delegate = await look(visit, showAttendee, { delegate_id })
  const { slip } = text.checkIn
  return shown({
    ...slipFrame(visit, desk, slip.title),
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        <Heading caption={text.desk.titleOf(desk.community.name)}>{slip.title}</Heading>
        <ErrorSummary form={form} />
        <p class="govuk-body">{slip.intro}</p>
        <SummaryList
          rows={[
            { key: slip.delegate, value: delegate.name },
            { key: text.desk.issue.category, value: text.words.delegateCategories[delegate.category] },
          ]}
        />
        {delegate.code === null ? (
          <InsetText>{slip.none}</InsetText>
        ) : (
          <>
            <p class="govuk-body">{delegate.code.used ? slip.used : slip.unused}</p>
            <WarningText>{slip.follows}</WarningText>
            <PageForm form={{ ...form, errors: [] }}>
              <input type="hidden" name="replaces" value={String(delegate.code.generation)} />
              <ButtonGroup>
                <Button>{slip.button}</Button>
                <a class="govuk-link" href={`/desk/${desk.assembly_id}/check-in`}>
                  {text.common.cancel}
                </a>
              </ButtonGroup>
            </PageForm>
          </>
        )}
      </>
    ),
  })
}

function slipPage(visit: Visit, desk: Desk, slip: Slip): Answer {
  const { text } = visit
  const words = text.checkIn.slip
  return shown({
    ...slipFrame(visit, desk, words.newCode),
    body: (
      <>
        <div class="pj-no-print">
          <Heading caption={text.desk.titleOf(desk.community.name)}>{words.newCode}</Heading>
          <WarningText>{words.shownOnce}</WarningText>
        </div>
        <Printed desk={desk} slip={slip} />
        <div class="govuk-button-group pj-no-print">
          <button type="button" class="govuk-button" data-module="govuk-button" data-print>
            {text.specimen.printBallots}
          </button>
          <a class="govuk-link" href={`/desk/${desk.assembly_id}/check-in`}>
            {text.desk.links.checkIn}
          </a>
        </div>
      </>
    ),
  })
}

function Printed({ desk, slip }: { desk: Desk; slip: Slip }) {
  const { text, url } = useVisit()
  const words = text.checkIn.slip
  if (slip.code === null) return <InsetText>{words.noCode}</InsetText>
  return (
    <section class="pj-slip" aria-label={words.newCode}>
      <h2 class="govuk-heading-m">{text.desk.titleOf(desk.community.name)}</h2>
      <p class="pj-slip__name">
        {slip.name} · {text.words.delegateCategories[slip.category]}
      </p>
      <QrCode address={`${url.origin}/enter#${slip.code}`} label={words.scan} />
      <p class="pj-slip__code">{slip.code}</p>
      <p class="govuk-body">{words.scan}</p>
      <p class="govuk-body">
        {words.address}：<span class="pj-id">{`${url.origin}/enter`}</span>
      </p>
      <dl class="pj-slip__small">
        <dt>{words.salt}</dt>
        <dd class="pj-id">{slip.salt}</dd>
        <dt>{words.id}</dt>
        <dd class="pj-id">{slip.delegate_id}</dd>
      </dl>
      <p class="pj-slip__small">{words.saltHint}</p>
    </section>
  )
}

function slipFrame(visit: Visit, desk: Desk, title: string): Omit<Shown, 'kind' | 'body'> {
  const page = deskPage(visit, desk, { title })
  const checkIn = { href: `/desk/${desk.assembly_id}/check-in`, text: visit.text.checkIn.title }
  return { ...page, trail: [...(page.trail ?? []), checkIn] }
}
