import { toCrockford } from '../identity/codes.ts'
import { compareBytes } from '../ids.ts'
import { rosterMember } from '../record/entry-bodies.ts'

/** How many characters a delegate's salt has, and how many random bytes it takes. 130 bits. */
export const saltLength = 26

/** A delegate's salt from `saltLength` random bytes, as printed on the slip. @throws RangeError for another length. */
export function saltFrom(random: Uint8Array): string {
  if (random.length !== saltLength) throw new RangeError(`a salt takes ${saltLength} random bytes`)
  return toCrockford(random)
}

/** The members of a roster as published (`rosterMember`), ascending. */
export function memberHashes(delegates: readonly { readonly id: string; readonly salt: string }[]): string[] {
  return delegates.map(({ id, salt }) => rosterMember(salt, id)).sort(compareBytes)
}
