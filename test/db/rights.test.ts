import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { freshDatabase } from '../database.ts'
import { refusal } from './refusal.ts'

const { serverDb, ownerDb } = await freshDatabase()

const permissionDenied = '42501'
const restricted = '23001'

/** The tables whose rows stay as they were written; each is named here, so that losing its trigger is noticed. */
const appendOnly =
  `acceptance_signature archive audit_assignment audit_commitment audit_frame_project audit_reveal
  ballot ballot_issue candidate check_in completion contract inspector_replacement lot paper_ruling payment
  record_entry record_node recovery round_candidate satisfaction screening screening_confirmation tally
  tally_signature token_issue trail`.split(/\s+/)

describe('the database refuses, whatever the program does', () => {
  it.each(appendOnly)(
    'an edit of %s: to the server for want of the right, to the owner by a trigger',
    async table => {
      for (const statement of [`delete from ${table}`, `update ${table} set district_id = district_id`]) {
        expect(await refusal(sql.raw(statement).execute(serverDb)), statement).toBe(permissionDenied)
        expect(await refusal(sql.raw(statement).execute(ownerDb)), statement).toBe(restricted)
      }
      expect(await refusal(sql.raw(`truncate ${table} cascade`).execute(ownerDb))).toBe(restricted)
    },
  )

  it('the creation or removal of tables, and a way around the triggers, to the server', async () => {
    for (const statement of [
      'create table t (a int)',
      'drop table payment',
      'alter table payment disable trigger all',
      "set session_replication_role = 'replica'",
      'truncate payment',
    ]) {
      expect(await refusal(sql.raw(statement).execute(serverDb)), statement).toBe(permissionDenied)
    }
  })
})
