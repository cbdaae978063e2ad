import { compareRulesView } from '../../app/tally/compare-rules.ts'
import type { Completion, Selection } from '../../core/cycle/rules.ts'
import { money } from '../format.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { InsetText, SummaryList, Table } from '../parts/blocks.tsx'
import { WarningText } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import type { Text } from '../text/choose.ts'
import { ask, type Visit } from '../visit.ts'
import { frameOf, type Ground, lookGround, type Seen, titlesOf } from './assembly-ground.ts'

export const otherRulesPages: readonly Page[] = [
  { path: '/assemblies/:assembly_id/rules', get: showOtherRules },
]

type Compared = Seen<typeof compareRulesView>
type Outcome = Compared['rules'][number]

/** A column of the comparison: what the rule in force decided, or what another would have. */
interface Column {
  readonly name: string
  readonly inForce: boolean
  readonly selected: readonly string[]
  readonly tied: readonly string[]
  readonly spent_fen: number
  readonly next: Outcome['next']
}

/** What the other selection rules would have given from the same ballots. Only the frozen rule counts. */
async function showOtherRules(visit: Visit): Promise<Answer> {
  const ground = await lookGround(visit)
  const { text } = visit
  const { other } = text.results
  const found = await ask(visit, compareRulesView, { assembly_id: ground.assembly.id })
  return shown({
    title: other.title,
    ...frameOf(visit, ground),
    layout: 'wide',
    ...(found.ok ? {} : { status: 404 as const }),
    body: (
      <>
        <Heading>{other.title}</Heading>
        {found.ok ? (
          <Comparison visit={visit} ground={ground} compared={found.value} />
        ) : (
          <InsetText>{other.notYet}</InsetText>
        )}
      </>
    ),
  })
}

function Comparison({ visit, ground, compared }: { visit: Visit; ground: Ground; compared: Compared }) {
  const { text } = visit
  const { other } = text.results
  const { frozen } = compared
  return (
    <>
      <WarningText>{other.onlyFrozen(sentenceOf(text, frozen))}</WarningText>
      <p class="govuk-body pj-prose">{other.how}</p>
      <ComparisonTable visit={visit} ground={ground} compared={compared} />
      {frozen.selection !== 'equal_shares' && <p class="govuk-body-s pj-prose">{other.lot}</p>}
      <h2 class="govuk-heading-m">{other.sentences}</h2>
      <SummaryList
        rows={compared.rules.map(rule => ({ key: nameOf(text, rule), value: sentenceOf(text, rule) }))}
      />
    </>
  )
}

function ComparisonTable({ visit, ground, compared }: { visit: Visit; ground: Ground; compared: Compared }) {
  const { text } = visit
  const { other } = text.results
  const { allocation_fen } = compared
  const title = titlesOf(ground)
  const columns = columnsOf(text, compared)
  const chosenBy = (id: string) => columns.filter(({ selected }) => selected.includes(id)).length
  const official = new Set(compared.frozen.selected)
  const candidates = ground.assembly.candidates
    .map(({ id }) => id)
    .sort((a, b) => Number(official.has(b)) - Number(official.has(a)) || chosenBy(b) - chosenBy(a))
  const left = (spent: number) =>
    spent > allocation_fen ? other.over(money(spent - allocation_fen)) : money(allocation_fen - spent)
  return (
    <Table
      caption={other.table}
      rowHeaders
      columns={[
        { text: other.project },
        ...columns.map(({ name, inForce }) => ({
          text: inForce ? (
            <>
              {name}
              <span class="pj-source">{other.inForce}</span>
            </>
          ) : (
            name
          ),
        })),
      ]}
      rows={[
        ...candidates.map(id => [
          title(id),
          ...columns.map(({ selected, tied }) =>
            selected.includes(id) ? other.yes : tied.includes(id) ? other.tied : other.no,
          ),
        ]),
        [other.count, ...columns.map(({ selected }) => selected.length)],
        [other.spent, ...columns.map(({ spent_fen }) => money(spent_fen))],
        [other.left, ...columns.map(({ spent_fen }) => left(spent_fen))],
        [other.needs, ...columns.map(({ next }) => other.next[next])],
      ]}
    />
  )
}

/** The rule in force first, with what was really decided; then the others as they are compared. */
function columnsOf(text: Text, { frozen, rules }: Compared): Column[] {
  const isFrozen = (rule: Outcome) =>
    rule.selection === frozen.selection && rule.completion === frozen.completion
  const { selected, spent_fen } = frozen
  return [
    { name: nameOf(text, frozen), inForce: true, selected, tied: [], spent_fen, next: 'result' },
    ...rules
      .filter(rule => !isFrozen(rule))
      .map(rule => ({ ...rule, name: nameOf(text, rule), inForce: false })),
  ]
}

interface Rule {
  readonly selection: Selection
  readonly completion: Completion | null
}

function nameOf({ results }: Text, { selection, completion }: Rule): string {
  const { names } = results.other
  return selection === 'equal_shares' ? names[completion ?? 'none'] : names[selection]
}

/** One sentence (with its completion, two) about a rule. */
function sentenceOf({ rules }: Text, { selection, completion }: Rule): string {
  const { sentences } = rules
  return completion === null
    ? sentences.selection[selection]
    : `${sentences.selection[selection]} ${sentences.completion[completion]}`
}
