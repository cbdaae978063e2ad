import { compareQuantities } from '../../core/acceptance/quantities.ts'
import type { InspectedQuantity } from '../../core/audit/inspection.ts'
import { dayOf } from '../format.ts'
import { SummaryList, Table, Tag, type TagColour } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { PhotoGallery } from '../parts/photos.tsx'
import type { Photo, Project } from './project-ground.ts'

export type Acceptance = Project['acceptances'][number]
type Written = Pick<Acceptance, 'checklist' | 'measurements' | 'conclusion' | 'note' | 'rectify_by'>

const colours: Readonly<Record<Acceptance['conclusion'], TagColour>> = {
  accepted: 'green',
  rectify: 'orange',
  rejected: 'red',
}

export function ConclusionTag({ conclusion }: { conclusion: Acceptance['conclusion'] }) {
  const { text } = useVisit()
  return <Tag colour={colours[conclusion]}>{text.project.acceptance.conclusions[conclusion]}</Tag>
}

/** The acceptances that were decided, the last one first: it is the one that holds. */
export function ProjectAcceptances({ project, photos }: { project: Project; photos: readonly Photo[] }) {
  const { text, language } = useVisit()
  const words = text.project.acceptance
  const decided = project.acceptances.filter(({ status }) => status === 'decided').toReversed()
  return (
    <section aria-labelledby="acceptance">
      <h2 class="govuk-heading-m" id="acceptance">
        {words.title}
      </h2>
      {decided.length === 0 && <p class="govuk-body">{words.none}</p>}
      {decided.map(acceptance => (
        <section aria-labelledby={`acceptance-${acceptance.number}`}>
          <h3 class="govuk-heading-s" id={`acceptance-${acceptance.number}`}>
            {words.heading(acceptance.number, dayOf(language, acceptance.held_on))}{' '}
            <ConclusionTag conclusion={acceptance.conclusion} />
          </h3>
          <p class="govuk-body">
            {words.conclusionMeans[acceptance.conclusion]} {words.signed(acceptance.signed_by.length)}
          </p>
          <WrittenAcceptance written={acceptance} />
          <PhotoGallery photos={photos.filter(({ subject_id }) => subject_id === acceptance.id)} />
        </section>
      ))}
    </section>
  )
}

/** What an acceptance says: checklist, measured quantities, the officers' words and the deadline. */
export function WrittenAcceptance({ written }: { written: Written }) {
  const { text, language } = useVisit()
  const words = text.project.acceptance
  const { checklist, measurements, note, rectify_by } = written
  return (
    <>
      <Table
        caption={words.checklist}
        rowHeaders
        columns={[{ text: words.item }, { text: words.result }, { text: words.remark }]}
        rows={checklist.map(({ item, passed, remark }) => [
          item,
          <Passed passed={passed} yes={words.passed} no={words.failed} />,
          remark,
        ])}
      />
      <Measured
        caption={words.measurements}
        due={words.contracted}
        rows={measurements.map(({ contracted, ...row }) => ({ ...row, due: contracted }))}
      />
      {(note !== '' || rectify_by !== null) && (
        <SummaryList
          rows={[
            ...(note === '' ? [] : [{ key: words.note, value: <span class="pj-words">{note}</span> }]),
            ...(rectify_by === null ? [] : [{ key: words.deadline, value: dayOf(language, rectify_by) }]),
          ]}
        />
      )}
    </>
  )
}

interface MeasuredRow {
  readonly item: string
  readonly unit: string
  readonly due: string
  readonly measured: string
}

/** What was measured beside what is due, `due` saying by what. Nothing where nothing was to be measured. */
export function Measured(props: { caption: string; due: string; rows: readonly MeasuredRow[] }) {
  const { text } = useVisit()
  const words = text.project.acceptance
  const { caption, due, rows } = props
  if (rows.length === 0) return null
  return (
    <Table
      caption={caption}
      rowHeaders
      columns={[{ text: words.item }, { text: due, numeric: true }, { text: words.measured, numeric: true }]}
      rows={rows.map(row => [
        row.item,
        `${row.due} ${row.unit}`,
        <>
          {`${row.measured} ${row.unit}`}{' '}
          <span class="pj-source">
            <Difference {...row} />
          </span>
        </>,
      ])}
    />
  )
}

/** What the inspectors measured, beside what the acceptance had measured. */
export function Inspected({ measurements }: { measurements: readonly InspectedQuantity[] }) {
  const { text } = useVisit()
  const words = text.inspection
  return (
    <Measured
      caption={words.measurements}
      due={words.measured}
      rows={measurements.map(({ billed, ...row }) => ({ ...row, due: billed }))}
    />
  )
}

/** A word with a mark: neither says it by colour alone. */
export function Passed({ passed, yes, no }: { passed: boolean; yes: string; no: string }) {
  return (
    <span class={passed ? 'pj-good' : 'pj-bad'}>
      <span aria-hidden="true">{passed ? '✓ ' : '✗ '}</span>
      {passed ? yes : no}
    </span>
  )
}

function Difference({ due, measured, unit }: MeasuredRow) {
  const { text } = useVisit()
  const words = text.project.acceptance
  const thousandths = compareQuantities(measured, due)
  const amount = `${Math.abs(thousandths) / 1000} ${unit}`
  if (thousandths === 0) return <span class="pj-good">{words.same}</span>
  return thousandths < 0 ? (
    <strong class="pj-bad">{words.less(amount)}</strong>
  ) : (
    <span>{words.more(amount)}</span>
  )
}
