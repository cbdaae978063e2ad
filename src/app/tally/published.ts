import type { BallotsPublished } from '../../core/record/entries.ts'
import { findEntry } from '../../db/record.ts'
import type { Tx } from '../../db/tx.ts'

/** The ballots of a round as the public record holds them, and the index of their entry; null before they are published. */
export async function publishedBallots(
  tx: Tx,
  districtId: string,
  roundId: string,
): Promise<{ readonly index: number; readonly body: BallotsPublished } | null> {
  const found = await findEntry(tx, districtId, 'ballots.published', roundId)
  if (found === null) return null
  // A parsed boundary: every entry was checked before it was appended.
  const { body } = JSON.parse(found.entry) as { body: BallotsPublished }
  return { index: found.index, body }
}
