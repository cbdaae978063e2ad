import { listBallotsView } from '../../app/tally/list-ballots.ts'
import { showTally } from '../../app/tally/views.ts'
import { csvAnswer } from '../csv.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { Details, InsetText, Pagination } from '../parts/blocks.tsx'
import { Heading } from '../parts/layout.tsx'
import { ask, look, lookAll, PageRefused, type Visit } from '../visit.ts'
import { frameOf, type Ground, lookGround, type Seen, titlesOf } from './assembly-ground.ts'
import { BallotMatrix } from './ballots-matrix.tsx'

export const ballotPages: readonly Page[] = [
  { path: '/assemblies/:assembly_id/ballots', get: showBallotsPage },
  { path: '/assemblies/:assembly_id/ballots.csv', get: downloadBallots },
]

type Round = Ground['assembly']['rounds'][number]
type Ballots = Seen<typeof listBallotsView>

/** The published ballots, round by round and page by page, as a matrix that a person can add up. */
async function showBallotsPage(visit: Visit): Promise<Answer> {
  const ground = await lookGround(visit)
  const rounds = publishedRounds(ground)
  const round = chosenRound(visit, rounds)
  if (round === undefined) {
    if (rounds.length > 0) throw new PageRefused({ code: 'NOT_FOUND', detail: {} })
    return missingPage(visit, ground)
  }
  const { searchParams } = visit.url
  const find = (searchParams.get('find') ?? '').trim()
  const query = find === '' ? pageQuery(searchParams.get('after')) : { find, limit: '50' }
  const ballots = await look(visit, listBallotsView, { round_id: round.id }, query)
  const tally = await ask(visit, showTally, { round_id: round.id })
  const { text } = visit
  const here = `/assemblies/${ground.assembly.id}/ballots?round=${round.number}`
  return shown({
    title: text.ballots.title,
    ...frameOf(visit, ground),
    layout: 'wide',
    body: (
      <>
        <Heading>{text.ballots.title}</Heading>
        <p class="govuk-body pj-prose">{text.ballots.intro}</p>
        <RoundLinks visit={visit} ground={ground} rounds={rounds} chosen={round} />
        <p class="govuk-body">{text.ballots.sum(ballots.electronic, ballots.paper)}</p>
        {round.status === 'voided' && <InsetText>{text.ballots.voided}</InsetText>}
        <FindForm visit={visit} ground={ground} round={round} find={find} />
        {find !== '' && (
          <InsetText>
            <p class="govuk-body">
              {ballots.items.length === 0 ? text.ballots.foundNone : text.ballots.found(ballots.items.length)}
            </p>
            <a class="govuk-link" href={here}>
              {text.ballots.showAll}
            </a>
          </InsetText>
        )}
        <ColumnLegend visit={visit} ground={ground} ballots={ballots} />
        {(find === '' || ballots.items.length > 0) && (
          <BallotMatrix
            visit={visit}
            ballots={ballots}
            titles={titlesOf(ground)}
            sums={find === ''}
            certified={tally.ok ? tally.value.tally.votes : null}
          />
        )}
        {find === '' && (
          <Pagination
            first={searchParams.get('after') === null ? null : here}
            next={ballots.next === null ? null : `${here}&after=${ballots.next}`}
          />
        )}
        <Downloads visit={visit} ground={ground} round={round} />
      </>
    ),
  })
}

function pageQuery(after: string | null): Record<string, string> {
  return after === null ? { limit: '50' } : { after, limit: '50' }
}

/** The rounds whose ballots are published; one that was voided for too many of them is among these. */
function publishedRounds({ assembly }: Ground): readonly Round[] {
  return assembly.rounds.filter(({ returned_paper }) => returned_paper !== null)
}

function chosenRound({ url }: Visit, rounds: readonly Round[]): Round | undefined {
  const wanted = url.searchParams.get('round')
  return wanted === null ? rounds[0] : rounds.find(({ number }) => String(number) === wanted)
}

function missingPage(visit: Visit, ground: Ground): Answer {
  const { ballots } = visit.text
  return shown({
    title: ballots.none,
    status: 404,
    ...frameOf(visit, ground),
    body: (
      <>
        <Heading>{ballots.none}</Heading>
        <p class="govuk-body">{ballots.noneHow}</p>
      </>
    ),
  })
}

