import { assignDuties } from '../../app/assembly/assign-duties.ts'
import { listDutyChoicesView } from '../../app/roster/preparation-views.ts'
import { mayAssignDuties } from '../../core/assembly/duties.ts'
import type { Duty } from '../../core/identity/access.ts'
import { blankForm, type Form, fieldValue, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { InsetText, SummaryList } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Fieldset, Select } from '../parts/fields.tsx'
import { Button, ErrorSummary, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, type Visit } from '../visit.ts'
import { lookAtOwnPreparation, type Preparation } from './schedule-ground.ts'
import { Done, frameOf, refused, type Seen, statusOf } from './work-frame.tsx'

/** Who counts and who watches: duties given to delegates, never to one who proposed a candidate (回避). */
export const dutyPages: readonly Page[] = [
  { path: '/work/assemblies/:assembly_id/duties', signedIn: 'staff', get: showDuties, post: takeDuties },
]

type Choice = Seen<typeof listDutyChoicesView>['items'][number]

/** As many fields as there are at least; one more than are given, so that there is always room. */
const places: Readonly<Record<Duty, number>> = { chief_scrutineer: 1, scrutineer: 3, teller: 4 }
const order: readonly Duty[] = ['chief_scrutineer', 'scrutineer', 'teller']

async function lookAtChoices(visit: Visit) {
  const preparation = await lookAtOwnPreparation(visit)
  const { items } = await look(visit, listDutyChoicesView, { assembly_id: preparation.assembly.id })
  const choices = items.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
  return { preparation, choices }
}

async function showDuties(visit: Visit): Promise<Answer> {
  const { preparation, choices } = await lookAtChoices(visit)
  const given = order.flatMap(duty =>
    choices
      .filter(choice => choice.duty === duty)
      .map(({ id }, place) => [`${duty}-${place + 1}`, id] as const),
  )
  return dutiesPage(visit, preparation, choices, blankForm(visit.services, Object.fromEntries(given)))
}

async function takeDuties(visit: Visit, form: Form): Promise<Answer> {
  const { preparation, choices } = await lookAtChoices(visit)
  const { id } = preparation.assembly
  const duties = readDuties(form)
  const result = await act(visit, assignDuties, { assembly_id: id }, { duties }, form.id)
  if (result.ok) return redirect(`/work/assemblies/${id}/duties?done=given`)
  const { code, detail } = result.error
  const about = choices.find(choice => choice.id === detail.delegate_id)
  if (about === undefined) {
    const names = { labels: {}, fields: { DUTIES_INCOMPLETE: 'chief_scrutineer-1' } }
    return dutiesPage(visit, preparation, choices, refused(visit, form, result.error, names))
  }
  const words = visit.text.roster
  const said =
    code === 'PROPOSER_HAS_DUTY'
      ? words.proposerNamed(about.name, about.proposed)
      : code === 'DELEGATE_REPEATED'
        ? words.namedTwice(about.name)
        : visit.text.refusals[code]
  return dutiesPage(
    visit,
    preparation,
    choices,
    withErrors(form, [{ name: fieldOf(form, about.id), text: said }]),
  )
}

/** Fields that name somebody, by duty. */
function readDuties(form: Form): { delegate_id: string; duty: Duty }[] {
  return order.flatMap(duty =>
    Object.keys(form.values)
      .filter(name => new RegExp(`^${duty}-[0-9]{1,3}$`).test(name))
      .map(name => fieldValue(form, name))
      .filter(delegate_id => delegate_id !== '')
      .map(delegate_id => ({ delegate_id, duty })),
  )
}

/** The last field in which a delegate is named. */
function fieldOf(form: Form, delegateId: string): string | null {
  return Object.keys(form.values).findLast(name => fieldValue(form, name) === delegateId) ?? null
}

function dutiesPage(
  visit: Visit,
  { place, year, assembly }: Preparation,
  choices: readonly Choice[],
  form: Form,
): Answer {
  const { text } = visit
  const words = text.roster
  const open = mayAssignDuties(assembly)
  const avoiding = choices.filter(({ proposed }) => proposed.length > 0)
  return shown({
    title: words.dutiesTitle,
    ...statusOf(form),
    ...frameOf(visit, place, year.cycle.id, {
      href: `/work/assemblies/${assembly.id}`,
      text: text.words.assembly,
    }),
    body: (
      <>
        <Done said={words.dutiesDone} form={form} />
        <ErrorSummary form={form} />
        <Heading caption={`${place.community.name} · ${year.cycle.name}`}>{words.dutiesTitle}</Heading>
        {choices.length === 0 ? (
          <InsetText>
            {words.empty}{' '}
            <a class="govuk-link" href={`/work/assemblies/${assembly.id}/roster`}>
              {words.title}
            </a>
          </InsetText>
        ) : !open.ok ? (
          <>
            <InsetText>{text.refusals[open.error.code]}</InsetText>
            <Given choices={choices} />
            {open.error.code === 'DUTIES_CONFIRMED' && assembly.status !== 'certified' && (
              <p class="govuk-body">
                <a class="govuk-link" href={`/desk/${assembly.id}/replace-duty`}>
                  {text.roster.replaceDuty.title}
                </a>
              </p>
            )}
          </>
        ) : (
          <>
            <p class="govuk-body">{words.dutiesHow}</p>
            {avoiding.length > 0 && (
              <InsetText>
                <p class="govuk-body">{words.avoiding}</p>
                <ul class="govuk-list govuk-list--bullet">
                  {avoiding.map(({ name, proposed }) => (
                    <li>{words.proposed(name, proposed)}</li>
                  ))}
                </ul>
              </InsetText>
            )}
            <PageForm form={{ ...form, errors: [] }}>
              {order.map(duty => (
                <DutyFields duty={duty} choices={choices} form={form} />
              ))}
              <Button>{text.common.save}</Button>
            </PageForm>
          </>
        )}
      </>
    ),
  })
}

function DutyFields({ duty, choices, form }: { duty: Duty; choices: readonly Choice[]; form: Form }) {
  const { text } = useVisit()
  const words = text.roster
  const filled = Object.keys(form.values).filter(
    name => name.startsWith(`${duty}-`) && fieldValue(form, name) !== '',
  ).length
  const fields = duty === 'chief_scrutineer' ? 1 : Math.max(places[duty], filled + 1)
  const options = [
    { value: '', text: words.nobody },
    ...choices
      .filter(({ proposed }) => proposed.length === 0)
      .map(({ id, name, category }) => ({
        value: id,
        text: text.common.aside(name, text.words.delegateCategories[category]),
      })),
  ]
  return (
    <Fieldset form={form} name={duty} label={text.words.duties[duty]} hint={words.dutyHints[duty]}>
      {Array.from({ length: fields }, (_, place) => (
        <Select
          form={form}
          name={`${duty}-${place + 1}`}
          label={words.place(text.words.duties[duty], place + 1, fields)}
          options={options}
        />
      ))}
    </Fieldset>
  )
}

function Given({ choices }: { choices: readonly Choice[] }) {
  const { text } = useVisit()
  return (
    <SummaryList
      rows={order.map(duty => ({
        key: text.words.duties[duty],
        value: choices
          .filter(choice => choice.duty === duty)
          .map(({ name }) => name)
          .join(text.common.list),
      }))}
    />
  )
}
