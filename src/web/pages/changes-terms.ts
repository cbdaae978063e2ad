import { money, percent } from '../format.ts'
import type { Visit } from '../visit.ts'

/** What a change of the budget is judged by, in fen. */
export interface Terms {
  readonly approved_fen: number
  readonly allocation_fen: number
  readonly selected_fen: number
}

/** A tenth, rounded down: the most by which a budget changes without approval. */
export function floorTenth(amount: number): number {
  return Math.floor(amount / 10)
}

/** By how much a budget changes, in yuan and as a share of what was approved last, and on which side of 10% that is. */
export function budgetChangeInWords(
  { text }: Visit,
  { approved_fen }: Pick<Terms, 'approved_fen'>,
  cost: number,
  over: boolean,
): string {
  const words = text.projectWork.change
  const difference = cost - approved_fen
  const change = `${difference > 0 ? '+' : ''}${money(difference)}`
  const share = percent(Math.abs(difference), approved_fen)
  return over ? words.overTenth(change, share) : words.underTenth(change, share)
}
