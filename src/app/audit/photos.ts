import { accept, refuse } from '../../core/result.ts'
import { photoVerbs } from '../photo.ts'
import { lockInspected } from './lock-inspection.ts'

/** Photos of an inspection, by its two inspectors until it is closed. Refusals: NOT_THE_INSPECTOR. */
export const { add: addInspectionPhoto, remove: removeInspectionPhoto } = photoVerbs({
  kind: 'inspection',
  of: 'inspection_id',
  access: { roles: ['auditor'] },
  async open({ tx, actor }, inspectionId) {
    if (actor.kind !== 'staff') return refuse('NOT_YOUR_ROLE')
    const { inspection, inspectors } = await lockInspected(tx, inspectionId)
    if (!inspectors.includes(actor.account_id)) return refuse('NOT_THE_INSPECTOR')
    return accept({ kind: 'inspection', status: inspection.status })
  },
})
