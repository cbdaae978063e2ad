import { describe, expect, it } from 'vitest'
import type { Refusal } from '../../src/core/refusal.ts'
import { sayGate } from '../../src/web/pages/desk-words.ts'
import { textIn } from '../../src/web/text/choose.ts'
import type { Visit } from '../../src/web/visit.ts'

/** As much of a visit as the words need. */
function visitIn(language: 'zh-CN' | 'en'): Visit {
  return { language, text: textIn(language) } as Visit
}

const duties = { chief_scrutineer: 1, scrutineer: 1, teller: 2 }
const ballots = { issued_paper: 5, issued_electronic: 4, returned_paper: 3, returned_electronic: 6 }

const gates: readonly (readonly [Refusal['code'], Refusal['detail'], string, string])[] = [
  [
    'QUORUM_NOT_REACHED',
    { eligible: 40, present: 20, need: 27 },
    '实到 20 人，法定人数 27 人，还差 7 人',
    '7 more',
  ],
  ['NOTICE_RUNNING', { ends_at: '2027-03-04T16:30:00Z' }, '2027年3月5日 00:30', '5 March 2027, 00:30'],
  ['OBJECTIONS_UNANSWERED', { unanswered: 2 }, '还有 2 件异议', '2 objections'],
  ['SURPLUS_MISSING', { candidates: 5, seats: 4, need: 6 }, '至少要 6 个候选项目', 'at least 6'],
  [
    'SEATS_OVER_BUDGET',
    { seats: 3, allocation_fen: 20_000_000, dearest_fen: 25_000_000 },
    '最贵的 3 个项目合计 ¥250,000，超过资金 ¥200,000',
    '¥250,000',
  ],
  [
    'DUTY_HOLDERS_ABSENT',
    { present: { ...duties, teller: 1 }, needed: duties },
    '计票人（到会 1，至少 2）',
    'teller (1 present, at least 2 needed)',
  ],
  ['BATCHES_NOT_AGREED', { open: 3 }, '还有 3 批', '3 batches'],
  ['SIGNATURES_MISSING', { missing: ['scrutineer'] }, '还缺签字：监票人。', 'scrutineer.'],
  ['RETURNED_OVER_ISSUED', ballots, '电子票收回 6 张，多于发出的 4 张', '6 returned, more than the 4'],
  ['RETURNED_OVER_ISSUED', { ...ballots, returned_paper: 9 }, '纸质票收回 9 张', 'Paper ballots: 9'],
  ['FIGURES_INCONSISTENT', { in_hall: 9, present: 5 }, '会场内 9 人，多于签到的 5 人', '9 in the hall'],
  ['QUORUM_REACHED', { in_hall: 30, need: 27 }, '会场内有 30 人，达到法定人数 27 人', '30 are in the hall'],
  ['DELEGATE_NOT_PRESENT', { delegate_ids: ['a', 'b'] }, '有 2 位代表还没有签到', '2 delegates'],
  ['BALLOT_ALREADY_ISSUED', { delegate_ids: ['a'] }, '有 1 位代表已经领到', '1 delegates'],
  ['DELEGATE_UNKNOWN', { delegate_id: 'a' }, '不在本次大会的名册上', 'roster'],
  ['CHECKED_IN_OTHERWISE', { delegate_id: 'a', mode: 'paper' }, '选的是纸质票', 'paper'],
  ['RULING_DIFFERS', { unreadable: 3 }, '3 张', '3 unreadable'],
  ['CODE_REPLACED', { generation: 2 }, '已经换发过了', 'replaced'],
  ['ID_REUSED', { id: 'a' }, '已经提交过一次', 'before'],
  ['INPUT_INVALID', { errors: [] }, '不完整', 'missing'],
  ['LOT_DUE', { group: [] }, '须先抽签', 'lot'],
  ['WRONG_STATUS', { status: 'voting' }, '前面的步骤', 'earlier step'],
  ['SCRUTINEERS_NOT_CONFIRMED', {}, '监票人尚未确认', 'onfirm'],
]

describe('what is in the way of a step at the desk', () => {
  it.each(gates)('is said with its figures: %s', (code, detail, chinese, english) => {
    expect(sayGate(visitIn('zh-CN'), { code, detail })).toContain(chinese)
    expect(sayGate(visitIn('en'), { code, detail }).toLowerCase()).toContain(english.toLowerCase())
  })

  it('holds no name of a figure, nor a code', () => {
    for (const [code, detail] of gates) {
      expect(sayGate(visitIn('zh-CN'), { code, detail })).not.toMatch(/[a-z_]{3,}|undefined|NaN/)
    }
  })
})
