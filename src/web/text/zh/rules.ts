import type { Caution } from '../../../core/cycle/cautions.ts'
import type { VotingRules } from '../../../core/cycle/rules.ts'
import type { Fraction } from '../../../core/fraction.ts'

const share = ({ num, den }: Fraction) =>
  den === 100 ? `${num}%` : num === 1 && den === 2 ? '一半' : `${num}/${den}`

/** The rules of a cycle as sentences for everybody. Amounts come as they are shown. */
export const rules = {
  source: '依据',
  /** Where a rule comes from (DOMAIN.md §4). */
  sources: { founding: '本区文件', law: '法律或公布的规则', default: '默认设置', own: '本年度的规定' },
  terms: {
    allocation_fen: '资金',
    quorum: '到会法定人数',
    surplus: '差额',
    max_choices: '每张票的选项',
    passing: '通过',
    selection: '选定',
    shortfall: '通过不足时',
    max_runoffs: '得票相同时',
    notice_days: '公示',
    audit_ratio: '抽检',
    advance_cap: '验收前拨付',
    retention: '质保金',
  },
  cautions: {
    quorum_unreachable: '到会法定人数要求超过全体代表，大会永远不能投票。',
    no_quorum: '没有到会人数的要求，一个人到会也能投票。',
    no_surplus: '候选项目可以和应选数一样多，这就不是差额票决了。',
    passing_unreachable: '通过票数要求超过全部，没有项目能通过。',
    no_notice: '没有公示期，群众来不及提出异议。',
    long_notice: '公示期超过 60 天，请核对天数。',
    no_audit: '抽检比例为零，没有项目会被抽检。',
  } as Readonly<Record<Caution, string>>,
  sentences: {
    allocation: (amount: string) => `每个社区每年有 ${amount}，花在哪里由票决大会决定。`,
    quorum: (quorum: VotingRules['quorum']) =>
      `实到代表${quorum.strict ? '超过' : '达到'}应到代表的${share(quorum)}，大会才能投票。`,
    surplus: (surplus: VotingRules['surplus']) =>
      surplus.num === 0
        ? surplus.min === 0
          ? '候选项目可以与应选数一样多。'
          : `候选项目要比应选数多，至少多 ${surplus.min} 个。`
        : `候选项目要比应选数多：至少多出应选数的${share(surplus)}（不足一个的按一个算），并且不少于 ${surplus.min} 个。`,
    choices: (most: number | null, exactly: boolean) =>
      `${most === null ? '每张票可选的数目与应选数相同' : `每张票${exactly ? '必须选' : '最多选'} ${most} 项`}${
        exactly ? '，多选、少选都无效。' : '，少选有效，多选无效。'
      }`,
    passing: {
      eligible: (passing: VotingRules['passing']) =>
        `得票${passing.strict ? '超过' : '达到'}应到代表的${share(passing)}，才算通过。`,
      present: (passing: VotingRules['passing']) =>
        `得票${passing.strict ? '超过' : '达到'}实到代表的${share(passing)}，才算通过。`,
      valid: (passing: VotingRules['passing']) =>
        `得票${passing.strict ? '超过' : '达到'}有效票的${share(passing)}，才算通过。`,
      none: () => '不设通过门槛，有得票即可。',
    },
    selection: {
      top_seats:
        '通过的项目按得票多少排列，取到应选数为止；候选项目中最贵的几个（与应选数同样多）加起来也不能超过资金。',
      greedy_skip: '通过的项目按得票多少依次入选，剩余资金不够的跳过，继续看下一个。',
      greedy_stop: '通过的项目按得票多少依次入选，遇到第一个资金不够的就停止。',
      equal_shares: '等额分摊法：每位投票人分得同样多的钱，支持者的钱凑够造价的项目依次入选。',
    },
    completion: {
      none: '剩余资金不再分配。',
      add1: '有剩余时，逐元增加每人的份额重新计算，直到将要超支为止。',
      add1u: '有剩余时，逐元增加每人的份额重新计算，直到将要超支为止；再有剩余，按得票补足。',
    },
    shortfall: {
      revote: '通过的项目不足应选数时，对未通过的项目再投一轮。',
      leave_vacant: '通过的项目不足应选数时，空缺不补。',
    },
    lot: '条件相同时，造价低的在先，再是得票多的在先；仍然相同，按计票前当场掷骰子抽出的先后。',
    runoffs: (most: number) =>
      most === 0
        ? '得票相同影响结果时，当场掷骰子抽签决定。'
        : `得票相同影响结果时，只对得票相同的项目再次票决，最多 ${most} 轮；仍然相同，当场掷骰子抽签决定。`,
    notice: (days: number) =>
      days === 0
        ? '候选项目和票决结果不设公示期。'
        : `候选项目和票决结果各公示 ${days} 天，任何人都可以提出异议。`,
    audit: (ratio: Fraction) =>
      ratio.num === 0
        ? '验收后的项目不抽检。'
        : `验收后的项目，每个街道随机抽检${share(ratio)}（不足一个的按一个算）。`,
    advance: (cap: Fraction) =>
      cap.num === 0 ? '验收合格之前不拨付。' : `验收合格之前，最多拨付合同价的${share(cap)}。`,
    retention: (part: Fraction) =>
      part.num === 0 ? '不留质保金。' : `合同价的${share(part)}作为质保金，最后拨付。`,
  },
}
