import { z } from 'zod'
import { archive } from '../../core/project/archive.ts'
import { auditStateOf } from '../../core/project/audit-state.ts'
import { projectStatuses } from '../../core/project/project.ts'
import { hashHex } from '../../core/record/hash.ts'
import { accept, refuse } from '../../core/result.ts'
import { findArchive, hasCertifiedAssembly } from '../../db/archive.ts'
import { auditStandings } from '../../db/audit-standing.ts'
import { listProjectsOfYear } from '../../db/project.ts'
import { findCommunityPlace, listYears } from '../../db/year-place.ts'
import { view } from '../operation.ts'
import { communityPlace, communityYear, placeThere, shownYear } from '../placed-year.ts'
import { hex32, id, nothing } from '../schemas.ts'

/** What is still in the way of archiving a community's year, as `archiveYear` would decide. */
export const showArchiveState = view({
  name: 'show-archive-state',
  summary: 'Whether a community’s year may be archived, and which projects are not finished',
  access: { roles: ['community_clerk', 'street_officer'] },
  of: 'community_id',
  params: z.strictObject({ community_id: id, cycle_id: id }),
  input: nothing,
  output: z.strictObject({
    place: communityPlace,
    year: communityYear,
    certified: z.boolean(),
    ready: z.boolean(),
    /** SHA-256 of the archived bundle. */
    bundle: hex32.nullable(),
    projects: z.array(
      z.strictObject({
        id,
        title: z.string(),
        status: z.enum(projectStatuses),
        finished: z.boolean(),
      }),
    ),
  }),
  async run({ tx }, { community_id, cycle_id }) {
    const [year] = await listYears(tx, community_id, cycle_id)
    if (year === undefined) return refuse('NOT_FOUND', { what: 'cycle' })
    const projects = await listProjectsOfYear(tx, cycle_id, community_id)
    const standings = await auditStandings(
      tx,
      projects.map(project => project.id),
    )
    const standing = projects.map(({ id, title, status }) => ({
      id,
      title,
      status,
      audit: auditStateOf(standings.get(id) ?? { draw: 'none', picks: 0, closed: 0 }),
    }))
    const archived = year.archived_at !== null
    const certified = await hasCertifiedAssembly(tx, cycle_id, community_id)
    const isOver = (list: typeof standing) => archive({ archived, certified, projects: list }).ok
    const bundle = await findArchive(tx, cycle_id, community_id)
    return accept({
      place: placeThere(await findCommunityPlace(tx, community_id)),
      year: shownYear(year),
      certified,
      ready: isOver(standing),
      bundle: bundle === null ? null : hashHex(bundle),
      projects: standing.map(({ audit, ...project }) => ({
        ...project,
        finished: archived || isOver([{ ...project, audit }]),
      })),
    })
  },
})
