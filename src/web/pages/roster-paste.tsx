import { newId } from '../../app/new-id.ts'
import { addDelegates } from '../../app/roster/add-delegates.ts'
import { listDelegatesView } from '../../app/roster/views.ts'
import { blankForm, type Form, fieldValue, fieldValues, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { InsetText, Table } from '../parts/blocks.tsx'
import { Textarea } from '../parts/fields.tsx'
import { Button, ButtonGroup, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, lookAll, type Visit } from '../visit.ts'
import { type RosterLine, readRoster } from './roster-lines.ts'
import { lookAtOwnPreparation, type Preparation } from './schedule-ground.ts'
import { frameOf, refused, statusOf } from './work-frame.tsx'

/** A whole roster pasted at once, seen line by line before it is taken. */
export const rosterPastePages: readonly Page[] = [
  {
    path: '/work/assemblies/:assembly_id/roster/paste',
    signedIn: 'staff',
    get: showPaste,
    post: takePaste,
    // A thousand lines and their ids, as a browser encodes them.
    largest: 1024 * 1024,
  },
]

/** As many as one request takes. */
const mostLines = 1000
/** So many wrong lines are named; whoever has more begins with these. */
const namedLines = 20

async function showPaste(visit: Visit): Promise<Answer> {
  return pastePage(visit, await lookAtOwnPreparation(visit), blankForm(visit.services))
}

async function takePaste(visit: Visit, form: Form): Promise<Answer> {
  const preparation = await lookAtOwnPreparation(visit)
  const { assembly } = preparation
  if (isTakenBack(form)) return pastePage(visit, preparation, form)
  const lines = readRoster(form.values.lines?.[0] ?? '', visit.text.words.delegateCategories)
  const checked = checkLines(visit, form, lines)
  if (checked.errors.length > 0) return pastePage(visit, preparation, checked)
  const people = lines.flatMap(line => ('wrong' in line ? [] : [line]))
  const ids = fieldValues(form, 'ids')
  if (!isConfirmed(form) || ids.length !== people.length) {
    return previewPage(visit, preparation, people, form)
  }
  const delegates = people.map(({ name, category }, place) => ({ id: ids[place] ?? '', name, category }))
  const result = await act(visit, addDelegates, { assembly_id: assembly.id }, { delegates }, form.id)
  if (result.ok) return redirect(`/work/assemblies/${assembly.id}/roster?done=pasted`)
  const names = {
    labels: { lines: visit.text.roster.lines },
    nameOf: () => 'lines',
    fields: { ID_REUSED: 'lines' },
  }
  return pastePage(visit, preparation, refused(visit, form, result.error, names))
}

/** The form with every line that cannot be read, by number. */
function checkLines(visit: Visit, form: Form, lines: readonly RosterLine[]): Form {
  const words = visit.text.roster
  if (lines.length === 0) return withErrors(form, [{ name: 'lines', text: words.nothingPasted }])
  if (lines.length > mostLines)
    return withErrors(form, [{ name: 'lines', text: words.tooManyLines(mostLines) }])
  const wrong = lines.flatMap(line => ('wrong' in line ? [line] : []))
  const named = wrong
    .slice(0, namedLines)
    .map(({ line, wrong: what, word }) => ({ name: 'lines', text: words.wrongLine[what](line, word) }))
  const more = wrong.length - named.length
  return withErrors(form, more > 0 ? [...named, { name: 'lines', text: words.moreWrong(more) }] : named)
}

function pastePage(visit: Visit, { place, year, assembly }: Preparation, form: Form): Answer {
  const { text } = visit
  const words = text.roster
  return shown({
    title: words.pasteTitle,
    ...statusOf(form),
    ...frameOf(visit, place, year.cycle.id, {
      href: `/work/assemblies/${assembly.id}/roster`,
      text: words.title,
    }),
    body: (
      <>
        <Heading caption={`${place.community.name} · ${year.cycle.name}`}>{words.pasteTitle}</Heading>
        {assembly.roster_frozen_at !== null || assembly.status !== 'scheduled' ? (
          <InsetText>{text.refusals.ROSTER_FROZEN}</InsetText>
        ) : (
          <>
            <p class="govuk-body">{words.pasteHow}</p>
            <PageForm form={form}>
              <Textarea
                form={form}
                name="lines"
                label={words.lines}
                hint={words.linesHint(Object.values(text.words.delegateCategories))}
                rows={12}
              />
              <Button>{words.preview}</Button>
            </PageForm>
          </>
        )}
      </>
    ),
  })
}

type Person = Exclude<RosterLine, { readonly wrong: unknown }>

/** Everybody once more by line, with a word about names that are there already; the ids are given here and come back with it. */
async function previewPage(
  visit: Visit,
  { place, year, assembly }: Preparation,
  people: readonly Person[],
  form: Form,
): Promise<Answer> {
  const { text, services } = visit
  const words = text.roster
  const known = await lookAll(visit, listDelegatesView, { assembly_id: assembly.id })
  const times = new Map<string, number>()
  for (const { name } of [...known, ...people]) times.set(name, (times.get(name) ?? 0) + 1)
  const twice = people.filter(({ name }) => (times.get(name) ?? 0) > 1).length
  const ignored = people.filter(person => person.ignored > 0).length
  return shown({
    title: words.previewTitle,
    ...frameOf(visit, place, year.cycle.id, {
      href: `/work/assemblies/${assembly.id}/roster`,
      text: words.title,
    }),
    body: (
      <>
        <Heading caption={`${place.community.name} · ${year.cycle.name}`}>{words.previewTitle}</Heading>
        <p class="govuk-body">{words.previewCount(people.length, known.length + people.length)}</p>
        {twice > 0 && <InsetText>{words.sameNames(twice)}</InsetText>}
        {ignored > 0 && <InsetText>{words.ignored(ignored)}</InsetText>}
        <Table
          caption={words.list}
          hideCaption
          columns={[{ text: words.line, numeric: true }, { text: words.name }, { text: words.category }]}
          rows={people.map(({ line, name, category }) => [
            String(line),
            (times.get(name) ?? 0) > 1 ? words.sameName(name) : name,
            text.words.delegateCategories[category],
          ])}
        />
        <PageForm form={form}>
          <input type="hidden" name="lines" value={fieldValue(form, 'lines')} />
          {people.map(() => (
            <input type="hidden" name="ids" value={newId(services, services.clock())} />
          ))}
          <ButtonGroup>
            <Button name="confirmed" value="yes">
              {words.addAll(people.length)}
            </Button>
            <Button name="confirmed" value="no" look="secondary">
              {text.common.change}
            </Button>
          </ButtonGroup>
        </PageForm>
      </>
    ),
  })
}
