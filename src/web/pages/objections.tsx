import { showAssembly } from '../../app/assembly/views.ts'
import { showAreaPath } from '../../app/identity/views.ts'
import { fileObjection } from '../../app/notice/file-objection.ts'
import { listObjectionsView } from '../../app/notice/views.ts'
import { objectionStage } from '../../core/notice/objection.ts'
import type { Refusal } from '../../core/refusal.ts'
import { blankForm, type Form, fieldValue, refusedForm, withErrors } from '../form.ts'
import { momentOf } from '../format.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Panel } from '../parts/blocks.tsx'
import { CheckAnswers, isConfirmed, isTakenBack } from '../parts/form.tsx'
import { act, look, lookAll, type Visit } from '../visit.ts'
import { aboutOf, type Ground, listPage, type Objection, whole } from './objection-list.tsx'
import { checkInput } from './work-frame.tsx'

/** The objections of an assembly with their answers, and the form for one more. */
export const objectionPages: readonly Page[] = [
  { path: '/assemblies/:assembly_id/objections', get: showObjections, post: takeObjection },
]

async function groundOf(visit: Visit): Promise<Ground> {
  const where = { assembly_id: visit.params.assembly_id ?? '' }
  const assembly = await look(visit, showAssembly, where)
  const objections = await lookAll(visit, listObjectionsView, where)
  const { items } = await look(visit, showAreaPath, { area_id: assembly.community_id })
  const [district] = items
  const community = items.at(-1)
  if (district === undefined || community === undefined) throw new Error('an assembly lies nowhere')
  const ends = assembly.notices.result?.ends_at
  const stage = objectionStage(assembly, ends === undefined ? null : Date.parse(ends), visit.now.getTime())
  return {
    assembly,
    objections: objections.toSorted((a, b) => (a.filed_at < b.filed_at ? 1 : -1)),
    frame: {
      district,
      trail: [
        { href: `/d/${district.slug}`, text: district.name },
        { href: `/communities/${community.id}?cycle=${assembly.cycle_id}`, text: community.name },
        { href: `/assemblies/${assembly.id}`, text: visit.text.words.assembly },
      ],
    },
    community: community.name,
    stage: stage.ok ? stage.value : null,
  }
}

async function showObjections(visit: Visit): Promise<Answer> {
  const ground = await groundOf(visit)
  const done = visit.url.searchParams.get('done')
  const filed = ground.objections.find(({ id }) => id === done)
  if (filed !== undefined) return confirmation(visit, ground, filed)
  return listPage(visit, ground, blankForm(visit.services))
}

async function takeObjection(visit: Visit, form: Form): Promise<Answer> {
  const ground = await groundOf(visit)
  const { assembly } = ground
  if (isTakenBack(form)) return listPage(visit, ground, form)
  const checked = checkForm(visit, form)
  if (checked.errors.length > 0) return listPage(visit, ground, checked)
  if (!isConfirmed(form)) return checkPage(visit, ground, form)
  const result = await act(visit, fileObjection, { assembly_id: assembly.id }, inputOf(form))
  if (result.ok) return redirect(`/assemblies/${assembly.id}/objections?done=${form.id}`)
  if (result.error.code === 'ID_REUSED') return listPage(visit, ground, anew(visit, form))
  return listPage(visit, ground, refused(visit, form, result.error))
}

/** The form under an id of its own: with the one it had, an objection came in before. */
function anew(visit: Visit, form: Form): Form {
  const { taken } = visit.text.objections.form
  return { ...withErrors(form, [{ name: null, text: taken }]), id: blankForm(visit.services).id }
}

/** The form as the verb takes it. Its id is the objection's: sent twice, it is one objection. */
function inputOf(form: Form) {
  const about = fieldValue(form, 'about')
  return {
    id: form.id,
    candidate_id: about === whole ? null : about,
    text: fieldValue(form, 'text'),
    contact: { name: fieldValue(form, 'contact-name'), phone: fieldValue(form, 'contact-phone') },
  }
}

function namesOf({ text }: Visit) {
  const { form: words } = text.objections
  return {
    labels: {
      about: words.about,
      text: words.text,
      'contact-name': words.name,
      'contact-phone': words.phone,
    },
    messages: {
      about: words.errors.about,
      text: words.errors.text,
      'contact-name': words.errors.name,
      'contact-phone': words.errors.phone,
    },
    nameOf: (pointer: string) => {
      if (pointer === '/candidate_id') return 'about'
      return pointer.startsWith('/contact/')
        ? pointer.slice(1).replace('/', '-')
        : (pointer.split('/')[1] ?? null)
    },
    fields: { NOT_FOUND: 'about' },
  }
}

function checkForm(visit: Visit, form: Form): Form {
  return checkInput(visit, form, fileObjection, inputOf(form), namesOf(visit))
}

function refused(visit: Visit, form: Form, refusal: Refusal): Form {
  const { form: words } = visit.text.objections
  const { again_at } = refusal.detail
  if (refusal.code === 'TOO_MANY_OBJECTIONS' && typeof again_at === 'string') {
    return withErrors(form, [{ name: null, text: words.crowdedUntil(momentOf(visit.language, again_at)) }])
  }
  return refusedForm(visit.text, form, refusal, namesOf(visit))
}

function checkPage(visit: Visit, ground: Ground, form: Form): Answer {
  const words = visit.text.objections.form
  const about = fieldValue(form, 'about')
  const contact = `${fieldValue(form, 'contact-name')} ${fieldValue(form, 'contact-phone')}`
  return shown({
    ...ground.frame,
    title: words.check,
    body: (
      <CheckAnswers
        form={form}
        title={words.check}
        rows={[
          {
            key: words.about,
            value: aboutOf(visit, ground, about === whole ? null : about, ground.stage ?? 'candidates'),
          },
          { key: words.text, value: <span class="pj-text">{fieldValue(form, 'text')}</span> },
          { key: words.contact, value: `${contact}${words.privately}` },
        ]}
        warning={words.checkWarning}
        button={words.checkButton}
      />
    ),
  })
}

function confirmation(visit: Visit, ground: Ground, filed: Objection): Answer {
  const words = visit.text.objections
  const here = `/assemblies/${ground.assembly.id}`
  return shown({
    ...ground.frame,
    title: words.done,
    body: (
      <>
        <Panel title={words.done}>{aboutOf(visit, ground, filed.candidate_id, filed.stage)}</Panel>
        <h2 class="govuk-heading-m">{words.next}</h2>
        <ol class="govuk-list govuk-list--number">
          {words.steps[filed.stage].map(step => (
            <li>{step}</li>
          ))}
        </ol>
        <p class="govuk-body">
          <a class="govuk-link" href={`${here}/objections#objection-${filed.id}`}>
            {words.see}
          </a>
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href={here}>
            {words.toAssembly}
          </a>
        </p>
      </>
    ),
  })
}
