import { createHash } from 'node:crypto'
import { inspectionItems } from '../../src/core/audit/inspection.ts'
import { departments } from '../../src/core/identity/access.ts'
import { atOnce } from './at-once.ts'
import { chanceOf } from './chance.ts'
import { granted } from './client.ts'
import type { District } from './district.ts'
import { type Execution, quantitiesOf } from './execution.ts'
import type { Staff } from './staff.ts'
import { dayOf, type Year } from './year.ts'

export interface PlayedDraw {
  readonly id: string
  readonly frame: number
  readonly without: readonly string[]
  readonly dice: string
  readonly selected: readonly { stratum: string; projects: readonly string[] }[]
  readonly findings: Record<string, number>
  readonly questioned_fen: number
  readonly recovered_fen: number
}

/** One draw: frame, four commitments, dice, reveals (one department may refuse), drawing, and every inspection to its end. */
export async function playDraw(
  year: Year,
  district: District,
  projects: readonly Execution[],
  draw: { number: number; silent: string | null },
): Promise<PlayedDraw> {
  const { client } = year
  const chance = chanceOf(year.seed, `draw ${draw.number}`)
  const admin = await district.admin.caller()
  const id = chance.uuid()
  // Everybody who may be drawn as an inspector has to have an account before the frame is fixed.
  await atOnce(4, district.auditors, auditor => auditor.caller())
  const opened = granted(await client.post(`/cycles/${year.cycleId}/draws`, { id }, admin), 'draw')
  const secrets = departments.map(department => ({ department, secret: chance.secret() }))
  const auditor = (department: string) => auditorOf(district, department)
  for (const { department, secret } of secrets) {
    const commitment = createHash('sha256').update(secret).digest('hex')
    const caller = await auditor(department).caller()
    granted(
      await client.post(`/draws/${id}/commitments`, { department, commitment }, caller, chance.uuid()),
      'commitment',
    )
  }
  const dice = chance.dice()
  granted(await client.post(`/draws/${id}/dice`, { dice }, admin, chance.uuid()), 'dice')
  for (const { department, secret } of secrets) {
    if (department === draw.silent) continue
    const caller = await auditor(department).caller()
    granted(
      await client.post(`/draws/${id}/reveals`, { department, reveal: secret }, caller, chance.uuid()),
      'reveal',
    )
  }
  const without = draw.silent === null ? [] : [draw.silent]
  const drawn = granted(
    await client.post(`/draws/${id}/drawing`, { without }, admin, chance.uuid()),
    'drawing',
  )
  const assignments = drawn.assignments as { project: string; inspectors: [string, string] }[]
  const found = await atOnce(4, assignments, ({ project, inspectors }) =>
    inspect(year, district, project, inspectors, projects),
  )
  const findings: Record<string, number> = { pass: 0, minor: 0, major: 0 }
  for (const { finding } of found) findings[finding] = (findings[finding] ?? 0) + 1
  const frame = opened.frame as { strata: { projects: string[] }[] }
  return {
    id,
    frame: frame.strata.reduce((sum, stratum) => sum + stratum.projects.length, 0),
    without,
    dice,
    selected: drawn.selected as PlayedDraw['selected'],
    findings,
    questioned_fen: found.reduce((sum, { questioned }) => sum + questioned, 0),
    recovered_fen: found.reduce((sum, { questioned }) => sum + questioned, 0),
  }
}

/** A risk-based pick beside the draw, with two inspectors of different departments. */
export async function pickExtra(
  year: Year,
  district: District,
  project: Execution,
  projects: readonly Execution[],
): Promise<void> {
  const chance = chanceOf(year.seed, `extra ${project.id}`)
  const inspectors: [string, string] = [
    auditorOf(district, 'finance').id,
    auditorOf(district, 'construction').id,
  ]
  const pick = { id: chance.uuid(), project_id: project.id, reason: '群众举报工程量不实。', inspectors }
  granted(
    await year.client.post(`/cycles/${year.cycleId}/extra-picks`, pick, await district.admin.caller()),
    'extra pick',
  )
  await inspect(year, district, project.id, inspectors, projects)
}

function auditorOf(district: District, department: string): Staff {
  const found = district.auditors.find(({ login }) => login.startsWith(department.replace('_', '-')))
  if (found === undefined) throw new Error(`no auditor of ${department}`)
  return found
}

async function inspect(
  year: Year,
  district: District,
  projectId: string,
  inspectors: readonly [string, string],
  projects: readonly Execution[],
) {
  const { client } = year
  const chance = chanceOf(year.seed, `inspection ${projectId}`)
  const project = projects.find(({ id }) => id === projectId)
  if (project === undefined) throw new Error(`unknown project ${projectId}`)
  const [first, second] = inspectors.map(id => district.auditors.find(auditor => auditor.id === id))
  if (first === undefined || second === undefined) throw new Error('an inspector is not of this district')
  const finding = chance.percent(75) ? 'pass' : chance.percent(60) ? 'minor' : 'major'
  const passed = finding === 'pass'
  const questioned =
    finding === 'major' ? Math.max(1, Math.floor((project.settlement_fen * (5 + chance.below(10))) / 100)) : 0
  const id = chance.uuid()
  const inspection = {
    id,
    inspected_on: dayOf(year),
    place: `${project.community.name}现场`,
    checklist: Object.fromEntries(
      inspectionItems.map(item => [item, passed || item !== 'quantities_match_bill']),
    ),
    measurements: quantitiesOf(project).map(({ item, unit, quantity }) => ({
      item,
      unit,
      billed: quantity,
      measured: passed ? quantity : String(Math.floor(Number(quantity) * 0.9)),
    })),
    finding,
    questioned_fen: questioned,
    deadline: passed ? null : dayOf(year, 30),
    note: passed ? '' : '工程量与结算不符。',
  }
  granted(
    await client.post(`/projects/${projectId}/inspections`, inspection, await first.caller()),
    'inspection',
  )
  granted(
    await client.post(`/inspections/${id}/signatures`, {}, await second.caller(), chance.uuid()),
    'inspection signature',
  )
  if (passed) return { finding, questioned }
  const clerk = await project.community.clerk.caller()
  const report = { id: chance.uuid(), text: '已返工补足，多付款项退回。' }
  granted(await client.post(`/inspections/${id}/rectifications`, report, clerk), 'rectification')
  if (questioned > 0) {
    const recovery = { id: chance.uuid(), amount_fen: questioned, received_on: dayOf(year) }
    granted(
      await client.post(
        `/inspections/${id}/recoveries`,
        recovery,
        await auditorOf(district, 'finance').caller(),
      ),
      'recovery',
    )
  }
  const again = { id: chance.uuid(), inspected_on: dayOf(year), passed: true, note: '复验合格。' }
  granted(await client.post(`/inspections/${id}/reinspections`, again, await second.caller()), 'reinspection')
  return { finding, questioned }
}
