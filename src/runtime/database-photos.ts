import type { PhotoStore } from '../app/services.ts'
import { addPhotoBytes, findPhotoBytes, removePhotoBytes } from '../db/photo.ts'
import { inTransaction, type Pool } from '../db/tx.ts'

/** Keeps the bytes of photos in PostgreSQL, in the same transaction as their rows. */
export function databasePhotos(db: Pool): PhotoStore {
  return {
    put: addPhotoBytes,
    async get(id, size) {
      const bytes = await inTransaction(db, 'read', tx => findPhotoBytes(tx, id, size))
      return bytes === null ? null : Uint8Array.from(bytes)
    },
    remove: removePhotoBytes,
  }
}
