import type { Child, PropsWithChildren } from 'hono/jsx'
import { useVisit } from './context.ts'

export type TagColour =
  | 'grey'
  | 'green'
  | 'teal'
  | 'blue'
  | 'purple'
  | 'magenta'
  | 'red'
  | 'orange'
  | 'yellow'

/** A status in a word. The colour never says more than the word. */
export function Tag({ colour, children }: PropsWithChildren<{ colour?: TagColour }>) {
  return <strong class={`govuk-tag${colour === undefined ? '' : ` govuk-tag--${colour}`}`}>{children}</strong>
}

export function InsetText({ children }: PropsWithChildren) {
  return <div class="govuk-inset-text">{children}</div>
}

/** What has just happened, or what matters most on this page. One on a page. */
export function Banner({
  success,
  title,
  children,
}: PropsWithChildren<{ success?: boolean; title?: string }>) {
  const { text } = useVisit()
  const block = 'govuk-notification-banner'
  const inside = (
    <>
      <div class={`${block}__header`}>
        <h2 class={`${block}__title`} id="banner-title">
          {title ?? (success === true ? text.common.success : text.common.important)}
        </h2>
      </div>
      <div class={`${block}__content`}>{children}</div>
    </>
  )
  return success === true ? (
    <div class={`${block} ${block}--success`} role="alert" aria-labelledby="banner-title" data-module={block}>
      {inside}
    </div>
  ) : (
    <section class={block} aria-labelledby="banner-title" data-module={block}>
      {inside}
    </section>
  )
}

/** The head of a confirmation page. */
export function Panel({ title, children }: PropsWithChildren<{ title: string }>) {
  return (
    <div class="govuk-panel govuk-panel--confirmation">
      <h1 class="govuk-panel__title">{title}</h1>
      {children !== undefined && <div class="govuk-panel__body">{children}</div>}
    </div>
  )
}

/** More for whoever wants it; opens without script. */
export function Details({ summary, open, children }: PropsWithChildren<{ summary: Child; open?: boolean }>) {
  return (
    <details class="govuk-details" {...(open === true ? { open: true } : {})}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{summary}</span>
      </summary>
      <div class="govuk-details__text">{children}</div>
    </details>
  )
}

export interface SummaryRow {
  readonly key: Child
  readonly value: Child
  readonly actions?: readonly { readonly href: string; readonly text: string; readonly about: string }[]
}

/** Names and values of one thing. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl class="govuk-summary-list">
      {rows.map(({ key, value, actions = [] }) => (
        <div
          class={`govuk-summary-list__row${actions.length === 0 ? ' govuk-summary-list__row--no-actions' : ''}`}
        >
          <dt class="govuk-summary-list__key">{key}</dt>
          <dd class="govuk-summary-list__value">{value}</dd>
          {actions.length > 0 && (
            <dd class="govuk-summary-list__actions">
              {actions.map(({ href, text, about }) => (
                <a class="govuk-link" href={href}>
                  {text}
                  <span class="govuk-visually-hidden"> {about}</span>
                </a>
              ))}
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

export interface Column {
  readonly text: Child
  readonly numeric?: boolean
}

interface TableProps {
  readonly caption: Child
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Child[])[]
  /** The caption is there for those who cannot see the heading above the table. */
  readonly hideCaption?: boolean
  /** The first cell of each row is its header. */
  readonly rowHeaders?: boolean
  /** On a phone each row becomes a block, its cells one below the other with their columns' names. */
  readonly stacks?: boolean
}

