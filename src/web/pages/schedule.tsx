import { changeAssembly } from '../../app/assembly/change-assembly.ts'
import { scheduleAssembly } from '../../app/assembly/schedule-assembly.ts'
import { showCycle } from '../../app/cycle/views.ts'
import { listScreeningsView } from '../../app/proposal/screening-views.ts'
import { checkAhead } from '../../core/day.ts'
import { blankForm, type Form } from '../form.ts'
import { momentOf } from '../format.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { useVisit } from '../parts/context.ts'
import { DateInput, Input } from '../parts/fields.tsx'
import { Button, CheckAnswers, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, PageRefused, type Visit } from '../visit.ts'
import {
  lookAtOwnPreparation,
  mostSeats,
  type Preparation,
  readSchedule,
  scheduleNames,
  scheduleValues,
  seatsInWords,
} from './schedule-ground.ts'
import { overviewPages } from './schedule-overview.tsx'
import { SeatsTable } from './schedule-seats.tsx'
import { checkInput, frameOf, isClerk, type Place, refused, statusOf, Taken } from './work-frame.tsx'

/** When and where the assembly meets, and for how many seats. */
export const schedulePages: readonly Page[] = [
  { path: '/work/communities/:community_id/assembly', signedIn: 'staff', get: showNew, post: takeNew },
  { path: '/work/assemblies/:assembly_id/schedule', signedIn: 'staff', get: showChange, post: takeChange },
  ...overviewPages,
]

/** What is known before there is an assembly: the list with its costs, and the rules. */
interface Ground {
  readonly place: Place
  readonly year: Preparation['year']
  readonly rules: Preparation['rules']
  readonly costs: readonly number[]
}

async function lookAtGround(visit: Visit): Promise<Ground> {
  const { params, url } = visit
  const cycle_id = url.searchParams.get('cycle') ?? ''
  const where = { community_id: params.community_id ?? '', cycle_id }
  const { place, year, items } = await look(visit, listScreeningsView, where)
  if (!isClerk(visit, place)) throw new PageRefused({ code: 'NOT_YOUR_ROLE', detail: {} })
  const { rules } = await look(visit, showCycle, { cycle_id })
  const listed = items.filter(({ status }) => status === 'screened' || status === 'candidate')
  return { place, year, rules, costs: listed.map(({ estimated_cost_fen }) => estimated_cost_fen) }
}

async function showNew(visit: Visit): Promise<Answer> {
  const ground = await lookAtGround(visit)
  return newPage(visit, ground, blankForm(visit.services, { place: '', seats: '' }))
}

async function takeNew(visit: Visit, form: Form): Promise<Answer> {
  const ground = await lookAtGround(visit)
  if (isTakenBack(form)) return newPage(visit, ground, form)
  const input = { ...readSchedule(form), id: form.id }
  const names = scheduleNames(visit)
  const checked = checkInput(visit, form, scheduleAssembly, input, names)
  if (checked.errors.length > 0) return newPage(visit, ground, checked)
  const ahead = checkAhead(Date.parse(input.scheduled_for), visit.now.getTime())
  if (!ahead.ok) return newPage(visit, ground, refused(visit, form, ahead.error, names))
  if (!isConfirmed(form)) return checkPage(visit, ground, form)
  const where = { community_id: ground.place.community.id, cycle_id: ground.year.cycle.id }
  const result = await act(visit, scheduleAssembly, where, input)
  if (result.ok) return redirect(`/work/assemblies/${form.id}?done=scheduled`)
  if (result.error.code === 'ID_REUSED') return newPage(visit, ground, form, true)
  return newPage(visit, ground, refused(visit, form, result.error, names))
}

