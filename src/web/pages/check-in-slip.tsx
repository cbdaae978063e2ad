import { showAttendee } from '../../app/roster/attendee-views.ts'
import { replaceCode } from '../../app/roster/replace-code.ts'
import type { Result } from '../../core/result.ts'
import { readWhole } from '../fields.ts'
import { blankForm, type Form, fieldValue, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Banner, InsetText, SummaryList } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Button, ButtonGroup, ButtonLink, ErrorSummary, PageForm, WarningText } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, type Visit } from '../visit.ts'
import { deskPage, lookAtDesk } from './desk-frame.tsx'
import { sayGate } from './desk-words.ts'

/** A new slip for a lost one. The code itself is shown where slips are printed, and in no address. */
export const slipPages: readonly Page[] = [
  {
    path: '/desk/:assembly_id/slip/:delegate_id',
    signedIn: 'staff',
    get: visit => showForm(visit, blankForm(visit.services)),
    post: takeForm,
  },
]

type Attendee = Awaited<ReturnType<typeof showAttendee.run>> extends Result<infer Output> ? Output : never

/** The form names the slip that it replaces: sent again, it replaces nothing more. */
async function takeForm(visit: Visit, form: Form): Promise<Answer> {
  const { assembly_id = '', delegate_id = '' } = visit.params
  const replaces = readWhole(fieldValue(form, 'replaces')) ?? 0
  const result = await act(visit, replaceCode, { delegate_id }, { replaces })
  if (result.ok) return redirect(`/desk/${assembly_id}/slip/${delegate_id}?done=yes`)
  return showForm(visit, withErrors(form, [{ name: null, text: sayGate(visit, result.error) }]))
}

async function showForm(visit: Visit, form: Form): Promise<Answer> {
  const { text, url } = visit
  const { delegate_id = '' } = visit.params
  const desk = await lookAtDesk(visit)
  const delegate = await look(visit, showAttendee, { delegate_id })
  const { slip } = text.checkIn
  const done = url.searchParams.get('done') === 'yes' && form.errors.length === 0
  const page = deskPage(visit, desk, { title: slip.title })
  const reception = { href: `/desk/${desk.assembly_id}/check-in`, text: text.checkIn.title }
  return shown({
    ...page,
    trail: [...(page.trail ?? []), reception],
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        {done && (
          <Banner success>
            <p class="govuk-notification-banner__heading">{slip.done}</p>
          </Banner>
        )}
        <ErrorSummary form={form} />
        <Heading caption={text.desk.titleOf(desk.community.name)}>{slip.title}</Heading>
        <SummaryList
          rows={[
            { key: slip.delegate, value: delegate.name },
            { key: text.desk.issue.category, value: text.words.delegateCategories[delegate.category] },
          ]}
        />
        {done ? <Replaced delegate={delegate} /> : <Replace delegate={delegate} form={form} />}
      </>
    ),
  })
}

function Replace({ delegate, form }: { delegate: Attendee; form: Form }) {
  const { text } = useVisit()
  const { slip } = text.checkIn
  if (delegate.code === null) return <InsetText>{slip.none}</InsetText>
  return (
    <>
      <p class="govuk-body">
        {slip.intro} {delegate.code.used ? slip.used : slip.unused}
      </p>
      <WarningText>{slip.follows}</WarningText>
      <PageForm form={{ ...form, errors: [] }}>
        <input type="hidden" name="replaces" value={String(delegate.code.generation)} />
        <ButtonGroup>
          <Button>{slip.button}</Button>
          <a class="govuk-link" href={`/desk/${delegate.assembly_id}/check-in`}>
            {text.common.cancel}
          </a>
        </ButtonGroup>
      </PageForm>
    </>
  )
}

function Replaced({ delegate }: { delegate: Attendee }) {
  const { text } = useVisit()
  const { slip } = text.checkIn
  const print = `/work/assemblies/${delegate.assembly_id}/slips/print?delegate=${delegate.id}`
  return (
    <>
      <p class="govuk-body">{slip.next}</p>
      <ButtonGroup>
        <ButtonLink href={print}>{slip.print}</ButtonLink>
        <a class="govuk-link" href={`/desk/${delegate.assembly_id}/check-in`}>
          {text.desk.links.checkIn}
        </a>
      </ButtonGroup>
    </>
  )
}
