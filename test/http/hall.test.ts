import { describe, expect, test } from 'vitest'
import { parseVerifierKey } from '../../src/core/record/checkpoint.ts'
import { startTestServer } from '../servers.ts'
import { call, done } from './call.ts'
import { devicesWithTokens, vote } from './electronic-story.ts'
import { acceptAll, makeSite } from './project-story.ts'
import { act, agreeOn, expectRefused, makeDesk, openRound, publish, signAndCertify } from './round-story.ts'
import { openSession } from './story.ts'

const server = await startTestServer()

describe('the hall', () => {
  test('shows numbers while ballots are issued and cast, and what came back only once it is published', async () => {
    const desk = await makeDesk(server, { delegates: 9, electronic: 4 })
    const hall = () => done(call(server, 'GET', `/assemblies/${desk.assembly}/hall`))
    expect(await hall()).toMatchObject({
      status: 'checking_in',
      eligible: 9,
      present: 9,
      quorum: { need: 6, reached: true },
      scrutineers_confirmed: true,
      round: null,
      community: { name: 'here' },
      district: { name: '石峰区' },
    })
    const id = await openRound(desk, true)
    const devices = await devicesWithTokens(desk, id, desk.delegates.slice(5))
    const { token_key_fingerprint } = await done(call(server, 'GET', `/rounds/${id}`))
    expect((await hall()).round).toMatchObject({
      id,
      status: 'issuing',
      electronic: true,
      token_key_fingerprint,
      issued_electronic: 4,
      cast_electronic: 0,
      returned: null,
    })
    const delegate_ids = desk.delegates.slice(0, 5)
    await done(act(desk, desk.clerk, `/rounds/${id}/paper-ballots`, { delegate_ids }))
    await done(act(desk, desk.clerk, `/rounds/${id}/issuing-closing`))
    for (const device of devices.slice(0, 3)) await vote(desk, id, device, [0])
    const cast = { issued_paper: 5, issued_electronic: 4, cast_electronic: 3, returned: null }
    expect((await hall()).round).toMatchObject({ status: 'voting', ...cast })
    await done(act(desk, desk.clerk, `/rounds/${id}/voting-closing`))
    await agreeOn(desk, id, [[1], [1]])
    expect((await hall()).round).toMatchObject({ status: 'counting', ...cast })
    expect(await outcomeOf(desk.assembly)).toBe(null)
    await done(publish(desk, id))
    expect((await hall()).round).toMatchObject({ status: 'published', cast_electronic: 3, returned: 5 })
    expect(await outcomeOf(desk.assembly)).toMatchObject({ round_id: id, certified: false })
    await signAndCertify(desk, id)
    expect(await outcomeOf(desk.assembly)).toMatchObject({
      certified: true,
      next: { step: 'result' },
      rounds: [{ votes: { [desk.candidates[0] ?? '']: 3, [desk.candidates[1] ?? '']: 2 } }],
    })
  })

  test('lists the candidates in the order of the ballots, with what was proposed', async () => {
    const desk = await makeDesk(server)
    const { items } = await done(call(server, 'GET', `/assemblies/${desk.assembly}/candidates`))
    const listed = items as { id: string; title: string; place: string }[]
    expect(listed.map(({ id }) => id)).toEqual(desk.candidates.toSorted())
    expect(listed.find(({ id }) => id === desk.candidates[0])).toEqual({
      id: desk.candidates[0],
      title: '项目 1',
      cost_fen: 3_000_000,
      category: 'works',
      topic: '路灯',
      place: '一巷',
      description: '一巷的路灯坏了八盏，晚上看不见路。',
    })
  })

  test('tells of the key by which everything is checked', async () => {
    const { district } = await makeDesk(server)
    const { origin, verifier_key } = await done(call(server, 'GET', `/districts/${district.id}/record/key`))
    expect(parseVerifierKey(String(verifier_key))).toMatchObject({ ok: true, value: { name: origin } })
  })

  async function outcomeOf(assembly: string) {
    return (await done(call(server, 'GET', `/assemblies/${assembly}/outcome`))).outcome
  }
})

