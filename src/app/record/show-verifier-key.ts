import { z } from 'zod'
import { accept } from '../../core/result.ts'
import { findLog } from '../../db/record.ts'
import { view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'

/** The key that signs the heads of a district's log, as a vkey (PUBLIC-RECORD.md §1). */
export const showVerifierKey = view({
  name: 'show-verifier-key',
  summary: 'The key by which the heads of a public record and the receipts of ballots are checked',
  access: { public: true },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: nothing,
  output: z.strictObject({ origin: z.string(), verifier_key: z.string() }),
  async run({ tx }, params) {
    const { origin, verifier_key } = await findLog(tx, params.district_id)
    return accept({ origin, verifier_key })
  },
})
