import { z } from 'zod'
import { duties } from '../../core/identity/access.ts'
import type { LotDrawn } from '../../core/record/entries.ts'
import { accept } from '../../core/result.ts'
import { listCourse } from '../../db/open-data.ts'
import { view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'

/** What the record says of a replacement: never who it was. */
const dutyReplaced = z.object({ duty: z.enum(duties), successor: z.boolean() })

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
        /** The assembly, one of its rounds, or the replacement of somebody with a duty. */
        subject: id,
        at: z.string(),
        lot: z
          .strictObject({
            group: z.array(id).readonly(),
            dice: z.string(),
            order: z.array(id).readonly(),
          })
          .nullable(),
        /** The duty of somebody who left, and whether another took it over. */
        duty: dutyReplaced.nullable(),
      }),
    ),
  }),
  async run({ tx, place }, { assembly_id }) {
    const entries = await listCourse(tx, place.district_id, assembly_id)
    return accept({
      items: entries.map(({ entry, ...about }) => ({ ...about, ...toldBy(about.type, entry) })),
    })
  },
})

function toldBy(type: string, entry: string) {
  // A parsed boundary: every entry was checked before it was appended.
  const body: unknown = entry === '' ? null : (JSON.parse(entry) as { body: unknown }).body
  return {
    lot: type === 'lot.drawn' ? (body as LotDrawn) : null,
    duty: type === 'duty.replaced' ? dutyReplaced.parse(body) : null,
  }
}
