import { describe, expect, test } from 'vitest'
import {
  type DelegateStanding,
  type DeviceStanding,
  delegateStep,
} from '../../../src/core/assembly/delegate-step.ts'
import { roundStatuses } from '../../../src/core/assembly/round-status.ts'
import { assemblyStatuses } from '../../../src/core/assembly/status.ts'

const present: DelegateStanding = { status: 'voting', mode: 'electronic', round: null, holds: null }
const phone: DeviceStanding = { able: true, kept: 'nothing', closed: false, checking: false }
const issuing = { status: 'issuing', electronic: true } as const
const voting = { status: 'voting', electronic: true } as const

function screen(standing: Partial<DelegateStanding>, device: Partial<DeviceStanding> | null = {}): string {
  return delegateStep({ ...present, ...standing }, device && { ...phone, ...device }).screen
}

describe('before a round', () => {
  test.each([
    [{ status: 'scheduled' }, 'scheduled'],
    [{ status: 'void', mode: null }, 'void'],
    [{ status: 'checking_in', mode: null }, 'absent'],
    [{ status: 'voting', mode: null, round: voting }, 'absent'],
    [{ status: 'checking_in' }, 'gathering'],
    [{ status: 'checking_in', mode: 'paper' }, 'gathering'],
    [{ status: 'checking_in', round: { status: 'voided', electronic: true } }, 'round_voided'],
  ] as const)('%o shows %s', (standing, shown) => {
    expect(screen(standing)).toBe(shown)
    expect(screen(standing, null)).toBe(shown)
  })
})

describe('while ballots are issued', () => {
  test('a delegate on paper is sent to the desk, then waits with the sheet', () => {
    expect(screen({ mode: 'paper', round: issuing })).toBe('paper_to_fetch')
    expect(screen({ mode: 'paper', round: issuing, holds: 'paper' })).toBe('paper_held')
  })

  test('whoever checked in for an electronic ballot and was given a paper one is on paper', () => {
    expect(screen({ round: issuing, holds: 'paper' })).toBe('paper_held')
  })

  test('a round without electronic ballots sends everybody to the desk', () => {
    expect(screen({ round: { status: 'issuing', electronic: false } })).toBe('paper_only')
  })

  test('a device obtains its ballot, also one that asked before and was not answered', () => {
    expect(screen({ round: issuing })).toBe('obtaining')
    expect(screen({ round: issuing }, { kept: 'asked' })).toBe('obtaining')
    expect(screen({ round: issuing, holds: 'electronic' }, { kept: 'asked' })).toBe('obtaining')
    expect(screen({ round: issuing, holds: 'electronic' }, { kept: 'token' })).toBe('blank')
  })

  test('a ballot issued to another device cannot be had here', () => {
    expect(screen({ round: issuing, holds: 'electronic' })).toBe('elsewhere')
  })

  test('a browser that cannot do it says so before it asks', () => {
    expect(screen({ round: issuing }, { able: false })).toBe('unable')
  })

  test('without a device nothing is known yet', () => {
    expect(screen({ round: issuing }, null)).toBe('starting')
  })
})

describe('while voting is open', () => {
  const holding = { round: voting, holds: 'electronic' } as const

  test.each([
    [{ kept: 'nothing' }, 'elsewhere'],
    [{ kept: 'asked' }, 'obtaining'],
    [{ kept: 'token' }, 'choosing'],
    [{ kept: 'token', checking: true }, 'checking'],
    [{ kept: 'filled', checking: true }, 'casting'],
    [{ kept: 'receipt' }, 'cast'],
  ] as const)('a device with %o shows %s', (device, shown) => {
    expect(screen(holding, device)).toBe(shown)
  })

  test('a sheet is to be filled in', () => {
    expect(screen({ round: voting, holds: 'paper' })).toBe('paper_to_fill')
  })

  test('whoever holds no ballot came too late for this round', () => {
    expect(screen({ round: voting })).toBe('late')
    expect(screen({ mode: 'paper', round: voting })).toBe('late')
  })

  test('without a device nothing is known yet', () => {
    expect(screen(holding, null)).toBe('starting')
  })
})

describe('once voting is closed', () => {
  const own = (standing: Partial<DelegateStanding>, device: Partial<DeviceStanding> | null = {}) =>
    delegateStep(
      { ...present, round: { status: 'counting', electronic: true }, ...standing },
      device && { ...phone, ...device },
    ).own

  test.each([
    ['counting', 'counting', 'counting'],
    ['counting', 'published', 'published'],
    ['counting', 'certified', 'between'],
    ['certified', 'certified', 'result'],
  ] as const)('an assembly that is %s with a round that is %s shows %s', (status, round, shown) => {
    expect(screen({ status, round: { status: round, electronic: true } })).toBe(shown)
  })

  test('the own ballot is what the device kept of it', () => {
    const electronic = { holds: 'electronic' } as const
    expect(own({})).toBe('none')
    expect(own({ holds: 'paper' })).toBe('paper')
    expect(own(electronic, null)).toBe('unknown')
    expect(own(electronic)).toBe('elsewhere')
    expect(own(electronic, { kept: 'asked' })).toBe('elsewhere')
    expect(own(electronic, { kept: 'token' })).toBe('unused')
    expect(own(electronic, { kept: 'filled' })).toBe('unsent')
    expect(own(electronic, { kept: 'filled', closed: true })).toBe('refused')
    expect(own(electronic, { kept: 'receipt' })).toBe('receipt')
  })
})

test('every moment has a screen, and nobody chooses without a token in an open round', () => {
  const modes = [null, 'paper', 'electronic'] as const
  const kepts = ['nothing', 'asked', 'token', 'filled', 'receipt'] as const
  const rounds = [null, ...roundStatuses.map(status => ({ status, electronic: true }))]
  let moments = 0
  for (const status of assemblyStatuses)
    for (const mode of modes)
      for (const round of rounds)
        for (const holds of modes)
          for (const kept of kepts)
            for (const checking of [false, true]) {
              const shown = screen({ status, mode, round, holds }, { kept, checking })
              expect(shown).toMatch(/^[a-z_]+$/)
              if (['choosing', 'checking'].includes(shown))
                expect({ round: round?.status, holds, kept }).toEqual({
                  round: 'voting',
                  holds: 'electronic',
                  kept: 'token',
                })
              moments++
            }
  expect(moments).toBe(6 * 3 * 7 * 3 * 5 * 2)
})
