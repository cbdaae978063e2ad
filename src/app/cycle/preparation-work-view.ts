import { z } from 'zod'
import { accept } from '../../core/result.ts'
import { listPreparationWork, preparationWork } from '../../db/preparation-work.ts'
import { view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'

/** More than anybody reads; the oldest come first. */
const most = 500

/** What waits for whoever asks between proposals and check-in; empty with a first password, which opens no area. */
export const listPreparationWorkView = view({
  name: 'list-preparation-work',
  summary: 'What waits for whoever asks, from proposals to check-in, the oldest first',
  access: { staff: true },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: nothing,
  output: z.strictObject({
    items: z.array(
      z.strictObject({
        kind: z.enum(preparationWork),
        /** Of the proposal, assembly or objection; of the community where there is none of them yet. */
        subject: id,
        cycle_id: id,
        community_id: id,
        community_name: z.string(),
        title: z.string().nullable(),
        since: z.string(),
      }),
    ),
  }),
  async run({ tx, actor }) {
    if (actor.kind !== 'staff' || actor.must_change_password) return accept({ items: [] })
    const areasOf = (wanted: string) =>
      actor.roles.flatMap(({ role, area_id }) => (role === wanted ? [area_id] : []))
    const posts = {
      account_id: actor.account_id,
      communities: areasOf('community_clerk'),
      streets: areasOf('street_officer'),
    }
    return accept({ items: await listPreparationWork(tx, posts, most) })
  },
})