function newPage(visit: Visit, { place, year, rules, costs }: Ground, form: Form, taken = false): Answer {
  const { text } = visit
  const words = text.preparation.schedule
  return shown({
    title: words.title,
    ...statusOf(form),
    ...(taken ? { status: 409 as const } : {}),
    ...frameOf(visit, place, year.cycle.id),
    body: (
      <>
        <Heading caption={`${place.community.name} · ${year.cycle.name}`}>{words.title}</Heading>
        {taken && <Taken path={`/work/assemblies/${form.id}`} />}
        <PageForm form={form}>
          <WhenAndWhere form={form} />
          <Input
            form={form}
            name="seats"
            label={words.seats}
            hint={words.seatsHint(mostSeats(rules, costs.length), costs.length)}
            width={3}
            inputmode="numeric"
          />
          <SeatsTable rules={rules} candidates={costs.length} />
          <Button>{text.common.continue}</Button>
        </PageForm>
      </>
    ),
  })
}

function WhenAndWhere({ form }: { form: Form }) {
  const { text } = useVisit()
  const words = text.preparation.schedule
  return (
    <>
      <DateInput form={form} name="day" label={words.day} hint={words.dayHint} />
      <Input form={form} name="time" label={words.time} hint={words.timeHint} width={5} />
      <Input form={form} name="place" label={words.place} hint={words.placeHint} />
    </>
  )
}

function checkPage(visit: Visit, ground: Ground, form: Form): Answer {
  const { text, language } = visit
  const { place, year, rules, costs } = ground
  const words = text.preparation.schedule
  const { seats, scheduled_for, place: hall } = readSchedule(form)
  const said = seatsInWords(visit, { rules, seats: seats ?? 1, costs, allocation: year.allocation_fen })
  return shown({
    title: words.check,
    ...frameOf(visit, place, year.cycle.id),
    body: (
      <CheckAnswers
        form={form}
        title={words.check}
        rows={[
          { key: words.when, value: momentOf(language, scheduled_for) },
          { key: words.place, value: hall },
          { key: words.seats, value: String(seats) },
          {
            key: words.consequence,
            value: said.map(line => (
              <p class="govuk-body">
                {line.fits ? '' : <strong>{text.common.pair(text.common.important, '')}</strong>}
                {line.said}
              </p>
            )),
          },
        ]}
        button={words.submit}
      />
    ),
  })
}

async function showChange(visit: Visit): Promise<Answer> {
  const preparation = await lookAtOwnPreparation(visit)
  return changePage(visit, preparation, blankForm(visit.services, scheduleValues(preparation.assembly)))
}

async function takeChange(visit: Visit, form: Form): Promise<Answer> {
  const preparation = await lookAtOwnPreparation(visit)
  const { assembly } = preparation
  const typed = readSchedule(form)
  const input = assembly.candidates_published_at === null ? typed : { ...typed, seats: undefined }
  const names = scheduleNames(visit)
  const checked = checkInput(visit, form, changeAssembly, input, names)
  if (checked.errors.length > 0) return changePage(visit, preparation, checked)
  const result = await act(visit, changeAssembly, { assembly_id: assembly.id }, input, form.id)
  if (result.ok) return redirect(`/work/assemblies/${assembly.id}?done=changed`)
  return changePage(visit, preparation, refused(visit, form, result.error, names))
}

function changePage(visit: Visit, preparation: Preparation, form: Form): Answer {
  const { text } = visit
  const { place, year, rules, assembly, listed } = preparation
  const words = text.preparation.schedule
  return shown({
    title: words.changeTitle,
    ...statusOf(form),
    ...frameOf(visit, place, year.cycle.id, {
      href: `/work/assemblies/${assembly.id}`,
      text: text.words.assembly,
    }),
    body: (
      <>
        <Heading caption={`${place.community.name} · ${year.cycle.name}`}>{words.changeTitle}</Heading>
        <PageForm form={form}>
          <WhenAndWhere form={form} />
          {assembly.candidates_published_at === null ? (
            <>
              <Input
                form={form}
                name="seats"
                label={words.seats}
                hint={words.seatsHint(mostSeats(rules, listed.length), listed.length)}
                width={3}
                inputmode="numeric"
              />
              <SeatsTable rules={rules} candidates={listed.length} />
            </>
          ) : (
            <p class="govuk-body">{words.seatsFixed(assembly.seats)}</p>
          )}
          <Button>{text.common.save}</Button>
        </PageForm>
      </>
    ),
  })
}
