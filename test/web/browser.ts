import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core'
import { afterAll, expect } from 'vitest'

/** How somebody looks at the pages. */
export interface Visitor {
  readonly language?: 'zh-CN' | 'en'
  readonly elder?: boolean
  /** CSS pixels; a phone of 360 unless it says otherwise. */
  readonly width?: number
  readonly script?: boolean
  /** The token of the session the visitor is signed in with. */
  readonly token?: string
}

/** In one process several visitors would share their cookies; and what the web's own rules forbid is to be seen here. */
const unwanted = new Set(['--single-process', '--disable-web-security', '--allow-running-insecure-content'])

/** The browser of a test file, a context of its own for each visitor. */
export async function openBrowser() {
  const executablePath = await chromium.executablePath()
  const args = chromium.args.filter(argument => !unwanted.has(argument))
  const browser: Browser = await playwright.launch({ executablePath, args, headless: true })
  afterAll(() => browser.close())
  return {
    /** A browser profile of its own, as of another person. What the pages' policy forbids fails the test. */
    async visitor(origin: string, visitor: Visitor = {}): Promise<{ context: BrowserContext; page: Page }> {
      const { language = 'zh-CN', elder = false, width = 360, script = true } = visitor
      const context = await browser.newContext({
        baseURL: origin,
        locale: language,
        javaScriptEnabled: script,
        viewport: { width, height: width > 800 ? 800 : 740 },
      })
      if (visitor.token !== undefined) {
        await context.addCookies([
          {
            name: '__Host-piaojue',
            value: visitor.token,
            url: origin.replace('http:', 'https:'),
            secure: true,
            httpOnly: true,
            sameSite: 'Lax',
          },
        ])
      }
      if (elder) await context.addCookies([{ name: 'elder', value: 'on', url: origin }])
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      page.on('console', message => {
        if (/Content.Security.Policy|Refused to/i.test(message.text())) throw new Error(message.text())
      })
      page.on('pageerror', error => {
        throw error
      })
      return { context, page }
    },
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Holds a page to WCAG 2.2 AA as far as a program can: axe finds nothing serious, and nothing is wider than the screen. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axeSource)
  const violations = await page.evaluate(async () => {
    const axe = Reflect.get(globalThis, 'axe') as {
      run: (options: unknown) => Promise<{
        violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[]
      }>
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } })
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      at: nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} — ${failureSummary}`),
    }))
  })
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(grave, page.url()).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0)
}

/** Holds a page to the keyboard: Tab reaches every link, button and field that can be seen, in the order of the page. */
export async function expectKeyboard(page: Page): Promise<void> {
  const wanted = await page.evaluate(() => {
    const reachable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'
    const seen = [...document.querySelectorAll<HTMLElement>(reachable)].filter(
      element => element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled'),
    )
    seen.forEach((element, place) => {
      element.dataset.place = String(place)
    })
    // Radios of one name are one stop, moved through by the arrows.
    const names = new Set<string>()
    return seen
      .filter(element => {
        if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true
        if (names.has(element.name)) return false
        names.add(element.name)
        return true
      })
      .map(element => element.dataset.place ?? '')
  })
  await page.evaluate(() => {
    ;(document.activeElement as HTMLElement | null)?.blur()
    document.addEventListener('focusin', ({ target }) => {
      const radio = target instanceof HTMLInputElement && target.type === 'radio' ? target.name : null
      const group = document.querySelector<HTMLElement>(
        `input[type=radio][name="${CSS.escape(radio ?? '')}"]`,
      )
      const stop = (radio === null ? null : group) ?? (target as HTMLElement)
      stop.dataset.reached = 'yes'
    })
  })
  for (let step = 0; step < wanted.length + 5; step++) await page.keyboard.press('Tab')
  const reached = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-reached]')].map(element => element.dataset.place ?? ''),
  )
  const missed = wanted.filter(place => !reached.includes(place))
  const names = await page.evaluate(
    places =>
      places.map(place => document.querySelector(`[data-place="${place}"]`)?.outerHTML.slice(0, 200) ?? ''),
    missed,
  )
  expect(names, `${page.url()}: not reached by Tab`).toEqual([])
}
