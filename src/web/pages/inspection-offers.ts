import type { Visit } from '../visit.ts'
import type { Inspection } from './inspection-ground.tsx'

export interface Offers {
  readonly sign: boolean
  readonly withdraw: boolean
  readonly again: boolean
  readonly rectify: boolean
  readonly reinspect: boolean
  readonly recover: boolean
  readonly replace: boolean
}

/** What the visitor may do next; the operations decide again. */
export function offersOf({ actor }: Visit, inspection: Inspection): Offers {
  const { status, inspectors, signatures, project } = inspection
  const account = actor.kind === 'staff' ? actor.account_id : ''
  const roles = actor.kind === 'staff' ? actor.roles : []
  const inspector = inspectors.some(one => one.id === account)
  const admin = roles.some(({ role }) => role === 'district_admin')
  const finance = roles.some(({ role, department }) => role === 'auditor' && department === 'finance')
  const clerk = roles.some(
    ({ role, area_id }) => role === 'community_clerk' && area_id === project.community_id,
  )
  const standing = status === 'recorded' || status === 'rectified' || status === 'closed'
  return {
    sign: status === 'drafted' && inspector && !signatures.some(one => one.account_id === account),
    withdraw: status === 'drafted' && inspector,
    again: status === 'withdrawn' && inspector,
    rectify: status === 'recorded' && clerk,
    reinspect: status === 'rectified' && inspector,
    recover: standing && (finance || admin) && inspection.recovered_fen < inspection.questioned_fen,
    replace: admin && status !== 'closed' && status !== 'withdrawn',
  }
}
