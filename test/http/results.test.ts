import { beforeAll, describe, expect, test } from 'vitest'
import { ballotHash } from '../../src/core/ballot.ts'
import type { ElectronicBallot } from '../../src/core/record/entries.ts'
import { startTestServer, type TestServer } from '../servers.ts'
import { call, done } from './call.ts'
import { type MixedRound, playMixedRound } from './result-story.ts'
import {
  act,
  anyVotePasses,
  type Desk,
  expectRefused,
  makeDesk,
  openRound,
  playRound,
  signAndCertify,
  tallyOf,
  voteOnPaper,
} from './round-story.ts'
import { listPath, proposalOf } from './story.ts'

let server: TestServer
let desk: Desk
let main: MixedRound

/** The first two candidates are tied for the one seat; the first wins the runoff. */
beforeAll(async () => {
  server = await startTestServer()
  desk = await makeDesk(server, { delegates: 9, electronic: 3, rules: { ...anyVotePasses, max_choices: 2 } })
  main = await playMixedRound(desk, [[0], [0], [1]], [[1], [1], [0], [], [2], [0, 1, 2]])
})

interface Listed {
  readonly number: number
  readonly electronic: { readonly key: string; readonly hash: string } | null
  readonly choices: readonly string[] | null
  readonly invalid: string | null
}
interface List {
  readonly items: readonly Listed[]
  readonly next: string | null
  readonly total: Record<string, unknown>
  readonly carried: Record<string, unknown>
}

const list = async (round: string, query = '') =>
  (await done(call(server, 'GET', `/rounds/${round}/ballots${query}`))) as unknown as List

