/** What the live parts of a page are filled with (src/web/parts/live.tsx). */
export interface LiveState {
  readonly slots: Readonly<Record<string, string | number>>
  readonly flags: ReadonlySet<string>
}

/** Words with their braces filled in; null when one of them is not known. */
export function fillIn(words: string, slots: LiveState['slots']): string | null {
  let known = true
  const filled = words.replaceAll(/\{([a-z_]+)\}/g, (_, name: string) => {
    const value = slots[name]
    known &&= value !== undefined
    return String(value)
  })
  return known ? filled : null
}

/** Fills the live words of a page in, and shows the parts whose flags are set. Touches only what changes. */
export function showLive(root: ParentNode, { slots, flags }: LiveState): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-live]')) {
    const filled = fillIn(element.dataset.live ?? '', slots)
    if (filled !== null && element.textContent !== filled) element.textContent = filled
  }
  for (const element of root.querySelectorAll<HTMLElement>('[data-if]')) {
    const hidden = !flags.has(element.dataset.if ?? '')
    if (element.hidden !== hidden) element.hidden = hidden
  }
}

/** Fetches this page anew and puts some of its parts, by their ids, in place of the old ones. False when that did not work. */
export async function renew(ids: readonly string[], send: typeof fetch): Promise<boolean> {
  try {
    const response = await send(location.pathname, { credentials: 'same-origin', cache: 'no-store' })
    if (!response.ok) return false
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
    const parts = ids.map(id => [document.getElementById(id), fresh.getElementById(id)] as const)
    for (const [old, part] of parts) {
      if (old === null || part === null) return false
      old.replaceWith(part)
    }
    return true
  } catch {
    return false
  }
}
