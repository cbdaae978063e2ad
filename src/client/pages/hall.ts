import { renew } from '../live.ts'

// The big screen: asks for its numbers, and puts the page's new picture up when they have changed.
const root = document.querySelector<HTMLElement>('[data-hall]')
const second = 1000
/** A lot changes the result without changing a number. */
const longestPicture = 15 * second

let shown = ''
let since = 0
let failures = 0

async function look(address: string): Promise<void> {
  const response = await fetch(address, { credentials: 'omit', cache: 'no-store' })
  if (!response.ok) throw new Error(String(response.status))
  const numbers = await response.text()
  if (numbers === shown && Date.now() - since < longestPicture) return
  if (!(await renew(['hall'], fetch.bind(window)))) throw new Error('the page does not answer')
  shown = numbers
  since = Date.now()
}

async function turn(hall: HTMLElement): Promise<void> {
  const status = hall.querySelector<HTMLElement>('[data-status]')
  try {
    await look(hall.dataset.hall ?? '')
    failures = 0
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour12: false })
    if (status !== null) status.textContent = (hall.dataset.updated ?? '').replace('{time}', time)
  } catch {
    failures++
    if (status !== null && failures > 1) status.textContent = hall.dataset.lost ?? ''
  }
  status?.classList.toggle('pj-hall__updated--lost', failures > 1)
  const pause = failures === 0 ? 2.5 * second : Math.min(15 * second, second * 2 ** failures)
  setTimeout(turn, pause * (0.8 + Math.random() * 0.4), hall)
}

if (root !== null) void turn(root)
