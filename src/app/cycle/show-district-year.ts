import { z } from 'zod'
import { yearStages } from '../../core/cycle/year-stage.ts'
import { accept, refuse } from '../../core/result.ts'
import { findDistrict } from '../../db/area.ts'
import { listDisplayedNotices } from '../../db/displayed-notice.ts'
import { listPublishedCycles } from '../../db/district-year.ts'
import { view } from '../operation.ts'
import { id, optionalText, word } from '../schemas.ts'
import { type StagedYear, stageYears, sumMoney } from './year-facts.ts'
import { displayedNotice, publishedCycle, stage, yearMoney, yearStage } from './year-schema.ts'

const named = z.strictObject({ id, name: z.string() })

/** As many as there is a place for on one page; the list of notices has them all. */
const noticesShown = 200

/**
 * A district's year at a glance: where every community stands, the money, and what is on display. The money and the numbers by
 * stage are of the whole district, whatever the list of communities is narrowed to.
 */
export const showDistrictYear = view({
  name: 'show-district-year',
  summary:
    'A district’s year at a glance: communities and their stages, money, notices; the latest year unless told',
  access: { public: true },
  params: z.strictObject({ slug: word }),
  input: z.strictObject({
    cycle_id: id.optional(),
    street_id: id.optional(),
    stage: yearStage.optional(),
    /** A part of the community's name. */
    name: optionalText(100).default(''),
  }),
  output: z.strictObject({
    district: z.strictObject({ id, slug: z.string(), name: z.string() }),
    cycles: z.array(publishedCycle),
    streets: z.array(named),
    /** null: no year has been published yet. */
    year: z
      .strictObject({
        cycle: publishedCycle,
        money: yearMoney,
        /** How many communities there are, and how many at each stage. */
        communities_total: z.int(),
        by_stage: z.array(z.strictObject({ stage: yearStage, communities: z.int() })),
        communities: z.array(
          z.strictObject({
            id,
            name: z.string(),
            street_id: id,
            street_name: z.string(),
            assembly_id: id.nullable(),
            archived_at: z.string().nullable(),
            current: yearStage,
            stages: z.array(stage),
            ...yearMoney.shape,
          }),
        ),
      })
      .nullable(),
    notices: z.array(displayedNotice),
  }),
  async run({ tx, at }, { slug }, wanted) {
    const found = await findDistrict(tx, slug)
    if (found === null) return refuse('NOT_FOUND', { what: 'district' })
    const district = { id: found.id, slug: found.slug, name: found.name }
    const cycles = await listPublishedCycles(tx, district.id)
    const cycle = wanted.cycle_id === undefined ? cycles[0] : cycles.find(({ id }) => id === wanted.cycle_id)
    if (cycle === undefined && wanted.cycle_id !== undefined) return refuse('NOT_FOUND', { what: 'cycle' })
    const moment = at.toISOString()
    const displayed = { at: moment, running: true, limit: noticesShown }
    const { items: notices } = await listDisplayedNotices(tx, district.id, displayed)
    if (cycle === undefined) return accept({ district, cycles, streets: [], year: null, notices })

    const years = await stageYears(tx, cycle.id, at)
    const streets = new Map(years.map(({ street_id, street_name }) => [street_id, street_name]))
    return accept({
      district,
      cycles,
      streets: [...streets].map(([id, name]) => ({ id, name })),
      year: {
        cycle,
        money: sumMoney(years),
        communities_total: years.length,
        by_stage: yearStages.map(one => ({
          stage: one,
          communities: years.filter(({ current }) => current === one).length,
        })),
        communities: years.filter(year => isWanted(year, wanted)).map(describeCommunity),
      },
      notices,
    })
  },
})

function isWanted(
  year: StagedYear,
  wanted: { street_id?: string | undefined; stage?: string | undefined; name: string },
): boolean {
  return (
    (wanted.street_id === undefined || year.street_id === wanted.street_id) &&
    (wanted.stage === undefined || year.current === wanted.stage) &&
    year.community_name.toLowerCase().includes(wanted.name.toLowerCase())
  )
}

function describeCommunity(year: StagedYear) {
  const { community_id, community_name, street_id, street_name, assembly_id, archived_at } = year
  const { allocation_fen, selected_fen, contracted_fen, paid_fen, settled_fen } = year
  return {
    id: community_id,
    name: community_name,
    street_id,
    street_name,
    assembly_id,
    archived_at,
    current: year.current,
    stages: [...year.stages],
    allocation_fen,
    selected_fen,
    contracted_fen,
    paid_fen,
    settled_fen,
  }
}
