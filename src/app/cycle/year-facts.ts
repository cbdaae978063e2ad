import { type Stage, stagesOf, type YearStage } from '../../core/cycle/year-stage.ts'
import { sumFen } from '../../core/money.ts'
import { auditStateOf } from '../../core/project/audit-state.ts'
import { auditStandings } from '../../db/audit-standing.ts'
import {
  type CommunityYear,
  listAccepted,
  listCommunityYears,
  type YearMoney,
} from '../../db/district-year.ts'
import type { Tx } from '../../db/tx.ts'

/** A community's year with every stage of it. */
export interface StagedYear extends CommunityYear {
  readonly current: YearStage
  readonly stages: readonly Stage[]
}

/** The year of every community of a cycle, or of one, by street and name as people count them: 第2社区 before 第10社区. */
export async function stageYears(
  tx: Tx,
  cycleId: string,
  at: Date,
  communityId: string | null = null,
): Promise<StagedYear[]> {
  const years = await listCommunityYears(tx, cycleId, communityId)
  const accepted = await listAccepted(tx, cycleId, communityId)
  const standings = await auditStandings(
    tx,
    accepted.map(({ id }) => id),
  )
  const audits = new Map<string, { picked: number; inspected: number; audited: number }>()
  for (const { id, community_id } of accepted) {
    const audit = audits.get(community_id) ?? { picked: 0, inspected: 0, audited: 0 }
    audits.set(community_id, audit)
    const standing = standings.get(id)
    if (standing === undefined) throw new Error(`project ${id} stands nowhere in the audit`)
    const state = auditStateOf(standing)
    audit.picked += standing.picks
    audit.inspected += standing.closed
    audit.audited += state === 'spared' || state === 'audited' ? 1 : 0
  }
  const order = new Intl.Collator('zh-CN', { numeric: true })
  return years
    .map(year => {
      const audit = audits.get(year.community_id) ?? { picked: 0, inspected: 0, audited: 0 }
      const stages = stagesOf({ ...year, ...audit }, at.getTime())
      return { ...year, stages, current: currentOf(stages) }
    })
    .sort(
      (a, b) =>
        order.compare(a.street_name, b.street_name) || order.compare(a.community_name, b.community_name),
    )
}

/** The stage that is current, or the last one of a year that is over. */
function currentOf(stages: readonly Stage[]): YearStage {
  return stages.find(({ state }) => state === 'current')?.stage ?? 'archive'
}

export function sumMoney(years: readonly YearMoney[]): YearMoney {
  const sum = (name: keyof YearMoney) => sumFen(years.map(year => year[name]))
  return {
    allocation_fen: sum('allocation_fen'),
    selected_fen: sum('selected_fen'),
    contracted_fen: sum('contracted_fen'),
    paid_fen: sum('paid_fen'),
    settled_fen: sum('settled_fen'),
  }
}
