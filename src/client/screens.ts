/** Shows one of the page's screens, and says so to whoever cannot see it. */
export interface Screens {
  /** `byHand`: the delegate asked for it, so the focus goes along. */
  readonly show: (name: string, byHand: boolean) => void
}

export function screensOf(root: HTMLElement, product: string): Screens {
  let shown = root.querySelector<HTMLElement>('[data-screen]:not([hidden])')?.dataset.screen ?? ''
  const announcement = root.querySelector<HTMLElement>('[data-announce]')
  return {
    show(name, byHand) {
      if (name === shown) return
      shown = name
      const before = document.activeElement
      let focused = false
      for (const screen of root.querySelectorAll<HTMLElement>('[data-screen]')) {
        const here = screen.dataset.screen === name
        focused ||= !here && screen.contains(before)
        screen.hidden = !here
        if (!here) continue
        markStep(root, screen.dataset.at ?? '')
        const title = screen.querySelector<HTMLElement>('h1')
        document.title = `${title?.textContent ?? ''} · ${product}`
        if (announcement !== null) announcement.textContent = sentenceOf(screen, title)
      }
      // Whoever had the focus in what is gone would be nowhere.
      if (byHand || focused) focusHeading(root, name)
      root.scrollIntoView()
    },
  }
}

function sentenceOf(screen: HTMLElement, title: HTMLElement | null): string {
  const lead = screen.querySelector<HTMLElement>('[data-lead]')
  return [title?.textContent, lead?.innerText].filter(Boolean).join('。')
}

function focusHeading(root: HTMLElement, name: string): void {
  root.querySelector<HTMLElement>(`[data-screen="${name}"] h1`)?.focus({ preventScroll: true })
}

function markStep(root: HTMLElement, step: string): void {
  for (const item of root.querySelectorAll<HTMLElement>('[data-step]')) {
    if (item.dataset.step === step) item.setAttribute('aria-current', 'step')
    else item.removeAttribute('aria-current')
  }
}
