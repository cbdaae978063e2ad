import { changeCycle } from '../../../app/cycle/change-cycle.ts'
import { checkRules } from '../../../core/cycle/check-rules.ts'
import type { VotingRules } from '../../../core/cycle/rules.ts'
import { readWhole, readYuan } from '../../fields.ts'
import { blankForm, type Form, fieldValue, refusedForm } from '../../form.ts'
import { yuanValue } from '../../format.ts'
import { type Answer, type Page, redirect } from '../../page.ts'
import { Fieldset, Input, MoneyInput, Radios } from '../../parts/fields.tsx'
import { Button, ButtonGroup, PageForm } from '../../parts/form.tsx'
import { Heading } from '../../parts/layout.tsx'
import { RuleCautions, RulesInWords } from '../../parts/rules-in-words.tsx'
import { act, type Visit } from '../../visit.ts'
import { cycleOf } from './cycles.tsx'
import { inDistrict } from './district.ts'

export const rulesPages: readonly Page[] = [
  { path: '/admin/cycles/:cycle_id/rules', signedIn: 'staff', get: showRules, post: takeRules },
]

type Cycle = Awaited<ReturnType<typeof cycleOf>>

/** The rules that are fractions, by member. */
const shares = ['quorum', 'surplus', 'passing', 'audit_ratio', 'advance_cap', 'retention'] as const

async function showRules(visit: Visit): Promise<Answer> {
  const cycle = await cycleOf(visit)
  return rulesPage(visit, cycle, blankForm(visit.services, valuesOf(cycle.rules)), null)
}

async function takeRules(visit: Visit, form: Form): Promise<Answer> {
  const cycle = await cycleOf(visit)
  const { text } = visit
  const rules = readRules(form)
  if (fieldValue(form, 'what') === 'preview') {
    const checked = checkRules(rules)
    return checked.ok
      ? rulesPage(visit, cycle, form, checked.value)
      : rulesPage(visit, cycle, refusedForm(text, form, checked.error, names(visit)), null)
  }
  const result = await act(visit, changeCycle, { cycle_id: cycle.id }, { rules }, form.id)
  return result.ok
    ? redirect(`/admin/cycles/${cycle.id}?done=rules`)
    : rulesPage(visit, cycle, refusedForm(text, form, result.error, names(visit)), null)
}

function valuesOf(rules: VotingRules): Record<string, string | readonly string[]> {
  const fractions = shares.flatMap(name => [
    [`${name}-num`, String(rules[name].num)] as const,
    [`${name}-den`, String(rules[name].den)] as const,
  ])
  return {
    ...Object.fromEntries(fractions),
    allocation_fen: yuanValue(rules.allocation_fen),
    'quorum-strict': rules.quorum.strict ? ['yes'] : [],
    'surplus-min': String(rules.surplus.min),
    max_choices: rules.max_choices === null ? '' : String(rules.max_choices),
    exact_choices: rules.exact_choices ? ['yes'] : [],
    'passing-strict': rules.passing.strict ? ['yes'] : [],
    'passing-base': rules.passing.base,
    selection: rules.selection,
    completion: rules.completion ?? 'none',
    shortfall: rules.shortfall,
    max_runoffs: String(rules.max_runoffs),
    notice_days: String(rules.notice_days),
  }
}

/** What was typed, in the members of VotingRules; what cannot be read is null, and refused by name. */
function readRules(form: Form) {
  const share = (name: string) => ({
    num: readWhole(fieldValue(form, `${name}-num`)),
    den: readWhole(fieldValue(form, `${name}-den`)),
  })
  const ticked = (name: string) => fieldValue(form, name) === 'yes'
  const selection = fieldValue(form, 'selection')
  const most = fieldValue(form, 'max_choices')
  return {
    allocation_fen: readYuan(fieldValue(form, 'allocation_fen')),
    quorum: { ...share('quorum'), strict: ticked('quorum-strict') },
    surplus: { ...share('surplus'), min: readWhole(fieldValue(form, 'surplus-min')) },
    max_choices: most === '' ? null : (readWhole(most) ?? most),
    exact_choices: ticked('exact_choices'),
    passing: {
      ...share('passing'),
      strict: ticked('passing-strict'),
      base: fieldValue(form, 'passing-base'),
    },
    selection,
    completion: selection === 'equal_shares' ? fieldValue(form, 'completion') : null,
    shortfall: fieldValue(form, 'shortfall'),
    max_runoffs: readWhole(fieldValue(form, 'max_runoffs')),
    notice_days: readWhole(fieldValue(form, 'notice_days')),
    audit_ratio: share('audit_ratio'),
    advance_cap: share('advance_cap'),
    retention: share('retention'),
  }
}

function names(visit: Visit) {
  const { rules: words } = visit.text.admin
  const { fields } = visit.text.common
  return {
    labels: {
      allocation_fen: words.allocation,
      quorum: words.quorum,
      surplus: words.surplus,
      max_choices: words.maxChoices,
      passing: words.passing,
      selection: words.selection,
      completion: words.completion,
      shortfall: words.shortfall,
      max_runoffs: words.maxRunoffs,
      notice_days: words.noticeDays,
      audit_ratio: words.auditRatio,
      advance_cap: words.advanceCap,
      retention: words.retention,
    },
    messages: {
      allocation_fen: fields.money,
      ...Object.fromEntries(shares.map(name => [name, words.shareWrong])),
      surplus: words.surplusWrong,
      max_choices: words.choicesWrong,
      max_runoffs: fields.number,
      notice_days: fields.number,
    },
    // /rules/quorum/num and /quorum/num are both the field `quorum`.
    nameOf: (pointer: string) =>
      pointer.split('/').filter(part => part !== '' && part !== 'rules')[0] ?? null,
  }
}

