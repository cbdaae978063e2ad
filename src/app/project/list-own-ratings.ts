import { z } from 'zod'
import { rate, ratings } from '../../core/project/satisfaction.ts'
import { accept, refuse } from '../../core/result.ts'
import { listRatingsOf } from '../../db/satisfaction.ts'
import { view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'
import { projectStatus } from './project-schema.ts'

/** The projects that a delegate's assembly selected, with the delegate's own rating: for nobody else. */
export const listOwnRatings = view({
  name: 'list-own-ratings',
  summary: 'For a delegate: the projects of the assembly and the own ratings',
  access: { delegates: 'all' },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: nothing,
  output: z.strictObject({
    items: z.array(
      z.strictObject({
        id,
        title: z.string(),
        status: projectStatus,
        rating: z.enum(ratings).nullable(),
        /** It may be rated: finished, its ratings not published, the year not archived. */
        open: z.boolean(),
      }),
    ),
  }),
  async run({ tx, actor }, params) {
    if (actor.kind !== 'delegate') return refuse('NOT_YOUR_ROLE')
    const projects = await listRatingsOf(tx, params.assembly_id, actor.delegate_id)
    return accept({
      items: projects.map(({ published, archived, ...project }) => {
        const rated = rate({ status: project.status, published }, project.rating, 'satisfied')
        return { ...project, open: project.rating === null && !archived && rated.ok }
      }),
    })
  },
})
