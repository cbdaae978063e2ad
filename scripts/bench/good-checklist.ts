import { exclusions, requirements } from '../../src/core/proposal/screening.ts'

/** A screening checklist that everything on it passes. */
export const goodChecklist = {
  ...Object.fromEntries(requirements.map(name => [name, true])),
  negative_list: Object.fromEntries(exclusions.map(name => [name, false])),
}
