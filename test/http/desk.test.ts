import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../servers.ts'
import { call, done } from './call.ts'
import {
  act,
  agreeOn,
  type Desk,
  expectRefused,
  key,
  makeDesk,
  newBatch,
  openRound,
  publish,
  sign,
  tallyOf,
  voteOnPaper,
} from './round-story.ts'
import { checkIn, clerkDoes, makeDistrict, prepareAssembly, publishCycle } from './story.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})

interface Gate {
  readonly code: string
  readonly detail: Readonly<Record<string, unknown>>
}
interface ShownDesk {
  readonly status: string
  readonly due: { readonly kind: string; readonly candidates: number; readonly max_choices: number } | null
  readonly round: Readonly<Record<string, unknown>> | null
  readonly gates: Readonly<Record<string, Gate | null>>
}

async function deskOf(token: string, assembly: string): Promise<ShownDesk> {
  return (await done(call(server, 'GET', `/assemblies/${assembly}/desk`, { token }))) as unknown as ShownDesk
}

const shownDesk = (desk: Desk) => deskOf(desk.clerk, desk.assembly)

/** The steps that can be taken, in order. */
function open(desk: ShownDesk): string[] {
  return Object.entries(desk.gates)
    .filter(([, gate]) => gate === null)
    .map(([step]) => step)
}

describe('the desk', () => {
  it('says before check-in what is in the way of it', async () => {
    const district = await makeDistrict(server)
    const cycle = await publishCycle(server, district, { notice_days: 7 })
    const { token } = district.here.clerk
    const hall = await prepareAssembly(server, district.here, cycle, {
      costs: [3_000_000, 4_000_000],
      seats: 1,
      delegates: 9,
    })
    const desk = await deskOf(token, hall.assembly)
    expect(desk.gates.open_check_in).toMatchObject({
      code: 'NOTICE_RUNNING',
      detail: { ends_at: expect.anything() },
    })
    expect(open(desk)).toEqual(['void_assembly'])
  })

  it('counts who is missing for the quorum, then whose duty is missing', async () => {
    const district = await makeDistrict(server)
    const cycle = await publishCycle(server, district)
    const { token } = district.here.clerk
    const hall = await prepareAssembly(server, district.here, cycle, {
      costs: [3_000_000, 4_000_000],
      seats: 1,
      delegates: 9,
    })
    expect(open(await deskOf(token, hall.assembly))).toEqual(['open_check_in', 'void_assembly'])
    await clerkDoes(server, district.here, hall.assembly, 'check-in-opening')
    await checkIn(server, district.here, hall.assembly, hall.delegates.slice(4, 6))
    const early = await deskOf(token, hall.assembly)
    expect(early.gates.confirm_scrutineers).toEqual({
      code: 'QUORUM_NOT_REACHED',
      detail: { eligible: 9, present: 2, need: 6 },
    })
    expect(early.gates.open_round).toMatchObject({ code: 'QUORUM_NOT_REACHED' })
    await checkIn(server, district.here, hall.assembly, hall.delegates.slice(1, 4))
    await checkIn(server, district.here, hall.assembly, hall.delegates.slice(6))
    const reached = await deskOf(token, hall.assembly)
    expect(reached.gates.confirm_scrutineers).toMatchObject({
      code: 'DUTY_HOLDERS_ABSENT',
      detail: { present: { chief_scrutineer: 0, scrutineer: 1, teller: 2 } },
    })
    expect(reached.gates.open_round).toMatchObject({ code: 'SCRUTINEERS_NOT_CONFIRMED' })
    await checkIn(server, district.here, hall.assembly, hall.delegates.slice(0, 1))
    await clerkDoes(server, district.here, hall.assembly, 'scrutineers-confirmation')
    const ready = await deskOf(token, hall.assembly)
    expect(open(ready)).toEqual(['check_in', 'replace_duty', 'open_round', 'void_assembly'])
    expect(ready.due).toEqual({ kind: 'main', candidates: 2, seats: 1, max_choices: 1 })
  })

  it('follows a round on paper from its opening to its certificate', async () => {
    const desk = await makeDesk(server)
    const round = await openRound(desk)
    const issuing = await shownDesk(desk)
    expect(issuing.round).toMatchObject({
      id: round,
      status: 'issuing',
      without_ballot: { paper: 9, electronic: 0 },
      issued_paper: 0,
    })
    expect(issuing.gates).toMatchObject({ issue_ballots: null, close_issuing: null, void_round: null })
    expect(issuing.gates.open_round).toMatchObject({ code: 'ROUND_OPEN' })
    await voteOnPaper(desk, round, 8)
    const counting = await shownDesk(desk)
    expect(counting.round).toMatchObject({
      status: 'counting',
      issued_paper: 8,
      without_ballot: { paper: 1, electronic: 0 },
      sheets: 0,
    })
    expect(counting.gates.publish_ballots).toMatchObject({ code: 'BATCHES_MISSING' })
    const batch = await newBatch(desk, round)
    await done(key(desk, desk.tellers[0], batch, [[0], [1]]))
    await done(key(desk, desk.tellers[1], batch, [[0], [0]]))
    const differing = await shownDesk(desk)
    expect(differing.gates.publish_ballots).toEqual({ code: 'BATCHES_NOT_AGREED', detail: { open: 1 } })
    expect(differing.round).toMatchObject({
      batches: { keying: 0, differing: 1, ruling: 0, agreed: 0 },
      sheets: 0,
    })
    await done(key(desk, desk.tellers[1], batch, [[1], [0]]))
    expect((await shownDesk(desk)).round).toMatchObject({ batches: { agreed: 1 }, sheets: 2 })
    await done(publish(desk, round))
    const published = await shownDesk(desk)
    // One vote each for the single seat: a tie, which a runoff decides.
    expect(published.round).toMatchObject({ status: 'published', signed: { chief_scrutineer: 0 } })
    expect(published.gates.certify).toMatchObject({ code: 'SIGNATURES_MISSING' })
    expect(published.gates.void_round).toMatchObject({ code: 'WRONG_STATUS' })
    const { tally_hash } = await tallyOf(desk, round)
    await done(sign(desk, desk.chief, round, tally_hash))
    await done(sign(desk, desk.scrutineer, round, tally_hash))
    expect((await shownDesk(desk)).gates.certify).toBeNull()
    await done(act(desk, desk.clerk, `/rounds/${round}/certification`))
    const between = await shownDesk(desk)
    expect(between).toMatchObject({ round: null, due: { kind: 'runoff', candidates: 2 } })
    expect(open(between)).toEqual(['check_in', 'replace_duty', 'open_round'])
  })

  it('says before publication that more came back than were issued', async () => {
    const desk = await makeDesk(server)
    const round = await openRound(desk)
    await voteOnPaper(desk, round, 6)
    await agreeOn(desk, round, [[0], [0], [0], [0], [0], [0], [0]])
    const shown = await shownDesk(desk)
    expect(shown.round).toMatchObject({ issued_paper: 6, sheets: 7 })
    expect(shown.gates.publish_ballots).toBeNull()
    await done(publish(desk, round))
    const voided = await shownDesk(desk)
    expect(voided).toMatchObject({ status: 'counting', round: null, due: { kind: 'main' } })
    expect(voided.gates.void_assembly).toMatchObject({ code: 'BALLOTS_PUBLISHED' })
  })
})

