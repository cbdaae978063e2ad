import { momentOf, money } from '../format.ts'
import type { HallGround } from './hall.tsx'
import { sizeFor } from './hall-votes.tsx'

/** The numbers of a stage in which nothing is counted yet. */
export function HallNumbers({ ground }: { ground: HallGround }) {
  switch (ground.state) {
    case 'checking_in':
    case 'ready':
      return <CheckIn ground={ground} />
    case 'issuing':
      return <Issuing ground={ground} />
    case 'voting':
    case 'counting':
      return <Voting ground={ground} />
    case 'scheduled':
      return <Meeting ground={ground} />
    case 'voided':
    case 'void':
      return <Voided ground={ground} />
    case 'published':
    case 'lot':
    case 'runoff':
    case 'revote':
    case 'result':
      return null
  }
}

function Meeting({ ground }: { ground: HallGround }) {
  const { visit, hall } = ground
  const words = visit.text.hall
  return (
    <dl class="pj-hall__facts">
      <dt>{words.when}</dt>
      <dd>{momentOf(visit.language, hall.scheduled_for)}</dd>
      <dt>{words.where}</dt>
      <dd>{hall.place}</dd>
    </dl>
  )
}

function Voided({ ground }: { ground: HallGround }) {
  const { visit, hall } = ground
  const reason = hall.void_reason ?? hall.round?.void_reason ?? null
  return reason === null ? null : <p class="pj-hall__large">{visit.text.hall.reason(reason)}</p>
}

function CheckIn({ ground }: { ground: HallGround }) {
  const { visit, hall } = ground
  const words = visit.text.hall
  const { eligible, present, quorum } = hall
  return (
    <>
      <BigBar label={words.present} count={present} whole={eligible} line={quorum.need}>
        {words.ofEligible(eligible)}
      </BigBar>
      <p class="pj-hall__large">
        {words.quorum(quorum.need)} ·{' '}
        <strong>{quorum.reached ? words.reached : words.missing(quorum.need - present)}</strong>
      </p>
      <p class="pj-hall__medium">{hall.scrutineers_confirmed ? words.confirmed : words.notConfirmed}</p>
    </>
  )
}

function Issuing({ ground }: { ground: HallGround }) {
  const { visit, hall } = ground
  const words = visit.text.hall
  const { round, present } = hall
  if (round === null) return null
  const issued = round.issued_paper + round.issued_electronic
  return (
    <>
      <BigBar label={words.issued} count={issued} whole={present} line={null}>
        {words.issuedOf(present)}
      </BigBar>
      <p class="pj-hall__large">
        {words.electronic} {words.sheets(round.issued_electronic)} · {words.paper}{' '}
        {words.sheets(round.issued_paper)}
      </p>
      <Asked ground={ground} />
    </>
  )
}

/** As many as the narrow side of the screen can hold. */
const mostAtTheSide = 4

/** Whether the candidates of the round need most of the screen. */
export function isCrowded({ hall: { round } }: HallGround): boolean {
  return (round?.candidates.length ?? 0) > mostAtTheSide
}

/** Who stands in the round, with the numbers of the round's ballot. */
export function OnBallot({ ground }: { ground: HallGround }) {
  const { visit, hall, candidates } = ground
  const words = visit.text.hall
  const standing = hall.round?.candidates ?? []
  return (
    <>
      <h3 class="pj-hall__label">{words.candidates}</h3>
      <ul class={`pj-hall__candidates pj-hall__candidates--${sizeFor(standing.length)}`}>
        {candidates
          .filter(({ id }) => standing.includes(id))
          .map(({ title, cost_fen }, place) => (
            <li>
              <span class="pj-hall__number">{words.numbered(place + 1)}</span>
              <span class="pj-hall__candidate">{title}</span>
              <span class="pj-hall__cost">{money(cost_fen)}</span>
            </li>
          ))}
      </ul>
    </>
  )
}

function Voting({ ground }: { ground: HallGround }) {
  const { visit, hall } = ground
  const words = visit.text.hall
  const { round } = hall
  if (round === null) return null
  const { issued_electronic, issued_paper, cast_electronic } = round
  return (
    <>
      {issued_electronic > 0 && (
        <BigBar label={words.cast} count={cast_electronic} whole={issued_electronic} line={null}>
          {words.castOf(issued_electronic)}
        </BigBar>
      )}
      {issued_paper > 0 && <p class="pj-hall__large">{words.paperInBox(issued_paper)}</p>}
      {ground.state === 'voting' && <Asked ground={ground} />}
    </>
  )
}

/** What the round asks. */
function Asked({ ground }: { ground: HallGround }) {
  const { visit, hall } = ground
  const words = visit.text.hall
  const { round, exact_choices } = hall
  if (round === null) return null
  const choose = exact_choices ? words.chooseExactly(round.max_choices) : words.choose(round.max_choices)
  return (
    <p class="pj-hall__large">
      {choose} · {words.seats(round.seats)}
    </p>
  )
}

interface BigBarProps {
  readonly label: string
  readonly count: number
  readonly whole: number
  /** Where the upright line stands; null for none. */
  readonly line: number | null
  readonly children: string
}

/** One number of many, as large as the screen allows. The words say the same as the bar. */
function BigBar({ label, count, whole, line, children }: BigBarProps) {
  const part = (value: number) =>
    `${whole === 0 ? 0 : Math.min(100, Math.round((value * 1000) / whole) / 10)}%`
  return (
    <div class="pj-hall__bar">
      <p class="pj-hall__count">
        <span class="pj-hall__label">{label}</span> <strong class="pj-hall__figure">{count}</strong>{' '}
        <span class="pj-hall__of">{children}</span>
      </p>
      <svg class="pj-hall__meter" width="100%" height="100%" aria-hidden="true" focusable="false">
        <rect class="pj-hall__meter-whole" width="100%" height="100%" />
        <rect class="pj-hall__meter-part" width={part(count)} height="100%" />
        {line !== null && (
          <line class="pj-hall__meter-line" x1={part(line)} x2={part(line)} y1="0" y2="100%" />
        )}
      </svg>
    </div>
  )
}
