import type { Child, PropsWithChildren } from 'hono/jsx'
import type { Desk } from '../../app/assembly/desk-schema.ts'
import { showDesk } from '../../app/assembly/desk-view.ts'
import { id } from '../../app/schemas.ts'
import { timeOf } from '../format.ts'
import type { Shown } from '../page.ts'
import { useVisit } from '../parts/context.ts'
import { look, type Visit } from '../visit.ts'

/** The assembly of the path as its desk shows it. */
export function lookAtDesk(visit: Visit): Promise<Desk> {
  return look(visit, showDesk, { assembly_id: assemblyOf(visit) })
}

export function assemblyOf({ params }: Visit): string {
  return params.assembly_id ?? ''
}

interface Where {
  readonly assembly_id: string
  readonly district: { readonly slug: string; readonly name: string }
  readonly community: { readonly id: string; readonly name: string }
}

/** What all pages of the desk have: the district's navigation and the way back to the desk. */
export function deskPage(
  { text }: Visit,
  { assembly_id, district }: Where,
  own: Pick<Shown, 'title'> & Partial<Shown>,
): Omit<Shown, 'kind' | 'body'> {
  return {
    district,
    trail: [
      { href: '/work', text: text.common.nav.work },
      { href: `/desk/${assembly_id}`, text: text.desk.title },
    ],
    ...own,
  }
}

/** A value of the query that names something by its id; empty when it does not. */
export function idInQuery({ url }: Visit, name: string): string {
  const value = url.searchParams.get(name) ?? ''
  return id.safeParse(value).success ? value : ''
}

/**
 * A part of a page that its script renews while the page is open, from the same page asked again. The name is unique on the
 * page.
 */
export function Renewed({ name, children }: PropsWithChildren<{ name: string }>) {
  return (
    <div data-renew={name} id={`renew-${name}`}>
      {children}
    </div>
  )
}

/** When the figures of such a page were made, and, said by the script, that they are not the latest. */
export function RenewState() {
  const { text, language, now } = useVisit()
  const time = timeOf(language, now.toISOString())
  return (
    <p class="pj-renew-state">
      <span data-renew="as-of" id="renew-as-of">
        {text.desk.asOf(time)}
      </span>
      <span class="pj-renew-state__stale" role="status" data-stale={text.desk.stale} />
    </p>
  )
}

export interface FigureTile {
  readonly name: string
  readonly value: Child
  readonly more?: Child
  /** Stands out: a gate that is not passed. */
  readonly lacking?: boolean
}

/** The numbers of the hall, large; compact where they stand beside other work. */
export function Figures(props: { tiles: readonly FigureTile[]; label: string; compact?: boolean }) {
  const { tiles, label, compact } = props
  return (
    <section class={`pj-figures${compact === true ? ' pj-figures--compact' : ''}`} aria-label={label}>
      {tiles.map(({ name, value, more, lacking }) => (
        <div class={`pj-figures__tile${lacking === true ? ' pj-figures__tile--lacking' : ''}`}>
          <div class="pj-figures__name">{name}</div>
          <div class="pj-figures__value">{value}</div>
          {more !== undefined && <div class="pj-figures__more">{more}</div>}
        </div>
      ))}
    </section>
  )
}
