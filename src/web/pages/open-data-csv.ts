import { listCyclesView } from '../../app/cycle/views.ts'
import { listAreasView, showDistrict } from '../../app/identity/views.ts'
import { listProjectsView } from '../../app/project/views.ts'
import { listOpenProposalsView } from '../../app/proposal/list-open-proposals.ts'
import { listResultsView } from '../../app/tally/list-results.ts'
import { csvAnswer, yuanCell } from '../csv.ts'
import { isoDayOf } from '../format.ts'
import type { Answer } from '../page.ts'
import { look, lookAll, type Visit } from '../visit.ts'

/** The projects of a district as a table. */
export async function downloadProjects(visit: Visit): Promise<Answer> {
  const { district, nameOf } = await lookNames(visit)
  const { file } = visit.text.openData
  const { projectStatuses } = visit.text.words
  const projects = await lookAll(visit, listProjectsView, { district_id: district.id })
  const head = [
    file.id,
    file.cycle,
    file.street,
    file.community,
    file.title,
    file.status,
    file.cost,
    file.contract,
    file.paid,
    file.settlement,
    file.completed,
    file.accepted,
  ]
  const rows = projects.map(project => [
    project.id,
    nameOf(project.cycle_id),
    nameOf(project.street_id),
    nameOf(project.community_id),
    project.title,
    projectStatuses[project.status],
    yuanCell(project.cost_fen),
    yuanCell(project.contract_fen),
    yuanCell(project.paid_fen),
    yuanCell(project.settlement_fen),
    project.completed_on,
    dayCell(project.accepted_at),
  ])
  return csvAnswer(`${district.slug}-projects`, [head, ...rows])
}

/** The proposals of a district as a table, with what screening made of them. */
export async function downloadProposals(visit: Visit): Promise<Answer> {
  const { district, nameOf } = await lookNames(visit)
  const { file } = visit.text.openData
  const { proposalStatuses, categories, proposers } = visit.text.words
  const proposals = await lookAll(visit, listOpenProposalsView, { district_id: district.id })
  const head = [
    file.id,
    file.cycle,
    file.community,
    file.title,
    file.status,
    file.category,
    file.topic,
    file.place,
    file.beneficiaries,
    file.estimate,
    file.proposer,
    file.submitted,
    file.reason,
    file.mergedInto,
  ]
  const rows = proposals.map(proposal => [
    proposal.id,
    nameOf(proposal.cycle_id),
    nameOf(proposal.community_id),
    proposal.title,
    proposalStatuses[proposal.status],
    categories[proposal.category],
    proposal.topic,
    proposal.place,
    proposal.beneficiaries,
    yuanCell(proposal.estimated_cost_fen),
    proposers[proposal.proposer],
    dayCell(proposal.submitted_at),
    proposal.screening_reason,
    proposal.merged_into,
  ])
  return csvAnswer(`${district.slug}-proposals`, [head, ...rows])
}

/** Every candidate of every certified assembly as a table, with the figures of the main round. */
export async function downloadResults(visit: Visit): Promise<Answer> {
  const { district, nameOf } = await lookNames(visit)
  const { file } = visit.text.openData
  const { common, results: words } = visit.text
  const results = await lookAll(visit, listResultsView, { district_id: district.id })
  const head = [
    file.assembly,
    file.cycle,
    file.community,
    file.held,
    file.seats,
    file.fund,
    file.eligible,
    file.present,
    file.issued,
    file.returned,
    file.valid,
    file.invalid,
    file.blank,
    file.id,
    file.title,
    file.cost,
    file.votes,
    file.rank,
    file.passed,
    file.selected,
    file.outcome,
  ]
  const said = (yes: boolean) => (yes ? common.yes : common.no)
  const rows = results.flatMap(result => {
    const figures = result.rounds[0]?.figures
    const assembly = [
      result.assembly_id,
      nameOf(result.cycle_id),
      nameOf(result.community_id),
      isoDayOf(result.scheduled_for),
      result.seats,
      yuanCell(result.allocation_fen),
      figures?.eligible ?? null,
      figures?.present ?? null,
      figures?.issued ?? null,
      figures?.returned ?? null,
      figures?.valid ?? null,
      figures?.invalid ?? null,
      figures?.blank ?? null,
    ]
    return result.candidates.map(candidate => [
      ...assembly,
      candidate.id,
      candidate.title,
      yuanCell(candidate.cost_fen),
      candidate.votes,
      candidate.rank,
      said(candidate.passed),
      said(candidate.selected),
      words.short[candidate.reason.code],
    ])
  })
  return csvAnswer(`${district.slug}-results`, [head, ...rows])
}

/** The district, and the names of its streets, communities and cycles by id. */
async function lookNames(visit: Visit) {
  const district = await look(visit, showDistrict, { slug: visit.params.slug ?? '' })
  const of = { district_id: district.id }
  const streets = await lookAll(visit, listAreasView, of, { kind: 'street' })
  const communities = await lookAll(visit, listAreasView, of, { kind: 'community' })
  const cycles = await lookAll(visit, listCyclesView, of)
  const names = new Map([...streets, ...communities, ...cycles].map(({ id, name }) => [id, name]))
  return { district, nameOf: (id: string) => names.get(id) ?? id }
}

function dayCell(moment: string | null): string | null {
  return moment === null ? null : isoDayOf(moment)
}
