import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { memberHashes, saltFrom } from '../../../src/core/roster/member.ts'

test('a salt is 26 characters without letters that look like digits', () => {
  const bytes = Uint8Array.from({ length: 26 }, (_, at) => at + 250)
  expect(saltFrom(bytes)).toBe('TVWXYZ0123456789ABCDEFGHJK')
  expect(() => saltFrom(new Uint8Array(25))).toThrow(RangeError)
})

test('every character of the alphabet comes from eight bytes of 256', () => {
  const characters = Array.from({ length: 256 }, (_, byte) => saltFrom(new Uint8Array(26).fill(byte))[0])
  const counts = Map.groupBy(characters, character => character ?? '')
  expect(counts.size).toBe(32)
  expect([...counts.values()].every(same => same.length === 8)).toBe(true)
})

test('a member is the hash of the label, the salt as printed and the id, each on a line', () => {
  const delegate = { id: '0190163d-8694-739b-aea5-966c26f8ad91', salt: '0123456789ABCDEFGHJKMNPQRS' }
  const bytes = `piaojue-member-v1\n${delegate.salt}\n${delegate.id}`
  expect(memberHashes([delegate])).toEqual([createHash('sha256').update(bytes).digest('hex')])
})

test('the members of a roster are ascending, whatever the order of the roster', () => {
  const delegates = Array.from({ length: 20 }, (_, at) => ({ id: `delegate-${at}`, salt: `salt-${at}` }))
  const members = memberHashes(delegates)
  expect(members).toEqual([...members].sort())
  expect(memberHashes(delegates.toReversed())).toEqual(members)
})
