import { z } from 'zod'
import { departments } from '../../core/identity/access.ts'
import { id, quantity, text } from '../schemas.ts'

export const department = z.enum(departments)

export const finding = z.enum(['pass', 'minor', 'major'])

/** Of an inspection that is not withdrawn. */
export const inspectionStatus = z.enum(['drafted', 'recorded', 'rectified', 'closed'])

/** What the inspectors measured of an item, against what the acceptance had measured and the settlement billed. */
export const inspectedQuantity = z.strictObject({
  item: text(200),
  unit: text(20),
  billed: quantity,
  measured: quantity,
})

/** A member of staff as colleagues see them; `department` is null for whoever is no auditor any more. */
export const colleague = z.strictObject({ id, name: z.string(), department: department.nullable() })

/** A project with the names around it. */
export const namedProject = z.strictObject({
  id,
  title: z.string(),
  community_id: id,
  community: z.string(),
  street_id: id,
  street: z.string(),
})

const ids = z.array(id).readonly()

/** The frame of a draw as PUBLIC-RECORD.md §2 has it. */
export const auditFrame = z.strictObject({
  cycle: id,
  ratio: z.strictObject({ num: z.int(), den: z.int() }),
  strata: z.array(z.strictObject({ id, projects: ids, quota: z.int() })).readonly(),
  inspectors: z.array(z.strictObject({ id, department, excluded: ids })).readonly(),
})

/** The outcome of a draw as PUBLIC-RECORD.md §2 has it. */
export const auditOutcome = z.strictObject({
  seed: z.string(),
  selected: z.array(z.strictObject({ stratum: id, projects: ids })).readonly(),
  assignments: z.array(z.strictObject({ project: id, inspectors: z.tuple([id, id]).readonly() })).readonly(),
})
