import { mayPerform } from '../../app/perform.ts'
import { addProposalPhoto, listProposalPhotosView } from '../../app/proposal/photos.ts'
import { showProposal } from '../../app/proposal/views.ts'
import { mayAddPhoto } from '../../core/photo.ts'
import { blankForm, type Form, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Button, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { PhotoFields, PhotoGallery } from '../parts/photos.tsx'
import { addPhotos, photoErrors } from '../photo-form.ts'
import { look, PageRefused, type Visit } from '../visit.ts'
import { Done, statusOf } from './work-frame.tsx'

/** The photos of a proposal, for the staff who may add some or take some away. */
export const proposalPhotoPages: readonly Page[] = [
  {
    path: '/work/proposals/:proposal_id/photos',
    signedIn: 'staff',
    photos: true,
    get: async visit => photosPage(visit, blankForm(visit.services)),
    post: takePhotos,
  },
]

function subjectOf({ params }: Visit) {
  return { proposal_id: params.proposal_id ?? '' }
}

async function takePhotos(visit: Visit, form: Form): Promise<Answer> {
  const checked = withErrors(form, photoErrors(visit.text, form, { needed: true }))
  if (checked.errors.length > 0) return photosPage(visit, checked)
  const sent = await addPhotos(visit, addProposalPhoto, subjectOf(visit), form)
  if (sent.form.errors.length > 0) return photosPage(visit, sent.form)
  return redirect(`${visit.url.pathname}?done=photos`)
}

async function photosPage(visit: Visit, form: Form): Promise<Answer> {
  const { text, services, actor } = visit
  const params = subjectOf(visit)
  const allowed = await mayPerform(services, addProposalPhoto, { actor, params })
  if (!allowed.ok) throw new PageRefused(allowed.error)
  const proposal = await look(visit, showProposal, params)
  const { items } = await look(visit, listProposalPhotosView, params)
  const there = items.filter(({ removed_at }) => removed_at === null).length
  const open = mayAddPhoto({ kind: 'proposal', status: proposal.status }, there).ok
  const words = text.photos
  return shown({
    title: `${words.title} · ${proposal.title}`,
    ...statusOf(form),
    trail: [
      { href: '/work', text: text.common.nav.work },
      { href: `/proposals/${proposal.id}`, text: proposal.title },
    ],
    body: (
      <>
        <Done said={{ photos: words.addedAll, 'photo-removed': words.removed }} />
        <Heading caption={proposal.title}>{words.title}</Heading>
        <p class="govuk-body">{words.hiddenWhy}</p>
        <PhotoGallery photos={items} removable none={words.none} />
        {open ? (
          <PageForm form={form} files>
            <PhotoFields form={form} />
            <Button>{words.add}</Button>
          </PageForm>
        ) : (
          <p class="govuk-body">{words.closed}</p>
        )}
      </>
    ),
  })
}
