import { signInspection } from '../../app/audit/sign-inspection.ts'
import { withdrawInspection } from '../../app/audit/withdraw-inspection.ts'
import { showProject } from '../../app/project/views.ts'
import { blankForm, type Form, fieldValue, refusedForm } from '../form.ts'
import { dayOf, money } from '../format.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Banner } from '../parts/blocks.tsx'
import { Button, ButtonLink, CheckAnswers, ErrorSummary, isConfirmed, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, type Visit } from '../visit.ts'
import { auditFrame, Facts, type Inspection, lookInspection } from './inspection-ground.tsx'
import { offersOf } from './inspection-offers.ts'
import { Checklist, History, rowsOf, Written } from './inspection-parts.tsx'
import { photosOfInspection } from './inspection-photos.tsx'

/** An inspection: what was found, who signed, what is due, and the way to it for whoever does it. */
export const inspectionPage: Page = {
  path: '/work/inspections/:inspection_id',
  signedIn: 'staff',
  get: visit => showInspectionPage(visit),
  post: takeInspection,
}

async function showInspectionPage(visit: Visit, form?: Form): Promise<Answer> {
  const { text, url } = visit
  const inspection = await lookInspection(visit)
  const project = await look(visit, showProject, { project_id: inspection.project.id })
  const photos = await photosOfInspection(visit, inspection)
  const said = text.inspection
  const { sign, withdraw, rectification, reinspection, recovery, draft } = said.done
  const photo = { photos: text.photos.addedAll, 'photo-removed': text.photos.removed }
  const all = { sign, withdraw, rectification, reinspection, recovery, draft, ...photo }
  const news = Object.entries(all).find(([name]) => name === url.searchParams.get('done'))?.[1]
  const filled = form ?? blankForm(visit.services)
  return shown({
    title: said.heading(inspection.project.title),
    ...(await auditFrame(visit)),
    ...(filled.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        <ErrorSummary form={filled} />
        {news !== undefined && (
          <Banner success>
            <p class="govuk-notification-banner__heading">{news}</p>
          </Banner>
        )}
        <Heading caption={said.where(inspection.project.street, inspection.project.community)}>
          {said.heading(inspection.project.title)}
        </Heading>
        <Next visit={visit} inspection={inspection} form={filled} />
        <Written visit={visit} inspection={inspection} />
        {photos}
        <Facts project={project} />
        <History visit={visit} inspection={inspection} />
      </>
    ),
  })
}

/** What is waited for, and the buttons of whoever it is. */
function Next({ visit, inspection, form }: { visit: Visit; inspection: Inspection; form: Form }) {
  const { text } = visit
  const said = text.inspection
  const offers = offersOf(visit, inspection)
  const own = offers.sign || offers.again || offers.rectify || offers.reinspect || offers.recover
  const at = `/work/inspections/${inspection.id}`
  const left = inspection.questioned_fen - inspection.recovered_fen
  const unspoken = { ...form, errors: [] }
  return (
    <div class={`pj-turn${own ? ' pj-turn--own' : ''}`}>
      <p class="pj-turn__who">{own ? text.ceremony.yourTurn : said.next}</p>
      <p class="pj-turn__what">{nextSentence(visit, inspection, offers.sign)}</p>
      {left > 0 && inspection.status !== 'drafted' && inspection.status !== 'withdrawn' && (
        <p class="govuk-body">{said.nextMoney(money(left))}</p>
      )}
      <div class="govuk-button-group">
        {offers.rectify && <ButtonLink href={`${at}/rectification`}>{said.rectify}</ButtonLink>}
        {offers.reinspect && <ButtonLink href={`${at}/reinspection`}>{said.reinspect}</ButtonLink>}
        {offers.recover && (
          <ButtonLink href={`${at}/recovery`} {...(offers.reinspect ? { look: 'secondary' as const } : {})}>
            {said.recover}
          </ButtonLink>
        )}
        {offers.again && (
          <ButtonLink href={`/work/projects/${inspection.project.id}/inspection`}>
            {said.draftAnew}
          </ButtonLink>
        )}
        {offers.replace && (
          <ButtonLink
            href={`/work/projects/${inspection.project.id}/inspectors${inspection.extra ? '?extra=yes' : ''}`}
            look="secondary"
          >
            {text.ceremony.replace}
          </ButtonLink>
        )}
      </div>
      {offers.sign && (
        <PageForm form={unspoken}>
          <input type="hidden" name="what" value="sign" />
          <Button>{said.sign}</Button>
        </PageForm>
      )}
      {offers.withdraw && (
        <PageForm form={{ ...blankForm(visit.services) }}>
          <input type="hidden" name="what" value="withdraw" />
          <p class="govuk-hint">{said.withdrawHint}</p>
          <Button look="secondary">{said.withdraw}</Button>
        </PageForm>
      )}
    </div>
  )
}

function nextSentence({ text, language }: Visit, inspection: Inspection, signs: boolean): string {
  const said = text.inspection
  const { status, inspectors, signatures, deadline } = inspection
  switch (status) {
    case 'drafted': {
      if (signs) return said.nextSign(signatures.map(one => one.name).join(text.common.list))
      const missing = inspectors.filter(one => !signatures.some(signed => signed.account_id === one.id))
      return said.nextDrafted(missing.map(one => one.name).join(text.common.list))
    }
    case 'recorded':
      return said.nextRecorded(deadline === null ? '' : dayOf(language, deadline))
    case 'rectified':
      return said.nextRectified
    case 'closed':
      return said.nextClosed
    case 'withdrawn':
      return said.nextWithdrawn
  }
}

async function takeInspection(visit: Visit, form: Form): Promise<Answer> {
  const { text } = visit
  const inspection_id = visit.params.inspection_id ?? ''
  const what = fieldValue(form, 'what') === 'withdraw' ? 'withdraw' : 'sign'
  if (what === 'sign' && !isConfirmed(form)) {
    if (form.values.confirmed?.[0] === 'no') return showInspectionPage(visit)
    const inspection = await lookInspection(visit)
    return shown({
      title: text.inspection.signCheck,
      ...(await auditFrame(visit, inspection)),
      body: (
        <CheckAnswers
          form={form}
          title={text.inspection.signCheck}
          rows={[{ key: text.audit.project, value: inspection.project.title }, ...rowsOf(visit, inspection)]}
          warning={text.inspection.signWarning}
          button={text.inspection.sign}
        >
          <Checklist visit={visit} inspection={inspection} />
        </CheckAnswers>
      ),
    })
  }
  const verb = what === 'sign' ? signInspection : withdrawInspection
  const result = await act<{ inspection_id: string }, Record<string, never>, unknown>(
    visit,
    verb,
    { inspection_id },
    {},
    form.id,
  )
  if (result.ok) return redirect(`/work/inspections/${inspection_id}?done=${what}`)
  return showInspectionPage(visit, refusedForm(text, form, result.error, { labels: {} }))
}
