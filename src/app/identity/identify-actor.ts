import type { Actor } from '../../core/identity/access.ts'
import { findSession } from '../../db/session.ts'
import { inTransaction } from '../../db/tx.ts'
import type { Services } from '../services.ts'

/** Who a session belongs to, with the roles or duty of this moment. null when it ended or its account is disabled. */
export async function identifyActor(services: Services, sessionId: string): Promise<Actor | null> {
  return inTransaction(services.db, 'read', tx => findSession(tx, sessionId, services.clock()))
}
