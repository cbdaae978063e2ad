import type { Desk, DeskStep, Gate } from '../../app/assembly/desk-schema.ts'
import type { RoundStatus } from '../../core/assembly/round-status.ts'

/** `skipped`: the rules or the ballots of this round do not need it. */
export type TaskState = 'done' | 'ready' | 'waiting' | 'skipped'

export interface DeskTask {
  readonly step: Exclude<DeskStep, 'replace_duty' | 'void_round' | 'void_assembly'> | 'sign'
  readonly state: TaskState
  /** What is in the way, of a step that waits. */
  readonly gate: Gate
}

const stages: readonly RoundStatus[] = ['issuing', 'voting', 'counting', 'published', 'certified']

/** The steps of the assembly as a whole. */
export function hallTasks({ status, gates, quorum, scrutineers_confirmed }: Desk): DeskTask[] {
  const opened = status !== 'scheduled'
  return [
    task('open_check_in', opened, gates.open_check_in),
    task('check_in', opened && quorum.reached, gates.check_in),
    task('confirm_scrutineers', scrutineers_confirmed, gates.confirm_scrutineers),
  ]
}

/** The steps of the round on the desk, or of the one that is due. */
export function roundTasks({ round, gates }: Desk): DeskTask[] {
  const stage = round === null ? -1 : stages.indexOf(round.status)
  const paperless = round !== null && stage > 0 && round.issued_paper === 0
  const keyed = round !== null && round.batches.agreed > 0 && openBatches(round) === 0
  const signed = round?.signed ?? null
  const bothSigned = signed !== null && signed.chief_scrutineer > 0 && signed.scrutineer > 0
  const lots = round?.lots ?? 0
  const lotDue = gates.draw_lot === null || gates.publish_ballots?.code === 'LOT_DUE'
  const counted = stage >= 3 || (stage === 2 && keyed)
  return [
    task('open_round', stage >= 0, gates.open_round),
    task('issue_ballots', stage >= 1 || round?.without_ballot.paper === 0, gates.issue_ballots),
    task('close_issuing', stage >= 1, gates.close_issuing),
    task('close_voting', stage >= 2, gates.close_voting),
    paperless ? skipped('count') : task('count', counted, gates.count),
    ...(lots > 0 || lotDue ? [task('draw_lot', lots > 0 && gates.draw_lot !== null, gates.draw_lot)] : []),
    task('publish_ballots', stage >= 3, gates.publish_ballots),
    // The scrutineers sign on their own phones; nobody signs at the desk.
    { step: 'sign', state: bothSigned || stage === 4 ? 'done' : 'waiting', gate: null },
    task('certify', stage === 4, gates.certify),
  ]
}

/** Batches of a round that are not agreed. */
export function openBatches({ batches }: NonNullable<Desk['round']>): number {
  return batches.keying + batches.differing + batches.ruling
}

function task(step: DeskTask['step'], done: boolean, gate: Gate | undefined): DeskTask {
  if (done) return { step, state: 'done', gate: null }
  return gate === null || gate === undefined
    ? { step, state: 'ready', gate: null }
    : { step, state: 'waiting', gate }
}

function skipped(step: DeskTask['step']): DeskTask {
  return { step, state: 'skipped', gate: null }
}
