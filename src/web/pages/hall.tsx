import { listCandidatesView, showHall } from '../../app/assembly/hall-views.ts'
import { showOutcome } from '../../app/tally/show-outcome.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { QrCode } from '../parts/qr-code.tsx'
import { look, type Visit } from '../visit.ts'
import { HallNumbers, isCrowded, OnBallot } from './hall-numbers.tsx'
import { HallVotes } from './hall-votes.tsx'
import { type BallotCandidate, groupsOf, type Hall, type Outcome, shortFingerprint } from './vote-ground.ts'

/** The big screen of the hall, for everybody to see: numbers only, and never a part of a result. */
export const hallPages: readonly Page[] = [{ path: '/hall/:assembly_id', get: showBigScreen }]

const noScriptRefresh = 5

export interface HallGround {
  readonly visit: Visit
  readonly hall: Hall
  readonly candidates: readonly BallotCandidate[]
  readonly outcome: Outcome | null
  readonly state: HallState
}

export type HallState = keyof Visit['text']['hall']['states']

async function showBigScreen(visit: Visit): Promise<Answer> {
  const { assembly_id = '' } = visit.params
  const hall = await look(visit, showHall, { assembly_id })
  const { items: candidates } = await look(visit, listCandidatesView, { assembly_id })
  const { outcome } = await look(visit, showOutcome, { assembly_id })
  const ground = { visit, hall, candidates, outcome, state: stateOf(hall, outcome) }
  const { text } = visit
  const crowded = ground.state === 'voting' && isCrowded(ground)
  return shown({
    title: text.hall.title(hall.community.name),
    layout: 'bare',
    scripts: ['hall'],
    refresh: noScriptRefresh,
    body: (
      <div
        class="pj-hall"
        data-hall={`/api/v1/assemblies/${assembly_id}/hall`}
        data-updated={text.hall.updated('{time}')}
        data-lost={text.hall.lost}
      >
        <div
          id="hall"
          class={`pj-hall__screen pj-hall__screen--${ground.state}${crowded ? ' pj-hall__screen--crowded' : ''}`}
        >
          <Head ground={ground} />
          <div class="pj-hall__body">
            <div class="pj-hall__stage">
              <h2 class="pj-hall__state">{text.hall.states[ground.state].title}</h2>
              <Content ground={ground} />
            </div>
            <Side ground={ground} />
          </div>
          <p class="pj-hall__next">{text.hall.states[ground.state].next}</p>
        </div>
        <p class="pj-hall__updated" data-status />
      </div>
    ),
  })
}

/** What the hall waits for. */
function stateOf({ status, round, quorum, scrutineers_confirmed }: Hall, outcome: Outcome | null): HallState {
  if (status === 'void') return 'void'
  if (status === 'scheduled') return 'scheduled'
  if (status === 'certified') return 'result'
  if (round === null) return quorum.reached && scrutineers_confirmed ? 'ready' : 'checking_in'
  const next = outcome?.next
  switch (round.status) {
    case 'issuing':
    case 'voting':
    case 'counting':
      return round.status
    case 'published':
      return next?.step === 'lot' ? 'lot' : 'published'
    case 'certified':
      return next?.step === 'round' && next.kind === 'revote' ? 'revote' : 'runoff'
    case 'voided':
      return 'voided'
  }
}

const phaseOf: Readonly<Record<HallState, number>> = {
  scheduled: 0,
  checking_in: 0,
  ready: 0,
  voided: 1,
  issuing: 1,
  voting: 2,
  counting: 3,
  published: 3,
  lot: 3,
  runoff: 4,
  revote: 4,
  result: 4,
  void: 4,
}

function Head({ ground }: { ground: HallGround }) {
  const { visit, hall, state } = ground
  const words = visit.text.hall
  const { round } = hall
  const here = phaseOf[state]
  return (
    <header class="pj-hall__head">
      <div>
        <h1 class="pj-hall__title">{words.title(hall.community.name)}</h1>
        <p class="pj-hall__about">
          {words.cycle(hall.cycle.name)}
          {round !== null && ` · ${words.round[round.kind](round.number)}`}
        </p>
      </div>
      <ol class="pj-hall__phases" aria-label={words.phasesLabel}>
        {words.phases.map((phase, place) => (
          <li
            class={place < here ? 'pj-hall__phase pj-hall__phase--done' : 'pj-hall__phase'}
            {...(place === here ? { 'aria-current': 'step' as const } : {})}
          >
            {phase}
          </li>
        ))}
      </ol>
    </header>
  )
}

function Content({ ground }: { ground: HallGround }) {
  switch (ground.state) {
    case 'published':
    case 'lot':
    case 'runoff':
    case 'revote':
    case 'result':
      return <HallVotes ground={ground} />
    case 'scheduled':
    case 'checking_in':
    case 'ready':
    case 'issuing':
    case 'voting':
    case 'counting':
    case 'voided':
    case 'void':
      return <HallNumbers ground={ground} />
  }
}

/** How to come in, what phones must show, and who stands in the round. */
function Side({ ground }: { ground: HallGround }) {
  const { visit, hall, state } = ground
  const words = visit.text.hall
  switch (state) {
    case 'scheduled':
    case 'checking_in':
    case 'ready':
      return (
        <aside class="pj-hall__side" aria-label={words.join}>
          <Join visit={visit} small={false} />
        </aside>
      )
    case 'issuing':
      return (
        <aside class="pj-hall__side" aria-label={words.key}>
          <Key ground={ground} />
          {hall.round?.kind === 'main' || isCrowded(ground) ? (
            <Join visit={visit} small />
          ) : (
            <OnBallot ground={ground} />
          )}
        </aside>
      )
    case 'voting':
      return (
        <aside class="pj-hall__side" aria-label={words.candidates}>
          <OnBallot ground={ground} />
        </aside>
      )
    case 'counting':
    case 'published':
    case 'lot':
    case 'runoff':
    case 'revote':
    case 'result':
    case 'voided':
    case 'void':
      return null
  }
}

function Key({ ground }: { ground: HallGround }) {
  const words = ground.visit.text.hall
  const fingerprint = ground.hall.round?.token_key_fingerprint ?? null
  if (fingerprint === null) return null
  const [above, below] = shortFingerprint(fingerprint)
  return (
    <div class="pj-hall__key">
      <h3 class="pj-hall__label">{words.key}</h3>
      <p class="pj-hall__fingerprint" translate="no">
        {above}
        <br />
        {below}
      </p>
      <p class="pj-hall__small">{words.keyHint}</p>
      <p class="pj-hall__whole" translate="no">
        {groupsOf(fingerprint).join(' ')}
      </p>
    </div>
  )
}

function Join({ visit, small }: { visit: Visit; small: boolean }) {
  const words = visit.text.hall
  const address = `${visit.url.origin}/enter`
  return (
    <div class={`pj-hall__join${small ? ' pj-hall__join--small' : ''}`}>
      {!small && <h3 class="pj-hall__label">{words.join}</h3>}
      <QrCode address={address} label={`${words.join} ${address}`} />
      <p class="pj-hall__small">
        {small && (
          <>
            {words.join}
            <br />
          </>
        )}
        {words.joinHow}{' '}
        <strong translate="no">
          {visit.url.host}
          <wbr />
          /enter
        </strong>
        <br />
        {words.joinCode}
      </p>
    </div>
  )
}
