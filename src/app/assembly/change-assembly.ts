import { z } from 'zod'
import { mayChangeAssembly } from '../../core/assembly/status.ts'
import { checkAhead, chinaDay } from '../../core/day.ts'
import { accept } from '../../core/result.ts'
import { lockAssembly, setAssembly } from '../../db/assembly.ts'
import { verb } from '../operation.ts'
import { id } from '../schemas.ts'
import { meetingPlace, meetingTime, seats } from './assembly-schema.ts'

/**
 * Changes when and where an assembly meets, and its seats as long as the candidates are not published.
 * Refusals: WRONG_STATUS, CANDIDATES_PUBLISHED, DAY_PASSED.
 */
export const changeAssembly = verb({
  name: 'change-assembly',
  summary: 'Change time, place or seats of a scheduled assembly',
  access: { roles: ['community_clerk'] },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: z.strictObject({
    seats: seats.optional(),
    scheduled_for: meetingTime.optional(),
    place: meetingPlace.optional(),
  }),
  output: z.strictObject({ id, seats: z.int(), scheduled_for: z.string(), place: z.string() }),
  async run({ tx, at }, params, input) {
    const assembly = await lockAssembly(tx, params.assembly_id)
    const changed = {
      seats: input.seats ?? assembly.seats,
      scheduled_for: input.scheduled_for ?? assembly.scheduled_for,
      place: input.place ?? assembly.place,
    }
    const allowed = mayChangeAssembly(assembly, changed.seats !== assembly.seats)
    if (!allowed.ok) return allowed
    const meets = Date.parse(changed.scheduled_for)
    const moved = chinaDay(meets) !== chinaDay(Date.parse(assembly.scheduled_for))
    const ahead = moved ? checkAhead(meets, at.getTime()) : accept(null)
    if (!ahead.ok) return ahead
    await setAssembly(tx, assembly.id, changed)
    return accept({ id: assembly.id, ...changed })
  },
})
