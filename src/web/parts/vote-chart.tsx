import type { Child } from 'hono/jsx'

export interface VoteBar {
  readonly title: Child
  readonly votes: number
  /** "24 票". */
  readonly said: string
  /** Filled instead of outlined; the mark says it in a word, too. */
  readonly strong: boolean
  readonly mark: string
}

interface VoteChartProps {
  readonly caption: string
  readonly bars: readonly VoteBar[]
  /** The votes that fill the whole length. */
  readonly whole: number
  /** Where the upright line stands; null for none. */
  readonly line: number | null
  /** What the line and the length mean. */
  readonly legend: readonly string[]
}

/** Votes as bars, as wide as the screen allows. The text beside each bar says the same; colour adds nothing. */
export function VoteChart({ caption, bars, whole, line, legend }: VoteChartProps) {
  return (
    <figure class="pj-votes">
      <figcaption class="govuk-heading-m">{caption}</figcaption>
      <ol class="pj-votes__list">
        {bars.map(({ title, votes, said, strong, mark }) => (
          <li class="pj-votes__row">
            <span class="pj-votes__title">{title}</span>
            <svg class="pj-votes__bar" width="100%" height="100%" aria-hidden="true" focusable="false">
              <rect class="pj-votes__whole" width="100%" height="100%" />
              <rect
                class={strong ? 'pj-votes__strong' : 'pj-votes__weak'}
                y="20%"
                width={length(votes, whole)}
                height="60%"
              />
              {line !== null && (
                <line
                  class="pj-votes__line"
                  x1={length(line, whole)}
                  x2={length(line, whole)}
                  y1="0"
                  y2="100%"
                />
              )}
            </svg>
            <span class="pj-votes__said">
              {said} · {mark}
            </span>
          </li>
        ))}
      </ol>
      <ul class="pj-votes__legend">
        {legend.map(text => (
          <li>{text}</li>
        ))}
      </ul>
    </figure>
  )
}

function length(votes: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((votes * 1000) / whole) / 10}%`
}
