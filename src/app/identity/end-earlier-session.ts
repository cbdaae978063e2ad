import type { Actor } from '../../core/identity/access.ts'
import { revokeSession } from '../../db/session.ts'
import type { Tx } from '../../db/tx.ts'

/** Whoever comes in anew leaves the session they came with, unless it is the one they open (a lost answer). */
export async function endEarlierSession(tx: Tx, actor: Actor, opened: string, at: Date): Promise<void> {
  if (actor.kind !== 'staff' && actor.kind !== 'delegate') return
  if (actor.session_id !== opened) await revokeSession(tx, actor.session_id, at.toISOString())
}
