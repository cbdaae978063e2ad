import { sql } from 'kysely'
import type { Tx } from './tx.ts'

/**
 * Whether the year of a community is archived. Ask in a statement of its own, after its project is locked: archiving locks
 * every project of the year.
 */
export async function isArchived(tx: Tx, cycleId: string, communityId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('fund')
    .select('archived_at')
    .where('cycle_id', '=', cycleId)
    .where('community_id', '=', communityId)
    .executeTakeFirst()
  return typeof row?.archived_at === 'string'
}

/** Archives the year of a community under the text that its hash in the record stands for. */
export async function addArchive(
  tx: Tx,
  archive: {
    readonly id: string
    readonly cycle_id: string
    readonly community_id: string
    readonly district_id: string
    readonly bundle: string
    readonly archived_by: string
    readonly archived_at: string
  },
): Promise<void> {
  const { cycle_id, community_id, archived_at } = archive
  await tx.insertInto('archive').values(archive).execute()
  await tx
    .updateTable('fund')
    .set({ archived_at })
    .where('cycle_id', '=', cycle_id)
    .where('community_id', '=', community_id)
    .execute()
}

/** The bundle as it was archived, or null. */
export async function findArchive(tx: Tx, cycleId: string, communityId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('archive')
    .select('bundle')
    .where('cycle_id', '=', cycleId)
    .where('community_id', '=', communityId)
    .executeTakeFirst()
  return row?.bundle ?? null
}

/** Whether the community's assembly of the cycle has a certified result. */
export async function hasCertifiedAssembly(tx: Tx, cycleId: string, communityId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('assembly')
    .select('id')
    .where('cycle_id', '=', cycleId)
    .where('community_id', '=', communityId)
    .where('status', '=', 'certified')
    .executeTakeFirst()
  return row !== undefined
}

/** The public record's entries about a community's year, as canonical texts with their places in the log. */
export async function listEntriesOfYear(
  tx: Tx,
  districtId: string,
  cycleId: string,
  communityId: string,
): Promise<{ index: number; entry: string }[]> {
  const { rows } = await sql<{ index: number; entry: string }>`
    with subject as (
      select ${cycleId}::uuid as id
      union all select id from proposal where cycle_id = ${cycleId} and community_id = ${communityId}
      union all select id from assembly where cycle_id = ${cycleId} and community_id = ${communityId}
      union all select round.id from round join assembly on assembly.id = assembly_id
        where cycle_id = ${cycleId} and community_id = ${communityId}
      union all select objection.id from objection join assembly on assembly.id = assembly_id
        where cycle_id = ${cycleId} and community_id = ${communityId}
      union all select facts.id from project join (
          select id, project_id from change_request
          union all select id, project_id from extra_pick
          union all select id, project_id from inspector_replacement
          union all select id, project_id from inspection
          union all select rectification.id, project_id from rectification join inspection on inspection.id = inspection_id
          union all select reinspection.id, project_id from reinspection join inspection on inspection.id = inspection_id
          union all select recovery.id, project_id from recovery join inspection on inspection.id = inspection_id
        ) facts on facts.project_id = project.id
        where cycle_id = ${cycleId} and community_id = ${communityId}
    )
    select index, entry from record_entry where district_id = ${districtId} and (
      subject in (select id::text from subject)
      or (type in ('screening.decided', 'screening.reopened', 'screening.confirmed') and entry::jsonb #>> '{body,cycle}' = ${cycleId}
        and entry::jsonb #>> '{body,community}' = ${communityId})
    ) order by index`.execute(tx)
  return rows
}

/** What a community has in a cycle, and what its projects cost together, in fen; null when it has no fund. */
export async function findFundOfYear(tx: Tx, cycleId: string, communityId: string) {
  const row = await tx
    .selectFrom('fund')
    .select(['allocation_fen', 'selected_fen'])
    .where('cycle_id', '=', cycleId)
    .where('community_id', '=', communityId)
    .executeTakeFirst()
  return row ?? null
}

/** The notices of a community's year, those for the whole district too, by id. */
export async function listNoticesOfYear(tx: Tx, cycleId: string, communityId: string) {
  return tx
    .selectFrom('notice')
    .select(['id', 'kind', 'subject', 'starts_at', 'ends_at'])
    .where('cycle_id', '=', cycleId)
    .where(expression =>
      expression.or([expression('community_id', '=', communityId), expression('community_id', 'is', null)]),
    )
    .orderBy('id')
    .execute()
}

/** The submitted proposals of a community's year with the screening that counts, without whoever is behind them, by id. */
export async function listProposalsOfYear(tx: Tx, cycleId: string, communityId: string) {
  return tx
    .selectFrom('proposal')
    .leftJoin('screening', join =>
      join.onRef('screening.proposal_id', '=', 'proposal.id').on(
        sql<boolean>`proposal.status <> 'submitted' and screening.number = (
          select max(number) from screening decision where decision.proposal_id = proposal.id)`,
      ),
    )
    .select([
      'proposal.id',
      'grid_id',
      'status',
      'title',
      'category',
      'topic',
      'description',
      'place',
      'beneficiaries',
      'estimated_cost_fen',
      'proposer',
      'submitted_at',
      'outcome',
      'checklist',
      'reason',
      'merged_into',
      'decided_at',
    ])
    .where('cycle_id', '=', cycleId)
    .where('community_id', '=', communityId)
    .where('status', '<>', 'draft')
    .orderBy('proposal.id')
    .execute()
}

/** The objections of a community's year with their answers, without whoever objected, by id. */
export async function listObjectionsOfYear(tx: Tx, cycleId: string, communityId: string) {
  return tx
    .selectFrom('objection')
    .innerJoin('assembly', 'assembly.id', 'assembly_id')
    .select(['objection.id', 'assembly_id', 'stage', 'candidate_id', 'text', 'filed_at'])
    .select(['answer', 'answered_at'])
    .where('cycle_id', '=', cycleId)
    .where('community_id', '=', communityId)
    .orderBy('objection.id')
    .execute()
}
