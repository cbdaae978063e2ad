import type { VotingRules } from '../core/cycle/rules.ts'
import { noticeEnd } from '../core/notice/period.ts'
import { addNotice, type Notice } from '../db/notice.ts'
import type { Step } from './operation.ts'

/** Puts something on public display (公示) from this moment on, for the rules' notice_days. Returns when that ends. */
export async function putOnDisplay(
  { tx, at }: Step,
  rules: Pick<VotingRules, 'notice_days'>,
  notice: Omit<Notice, 'starts_at' | 'ends_at'>,
): Promise<string> {
  const ends_at = new Date(noticeEnd(at.getTime(), rules.notice_days)).toISOString()
  await addNotice(tx, { ...notice, starts_at: at.toISOString(), ends_at })
  return ends_at
}
