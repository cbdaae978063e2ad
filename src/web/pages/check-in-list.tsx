import type { Desk } from '../../app/assembly/desk-schema.ts'
import type { listAttendeesView } from '../../app/roster/attendee-views.ts'
import type { Result } from '../../core/result.ts'
import type { Form } from '../form.ts'
import { timeOf } from '../format.ts'
import { useVisit } from '../parts/context.ts'

type Listed = Awaited<ReturnType<typeof listAttendeesView.run>> extends Result<infer Output> ? Output : never
export type Attendee = Listed extends { items: (infer Item)[] } ? Item : never

const collator = new Intl.Collator('zh-CN', { numeric: true })

/** In the order of a roster: by the sound of the names. */
export function byName<T extends { readonly name: string }>(people: readonly T[]): T[] {
  return [...people].sort((a, b) => collator.compare(a.name, b.name))
}

/**
 * The people of a list, each with what can be done for them by one press. One form for all: what a press does is in its button,
 * and doing it twice is harmless.
 */
export function Roll(props: { desk: Desk; people: readonly Attendee[]; form: Form; show: string }) {
  const { desk, people, form, show } = props
  const mayEnter = desk.gates.check_in === null
  return (
    <form method="post" id="roll">
      <input type="hidden" name="form_id" value={form.id} />
      <input type="hidden" name="round_id" value={desk.round?.id ?? ''} />
      <input type="hidden" name="show" value={show} />
      <ul class="pj-roll" data-roll>
        {people.map(person => (
          <Row desk={desk} person={person} mayEnter={mayEnter} />
        ))}
      </ul>
    </form>
  )
}

function Row({ desk, person, mayEnter }: { desk: Desk; person: Attendee; mayEnter: boolean }) {
  const { text } = useVisit()
  const { id, name, category, duty, mode } = person
  return (
    <li class={`pj-roll__row${mode === null ? '' : ' pj-roll__row--here'}`} data-name={name.toLowerCase()}>
      <span class="pj-roll__who">
        <strong class="pj-roll__name">{name}</strong>{' '}
        <span class="pj-roll__about">
          {text.words.delegateCategories[category]}
          {duty !== null && ` · ${text.words.duties[duty]}`}
        </span>
        <Presence desk={desk} person={person} />
      </span>
      <span class="pj-roll__actions">
        {mode === null && mayEnter && (
          <>
            <Press name="paper" id={id} label={text.checkIn.modes.paper} about={name} />
            <Press name="electronic" id={id} label={text.checkIn.modes.electronic} about={name} />
          </>
        )}
        {mode === 'paper' && person.ballot === null && desk.gates.issue_ballots === null && (
          <Press name="issue" id={id} label={text.checkIn.issue} about={name} />
        )}
        <a class="govuk-link pj-roll__slip" href={`/desk/${desk.assembly_id}/slip/${id}`}>
          {text.checkIn.newSlip}
          <span class="govuk-visually-hidden">{text.checkIn.for(name)}</span>
        </a>
      </span>
    </li>
  )
}

function Press({ name, id, label, about }: { name: string; id: string; label: string; about: string }) {
  const { text } = useVisit()
  const look = name === 'electronic' ? ' govuk-button--secondary' : ''
  return (
    <button type="submit" class={`govuk-button pj-roll__press${look}`} name={name} value={id}>
      {label}
      <span class="govuk-visually-hidden">{text.checkIn.for(about)}</span>
    </button>
  )
}

function Presence({ desk, person }: { desk: Desk; person: Attendee }) {
  const { text, language } = useVisit()
  const { mode, checked_in_at, ballot } = person
  if (mode === null || checked_in_at === null) return null
  const words = [text.checkIn.at(timeOf(language, checked_in_at), text.checkIn.modes[mode])]
  const { round } = desk
  if (round !== null && ballot !== null) words.push(text.checkIn.holds[ballot])
  if (round !== null && ballot === null) {
    if (round.status === 'issuing') words.push(text.checkIn.noBallot)
    else if (round.status !== 'certified') words.push(text.checkIn.tooLate)
  }
  return <span class="pj-roll__presence">{words.join(' · ')}</span>
}
