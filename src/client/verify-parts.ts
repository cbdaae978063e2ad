import type { OwnFinding } from './own-ballot.ts'
import type { ToldCheck } from './verify-verdict.ts'
import { fill, type VerifyWords } from './verify-words.ts'

/** Everything holds, or something was found. */
export function goodPanel(title: string, text: string): HTMLElement {
  return element('div', 'pj-verdict pj-verdict--good', heading(title), paragraph(text))
}

/** Something is wrong: in red, with a word, and told at once to those who listen. */
export function alarm(title: string, text: string): HTMLElement {
  const box = element('div', 'pj-verdict pj-verdict--bad', heading(title), paragraph(text))
  box.setAttribute('role', 'alert')
  return box
}

/** The checks one below the other, each with its mark, its sentence and what the verifier said. */
export function checkList(words: VerifyWords, told: readonly ToldCheck[]): HTMLElement {
  return element('ul', 'pj-checks', ...told.map(check => checkLine(words, check)))
}

function checkLine(words: VerifyWords, { check, mark, name, sentences, details }: ToldCheck): HTMLElement {
  const line = element(
    'li',
    `pj-checks__line pj-checks__line--${mark}`,
    element('span', 'pj-checks__mark', words.marks[mark]),
    element('strong', 'pj-checks__name', name),
    ...sentences.map(sentence => element('p', 'pj-checks__text', sentence)),
  )
  line.dataset.check = check
  if (details.length > 0) {
    const more = element('ul', 'pj-checks__details', ...details.map(text => element('li', '', text)))
    more.lang = 'en'
    line.append(element('details', '', element('summary', '', words.detail), more))
  }
  return line
}

/** What became of a ballot that somebody looked for. */
export function findingPanel(words: VerifyWords, finding: OwnFinding): HTMLElement {
  const { standing, number, assembly, place, receipt } = finding
  const text = fill(words.standing[standing], { number: number ?? 0, place: place ?? 0 })
  const proof = receipt === null ? '' : receipt ? words.receiptGood : words.receiptBad
  const panel = panelFor(standing)(text, proof)
  panel.dataset.standing = standing
  if (assembly !== null && place !== null) {
    const link = element('a', 'govuk-link', words.seeRound)
    link.setAttribute('href', `/assemblies/${assembly}/ballots?round=${number}`)
    panel.append(element('p', 'govuk-body', link))
  }
  return panel
}

function panelFor(standing: OwnFinding['standing']): (title: string, text: string) => HTMLElement {
  switch (standing) {
    case 'counted':
      return goodPanel
    case 'differs':
    case 'missing':
      return alarm
    case 'not_yet':
    case 'no_round':
    case 'unknown':
      return (title, text) => element('div', 'govuk-inset-text', paragraph(title), paragraph(text))
  }
}

/** What this device keeps of the record, and the way to be rid of it. */
export function memoryPart(words: VerifyWords, forget: () => void): HTMLElement {
  const button = element('button', 'govuk-button govuk-button--secondary', words.forget)
  button.setAttribute('type', 'button')
  const part = element('div', '', paragraph(words.remembered), button)
  button.addEventListener('click', () => {
    forget()
    part.remove()
  })
  return part
}

function heading(text: string): HTMLElement {
  return element('h3', 'govuk-heading-m', text)
}

function paragraph(text: string): HTMLElement {
  return element('p', 'govuk-body', text)
}

function element(name: string, classes: string, ...children: (string | HTMLElement)[]): HTMLElement {
  const made = document.createElement(name)
  if (classes !== '') made.className = classes
  made.append(...children)
  return made
}
