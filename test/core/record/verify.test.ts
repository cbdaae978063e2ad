import { expect, test } from 'vitest'
import { type Progress, verifyRecord } from '../../../src/core/record/verify.ts'
import { seatsRules } from './build-record.ts'
import { failures, indexOf, insert, key, notes, record } from './edit-record.ts'
import { hall, playRound, times } from './play-assembly.ts'
import { publish, signHead } from './sign-record.ts'

test('a right record holds, and every check says what it covered', async () => {
  const bytes = await publish(record, key)
  const seen = [await signHead(record.slice(0, 20), key), await signHead(record, key)]
  const { ok, lines, counts } = await verifyRecord(bytes, { key: key.text, seen })
  const root = lines[1]?.text.split(' ').at(-1)
  expect(lines).toEqual([
    { check: 'file', ok: true, text: `${bytes.length} bytes, the canonical form of what they say` },
    { check: 'checkpoint', ok: true, text: `signed by ${key.text}; root of 99 entries: ${root}` },
    { check: 'key', ok: true, text: 'signed by the key given' },
    { check: 'seen', ok: true, text: 'earlier heads of this very log: over 20, 99 entries' },
    {
      check: 'entries',
      ok: true,
      text: '99 entries of the form of their types, in order of time, once per subject',
    },
    { check: 'assemblies', ok: true, text: '3 cycles with rules, 5 assemblies, 5 rosters' },
    {
      check: 'rounds',
      ok: true,
      text: '9 rounds as the rules demand them, in order, with quorum and figures; 3 voided',
    },
    {
      check: 'ballots',
      ok: true,
      text: '5 electronic with token and signature; 48 paper, equal to 14 batches',
    },
    { check: 'tallies', ok: true, text: '6 recomputed, member for member; 3 lots' },
    { check: 'draws', ok: true, text: '2 with frame, quotas, seed and inspectors; 3 projects drawn' },
    { check: 'money', ok: true, text: '8 selected within the allocations; 5 payments within the contracts' },
  ])
  expect(ok).toBe(true)
  expect(counts).toEqual({
    bytes: bytes.length,
    entries: 99,
    cycles: 3,
    assemblies: 5,
    rosters: 5,
    rounds: 9,
    voided_rounds: 3,
    electronic_ballots: 5,
    paper_ballots: 48,
    paper_batches: 14,
    lots: 3,
    tallies: 6,
    draws: 2,
    drawn_projects: 3,
    projects: 8,
    payments: 5,
  })
})

test('a verification tells how far it is, entry by entry and then ballot by ballot', async () => {
  const told: Progress[] = []
  await verifyRecord(await publish(record, key), {}, progress => told.push(progress))
  expect(told).toEqual([
    ...Array.from({ length: 99 }, (_, at) => ({ step: 'entries', done: at + 1, of: 99 })),
    ...Array.from({ length: 5 }, (_, at) => ({ step: 'ballots', done: at + 1, of: 5 })),
  ])
})

test('a file that cannot be read comes to no entry', async () => {
  const told: Progress[] = []
  await verifyRecord(new Uint8Array(), {}, progress => told.push(progress))
  expect(told).toEqual([])
})

/** Worked out by hand from the ballots of `buildRecord`. */
test.each([
  ['round-1-1', ['lamp'], ['lane', 'park']],
  ['round-1-2', ['lamp', 'lane'], []],
  ['round-3-2', ['gate'], []],
  ['round-3-4', ['gate', 'wall'], []],
  ['round-4-1', ['drain', 'fence'], []],
  ['round-5-1', ['drum', 'kite'], []],
])('the record that holds says of %s what its ballots say', (round, selected, runoff) => {
  expect(record[indexOf(record, 'tally.certified', round)]?.body).toMatchObject({ selected, runoff })
})

test('a log holds at every moment but between the two entries of one transaction', async () => {
  const voiding = indexOf(record, 'round.voided', 'round-3-1')
  for (let size = 0; size <= record.length; size++) {
    const wrong = await failures(record.slice(0, size))
    if (size === voiding) expect(wrong).not.toEqual([])
    else expect(wrong, `of ${size} entries`).toEqual([])
  }
})

test('a log without entries is a log', async () => {
  expect(await notes([])).toEqual([])
})

test('a second entry of a type and subject is a failure, whatever the type', async () => {
  const twice = insert(record, 4, 'proposal.screened', 'lamp', {})
  expect(await failures(twice)).toEqual([
    'entries: entry 4 (proposal.screened of lamp): a second entry of this type and subject',
  ])
})

test('time never goes back', async () => {
  const back = record.with(1, { ...Object(record[1]), at: '2026-03-01T07:59Z' })
  expect(await failures(back)).toEqual([
    'entries: entry 1 (proposal.screened of lamp): at 2026-03-01T07:59Z is before 2026-03-01T08:00Z, that of the entry before',
  ])
})

test('an entry of the wrong form is named by its index, and nothing is reckoned from it', async () => {
  const wrong = record.with(2, { ...Object(record[2]), v: 2 }).with(5, { ...Object(record[5]), body: {} })
  expect(await failures(wrong)).toEqual([
    'entries: entry 2: entry.v is not 1',
    'entries: entry 5: entry.body.eligible is missing',
  ])
})

test('of many failures twenty are told, and how many more there are', async () => {
  const unknown = record.filter(({ type }) => type !== 'round.opened')
  const found = (await failures(unknown)).filter(text => text.startsWith('rounds'))
  expect(found).toHaveLength(21)
  expect(found.at(-1)).toBe('rounds: and 20 more')
})

test('of many notes twenty are told', async () => {
  const [rules, ...rest] = record
  const called = Array.from({ length: 22 }, (_, nth) => {
    const { log, assembly } = hall(seatsRules, {
      id: `assembly-${nth}`,
      community: `community-${nth}`,
      cycle: 'cycle-1',
    })
    const round = `round-${nth}`
    playRound(log, assembly, round, null, { present: 6, paper: times(6, 'a') })
    return log.slice(1).map(entry => ({ ...entry, at: '2026-03-01T08:00Z' }))
  })
  expect(rest.length).toBeGreaterThan(0)
  expect(await notes([Object(rules), ...called.flat()])).toHaveLength(21)
})

test('candidates may be called like what every object has', async () => {
  const costs = { constructor: 1, hasOwnProperty: 2, toString: 3, valueOf: 4 }
  const { log, assembly } = hall(seatsRules, { costs })
  playRound(log, assembly, 'toString', null, {
    present: 6,
    paper: [...times(4, 'constructor', 'valueOf'), ...times(2, 'hasOwnProperty')],
  })
  expect(await failures(log)).toEqual([])
})
