import type { Fraction } from '../../core/fraction.ts'
import type { Department } from '../../core/identity/access.ts'
import { percent } from '../format.ts'
import { Tag } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import type { Text } from '../text/choose.ts'

type Finding = keyof Text['audit']['findingNames']
type Status = keyof Text['audit']['statuses']

const findingColours = { pass: 'green', minor: 'orange', major: 'red' } as const
const statusColours = {
  drafted: 'grey',
  recorded: 'red',
  rectified: 'orange',
  closed: 'green',
  withdrawn: 'grey',
} as const

export function FindingTag({ finding }: { finding: Finding }) {
  const { text } = useVisit()
  return <Tag colour={findingColours[finding]}>{text.audit.findingNames[finding]}</Tag>
}

export function StatusTag({ status }: { status: Status }) {
  const { text } = useVisit()
  return <Tag colour={statusColours[status]}>{text.audit.statuses[status]}</Tag>
}

/** "财政、审计": departments by name, in their order. */
export function nameDepartments(text: Text, departments: readonly Department[]): string {
  return departments.map(one => text.words.departments[one]).join(text.common.list)
}

/** The share of a draw: "30%". */
export function shareOf({ num, den }: Fraction): string {
  return percent(num, den)
}

interface Bar {
  readonly label: string
  /** What stands at the end of the label's line: the figures. */
  readonly value: string
  /** From 0 to 1. */
  readonly part: number
}

const width = 360

/** Bars with their figures above them; a line marks what has to be reached. Beside it stands a table that says the same. */
export function BarChart({ title, bars, mark }: { title: string; bars: readonly Bar[]; mark?: number }) {
  const { elder } = useVisit()
  // The picture is as wide as a phone: its type is as large there as the page's.
  const size = elder ? 26 : 16
  const rowHeight = size + 32
  const height = bars.length * rowHeight
  return (
    <figure class="pj-chart">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title} class="pj-chart__picture">
        {bars.map(({ label, value, part }, place) => {
          const top = place * rowHeight
          return (
            <g>
              <text x="0" y={String(top + size + 1)} font-size={String(size)} fill="#1c1a19">
                {label}
              </text>
              <text
                x={String(width)}
                y={String(top + size + 1)}
                font-size={String(size)}
                fill="#1c1a19"
                text-anchor="end"
              >
                {value}
              </text>
              <rect x="0" y={String(top + size + 8)} width={String(width)} height="14" fill="#e8e2d8" />
              <rect
                x="0"
                y={String(top + size + 8)}
                width={(part * width).toFixed(1)}
                height="14"
                fill="#9e1b1b"
              />
              {mark !== undefined && (
                <rect
                  x={(mark * width - 1).toFixed(1)}
                  y={String(top + size + 4)}
                  width="3"
                  height="22"
                  fill="#1c1a19"
                />
              )}
            </g>
          )
        })}
      </svg>
      <figcaption class="govuk-hint">{title}</figcaption>
    </figure>
  )
}