describe('a delegate', () => {
  test('sees the own presence and ballot of the latest round, and nobody else’s', async () => {
    const desk = await makeDesk(server, { delegates: 9, electronic: 2 })
    const tokenOf = (place: number) =>
      openSession(server, desk.district.id, { delegate_id: desk.delegates[place] ?? '' })
    const attendance = async (place: number) =>
      done(call(server, 'GET', `/assemblies/${desk.assembly}/attendance`, { token: await tokenOf(place) }))
    expect(await attendance(0)).toMatchObject({
      delegate_id: desk.delegates[0],
      name: '代表 1',
      duty: 'chief_scrutineer',
      mode: 'paper',
      holds: null,
    })
    const id = await openRound(desk, true)
    await devicesWithTokens(desk, id, desk.delegates.slice(7, 8))
    const delegate_ids = [desk.delegates[0]]
    await done(act(desk, desk.clerk, `/rounds/${id}/paper-ballots`, { delegate_ids }))
    expect(await attendance(0)).toMatchObject({ mode: 'paper', holds: 'paper' })
    expect(await attendance(7)).toMatchObject({ mode: 'electronic', holds: 'electronic', duty: null })
    expect(await attendance(8)).toMatchObject({ mode: 'electronic', holds: null })
    expect(JSON.stringify(await attendance(8))).not.toContain('代表 1')
    await done(act(desk, desk.clerk, `/rounds/${id}/void`, { reason: '停电' }))
    await openRound(desk, true)
    expect(await attendance(7)).toMatchObject({ holds: null, round: { number: 2 } })
  })

  test('of another assembly sees nothing', async () => {
    const desk = await makeDesk(server)
    const other = await makeDesk(server)
    const token = await openSession(server, desk.district.id, { delegate_id: desk.delegates[8] ?? '' })
    for (const view of ['attendance', 'own-ratings'])
      await expectRefused(
        call(server, 'GET', `/assemblies/${other.assembly}/${view}`, { token }),
        403,
        'NOT_YOUR_AREA',
      )
  })

  test('sees what may be rated and the own ratings', async () => {
    const site = await makeSite(server, { projects: 2 })
    const token = await openSession(server, site.district.id, { delegate_id: site.delegates[0] ?? '' })
    const own = async () =>
      (await done(call(server, 'GET', `/assemblies/${site.assembly}/own-ratings`, { token }))).items
    const [first = '', second = ''] = site.projects
    await acceptAll({ ...site, projects: [first] })
    const open = (items: unknown) =>
      Object.fromEntries(
        (items as { id: string; open: boolean; rating: string | null }[]).map(item => [
          item.id,
          [item.open, item.rating],
        ]),
      )
    expect(open(await own())).toEqual({ [first]: [true, null], [second]: [false, null] })
    await done(
      call(server, 'PUT', `/projects/${first}/satisfaction`, { token, body: { rating: 'satisfied' } }),
    )
    expect(open(await own())).toEqual({ [first]: [false, 'satisfied'], [second]: [false, null] })
    const other = await openSession(server, site.district.id, { delegate_id: site.delegates[1] ?? '' })
    const { items } = await done(
      call(server, 'GET', `/assemblies/${site.assembly}/own-ratings`, { token: other }),
    )
    expect(open(items)).toEqual({ [first]: [true, null], [second]: [false, null] })
    await done(call(server, 'POST', `/projects/${first}/satisfaction`, { token: site.clerk, body: {} }))
    const after = await done(
      call(server, 'GET', `/assemblies/${site.assembly}/own-ratings`, { token: other }),
    )
    expect(open(after.items)).toEqual({ [first]: [false, null], [second]: [false, null] })
  })
})
