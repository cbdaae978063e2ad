import type { Desk } from '../../app/assembly/desk-schema.ts'
import { issuePaperBallots } from '../../app/assembly/issue-paper-ballots.ts'
import { listAttendeesView } from '../../app/roster/attendee-views.ts'
import { checkInDelegates } from '../../app/roster/check-in-delegates.ts'
import { findDelegate } from '../../app/roster/find-delegate.ts'
import { id } from '../../app/schemas.ts'
import { readCode } from '../../core/identity/codes.ts'
import { blankForm, type Form, fieldValue, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { InsetText } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Button, ErrorSummary, WarningText } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, lookAll, type Visit } from '../visit.ts'
import { type Attendee, byName, Roll } from './check-in-list.tsx'
import { assemblyOf, deskPage, Figures, idInQuery, lookAtDesk, Renewed } from './desk-frame.tsx'
import { sayGate } from './desk-words.ts'

/** Reception: find by name or code, press once, next. */
export const checkInPages: readonly Page[] = [
  {
    path: '/desk/:assembly_id/check-in',
    signedIn: 'staff',
    get: visit => showCheckIn(visit, blankForm(visit.services), []),
    post: takePress,
  },
]

/** As many are shown as found; whoever finds more is asked to type more. */
const mostFound = 20

async function takePress(visit: Visit, form: Form): Promise<Answer> {
  if (form.values.q !== undefined) return takeSearch(visit, form)
  const assembly_id = assemblyOf(visit)
  const here = `/desk/${assembly_id}/check-in?show=${filterNamed(fieldValue(form, 'show'))}`
  const [paper, electronic, issue] = ['paper', 'electronic', 'issue'].map(name => fieldValue(form, name))
  if (issue !== undefined && issue !== '') {
    const round_id = fieldValue(form, 'round_id')
    const result = await act(visit, issuePaperBallots, { round_id }, { delegate_ids: [issue] })
    if (result.ok) return redirect(`${here}&issued=${issue}`)
    return showRefused(visit, sayGate(visit, result.error), issue)
  }
  const mode = paper === undefined || paper === '' ? 'electronic' : 'paper'
  const delegate_id = mode === 'paper' ? (paper ?? '') : (electronic ?? '')
  // Without the form's id: checking the same delegate in twice is harmless, and one page serves many.
  const input = { check_ins: [{ delegate_id, mode }] }
  const result = await act(visit, checkInDelegates, { assembly_id }, input)
  if (result.ok) return redirect(`${here}&done=${delegate_id}`)
  return showRefused(visit, sayGate(visit, result.error), delegate_id)
}

function showRefused(visit: Visit, said: string, delegateId: string): Promise<Answer> {
  const found = id.safeParse(delegateId).success ? [delegateId] : []
  return showCheckIn(visit, withErrors(blankForm(visit.services), [{ name: null, text: said }]), found)
}

/** Names and codes stay out of addresses: what was found is named by its ids. */
async function takeSearch(visit: Visit, form: Form): Promise<Answer> {
  const { text } = visit
  const assembly_id = assemblyOf(visit)
  const typed = fieldValue(form, 'q')
  const code = typed.split('#').at(-1) ?? ''
  if (readCode(code) !== null) {
    const holder = await act(visit, findDelegate, { assembly_id }, { code })
    if (holder.ok) return redirect(`/desk/${assembly_id}/check-in?found=${holder.value.delegate_id}`)
    const wrong = { name: 'q', label: text.checkIn.search, text: sayGate(visit, holder.error) }
    return showCheckIn(visit, withErrors(form, [wrong]), [])
  }
  const everybody = await lookAll(visit, listAttendeesView, { assembly_id })
  const fitting = everybody.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()))
  if (typed === '') return redirect(`/desk/${assembly_id}/check-in`)
  if (fitting.length === 0 || fitting.length > mostFound) {
    const said = fitting.length === 0 ? text.checkIn.noMatch : text.checkIn.tooMany
    return showCheckIn(visit, withErrors(form, [{ name: 'q', label: text.checkIn.search, text: said }]), [])
  }
  return redirect(`/desk/${assembly_id}/check-in?found=${fitting.map(one => one.id).join(',')}`)
}

const filters = ['all', 'absent', 'present', 'late'] as const
type Filter = (typeof filters)[number]

function filterNamed(asked: string | null): Filter {
  return filters.find(name => name === asked) ?? 'all'
}

