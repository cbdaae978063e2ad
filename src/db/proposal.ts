import { sql } from 'kysely'
import type { ListedProposal } from '../core/assembly/candidates.ts'
import type { Inflow } from '../core/identity/inflow.ts'
import { type Fen, fen } from '../core/money.ts'
import type { Proposer } from '../core/proposal/proposer.ts'
import type { ProposalList, ProposalStatus } from '../core/proposal/status.ts'
import { asPage, type PageQuery } from './page.ts'
import type { Tx } from './tx.ts'

export type ProposalCategory = 'works' | 'service' | 'goods'

/** What a proposal says. */
export interface ProposalText {
  readonly grid_id: string | null
  readonly title: string
  readonly category: ProposalCategory
  readonly topic: string
  readonly description: string
  readonly place: string
  readonly beneficiaries: string
  readonly estimated_cost_fen: Fen
}

export interface Proposal extends ProposalText {
  readonly id: string
  readonly district_id: string
  readonly cycle_id: string
  readonly community_id: string
  readonly status: ProposalStatus
  readonly proposer: Proposer
  readonly proposer_account_id: string | null
  readonly proposer_delegate_id: string | null
  readonly created_at: string
  readonly submitted_at: string | null
}

export interface Contact {
  readonly name: string
  readonly phone: string
}

