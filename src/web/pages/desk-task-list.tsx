import type { Desk } from '../../app/assembly/desk-schema.ts'
import { Details, Tag, type Task, TaskList } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import type { Visit } from '../visit.ts'
import { type DeskTask, hallTasks, openBatches, roundTasks, type TaskState } from './desk-tasks.ts'
import { sayGate } from './desk-words.ts'

/** The order of events (DOMAIN.md §5.1) with where each step stands, and what is in the way of those that wait. */
export function DeskTasks({ desk }: { desk: Desk }) {
  const visit = useVisit()
  const { text } = visit
  const { round, due, rounds } = desk
  const kind = round?.kind ?? due?.kind ?? 'main'
  const number = round?.number ?? rounds.length + 1
  const between = round === null && rounds.length > 0 && due === null
  return (
    <>
      <h2 class="govuk-heading-m">{text.desk.sections.hall}</h2>
      <TaskList id="hall" tasks={hallTasks(desk).map(task => shownTask(visit, desk, task))} />
      {!between && (
        <>
          <h2 class="govuk-heading-m">{text.desk.sections.round(number, text.desk.kinds[kind])}</h2>
          <TaskList id="round" tasks={roundTasks(desk).map(task => shownTask(visit, desk, task))} />
        </>
      )}
      {rounds.length > 1 && (
        <Details summary={text.desk.sections.rounds}>
          <ul class="govuk-list govuk-list--bullet">
            {rounds.map(one => (
              <li>
                {text.common.pair(
                  text.desk.sections.round(one.number, text.desk.kinds[one.kind]),
                  text.desk.roundStatuses[one.status],
                )}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
}

const places: Readonly<Record<DeskTask['step'], string>> = {
  open_check_in: 'open-check-in',
  check_in: 'check-in',
  confirm_scrutineers: 'confirm-scrutineers',
  open_round: 'open-round',
  issue_ballots: 'issue',
  close_issuing: 'close-issuing',
  close_voting: 'close-voting',
  count: 'batches',
  draw_lot: 'lot',
  publish_ballots: 'publish-ballots',
  sign: '',
  certify: 'certify',
}

function shownTask(visit: Visit, desk: Desk, task: DeskTask): Task {
  const { step, state, gate } = task
  // These pages are of use also when nothing is left to be done there: somebody may come late.
  const lasting = step === 'check_in' || step === 'issue_ballots' || step === 'count'
  const stays = lasting && desk.gates[step] === null
  const hint = [
    hintOf(visit, desk, task) ?? [],
    gate === null || gate.code === 'WRONG_STATUS' ? [] : sayGate(visit, gate),
  ].flat()
  return {
    title: titleOf(visit, step),
    href: state === 'ready' || stays ? `/desk/${desk.assembly_id}/${places[step]}` : null,
    ...(hint.length === 0 ? {} : { hint: hint.map(line => <div>{line}</div>) }),
    status: <StateTag state={state} underWay={step === 'check_in' || step === 'count'} />,
  }
}

function StateTag({ state, underWay }: { state: TaskState; underWay: boolean }) {
  const { states } = useVisit().text.desk
  switch (state) {
    case 'done':
      return <Tag colour="green">{states.done}</Tag>
    case 'ready':
      return <Tag colour="blue">{underWay ? states.underWay : states.ready}</Tag>
    case 'waiting':
      return <Tag colour="grey">{states.waiting}</Tag>
    case 'skipped':
      return <Tag colour="grey">{states.skipped}</Tag>
  }
}

function titleOf({ text }: Visit, step: DeskTask['step']): string {
  const { steps } = text.desk
  const titles: Readonly<Record<DeskTask['step'], string>> = {
    open_check_in: steps.openCheckIn.title,
    check_in: steps.checkIn.title,
    confirm_scrutineers: steps.confirmScrutineers.title,
    open_round: steps.openRound.title,
    issue_ballots: steps.issue.title,
    close_issuing: steps.closeIssuing.title,
    close_voting: steps.closeVoting.title,
    count: steps.count.title,
    draw_lot: steps.drawLot.title,
    publish_ballots: steps.publish.title,
    sign: steps.sign.title,
    certify: steps.certify.title,
  }
  return titles[step]
}

/** The figures of a step that are worth knowing at a glance. */
function hintOf({ text }: Visit, desk: Desk, { step, state }: DeskTask): string | undefined {
  const { steps } = text.desk
  const { round, due, present, eligible } = desk
  switch (step) {
    case 'check_in':
      return state === 'done' ? steps.checkIn.hint(present, eligible) : undefined
    case 'open_round':
      return state === 'ready' && due !== null
        ? steps.openRound.hint(due.candidates, due.max_choices)
        : undefined
    case 'issue_ballots':
      if (round === null) return undefined
      return desk.modes.paper === 0 && round.issued_paper === 0
        ? steps.issue.none
        : steps.issue.hint(round.issued_paper, round.status === 'issuing' ? round.without_ballot.paper : 0)
    case 'count':
      return round === null || round.status === 'issuing' || round.status === 'voting'
        ? undefined
        : countHint(text, round)
    case 'draw_lot':
      return round?.lot_group === null || round === null
        ? undefined
        : steps.drawLot.hint(round.lot_group.length)
    case 'sign':
      return round?.signed === null || round === null
        ? undefined
        : steps.sign.hint(round.signed.chief_scrutineer, round.signed.scrutineer, round.signed.teller)
    case 'close_issuing':
      return state === 'ready' && round !== null ? waitingHint(text, round) : undefined
    case 'close_voting':
      return state === 'ready' && round !== null && round.issued_electronic > round.cast_electronic
        ? steps.closeVoting.hint(round.issued_electronic - round.cast_electronic)
        : undefined
    case 'open_check_in':
    case 'confirm_scrutineers':
    case 'publish_ballots':
    case 'certify':
      return undefined
  }
}

/** Who would be left without a ballot. */
function waitingHint(
  text: Visit['text'],
  { without_ballot }: NonNullable<Desk['round']>,
): string | undefined {
  const { paper, electronic } = without_ballot
  return paper + electronic > 0 ? text.desk.steps.closeIssuing.hint(paper, electronic) : undefined
}

function countHint(text: Visit['text'], round: NonNullable<Desk['round']>): string {
  const { count } = text.desk.steps
  const { batches, issued_paper, sheets } = round
  const open = openBatches(round)
  if (issued_paper === 0) return count.none
  if (batches.agreed + open === 0) return count.empty
  const progress = count.hint({ agreed: batches.agreed, all: batches.agreed + open, sheets })
  return open === 0 ? progress : count.both(progress, count.open(batches))
}
