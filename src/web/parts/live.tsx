import type { PropsWithChildren } from 'hono/jsx'

/** What stands in the braces of live words, and which of the parts that come and go are there. */
export interface LiveState {
  readonly slots: Readonly<Record<string, string | number | null | undefined>>
  readonly flags: ReadonlySet<string>
}

/** Words with figures in braces that the page's script fills in again as they change. Without script they stand as they were. */
export function Live({ state, words }: { state: LiveState; words: string }) {
  return <span data-live={words}>{fillIn(words, state)}</span>
}

/** A part that is there while its flag is set. The script sets and takes flags; without script they stay as they were. */
export function When({ state, on, children }: PropsWithChildren<{ state: LiveState; on: string }>) {
  return (
    <div data-if={on} {...(state.flags.has(on) ? {} : { hidden: true })}>
      {children}
    </div>
  )
}

function fillIn(words: string, { slots }: LiveState): string {
  return words.replaceAll(/\{([a-z_]+)\}/g, (_, name: string) => String(slots[name] ?? ''))
}
