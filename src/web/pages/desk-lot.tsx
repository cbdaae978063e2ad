import { showCount } from '../../app/tally/count-view.ts'
import { drawLot } from '../../app/tally/draw-lot.ts'
import { blankForm, type Form, fieldValue, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, type Shown, shown } from '../page.ts'
import { InsetText } from '../parts/blocks.tsx'
import { Input } from '../parts/fields.tsx'
import { Button, ButtonLink, CheckAnswers, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, PageRefused, type Visit } from '../visit.ts'
import { countPage, delegateOf } from './count-ground.ts'
import { assemblyOf, deskPage, lookAtDesk } from './desk-frame.tsx'
import { NotNow } from './desk-not-now.tsx'
import { sayGate } from './desk-words.ts'

/** The lot, with dice thrown in the hall. Whom it puts in order follows from the rules. */
export const lotPages: readonly Page[] = [
  {
    path: '/desk/:assembly_id/lot',
    signedIn: 'staff',
    get: async visit => showForm(visit, await atDesk(visit)),
    post: (visit, form) => takeForm(visit, atDesk, form),
  },
  {
    path: '/count/lot',
    signedIn: 'delegate',
    get: async visit => showForm(visit, await ofScrutineer(visit)),
    post: (visit, form) => takeForm(visit, ofScrutineer, form),
  },
]

/** The lot that is due as one sees it who enters the dice: at the desk, or a scrutineer. */
interface Lot {
  readonly caption: string
  readonly round_id: string
  readonly group: readonly { readonly title: string }[]
  /** What is shown in the place of the form as long as no lot is due. */
  readonly notNow: ((form: Form) => Shown['body']) | null
  readonly after: string
  readonly frame: (own: Pick<Shown, 'title'> & Partial<Shown>) => Omit<Shown, 'kind' | 'body'>
}

async function atDesk(visit: Visit): Promise<Lot> {
  const desk = await lookAtDesk(visit)
  const gate = desk.gates.draw_lot
  const { title } = visit.text.desk.steps.drawLot
  return {
    caption: visit.text.desk.titleOf(desk.community.name),
    round_id: desk.round?.id ?? '',
    group: desk.round?.lot_group ?? [],
    notNow:
      gate === null
        ? null
        : form => <NotNow desk={desk} step="draw_lot" title={title} gate={gate} form={form} />,
    after: `/desk/${assemblyOf(visit)}?done=lot`,
    frame: own => deskPage(visit, desk, own),
  }
}

async function ofScrutineer(visit: Visit): Promise<Lot> {
  const { text } = visit
  const { assembly_id, duty } = delegateOf(visit)
  if (duty !== 'chief_scrutineer' && duty !== 'scrutineer') {
    throw new PageRefused({ code: 'NOT_YOUR_ROLE', detail: {} })
  }
  const count = await look(visit, showCount, { assembly_id })
  const group = count.round?.lot_group ?? null
  return {
    caption: text.desk.titleOf(count.community.name),
    round_id: count.round?.id ?? '',
    group: group ?? [],
    notNow:
      group === null
        ? () => (
            <>
              <Heading>{text.desk.steps.drawLot.title}</Heading>
              <InsetText>{text.count.noLotDue}</InsetText>
              <ButtonLink href="/count">{text.count.title}</ButtonLink>
            </>
          )
        : null,
    after: '/count?done=lot',
    frame: own => countPage(visit, count, own),
  }
}

function showForm(visit: Visit, lot: Lot): Answer {
  return formPage(visit, lot, blankForm(visit.services, { round_id: lot.round_id }))
}

async function takeForm(visit: Visit, seen: (visit: Visit) => Promise<Lot>, form: Form): Promise<Answer> {
  const { text } = visit
  const lot = await seen(visit)
  if (isTakenBack(form)) return formPage(visit, lot, form)
  const dice = readDice(fieldValue(form, 'dice'))
  if (!/^[0-9]{20}$/.test(dice)) {
    const wrong = { name: 'dice', label: text.desk.rows.dice, text: text.desk.dice.wrong }
    return formPage(visit, lot, withErrors(form, [wrong]))
  }
  if (!isConfirmed(form)) return checkPage(visit, lot, form, dice)
  const result = await act(visit, drawLot, { round_id: fieldValue(form, 'round_id') }, { dice }, form.id)
  if (result.ok) return redirect(lot.after)
  const said = sayGate(visit, result.error)
  return formPage(visit, await seen(visit), withErrors(form, [{ name: null, text: said }]))
}

/** Digits of any width, however they are grouped. */
function readDice(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/[\s,、-]/g, '')
}

/** In fives, as they are read aloud. */
function inFives(dice: string): string {
  return dice.replaceAll(/(.{5})(?=.)/g, '$1 ')
}

function formPage(visit: Visit, lot: Lot, form: Form): Answer {
  const { text } = visit
  const { title } = text.desk.steps.drawLot
  return shown({
    ...lot.frame({ title, ...(form.errors.length > 0 ? { status: 422 as const } : {}) }),
    body: lot.notNow?.(form) ?? (
      <>
        <Heading caption={lot.caption}>{title}</Heading>
        <h2 class="govuk-heading-s">{text.desk.rows.group}</h2>
        <Group lot={lot} />
        <PageForm form={form}>
          <input type="hidden" name="round_id" value={fieldValue(form, 'round_id')} />
          <Input
            form={form}
            name="dice"
            label={text.desk.dice.label}
            hint={text.desk.dice.hint}
            inputmode="numeric"
            autocomplete="off"
            spellcheck={false}
          />
          <Button>{text.common.continue}</Button>
        </PageForm>
      </>
    ),
  })
}

function Group({ lot }: { lot: Lot }) {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {lot.group.map(({ title }) => (
        <li>{title}</li>
      ))}
    </ul>
  )
}

function checkPage(visit: Visit, lot: Lot, form: Form, dice: string): Answer {
  const { rows, steps } = visit.text.desk
  return shown({
    ...lot.frame({ title: steps.drawLot.title }),
    body: (
      <CheckAnswers
        form={form}
        rows={[
          { key: rows.group, value: <Group lot={lot} /> },
          { key: rows.dice, value: <span class="pj-dice">{inFives(dice)}</span> },
        ]}
        warning={steps.drawLot.follows}
        button={steps.drawLot.button}
      />
    ),
  })
}
