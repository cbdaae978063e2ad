import type { Department } from '../../core/identity/access.ts'
import { type Part, type PublishedDraw, replayDraw, type Step } from './replay.ts'

/** What the page gives the script: the published draw, names for its ids, and all words. */
interface Facts extends PublishedDraw {
  readonly titles: Readonly<Record<string, string>>
  readonly streets: Readonly<Record<string, string>>
  readonly inspectors: Readonly<Record<string, string>>
  readonly departmentNames: Readonly<Record<Department, string>>
  readonly words: Readonly<Record<Word, string>> & { readonly parts: Readonly<Record<Part, string>> }
}

type Word =
  | 'progress'
  | 'start'
  | 'frame'
  | 'match'
  | 'mismatch'
  | 'unrevealed'
  | 'absent'
  | 'dice'
  | 'seed'
  | 'ticket'
  | 'cut'
  | 'drawn'
  | 'inspectors'
  | 'pair'
  | 'equal'
  | 'equalMore'
  | 'differs'
  | 'differsMore'
  | 'pause'
  | 'play'
  | 'join'

const shownDigits = 9
/** Milliseconds between two steps that play by themselves. */
const pace = 700

/** Lets the reader go through the draw: a step, all by itself, or straight to the result. */
export function setStage(section: HTMLElement): void {
  const facts = JSON.parse(section.dataset.replay ?? '') as Facts
  const steps = replayDraw(facts)
  const { words } = facts
  const part = (name: string) => partOf(section, `[data-${name}]`)
  const button = (name: string) => partOf(section, `[data-do="${name}"]`)
  const calm = matchMedia('(prefers-reduced-motion: reduce)')
  let at = 0
  let timer: ReturnType<typeof setInterval> | undefined
  part('stage').hidden = false
  tellProgress()

  button('step').addEventListener('click', () => {
    pause()
    step(true)
  })
  button('play').addEventListener('click', () => (timer === undefined ? play() : pause()))
  button('all').addEventListener('click', () => {
    pause()
    while (at < steps.length) step(false)
  })
  button('again').addEventListener('click', () => {
    pause()
    at = 0
    for (const name of ['facts', 'streets', 'pairs', 'verdict']) part(name).replaceChildren()
    part('said').textContent = words.start
    tellProgress()
  })

  function play(): void {
    button('play').textContent = words.pause
    step(true)
    timer = setInterval(() => {
      step(true)
      if (at === steps.length) pause()
    }, pace)
  }

  function pause(): void {
    clearInterval(timer)
    timer = undefined
    button('play').textContent = words.play
  }

  function step(moving: boolean): void {
    const next = steps[at]
    if (next === undefined) return
    at++
    part('said').textContent = showStep(next, { facts, part, moving: moving && !calm.matches })
    tellProgress()
  }

  function tellProgress(): void {
    part('progress').textContent = fill(words.progress, { at: String(at), of: String(steps.length) })
  }
}

interface Scene {
  readonly facts: Facts
  readonly part: (name: string) => HTMLElement
  readonly moving: boolean
}

/** Shows one step and gives the sentence that says it. */
function showStep(step: Step, scene: Scene): string {
  const { facts, part } = scene
  const { words } = facts
  switch (step.kind) {
    case 'frame':
      addFact(part('facts'), words.frame, step.hash)
      return `${words.frame} ${step.hash}`
    case 'secret': {
      const said = fill(words[step.secret], { department: facts.departmentNames[step.department] })
      addFact(part('facts'), said, null, step.secret === 'mismatch')
      return said
    }
    case 'dice':
      addFact(part('facts'), words.dice, step.dice)
      return `${words.dice} ${step.dice}`
    case 'seed':
      addFact(part('facts'), words.seed, step.seed)
      return words.seed
    case 'ticket':
      return showTicket(step, scene)
    case 'cut':
      return showCut(step, scene)
    case 'inspectors':
      for (const { project, inspectors } of step.assignments) {
        const [first, second] = inspectors.map(id => facts.inspectors[id] ?? id)
        const values = { title: facts.titles[project] ?? project, first: first ?? '', second: second ?? '' }
        addFact(part('pairs'), fill(words.pair, values), null)
      }
      return words.inspectors
    case 'verdict':
      return showVerdict(step, scene)
  }
}

