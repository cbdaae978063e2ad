import { sql } from 'kysely'
import type { PhotoKind, PhotoSize, PhotoSubject } from '../core/photo.ts'
import type { Tx } from './tx.ts'

/** What is known of a photo beside its bytes. */
export interface Photo {
  readonly id: string
  readonly subject: PhotoSubject
  readonly subject_id: string
  readonly caption: string
  readonly width: number
  readonly height: number
  readonly small_width: number
  readonly small_height: number
  readonly added_at: string
  readonly removed_at: string | null
  readonly removal_reason: string | null
  /** Sent by a resident without an account. */
  readonly unknown_sender: boolean
  /** Who drafted the proposal it is of. */
  readonly proposer_account_id: string | null
  readonly proposer_delegate_id: string | null
}

export interface NewPhoto {
  readonly id: string
  readonly district_id: string
  readonly caption: string
  readonly width: number
  readonly height: number
  readonly small_width: number
  readonly small_height: number
  /** Of the larger picture's bytes, in hex. */
  readonly sha256: string
  readonly added_by: string | null
  readonly added_by_delegate: string | null
  readonly added_at: string
}

export async function addPhotoRow(
  tx: Tx,
  photo: NewPhoto,
  of: { readonly kind: PhotoKind; readonly id: string },
): Promise<void> {
  await tx
    .insertInto('photo')
    .values({ ...photo, [subjectColumn[of.kind]]: of.id })
    .execute()
}

const subjectColumn = {
  proposal: 'proposal_id',
  project: 'project_id',
  acceptance: 'acceptance_id',
  inspection: 'inspection_id',
} as const

/** How many photos a subject has that were not taken away. */
export async function countPhotos(tx: Tx, kind: PhotoKind, subjectId: string): Promise<number> {
  const row = await tx
    .selectFrom('photo')
    .select(expression => expression.fn.countAll<number>().as('count'))
    .where(subjectColumn[kind], '=', subjectId)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.count
}

/** A photo, or null. */
export async function findPhoto(tx: Tx, id: string): Promise<Photo | null> {
  const row = await photos(tx).where('photo.id', '=', id).executeTakeFirst()
  return row === undefined ? null : asPhoto(row)
}

/** The photos of a proposal, oldest first, with those that were taken away. */
export async function listProposalPhotos(tx: Tx, proposalId: string): Promise<Photo[]> {
  const rows = await photos(tx).where('photo.proposal_id', '=', proposalId).execute()
  return rows.map(asPhoto)
}

/** The photos of a project, of the proposal it was, of its acceptances and inspections: oldest first, with those taken away. */
export async function listProjectPhotos(tx: Tx, projectId: string): Promise<Photo[]> {
  const rows = await photos(tx)
    .where(({ or, eb, selectFrom }) =>
      or([
        eb('photo.project_id', '=', projectId),
        eb('photo.proposal_id', '=', projectId),
        eb(
          'photo.acceptance_id',
          'in',
          selectFrom('acceptance as own').select('own.id').where('own.project_id', '=', projectId),
        ),
        eb(
          'photo.inspection_id',
          'in',
          selectFrom('inspection as own').select('own.id').where('own.project_id', '=', projectId),
        ),
      ]),
    )
    .execute()
  return rows.map(asPhoto)
}

/** The photos of the proposals that stand as candidates in an assembly, oldest first. */
export async function listCandidatePhotos(tx: Tx, assemblyId: string): Promise<Photo[]> {
  const rows = await photos(tx)
    .innerJoin('candidate', 'candidate.id', 'photo.proposal_id')
    .where('candidate.assembly_id', '=', assemblyId)
    .where('photo.removed_at', 'is', null)
    .execute()
  return rows.map(asPhoto)
}

function photos(tx: Tx) {
  return tx
    .selectFrom('photo')
    .leftJoin('proposal', 'proposal.id', 'photo.proposal_id')
    .leftJoin('project', 'project.id', 'photo.project_id')
    .leftJoin('acceptance', 'acceptance.id', 'photo.acceptance_id')
    .leftJoin('inspection', 'inspection.id', 'photo.inspection_id')
    .select([
      'photo.id',
      'photo.proposal_id',
      'photo.project_id',
      'photo.acceptance_id',
      'photo.inspection_id',
      'photo.caption',
      'photo.width',
      'photo.height',
      'photo.small_width',
      'photo.small_height',
      'photo.added_at',
      'photo.removed_at',
      'photo.removal_reason',
      'proposal.proposer_account_id',
      'proposal.proposer_delegate_id',
      sql<boolean>`photo.added_by is null and photo.added_by_delegate is null`.as('unknown_sender'),
      sql<string>`coalesce(proposal.status, project.status, acceptance.status, inspection.status)`.as(
        'status',
      ),
    ])
    .orderBy('photo.added_at')
    .orderBy('photo.caption')
    .orderBy('photo.id')
}

type Row = Awaited<ReturnType<ReturnType<typeof photos>['executeTakeFirstOrThrow']>>

function asPhoto(row: Row): Photo {
  const { proposal_id, project_id, acceptance_id, inspection_id, status, ...photo } = row
  const kind =
    proposal_id !== null
      ? 'proposal'
      : project_id !== null
        ? 'project'
        : acceptance_id !== null
          ? 'acceptance'
          : 'inspection'
  const subject_id = proposal_id ?? project_id ?? acceptance_id ?? inspection_id ?? ''
  return { ...photo, subject_id, subject: { kind, status } as PhotoSubject }
}

/** Takes a photo away; the row stays, the bytes may go. */
export async function setPhotoRemoved(
  tx: Tx,
  id: string,
  removal: {
    readonly removed_at: string
    readonly removed_by: string | null
    readonly removal_reason: string
  },
): Promise<void> {
  await tx.updateTable('photo').set(removal).where('id', '=', id).execute()
}

/** Keeps the bytes of a photo in the database, in both sizes. */
export async function addPhotoBytes(
  tx: Tx,
  photo: { readonly id: string; readonly district_id: string } & Readonly<Record<PhotoSize, Uint8Array>>,
): Promise<void> {
  const { id, district_id, full, small } = photo
  await tx
    .insertInto('photo_bytes')
    .values([
      { photo_id: id, district_id, size: 'full', bytes: full },
      { photo_id: id, district_id, size: 'small', bytes: small },
    ])
    .execute()
}

export async function findPhotoBytes(tx: Tx, id: string, size: PhotoSize): Promise<Uint8Array | null> {
  const row = await tx
    .selectFrom('photo_bytes')
    .select('bytes')
    .where('photo_id', '=', id)
    .where('size', '=', size)
    .executeTakeFirst()
  return row?.bytes ?? null
}

/** Lets the bytes of a photo go that was taken away. Refused by the database for any other: `photo_bytes_stay`. */
export async function removePhotoBytes(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('photo_bytes').where('photo_id', '=', id).execute()
}
