import { sql } from 'kysely'
import type { RoundStatus } from '../core/assembly/round-status.ts'
import type { AssemblyStatus } from '../core/assembly/status.ts'
import type { Tx } from './tx.ts'

/** An assembly that is not over, with the end of its candidates' notice and the stage of its round, if one is open. */
export interface OpenAssembly {
  readonly id: string
  readonly community: string
  readonly status: AssemblyStatus
  readonly scheduled_for: string
  readonly place: string
  readonly candidates_published_at: string | null
  readonly roster_frozen_at: string | null
  readonly notice_ends_at: string | null
  readonly round_status: RoundStatus | null
}

export async function listOpenAssemblies(tx: Tx, communityId: string): Promise<OpenAssembly[]> {
  const { rows } = await sql<OpenAssembly>`
    select assembly.id, area.name as community, assembly.status, scheduled_for, place, candidates_published_at,
      roster_frozen_at,
      (select max(ends_at) from notice where kind = 'candidates' and subject = assembly.id) as notice_ends_at,
      (select status from round where assembly_id = assembly.id and status not in ('certified', 'voided')) as round_status
    from assembly join area on area.id = community_id
    where community_id = ${communityId} and assembly.status not in ('certified', 'void')
    order by scheduled_for, assembly.id`.execute(tx)
  return rows
}
