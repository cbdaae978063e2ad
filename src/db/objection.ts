import type { Inflow } from '../core/identity/inflow.ts'
import type { ObjectionStage } from '../core/notice/objection.ts'
import { asPage, type PageQuery } from './page.ts'
import type { Contact } from './proposal.ts'
import type { Tx } from './tx.ts'

export interface Objection {
  readonly id: string
  readonly assembly_id: string
  readonly stage: ObjectionStage
  /** What it is about, or null: the whole list or result. */
  readonly candidate_id: string | null
  readonly text: string
  readonly filed_at: string
  readonly answer: string | null
  readonly answered_at: string | null
}

const objectionFields = [
  'id',
  'assembly_id',
  'stage',
  'candidate_id',
  'text',
  'filed_at',
  'answer',
  'answered_at',
] as const

/** What came in to an assembly since a moment. Lock the assembly before, so that it stays so. */
export async function countObjectionsSince(tx: Tx, assemblyId: string, since: Date): Promise<Inflow> {
  const row = await tx
    .selectFrom('objection')
    .select(expression => [
      expression.fn.countAll<number>().as('count'),
      expression.fn.min('filed_at').as('earliest'),
    ])
    .where('assembly_id', '=', assemblyId)
    .where('filed_at', '>', since.toISOString())
    .executeTakeFirstOrThrow()
  return { count: row.count, earliest: row.earliest === null ? null : Date.parse(row.earliest) }
}

export async function addObjection(
  tx: Tx,
  objection: Pick<Objection, 'id' | 'assembly_id' | 'stage' | 'candidate_id' | 'text' | 'filed_at'> & {
    readonly district_id: string
  },
  contact: Contact,
): Promise<void> {
  await tx.insertInto('objection').values(objection).execute()
  const { id: objection_id, district_id } = objection
  await tx
    .insertInto('objection_contact')
    .values({ objection_id, district_id, ...contact })
    .execute()
}

export async function findObjectionContact(tx: Tx, objectionId: string): Promise<Contact> {
  return tx
    .selectFrom('objection_contact')
    .select(['name', 'phone'])
    .where('objection_id', '=', objectionId)
    .executeTakeFirstOrThrow()
}

/** An objection, locked for this transaction. */
export async function lockObjection(tx: Tx, id: string): Promise<Objection> {
  const query = tx.selectFrom('objection').select(objectionFields).where('id', '=', id).forNoKeyUpdate()
  return (await query.executeTakeFirstOrThrow()) as Objection
}

export async function findObjection(tx: Tx, id: string): Promise<Objection> {
  const query = tx.selectFrom('objection').select(objectionFields).where('id', '=', id)
  return (await query.executeTakeFirstOrThrow()) as Objection
}

export async function answerObjectionRow(
  tx: Tx,
  id: string,
  answer: { answer: string; answered_by: string; answered_at: string },
): Promise<void> {
  await tx.updateTable('objection').set(answer).where('id', '=', id).execute()
}

/** How many objections an assembly has at each stage, and how many of them are answered. */
export async function countObjections(tx: Tx, assemblyId: string) {
  const rows = await tx
    .selectFrom('objection')
    .select([
      'stage',
      expression => expression.fn.countAll<number>().as('filed'),
      expression => expression.fn.count<number>('answer').as('answered'),
    ])
    .where('assembly_id', '=', assemblyId)
    .groupBy('stage')
    .execute()
  const of = (stage: ObjectionStage) => {
    const row = rows.find(one => one.stage === stage)
    return { filed: row?.filed ?? 0, answered: row?.answered ?? 0 }
  }
  return { candidates: of('candidates'), result: of('result') }
}

export async function listObjections(tx: Tx, assemblyId: string, query: PageQuery) {
  const { after, limit } = query
  const rows = await tx
    .selectFrom('objection')
    .select(objectionFields)
    .where('assembly_id', '=', assemblyId)
    .$if(after !== undefined, part => part.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  return asPage(
    rows,
    limit,
    row => row.id,
    row => row as Objection,
  )
}
