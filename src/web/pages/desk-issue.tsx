import type { Desk } from '../../app/assembly/desk-schema.ts'
import { issuePaperBallots } from '../../app/assembly/issue-paper-ballots.ts'
import { listAttendeesView } from '../../app/roster/attendee-views.ts'
import { blankForm, type Form, fieldValue, withErrors } from '../form.ts'
import { type Answer, type Page, redirect } from '../page.ts'
import { Banner, InsetText } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Button, ButtonLink, ErrorSummary } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, lookAll, type Visit } from '../visit.ts'
import { type Attendee, byName } from './check-in-list.tsx'
import { assemblyOf, lookAtDesk } from './desk-frame.tsx'
import { stepPage } from './desk-not-now.tsx'
import { sayGate } from './desk-words.ts'

/** Issuing paper ballots: to all who wait for one, or to one delegate. */
export const issuePages: readonly Page[] = [
  {
    path: '/desk/:assembly_id/issue',
    signedIn: 'staff',
    get: visit => showIssue(visit, null),
    post: takeIssue,
  },
]

/** The most delegates that one request of the verb names. */
const atOnce = 1000

async function takeIssue(visit: Visit, form: Form): Promise<Answer> {
  const delegate_ids = fieldValue(form, 'delegates').split(' ')
  const result = await act(
    visit,
    issuePaperBallots,
    { round_id: fieldValue(form, 'round_id') },
    { delegate_ids },
    form.id,
  )
  if (result.ok) return redirect(`/desk/${assemblyOf(visit)}/issue?done=${delegate_ids.length}`)
  const said = sayGate(visit, result.error)
  return showIssue(visit, withErrors(blankForm(visit.services), [{ name: null, text: said }]))
}

async function showIssue(visit: Visit, refused: Form | null): Promise<Answer> {
  const { text, services, url } = visit
  const desk = await lookAtDesk(visit)
  const { title } = text.desk.steps.issue
  const gate = desk.gates.issue_ballots
  const form = refused ?? blankForm(services)
  const everybody = await lookAll(visit, listAttendeesView, { assembly_id: desk.assembly_id })
  const waiting = byName(everybody.filter(({ mode, ballot }) => mode !== null && ballot === null))
  const done = Number(url.searchParams.get('done') ?? 0)
  return stepPage(visit, {
    desk,
    title,
    gate,
    form,
    body: (
      <>
        {done > 0 && (
          <Banner success>
            <p class="govuk-notification-banner__heading">{text.desk.issue.done(done)}</p>
          </Banner>
        )}
        <ErrorSummary form={form} />
        <Heading caption={text.desk.titleOf(desk.community.name)}>{title}</Heading>
        <p class="govuk-body">
          {text.desk.steps.issue.hint(desk.round?.issued_paper ?? 0, desk.round?.without_ballot.paper ?? 0)}
        </p>
        <Waiting desk={desk} waiting={waiting.filter(({ mode }) => mode === 'paper')} />
        <Phones desk={desk} waiting={waiting.filter(({ mode }) => mode === 'electronic')} />
        <ButtonLink href={`/desk/${desk.assembly_id}`} look="secondary">
          {text.desk.links.desk}
        </ButtonLink>
      </>
    ),
  })
}

function Waiting({ desk, waiting }: { desk: Desk; waiting: readonly Attendee[] }) {
  const { text } = useVisit()
  if (waiting.length === 0) return <InsetText>{text.desk.issue.none}</InsetText>
  const now = waiting.slice(0, atOnce)
  return (
    <>
      <p class="govuk-body">{text.desk.issue.allHint}</p>
      <IssueForm desk={desk} delegates={now.map(({ id }) => id)}>
        <Button>{text.desk.issue.all(now.length)}</Button>
      </IssueForm>
      <People desk={desk} people={now} />
    </>
  )
}

function Phones({ desk, waiting }: { desk: Desk; waiting: readonly Attendee[] }) {
  const { text } = useVisit()
  if (waiting.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">{text.desk.issue.phones}</h2>
      <p class="govuk-body">{text.desk.issue.phonesHint}</p>
      <People desk={desk} people={waiting} />
    </>
  )
}

function People({ desk, people }: { desk: Desk; people: readonly Attendee[] }) {
  const { text } = useVisit()
  return (
    <ul class="pj-roll">
      {people.map(({ id, name, category }) => (
        <li class="pj-roll__row">
          <span class="pj-roll__who">
            <strong class="pj-roll__name">{name}</strong>{' '}
            <span class="pj-roll__about">{text.words.delegateCategories[category]}</span>
          </span>
          <IssueForm desk={desk} delegates={[id]}>
            <Button look="secondary">
              {text.desk.issue.one}
              <span class="govuk-visually-hidden">{text.desk.issue.oneFor(name)}</span>
            </Button>
          </IssueForm>
        </li>
      ))}
    </ul>
  )
}

/** A form of its own for each press: what was issued with one says nothing about another. */
function IssueForm(props: { desk: Desk; delegates: readonly string[]; children: unknown }) {
  const { services } = useVisit()
  return (
    <form method="post" class="pj-roll__form">
      <input type="hidden" name="form_id" value={blankForm(services).id} />
      <input type="hidden" name="round_id" value={props.desk.round?.id ?? ''} />
      <input type="hidden" name="delegates" value={props.delegates.join(' ')} />
      {props.children}
    </form>
  )
}
