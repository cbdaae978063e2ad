import { z } from 'zod'
import { accept } from '../../core/result.ts'
import { view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'
import { signedHead } from './views.ts'

/** Where a district's log stands and who signs it, without its entries. */
export const showLog = view({
  name: 'show-log',
  summary: 'The public record in short: its key, its size and its signed head',
  access: { public: true },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: nothing,
  output: z.strictObject({
    origin: z.string(),
    verifier_key: z.string(),
    size: z.int(),
    checkpoint: z.string(),
  }),
  async run(step, params) {
    const { log, checkpoint } = await signedHead(step, params.district_id)
    const { origin, verifier_key, tree } = log
    return accept({ origin, verifier_key, size: tree.size, checkpoint })
  },
})
