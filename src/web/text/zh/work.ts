/** What waits for a member of staff, and the sentences that several pages of the staff's work share. */
export const work = {
  title: '待办事项',
  count: (items: number, kinds: number) =>
    kinds === 1 ? `共有 ${items} 件事等您办理。` : `共有 ${items} 件事等您办理，分为 ${kinds} 类。`,
  kind: (name: string, items: number) => `${name}（${items}）`,
  rest: (items: number) => `其余 ${items} 件`,
  nothing: '现在没有等您办理的事。',
  nothingHow: '有新的事情时会列在这里。您也可以从下面进入自己的辖区查看。',
  noRole: '您的账号还没有岗位。',
  noRoleHow:
    '登录已经成功，但管理员还没有给这个账号安排岗位，所以没有可办理的事。请联系区级管理员，安排以后刷新本页即可。',
  ownAreas: '我的岗位',
  roleIn: (role: string, area: string) => `${role} · ${area}`,
  links: {
    year: (community: string) => `${community}的年度工作`,
    proposals: '项目建议',
    propose: '新建项目建议',
    bringIn: '登记网格里的建议',
    ownProposals: '我登记的建议和结果',
    proposalsOf: (community: string) => `${community}的全部建议`,
    community: (name: string) => `${name}的公开页面`,
    publicPage: '本社区的公开页面',
    draws: '抽检办理',
    audit: '抽检情况（公开）',
    cycles: '年度与规则',
    accounts: '账号',
    areas: '街道、社区、网格',
    trail: '操作日志',
  },
  preparation: {
    kinds: {
      draft: '我的草稿',
      screen: '项目建议初审',
      confirm: '确认初审名单',
      schedule: '安排票决大会',
      publish: '候选项目公示',
      objection: '答复异议',
      roster: '编制代表名册',
      duties: '安排监票、计票人员',
      slips: '打印代表纸条',
    },
    titles: {
      draft: '草稿',
      screen: '项目建议',
      confirm: '社区已完成初审，请街道确认名单',
      schedule: '初审名单已确认，请安排票决大会',
      publish: '请选定候选项目并公示',
      objection: '有人提出异议，请公开答复',
      roster: '请编制并锁定代表名册',
      duties: '请安排总监票人、监票人和计票人',
      slips: '名册已锁定，请打印代表纸条',
    },
  },
  taken: '这份表格已经提交过一次，后来的改动没有保存。',
  takenLink: '查看已提交的内容',
  refused: {
    notAffordable: (cost: string, allocation: string) =>
      `估算造价 ${cost} 超过本社区的资金额度 ${allocation}，不能勾选“资金可以承受”。`,
    checklistFails: (failing: readonly string[]) =>
      `清单中有 ${failing.length} 项没有通过：${failing.join('、')}。请逐项核对；确实不符合的，请选择“不予采纳”或“并入他项”。`,
    screeningUnfinished: (undecided: number) =>
      `还有 ${undecided} 项建议没有初审，全部初审以后才能确认名单。`,
    surplusMissing: (seats: number, candidates: number, need: number) =>
      `应选 ${seats} 项，候选项目至少要有 ${need} 项，现在只有 ${candidates} 项，不构成差额。请增加候选项目，或减少应选数。`,
    seatsOverBudget: (seats: number, dearest: string, allocation: string) =>
      `最贵的 ${seats} 个候选项目合计 ${dearest}，超过资金 ${allocation}。请减少应选数，或不选最贵的项目。`,
    noticeRunning: (until: string) => `候选项目的公示期到 ${until} 才满，期满以后再办理。`,
    dutiesIncomplete: (chief: number, scrutineers: number, tellers: number) =>
      `须有总监票人 1 名、监票人至少 1 名、计票人至少 2 名；现在是总监票人 ${chief} 名、监票人 ${scrutineers} 名、计票人 ${tellers} 名。`,
    delegateHasDuty: '这位代表担任监票或计票职务，请先在“监票、计票人员”中换人，再移出名册。',
    delegateProposed: '这位代表登记为某项建议的提出人，请先在那项建议的页面上取消，再移出名册。',
    codeReplaced: (generation: number | null) =>
      generation === null
        ? '这位代表还没有纸条。'
        : `这张纸条已经换发过，现行有效的是第 ${generation} 次发放的纸条。`,
  },
}
