import { accept, refuse } from '../../core/result.ts'
import { photoVerbs } from '../photo.ts'
import { lockSignable } from './lock-acceptance.ts'

/**
 * Photos of an acceptance, by the street's officers while it is a draft: what was signed and decided looks the same ever after.
 * Refusals: EXECUTED_BY_YOURSELF.
 */
export const { add: addAcceptancePhoto, remove: removeAcceptancePhoto } = photoVerbs({
  kind: 'acceptance',
  of: 'acceptance_id',
  access: { roles: ['street_officer'] },
  async open({ tx, actor }, acceptanceId) {
    if (actor.kind !== 'staff') return refuse('NOT_YOUR_ROLE')
    const { acceptance } = await lockSignable(tx, acceptanceId)
    if (acceptance.executors.includes(actor.account_id)) return refuse('EXECUTED_BY_YOURSELF')
    return accept({ kind: 'acceptance', status: acceptance.status })
  },
})
