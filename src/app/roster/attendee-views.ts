import { z } from 'zod'
import { duties } from '../../core/identity/access.ts'
import { accept } from '../../core/result.ts'
import { delegateCategories } from '../../core/roster/roster.ts'
import { findAttendee, findOpenRound, findValidCode, listAttendees } from '../../db/attendance.ts'
import { view } from '../operation.ts'
import { id, nothing, page, pageQuery } from '../schemas.ts'

const mode = z.enum(['paper', 'electronic']).nullable()

const attendee = z.strictObject({
  id,
  name: z.string(),
  category: z.enum(delegateCategories),
  duty: z.enum(duties).nullable(),
  /** null: not checked in. */
  mode,
  checked_in_at: z.string().nullable(),
  /** The ballot of the open round that was issued; never what is on it. */
  ballot: mode,
})

export const listAttendeesView = view({
  name: 'list-attendees',
  summary: 'For the desk: who is here, and who holds a ballot of the open round',
  access: { roles: ['community_clerk'] },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: pageQuery.extend({
    after: id.optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  output: page(attendee),
  async run({ tx }, { assembly_id }, query) {
    return accept(await listAttendees(tx, assembly_id, await findOpenRound(tx, assembly_id), query))
  },
})

export const showAttendee = view({
  name: 'show-attendee',
  summary: 'For the desk: one delegate, and which slip is valid',
  access: { roles: ['community_clerk'] },
  of: 'delegate_id',
  params: z.strictObject({ delegate_id: id }),
  input: nothing,
  output: attendee.omit({ ballot: true }).extend({
    assembly_id: id,
    /** The generation of the valid slip and whether somebody entered with it; null when none was printed. */
    code: z.strictObject({ generation: z.int(), used: z.boolean() }).nullable(),
  }),
  async run({ tx }, { delegate_id }) {
    const { ballot: _, ...delegate } = await findAttendee(tx, delegate_id, null)
    return accept({ ...delegate, code: await findValidCode(tx, delegate_id) })
  },
})