/** A community's fund in a cycle, held for this transaction: its list is not confirmed meanwhile. False when there is none. */
export async function holdFund(tx: Tx, cycleId: string, communityId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('fund')
    .select('cycle_id')
    .where('cycle_id', '=', cycleId)
    .where('community_id', '=', communityId)
    .forShare()
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Where the list of a community stands. Read it after its fund is locked, in a statement of its own: a statement that waits
 * for a lock still sees the rows of before.
 */
export async function findList(
  tx: Tx,
  cycleId: string,
  communityId: string,
): Promise<ProposalList & { readonly allocation_fen: Fen }> {
  const row = await tx
    .selectFrom('fund')
    .innerJoin('cycle', 'cycle.id', 'fund.cycle_id')
    .leftJoin('screening_confirmation', join =>
      join
        .onRef('screening_confirmation.cycle_id', '=', 'fund.cycle_id')
        .onRef('screening_confirmation.community_id', '=', 'fund.community_id'),
    )
    .select([
      'cycle.status',
      'fund.archived_at',
      'fund.allocation_fen',
      'screening_confirmation.confirmed_at',
    ])
    .where('fund.cycle_id', '=', cycleId)
    .where('fund.community_id', '=', communityId)
    .executeTakeFirstOrThrow()
  return {
    cycle_status: row.status as ProposalList['cycle_status'],
    archived: row.archived_at !== null,
    confirmed: row.confirmed_at !== null,
    allocation_fen: fen(row.allocation_fen),
  }
}

/** What a community's list took from people without an account since a moment. Lock its fund before, so that it stays so. */
export async function countProposalsSince(
  tx: Tx,
  list: { readonly cycle_id: string; readonly community_id: string },
  since: Date,
): Promise<Inflow> {
  const row = await tx
    .selectFrom('proposal')
    .select(expression => [
      expression.fn.countAll<number>().as('count'),
      expression.fn.min('created_at').as('earliest'),
    ])
    .where('cycle_id', '=', list.cycle_id)
    .where('community_id', '=', list.community_id)
    .where('created_at', '>', since.toISOString())
    .where('proposer', '=', 'resident')
    .where('proposer_account_id', 'is', null)
    .executeTakeFirstOrThrow()
  return { count: row.count, earliest: row.earliest === null ? null : Date.parse(row.earliest) }
}

export async function addProposal(tx: Tx, proposal: Proposal, contact: Contact | null): Promise<void> {
  await tx.insertInto('proposal').values(proposal).execute()
  if (contact === null) return
  const { id: proposal_id, district_id } = proposal
  await tx
    .insertInto('proposal_contact')
    .values({ proposal_id, district_id, ...contact })
    .execute()
}

export async function findContact(tx: Tx, proposalId: string): Promise<Contact | null> {
  const row = await tx
    .selectFrom('proposal_contact')
    .select(['name', 'phone'])
    .where('proposal_id', '=', proposalId)
    .executeTakeFirst()
  return row ?? null
}

function asProposal(row: Omit<Proposal, 'estimated_cost_fen'> & { estimated_cost_fen: number }): Proposal {
  return { ...row, estimated_cost_fen: fen(row.estimated_cost_fen) }
}

/** A proposal, or null. */
export async function findProposal(tx: Tx, id: string): Promise<Proposal | null> {
  const row = await tx.selectFrom('proposal').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : asProposal(row as Proposal)
}

/** A proposal, locked for this transaction. */
export async function lockProposal(tx: Tx, id: string): Promise<Proposal> {
  const query = tx.selectFrom('proposal').selectAll().where('id', '=', id).forNoKeyUpdate()
  return asProposal((await query.executeTakeFirstOrThrow()) as Proposal)
}

export async function changeProposalText(tx: Tx, id: string, text: ProposalText): Promise<void> {
  const { grid_id, title, category, topic, description, place, beneficiaries, estimated_cost_fen } = text
  await tx
    .updateTable('proposal')
    .set({ grid_id, title, category, topic, description, place, beneficiaries, estimated_cost_fen })
    .where('id', '=', id)
    .execute()
}

export async function submitProposalRow(tx: Tx, id: string, at: string): Promise<void> {
  await tx
    .updateTable('proposal')
    .set({ status: 'submitted', submitted_at: at })
    .where('id', '=', id)
    .execute()
}

export async function setProposalStatus(
  tx: Tx,
  ids: readonly string[],
  status: ProposalStatus,
): Promise<void> {
  await tx.updateTable('proposal').set({ status }).where(sql<boolean>`id = any(${ids}::uuid[])`).execute()
}

export async function setProposerDelegate(tx: Tx, id: string, delegateId: string | null): Promise<void> {
  await tx.updateTable('proposal').set({ proposer_delegate_id: delegateId }).where('id', '=', id).execute()
}

/** Whose drafts a list shows: those of the account, or those of the delegate. */
export interface Drafter {
  readonly account_id: string | null
  readonly delegate_id: string | null
}

/** The proposals of a community's list but drafts, or the drafts of one drafter. */
export async function listProposals(
  tx: Tx,
  list: { cycle_id: string; community_id: string },
  query: PageQuery & { status?: ProposalStatus | undefined; drafter: Drafter },
) {
  const { after, limit, status, drafter } = query
  const rows = await tx
    .selectFrom('proposal')
    .selectAll()
    .where('cycle_id', '=', list.cycle_id)
    .where('community_id', '=', list.community_id)
    .$if(status === undefined, part => part.where('status', '<>', 'draft'))
    .$if(status !== undefined, part => part.where('status', '=', status ?? ''))
    .$if(status === 'draft', part =>
      drafter.account_id !== null
        ? part.where('proposer_account_id', '=', drafter.account_id)
        : part
            .where('proposer_account_id', 'is', null)
            .where('proposer_delegate_id', '=', drafter.delegate_id),
    )
    .$if(after !== undefined, part => part.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  return asPage(
    rows,
    limit,
    row => row.id,
    row => asProposal(row as Proposal),
  )
}

/** All proposals of a community's list, as far as candidates are chosen from them. */
export async function findListed(tx: Tx, cycleId: string, communityId: string): Promise<ListedProposal[]> {
  const rows = await tx
    .selectFrom('proposal')
    .select(['id', 'title', 'status', 'estimated_cost_fen'])
    .where('cycle_id', '=', cycleId)
    .where('community_id', '=', communityId)
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    ...row,
    status: row.status as ProposalStatus,
    estimated_cost_fen: fen(row.estimated_cost_fen),
  }))
}
