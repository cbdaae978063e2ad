import { dayOf, money } from '../format.ts'
import { Details, SummaryList, type SummaryRow, Table, Tag } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { MoneyBars } from '../parts/money-bars.tsx'
import { type Ground, type Project, shareOf } from './project-ground.ts'

/** Budget, contract, payments and settlement, as bars and figures, and every payment. */
export function ProjectMoney({ project, ground }: { project: Project; ground: Ground }) {
  const { text } = useVisit()
  const words = text.project.money
  const { cost_fen, contract_fen, paid_fen, settlement_fen } = project.money
  const rows = [
    { label: words.budget, amount: cost_fen },
    { label: words.contract, amount: contract_fen },
    { label: words.paid, amount: paid_fen },
    ...(settlement_fen === null ? [] : [{ label: words.settlement, amount: settlement_fen }]),
  ]
  return (
    <section aria-labelledby="money">
      <h2 class="govuk-heading-m" id="money">
        {words.title}
      </h2>
      <MoneyBars caption={words.caption} rows={rows} whole={cost_fen} />
      {ground.voted_fen !== cost_fen && <p class="govuk-body">{words.voted(money(ground.voted_fen))}</p>}
      {contract_fen === 0 ? (
        <p class="govuk-body">{words.noContract}</p>
      ) : (
        <>
          <SummaryList rows={restRows(text, project, ground)} />
          <Details summary={words.payments} open={project.payments.length <= 3}>
            <Payments payments={project.payments} />
            <p class="govuk-body">{words.rule}</p>
          </Details>
        </>
      )}
    </section>
  )
}

function restRows(
  { project: { money: words } }: ReturnType<typeof useVisit>['text'],
  { money: figures, status }: Project,
  ground: Ground,
): SummaryRow[] {
  const { left_fen, advance_cap_fen, retention_fen, retention_paid_fen, settlement_fen } = figures
  const accepted = status === 'accepted' || status === 'audited'
  return [
    { key: settlement_fen === null ? words.left : words.leftSettled, value: money(left_fen) },
    ...(accepted
      ? []
      : [{ key: words.cap, value: words.capOf(money(advance_cap_fen), shareOf(ground.rules.advance_cap)) }]),
    ...(retention_fen === null
      ? []
      : [
          { key: words.retention, value: words.retentionOf(money(retention_fen), money(retention_paid_fen)) },
        ]),
  ]
}

type Payment = Project['payments'][number]

/** Payments and reversals in the order they were recorded; `reversalOf` offers to reverse one. */
export function Payments(props: { payments: readonly Payment[]; reversalOf?: (payment: Payment) => string }) {
  const { text, language } = useVisit()
  const words = text.project.money
  const { payments, reversalOf } = props
  if (payments.length === 0) return <p class="govuk-body">{words.noPayments}</p>
  const reversed = new Set(payments.flatMap(({ reverses }) => (reverses === null ? [] : [reverses])))
  const isReversed = (payment: Payment) => reversed.has(payment.id)
  const work = text.projectWork.payments
  return (
    <Table
      caption={words.payments}
      hideCaption
      stacks
      columns={[
        { text: words.date },
        { text: words.kind },
        { text: words.amount, numeric: true },
        { text: words.purpose },
        ...(reversalOf === undefined
          ? []
          : [{ text: <span class="govuk-visually-hidden">{work.reverse}</span> }]),
      ]}
      rows={payments.map(payment => [
        dayOf(language, payment.paid_on),
        <>
          {words.kinds[payment.kind]} {isReversed(payment) && <Tag colour="grey">{words.reversed}</Tag>}
        </>,
        money(payment.amount_fen),
        payment.purpose,
        ...(reversalOf === undefined
          ? []
          : [
              payment.kind === 'reversal' || isReversed(payment) ? (
                ''
              ) : (
                <a class="govuk-link" href={reversalOf(payment)}>
                  {work.reverse}
                  <span class="govuk-visually-hidden">
                    {work.reverseAbout(`${words.kinds[payment.kind]} ${money(payment.amount_fen)}`)}
                  </span>
                </a>
              ),
            ]),
      ])}
    />
  )
}
