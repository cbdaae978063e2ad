import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { freshDatabase } from '../database.ts'
import { refusal } from './refusal.ts'
import { addContract, addPayment, addProject, makeWorld, type World } from './world.ts'

const { serverDb, ownerDb } = await freshDatabase()
let world: World

beforeEach(async () => {
  world = await makeWorld(serverDb)
})

const permissionDenied = '42501'
const restricted = '23001'

function issue(delegate: string, kind = 'paper') {
  return sql`insert into ballot_issue (round_id, assembly_id, delegate_id, district_id, kind)
    values (${world.round}, ${world.assembly}, ${delegate}, ${world.district}, ${kind})`.execute(serverDb)
}

/** How many of some things done at once were done. */
async function accepted(works: readonly Promise<unknown>[]): Promise<number> {
  const outcomes = await Promise.all(works.map(refusal))
  return outcomes.filter(outcome => outcome === 'accepted').length
}

describe('the database refuses, whatever the program does', () => {
  it('a second ballot for a delegate in a round, paper or electronic, also of fifty at once', async () => {
    const [delegate] = world.delegates
    const works = Array.from({ length: 50 }, (_, at) =>
      issue(delegate, at % 2 === 0 ? 'paper' : 'electronic'),
    )
    expect(await accepted(works)).toBe(1)
    expect(await refusal(issue(delegate))).toBe('one_ballot_a_round')
    const round = await ownerDb
      .selectFrom('round')
      .selectAll()
      .where('id', '=', world.round)
      .executeTakeFirstOrThrow()
    expect(round.issued_paper + round.issued_electronic).toBe(1)
  })

  it('a ballot for somebody who is not present, or after issuing was closed', async () => {
    expect(await refusal(issue(randomUUID()))).toContain('fkey')
    await sql`update round set status = 'voting', present = 3 where id = ${world.round}`.execute(serverDb)
    expect(await refusal(issue(world.delegates[0]))).toBe('round_facts_stay')
  })

  it('more ballots returned than issued, but in a voided round', async () => {
    await issue(world.delegates[0])
    await sql`update round set status = 'voting', present = 3 where id = ${world.round}`.execute(serverDb)
    await sql`update round set status = 'counting' where id = ${world.round}`.execute(serverDb)
    const returned = (status: string, reason: string | null) =>
      sql`update round set status = ${status}, returned_paper = 2, void_reason = ${reason} where id = ${world.round}`.execute(
        serverDb,
      )
    expect(await refusal(returned('published', null))).toBe('returned_within_issued')
    expect(await refusal(returned('voided', 'returned > issued'))).toBe('accepted')
  })

  it('ballots issued beyond the delegates present', async () => {
    await issue(world.delegates[0])
    await issue(world.delegates[1])
    const close = sql`update round set status = 'voting', present = 1 where id = ${world.round}`.execute(
      serverDb,
    )
    expect(await refusal(close)).toBe('issued_within_eligible')
  })

  it('selected projects over the allocation, also of two at once', async () => {
    const [dear, cheap] = world.candidates
    const works = [addProject(serverDb, world, dear, 60_000), addProject(serverDb, world, cheap, 50_000)]
    expect(await accepted(works)).toBe(1)
    const fund = await ownerDb
      .selectFrom('fund')
      .selectAll()
      .where('cycle_id', '=', world.cycle)
      .executeTakeFirstOrThrow()
    expect(fund.selected_fen).toBeLessThanOrEqual(fund.allocation_fen)
    expect(
      await refusal(sql`update fund set selected_fen = 0 where cycle_id = ${world.cycle}`.execute(serverDb)),
    ).toBe(permissionDenied)
  })

  it('a budget raised over the allocation', async () => {
    await addProject(serverDb, world, world.candidates[0], 60_000)
    const raise = sql`update project set cost_fen = 100001 where id = ${world.candidates[0]}`.execute(
      serverDb,
    )
    expect(await refusal(raise)).toBe('fund_not_overspent')
  })

  it('a contract over the budget and payments over the contract, also of fifty at once', async () => {
    const [project] = world.candidates
    await addProject(serverDb, world, project, 60_000)
    expect(await refusal(addPayment(serverDb, world, { project, amountFen: 1 }))).toBe(
      'payments_within_contract',
    )
    expect(await refusal(addContract(serverDb, world, project, 60_001))).toBe('contract_within_budget')
    await addContract(serverDb, world, project, 50_000)
    const works = Array.from({ length: 50 }, () => addPayment(serverDb, world, { project, amountFen: 9_000 }))
    expect(await accepted(works)).toBe(5)
    const row = await ownerDb
      .selectFrom('project')
      .selectAll()
      .where('id', '=', project)
      .executeTakeFirstOrThrow()
    expect(row.paid_fen).toBe(45_000)
    expect(await refusal(sql`update project set paid_fen = 0 where id = ${project}`.execute(serverDb))).toBe(
      permissionDenied,
    )
  })

  it('a reversal that is not the negative of one payment of the same project, once', async () => {
    const [project] = world.candidates
    await addProject(serverDb, world, project, 60_000)
    await addContract(serverDb, world, project, 50_000)
    const id = randomUUID()
    await addPayment(serverDb, world, { project, amountFen: 9_000, id })
    expect(await refusal(addPayment(serverDb, world, { project, amountFen: -8_999, reverses: id }))).toBe(
      'reversal_fits',
    )
    expect(await refusal(addPayment(serverDb, world, { project, amountFen: -9_000, reverses: id }))).toBe(
      'accepted',
    )
    expect(await refusal(addPayment(serverDb, world, { project, amountFen: -9_000, reverses: id }))).toBe(
      'payment_reverses_key',
    )
  })

  it('a log that shrinks, goes back in time, or has a hole', async () => {
    await sql`insert into log (district_id, origin, verifier_key, size, last_at) values (${world.district}, ${world.district}, 'k', 5, '2026-01-02')`.execute(
      serverDb,
    )
    const set = (text: string) =>
      sql.raw(`update log set ${text} where district_id = '${world.district}'`).execute(serverDb)
    expect(await refusal(set('size = 4'))).toBe(restricted)
    expect(await refusal(set("last_at = '2026-01-01'"))).toBe(restricted)
    const entry = sql`insert into record_entry (district_id, index, type, subject, at, entry, leaf_hash)
      values (${world.district}, 7, 't', 's', '2026', '{}', decode(repeat('00', 32), 'hex'))`.execute(
      serverDb,
    )
    expect(await refusal(entry)).toBe(restricted)
  })

  it('one thing on the record twice, but for the things that happen again', async () => {
    await sql`insert into log (district_id, origin, verifier_key) values (${world.district}, ${world.district}, 'k')`.execute(
      serverDb,
    )
    const enter = (index: number, type: string) =>
      sql`insert into record_entry (district_id, index, type, subject, at, entry, leaf_hash)
        values (${world.district}, ${index}, ${type}, 's', '2026', '{}', decode(repeat('00', 32), 'hex'))`.execute(
        serverDb,
      )
    await enter(0, 'round.opened')
    expect(await refusal(enter(1, 'round.opened'))).toBe('record_entry_once')
    await enter(1, 'payment.recorded')
    expect(await refusal(enter(2, 'payment.recorded'))).toBe('accepted')
  })

  it('an area that lies where its kind does not, or a second district of one short name', async () => {
    const area = (kind: string, parent: string | null, slug = 'x', id = randomUUID()) =>
      sql`insert into area (id, district_id, kind, parent_id, slug, name, created_at)
        values (${id}, ${kind === 'district' ? id : world.district}, ${kind}, ${parent}, ${slug}, '某', now())`.execute(
        serverDb,
      )
    const other = await makeWorld(serverDb)
    expect(await refusal(area('grid', world.street))).toBe('area_parent_fits')
    expect(await refusal(area('community', world.district))).toBe('area_parent_fits')
    expect(await refusal(area('street', other.district))).toBe('area_parent_fits')
    expect(await refusal(area('grid', world.community))).toBe('accepted')
    expect(await refusal(area('district', null, world.district.slice(0, 8)))).toBe('area_district_slug')
  })

  it('a role in an area of another kind than the role is of', async () => {
    const bind = (role: string, area: string) =>
      sql`insert into account_role (account_id, district_id, role, area_id)
        values (${world.clerk}, ${world.district}, ${role}, ${area})`.execute(serverDb)
    expect(await refusal(bind('district_admin', world.community))).toBe('account_role_area_fits')
    expect(await refusal(bind('grid_officer', world.street))).toBe('account_role_area_fits')
    expect(await refusal(bind('street_officer', world.street))).toBe('accepted')
  })

  it('an acceptance by whoever executed, whichever comes first', async () => {
    const [project, other] = world.candidates
    const [officer] = world.officers
    await addProject(serverDb, world, project, 40_000)
    await addProject(serverDb, world, other, 40_000)
    const accept = (of: string) => acceptanceOf(of, officer)
    const execute = (of: string) =>
      sql`insert into project_executor (project_id, account_id, district_id) values (${of}, ${officer}, ${world.district})`.execute(
        serverDb,
      )
    await execute(project)
    expect(await refusal(accept(project))).toBe('nobody_accepts_own_work')
    await accept(other)
    expect(await refusal(execute(other))).toBe('nobody_accepts_own_work')
  })

  it('an acceptance decided by one person, or changed once decided', async () => {
    const [project] = world.candidates
    await addProject(serverDb, world, project, 40_000)
    const id = await acceptanceOf(project, world.officers[0])
    const decide = () =>
      sql`update acceptance set status = 'decided', decided_at = now() where id = ${id}`.execute(serverDb)
    expect(await refusal(decide())).toBe('acceptance_is_signed')
    await sign(id, world.officers[1])
    expect(await refusal(decide())).toBe('accepted')
    expect(
      await refusal(
        sql`update acceptance set status = 'withdrawn', decided_at = null where id = ${id}`.execute(serverDb),
      ),
    ).toBe('acceptance_is_signed')
  })

  it('a change of published rules or allocations', async () => {
    const rules = sql`update cycle set rules = '{"a":1}' where id = ${world.cycle}`.execute(serverDb)
    expect(await refusal(rules)).toBe(restricted)
    const allocation = sql`update fund set allocation_fen = 1 where cycle_id = ${world.cycle}`.execute(
      serverDb,
    )
    expect(await refusal(allocation)).toBe(restricted)
  })
})

async function acceptanceOf(project: string, officer: string): Promise<string> {
  const id = randomUUID()
  await sql`insert into acceptance (id, district_id, project_id, number, status, held_on, checklist, measurements, conclusion, note, drafted_by, drafted_at)
    values (${id}, ${world.district}, ${project}, 1, 'drafted', '2026-05-01', '[]', '[]', 'accepted', '', ${officer}, now())`.execute(
    serverDb,
  )
  await sign(id, officer)
  return id
}

async function sign(acceptance: string, officer: string): Promise<void> {
  await sql`insert into acceptance_signature (acceptance_id, account_id, district_id, signed_at)
    values (${acceptance}, ${officer}, ${world.district}, now())`.execute(serverDb)
}