/** A table; on a narrow screen it scrolls inside its own frame, which the keyboard reaches. */
export function Table({ caption, columns, rows, hideCaption, rowHeaders, stacks }: TableProps) {
  // Blocks are no table any more to some screen readers, unless that is said.
  const role = (name: string) => (stacks === true ? { role: name } : {})
  return (
    <section class="pj-scroll" tabindex={0} aria-label={typeof caption === 'string' ? caption : undefined}>
      <table class={`govuk-table${stacks === true ? ' pj-stack' : ''}`} {...role('table')}>
        <caption
          class={`govuk-table__caption govuk-table__caption--m${hideCaption === true ? ' govuk-visually-hidden' : ''}`}
        >
          {caption}
        </caption>
        <thead class="govuk-table__head" {...role('rowgroup')}>
          <tr class="govuk-table__row" {...role('row')}>
            {columns.map(({ text, numeric }) => (
              <th
                scope="col"
                {...role('columnheader')}
                class={`govuk-table__header${numeric === true ? ' govuk-table__header--numeric' : ''}`}
              >
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body" {...role('rowgroup')}>
          {rows.map(cells => (
            <tr class="govuk-table__row" {...role('row')}>
              {cells.map((cell, place) => {
                const { text, numeric } = columns[place] ?? {}
                const label =
                  stacks === true && place > 0 && typeof text === 'string' ? { 'data-label': text } : {}
                return rowHeaders === true && place === 0 ? (
                  <th scope="row" class="govuk-table__header" {...role('rowheader')}>
                    {cell}
                  </th>
                ) : (
                  <td
                    class={`govuk-table__cell${numeric === true ? ' govuk-table__cell--numeric' : ''}`}
                    {...role('cell')}
                    {...label}
                  >
                    {cell}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export interface Task {
  readonly title: Child
  /** null: it cannot be done yet. */
  readonly href: string | null
  readonly hint?: Child
  readonly status: Child
}

/** Long work in steps, each with where it stands. */
export function TaskList({ tasks, id }: { tasks: readonly Task[]; id: string }) {
  return (
    <ul class="govuk-task-list">
      {tasks.map(({ title, href, hint, status }, place) => {
        const ids = `${id}-${place + 1}-hint ${id}-${place + 1}-status`
        return (
          <li class={`govuk-task-list__item${href === null ? '' : ' govuk-task-list__item--with-link'}`}>
            <div class="govuk-task-list__name-and-hint">
              {href === null ? (
                <div>{title}</div>
              ) : (
                <a class="govuk-link govuk-task-list__link" href={href} aria-describedby={ids}>
                  {title}
                </a>
              )}
              {hint !== undefined && (
                <div id={`${id}-${place + 1}-hint`} class="govuk-task-list__hint">
                  {hint}
                </div>
              )}
            </div>
            <div
              class={`govuk-task-list__status${href === null ? ' govuk-task-list__status--cannot-start-yet' : ''}`}
              id={`${id}-${place + 1}-status`}
            >
              {status}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

/** To the next page of a list; the lists of the API know no way back but the beginning. */
export function Pagination({ first, next }: { first: string | null; next: string | null }) {
  const { text } = useVisit()
  if (first === null && next === null) return null
  return (
    <nav class="govuk-pagination" aria-label={text.common.pages}>
      {first !== null && (
        <div class="govuk-pagination__prev">
          <a class="govuk-link govuk-pagination__link" href={first} rel="prev">
            <span class="govuk-pagination__link-title">«</span>
          </a>
        </div>
      )}
      {next !== null && (
        <div class="govuk-pagination__next">
          <a class="govuk-link govuk-pagination__link" href={next} rel="next">
            <span class="govuk-pagination__link-title">{text.common.next}</span>
          </a>
        </div>
      )}
    </nav>
  )
}

/** Things that happened, in the order in which they did. */
export function Timeline({ events }: { events: readonly { when: string; title: Child; more?: Child }[] }) {
  return (
    <ol class="pj-timeline">
      {events.map(({ when, title, more }) => (
        <li class="pj-timeline__item">
          <p class="pj-timeline__when">{when}</p>
          <p class="pj-timeline__title">{title}</p>
          {more !== undefined && <div class="pj-timeline__more">{more}</div>}
        </li>
      ))}
    </ol>
  )
}
