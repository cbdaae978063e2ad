import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startTestServer } from '../servers.ts'
import { call, done } from './call.ts'
import {
  confirmList,
  goodChecklist,
  listPath,
  makeDistrict,
  proposalOf,
  propose,
  publishCycle,
  recorded,
  screen,
} from './story.ts'
import { expectVerified } from './verified.ts'

const server = await startTestServer()

async function makeList(costs: readonly number[]) {
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district)
  const { here } = district
  const ids = await propose(server, here, cycle, costs)
  const decide = (
    id: string | undefined,
    decision: Readonly<Record<string, unknown>>,
    token = here.clerk.token,
  ) =>
    call(server, 'POST', `/proposals/${id}/screening`, {
      token,
      body: { checklist: goodChecklist, outcome: 'screened', ...decision },
    })
  const confirm = (token?: string) =>
    call(server, 'POST', `${listPath(here, cycle)}/screening-confirmation`, { token })
  return { district, cycle, here, ids, decide, confirm }
}

describe('the clerk screens', () => {
  test('a proposal that passes every item, and the record says so without words', async () => {
    const { district, cycle, here, ids, decide } = await makeList([3_000_000])
    const [id = ''] = ids
    expect(await decide(id, { reason: '王某的建议很好' })).toEqual({
      status: 200,
      body: { id, status: 'screened', given_back: [] },
    })
    const shown = await call(server, 'GET', `/proposals/${id}`)
    expect(shown.body).toMatchObject({
      status: 'screened',
      screening: { outcome: 'screened', checklist: goodChecklist, merged_into: null },
    })
    const body = {
      cycle,
      community: here.id,
      proposal: id,
      outcome: 'screened',
      merged_into: null,
      checklist: goodChecklist,
    }
    expect(await recorded(server, district, 'screening.decided', id)).toMatchObject([{ subject: id, body }])
    expect((await decide(id, {})).body.code).toBe('WRONG_STATUS')
  })

  test('nothing that fails an item or costs more than the fund', async () => {
    const { ids, decide } = await makeList([3_000_000, 20_000_001])
    const failing = { ...goodChecklist, necessary: false }
    expect(await decide(ids[0], { checklist: failing })).toMatchObject({
      status: 409,
      body: { code: 'CHECKLIST_FAILS', failing: ['necessary'] },
    })
    expect(await decide(ids[1], {})).toMatchObject({
      body: { code: 'NOT_AFFORDABLE', estimated_cost_fen: 20_000_001, allocation_fen: 20_000_000 },
    })
    expect((await decide(ids[0], { checklist: { necessary: true } })).body.code).toBe('INPUT_INVALID')
    expect((await decide(ids[0], { checklist: { ...goodChecklist, more: true } })).body.code).toBe(
      'INPUT_INVALID',
    )
  })

  test('with a reason when rejecting', async () => {
    const { ids, decide } = await makeList([3_000_000])
    expect((await decide(ids[0], { outcome: 'rejected' })).body.code).toBe('REASON_REQUIRED')
    expect((await decide(ids[0], { outcome: 'rejected', reason: ' ' })).body.code).toBe('INPUT_INVALID')
    expect((await decide(ids[0], { outcome: 'rejected', reason: '已由城管部门列入计划' })).status).toBe(200)
    expect((await call(server, 'GET', `/proposals/${ids[0]}`)).body).toMatchObject({
      status: 'rejected',
      screening: { reason: '已由城管部门列入计划' },
    })
  })

  test('by merging into another living proposal of the same list, never in a circle', async () => {
    const { district, cycle, ids, decide } = await makeList([1_000_000, 2_000_000, 3_000_000])
    const [a = '', b = '', c = ''] = ids
    const merge = (id: string, into: string | null) => decide(id, { outcome: 'merged', merged_into: into })
    expect((await merge(a, null)).body.code).toBe('MERGE_TARGET_UNFIT')
    expect((await merge(a, a)).body.code).toBe('MERGE_TARGET_UNFIT')
    expect((await merge(a, randomUUID())).body.code).toBe('MERGE_TARGET_UNFIT')
    const [foreign = ''] = await propose(server, district.elsewhere, cycle, [1_000_000])
    expect((await merge(a, foreign)).body.code).toBe('MERGE_TARGET_UNFIT')
    expect((await decide(a, { merged_into: b })).body.code).toBe('MERGE_TARGET_UNFIT')

    expect((await merge(a, b)).body.status).toBe('merged')
    expect((await merge(b, a)).body.code).toBe('MERGE_TARGET_UNFIT')
    expect((await decide(c, { outcome: 'rejected', reason: '不属于公共事项' })).status).toBe(200)
    expect((await merge(b, c)).body.code).toBe('MERGE_TARGET_UNFIT')
    expect((await call(server, 'GET', `/proposals/${a}`)).body).toMatchObject({
      screening: { merged_into: b },
    })
  })

  test('what went into a proposal again when that one is rejected, as often as that happens', async () => {
    const { district, cycle, here, ids, decide, confirm } = await makeList([1e6, 2e6, 3e6, 4e6])
    const [a = '', b = '', c = '', d = ''] = ids
    const merge = (id: string, into: string) => decide(id, { outcome: 'merged', merged_into: into })
    const reject = (id: string) => decide(id, { outcome: 'rejected', reason: '不属于公共事项' })
    const shown = async (id: string) => (await call(server, 'GET', `/proposals/${id}`)).body
    await merge(a, b)
    await merge(b, c)
    expect((await reject(c)).body).toEqual({ id: c, status: 'rejected', given_back: [b] })
    expect(await shown(a)).toMatchObject({ status: 'merged', screening: { merged_into: b } })
    expect(await shown(b)).toMatchObject({
      status: 'submitted',
      screening: null,
      earlier_screenings: [{ outcome: 'merged', merged_into: c }],
    })
    expect((await confirm(here.street_officer.token)).body).toMatchObject({ undecided: 2 })

    expect((await reject(b)).body.given_back).toEqual([a])
    expect((await merge(a, d)).body).toMatchObject({ status: 'merged', given_back: [] })
    expect((await decide(d, {})).body).toMatchObject({ status: 'screened', given_back: [] })
    expect(await shown(a)).toMatchObject({
      status: 'merged',
      screening: { merged_into: d },
      earlier_screenings: [{ merged_into: b }],
    })
    expect((await confirm(here.street_officer.token)).body).toEqual({ screened: [d] })

    const reopened = await recorded(server, district, 'screening.reopened')
    const year = { cycle, community: here.id }
    expect(reopened.map(entry => entry.body)).toEqual([
      { ...year, proposal: b, merged_into: c },
      { ...year, proposal: a, merged_into: b },
    ])
    const decided = await recorded(server, district, 'screening.decided')
    expect(decided.map(({ body }) => [body.proposal, body.outcome])).toEqual([
      [a, 'merged'],
      [b, 'merged'],
      [c, 'rejected'],
      [b, 'rejected'],
      [a, 'merged'],
      [d, 'screened'],
    ])
    await expectVerified(server, district)
  })

  test('in the own community only, and nobody else does', async () => {
    const { district, here, ids, decide } = await makeList([3_000_000])
    expect((await decide(ids[0], {}, district.elsewhere.clerk.token)).body.code).toBe('NOT_YOUR_AREA')
    for (const { token } of [here.street_officer, here.grid_officer, district.admin]) {
      expect((await decide(ids[0], {}, token)).body.code).toBe('NOT_YOUR_ROLE')
    }
    const path = `/proposals/${ids[0]}/screening`
    const unsigned = await call(server, 'POST', path, {
      body: { checklist: goodChecklist, outcome: 'screened' },
    })
    expect(unsigned.status).toBe(401)
    expect((await decide(randomUUID(), {})).status).toBe(404)
    expect((await decide('nothing', {})).status).toBe(404)
  })

  test('no draft', async () => {
    const { here, cycle, decide } = await makeList([])
    const body = proposalOf({ draft: true })
    const { token } = here.clerk
    await done(call(server, 'POST', `${listPath(here, cycle)}/proposals`, { token, body }))
    expect((await decide(body.id, {})).body).toMatchObject({ code: 'WRONG_STATUS' })
  })
})

