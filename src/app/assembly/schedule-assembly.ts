import { z } from 'zod'
import { mayScheduleAssembly } from '../../core/assembly/status.ts'
import { checkAhead } from '../../core/day.ts'
import { accept, refuse } from '../../core/result.ts'
import { addAssembly } from '../../db/assembly.ts'
import { findList, holdFund } from '../../db/proposal.ts'
import { verb } from '../operation.ts'
import { id } from '../schemas.ts'
import { meetingPlace, meetingTime, seats } from './assembly-schema.ts'

/**
 * Schedules the assembly (票决大会) of a community in a cycle; another only after the first was voided as a whole.
 * Refusals: NOT_FOUND (no fund), WRONG_STATUS, ASSEMBLY_EXISTS, DAY_PASSED.
 */
export const scheduleAssembly = verb({
  name: 'schedule-assembly',
  summary: 'Schedule the assembly of a community',
  access: { roles: ['community_clerk'] },
  of: 'community_id',
  creates: true,
  params: z.strictObject({ community_id: id, cycle_id: id }),
  input: z.strictObject({ id, seats, scheduled_for: meetingTime, place: meetingPlace }),
  output: z.strictObject({ id }),
  async run({ tx, place, at }, params, input) {
    if (!(await holdFund(tx, params.cycle_id, params.community_id))) {
      return refuse('NOT_FOUND', { what: 'fund' })
    }
    const allowed = mayScheduleAssembly(await findList(tx, params.cycle_id, params.community_id))
    if (!allowed.ok) return allowed
    const ahead = checkAhead(Date.parse(input.scheduled_for), at.getTime())
    if (!ahead.ok) return ahead
    const assembly = {
      ...input,
      ...params,
      district_id: place.district_id,
      created_at: at.toISOString(),
    }
    return (await addAssembly(tx, assembly)) ? accept({ id: input.id }) : refuse('ASSEMBLY_EXISTS')
  },
})
