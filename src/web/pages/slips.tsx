import { listSlipsView } from '../../app/roster/preparation-views.ts'
import { printCodes } from '../../app/roster/print-codes.ts'
import { replaceCode } from '../../app/roster/replace-code.ts'
import type { Result } from '../../core/result.ts'
import { mayPrintCodes } from '../../core/roster/slip.ts'
import { blankForm, type Form, fieldValue, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { InsetText, Table } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Select } from '../parts/fields.tsx'
import { Button, ButtonLink, CheckAnswers, ErrorSummary, isConfirmed, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, type Visit } from '../visit.ts'
import { lookAtOwnPreparation, type Preparation } from './schedule-ground.ts'
import { slipPrintPages } from './slips-print.tsx'
import { frameOf, refused, type Seen, statusOf } from './work-frame.tsx'

/** The slips with the delegates' codes: made once, printed as often as needed, replaced when one is lost. */
export const slipPages: readonly Page[] = [
  { path: '/work/assemblies/:assembly_id/slips', signedIn: 'staff', get: showSlips, post: takeSlips },
  ...slipPrintPages,
]

type Slip = Seen<typeof listSlipsView>['items'][number]
type Printed = Seen<typeof printCodes>

async function lookAtSlips(visit: Visit) {
  const preparation = await lookAtOwnPreparation(visit)
  const { items } = await look(visit, listSlipsView, { assembly_id: preparation.assembly.id })
  return { preparation, slips: items.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN')) }
}

async function showSlips(visit: Visit): Promise<Answer> {
  const { preparation, slips } = await lookAtSlips(visit)
  return slipsPage(visit, preparation, slips, blankForm(visit.services))
}

async function takeSlips(visit: Visit, form: Form): Promise<Answer> {
  const { preparation, slips } = await lookAtSlips(visit)
  const { id } = preparation.assembly
  if (fieldValue(form, 'what') === 'replace') return takeLoss(visit, preparation, slips, form)
  let after: string | null = null
  do {
    const made: Result<Printed> = await act(visit, printCodes, { assembly_id: id }, { after })
    if (!made.ok)
      return slipsPage(visit, preparation, slips, refused(visit, form, made.error, { labels: {} }))
    after = made.value.next
  } while (after !== null)
  return redirect(`/work/assemblies/${id}/slips/print`)
}

/** A new slip for a lost one: the old code ends, so it is asked for twice. */
async function takeLoss(
  visit: Visit,
  preparation: Preparation,
  slips: readonly Slip[],
  form: Form,
): Promise<Answer> {
  const { id } = preparation.assembly
  const words = visit.text.roster
  const lost = slips.find(slip => slip.delegate_id === fieldValue(form, 'delegate_id'))
  if (form.values.confirmed?.[0] === 'no') return redirect(`/work/assemblies/${id}/slips`)
  if (lost === undefined || lost.generation === null) {
    const wrong = withErrors(form, [{ name: 'delegate_id', text: words.chooseLost }])
    return slipsPage(visit, preparation, slips, wrong)
  }
  if (!isConfirmed(form)) {
    const values = { ...form.values, generation: [String(lost.generation)] }
    return lossPage(visit, preparation, lost, { ...form, values })
  }
  const replaces = Number(fieldValue(form, 'generation'))
  const result = await act(visit, replaceCode, { delegate_id: lost.delegate_id }, { replaces })
  if (result.ok) return redirect(`/work/assemblies/${id}/slips/print?delegate=${lost.delegate_id}`)
  const names = { labels: {}, fields: { CODE_REPLACED: 'delegate_id' } }
  return slipsPage(visit, preparation, slips, refused(visit, form, result.error, names))
}

function slipsPage(
  visit: Visit,
  { place, year, assembly }: Preparation,
  slips: readonly Slip[],
  form: Form,
): Answer {
  const { text } = visit
  const words = text.roster
  const allowed = mayPrintCodes(assembly)
  const path = `/work/assemblies/${assembly.id}/slips`
  const missing = slips.filter(({ generation }) => generation === null).length
  return shown({
    title: words.slipsTitle,
    ...statusOf(form),
    ...frameOf(visit, place, year.cycle.id, {
      href: `/work/assemblies/${assembly.id}`,
      text: text.words.assembly,
    }),
    body: (
      <>
        <ErrorSummary form={form} />
        <Heading caption={`${place.community.name} · ${year.cycle.name}`}>{words.slipsTitle}</Heading>
        {!allowed.ok ? (
          <InsetText>{text.refusals[allowed.error.code]}</InsetText>
        ) : (
          <>
            <p class="govuk-body">{words.slipsHow}</p>
            <ul class="govuk-list govuk-list--bullet">
              {words.slipsRules.map(rule => (
                <li>{rule}</li>
              ))}
            </ul>
            {missing > 0 ? (
              <PageForm form={{ ...form, errors: [] }}>
                <input type="hidden" name="what" value="print" />
                <Button>{words.makeSlips(missing)}</Button>
              </PageForm>
            ) : (
              <ButtonLink href={`${path}/print`}>{words.printSlips(slips.length)}</ButtonLink>
            )}
            {missing < slips.length && <LossForm slips={slips} form={form} />}
            <SlipTable slips={slips} />
          </>
        )}
      </>
    ),
  })
}

function LossForm({ slips, form }: { slips: readonly Slip[]; form: Form }) {
  const { text } = useVisit()
  const words = text.roster
  return (
    <section aria-labelledby="loss">
      <h2 class="govuk-heading-m" id="loss">
        {words.loss}
      </h2>
      <PageForm form={{ ...form, errors: [] }}>
        <input type="hidden" name="what" value="replace" />
        <Select
          form={form}
          name="delegate_id"
          label={words.whoLost}
          hint={words.lossHint}
          options={[
            { value: '', text: words.chooseDelegate },
            ...slips
              .filter(({ generation }) => generation !== null)
              .map(({ delegate_id, name, category }) => ({
                value: delegate_id,
                text: text.common.aside(name, text.words.delegateCategories[category]),
              })),
          ]}
        />
        <Button look="secondary">{words.replace}</Button>
      </PageForm>
    </section>
  )
}

function SlipTable({ slips }: { slips: readonly Slip[] }) {
  const { text } = useVisit()
  const words = text.roster
  return (
    <Table
      caption={words.slipList}
      rowHeaders
      columns={[{ text: words.name }, { text: words.category }, { text: words.slip }]}
      rows={slips.map(({ name, category, generation, used }) => [
        name,
        text.words.delegateCategories[category],
        generation === null ? words.noSlip : words.slipState(generation, used),
      ])}
    />
  )
}

function lossPage(visit: Visit, { place, year, assembly }: Preparation, lost: Slip, form: Form): Answer {
  const { text } = visit
  const words = text.roster
  return shown({
    title: words.checkLoss,
    ...frameOf(visit, place, year.cycle.id, {
      href: `/work/assemblies/${assembly.id}/slips`,
      text: words.slipsTitle,
    }),
    body: (
      <CheckAnswers
        form={form}
        title={words.checkLoss}
        rows={[
          { key: words.name, value: lost.name },
          { key: words.slip, value: words.slipState(lost.generation ?? 1, lost.used) },
        ]}
        warning={lost.used ? words.lossUsed : words.lossFinal}
        button={words.replace}
        look="warning"
      />
    ),
  })
}
