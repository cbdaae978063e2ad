import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Attendance, ServerBusy, SignedOut } from '../../src/client/attendance.ts'
import type { BallotStore } from '../../src/client/ballot-store.ts'
import { StoreFailed } from '../../src/client/indexed-db-store.ts'
import { type Moment, type Participation, takePart } from '../../src/client/take-part.ts'
import type { Device } from '../../src/client/vote.ts'
import { call, done } from '../http/call.ts'
import { deviceOf, electronicOf } from '../http/electronic-story.ts'
import { act, type Desk, makeDesk, openRound, publish, signAndCertify } from '../http/round-story.ts'
import { openSession } from '../http/story.ts'
import { startTestServer, type TestServer } from '../servers.ts'

let server: TestServer
let desk: Desk

beforeAll(async () => {
  server = await startTestServer()
  desk = await makeDesk(server, { delegates: 9, electronic: 9 })
})

const running: Participation[] = []
afterEach(async () => {
  for (const participation of running.splice(0)) await participation.stop()
  const { round } = await done(call(server, 'GET', `/assemblies/${desk.assembly}/hall`))
  const { id, status } = (round ?? { id: '', status: 'voided' }) as { id: string; status: string }
  if (['issuing', 'voting', 'counting'].includes(status))
    await done(act(desk, desk.clerk, `/rounds/${id}/void`, { reason: '下一个测试' }))
})

const eventually = { timeout: 15_000 }

interface Phone {
  readonly participation: Participation
  readonly device: Device
  /** What it shows. */
  readonly moment: () => Moment
  readonly screens: readonly string[]
}

interface Mishaps {
  readonly change?: (send: typeof fetch) => typeof fetch
  readonly store?: (store: BallotStore) => BallotStore
  readonly look?: (look: () => Promise<Attendance>) => () => Promise<Attendance>
  /** A phone that has this one's store: another window. */
  readonly beside?: Phone
  readonly able?: boolean
}

/** The phone of one of the delegates; what goes wrong is the test's. */
async function phoneOf(place: number, mishaps: Mishaps = {}): Promise<Phone> {
  const delegate = electronicOf(desk, 9)[place] ?? ''
  const { change, store = kept => kept, look = plain => plain, beside, able = true } = mishaps
  const own = await deviceOf(desk, delegate, change)
  const device = beside?.device ?? { ...own, store: store(own.store) }
  const token = await openSession(server, desk.district.id, { delegate_id: delegate })
  const plainLook = async () =>
    (await done(
      call(server, 'GET', `/assemblies/${desk.assembly}/attendance`, { token }),
    )) as unknown as Attendance
  const shown: { last: Moment | null } = { last: null }
  const screens: string[] = []
  const show = (moment: Moment) => {
    shown.last = moment
    if (screens.at(-1) !== moment.step.screen) screens.push(moment.step.screen)
  }
  const world = {
    device,
    look: look(plainLook),
    able,
    hidden: () => false,
    chance: () => 0,
    show,
    tell: () => undefined,
  }
  const participation = takePart(world, await plainLook())
  running.push(participation)
  return {
    participation,
    device,
    screens,
    moment: () => {
      if (shown.last === null) throw new TypeError('nothing is shown yet')
      return shown.last
    },
  }
}

/** Changes the answers of one address the first so many times. */
function answering(
  path: RegExp,
  times: number,
  answer: (real: () => Promise<Response>) => Promise<Response>,
) {
  return (send: typeof fetch): typeof fetch => {
    let left = times
    return (input, init) => {
      if (!path.test(String(input)) || left-- <= 0) return send(input, init)
      return answer(() => send(input, init))
    }
  }
}

/** The request arrives and its answer does not. */
async function lost(real: () => Promise<Response>): Promise<Response> {
  await (await real()).arrayBuffer()
  throw new TypeError('the connection broke')
}

async function refused(status: number, code: string): Promise<Response> {
  return new Response(JSON.stringify({ code }), { status })
}

async function closeIssuing(round: string): Promise<void> {
  await done(act(desk, desk.clerk, `/rounds/${round}/issuing-closing`))
}

async function closeVoting(round: string): Promise<void> {
  await done(act(desk, desk.clerk, `/rounds/${round}/voting-closing`))
}

