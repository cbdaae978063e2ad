import { beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../servers.ts'
import { call, done } from './call.ts'
import { expectRefused, makeDesk, openRound } from './round-story.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})

describe('the reception', () => {
  it('knows who is here and who holds a ballot of the open round', async () => {
    const desk = await makeDesk(server, { delegates: 9, electronic: 2 })
    const attendees = async () => {
      const path = `/assemblies/${desk.assembly}/attendees`
      const { items } = await done(call(server, 'GET', path, { token: desk.clerk }))
      return new Map(
        (items as { id: string }[]).map(one => [one.id, one as Readonly<Record<string, unknown>>]),
      )
    }
    const [first, , , , fifth] = desk.delegates
    const last = desk.delegates.at(-1) ?? ''
    expect((await attendees()).get(first ?? '')).toMatchObject({
      duty: 'chief_scrutineer',
      mode: 'paper',
      ballot: null,
    })
    expect((await attendees()).get(last)).toMatchObject({ duty: null, mode: 'electronic', ballot: null })
    const round = await openRound(desk)
    const body = { delegate_ids: [fifth] }
    await done(call(server, 'POST', `/rounds/${round}/paper-ballots`, { token: desk.clerk, body }))
    expect((await attendees()).get(fifth ?? '')).toMatchObject({ ballot: 'paper' })
    const shown = await done(call(server, 'GET', `/assemblies/${desk.assembly}/desk`, { token: desk.clerk }))
    expect(shown.round).toMatchObject({ without_ballot: { paper: 6, electronic: 2 } })
  })

  it('finds a delegate by the code on the slip, until it is replaced', async () => {
    const desk = await makeDesk(server)
    const other = await makeDesk(server)
    const [delegate] = desk.delegates
    const token = desk.clerk
    const attendee = () => done(call(server, 'GET', `/delegates/${delegate}`, { token }))
    expect(await attendee()).toMatchObject({ assembly_id: desk.assembly, mode: 'paper', code: null })
    const { items } = await done(
      call(server, 'POST', `/assemblies/${desk.assembly}/codes`, { token, body: {} }),
    )
    const slip = (items as { delegate_id: string; code: string }[]).find(one => one.delegate_id === delegate)
    const find = (code: string | undefined, by = desk) =>
      call(server, 'POST', `/assemblies/${by.assembly}/delegate-search`, { token: by.clerk, body: { code } })
    expect(await done(find(slip?.code.toLowerCase()))).toEqual({ delegate_id: delegate })
    await expectRefused(find('0000-0000-0000-0000'), 401, 'CODE_WRONG')
    await expectRefused(find('somebody'), 401, 'CODE_WRONG')
    await expectRefused(find(slip?.code, other), 401, 'CODE_WRONG')
    expect(await attendee()).toMatchObject({ code: { generation: 1, used: false } })
    await done(call(server, 'POST', `/delegates/${delegate}/code`, { token, body: { replaces: 1 } }))
    await expectRefused(find(slip?.code), 401, 'CODE_WRONG')
    expect(await attendee()).toMatchObject({ code: { generation: 2, used: false } })
  })
})
