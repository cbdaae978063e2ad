import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { defaultRules } from '../../src/core/cycle/rules.ts'
import { canonicalJson } from '../../src/core/record/canonical-json.ts'
import { hashHex } from '../../src/core/record/hash.ts'
import { goodChecklist } from './good-checklist.ts'

/** The scale of DOMAIN.md §1, and what a community's year usually comes to. */
const size = { streets: 5, communities: 45, grids: 232, proposals: 20, candidates: 10, projects: 6 }
const firstYear = 2027

/** A district with its communities and years, as far as pages look at it: no delegates, no ballots. */
export interface DistrictYears {
  /** A community, and a cycle of the past. */
  readonly community: string
  readonly earlier: string
}

/**
 * Fills an existing district with years straight in its tables: all but the last archived, the last with half its projects accepted
 * and its results on display.
 */
export async function fillDistrictYears(
  connectionString: string,
  slug: string,
  years: number,
): Promise<DistrictYears> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows: districts } = await client.query<{ id: string; account: string }>(
      `SELECT area.id, (SELECT id FROM account WHERE district_id = area.id LIMIT 1) AS account
         FROM area WHERE kind = 'district' AND slug = $1`,
      [slug],
    )
    const [district] = districts
    if (district === undefined) throw new Error(`there is no district ${slug}`)
    await client.query('BEGIN')
    await addAreas(client, district.id)
    const cycles = Array.from({ length: years }, () => randomUUID())
    for (const [at, cycle] of cycles.entries()) {
      await addYear(client, {
        district: district.id,
        account: district.account,
        cycle,
        year: firstYear + at,
        over: at < years - 1,
      })
    }
    await client.query('COMMIT')
    await client.query('ANALYZE')
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM area WHERE district_id = $1 AND slug = 'years-1-1'`,
      [district.id],
    )
    return { community: rows[0]?.id ?? '', earlier: cycles[0] ?? '' }
  } finally {
    await client.end()
  }
}

async function addAreas(client: pg.Client, district: string): Promise<void> {
  const { streets, communities, grids } = size
  await client.query(
    `INSERT INTO area (id, district_id, kind, parent_id, slug, name, created_at)
       SELECT gen_random_uuid(), $1, 'street', $1, 'years-' || n, '第' || n || '街道', now()
         FROM generate_series(1, ${streets}) n`,
    [district],
  )
  const inside = (kind: string, around: string, count: number, places: number) =>
    client.query(
      `INSERT INTO area (id, district_id, kind, parent_id, slug, name, created_at)
       SELECT gen_random_uuid(), $1, '${kind}', place.id, place.slug || '-' || n, '第' || n || '${kind === 'grid' ? '网格' : '社区'}', now()
         FROM generate_series(1, ${count}) n JOIN (
           SELECT id, slug, row_number() OVER (ORDER BY slug) AS place FROM area
             WHERE district_id = $1 AND kind = '${around}' AND slug LIKE 'years-%'
         ) place ON place.place = (n - 1) % ${places} + 1`,
      [district],
    )
  await inside('community', 'street', communities, streets)
  await inside('grid', 'community', grids, communities)
}

interface Year {
  readonly district: string
  readonly account: string
  readonly cycle: string
  readonly year: number
  readonly over: boolean
}

/** One year of every community: from its proposals to the audit of its projects. */
async function addYear(client: pg.Client, { district, account, cycle, year, over }: Year): Promise<void> {
  const rules = canonicalJson(defaultRules)
  const at = `${year}-03-01T00:00:00Z`
  const shown = over ? `${year}-06-08T00:00:00Z` : '2999-01-01T00:00:00Z'
  const run = (text: string, values: readonly unknown[]) => client.query(text, [...values])
  await run(
    `INSERT INTO cycle (id, district_id, name, year, status, rules, rules_hash, created_at, published_at)
       VALUES ($1, $2, $3, $4, 'published', $5, $6, $7, $7)`,
    [cycle, district, `${year} 年度`, year, rules, hashHex(rules), at],
  )
  await run(
    `INSERT INTO fund (cycle_id, community_id, district_id, allocation_fen)
       SELECT $1, id, $2, 20000000 FROM area WHERE district_id = $2 AND kind = 'community' AND slug LIKE 'years-%'`,
    [cycle, district],
  )
  await run(
    `INSERT INTO proposal (id, district_id, cycle_id, community_id, status, title, category, topic, description, place,
         beneficiaries, estimated_cost_fen, proposer, created_at, submitted_at)
       SELECT gen_random_uuid(), $2, $1, community_id,
         CASE WHEN n <= ${size.candidates} THEN 'candidate' WHEN n = ${size.proposals} THEN 'merged' ELSE 'rejected' END,
         '更换' || n || '巷路灯', 'works', '路灯', '路灯坏了，晚上看不见路。', n || '巷', '四十户居民', 3000000,
         'resident', $3, $3
         FROM fund CROSS JOIN generate_series(1, ${size.proposals}) n WHERE cycle_id = $1`,
    [cycle, district, at],
  )
  await run(
    `INSERT INTO screening (proposal_id, district_id, outcome, checklist, reason, decided_by, decided_at)
       SELECT id, district_id, CASE status WHEN 'candidate' THEN 'screened' ELSE 'rejected' END, $2, '理由', $3, created_at
         FROM proposal WHERE cycle_id = $1`,
    [cycle, JSON.stringify(goodChecklist), account],
  )
  await run(
    `INSERT INTO screening_confirmation (cycle_id, community_id, district_id, confirmed_by, confirmed_at)
       SELECT cycle_id, community_id, district_id, $2, $3 FROM fund WHERE cycle_id = $1`,
    [cycle, account, at],
  )
  await run(
    `INSERT INTO assembly (id, district_id, cycle_id, community_id, status, seats, scheduled_for, place,
         candidates_published_at, roster_frozen_at, eligible, present, certified_at, created_at)
       SELECT gen_random_uuid(), district_id, cycle_id, community_id, 'certified', ${size.projects}, $2::timestamptz, '礼堂',
         $2, $2, 40, 37, $2, $2 FROM fund WHERE cycle_id = $1`,
    [cycle, `${year}-06-01T00:00:00Z`],
  )
  await run(
    `INSERT INTO candidate (assembly_id, id, district_id, title, cost_fen)
       SELECT assembly.id, proposal.id, proposal.district_id, title, estimated_cost_fen FROM assembly
         JOIN proposal ON proposal.cycle_id = assembly.cycle_id AND proposal.community_id = assembly.community_id
         WHERE assembly.cycle_id = $1 AND proposal.status = 'candidate'`,
    [cycle],
  )
  for (const kind of ['candidates', 'result']) {
    await run(
      `INSERT INTO notice (id, district_id, cycle_id, community_id, kind, subject, starts_at, ends_at)
         SELECT gen_random_uuid(), district_id, cycle_id, community_id, '${kind}', id, $2, $3 FROM assembly WHERE cycle_id = $1`,
      [cycle, at, kind === 'candidates' ? `${year}-03-08T00:00:00Z` : shown],
    )
  }
  await addProjects(client, { district, account, cycle, year, over })
  if (over)
    await run('UPDATE fund SET archived_at = $2 WHERE cycle_id = $1', [cycle, `${year}-12-31T00:00:00Z`])
}

async function addProjects(client: pg.Client, { district, account, cycle, year, over }: Year): Promise<void> {
  const at = `${year}-07-01T00:00:00Z`
  const day = `${year}-08-01`
  const run = (text: string, values: readonly unknown[]) => client.query(text, [...values])
  await run(
    `INSERT INTO project (id, district_id, assembly_id, cycle_id, community_id, street_id, status, title, cost_fen, created_at)
       SELECT chosen.id, chosen.district_id, assembly_id, $1, community_id, parent_id, 'selected', title, cost_fen, $2 FROM (
         SELECT candidate.*, assembly.community_id, row_number() OVER (PARTITION BY assembly_id ORDER BY candidate.id) AS place
           FROM candidate JOIN assembly ON assembly.id = assembly_id WHERE cycle_id = $1
       ) chosen JOIN area ON area.id = community_id WHERE place <= ${size.projects}`,
    [cycle, at],
  )
  await run(
    `INSERT INTO contract (id, district_id, project_id, number, contractor, method, amount_fen, quantities, signed_on,
         recorded_by, recorded_at)
       SELECT gen_random_uuid(), district_id, id, 1, '某公司', 'comparison', 2500000, '[]', $2, $3, $4
         FROM project WHERE cycle_id = $1`,
    [cycle, day, account, at],
  )
  await run(
    `INSERT INTO payment (id, district_id, project_id, kind, amount_fen, purpose, paid_on, recorded_by, recorded_at)
       SELECT gen_random_uuid(), district_id, id, 'advance', 1000000, '工程款', $2, $3, $4
         FROM project WHERE cycle_id = $1`,
    [cycle, day, account, at],
  )
  await run(
    `UPDATE project SET status = 'accepted', settlement_fen = 2400000, completed_on = $2, accepted_at = $3
       WHERE cycle_id = $1 AND ($4 OR id::text < '8')`,
    [cycle, day, at, over],
  )
  await run(
    `INSERT INTO acceptance (id, district_id, project_id, number, status, held_on, checklist, measurements, conclusion, note,
         drafted_by, drafted_at, decided_at)
       SELECT gen_random_uuid(), district_id, id, 1, 'decided', $2, '[]', '[]', 'accepted', '', $3, $4, $4
         FROM project WHERE cycle_id = $1 AND status = 'accepted'`,
    [cycle, day, account, at],
  )
  await run(
    `INSERT INTO notice (id, district_id, cycle_id, community_id, kind, subject, starts_at, ends_at)
       SELECT acceptance.id, acceptance.district_id, cycle_id, community_id, 'acceptance', project.id, $2, $3 FROM acceptance
         JOIN project ON project.id = project_id WHERE cycle_id = $1`,
    [cycle, at, `${year}-08-08T00:00:00Z`],
  )
  const draw = randomUUID()
  await run(
    `INSERT INTO audit_draw (id, district_id, cycle_id, number, status, frame, dice, seed, opened_by, opened_at)
       VALUES ($1, $2, $3, 1, 'drawn', '{}', repeat('0', 20), 'seed', $4, $5)`,
    [draw, district, cycle, account, at],
  )
  await run(
    `INSERT INTO audit_frame_project (project_id, draw_id, district_id, street_id)
       SELECT id, $2, district_id, street_id FROM project WHERE cycle_id = $1 AND status = 'accepted'`,
    [cycle, draw],
  )
  await run(
    `INSERT INTO audit_assignment (draw_id, project_id, place, account_id, district_id)
       SELECT $2, id, 1, $3, district_id FROM project WHERE cycle_id = $1 AND status = 'accepted' AND id::text < '5'`,
    [cycle, draw, account],
  )
}