function showTicket(step: Extract<Step, { kind: 'ticket' }>, { facts, part }: Scene): string {
  const street = facts.streets[step.stratum] ?? step.stratum
  const title = facts.titles[step.project] ?? step.project
  const ticket = step.ticket.slice(0, shownDigits)
  const item = make('li', 'pj-replay__ticket')
  item.dataset.project = step.project
  item.append(make('span', 'pj-ticket', `${ticket}…`), make('span', '', title))
  listOf(part('streets'), step.stratum, street).append(item)
  return fill(facts.words.ticket, { street, title, ticket })
}

/** Sorts a street's tickets before the reader's eyes and marks the drawn ones, in words too. */
function showCut(step: Extract<Step, { kind: 'cut' }>, { facts, part, moving }: Scene): string {
  const street = facts.streets[step.stratum] ?? step.stratum
  const list = listOf(part('streets'), step.stratum, street)
  const items = [...list.children].filter(item => item instanceof HTMLElement)
  const before = new Map(items.map(item => [item, item.getBoundingClientRect().top]))
  for (const [place, id] of step.order.entries()) {
    const item = items.find(one => one.dataset.project === id)
    if (item === undefined) continue
    list.append(item)
    if (place >= step.quota) continue
    item.classList.add('pj-replay__ticket--drawn')
    item.append(make('strong', 'govuk-tag govuk-tag--green', facts.words.drawn))
  }
  if (moving) {
    for (const item of items) {
      const from = (before.get(item) ?? 0) - item.getBoundingClientRect().top
      item.animate([{ transform: `translateY(${from}px)` }, { transform: 'none' }], {
        duration: 500,
        easing: 'ease-in-out',
      })
    }
  }
  return fill(facts.words.cut, { street, quota: String(step.quota) })
}

function showVerdict(
  { differing, drawn }: Extract<Step, { kind: 'verdict' }>,
  { facts, part }: Scene,
): string {
  const { words } = facts
  const equal = differing.length === 0
  const more = equal
    ? fill(words.equalMore, { count: String(drawn) })
    : fill(words.differsMore, { parts: differing.map(one => words.parts[one]).join(words.join) })
  const verdict = make('div', `pj-replay__verdict pj-replay__verdict--${equal ? 'equal' : 'differs'}`)
  verdict.append(
    make('p', 'pj-replay__word', `${equal ? '✓' : '✗'} ${equal ? words.equal : words.differs}`),
    make('p', 'govuk-body', more),
  )
  part('verdict').replaceChildren(verdict)
  // The verdict speaks for itself: its place is announced as it changes.
  return ''
}

function listOf(streets: HTMLElement, stratum: string, street: string): Element {
  const known = streets.querySelector(`[data-stratum="${CSS.escape(stratum)}"]`)
  if (known !== null) return known
  const list = make('ol', 'pj-replay__tickets')
  list.dataset.stratum = stratum
  const box = make('div', 'pj-replay__street')
  box.append(make('h3', 'govuk-heading-s', street), list)
  streets.append(box)
  return list
}

function addFact(list: HTMLElement, said: string, value: string | null, wrong = false): void {
  const item = make('li', wrong ? 'pj-replay__wrong' : '')
  item.append(said)
  if (value !== null) item.append(' ', make('span', 'pj-id', value))
  list.append(item)
}

function make(tag: string, className: string, text?: string): HTMLElement {
  const element = document.createElement(tag)
  if (className !== '') element.className = className
  if (text !== undefined) element.textContent = text
  return element
}

function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(/\{([a-z]+)\}/g, (whole, name: string) => values[name] ?? whole)
}

function partOf(section: HTMLElement, selector: string): HTMLElement {
  const found = section.querySelector<HTMLElement>(selector)
  if (found === null) throw new TypeError(`the page has no ${selector}`)
  return found
}
