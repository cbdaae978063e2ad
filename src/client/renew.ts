/** How often a page asks for its figures again, in milliseconds. */
const pause = 4000

/**
 * Renews the parts of a page that are marked with `data-renew`, from the same page asked again: the server says everything in
 * words, and this only puts it in its place. Rests while nobody looks. `data-stale` says when the figures are not the latest.
 */
export function startRenewing(page: Document, pauseMs = pause): void {
  if (page.querySelector('[data-renew]') === null) return
  const turn = async () => {
    if (page.visibilityState === 'visible') await renew(page)
    setTimeout(turn, pauseMs)
  }
  setTimeout(turn, pauseMs)
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'visible') renew(page)
  })
}

async function renew(page: Document): Promise<void> {
  // Of several answers only those come in that are about this very page.
  const { origin, pathname, searchParams } = new URL(page.location.href)
  searchParams.delete('done')
  try {
    const response = await fetch(`${origin}${pathname}?${searchParams}`, {
      signal: AbortSignal.timeout(10_000),
    })
    if (!response.ok || response.redirected) throw new TypeError('another page')
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
    for (const part of page.querySelectorAll<HTMLElement>('[data-renew]')) {
      const after = fresh.getElementById(part.id)
      if (after !== null) replace(part, after)
    }
    sayStale(page, false)
  } catch {
    sayStale(page, true)
  }
}

/** Puts new content in the place of the old, and the focus back to where it was. */
function replace(part: HTMLElement, after: HTMLElement): void {
  if (meaning(part) === meaning(after)) return
  const { activeElement } = part.ownerDocument
  const focused = part.contains(activeElement) ? nameOf(activeElement) : null
  part.replaceChildren(...after.childNodes)
  if (focused === null) return
  for (const element of part.querySelectorAll<HTMLElement>('a, button')) {
    if (nameOf(element) === focused) element.focus({ preventScroll: true })
  }
}

/** Forms have new ids each time; nothing else makes two equal parts differ. */
function meaning(part: HTMLElement): string {
  return part.innerHTML.replaceAll(/name="form_id" value="[^"]*"/g, '')
}

function nameOf(element: Element | null): string {
  return `${element?.getAttribute('href') ?? ''} ${element?.textContent ?? ''}`
}

function sayStale(page: Document, stale: boolean): void {
  for (const place of page.querySelectorAll<HTMLElement>('[data-stale]')) {
    place.textContent = stale ? (place.dataset.stale ?? '') : ''
  }
}
