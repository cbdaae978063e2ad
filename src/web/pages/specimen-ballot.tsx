import { money } from '../format.ts'
import { useVisit } from '../parts/context.ts'
import type { Specimen } from './count-ground.ts'

/** One ballot on paper, in the order and with the numbers that tellers key. A sample says that it is one, across its face. */
export function BallotPaper({ specimen, sample }: { specimen: Specimen; sample?: boolean }) {
  const { text } = useVisit()
  const words = text.specimen
  const { community, cycle, number, kind, candidates, max_choices, exact_choices } = specimen
  const over = candidates.length > max_choices
  const rules = [
    exact_choices ? words.rules.exact(max_choices) : words.rules.choose(max_choices),
    ...(over ? [words.rules.over(max_choices)] : []),
    ...(exact_choices && max_choices > 1 ? [words.rules.under(max_choices)] : []),
    words.rules.blank,
    words.rules.secret,
  ]
  return (
    <section class={`pj-ballot${sample === true ? ' pj-ballot--sample' : ''}`} aria-label={words.heading}>
      {sample === true && <p class="pj-ballot__sample">{words.heading}</p>}
      <p class="pj-ballot__title">{words.name(community.name)}</p>
      <p class="pj-ballot__round">{words.round(cycle.name, number, text.desk.kinds[kind])}</p>
      <table class="pj-ballot__table">
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.project}</th>
            <th scope="col">{words.cost}</th>
            <th scope="col">{words.choice}</th>
          </tr>
        </thead>
        <tbody>
          {candidates.map(({ title, cost_fen }, place) => (
            <tr>
              <td class="pj-ballot__number">{place + 1}</td>
              <th scope="row" class="pj-ballot__project">
                {title}
              </th>
              <td class="pj-ballot__cost">{money(cost_fen)}</td>
              <td class="pj-ballot__choice">
                <span class="pj-ballot__box" role="img" aria-label={words.box} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ol class="pj-ballot__rules">
        {rules.map(rule => (
          <li>{rule}</li>
        ))}
      </ol>
      <p class="pj-ballot__seal">
        {community.name}
        {words.seal}
      </p>
    </section>
  )
}
