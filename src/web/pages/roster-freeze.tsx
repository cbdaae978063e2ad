import { freezeRoster } from '../../app/roster/freeze-roster.ts'
import { mayFreezeRoster } from '../../core/roster/roster.ts'
import { blankForm, type Form, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { InsetText } from '../parts/blocks.tsx'
import { CheckAnswers, ErrorSummary, isConfirmed } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, type Visit } from '../visit.ts'
import { countsInWords } from './roster-parts.tsx'
import { lookAtOwnPreparation, type Preparation } from './schedule-ground.ts'
import { frameOf, refused, statusOf } from './work-frame.tsx'

/** Fixing who may vote: the page is the check before what is final. */
export const rosterFreezePages: readonly Page[] = [
  {
    path: '/work/assemblies/:assembly_id/roster/freeze',
    signedIn: 'staff',
    get: showFreeze,
    post: takeFreeze,
  },
]

async function showFreeze(visit: Visit): Promise<Answer> {
  return freezePage(visit, await lookAtOwnPreparation(visit), blankForm(visit.services))
}

async function takeFreeze(visit: Visit, form: Form): Promise<Answer> {
  const preparation = await lookAtOwnPreparation(visit)
  const path = `/work/assemblies/${preparation.assembly.id}/roster`
  if (!isConfirmed(form)) return redirect(path)
  const result = await act(visit, freezeRoster, { assembly_id: preparation.assembly.id }, {}, form.id)
  if (result.ok) return redirect(`${path}?done=frozen`)
  const said = refused(visit, form, result.error, { labels: {} })
  return freezePage(visit, preparation, withErrors({ ...form, errors: [] }, said.errors))
}

function freezePage(visit: Visit, preparation: Preparation, form: Form): Answer {
  const { text } = visit
  const words = text.roster
  const { place, year, assembly, roster, duties } = preparation
  const allowed = mayFreezeRoster(assembly, roster.delegates)
  return shown({
    title: words.freezeTitle,
    ...statusOf(form),
    ...frameOf(visit, place, year.cycle.id, {
      href: `/work/assemblies/${assembly.id}/roster`,
      text: words.title,
    }),
    body: allowed.ok ? (
      <>
        <ErrorSummary form={form} />
        <CheckAnswers
          form={{ ...form, errors: [] }}
          title={words.checkFreeze}
          rows={[
            { key: text.words.assembly, value: `${place.community.name} · ${year.cycle.name}` },
            { key: words.eligible, value: words.people(roster.delegates) },
            {
              key: words.byCategory,
              value: countsInWords(visit, roster.by_category).join(visit.text.common.list),
            },
            {
              key: words.duty,
              value:
                duties.chief_scrutineer === 0
                  ? words.dutiesLater
                  : text.preparation.overview.dutyCounts(
                      duties.chief_scrutineer,
                      duties.scrutineer,
                      duties.teller,
                    ),
            },
          ]}
          warning={words.freezeFinal}
          button={words.freeze}
        />
      </>
    ) : (
      <>
        <ErrorSummary form={form} />
        <Heading caption={place.community.name}>{words.freezeTitle}</Heading>
        <InsetText>{text.refusals[allowed.error.code]}</InsetText>
      </>
    ),
  })
}
