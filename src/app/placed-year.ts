import { z } from 'zod'
import type { CommunityPlace, Year } from '../db/year-place.ts'
import { id } from './schemas.ts'

const named = z.strictObject({ id, name: z.string() })

/** A community with the street and district around it. */
export const communityPlace = z.strictObject({
  district: z.strictObject({ id, slug: z.string(), name: z.string() }),
  street: named,
  community: named,
})

/** The year of a community, without its rules. */
export const communityYear = z.strictObject({
  cycle: z.strictObject({ id, name: z.string(), year: z.int(), status: z.enum(['published', 'closed']) }),
  allocation_fen: z.int(),
  selected_fen: z.int(),
  confirmed_at: z.string().nullable(),
  archived_at: z.string().nullable(),
})

/** What a view about a community's year begins with. */
export const placedYear = { place: communityPlace, year: communityYear }

export function shownYear({ rules: _, ...year }: Year): z.output<typeof communityYear> {
  return year
}

/** @throws Error when the community is none: its operation has looked for it before. */
export function placeThere(place: CommunityPlace | null): CommunityPlace {
  if (place === null) throw new Error('a community that was found has no place')
  return place
}
