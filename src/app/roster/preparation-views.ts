import { z } from 'zod'
import { duties } from '../../core/identity/access.ts'
import { accept } from '../../core/result.ts'
import { listDutyChoices, listSlipStates } from '../../db/preparation.ts'
import { view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'
import { delegateCategory } from './roster-schema.ts'

export const listDutyChoicesView = view({
  name: 'list-duty-choices',
  summary:
    'The roster with duties, and with what each delegate proposed, for the rule that proposers have no duty',
  access: { roles: ['community_clerk'] },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: nothing,
  output: z.strictObject({
    items: z.array(
      z.strictObject({
        id,
        name: z.string(),
        category: delegateCategory,
        duty: z.enum(duties).nullable(),
        present: z.boolean(),
        /** Titles of the own proposals among the candidates; before these are published, of those that may become one. */
        proposed: z.array(z.string()),
      }),
    ),
  }),
  async run({ tx }, { assembly_id }) {
    const items = await listDutyChoices(tx, assembly_id)
    return accept({ items: items.map(item => ({ ...item, proposed: [...item.proposed] })) })
  },
})

export const listSlipsView = view({
  name: 'list-slips',
  summary: 'Who on the roster has a code and who has used it; never the codes themselves',
  access: { roles: ['community_clerk'] },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: nothing,
  output: z.strictObject({
    items: z.array(
      z.strictObject({
        delegate_id: id,
        name: z.string(),
        category: delegateCategory,
        /** Of the valid code; null: none yet. */
        generation: z.int().nullable(),
        used: z.boolean(),
      }),
    ),
  }),
  async run({ tx }, { assembly_id }) {
    return accept({ items: await listSlipStates(tx, assembly_id) })
  },
})
