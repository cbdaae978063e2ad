import { showVerifierKey } from '../../app/record/show-verifier-key.ts'
import { listSlipsView } from '../../app/roster/preparation-views.ts'
import { printCodes } from '../../app/roster/print-codes.ts'
import { keyFingerprint } from '../../core/ballot.ts'
import type { Result } from '../../core/result.ts'
import { momentOf } from '../format.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { useVisit } from '../parts/context.ts'
import { QrCode } from '../parts/qr-code.tsx'
import { act, look, PageRefused, type Visit } from '../visit.ts'
import { lookAtOwnPreparation, type Preparation } from './schedule-ground.ts'
import type { Seen } from './work-frame.tsx'

/** The slips on paper: eight on a sheet of A4, to be cut along the lines. */
export const slipPrintPages: readonly Page[] = [
  { path: '/work/assemblies/:assembly_id/slips/print', signedIn: 'staff', get: showPrint },
]

type Printed = Seen<typeof printCodes>
type Slip = Printed['items'][number]

/**
 * Shows the slips that have been made, all or that of one delegate. Making them is a form's business: whoever has none leads
 * back to it. What is shown is noted in the trail every time.
 */
async function showPrint(visit: Visit): Promise<Answer> {
  const preparation = await lookAtOwnPreparation(visit)
  const { id } = preparation.assembly
  const { items: states } = await look(visit, listSlipsView, { assembly_id: id })
  const one = visit.url.searchParams.get('delegate')
  const wanted = one === null ? states : states.filter(({ delegate_id }) => delegate_id === one)
  if (wanted.length === 0 || states.some(({ generation }) => generation === null)) {
    return redirect(`/work/assemblies/${id}/slips`)
  }
  const slips = await printAll(visit, id)
  const shownSlips = slips
    .filter(({ delegate_id }) => one === null || delegate_id === one)
    .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
  const { verifier_key } = await look(visit, showVerifierKey, { district_id: preparation.place.district.id })
  return shown({
    title: visit.text.roster.slipsTitle,
    layout: 'bare',
    body: <Sheet preparation={preparation} slips={shownSlips} verifierKey={verifier_key} />,
  })
}

async function printAll(visit: Visit, assemblyId: string): Promise<Slip[]> {
  const slips: Slip[] = []
  let after: string | null = null
  do {
    const printed: Result<Printed> = await act(visit, printCodes, { assembly_id: assemblyId }, { after })
    if (!printed.ok) throw new PageRefused(printed.error)
    slips.push(...printed.value.items)
    after = printed.value.next
  } while (after !== null)
  return slips
}

function Sheet({
  preparation,
  slips,
  verifierKey,
}: {
  preparation: Preparation
  slips: readonly Slip[]
  verifierKey: string
}) {
  const { text } = useVisit()
  const words = text.roster
  return (
    <div class="pj-slips">
      <div class="pj-slips__bar pj-no-print">
        <h1 class="govuk-heading-m">{words.sheetTitle(slips.length)}</h1>
        <p class="govuk-body">{words.sheetHow}</p>
        <p class="govuk-body">
          <button type="button" class="govuk-button" data-print>
            {text.common.print}
          </button>{' '}
          <a class="govuk-link" href={`/work/assemblies/${preparation.assembly.id}/slips`}>
            {text.common.back}
          </a>
        </p>
      </div>
      <ul class="pj-slips__sheet">
        {slips.map(slip => (
          <SlipCard slip={slip} preparation={preparation} verifierKey={verifierKey} />
        ))}
      </ul>
    </div>
  )
}

function SlipCard({
  slip,
  preparation,
  verifierKey,
}: {
  slip: Slip
  preparation: Preparation
  verifierKey: string
}) {
  const { text, language, url } = useVisit()
  const words = text.roster
  const { place, assembly } = preparation
  const { name, category, code, salt, delegate_id, generation } = slip
  return (
    <li class="pj-slips__item">
      <div class="pj-slips__head">
        <p class="pj-slips__name">{name}</p>
        <p class="pj-slips__category">{text.words.delegateCategories[category]}</p>
      </div>
      <p class="pj-slips__where">
        {words.slipOf(place.community.name)}
        <br />
        {momentOf(language, assembly.scheduled_for)} · {assembly.place}
      </p>
      {code === null ? (
        <p class="pj-slips__how">{words.codeGone}</p>
      ) : (
        <div class="pj-slips__enter">
          <QrCode address={`${url.origin}/enter#${code}`} label={words.qr(name)} />
          <div>
            <p class="pj-slips__how">{words.enterAt(`${url.host}/enter`)}</p>
            <p class="pj-slips__code">{inTwoLines(code)}</p>
            <p class="pj-slips__how">{words.onlyYou}</p>
          </div>
        </div>
      )}
      <dl class="pj-slips__proof">
        <dt>{words.keyFingerprint}</dt>
        <dd>{fingerprintOf(verifierKey)}</dd>
        <dt>{words.salt}</dt>
        <dd>{salt}</dd>
        <dt>{words.delegateNumber(generation)}</dt>
        <dd>{delegate_id}</dd>
      </dl>
    </li>
  )
}

/** Four groups of four characters, two and two, as they are read aloud. */
function inTwoLines(code: string): string {
  const [first = '', second = '', ...rest] = code.split('-')
  return `${first} ${second}\n${rest.join(' ')}`
}

/** So many groups of four hex characters: 128 bits, as nobody makes a second key for. */
const groups = 8

/** The fingerprint of the key that signs the public record, in groups that can be read aloud. */
function fingerprintOf(verifierKey: string): string {
  const found = keyFingerprint(verifierKey).toUpperCase().match(/.{4}/g) ?? []
  return found.slice(0, groups).join(' ')
}
