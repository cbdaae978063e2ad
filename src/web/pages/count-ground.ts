import { showSpecimen } from '../../app/assembly/specimen-view.ts'
import { showBatch } from '../../app/tally/batch-views.ts'
import type { showCount } from '../../app/tally/count-view.ts'
import type { Duty } from '../../core/identity/access.ts'
import type { Result } from '../../core/result.ts'
import type { EntryTerms } from '../../core/tally/sheet-entry.ts'
import type { Shown } from '../page.ts'
import { ask, look, PageRefused, type Visit } from '../visit.ts'

/** What a view shows. */
type Seen<View extends { readonly run: (...given: never) => Promise<Result<unknown>> }> =
  Awaited<ReturnType<View['run']>> extends Result<infer Output> ? Output : never

export type Count = Seen<typeof showCount>
export type Specimen = Seen<typeof showSpecimen>
export type ShownBatch = Seen<typeof showBatch>

/** The delegate who is signed in. */
export function delegateOf({ actor }: Visit): {
  readonly delegate_id: string
  readonly assembly_id: string
  readonly duty: Duty | null
} {
  if (actor.kind === 'delegate') return actor
  throw new PageRefused({ code: 'SIGN_IN_REQUIRED', detail: { as: 'delegate' } })
}

/** What all pages below the count have. */
export function countPage(
  { text }: Visit,
  { district }: Pick<Count, 'district'>,
  own: Pick<Shown, 'title'> & Partial<Shown>,
): Omit<Shown, 'kind' | 'body'> {
  return { district, trail: [{ href: '/count', text: text.count.title }], ...own }
}

/** The ballot as sheets are typed from it. */
export function termsOf({ candidates, max_choices, exact_choices }: Specimen): EntryTerms {
  return { candidates: candidates.map(({ id }) => id), max_choices, exact_choices }
}

export interface OpenBatch {
  readonly batch: ShownBatch
  /** null: the round of the batch is over. */
  readonly specimen: Specimen | null
}

/** The batch of the path, with the ballot that its sheets are. */
export async function openBatch(visit: Visit): Promise<OpenBatch> {
  const { batch_id = '' } = visit.params
  const batch = await look(visit, showBatch, { batch_id })
  const found = await ask(visit, showSpecimen, { assembly_id: delegateOf(visit).assembly_id })
  const fits = found.ok && found.value.round_id === batch.round_id
  return { batch, specimen: fits ? found.value : null }
}
