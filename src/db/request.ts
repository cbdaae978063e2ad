import { asPage, type PageQuery } from './page.ts'
import { json, type Tx } from './tx.ts'

/** Claims a request's id: `new` when it is the first, `other` when it was another request's, else the stored answer. */
export async function claimRequest(
  tx: Tx,
  request: { id: string; district_id: string; verb: string; fingerprint: Uint8Array; at: Date },
): Promise<'new' | 'other' | { response: unknown }> {
  const { at, ...row } = request
  const claimed = await tx
    .insertInto('request')
    .values({ ...row, response: json(null), created_at: at.toISOString() })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (claimed !== undefined) return 'new'
  const earlier = await tx
    .selectFrom('request')
    .select(['fingerprint', 'response'])
    .where('id', '=', request.id)
    .executeTakeFirstOrThrow()
  const same = earlier.fingerprint.every((byte, at) => byte === request.fingerprint[at])
  return same ? { response: earlier.response } : 'other'
}

/** Stores the answer of a claimed request. */
export async function answerRequest(tx: Tx, id: string, response: unknown): Promise<void> {
  await tx
    .updateTable('request')
    .set({ response: json(response) as never })
    .where('id', '=', id)
    .execute()
}

export interface TrailRow {
  readonly district_id: string
  readonly at: Date
  readonly actor: string
  readonly verb: string
  readonly area_id: string
  readonly subject: string
  readonly detail: Readonly<Record<string, unknown>>
}

/** Adds to the internal trail. */
export async function addTrail(tx: Tx, row: TrailRow): Promise<void> {
  await tx
    .insertInto('trail')
    .values({ ...row, at: row.at.toISOString(), detail: json(row.detail) as never })
    .execute()
}

export async function listTrail(
  tx: Tx,
  districtId: string,
  query: PageQuery & { subject?: string | undefined; order: 'oldest' | 'newest' },
) {
  const { after, limit, subject, order } = query
  const from = after === undefined ? undefined : Number(after)
  const rows = await tx
    .selectFrom('trail')
    .select(['id', 'at', 'actor', 'verb', 'area_id', 'subject', 'detail'])
    .where('district_id', '=', districtId)
    .$if(from !== undefined, part => part.where('id', order === 'oldest' ? '>' : '<', from ?? 0))
    .$if(subject !== undefined, part => part.where('subject', '=', subject ?? ''))
    .orderBy('id', order === 'oldest' ? 'asc' : 'desc')
    .limit(limit + 1)
    .execute()
  return asPage(
    rows,
    limit,
    row => String(row.id),
    row => ({ ...row, id: String(row.id), detail: row.detail as Record<string, unknown> }),
  )
}
