import { showSpecimen } from '../../app/assembly/specimen-view.ts'
import { readWhole } from '../fields.ts'
import { blankForm, type Form, withErrors } from '../form.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { InsetText } from '../parts/blocks.tsx'
import { Input } from '../parts/fields.tsx'
import { Button, ButtonLink, ErrorSummary } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { ask, type Visit } from '../visit.ts'
import { assemblyOf, deskPage, lookAtDesk } from './desk-frame.tsx'
import { BallotPaper } from './specimen-ballot.tsx'

/** The specimen (票样) and the paper ballots to be printed. */
export const specimenPages: readonly Page[] = [
  { path: '/desk/:assembly_id/specimen', signedIn: 'staff', get: visit => showSpecimenPage(visit, null) },
  { path: '/desk/:assembly_id/ballots', signedIn: 'staff', get: showBallots },
]

const mostCopies = 500

/** `refused`: a number of copies that cannot be meant. */
async function showSpecimenPage(visit: Visit, refused: string | null): Promise<Answer> {
  const { text, services } = visit
  const desk = await lookAtDesk(visit)
  const found = await ask(visit, showSpecimen, { assembly_id: assemblyOf(visit) })
  const words = text.specimen
  const likely = desk.modes.paper > 0 ? desk.modes.paper : Math.max(desk.eligible, 1)
  const form = blankForm(services, { copies: refused ?? String(likely) })
  const wrong = { name: 'copies', label: words.copies, text: words.copiesWrong }
  return shown({
    ...deskPage(visit, desk, { title: words.title, ...(refused === null ? {} : { status: 422 as const }) }),
    body: (
      <>
        <div class="pj-no-print">
          <Heading caption={text.desk.titleOf(desk.community.name)}>{words.title}</Heading>
        </div>
        {found.ok ? (
          <>
            {found.value.round_id === null && (
              <div class="pj-no-print">
                <InsetText>{words.notOpen}</InsetText>
              </div>
            )}
            <BallotPaper specimen={found.value} sample />
            <div class="pj-no-print">
              <p class="govuk-body">{words.order}</p>
              <button
                type="button"
                class="govuk-button govuk-button--secondary"
                data-module="govuk-button"
                data-print
              >
                {words.print}
              </button>
              <h2 class="govuk-heading-m">{words.ballots}</h2>
              <p class="govuk-body">{words.ballotsHint}</p>
              <CopiesForm
                assemblyId={desk.assembly_id}
                form={refused === null ? form : withErrors(form, [wrong])}
                words={words}
              />
            </div>
          </>
        ) : (
          <InsetText>{words.none}</InsetText>
        )}
      </>
    ),
  })
}

type Words = Visit['text']['specimen']

function CopiesForm(props: { assemblyId: string; form: Form; words: Words }) {
  const { assemblyId, form, words } = props
  return (
    <form method="get" action={`/desk/${assemblyId}/ballots`}>
      <ErrorSummary form={form} />
      <Input form={form} name="copies" label={words.copies} inputmode="numeric" width={4} />
      <Button>{words.makeBallots}</Button>
    </form>
  )
}

/** Ballots one a page, all the same: what tells one from another would tell whose it was. */
async function showBallots(visit: Visit): Promise<Answer> {
  const { text, url } = visit
  const desk = await lookAtDesk(visit)
  const assembly_id = assemblyOf(visit)
  const found = await ask(visit, showSpecimen, { assembly_id })
  const asked = url.searchParams.get('copies') ?? ''
  const copies = readWhole(asked) ?? 0
  const words = text.specimen
  if (!found.ok || copies < 1 || copies > mostCopies) return showSpecimenPage(visit, asked)
  return shown({
    title: words.ballots,
    layout: 'bare',
    district: desk.district,
    body: (
      <>
        <div class="pj-no-print pj-ballots-head">
          <h1 class="govuk-heading-m">{words.ballots}</h1>
          <p class="govuk-body">{words.ready(copies)}</p>
          <div class="govuk-button-group">
            <button type="button" class="govuk-button" data-module="govuk-button" data-print>
              {words.printBallots}
            </button>
            <ButtonLink href={`/desk/${assembly_id}/specimen`} look="secondary">
              {words.back}
            </ButtonLink>
          </div>
        </div>
        {Array.from({ length: copies }, () => (
          <BallotPaper specimen={found.value} />
        ))}
      </>
    ),
  })
}
