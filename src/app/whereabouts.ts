import { z } from 'zod'
import { areaPath } from '../db/area.ts'
import type { Tx } from '../db/tx.ts'
import { id } from './schemas.ts'

/** The district and community that a page is about, by name. */
export const whereabouts = z.strictObject({
  district: z.strictObject({ slug: z.string(), name: z.string() }),
  community: z.strictObject({ id, name: z.string() }),
})

export async function whereaboutsOf(tx: Tx, communityId: string): Promise<z.infer<typeof whereabouts>> {
  const path = await areaPath(tx, communityId)
  const [district] = path
  const community = path.at(-1)
  if (district === undefined || community === undefined) throw new Error(`no area ${communityId}`)
  return {
    district: { slug: district.slug, name: district.name },
    community: { id: community.id, name: community.name },
  }
}