async function rulesPage(
  visit: Visit,
  cycle: Cycle,
  form: Form,
  preview: VotingRules | null,
): Promise<Answer> {
  const { rules: words, cycles } = visit.text.admin
  return inDistrict(visit, {
    title: words.title,
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    trail: [
      { href: '/admin/cycles', text: cycles.title },
      { href: `/admin/cycles/${cycle.id}`, text: cycle.name },
    ],
    body: (
      <>
        {preview !== null && (
          <section aria-labelledby="preview" class="pj-preview">
            <h2 class="govuk-heading-m" id="preview">
              {words.previewTitle}
            </h2>
            <RuleCautions rules={preview} />
            <RulesInWords rules={preview} />
          </section>
        )}
        <Heading caption={cycle.name}>{words.title}</Heading>
        <p class="govuk-body">{words.lead}</p>
        <PageForm form={form}>
          <h2 class="govuk-heading-m">{words.groups.money}</h2>
          <MoneyInput form={form} name="allocation_fen" label={words.allocation} />
          <AssemblyFields visit={visit} form={form} />
          <TallyFields visit={visit} form={form} />
          <h2 class="govuk-heading-m">{words.groups.after}</h2>
          <Input form={form} name="notice_days" label={words.noticeDays} width={3} inputmode="numeric" />
          <Share form={form} name="audit_ratio" label={words.auditRatio} visit={visit} />
          <Share form={form} name="advance_cap" label={words.advanceCap} visit={visit} />
          <Share form={form} name="retention" label={words.retention} visit={visit} />
          <ButtonGroup>
            <Button name="what" value="preview" look="secondary">
              {words.preview}
            </Button>
            <Button name="what" value="save">
              {words.save}
            </Button>
          </ButtonGroup>
        </PageForm>
      </>
    ),
  })
}

interface Part {
  readonly visit: Visit
  readonly form: Form
}

function AssemblyFields({ visit, form }: Part) {
  const { rules: words } = visit.text.admin
  return (
    <>
      <h2 class="govuk-heading-m">{words.groups.assembly}</h2>
      <Share form={form} name="quorum" label={words.quorum} visit={visit} />
      <Ticked form={form} name="quorum-strict" label={words.quorumStrict} />
      <Share form={form} name="surplus" label={words.surplus} visit={visit} />
      <Input form={form} name="surplus-min" label={words.surplusMin} width={3} inputmode="numeric" />
      <Input
        form={form}
        name="max_choices"
        label={words.maxChoices}
        hint={words.maxChoicesHint}
        width={3}
        inputmode="numeric"
      />
      <Ticked form={form} name="exact_choices" label={words.exactChoices} />
    </>
  )
}

function TallyFields({ visit, form }: Part) {
  const { rules: words } = visit.text.admin
  const options = (texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([value, text]) => ({ value, text }))
  return (
    <>
      <h2 class="govuk-heading-m">{words.groups.tally}</h2>
      <Share form={form} name="passing" label={words.passing} visit={visit} />
      <Ticked form={form} name="passing-strict" label={words.passingStrict} />
      <Radios form={form} name="passing-base" label={words.base} options={options(words.bases)} />
      <Radios form={form} name="selection" label={words.selection} options={options(words.selections)} />
      <Radios form={form} name="completion" label={words.completion} options={options(words.completions)} />
      <Radios form={form} name="shortfall" label={words.shortfall} options={options(words.shortfalls)} />
      <Input form={form} name="max_runoffs" label={words.maxRunoffs} width={2} inputmode="numeric" />
    </>
  )
}

/** A fraction in two fields under one legend. */
function Share({ visit, form, name, label }: Part & { name: string; label: string }) {
  const { rules: words } = visit.text.admin
  const wrong = form.errors.some(error => error.name === name) ? ' govuk-input--error' : ''
  const field = (part: 'num' | 'den') => (
    <input
      class={`govuk-input govuk-input--width-4${wrong}`}
      id={part === 'num' ? name : `${name}-${part}`}
      name={`${name}-${part}`}
      type="text"
      inputmode="numeric"
      aria-label={visit.text.common.pair(label, words[part])}
      value={form.values[`${name}-${part}`]?.[0] ?? ''}
    />
  )
  return (
    <Fieldset form={form} name={name} label={label}>
      {field('num')} <span aria-hidden="true">/</span> {field('den')}
    </Fieldset>
  )
}

function Ticked({ form, name, label }: { form: Form; name: string; label: string }) {
  return (
    <div class="govuk-form-group govuk-checkboxes govuk-checkboxes--small">
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          id={name}
          name={name}
          type="checkbox"
          value="yes"
          {...(fieldValue(form, name) === 'yes' ? { checked: true } : {})}
        />
        <label class="govuk-label govuk-checkboxes__label" for={name}>
          {label}
        </label>
      </div>
    </div>
  )
}