describe('the specimen', () => {
  it('has the candidates in one order, before the round and in it', async () => {
    const desk = await makeDesk(server)
    const ascending = desk.candidates.toSorted()
    const due = await done(call(server, 'GET', `/assemblies/${desk.assembly}/specimen`))
    expect(due).toMatchObject({
      round_id: null,
      number: 1,
      kind: 'main',
      max_choices: 1,
      exact_choices: false,
    })
    expect((due.candidates as { id: string }[]).map(({ id }) => id)).toEqual(ascending)
    const round = await openRound(desk)
    const shown = await done(call(server, 'GET', `/assemblies/${desk.assembly}/specimen`))
    expect(shown).toMatchObject({ ...due, round_id: round })
    const opened = await done(call(server, 'GET', `/rounds/${round}`))
    expect(opened.candidates).toEqual(ascending)
  })

  it('of a runoff has the tied ones only; after the result there is none', async () => {
    const desk = await makeDesk(server)
    const round = await openRound(desk)
    await voteOnPaper(desk, round, 8)
    await agreeOn(desk, round, [[0], [2]])
    await done(publish(desk, round))
    const { tally_hash } = await tallyOf(desk, round)
    for (const who of [desk.chief, desk.scrutineer]) await done(sign(desk, who, round, tally_hash))
    await done(act(desk, desk.clerk, `/rounds/${round}/certification`))
    const due = await done(call(server, 'GET', `/assemblies/${desk.assembly}/specimen`))
    expect(due).toMatchObject({ round_id: null, number: 2, kind: 'runoff' })
    const tied = [desk.candidates[0], desk.candidates[2]].toSorted()
    expect((due.candidates as { id: string }[]).map(({ id }) => id)).toEqual(tied)
    const runoff = await openRound(desk)
    await voteOnPaper(desk, runoff, 8)
    await agreeOn(desk, runoff, [[0]])
    await done(publish(desk, runoff))
    const again = await tallyOf(desk, runoff)
    for (const who of [desk.chief, desk.scrutineer]) await done(sign(desk, who, runoff, again.tally_hash))
    await done(act(desk, desk.clerk, `/rounds/${runoff}/certification`))
    await expectRefused(call(server, 'GET', `/assemblies/${desk.assembly}/specimen`), 409, 'NO_ROUND_DUE')
    expect(await shownDesk(desk)).toMatchObject({
      status: 'certified',
      round: { status: 'certified' },
      due: null,
    })
  })
})

