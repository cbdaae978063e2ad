import { z } from 'zod'
import { parseVerifierKey, signCheckpoint } from '../../core/record/checkpoint.ts'
import { encodeBase64 } from '../../core/record/encoding.ts'
import { publicFile } from '../../core/record/entries.ts'
import { treeRoot } from '../../core/record/merkle.ts'
import {
  consistencyNodes,
  consistencyProof,
  inclusionNodes,
  inclusionProof,
} from '../../core/record/merkle-proofs.ts'
import { accept, refuse } from '../../core/result.ts'
import { findLog, findNodes, listEntries } from '../../db/record.ts'
import { type Step, view } from '../operation.ts'
import { id, nothing, page, word } from '../schemas.ts'

const ofDistrict = {
  access: { public: true },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
} as const

/** The signed head of the log: a C2SP checkpoint (PUBLIC-RECORD.md §1). Signed when asked for; equal heads, equal bytes. */
export const showCheckpoint = view({
  name: 'show-checkpoint',
  summary: 'The signed head of the public record',
  ...ofDistrict,
  input: nothing,
  output: z.string(),
  async run(step, params) {
    return accept((await signedHead(step, params.district_id)).checkpoint)
  },
})

/** The published file, as `npm run verify` takes it. */
export const showRecord = view({
  name: 'show-record',
  summary: 'The whole public record as one file',
  ...ofDistrict,
  input: nothing,
  output: z.string(),
  async run(step, params) {
    const { log, checkpoint } = await signedHead(step, params.district_id)
    const texts: string[] = []
    while (texts.length < log.tree.size) {
      const rows = await listEntries(step.tx, params.district_id, { from: texts.length, limit: 2000 })
      for (const row of rows) texts.push(row.entry)
    }
    return accept(publicFile(texts, checkpoint, log.verifier_key))
  },
})

/** The head of a district's log as it stands, signed. */
export async function signedHead({ tx, services }: Step, districtId: string) {
  const log = await findLog(tx, districtId)
  const key = parseVerifierKey(log.verifier_key)
  if (!key.ok) throw new Error(`the log of ${districtId} has no verifier key: ${key.error}`)
  const head = { origin: log.origin, size: log.tree.size, root: treeRoot(log.tree) }
  return { log, checkpoint: await signCheckpoint(head, key.value, services.logKey.sign) }
}

/** Entries in order, with their indexes. */
export const listEntriesView = view({
  name: 'list-entries',
  summary: 'Entries of the public record, in order',
  ...ofDistrict,
  input: z.strictObject({
    after: z
      .string()
      .regex(/^[0-9]{1,15}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    type: word.optional(),
    subject: word.optional(),
  }),
  output: page(z.strictObject({ index: z.int(), entry: z.record(z.string(), z.unknown()) })),
  async run({ tx }, params, query) {
    const from = query.after === undefined ? 0 : Number(query.after) + 1
    const rows = await listEntries(tx, params.district_id, { ...query, from, limit: query.limit + 1 })
    const shown = rows.slice(0, query.limit)
    const last = shown.at(-1)
    return accept({
      items: shown.map(row => ({
        index: row.index,
        entry: JSON.parse(row.entry) as Record<string, unknown>,
      })),
      next: rows.length > query.limit && last !== undefined ? String(last.index) : null,
    })
  },
})

const size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const proof = z.strictObject({ proof: z.array(z.string()) })

export const proveInclusion = view({
  name: 'prove-inclusion',
  summary: 'Proves that an entry is in a head of the log (RFC 6962 §2.1.1); hashes in base64',
  ...ofDistrict,
  input: z.strictObject({ index: size, size }),
  output: proof,
  async run({ tx }, params, query) {
    const log = await findLog(tx, params.district_id)
    if (query.size > log.tree.size || query.index >= query.size)
      return refuse('NOT_FOUND', { what: 'entry', size: log.tree.size })
    const nodeAt = await findNodes(tx, params.district_id, inclusionNodes(query.index, query.size))
    return accept({ proof: inclusionProof(query.index, query.size, nodeAt).map(encodeBase64) })
  },
})

export const proveConsistency = view({
  name: 'prove-consistency',
  summary: 'Proves that one head of the log grew out of another (RFC 6962 §2.1.2); hashes in base64',
  ...ofDistrict,
  input: z.strictObject({ from: size, to: size }),
  output: proof,
  async run({ tx }, params, query) {
    const log = await findLog(tx, params.district_id)
    if (query.to > log.tree.size || query.from > query.to || query.from === 0) {
      return refuse('NOT_FOUND', { what: 'head', size: log.tree.size })
    }
    const nodeAt = await findNodes(tx, params.district_id, consistencyNodes(query.from, query.to))
    return accept({ proof: consistencyProof(query.from, query.to, nodeAt).map(encodeBase64) })
  },
})
