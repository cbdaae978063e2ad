import type { AttendedRound } from './attendance.ts'

/** The ballot on the page: which boxes there are, which are ticked, and that no more are ticked than allowed. */
export interface BallotForm {
  /** Shows the candidates of a round; false when the page does not have all of them. */
  readonly present: (round: AttendedRound) => boolean
  readonly choices: () => readonly string[]
  readonly tick: (choices: readonly string[]) => void
  /** What is ticked, as it is said on the check page. */
  readonly titles: () => readonly string[]
}

export interface BallotFormOptions {
  readonly form: HTMLFormElement
  readonly most: () => number
  readonly changed: () => void
  /** One more than allowed was ticked, and is not. */
  readonly refused: () => void
}

export function ballotForm({ form, most, changed, refused }: BallotFormOptions): BallotForm {
  const boxes = () => [...form.querySelectorAll<HTMLInputElement>('[name="choice"]')]
  const ticked = () => boxes().filter(box => box.checked && !box.disabled)

  form.addEventListener('change', event => {
    const box = event.target
    if (!(box instanceof HTMLInputElement)) return
    const over = box.checked && ticked().length > most()
    if (over) box.checked = false
    changed()
    if (over) refused()
  })

  return {
    present({ candidates }) {
      let number = 0
      for (const box of boxes()) {
        const stands = candidates.includes(box.value)
        box.disabled = !stands
        const row = box.closest<HTMLElement>('[data-candidate]')
        if (row === null) continue
        row.hidden = !stands
        // The same numbers as on the round's paper ballots.
        if (stands) row.dataset.candidate = String(++number)
        const shown = row.querySelector<HTMLElement>('[data-number]')
        if (shown !== null) shown.textContent = String(number)
      }
      const known = new Set(boxes().map(box => box.value))
      return candidates.every(id => known.has(id))
    },
    choices: () => ticked().map(box => box.value),
    tick(choices) {
      for (const box of boxes()) box.checked = choices.includes(box.value)
    },
    titles: () =>
      ticked().map(box => {
        const number = box.closest<HTMLElement>('[data-candidate]')?.dataset.candidate ?? ''
        return `${number} ${box.dataset.title ?? ''}`
      }),
  }
}
