import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Department, Duty, Role } from '../../src/core/identity/access.ts'
import { openLog } from '../../src/db/record.ts'
import type { DB } from '../../src/db/schema.ts'
import { sessionToken } from '../../src/http/session.ts'
import { addContract, addProject, type World } from '../db/world.ts'

const at = '2026-03-01T00:00:00.000Z'
const end = '2099-01-01T00:00:00.000Z'

/** An id for every path parameter, all of one community. */
export async function subjectsOf(
  db: Kysely<DB>,
  world: World,
  { grid, publicKey }: { grid: string; publicKey: Uint8Array<ArrayBuffer> },
): Promise<Record<string, string>> {
  const [project] = world.candidates
  const ids = {
    objection_id: randomUUID(),
    batch_id: randomUUID(),
    change_request_id: randomUUID(),
    acceptance_id: randomUUID(),
  }
  const { district, clerk, officers, cycle, assembly, round } = world
  const run = (query: ReturnType<typeof sql>) => query.execute(db)
  await db.transaction().execute(tx => openLog(tx, district, `test/${district}`, publicKey))
  const proposal = randomUUID()
  await run(sql`insert into proposal (id, district_id, cycle_id, community_id, grid_id, status, title, category, topic, description, place,
    beneficiaries, estimated_cost_fen, proposer, proposer_delegate_id, created_at) values (${proposal}, ${district}, ${cycle}, ${world.community}, ${grid},
    'draft', '游园', 'works', '游园', '修游园', '二巷', '全体', 1000, 'delegate', ${world.delegates[0]}, ${at})`)
  await run(
    sql`insert into proposal_contact (proposal_id, district_id, name, phone) values (${proposal}, ${district}, '某', '1')`,
  )
  await run(sql`insert into objection (id, district_id, assembly_id, stage, text, filed_at)
    values (${ids.objection_id}, ${district}, ${assembly}, 'candidates', '太远', ${at})`)
  await run(
    sql`insert into objection_contact (objection_id, district_id, name, phone) values (${ids.objection_id}, ${district}, '某', '1')`,
  )
  await run(sql`insert into paper_batch (id, district_id, round_id, label, status, created_at)
    values (${ids.batch_id}, ${district}, ${round}, '一', 'keying', ${at})`)
  await addProject(db, world, project, 60_000)
  await addContract(db, world, project, 50_000)
  await run(sql`insert into change_request (id, district_id, project_id, kind, reason, status, needs_approval, requested_by, requested_at)
    values (${ids.change_request_id}, ${district}, ${project}, 'cancel', '拆迁', 'requested', true, ${clerk}, ${at})`)
  await run(sql`insert into acceptance (id, district_id, project_id, number, status, held_on, checklist, measurements, conclusion, note, drafted_by, drafted_at)
    values (${ids.acceptance_id}, ${district}, ${project}, 1, 'drafted', '2026-05-01', '[]', '[]', 'accepted', '', ${officers[0]}, ${at})`)
  const stratum = { id: world.street, projects: [project], quota: 1 }
  const frame = { cycle, inspectors: [], ratio: { num: 30, den: 100 }, strata: [stratum] }
  const [draw, inspection, photo] = [randomUUID(), randomUUID(), randomUUID()]
  await run(sql`insert into audit_draw (id, district_id, cycle_id, number, status, frame, opened_by, opened_at)
    values (${draw}, ${district}, ${cycle}, 1, 'framed', ${JSON.stringify(frame)}, ${clerk}, ${at})`)
  await run(sql`insert into audit_frame_project (project_id, draw_id, district_id, street_id)
    values (${project}, ${draw}, ${district}, ${world.street})`)
  await run(sql`insert into audit_assignment (draw_id, project_id, place, account_id, district_id)
    values (${draw}, ${project}, 1, ${clerk}, ${district}), (${draw}, ${project}, 2, ${officers[0]}, ${district})`)
  await run(sql`insert into inspection (id, district_id, project_id, extra, status, inspected_on, place, checklist, finding, questioned_fen, note, drafted_by, drafted_at)
    values (${inspection}, ${district}, ${project}, false, 'drafted', '2026-06-01', '一巷', '{}', 'pass', 0, '', ${clerk}, ${at})`)
  await run(sql`insert into photo (id, district_id, project_id, caption, width, height, small_width, small_height, sha256, added_by, added_at)
    values (${photo}, ${district}, ${project}, '一巷', 4, 3, 4, 3, ${'0'.repeat(64)}, ${clerk}, ${at})`)
  return {
    ...ids,
    area_id: world.community,
    district_id: district,
    street_id: world.street,
    community_id: world.community,
    account_id: clerk,
    cycle_id: cycle,
    proposal_id: proposal,
    assembly_id: assembly,
    delegate_id: world.delegates[0],
    round_id: round,
    project_id: project,
    draw_id: draw,
    inspection_id: inspection,
    photo_id: photo,
    slug: district.slice(0, 8),
  }
}

