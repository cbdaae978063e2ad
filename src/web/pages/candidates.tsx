import { publishCandidates } from '../../app/assembly/publish-candidates.ts'
import { mayPublishCandidates } from '../../core/assembly/candidates.ts'
import { checkTerms } from '../../core/assembly/status.ts'
import { fen } from '../../core/money.ts'
import { noticeEnd } from '../../core/notice/period.ts'
import { readYuan } from '../fields.ts'
import { blankForm, type FieldError, type Form, fieldValue, fieldValues, withErrors } from '../form.ts'
import { momentOf, money, yuanValue } from '../format.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { InsetText, Table } from '../parts/blocks.tsx'
import { Checkboxes, MoneyInput } from '../parts/fields.tsx'
import { Button, CheckAnswers, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, PageRefused, type Visit } from '../visit.ts'
import { lookAtPreparation, type Preparation, seatsInWords } from './schedule-ground.ts'
import { Done, frameOf, isClerk, refused, statusOf } from './work-frame.tsx'
import { sayExactly } from './work-refusals.ts'

/** Choosing the candidates of an assembly, fixing their costs, and putting them on display. */
export const candidatePages: readonly Page[] = [
  {
    path: '/work/assemblies/:assembly_id/candidates',
    signedIn: 'staff',
    get: showCandidates,
    post: takeCandidates,
  },
]

async function showCandidates(visit: Visit): Promise<Answer> {
  const preparation = await lookAtPreparation(visit)
  const { listed } = preparation
  const costs = listed.map(({ id, estimated_cost_fen }) => [costName(id), yuanValue(estimated_cost_fen)])
  const form = blankForm(visit.services, {
    ...Object.fromEntries(costs),
    chosen: listed.map(({ id }) => id),
  })
  return candidatesPage(visit, preparation, form)
}

function costName(id: string): string {
  return `cost-${id}`
}

async function takeCandidates(visit: Visit, form: Form): Promise<Answer> {
  const preparation = await lookAtPreparation(visit)
  const { place, assembly } = preparation
  if (!isClerk(visit, place)) throw new PageRefused({ code: 'NOT_YOUR_ROLE', detail: {} })
  if (isTakenBack(form)) return candidatesPage(visit, preparation, form)
  const chosen = readChoice(form, preparation)
  if (assembly.candidates_published_at === null) {
    const checked = checkChoice(visit, form, chosen, preparation)
    if (checked.errors.length > 0) return candidatesPage(visit, preparation, checked)
    if (!isConfirmed(form)) return checkPage(visit, preparation, chosen, form)
  }
  const input = { candidates: chosen.map(({ id, cost_fen }) => ({ id, cost_fen })) }
  const result = await act(visit, publishCandidates, { assembly_id: assembly.id }, input, form.id)
  if (result.ok) return redirect(`/work/assemblies/${assembly.id}/candidates?done=published`)
  const names = { labels: {}, fields: { SURPLUS_MISSING: 'chosen', SEATS_OVER_BUDGET: 'chosen' } }
  return candidatesPage(visit, preparation, refused(visit, form, result.error, names))
}

interface Chosen {
  readonly id: string
  readonly title: string
  /** null: what was typed is no amount. */
  readonly cost_fen: number | null
}

function readChoice(form: Form, { listed }: Preparation): Chosen[] {
  const ids = fieldValues(form, 'chosen')
  return listed
    .filter(({ id }) => ids.includes(id))
    .map(({ id, title }) => ({ id, title, cost_fen: readYuan(fieldValue(form, costName(id))) || null }))
}

/** The form with what the operation would refuse it for, before anything is on display. */
function checkChoice(visit: Visit, form: Form, chosen: readonly Chosen[], preparation: Preparation): Form {
  const { text } = visit
  const { rules, assembly, year } = preparation
  const wrong = chosen
    .filter(({ cost_fen }) => cost_fen === null)
    .map(
      ({ id, title }): FieldError => ({ name: costName(id), label: title, text: text.common.fields.money }),
    )
  if (wrong.length > 0) return withErrors(form, wrong)
  const terms = {
    allocation_fen: fen(year.allocation_fen),
    seats: assembly.seats,
    candidates: chosen.map(({ id, title, cost_fen }) => ({ id, title, cost_fen: fen(cost_fen ?? 0) })),
  }
  const fitting = checkTerms(rules, terms)
  if (fitting.ok) return form
  return withErrors(form, [{ name: 'chosen', text: sayExactly(visit, fitting.error) ?? '' }])
}

