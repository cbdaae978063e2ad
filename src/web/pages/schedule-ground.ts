import { showPreparation } from '../../app/assembly/preparation-view.ts'
import { checkSeatsFit, checkSurplus } from '../../core/assembly/opening.ts'
import type { VotingRules } from '../../core/cycle/rules.ts'
import { fen } from '../../core/money.ts'
import { readDay, readMoment, readWhole } from '../fields.ts'
import { type Form, type FormNames, fieldValue } from '../form.ts'
import { isoDayOf, money } from '../format.ts'
import { dayValues } from '../parts/fields.tsx'
import { look, PageRefused, type Visit } from '../visit.ts'
import { isClerk, type Seen } from './work-frame.tsx'

export type Preparation = Seen<typeof showPreparation>

export function lookAtPreparation(visit: Visit): Promise<Preparation> {
  return look(visit, showPreparation, { assembly_id: visit.params.assembly_id ?? '' })
}

/** @throws PageRefused for the street officer, who only reads. */
export async function lookAtOwnPreparation(visit: Visit): Promise<Preparation> {
  const preparation = await lookAtPreparation(visit)
  if (!isClerk(visit, preparation.place)) throw new PageRefused({ code: 'NOT_YOUR_ROLE', detail: {} })
  return preparation
}

type Surplus = Pick<VotingRules, 'surplus'>

/** How many candidates so many seats need at least (差额). */
export function candidatesNeeded(rules: Surplus, seats: number): number {
  const asked = checkSurplus(rules, { seats, candidates: [] })
  return asked.ok ? seats : Number(asked.error.detail.need)
}

/** The most seats that so many candidates allow; 0 when there are too few for any. */
export function mostSeats(rules: Surplus, candidates: number): number {
  let seats = candidates
  while (seats > 0 && candidatesNeeded(rules, seats) > candidates) seats--
  return seats
}

/** What the dearest `seats` of some costs come to, and whether that fits the fund under the rules; amounts in fen. */
export function dearestOf(
  rules: Pick<VotingRules, 'selection'>,
  seats: number,
  costs: readonly number[],
  allocation: number,
): { readonly sum: number; readonly fits: boolean } {
  const dearest = [...costs].sort((a, b) => b - a).slice(0, seats)
  const candidates = dearest.map((cost, place) => ({ id: String(place), title: '', cost_fen: fen(cost) }))
  const terms = { seats, candidates, allocation_fen: fen(allocation) }
  return { sum: dearest.reduce((sum, cost) => sum + cost, 0), fits: checkSeatsFit(rules, terms).ok }
}

/** What some seats ask of the candidates and of the money, as sentences with today's figures. */
export function seatsInWords(
  { text }: Visit,
  given: {
    readonly rules: Preparation['rules']
    readonly seats: number
    readonly costs: readonly number[]
    readonly allocation: number
  },
): { readonly said: string; readonly fits: boolean }[] {
  const { rules, seats, costs, allocation } = given
  const words = text.preparation.seats
  const need = candidatesNeeded(rules, seats)
  const enough = costs.length >= need
  const surplus = { said: words.surplus(seats, need, costs.length), fits: enough }
  if (rules.selection !== 'top_seats')
    return [surplus, { said: words.byMoney(money(allocation)), fits: true }]
  const { sum, fits } = dearestOf(rules, seats, costs, allocation)
  const counted = Math.min(seats, costs.length)
  return counted === 0
    ? [surplus]
    : [surplus, { said: words.dearest(counted, money(sum), money(allocation), fits), fits }]
}

/** When and where an assembly meets, and for how many seats, as typed. */
export function readSchedule(form: Form) {
  const part = (name: string) => fieldValue(form, `day-${name}`)
  const day = readDay(part('year'), part('month'), part('day'))
  return {
    seats: readWhole(fieldValue(form, 'seats')),
    scheduled_for: readMoment(day, fieldValue(form, 'time')),
    place: fieldValue(form, 'place'),
  }
}

export function scheduleValues(assembly: {
  readonly seats: number
  readonly scheduled_for: string
  readonly place: string
}): Readonly<Record<string, string | number>> {
  const { seats, scheduled_for, place } = assembly
  const inChina = new Date(Date.parse(scheduled_for) + 8 * 3_600_000).toISOString()
  return { ...dayValues('day', isoDayOf(scheduled_for)), time: inChina.slice(11, 16), seats, place }
}

export function scheduleNames({ text }: Visit): FormNames {
  const words = text.preparation.schedule
  return {
    labels: { day: words.day, place: words.place, seats: words.seats },
    messages: { day: words.dayWrong, place: words.placeWrong, seats: words.seatsWrong },
    nameOf: pointer => {
      const [, first = null] = pointer.split('/')
      return first === 'scheduled_for' ? 'day' : first
    },
    fields: { CANDIDATES_PUBLISHED: 'seats', DAY_PASSED: 'day' },
  }
}