describe('the published ballots, one by one', () => {
  test('are not there before they are published', async () => {
    const waiting = await makeDesk(server)
    const round = await openRound(waiting)
    await voteOnPaper(waiting, round)
    await expectRefused(call(server, 'GET', `/rounds/${round}/ballots`), 404, 'NOT_FOUND')
  })

  test('come page by page, electronic ones first by key, with what was counted before', async () => {
    const all = await list(main.round)
    expect(all.items.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    const keys = all.items.flatMap(({ electronic }) => (electronic === null ? [] : [electronic.key]))
    expect(keys).toEqual(main.cast.map(({ ballot }) => (JSON.parse(ballot) as ElectronicBallot).key).sort())
    const { votes } = (await tallyOf(desk, main.round)).tally
    expect(all.total).toEqual({ votes, valid: 8, invalid: 1, blank: 1 })
    expect(all.carried).toMatchObject({ valid: 0, invalid: 0, blank: 0 })

    const first = await list(main.round, '?limit=4')
    const second = await list(main.round, `?limit=5&after=${first.next}`)
    expect([...first.items, ...second.items]).toEqual(all.items)
    expect(second.next).toBeNull()
    const before = first.items.flatMap(({ choices }) => choices ?? [])
    expect(second.carried).toMatchObject({
      votes: Object.fromEntries(
        desk.candidates.map(id => [id, before.filter(choice => choice === id).length]),
      ),
    })
  })

  test('say which sheets are blank and which are invalid, and why', async () => {
    const { items } = await list(main.round)
    expect(items.filter(({ choices }) => choices?.length === 0)).toHaveLength(1)
    expect(items.filter(({ invalid }) => invalid === 'over_vote')).toHaveLength(1)
    expect(items.filter(({ invalid }) => invalid !== null).map(({ choices }) => choices)).toEqual([null])
  })

  test('are found by the hash or the key of a receipt, from its sixth character on', async () => {
    const ballot = JSON.parse(main.cast[0]?.ballot ?? '') as ElectronicBallot
    const hash = ballotHash(ballot)
    const found = async (name: string) =>
      (await list(main.round, `?find=${name}`)).items.map(({ electronic }) => electronic?.hash)
    expect(await found(hash)).toEqual([hash])
    expect(await found(ballot.key)).toEqual([hash])
    expect(await found(ballot.key.slice(0, 40))).toEqual([hash])
    expect(await found(hash.slice(0, 5))).toEqual([])
    expect(await found('f'.repeat(64))).toEqual([])
  })
})

describe('the other selection rules', () => {
  test('are compared once the assembly has its result, from the main round’s ballots', async () => {
    const compare = () => call(server, 'GET', `/assemblies/${desk.assembly}/other-rules`)
    await expectRefused(compare(), 404, 'NOT_FOUND')
    await signAndCertify(desk, main.round)
    await expectRefused(compare(), 404, 'NOT_FOUND')
    const runoff = await playRound(desk, [[0], [0], [0], [0], [0], [1], [1], [1], [1]])
    await signAndCertify(desk, runoff)

    const { frozen, rules, round_id } = await done(compare())
    const [first = '', second = '', third = ''] = desk.candidates
    expect(round_id).toBe(main.round)
    expect(frozen).toMatchObject({ selection: 'top_seats', selected: [first], rounds: 2 })
    const outcomes = rules as { selection: string; selected: string[]; tied: string[]; next: string }[]
    expect(outcomes.map(({ selection }) => selection)).toEqual([
      'top_seats',
      'greedy_skip',
      'greedy_stop',
      ...Array(3).fill('equal_shares'),
    ])
    expect(outcomes[0]).toMatchObject({ selected: [], tied: [first, second].sort(), next: 'runoff' })
    expect(outcomes[1]).toMatchObject({ selected: [first, second, third].sort(), tied: [], next: 'result' })
  })
})

describe('the course of an assembly', () => {
  test('names each step with its place in the public record', async () => {
    const { items } = await done(call(server, 'GET', `/assemblies/${desk.assembly}/course`))
    const steps = items as { index: number; type: string; subject: string; lot: unknown }[]
    const round = ['round.opened', 'issuing.closed', 'paper.batch', 'ballots.published', 'tally.certified']
    expect(steps.map(({ type }) => type)).toEqual([
      'candidates.published',
      'roster.frozen',
      ...round,
      ...round,
    ])
    for (const { index, type, subject } of steps) {
      const path = `/districts/${desk.district.id}/record/entries?limit=1&after=${index - 1}`
      const { items: entries } = await done(call(server, 'GET', path))
      expect(entries).toMatchObject([{ index, entry: { type, subject } }])
    }
  })

  test('has the dice of a lot', async () => {
    const tied = await makeDesk(server, { rules: { ...anyVotePasses, max_runoffs: 0 } })
    const round = await playRound(tied, [[0], [1]])
    const dice = '12345678901234567890'
    const { order } = await done(act(tied, tied.clerk, `/rounds/${round}/lots`, { dice }))
    const { items } = await done(call(server, 'GET', `/assemblies/${tied.assembly}/course`))
    const lots = (items as { lot: unknown }[]).flatMap(({ lot }) => (lot === null ? [] : [lot]))
    expect(lots).toEqual([{ group: tied.candidates.slice(0, 2).toSorted(), dice, order }])
  })
})

describe('open data', () => {
  test('has the result of every certified assembly, with figures and reasons', async () => {
    const { items } = await done(call(server, 'GET', `/districts/${desk.district.id}/results`))
    const report = await done(call(server, 'GET', `/assemblies/${desk.assembly}/report`))
    expect(items).toEqual([
      expect.objectContaining({
        assembly_id: desk.assembly,
        seats: 1,
        candidates: report.candidates,
        spent_fen: report.spent_fen,
      }),
    ])
    expect(items).toMatchObject([{ rounds: [{ kind: 'main', figures: { valid: 8 } }, { kind: 'runoff' }] }])
  })

  test('has no assembly without a result', async () => {
    const open = await makeDesk(server)
    await playRound(open, [[0], [1]])
    expect(await done(call(server, 'GET', `/districts/${open.district.id}/results`))).toEqual({
      items: [],
      next: null,
    })
  })

  test('has every proposal but drafts, and nobody’s contact', async () => {
    const { elsewhere, id } = desk.district
    const { token } = elsewhere.grid_officer
    const { cycle_id } = await done(call(server, 'GET', `/assemblies/${desk.assembly}`))
    const body = proposalOf({ draft: true, contact: null, grid_id: elsewhere.grid })
    const path = `${listPath(elsewhere, String(cycle_id))}/proposals`
    expect((await call(server, 'POST', path, { token, body })).body.status).toBe('draft')
    const answer = await done(call(server, 'GET', `/districts/${id}/proposals?limit=2`))
    const rest = await done(call(server, 'GET', `/districts/${id}/proposals?after=${answer.next}`))
    const all = [...(answer.items as { id: string }[]), ...(rest.items as { id: string }[])]
    expect(all.map(proposal => proposal.id)).toEqual([...desk.candidates].sort())
    expect(JSON.stringify(all)).not.toContain('13800000000')
  })

  test('has the key and the signed head of the record', async () => {
    const log = await done(call(server, 'GET', `/districts/${desk.district.id}/log`))
    const record = await done(call(server, 'GET', `/districts/${desk.district.id}/record`))
    expect(log).toMatchObject({ verifier_key: record.verifier_key, checkpoint: record.checkpoint })
    expect(log.size).toBe((record.entries as unknown[]).length)
  })
})
