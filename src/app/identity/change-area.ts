import { z } from 'zod'
import { accept } from '../../core/result.ts'
import { setAreaName } from '../../db/area.ts'
import { verb } from '../operation.ts'
import { id, text } from '../schemas.ts'

/** Gives an area another name; its short name, and so its address, stays. */
export const changeArea = verb({
  name: 'change-area',
  summary: 'Rename a district, street, community or grid',
  access: { roles: ['district_admin'] },
  of: 'area_id',
  params: z.strictObject({ area_id: id }),
  input: z.strictObject({ name: text(100) }),
  output: z.strictObject({ id }),
  async run({ tx }, params, input) {
    await setAreaName(tx, params.area_id, input.name)
    return accept({ id: params.area_id })
  },
})