describe('the street confirms the list', () => {
  test('when everything is decided and something was screened; then nothing is screened any more', async () => {
    const { district, cycle, here, ids, decide, confirm } = await makeList([1_000_000, 2_000_000])
    const [a = '', b = ''] = ids
    const { token } = here.street_officer
    expect(await confirm(token)).toMatchObject({ body: { code: 'SCREENING_UNFINISHED', undecided: 2 } })
    await decide(a, { outcome: 'rejected', reason: '不属于公共事项' })
    await screen(server, here, [b])
    expect((await confirm(token)).body).toEqual({ screened: [b] })
    const [entry] = await recorded(server, district, 'screening.confirmed')
    expect(entry).toMatchObject({
      body: { cycle, community: here.id, screened: [b], rejected: [a], merged: [] },
    })
    expect((await confirm(token)).body.code).toBe('LIST_CONFIRMED')
    expect((await decide(a, {})).body.code).toBe('WRONG_STATUS')
  })

  test('with something on it', async () => {
    const { here, ids, decide, confirm } = await makeList([1_000_000])
    const { token } = here.street_officer
    await decide(ids[0], { outcome: 'rejected', reason: '不属于公共事项' })
    expect((await confirm(token)).body.code).toBe('NOTHING_SCREENED')
  })

  test('of its own communities', async () => {
    const { district, here, cycle, ids, confirm } = await makeList([1_000_000])
    await screen(server, here, ids)
    expect((await confirm(district.elsewhere.street_officer.token)).body.code).toBe('NOT_YOUR_AREA')
    expect((await confirm(here.clerk.token)).body.code).toBe('NOT_YOUR_ROLE')
    expect((await confirm()).body.code).toBe('SIGN_IN_REQUIRED')
    const unknown = `${listPath(here, randomUUID())}/screening-confirmation`
    expect((await call(server, 'POST', unknown, { token: here.street_officer.token })).status).toBe(404)
    await confirmList(server, here, cycle)
  })
})
