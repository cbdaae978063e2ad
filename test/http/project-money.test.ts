import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startTestServer } from '../servers.ts'
import { done } from './call.ts'
import {
  acceptAll,
  addAuditors,
  contract,
  decideOn,
  draw,
  firstOf,
  inspect,
  inspectorsOf,
  makeSite,
  pay,
  paymentOf,
  post,
  type Site,
  show,
  start,
  today,
} from './project-story.ts'
import { expectRefused } from './round-story.ts'
import { recorded } from './story.ts'
import { expectVerified } from './verified.ts'

const server = await startTestServer()

async function contracted(): Promise<{ site: Site; project: string }> {
  const site = await makeSite(server)
  await contract(site, firstOf(site))
  return { site, project: firstOf(site) }
}

function reverse(site: Site, project: string, reverses: string, id = randomUUID()) {
  const body = { id, reverses, reason: '账号填错' }
  return post(site, site.clerk, `/projects/${project}/reversals`, body)
}

describe('a payment', () => {
  test('before acceptance is at most half of the contract, and a refusal gives the figures', async () => {
    const { site, project } = await contracted()
    expect((await done(pay(site, project, 'advance', 600_000))).left_fen).toBe(400_000)
    expect(
      await expectRefused(pay(site, project, 'progress', 400_001), 409, 'PAYMENT_OVER_CAP'),
    ).toMatchObject({
      cap_fen: 1_000_000,
      paid_fen: 600_000,
      left_fen: 400_000,
      amount_fen: 400_001,
    })
    const body = paymentOf('progress', 400_000)
    expect(await post(site, site.clerk, `/projects/${project}/payments`, body)).toEqual({
      status: 201,
      body: { id: body.id, cap_fen: 1_000_000, paid_fen: 1_000_000, left_fen: 0 },
    })
    expect(
      await expectRefused(pay(site, project, 'final', 1), 409, 'PAYMENT_KIND_DOES_NOT_FIT'),
    ).toMatchObject({ allowed: ['advance', 'progress'] })
    expect(await show(site, project)).toMatchObject({ paid_fen: 1_000_000, money: { left_fen: 1_000_000 } })
    expect(await recorded(server, site.district, 'payment.recorded', project)).toMatchObject([
      { body: { amount_fen: 600_000 } },
      { body: { amount_fen: 400_000 } },
    ])
    await expectVerified(server, site.district)
  })

  test('needs a contract', async () => {
    const site = await makeSite(server)
    await expectRefused(pay(site, firstOf(site), 'advance', 1), 409, 'WRONG_STATUS')
  })

  test('after acceptance is the rest but the retention, then the retention', async () => {
    const { site, project } = await contracted()
    await start(site, project)
    await done(
      post(site, site.clerk, `/projects/${project}/completion`, {
        settlement_fen: 1_999_999,
        completed_on: today(),
      }),
    )
    await decideOn(site, project)
    await expectRefused(pay(site, project, 'advance', 1), 409, 'PAYMENT_KIND_DOES_NOT_FIT')
    expect(
      await expectRefused(pay(site, project, 'final', 1_900_001), 409, 'PAYMENT_OVER_CAP'),
    ).toMatchObject({ cap_fen: 1_900_000, left_fen: 1_900_000 })
    await done(pay(site, project, 'final', 1_900_000))
    expect(
      await expectRefused(pay(site, project, 'retention', 100_000), 409, 'PAYMENT_OVER_CAP'),
    ).toMatchObject({ cap_fen: 99_999, paid_fen: 0, left_fen: 99_999 })
    await done(pay(site, project, 'retention', 99_999))
    expect(await show(site, project)).toMatchObject({
      paid_fen: 1_999_999,
      money: { left_fen: 0, retention_fen: 99_999, retention_paid_fen: 99_999 },
    })
    await expectVerified(server, site.district)
  })

  test('of the retention waits for the inspection of a drawn project', async () => {
    const site = await makeSite(server)
    await acceptAll(site)
    const project = firstOf(site)
    const auditors = await addAuditors(site)
    const drawn = await draw(site, auditors)
    expect(drawn.selected).toEqual([project])
    await done(pay(site, project, 'final', 1_000))
    await expectRefused(pay(site, project, 'retention', 1_000), 409, 'AUDIT_NOT_FINISHED')
    await inspect(site, project, inspectorsOf(auditors, drawn, project))
    await done(pay(site, project, 'retention', 1_000))
  })

  test.each([
    ['nothing', { amount_fen: 0 }],
    ['money that is still to be paid', { paid_on: '2999-01-01' }, 'DAY_IN_FUTURE'],
    ['money from before the contract', { paid_on: '2025-01-01' }, 'DAY_TOO_EARLY'],
    ['less than nothing', { amount_fen: -5 }],
    ['a reversal by hand', { kind: 'reversal' }],
    ['no day', { paid_on: '' }],
    ['half a fen', { amount_fen: 0.5 }],
    ['an amount as text', { amount_fen: '5' }],
  ])('of %s is refused', async (_, changes, code = 'INPUT_INVALID') => {
    const { site, project } = await anyContracted()
    const body = { ...paymentOf('advance', 5), ...changes }
    await expectRefused(post(site, site.clerk, `/projects/${project}/payments`, body), 422, code)
  })

  test('is asked for again under its id and made once; another one under the id is refused', async () => {
    const { site, project } = await contracted()
    const path = `/projects/${project}/payments`
    const body = paymentOf('advance', 5_000)
    const first = await post(site, site.clerk, path, body)
    expect(await post(site, site.clerk, path, body)).toEqual(first)
    await expectRefused(post(site, site.clerk, path, { ...body, amount_fen: 5_001 }), 409, 'ID_REUSED')
    expect(await show(site, project)).toMatchObject({ paid_fen: 5_000 })
  })
})