describe('those who count', () => {
  it('see which batches wait for them, and nothing of what is on the sheets', async () => {
    const desk = await makeDesk(server)
    const round = await openRound(desk)
    await voteOnPaper(desk, round)
    const batch = await newBatch(desk, round)
    const [first, second] = desk.tellers
    await done(key(desk, first, batch, [[0], 'unreadable']))
    const count = (token: string) =>
      done(call(server, 'GET', `/assemblies/${desk.assembly}/count`, { token }))
    const about = { id: batch, label: '一', status: 'keying', keyed: 1, sheets: null }
    expect(await count(first)).toMatchObject({
      duty: 'teller',
      round: { batches: [{ ...about, own: true }] },
    })
    expect(await count(second)).toMatchObject({ round: { batches: [{ ...about, own: false }] } })
    await done(key(desk, second, batch, ['unreadable', [0]]))
    expect(await count(desk.scrutineer)).toMatchObject({
      duty: 'scrutineer',
      round: { tally: null, batches: [{ status: 'ruling', keyed: 2 }] },
    })
    await done(act(desk, desk.scrutineer, `/batches/${batch}/rulings`, { unreadable: 1, upheld: true }))
    await done(publish(desk, round))
    const { tally_hash } = await tallyOf(desk, round)
    await done(sign(desk, desk.chief, round, tally_hash))
    expect(await count(desk.chief)).toMatchObject({
      round: { batches: [{ sheets: 2 }], tally: { tally_hash, signed: ['chief_scrutineer'], own: true } },
    })
    expect(await count(desk.scrutineer)).toMatchObject({ round: { tally: { own: false } } })
    expect(await count(desk.clerk)).toMatchObject({ duty: null, round: { tally: { own: false } } })
  })
})

describe('a batch begun by mistake', () => {
  it('can be taken away as long as nobody has keyed it', async () => {
    const desk = await makeDesk(server)
    const round = await openRound(desk)
    await voteOnPaper(desk, round)
    const mistaken = await newBatch(desk, round, '二')
    await agreeOn(desk, round, [[0]])
    await expectRefused(publish(desk, round), 409, 'BATCHES_NOT_AGREED')
    const remove = (batch: string) =>
      call(server, 'DELETE', `/batches/${batch}`, { token: desk.clerk, body: {}, key: randomUUID() })
    await done(remove(mistaken))
    await done(publish(desk, round))
    expect(await shownDesk(desk)).toMatchObject({ round: { status: 'published', sheets: 1 } })
  })

  it('stays once a teller has keyed it, also when both happen at once', async () => {
    const desk = await makeDesk(server)
    const round = await openRound(desk)
    await voteOnPaper(desk, round)
    for (let attempt = 0; attempt < 5; attempt++) {
      const batch = await newBatch(desk, round, String(attempt))
      const [keyed, removed] = await Promise.all([
        key(desk, desk.tellers[0], batch, [[0]]),
        call(server, 'DELETE', `/batches/${batch}`, { token: desk.clerk, body: {} }),
      ])
      const outcomes = [
        [200, 409],
        [404, 200],
      ]
      expect(outcomes).toContainEqual([keyed.status, removed.status])
    }
    const kept = await newBatch(desk, round, 'kept')
    await done(key(desk, desk.tellers[0], kept, [[0]]))
    const again = call(server, 'DELETE', `/batches/${kept}`, { token: desk.clerk, body: {} })
    await expectRefused(again, 409, 'BATCH_KEYED')
  })
})

describe('the assemblies on a clerk’s table', () => {
  it('are those that have neither a result nor were voided, with their stage', async () => {
    const desk = await makeDesk(server)
    const path = `/communities/${desk.community.id}/open-assemblies`
    const list = () => done(call(server, 'GET', path, { token: desk.clerk }))
    expect(await list()).toMatchObject({
      items: [{ id: desk.assembly, status: 'checking_in', round_status: null, community: 'here' }],
    })
    await openRound(desk)
    expect(await list()).toMatchObject({ items: [{ status: 'voting', round_status: 'issuing' }] })
    const reason = '到会人数不足'
    await done(act(desk, desk.clerk, `/assemblies/${desk.assembly}/void`, { reason, in_hall: 1 }))
    expect(await list()).toEqual({ items: [] })
  })
})