async function showCheckIn(visit: Visit, form: Form, only: readonly string[]): Promise<Answer> {
  const { text, url } = visit
  const desk = await lookAtDesk(visit)
  const everybody = byName(await lookAll(visit, listAttendeesView, { assembly_id: desk.assembly_id }))
  const asked = url.searchParams.get('found')?.split(',') ?? []
  const found = new Set(only.length > 0 ? only : asked.filter(one => id.safeParse(one).success))
  const filter = filterNamed(url.searchParams.get('show'))
  const lists = listsOf(desk, everybody)
  const people = found.size > 0 ? everybody.filter(person => found.has(person.id)) : lists[filter]
  return shown({
    ...deskPage(visit, desk, {
      title: text.checkIn.title,
      layout: 'wide',
      scripts: ['desk'],
      ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    }),
    body: (
      <>
        <Heading caption={text.desk.titleOf(desk.community.name)}>{text.checkIn.title}</Heading>
        <ErrorSummary form={form} />
        <Search form={form} status={statusOf(visit, everybody)} />
        {desk.gates.check_in === null ? (
          <WarningText>{text.checkIn.warning}</WarningText>
        ) : (
          <InsetText>{text.checkIn.closed}</InsetText>
        )}
        <Renewed name="figures">
          <Numbers desk={desk} />
        </Renewed>
        {found.size > 0 ? (
          <p class="govuk-body">
            {text.checkIn.matches(people.length)}{' '}
            <a class="govuk-link" href={`/desk/${desk.assembly_id}/check-in`}>
              {text.checkIn.showAll}
            </a>
          </p>
        ) : (
          <Filters desk={desk} lists={lists} here={filter} />
        )}
        <h2 class="govuk-visually-hidden">{text.checkIn.roster}</h2>
        <p class="govuk-body" data-roll-empty hidden={people.length > 0}>
          {found.size > 0 || people.length > 0 ? text.checkIn.noMatch : text.checkIn.empty}
        </p>
        <Roll
          desk={desk}
          people={people}
          form={blankForm(visit.services)}
          show={found.size > 0 ? 'all' : filter}
        />
      </>
    ),
  })
}

function listsOf(desk: Desk, everybody: readonly Attendee[]): Readonly<Record<Filter, readonly Attendee[]>> {
  return {
    all: everybody,
    absent: everybody.filter(({ mode }) => mode === null),
    present: everybody.filter(({ mode }) => mode !== null),
    late: desk.round === null ? [] : everybody.filter(({ mode, ballot }) => mode !== null && ballot === null),
  }
}

/** Who was checked in, or given a ballot, by the press that led here. */
function statusOf({ text, ...visit }: Visit, everybody: readonly Attendee[]): string {
  const done = everybody.find(person => person.id === idInQuery({ text, ...visit }, 'done'))
  if (done !== undefined && done.mode !== null)
    return text.checkIn.done(
      done.name,
      text.words.delegateCategories[done.category],
      text.checkIn.modes[done.mode],
    )
  const issued = everybody.find(person => person.id === idInQuery({ text, ...visit }, 'issued'))
  return issued === undefined ? '' : text.checkIn.doneIssued(issued.name)
}

function Numbers({ desk }: { desk: Desk }) {
  const { figures } = useVisit().text.desk
  const { present, eligible, modes, quorum } = desk
  const missing = Math.max(quorum.need - present, 0)
  return (
    <Figures
      compact
      label={figures.title}
      tiles={[
        { name: figures.present, value: present, more: figures.modes(modes.paper, modes.electronic) },
        { name: figures.eligible, value: eligible },
        {
          name: figures.quorum,
          value: quorum.need,
          more: quorum.reached ? figures.reached : figures.missing(missing),
          lacking: !quorum.reached,
        },
      ]}
    />
  )
}

/** The field keeps the focus: after each press the next name can be typed at once. */
function Search({ form, status }: { form: Form; status: string }) {
  const { text } = useVisit()
  const wrong = form.errors.find(({ name }) => name === 'q')
  return (
    <>
      <p
        class={`pj-roll-status${status === '' ? '' : ' pj-roll-status--said'}`}
        id="roll-status"
        role="status"
      >
        {status}
      </p>
      <form method="post" class="pj-roll-search" data-roll-search>
        <input type="hidden" name="form_id" value={form.id} />
        <div class={`govuk-form-group${wrong === undefined ? '' : ' govuk-form-group--error'}`}>
          <label class="govuk-label govuk-label--m" for="q">
            {text.checkIn.search}
          </label>
          <div id="q-hint" class="govuk-hint">
            {text.checkIn.searchHint}
          </div>
          {wrong !== undefined && (
            <p id="q-error" class="govuk-error-message">
              {wrong.text}
            </p>
          )}
          <div class="pj-roll-search__line">
            <input
              class="govuk-input"
              id="q"
              name="q"
              type="text"
              value={fieldValue(form, 'q')}
              autocomplete="off"
              spellcheck={false}
              aria-describedby={`roll-status q-hint${wrong === undefined ? '' : ' q-error'}`}
              autofocus
            />
            <Button look="secondary">{text.checkIn.find}</Button>
          </div>
        </div>
      </form>
    </>
  )
}

function Filters(props: { desk: Desk; lists: Readonly<Record<Filter, readonly Attendee[]>>; here: Filter }) {
  const { text } = useVisit()
  const { desk, lists, here } = props
  return (
    <nav class="pj-roll-filters" aria-label={text.checkIn.filters.label}>
      <ul>
        {filters
          .filter(name => name !== 'late' || desk.round !== null)
          .map(name => (
            <li>
              <a
                class="govuk-link"
                href={`/desk/${desk.assembly_id}/check-in${name === 'all' ? '' : `?show=${name}`}`}
                {...(name === here ? { 'aria-current': 'page' as const } : {})}
              >
                {text.checkIn.filters[name](lists[name].length)}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  )
}
