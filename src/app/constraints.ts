import type { RefusalCode } from '../core/refusal.ts'

/**
 * What the database's own refusals mean to people. Verbs ask before they write; these answer for the race that came in
 * between, and a name that is missing here is a bug that shows as one.
 */
export const constraintRefusals: Readonly<Record<string, RefusalCode>> = {
  account_pkey: 'ID_REUSED',
  account_login_key: 'LOGIN_TAKEN',
  area_district_id_kind_slug_key: 'SLUG_TAKEN',
  area_parent_fits: 'AREA_DOES_NOT_FIT',
  account_role_area_fits: 'AREA_DOES_NOT_FIT',
  // roster, assembly
  delegate_pkey: 'ID_REUSED',
  // A delegate is named by a proposal and taken off the roster at the same moment: asked again, either learns of the other.
  proposal_proposer_delegate_id_fkey: 'BUSY_TRY_AGAIN',
  roster_is_frozen: 'ROSTER_FROZEN',
  assembly_one_alive: 'ASSEMBLY_EXISTS',
  duty_not_for_proposers: 'PROPOSER_HAS_DUTY',
  // rounds
  paper_batch_round_id_label_key: 'LABEL_TAKEN',
  one_ballot_a_round: 'BALLOT_ALREADY_ISSUED',
  // photos
  photo_pkey: 'ID_REUSED',
  // project, acceptance, audit
  nobody_accepts_own_work: 'EXECUTED_BY_YOURSELF',
  nobody_inspects_own_work: 'EXECUTED_BY_YOURSELF',
}