describe('a phone', () => {
  it('gets the blank ballot although the answer is lost, and tells of it meanwhile', async () => {
    const phone = await phoneOf(0, { change: answering(/tokens$/, 1, lost) })
    await openRound(desk, true)
    await phone.participation.refresh()
    expect(phone.moment()).toMatchObject({ step: { screen: 'obtaining' }, trouble: 'connection' })
    await phone.participation.refresh()
    expect(phone.moment()).toMatchObject({ step: { screen: 'blank' }, trouble: null })
  })

  it('goes on by itself, without anybody pressing anything', async () => {
    const phone = await phoneOf(0, { change: answering(/tokens$/, 2, () => refused(503, 'BUSY_TRY_AGAIN')) })
    await openRound(desk, true)
    await phone.participation.refresh()
    expect(phone.moment().trouble).toBe('busy')
    await expect.poll(() => phone.moment().step.screen, eventually).toBe('blank')
    expect(phone.moment().trouble).toBe(null)
  })

  it('casts a filled ballot until it is acknowledged, and shows one screen after the other', async () => {
    const phone = await phoneOf(1, { change: answering(/ballots$/, 2, lost) })
    const round = await openRound(desk, true)
    await phone.participation.refresh()
    await closeIssuing(round)
    await phone.participation.refresh()
    await phone.participation.check(true)
    expect(phone.moment().step.screen).toBe('checking')
    await phone.participation.cast([desk.candidates[0] ?? ''])
    expect(phone.moment()).toMatchObject({ step: { screen: 'casting' }, trouble: 'connection' })
    await expect.poll(() => phone.moment().step.screen, eventually).toBe('cast')
    expect(phone.moment().trouble).toBe(null)
    expect(phone.screens).toEqual(['obtaining', 'blank', 'choosing', 'checking', 'casting', 'cast'])
  })

  it('sends what waited for the network as soon as it is back', async () => {
    let down = false
    const phone = await phoneOf(6, {
      change: send => (input, init) =>
        down && /ballots$/.test(String(input))
          ? Promise.reject(new TypeError('no network'))
          : send(input, init),
    })
    const round = await openRound(desk, true)
    await phone.participation.refresh()
    await closeIssuing(round)
    await phone.participation.refresh()
    down = true
    await phone.participation.cast([])
    for (let attempt = 0; attempt < 4; attempt++) await phone.participation.tryAgain()
    expect(phone.moment()).toMatchObject({ step: { screen: 'casting' }, trouble: 'connection' })
    down = false
    await phone.participation.refresh()
    await expect.poll(() => phone.moment().step.screen, { timeout: 2000 }).toBe('cast')
  })

  it('finds out after the close that a ballot did not arrive, and that one whose answer was lost did', async () => {
    const never = () => Promise.reject(new TypeError('no network'))
    const late = await phoneOf(2, { change: answering(/ballots$/, 1, never) })
    const doubting = await phoneOf(3, { change: answering(/ballots$/, 1, lost) })
    const round = await openRound(desk, true)
    for (const phone of [late, doubting]) await phone.participation.refresh()
    await closeIssuing(round)
    for (const phone of [late, doubting]) {
      await phone.participation.refresh()
      await phone.participation.cast([])
      expect(phone.moment().step.screen).toBe('casting')
    }
    await closeVoting(round)
    for (const phone of [late, doubting]) await phone.participation.refresh()
    await expect.poll(() => late.moment().step, eventually).toEqual({ screen: 'counting', own: 'refused' })
    await expect
      .poll(() => doubting.moment().step, eventually)
      .toEqual({ screen: 'counting', own: 'receipt' })
    await done(publish(desk, round))
    for (const phone of [late, doubting]) await phone.participation.refresh()
    expect(doubting.moment()).toMatchObject({ step: { screen: 'published' }, found: true })
    expect(late.moment().found).toBe(null)
    await signAndCertify(desk, round)
    desk = await makeDesk(server, { delegates: 9, electronic: 9 })
  })

  it('says that another device has the ballot, and does not ask again and again', async () => {
    const phone = await phoneOf(4)
    let asked = 0
    const other = await phoneOf(4, {
      change: answering(/tokens$/, 99, real => {
        asked++
        return real()
      }),
    })
    await openRound(desk, true)
    await phone.participation.refresh()
    await other.participation.refresh()
    await other.participation.refresh()
    expect(other.moment().step.screen).toBe('elsewhere')
    expect(asked).toBeLessThanOrEqual(1)
  })

  it('does not take a blank ballot that is not stamped with the published key, nor ask again unasked', async () => {
    const forged = JSON.stringify({ blind_signature: Buffer.alloc(384, 7).toString('base64url') })
    let asked = 0
    const phone = await phoneOf(5, {
      change: answering(/tokens$/, 1, async () => {
        asked++
        return new Response(forged)
      }),
    })
    await openRound(desk, true)
    await phone.participation.refresh()
    await phone.participation.refresh()
    expect(phone.moment()).toMatchObject({ step: { screen: 'obtaining' }, trouble: 'token_wrong' })
    expect(asked).toBe(1)
    await phone.participation.tryAgain()
    expect(phone.moment()).toMatchObject({ step: { screen: 'blank' }, trouble: null })
  })

  it('stops when the record does not prove what the server says', async () => {
    const phone = await phoneOf(6, {
      change: answering(/inclusion/, 1, async () => new Response('{"proof":[]}')),
    })
    await openRound(desk, true)
    await phone.participation.refresh()
    expect(phone.moment().trouble).toBe('unproven')
  })

  it('tells of a receipt that is not signed by the district, and keeps none', async () => {
    const wrong = JSON.stringify({ ballot: '0'.repeat(64), receipt: 'A'.repeat(86) })
    const phone = await phoneOf(7, { change: answering(/ballots$/, 1, async () => new Response(wrong)) })
    const round = await openRound(desk, true)
    await phone.participation.refresh()
    await closeIssuing(round)
    await phone.participation.refresh()
    await phone.participation.cast([])
    await phone.participation.refresh()
    expect(phone.moment()).toMatchObject({ step: { screen: 'casting' }, trouble: 'receipt_wrong' })
    expect(phone.moment().kept?.receipt).toBe(undefined)
    await phone.participation.tryAgain()
    expect(phone.moment()).toMatchObject({ step: { screen: 'cast' }, trouble: null })
  })

  it('sends nothing that it cannot keep', async () => {
    const sent: string[] = []
    const phone = await phoneOf(8, {
      store: store => ({ ...store, put: () => Promise.reject(new StoreFailed('full')) }),
      change: answering(/tokens$/, 99, real => {
        sent.push('token')
        return real()
      }),
    })
    await openRound(desk, true)
    await phone.participation.refresh()
    expect(phone.moment()).toMatchObject({ step: { screen: 'obtaining' }, trouble: 'storage' })
    expect(sent).toEqual([])
  })

  it('casts what was confirmed although the session has ended', async () => {
    let ended = false
    const phone = await phoneOf(0, {
      change: answering(/ballots$/, 1, lost),
      look: look => () => (ended ? Promise.reject(new SignedOut()) : look()),
    })
    const round = await openRound(desk, true)
    await phone.participation.refresh()
    await closeIssuing(round)
    await phone.participation.refresh()
    await phone.participation.cast([])
    ended = true
    await phone.participation.refresh()
    await expect.poll(() => phone.moment().step.screen, eventually).toBe('cast')
    expect(phone.moment().trouble).toBe('signed_out')
  })

  it('casts in its own time: no request that says who asks comes with the ballot', async () => {
    const asked: string[] = []
    const phone = await phoneOf(5, {
      change: answering(/ballots$/, 99, async real => {
        asked.push('ballot')
        if (asked.length > 1) return real()
        throw new TypeError('no network')
      }),
      look: look => () => {
        asked.push('look')
        return look()
      },
    })
    const round = await openRound(desk, true)
    await phone.participation.refresh()
    await closeIssuing(round)
    await phone.participation.refresh()
    asked.length = 0
    await phone.participation.cast([])
    expect(asked).toEqual(['ballot'])
    await expect.poll(() => phone.moment().step.screen, eventually).toBe('cast')
    expect(asked).toEqual(['ballot', 'ballot'])
  })

  it('shows in both of its windows the ballot that was confirmed first', async () => {
    const first = await phoneOf(1)
    const second = await phoneOf(1, { beside: first })
    const round = await openRound(desk, true)
    await Promise.all([first.participation.refresh(), second.participation.refresh()])
    for (const phone of [first, second]) expect(phone.moment().step.screen).toBe('blank')
    await closeIssuing(round)
    await Promise.all([first.participation.refresh(), second.participation.refresh()])
    await first.participation.cast([desk.candidates[0] ?? ''])
    await second.participation.cast([desk.candidates[1] ?? ''])
    expect(second.moment()).toMatchObject({ step: { screen: 'cast' }, trouble: 'other_window' })
    const kept = await first.device.store.get(round)
    expect(kept?.ballot).toContain(desk.candidates[0])
    expect(first.moment().kept).toEqual(second.moment().kept)
  })

  it('knows that a browser cannot do it, and asks for nothing', async () => {
    const phone = await phoneOf(2, { able: false })
    await openRound(desk, true)
    await phone.participation.refresh()
    expect(phone.moment().step.screen).toBe('unable')
    expect(await phone.device.store.get(phone.moment().attendance.round?.id ?? '')).toBe(null)
  })

  it('forgets the trouble of a round that is over', async () => {
    const unproven = async () => new Response('{"proof":[]}')
    const phone = await phoneOf(3, { change: answering(/inclusion/, 1, unproven) })
    const round = await openRound(desk, true)
    await phone.participation.refresh()
    expect(phone.moment().trouble).toBe('unproven')
    await done(act(desk, desk.clerk, `/rounds/${round}/void`, { reason: '重来' }))
    await phone.participation.refresh()
    expect(phone.moment()).toMatchObject({ step: { screen: 'round_voided' }, trouble: null })
  })

  it('keeps what it showed while the server does not answer', async () => {
    let down = false
    const phone = await phoneOf(4, {
      look: look => () => (down ? Promise.reject(new ServerBusy('503')) : look()),
    })
    await openRound(desk, true)
    await phone.participation.refresh()
    down = true
    await phone.participation.refresh()
    expect(phone.moment()).toMatchObject({ step: { screen: 'blank' }, trouble: 'busy' })
  })
})
