/** What the page was made from, and where the same is asked for anew. */
interface Watched {
  readonly url: string
  readonly state: string
}

interface Shown {
  readonly status: string
  readonly departments: readonly { readonly commitment: string | null; readonly reveal: string | null }[]
}

/** Milliseconds between two questions: a ceremony is watched by people in one room. */
const pace = 3000

/** Loads the page again as soon as the draw has gone on. Pages that are watched have no fields to lose. */
export function watchDraw(box: HTMLElement): void {
  const { url, state } = JSON.parse(box.dataset.watch ?? '') as Watched
  setInterval(async () => {
    if (document.visibilityState === 'hidden') return
    try {
      const response = await fetch(url, { headers: { accept: 'application/json' } })
      if (!response.ok) return
      if (stateOf((await response.json()) as Shown) !== state) location.reload()
    } catch {
      // Without a connection the page stays as it is; the next question may get through.
    }
  }, pace)
}

/** The state of a draw as one word: the page says it in the same way. */
function stateOf({ status, departments }: Shown): string {
  const parts = departments.map(
    ({ commitment, reveal }) => `${commitment === null ? '-' : 'c'}${reveal === null ? '-' : 'r'}`,
  )
  return [status, ...parts].join(' ')
}
