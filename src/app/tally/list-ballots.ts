import { z } from 'zod'
import { roundStatuses } from '../../core/assembly/round-status.ts'
import { ballotHash } from '../../core/ballot.ts'
import type { BallotsPublished, ElectronicBallot } from '../../core/record/entries.ts'
import { accept, refuse } from '../../core/result.ts'
import type { Ballot } from '../../core/tally/ballot.ts'
import { countBallots } from '../../core/tally/count.ts'
import { findRound } from '../../db/round.ts'
import { view } from '../operation.ts'
import { id, page, pageQuery, word } from '../schemas.ts'
import { publishedBallots } from './published.ts'
import { list, votes } from './tally-schema.ts'

const count = z.int().min(0)
const counted = z.strictObject({ votes, valid: count, invalid: count, blank: count })

const ballot = z.strictObject({
  /** From 1 in the order of the record: electronic ballots by key, then the paper sheets. */
  number: z.int().min(1),
  /** The ballot key and hex H(JCS(ballot)), as receipts have them; null on paper. */
  electronic: z.strictObject({ key: z.string(), hash: z.string() }).nullable(),
  /** null when it is invalid; none at all is a blank ballot. */
  choices: list(id).nullable(),
  invalid: z.enum(['over_vote', 'under_vote', 'unreadable']).nullable(),
})

/** Begins to name a ballot: fewer characters would name half of them. */
const leastOfName = 6

/**
 * The published ballots of a round, page by page, with what was counted before the page and in all, so that a reader recounts
 * a page at a time. `find` gives only those whose key or hash begins so. Refusal: NOT_FOUND before they are published.
 */
export const listBallotsView = view({
  name: 'list-ballots',
  summary: 'The published ballots of a round, one by one, with running totals; also by key or hash',
  access: { public: true },
  of: 'round_id',
  params: z.strictObject({ round_id: id }),
  input: pageQuery.extend({
    after: z
      .string()
      .regex(/^[0-9]{1,9}$/)
      .optional(),
    find: word.optional(),
  }),
  output: page(ballot).extend({
    round_id: id,
    assembly_id: id,
    number: z.int(),
    kind: z.enum(['main', 'runoff', 'revote']),
    status: z.enum(roundStatuses),
    record_index: count,
    candidates: list(id),
    electronic: count,
    paper: count,
    total: counted,
    /** Of the ballots on the pages before. */
    carried: counted,
  }),
  async run({ tx, place }, params, query) {
    const round = await findRound(tx, params.round_id)
    const published = await publishedBallots(tx, place.district_id, round.id)
    if (published === null) return refuse('NOT_FOUND', { what: 'ballots' })
    const { electronic, paper } = published.body
    const ballots: readonly Ballot[] = [...electronic, ...paper]
    const from = query.find === undefined ? Number(query.after ?? 0) : 0
    const numbers = query.find === undefined ? range(from, ballots.length) : named(published.body, query.find)
    const shown = numbers.slice(0, query.limit)
    const last = shown.at(-1)
    return accept({
      round_id: round.id,
      assembly_id: round.assembly_id,
      number: round.number,
      kind: round.kind,
      status: round.status,
      record_index: published.index,
      candidates: round.candidates,
      electronic: electronic.length,
      paper: paper.length,
      total: countOf(round.candidates, ballots),
      carried: countOf(round.candidates, ballots.slice(0, from)),
      items: shown.map(place => describe(published.body, place)),
      next:
        last !== undefined && numbers.length > shown.length && query.find === undefined
          ? String(last + 1)
          : null,
    })
  },
})

function range(from: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - from) }, (_, place) => from + place)
}

/** The places of the electronic ballots whose key or hash begins so. */
function named({ electronic }: BallotsPublished, name: string): number[] {
  if (name.length < leastOfName) return []
  const isHash = /^[0-9a-f]{1,64}$/.test(name)
  return electronic.flatMap((one, place) =>
    one.key.startsWith(name) || (isHash && ballotHash(one).startsWith(name)) ? [place] : [],
  )
}

function describe({ electronic, paper }: BallotsPublished, place: number): z.output<typeof ballot> {
  const cast: ElectronicBallot | undefined = electronic[place]
  const sheet: Ballot | undefined = cast ?? paper[place - electronic.length]
  return {
    number: place + 1,
    electronic: cast === undefined ? null : { key: cast.key, hash: ballotHash(cast) },
    choices: sheet !== undefined && 'choices' in sheet ? sheet.choices : null,
    invalid: sheet !== undefined && 'invalid' in sheet ? sheet.invalid : null,
  }
}

function countOf(candidates: readonly string[], ballots: readonly Ballot[]): z.output<typeof counted> {
  const { votes, valid, invalid, blank } = countBallots(candidates, ballots)
  return { votes, valid, invalid, blank }
}
