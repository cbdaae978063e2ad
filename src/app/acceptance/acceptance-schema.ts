import { z } from 'zod'
import { optionalText, quantity, text } from '../schemas.ts'

/** One line of the checklist. */
export const acceptanceItem = z.strictObject({
  item: text(200),
  passed: z.boolean(),
  remark: optionalText(1000).default(''),
})

/** What was found of one contracted item. */
export const measurement = z.strictObject({
  item: text(200),
  unit: text(20),
  contracted: quantity,
  measured: quantity,
})
