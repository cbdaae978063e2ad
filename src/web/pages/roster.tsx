import { addDelegates } from '../../app/roster/add-delegates.ts'
import { listDelegatesView } from '../../app/roster/views.ts'
import { blankForm, type Form, fieldValue } from '../form.ts'
import { dayOf } from '../format.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { InsetText, Table } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Input } from '../parts/fields.tsx'
import { Button, ButtonGroup, ButtonLink, ErrorSummary, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, lookAll, type Visit } from '../visit.ts'
import { rosterDelegatePages } from './roster-delegate.tsx'
import { rosterFreezePages } from './roster-freeze.tsx'
import { CategorySelect, countsInWords } from './roster-parts.tsx'
import { rosterPastePages } from './roster-paste.tsx'
import { lookAtOwnPreparation, type Preparation } from './schedule-ground.ts'
import { Done, frameOf, refused, type Seen, statusOf } from './work-frame.tsx'

/** Who may vote: the roster of an assembly, until it is frozen. */
export const rosterPages: readonly Page[] = [
  { path: '/work/assemblies/:assembly_id/roster', signedIn: 'staff', get: showRoster, post: takeDelegate },
  ...rosterPastePages,
  ...rosterFreezePages,
  ...rosterDelegatePages,
]

type Delegate = Seen<typeof listDelegatesView>['items'][number]

async function lookAtRoster(visit: Visit) {
  const preparation = await lookAtOwnPreparation(visit)
  const where = { assembly_id: preparation.assembly.id }
  const delegates = await lookAll(visit, listDelegatesView, where)
  const byName = delegates.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
  return { preparation, delegates: byName }
}

async function showRoster(visit: Visit): Promise<Answer> {
  const { preparation, delegates } = await lookAtRoster(visit)
  return rosterPage(visit, preparation, delegates, blankForm(visit.services))
}

/** One delegate more; a whole list has a page of its own. */
async function takeDelegate(visit: Visit, form: Form): Promise<Answer> {
  const { preparation, delegates } = await lookAtRoster(visit)
  const { id } = preparation.assembly
  const delegate = { id: form.id, name: fieldValue(form, 'name'), category: fieldValue(form, 'category') }
  const input = { delegates: [delegate] }
  const result = await act(visit, addDelegates, { assembly_id: id }, input, form.id)
  if (result.ok) return redirect(`/work/assemblies/${id}/roster?done=added`)
  const names = {
    labels: { name: visit.text.roster.name, category: visit.text.roster.category },
    nameOf: (pointer: string) => pointer.split('/')[3] ?? null,
    fields: { ID_REUSED: 'name' },
  }
  return rosterPage(visit, preparation, delegates, refused(visit, form, result.error, names))
}

function rosterPage(
  visit: Visit,
  { place, year, assembly, roster }: Preparation,
  delegates: readonly Delegate[],
  form: Form,
): Answer {
  const { text, language } = visit
  const words = text.roster
  const path = `/work/assemblies/${assembly.id}`
  const open = assembly.roster_frozen_at === null && assembly.status === 'scheduled'
  return shown({
    title: words.title,
    ...statusOf(form),
    ...frameOf(visit, place, year.cycle.id, { href: path, text: text.words.assembly }),
    body: (
      <>
        <Done said={words.done} form={form} />
        <ErrorSummary form={form} />
        <Heading caption={`${place.community.name} · ${year.cycle.name}`}>{words.title}</Heading>
        {assembly.roster_frozen_at !== null && (
          <InsetText>
            <p class="govuk-body">
              {words.frozenOn(dayOf(language, assembly.roster_frozen_at), assembly.eligible)}
            </p>
            <p class="govuk-body">
              <a class="govuk-link" href={`${path}/slips`}>
                {words.toSlips}
              </a>
            </p>
          </InsetText>
        )}
        {open && (
          <ButtonGroup>
            <ButtonLink href={`${path}/roster/paste`}>{words.pasteTitle}</ButtonLink>
            {delegates.length > 0 && (
              <ButtonLink href={`${path}/roster/freeze`} look="secondary">
                {words.freezeTitle}
              </ButtonLink>
            )}
          </ButtonGroup>
        )}
        {delegates.length === 0 ? (
          <p class="govuk-body">{words.empty}</p>
        ) : (
          <p class="govuk-body">{words.counts(delegates.length, countsInWords(visit, roster.by_category))}</p>
        )}
        {open && <SingleForm form={form} />}
        {open && delegates.length > 0 && <p class="govuk-hint">{words.toChange}</p>}
        {delegates.length > 0 && <Delegates delegates={delegates} path={path} open={open} />}
      </>
    ),
  })
}

function SingleForm({ form }: { form: Form }) {
  const { text } = useVisit()
  const words = text.roster
  return (
    <section aria-labelledby="single">
      <h2 class="govuk-heading-m" id="single">
        {words.addOne}
      </h2>
      <PageForm form={{ ...form, errors: [] }}>
        <div class="pj-filter">
          <Input form={form} name="name" label={words.name} width={10} autocomplete="off" />
          <CategorySelect form={form} />
          <Button look="secondary">{words.add}</Button>
        </div>
      </PageForm>
    </section>
  )
}

function Delegates({
  delegates,
  path,
  open,
}: {
  delegates: readonly Delegate[]
  path: string
  open: boolean
}) {
  const { text } = useVisit()
  const words = text.roster
  return (
    <Table
      caption={words.list}
      rowHeaders
      columns={[{ text: words.name }, { text: words.category }, { text: words.duty }]}
      rows={delegates.map(({ id, name, category, duty }) => [
        open ? (
          <a class="govuk-link" href={`${path}/roster/${id}`}>
            {name}
            <span class="govuk-visually-hidden"> {text.common.change}</span>
          </a>
        ) : (
          name
        ),
        text.words.delegateCategories[category],
        duty === null ? '—' : text.words.duties[duty],
      ])}
    />
  )
}