function candidatesPage(visit: Visit, preparation: Preparation, form: Form): Answer {
  const { text } = visit
  const { place, year, assembly } = preparation
  const words = text.preparation.candidates
  const published = assembly.candidates_published_at !== null
  const allowed = mayPublishCandidates({ ...assembly, present: 0 }, year.confirmed_at !== null)
  return shown({
    title: words.title,
    ...statusOf(form),
    ...frameOf(visit, place, year.cycle.id, {
      href: `/work/assemblies/${assembly.id}`,
      text: text.words.assembly,
    }),
    body: (
      <>
        <Done said={words.done} form={form} />
        <Heading caption={`${place.community.name} · ${year.cycle.name}`}>{words.title}</Heading>
        {published ? (
          <Published visit={visit} preparation={preparation} />
        ) : !allowed.ok ? (
          <InsetText>{text.refusals[allowed.error.code]}</InsetText>
        ) : isClerk(visit, place) ? (
          <Choice visit={visit} preparation={preparation} form={form} />
        ) : (
          <InsetText>{words.waitsForClerk}</InsetText>
        )}
      </>
    ),
  })
}

function Published({ visit, preparation }: { visit: Visit; preparation: Preparation }) {
  const { text, language, now } = visit
  const { assembly, candidates, notice_ends_at } = preparation
  const words = text.preparation.candidates
  const until = notice_ends_at ?? ''
  return (
    <>
      <InsetText>
        {now < new Date(until)
          ? words.runsUntil(momentOf(language, until))
          : words.ranUntil(momentOf(language, until))}{' '}
        <a class="govuk-link" href={`/assemblies/${assembly.id}/objections`}>
          {words.objections}
        </a>
      </InsetText>
      <Table
        caption={words.published(candidates.length, assembly.seats)}
        rowHeaders
        columns={[{ text: text.words.candidate }, { text: words.cost, numeric: true }]}
        rows={candidates.map(({ title, cost_fen }) => [title, money(cost_fen)])}
      />
      <p class="govuk-body">
        {words.howBack}{' '}
        {isClerk(visit, preparation.place) && assembly.status === 'scheduled' && (
          <a class="govuk-link" href={`/desk/${assembly.id}/void-assembly`}>
            {words.void}
          </a>
        )}
      </p>
    </>
  )
}

function Choice({ visit, preparation, form }: { visit: Visit; preparation: Preparation; form: Form }) {
  const { text } = visit
  const { assembly, listed, rules, year } = preparation
  const words = text.preparation.candidates
  const chosen = readChoice(form, preparation)
  const costs = chosen.map(({ cost_fen }) => cost_fen ?? 0)
  const said = seatsInWords(visit, { rules, seats: assembly.seats, costs, allocation: year.allocation_fen })
  return (
    <>
      <p class="govuk-body">{words.intro(listed.length, assembly.seats)}</p>
      <ul class="govuk-list govuk-list--bullet">
        {said.map(line => (
          <li>{line.said}</li>
        ))}
      </ul>
      <PageForm form={form}>
        <Checkboxes
          form={form}
          name="chosen"
          label={words.choose}
          hint={words.chooseHint}
          options={listed.map(({ id, title, estimated_cost_fen }) => ({
            value: id,
            text: title,
            hint: words.estimated(money(estimated_cost_fen)),
            more: <MoneyInput form={form} name={costName(id)} label={words.costOf(title)} />,
          }))}
        />
        <Button>{text.common.continue}</Button>
      </PageForm>
    </>
  )
}

function checkPage(visit: Visit, preparation: Preparation, chosen: readonly Chosen[], form: Form): Answer {
  const { text, language, now } = visit
  const { place, year, assembly, rules, listed } = preparation
  const words = text.preparation.candidates
  const sum = chosen.reduce((total, { cost_fen }) => total + (cost_fen ?? 0), 0)
  const ends = new Date(noticeEnd(now.getTime(), rules.notice_days)).toISOString()
  const left = listed.length - chosen.length
  return shown({
    title: words.check,
    ...frameOf(visit, place, year.cycle.id),
    body: (
      <CheckAnswers
        form={form}
        title={words.check}
        rows={[
          ...chosen.map(({ title, cost_fen }) => ({ key: title, value: money(cost_fen ?? 0) })),
          { key: words.total, value: words.totalOf(chosen.length, money(sum), money(year.allocation_fen)) },
          {
            key: text.preparation.schedule.seats,
            value: words.surplus(assembly.seats, chosen.length - assembly.seats),
          },
          ...(left === 0 ? [] : [{ key: words.leftOut, value: words.leftOutCount(left) }]),
          { key: text.words.notice, value: words.noticeOf(rules.notice_days, momentOf(language, ends)) },
        ]}
        warning={words.final(rules.notice_days)}
        button={words.publish}
      />
    ),
  })
}
