import { z } from 'zod'
import type { LotDrawn } from '../../core/record/entries.ts'
import { accept } from '../../core/result.ts'
import { listCourse } from '../../db/open-data.ts'
import { view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'

/** Where the public record holds each step of an assembly, so that a reader finds it there. */
export const showCourse = view({
  name: 'show-course',
  summary: 'The steps of an assembly with their places in the public record, and the dice of its lots',
  access: { public: true },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: nothing,
  output: z.strictObject({
    items: z.array(
      z.strictObject({
        index: z.int(),
        type: z.string(),
        /** The assembly or one of its rounds. */
        subject: id,
        at: z.string(),
        lot: z
          .strictObject({
            group: z.array(id).readonly(),
            dice: z.string(),
            order: z.array(id).readonly(),
          })
          .nullable(),
      }),
    ),
  }),
  async run({ tx, place }, { assembly_id }) {
    const entries = await listCourse(tx, place.district_id, assembly_id)
    return accept({ items: entries.map(({ entry, ...about }) => ({ ...about, lot: lotIn(entry) })) })
  },
})

function lotIn(entry: string): LotDrawn | null {
  if (entry === '') return null
  // A parsed boundary: every entry was checked before it was appended.
  return (JSON.parse(entry) as { body: LotDrawn }).body
}
