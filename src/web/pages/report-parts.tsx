import type { showCourse } from '../../app/assembly/show-course.ts'
import type { showLog } from '../../app/record/show-log.ts'
import { momentOf } from '../format.ts'
import type { Visit } from '../visit.ts'
import type { Report, Seen } from './assembly-ground.ts'

type Course = Seen<typeof showCourse>['items']

interface TiesProps {
  readonly visit: Visit
  readonly report: Report
  readonly course: Course
}

/** Ties, runoffs and lots in the order in which they came, with the dice; then the rounds that were voided. */
export function ReportTies({ visit, report, course }: TiesProps) {
  const { results, report: words } = visit.text
  const titles = new Map(report.candidates.map(({ id, title }) => [id, title]))
  const named = (ids: readonly string[]) => results.group(ids.map(id => titles.get(id) ?? id))
  const lots = course.flatMap(({ lot }) => (lot === null ? [] : [lot]))
  const dice = (group: readonly string[]) => {
    const drawn = lots.find(lot => lot.group.join() === group.join())
    return drawn === undefined ? '' : words.dice(drawn.dice)
  }
  const said = report.ties.map(({ group, by, round, order }) => {
    if (by === null || round === null || order === null) return words.open(named(group))
    if (by === 'lot') return [words.byLot(named(group), inOrder(order)), dice(group)].join(words.gap)
    const number = report.ballots[round]?.number ?? round + 1
    return order.length === 1
      ? words.stillTied(named(group), number)
      : words.byRunoff(named(group), number, inOrder(order))
  })
  function inOrder(order: readonly (readonly string[])[]): string {
    return order.map(part => (part.length === 1 ? named(part) : words.equal(named(part)))).join(words.after)
  }
  const shares = report.equal_shares_lot
  const sharesLot =
    shares === null ? [] : [[words.sharesLot(named(shares)), dice(lots[0]?.group ?? [])].join(words.gap)]
  const voided = report.voided_rounds.map(({ number, kind, reason }) =>
    words.voided(number, results.kinds[kind], reason),
  )
  const lines = [...said, ...sharesLot]
  return (
    <>
      {(lines.length === 0 ? [words.noTies] : lines).map(line => (
        <p>{line}</p>
      ))}
      {voided.map(line => (
        <p>{line}</p>
      ))}
    </>
  )
}

/** What ties the sheet to the public record: hashes, its place there, and the signed head of the log. */
export function ReportCheck({
  visit,
  report,
  log,
}: {
  visit: Visit
  report: Report
  log: Seen<typeof showLog>
}) {
  const { text, language } = visit
  const words = text.report
  const signatures = report.signatures.map(({ duty, signed_at }) =>
    words.signature(text.words.duties[duty], momentOf(language, signed_at)),
  )
  const rows = [
    { key: words.rulesHash, value: report.rules_hash },
    { key: words.tallyHash, value: report.tally_hash },
    { key: words.verifierKey, value: log.verifier_key },
  ]
  return (
    <dl class="pj-sheet__check">
      {rows.map(({ key, value }) => (
        <div>
          <dt>{key}</dt>
          <dd>
            <code class="pj-id">{value}</code>
          </dd>
        </div>
      ))}
      <div>
        <dt>{words.recordIndex}</dt>
        <dd>{words.entry(report.record_index)}</dd>
      </div>
      <div>
        <dt>{words.signedElectronically}</dt>
        <dd>{signatures.length === 0 ? words.noSignature : signatures.join(text.common.list)}</dd>
      </div>
      <div>
        <dt>{words.checkpoint}</dt>
        <dd>
          <pre class="pj-id pj-pre">{log.checkpoint.trimEnd()}</pre>
          {words.checkpointHow}
        </dd>
      </div>
    </dl>
  )
}

/** Lines to sign on paper, in the order of the duties. */
export function ReportSignatures({ visit, report }: { visit: Visit; report: Report }) {
  const { text } = visit
  return (
    <section class="pj-sheet__signatures" aria-label={text.report.signLines}>
      {report.signed_by.map(duty => (
        <p>
          <span class="pj-sheet__duty">{text.words.duties[duty]}</span>
          <span class="pj-sheet__line" />
        </p>
      ))}
      <p class="pj-sheet__date">{text.report.date}</p>
    </section>
  )
}