function RoundLinks(props: { visit: Visit; ground: Ground; rounds: readonly Round[]; chosen: Round }) {
  const { visit, ground, rounds, chosen } = props
  const { ballots, results } = visit.text
  if (rounds.length < 2) return null
  return (
    <nav aria-label={ballots.rounds}>
      <ul class="govuk-list pj-links">
        {rounds.map(({ number, kind }) => (
          <li>
            <a
              class="govuk-link"
              href={`/assemblies/${ground.assembly.id}/ballots?round=${number}`}
              {...(number === chosen.number ? { 'aria-current': 'page' as const } : {})}
            >
              {ballots.roundLink(number, results.kinds[kind])}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

interface OfRound {
  readonly visit: Visit
  readonly ground: Ground
  readonly round: Round
}

function FindForm({ visit, ground, round, find }: OfRound & { find: string }) {
  const { ballots } = visit.text
  if (round.token_key === null) return null
  return (
    <Details summary={ballots.find} open={find !== ''}>
      <p class="govuk-body">{ballots.findWarning}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/d/${ground.district.slug}/verify#own`}>
          {ballots.verifyLink}
        </a>
      </p>
      <form method="get">
        <input type="hidden" name="round" value={String(round.number)} />
        <div class="govuk-form-group">
          <label class="govuk-label govuk-label--s" for="find">
            {ballots.findLabel}
          </label>
          <div class="govuk-hint" id="find-hint">
            {ballots.findHint}
          </div>
          <input
            class="govuk-input"
            id="find"
            name="find"
            value={find}
            autocomplete="off"
            spellcheck={false}
            aria-describedby="find-hint"
          />
        </div>
        <button type="submit" class="govuk-button govuk-button--secondary">
          {ballots.findButton}
        </button>
      </form>
    </Details>
  )
}

function ColumnLegend({ visit, ground, ballots }: { visit: Visit; ground: Ground; ballots: Ballots }) {
  const title = titlesOf(ground)
  return (
    <section aria-labelledby="columns">
      <h2 class="govuk-heading-s" id="columns">
        {visit.text.ballots.legend}
      </h2>
      <ol class="govuk-list govuk-list--number pj-columns">
        {ballots.candidates.map(id => (
          <li>{title(id)}</li>
        ))}
      </ol>
    </section>
  )
}

function Downloads({ visit, ground, round }: OfRound) {
  const { ballots } = visit.text
  const base = `/assemblies/${ground.assembly.id}`
  const links = [
    { href: `${base}/ballots.csv?round=${round.number}`, text: ballots.csv },
    { href: `/api/v1${base}/ballots`, text: ballots.json },
    { href: `/api/v1${base}/election.pb`, text: ballots.election },
  ]
  return (
    <section aria-labelledby="downloads">
      <h2 class="govuk-heading-m" id="downloads">
        {ballots.downloads}
      </h2>
      <ul class="govuk-list pj-links">
        {links.map(({ href, text }) => (
          <li>
            <a class="govuk-link" href={href}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The ballots of a round as a table: a row each, 1 where a candidate was chosen. */
async function downloadBallots(visit: Visit): Promise<Answer> {
  const ground = await lookGround(visit)
  const round = chosenRound(visit, publishedRounds(ground))
  if (round === undefined) return missingPage(visit, ground)
  const items = await lookAll(visit, listBallotsView, { round_id: round.id })
  const words = visit.text.ballots
  const title = titlesOf(ground)
  const head = [
    words.file.number,
    words.file.kind,
    words.file.validity,
    ...round.candidates.map(title),
    words.file.key,
    words.file.hash,
  ]
  const rows = items.map(({ number, electronic, choices, invalid }) => [
    number,
    electronic === null ? words.paper : words.electronic,
    invalid !== null ? words.invalid[invalid] : choices?.length === 0 ? words.file.blank : words.file.valid,
    ...round.candidates.map(id => (choices?.includes(id) ? 1 : 0)),
    electronic?.key ?? '',
    electronic?.hash ?? '',
  ])
  return csvAnswer(`ballots-${ground.community.slug}-round-${round.number}`, [head, ...rows])
}
