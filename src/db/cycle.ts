import { sql } from 'kysely'
import type { VotingRules } from '../core/cycle/rules.ts'
import { type Fen, fen } from '../core/money.ts'
import { asPage, type PageQuery } from './page.ts'
import { json, type Tx } from './tx.ts'

export interface Cycle {
  readonly id: string
  readonly district_id: string
  readonly name: string
  readonly year: number
  readonly status: 'draft' | 'published' | 'closed'
  readonly rules: VotingRules
  readonly rules_hash: string | null
  readonly published_at: string | null
}

const cycleFields = [
  'id',
  'district_id',
  'name',
  'year',
  'status',
  'rules',
  'rules_hash',
  'published_at',
] as const

function asCycle(row: { [Field in (typeof cycleFields)[number]]: unknown }): Cycle {
  return row as Cycle
}

/** A cycle, locked for this transaction. */
export async function lockCycle(tx: Tx, id: string): Promise<Cycle> {
  const query = tx.selectFrom('cycle').select(cycleFields).where('id', '=', id)
  return asCycle(await query.forNoKeyUpdate().executeTakeFirstOrThrow())
}

export async function findCycle(tx: Tx, id: string): Promise<Cycle> {
  return asCycle(
    await tx.selectFrom('cycle').select(cycleFields).where('id', '=', id).executeTakeFirstOrThrow(),
  )
}

/** The cycles of a district, drafts among them only when asked for. */
export async function listCycles(tx: Tx, districtId: string, query: PageQuery & { drafts: boolean }) {
  const { after, limit, drafts } = query
  const rows = await tx
    .selectFrom('cycle')
    .select(cycleFields)
    .where('district_id', '=', districtId)
    .$if(!drafts, part => part.where('status', '<>', 'draft'))
    .$if(after !== undefined, part => part.where(sql<boolean>`id::text > ${after}`))
    .orderBy(sql`id::text`)
    .limit(limit + 1)
    .execute()
  return asPage(rows, limit, row => row.id, asCycle)
}

export async function addCycle(
  tx: Tx,
  cycle: {
    id: string
    district_id: string
    name: string
    year: number
    rules: VotingRules
    created_at: string
  },
): Promise<void> {
  await tx
    .insertInto('cycle')
    .values({ ...cycle, status: 'draft', rules: json(cycle.rules) as never })
    .execute()
}

export async function setCycleRules(tx: Tx, id: string, name: string, rules: VotingRules): Promise<void> {
  await tx
    .updateTable('cycle')
    .set({ name, rules: json(rules) as never })
    .where('id', '=', id)
    .execute()
}

export async function publishCycleRow(tx: Tx, id: string, rulesHash: string, at: string): Promise<void> {
  await tx
    .updateTable('cycle')
    .set({ status: 'published', rules_hash: rulesHash, published_at: at })
    .where('id', '=', id)
    .execute()
}

/** Gives every community of the district its fund; those that have one already keep theirs. Returns how many funds there are. */
export async function addFunds(
  tx: Tx,
  cycleId: string,
  districtId: string,
  allocation: Fen,
): Promise<number> {
  await sql`
    insert into fund (cycle_id, community_id, district_id, allocation_fen)
      select ${cycleId}, id, ${districtId}, ${allocation} from area
        where district_id = ${districtId} and kind = 'community'
      on conflict do nothing`.execute(tx)
  const { count } = await tx
    .selectFrom('fund')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('cycle_id', '=', cycleId)
    .executeTakeFirstOrThrow()
  return count
}

/** Sets what a community gets in a cycle that is not published. */
export async function setAllocation(
  tx: Tx,
  fund: { cycle_id: string; community_id: string; district_id: string; allocation_fen: Fen },
): Promise<void> {
  await tx
    .insertInto('fund')
    .values(fund)
    .onConflict(conflict =>
      conflict.columns(['cycle_id', 'community_id']).doUpdateSet({ allocation_fen: fund.allocation_fen }),
    )
    .execute()
}

export interface Fund {
  readonly cycle_id: string
  readonly community_id: string
  readonly allocation_fen: Fen
  readonly selected_fen: Fen
  readonly archived_at: string | null
}

const fundFields = ['cycle_id', 'community_id', 'allocation_fen', 'selected_fen', 'archived_at'] as const

function asFund(row: {
  cycle_id: string
  community_id: string
  allocation_fen: number
  selected_fen: number
  archived_at: string | null
}): Fund {
  return { ...row, allocation_fen: fen(row.allocation_fen), selected_fen: fen(row.selected_fen) }
}

/** The fund of a community in a cycle, locked for this transaction, or null. */
export async function lockFund(tx: Tx, cycleId: string, communityId: string): Promise<Fund | null> {
  const row = await tx
    .selectFrom('fund')
    .select(fundFields)
    .where('cycle_id', '=', cycleId)
    .where('community_id', '=', communityId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row === undefined ? null : asFund(row)
}

/** The funds of a cycle with what was contracted, paid and settled in each community, by community. */
export async function listFunds(tx: Tx, cycleId: string, query: PageQuery) {
  const { after, limit } = query
  const rows = await tx
    .selectFrom('fund')
    .select(fundFields)
    .select(expression => [
      expression
        .selectFrom('project')
        .whereRef('project.cycle_id', '=', 'fund.cycle_id')
        .whereRef('project.community_id', '=', 'fund.community_id')
        .where('status', '<>', 'cancelled')
        .select(sql<number>`coalesce(sum(contract_fen), 0)`.as('sum'))
        .as('contracted_fen'),
      expression
        .selectFrom('project')
        .whereRef('project.cycle_id', '=', 'fund.cycle_id')
        .whereRef('project.community_id', '=', 'fund.community_id')
        .select(sql<number>`coalesce(sum(paid_fen), 0)`.as('sum'))
        .as('paid_fen'),
      expression
        .selectFrom('project')
        .whereRef('project.cycle_id', '=', 'fund.cycle_id')
        .whereRef('project.community_id', '=', 'fund.community_id')
        .where('accepted_at', 'is not', null)
        .select(sql<number>`coalesce(sum(settlement_fen), 0)`.as('sum'))
        .as('settled_fen'),
    ])
    .where('cycle_id', '=', cycleId)
    .$if(after !== undefined, part => part.where(sql<boolean>`community_id::text > ${after}`))
    .orderBy(sql`community_id::text`)
    .limit(limit + 1)
    .execute()
  return asPage(
    rows,
    limit,
    row => row.community_id,
    row => ({
      ...asFund(row),
      contracted_fen: fen(Number(row.contracted_fen ?? 0)),
      paid_fen: fen(Number(row.paid_fen ?? 0)),
      settled_fen: fen(Number(row.settled_fen ?? 0)),
    }),
  )
}
