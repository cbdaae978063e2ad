import { useVisit } from './context.ts'

interface Year {
  readonly id: string
  readonly name: string
  readonly year: number
}

/** Links to the years of a district or community, the one that is shown marked. Nothing when there is one year only. */
export function YearChoice(props: { years: readonly Year[]; shown: string; hrefOf: (year: Year) => string }) {
  const { text } = useVisit()
  const { years, shown, hrefOf } = props
  if (years.length < 2) return null
  return (
    <nav class="pj-years pj-no-print" aria-label={text.overview.years}>
      <ul class="pj-years__list">
        {years.map(year => (
          <li>
            <a
              class="pj-years__link"
              href={hrefOf(year)}
              {...(year.id === shown ? { 'aria-current': 'page' as const } : {})}
            >
              {text.overview.yearName(year.year, year.name)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
