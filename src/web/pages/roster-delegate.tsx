import { changeDelegate } from '../../app/roster/change-delegate.ts'
import { removeDelegate } from '../../app/roster/remove-delegate.ts'
import { listDelegatesView } from '../../app/roster/views.ts'
import { blankForm, type Form, fieldValue } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { InsetText } from '../parts/blocks.tsx'
import { Input } from '../parts/fields.tsx'
import { Button, CheckAnswers, isConfirmed, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, lookAll, PageRefused, type Visit } from '../visit.ts'
import { CategorySelect } from './roster-parts.tsx'
import { lookAtOwnPreparation, type Preparation } from './schedule-ground.ts'
import { frameOf, refused, type Seen, statusOf } from './work-frame.tsx'

/** One delegate of a roster that is not frozen: corrected, or taken off it. */
export const rosterDelegatePages: readonly Page[] = [
  {
    path: '/work/assemblies/:assembly_id/roster/:delegate_id',
    signedIn: 'staff',
    get: showDelegate,
    post: takeDelegate,
  },
]

type Delegate = Seen<typeof listDelegatesView>['items'][number]

async function lookAtDelegate(visit: Visit): Promise<{ preparation: Preparation; delegate: Delegate }> {
  const preparation = await lookAtOwnPreparation(visit)
  const all = await lookAll(visit, listDelegatesView, { assembly_id: preparation.assembly.id })
  const delegate = all.find(({ id }) => id === visit.params.delegate_id)
  if (delegate === undefined) throw new PageRefused({ code: 'NOT_FOUND', detail: { what: 'delegate' } })
  return { preparation, delegate }
}

async function showDelegate(visit: Visit): Promise<Answer> {
  const { preparation, delegate } = await lookAtDelegate(visit)
  const { name, category } = delegate
  return delegatePage(visit, preparation, delegate, blankForm(visit.services, { name, category }))
}

async function takeDelegate(visit: Visit, form: Form): Promise<Answer> {
  const { assembly_id = '', delegate_id = '' } = visit.params
  const removing = fieldValue(form, 'what') === 'remove'
  if (removing && isConfirmed(form)) {
    // Asked before the roster is looked at: after the first of two clicks nobody is there any more.
    const result = await act(visit, removeDelegate, { delegate_id }, {}, form.id)
    if (result.ok) return redirect(`/work/assemblies/${assembly_id}/roster?done=removed`)
    const { preparation, delegate } = await lookAtDelegate(visit)
    const known = { ...form, values: { name: [delegate.name], category: [delegate.category] } }
    return delegatePage(visit, preparation, delegate, refused(visit, known, result.error, { labels: {} }))
  }
  const { preparation, delegate } = await lookAtDelegate(visit)
  if (removing && form.values.confirmed === undefined) return checkPage(visit, preparation, delegate, form)
  if (removing) return redirect(`/work/assemblies/${assembly_id}/roster/${delegate_id}`)
  const input = { name: fieldValue(form, 'name'), category: fieldValue(form, 'category') }
  const result = await act(visit, changeDelegate, { delegate_id }, input, form.id)
  if (result.ok) return redirect(`/work/assemblies/${assembly_id}/roster?done=changed`)
  const labels = { name: visit.text.roster.name, category: visit.text.roster.category }
  return delegatePage(visit, preparation, delegate, refused(visit, form, result.error, { labels }))
}

function frame(visit: Visit, { place, year, assembly }: Preparation) {
  const href = `/work/assemblies/${assembly.id}/roster`
  return frameOf(visit, place, year.cycle.id, { href, text: visit.text.roster.title })
}

function delegatePage(visit: Visit, preparation: Preparation, delegate: Delegate, form: Form): Answer {
  const { text } = visit
  const words = text.roster
  const { assembly } = preparation
  const open = assembly.roster_frozen_at === null && assembly.status === 'scheduled'
  return shown({
    title: words.changeTitle,
    ...statusOf(form),
    ...frame(visit, preparation),
    body: (
      <>
        <Heading caption={preparation.place.community.name}>{words.changeTitle}</Heading>
        {!open ? (
          <InsetText>{text.refusals.ROSTER_FROZEN}</InsetText>
        ) : (
          <>
            <PageForm form={form}>
              <input type="hidden" name="what" value="change" />
              <Input form={form} name="name" label={words.name} width={20} autocomplete="off" />
              <CategorySelect form={form} />
              <Button>{text.common.save}</Button>
            </PageForm>
            <PageForm form={blankForm(visit.services)}>
              <input type="hidden" name="what" value="remove" />
              <Button look="secondary">{words.remove(delegate.name)}</Button>
            </PageForm>
          </>
        )}
      </>
    ),
  })
}

function checkPage(visit: Visit, preparation: Preparation, delegate: Delegate, form: Form): Answer {
  const { text } = visit
  const words = text.roster
  return shown({
    title: words.checkRemoval,
    ...frame(visit, preparation),
    body: (
      <CheckAnswers
        form={form}
        title={words.checkRemoval}
        rows={[
          { key: words.name, value: delegate.name },
          { key: words.category, value: text.words.delegateCategories[delegate.category] },
        ]}
        button={words.remove(delegate.name)}
        look="warning"
      />
    ),
  })
}
