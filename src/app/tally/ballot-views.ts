import { z } from 'zod'
import { accept, refuse } from '../../core/result.ts'
import { electionFile } from '../../core/tally/election-file.ts'
import { areaOf } from '../../db/area.ts'
import { findAssembly } from '../../db/assembly.ts'
import { findCycle } from '../../db/cycle.ts'
import { findEntry } from '../../db/record.ts'
import { listBallotedRounds } from '../../db/round.ts'
import { findLastTally, findTerms } from '../../db/tally.ts'
import { view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'
import { publishedBallots } from './published.ts'

const ofAssembly = {
  access: { public: true },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: nothing,
  output: z.string(),
} as const

/**
 * Every published ballot of an assembly, each round's as the very entry `ballots.published` of the public record:
 * `{"assembly_id","rounds":[{"round_id","number","kind","status","record_index","entry"}]}`.
 */
export const showBallots = view({
  name: 'show-ballots',
  summary: 'The published ballots of an assembly, round by round, as they stand in the public record',
  ...ofAssembly,
  async run({ tx, place }, params) {
    const rounds: string[] = []
    for (const { id: round_id, number, kind, status } of await listBallotedRounds(tx, params.assembly_id)) {
      const entry = await findEntry(tx, place.district_id, 'ballots.published', round_id)
      if (entry === null) throw new Error(`the ballots of round ${round_id} are not in the record`)
      const about = JSON.stringify({ round_id, number, kind, status, record_index: entry.index })
      // A city's ballots are large: they are passed on as they stand.
      rounds.push(`${about.slice(0, -1)},"entry":${entry.entry}}`)
    }
    return accept(`{"assembly_id":${JSON.stringify(params.assembly_id)},"rounds":[${rounds.join(',')}]}`)
  },
})

/** The main round as a Pabulib file, for everybody's own tools. Refusal: NOT_FOUND as long as its ballots are not published. */
export const showElection = view({
  name: 'show-election',
  summary: 'The main round of an assembly as a Pabulib file (.pb)',
  ...ofAssembly,
  async run({ tx, place }, params) {
    const rounds = await listBallotedRounds(tx, params.assembly_id)
    const main = rounds.find(({ kind, status }) => kind === 'main' && status !== 'voided')
    if (main === undefined) return refuse('NOT_FOUND', { what: 'ballots' })
    const published = await publishedBallots(tx, place.district_id, main.id)
    if (published === null) throw new Error(`the ballots of round ${main.id} are not in the record`)
    const { electronic, paper } = published.body
    const assembly = await findAssembly(tx, params.assembly_id)
    const { rules, terms } = await findTerms(tx, assembly)
    const cycle = await findCycle(tx, assembly.cycle_id)
    const community = await areaOf(tx, assembly.community_id)
    const tally = assembly.status === 'certified' ? await findLastTally(tx, assembly.id) : null
    const about = {
      description: cycle.name,
      unit: community?.name ?? '',
      instance: String(cycle.year),
      rule: rules.selection,
      date: assembly.scheduled_for.slice(0, 10),
    }
    const ballots = [...electronic, ...paper]
    return accept(electionFile(about, terms, main.max_choices, ballots, tally?.body.selected ?? null))
  },
})