/** A token of a member of staff with one role. */
export async function staffToken(
  db: Kysely<DB>,
  key: Uint8Array,
  post: { district: string; role: Role; area: string; department?: Department; mustChange?: boolean },
): Promise<string> {
  const id = randomUUID()
  await sql`insert into account (id, district_id, login, name, password_salt, password_hash, must_change_password, created_at)
    values (${id}, ${post.district}, ${`a${id}`}, '某', decode(repeat('00', 16), 'hex'), decode(repeat('00', 32), 'hex'), ${post.mustChange ?? false}, ${at})`.execute(
    db,
  )
  await sql`insert into account_role (account_id, district_id, role, area_id, department)
    values (${id}, ${post.district}, ${post.role}, ${post.area}, ${post.department ?? null})`.execute(db)
  return tokenOf(db, key, { district: post.district, account: id, delegate: null })
}

/** A token of a delegate, charged with a duty or none. */
export async function delegateToken(
  db: Kysely<DB>,
  key: Uint8Array,
  world: World,
  delegate: string,
  duty: Duty | null,
): Promise<string> {
  if (duty !== null) {
    await sql`insert into duty (assembly_id, delegate_id, district_id, duty)
      values (${world.assembly}, ${delegate}, ${world.district}, ${duty})`.execute(db)
  }
  return tokenOf(db, key, { district: world.district, account: null, delegate })
}

async function tokenOf(
  db: Kysely<DB>,
  key: Uint8Array,
  holder: { district: string; account: string | null; delegate: string | null },
): Promise<string> {
  const session_id = randomUUID()
  await sql`insert into session (id, district_id, account_id, delegate_id, created_at, expires_at)
    values (${session_id}, ${holder.district}, ${holder.account}, ${holder.delegate}, ${at}, ${end})`.execute(
    db,
  )
  return sessionToken(key, { session_id, created_at: at, expires_at: end })
}

/** A grid in the world's community. */
export async function addGrid(db: Kysely<DB>, world: World): Promise<string> {
  const id = randomUUID()
  await sql`insert into area (id, district_id, kind, parent_id, slug, name, created_at)
    values (${id}, ${world.district}, 'grid', ${world.community}, 'g', '网格', ${at})`.execute(db)
  return id
}

export type Who = 'public' | 'staff' | Role | Duty | 'delegate'

/** Somebody who asks, and whether in their own area. */
export interface Caller {
  readonly name: string
  readonly token: string | null
  readonly who: readonly Who[]
  readonly inside: boolean
}

/** A stranger, and somebody of every role and duty, once of the world's area and once of another one. */
export async function callersOf(
  db: Kysely<DB>,
  key: Uint8Array,
  worlds: { home: World; abroad: World; grids: ReadonlyMap<World, string> },
): Promise<Caller[]> {
  const { home, abroad, grids } = worlds
  const callers: Caller[] = [{ name: 'a stranger', token: null, who: ['public'], inside: true }]
  for (const [world, inside] of [
    [home, true],
    [abroad, false],
  ] as const) {
    const areas: Record<Role, string> = {
      grid_officer: grids.get(world) ?? '',
      community_clerk: world.community,
      street_officer: world.street,
      auditor: world.district,
      district_admin: world.district,
    }
    for (const [role, area] of Object.entries(areas) as [Role, string][]) {
      const department = role === 'auditor' ? { department: 'finance' as const } : {}
      const token = await staffToken(db, key, { district: world.district, role, area, ...department })
      callers.push({
        name: `${role} ${inside ? 'of the area' : 'of another area'}`,
        token,
        who: ['staff', role],
        inside,
      })
    }
    const [chief, scrutineer, teller] = world.delegates
    for (const [delegate, duty] of [
      [chief, 'chief_scrutineer'],
      [scrutineer, 'scrutineer'],
      [teller, 'teller'],
    ] as const) {
      const token = await delegateToken(db, key, world, delegate, duty)
      callers.push({
        name: `${duty} ${inside ? 'of the assembly' : 'of another'}`,
        token,
        who: ['delegate', duty],
        inside,
      })
    }
  }
  return callers
}