describe('a reversal', () => {
  test('takes a payment back in full, once, and frees the cap', async () => {
    const { site, project } = await contracted()
    const payment = paymentOf('advance', 1_000_000)
    await done(post(site, site.clerk, `/projects/${project}/payments`, payment))
    const id = randomUUID()
    expect(await reverse(site, project, payment.id, id)).toEqual({
      status: 201,
      body: { id, amount_fen: -1_000_000 },
    })
    await expectRefused(reverse(site, project, payment.id), 409, 'PAYMENT_ALREADY_REVERSED')
    await expectRefused(reverse(site, project, id), 409, 'REVERSAL_STAYS')
    await done(pay(site, project, 'advance', 1_000_000))
    const shown = await show(site, project)
    expect(shown).toMatchObject({ paid_fen: 1_000_000 })
    expect(shown.payments).toMatchObject([
      { amount_fen: 1_000_000 },
      { kind: 'reversal', amount_fen: -1_000_000, reverses: payment.id },
      { amount_fen: 1_000_000 },
    ])
    await expectVerified(server, site.district)
  })

  test('of a retention leaves the retention to be paid again', async () => {
    const site = await makeSite(server)
    const project = firstOf(site)
    await acceptAll(site)
    const payment = paymentOf('retention', 100_000)
    const path = `/projects/${project}/payments`
    await done(post(site, site.clerk, path, payment))
    await expectRefused(pay(site, project, 'retention', 1), 409, 'PAYMENT_OVER_CAP')
    await done(reverse(site, project, payment.id))
    expect(await show(site, project)).toMatchObject({ paid_fen: 0, money: { retention_paid_fen: 0 } })
    expect((await done(pay(site, project, 'retention', 40_000))).left_fen).toBe(60_000)
    expect((await done(pay(site, project, 'final', 1_900_000))).left_fen).toBe(0)
  })

  test('is of a payment of this very project', async () => {
    const site = await makeSite(server, { projects: 2 })
    const [first = '', second = ''] = site.projects
    await contract(site, first)
    await contract(site, second)
    const payment = paymentOf('advance', 10)
    await done(post(site, site.clerk, `/projects/${first}/payments`, payment))
    await done(pay(site, second, 'advance', 10))
    await expectRefused(reverse(site, second, payment.id), 404, 'NOT_FOUND')
    await expectRefused(reverse(site, first, randomUUID()), 404, 'NOT_FOUND')
  })
})

let shared: Promise<{ site: Site; project: string }> | undefined

/** A contracted project for requests that change nothing. */
function anyContracted(): Promise<{ site: Site; project: string }> {
  shared ??= contracted()
  return shared
}
