export { isFull as isBusy } from '../db/tx.ts'
