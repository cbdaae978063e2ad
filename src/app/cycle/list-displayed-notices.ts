import { z } from 'zod'
import { accept } from '../../core/result.ts'
import { listDisplayedNotices } from '../../db/displayed-notice.ts'
import type { Notice } from '../../db/notice.ts'
import { view } from '../operation.ts'
import { id, moment, page, pageQuery, word } from '../schemas.ts'
import { displayedNotice } from './year-schema.ts'

/** 三公示 [S]: the rules; how it was decided; what came of it. */
const kindsOf: Readonly<Record<'policy' | 'process' | 'result', readonly Notice['kind'][]>> = {
  policy: ['policy'],
  process: ['candidates'],
  result: ['result', 'change', 'acceptance', 'audit'],
}

/** When the last notice of the page before ended, and its id. */
const place = word.refine(value => {
  const [end = '', noticeId = ''] = value.split('_')
  return end.startsWith('2') && moment.safeParse(end).success && id.safeParse(noticeId).success
}, 'the `next` of an earlier page')

export const listDisplayedNoticesView = view({
  name: 'list-displayed-notices',
  summary: 'What is on public display and what was, with names and figures',
  access: { public: true },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: pageQuery.extend({
    after: place.optional(),
    running: z.enum(['true', 'false']).default('true'),
    /** Of the three notices (三公示): policy, process or result. */
    part: z.enum(['policy', 'process', 'result']).optional(),
    cycle_id: id.optional(),
    community_id: id.optional(),
  }),
  output: page(displayedNotice),
  async run({ tx, at }, params, { part, running, ...query }) {
    const kinds = part === undefined ? undefined : kindsOf[part]
    const wanted = { ...query, kinds, running: running === 'true', at: at.toISOString() }
    return accept(await listDisplayedNotices(tx, params.district_id, wanted))
  },
})
