/** The front page and the district's year at a glance. */
export const overview = {
  front: {
    title: '票决公开网站',
    districts: '请选择所在的区',
    none: '这里还没有开设任何区。',
  },
  heading: (year: number) => `${year} 年度社区惠民资金`,
  intro:
    '每个社区每年有一笔惠民资金，花在哪里，由代表现场票决；花得怎样，由街道验收、区里抽检。每一步都在这里公开。',
  findHint: '进入社区页面，可以提项目建议、看候选项目和票决结果。',
  notPublished: '本区的年度规则还没有公布。公布以后，这里会显示各社区的进展。',
  years: '选择年度',
  yearName: (year: number, name: string) => (name.includes(String(year)) ? name : `${year} 年（${name}）`),
  money: {
    title: '资金',
    caption: '资金使用情况',
    what: '项目',
    amount: '金额',
    share: '占比',
    allocation: '年度资金',
    selected: '票决确定',
    contracted: '已签合同',
    paid: '已拨付',
    settled: '已验收决算',
    explained:
      '“票决确定”是选定项目的预算合计，“已签合同”“已拨付”按合同和付款记录累计，“已验收决算”是验收合格项目的决算金额。',
  },
  notices: {
    title: '正在公示',
    none: '目前没有正在公示的内容。',
    all: (count: number) => `查看全部公示（${count} 项正在公示）`,
    allPast: '查看全部公示',
  },
  progress: {
    title: '各社区进展',
    byStage: '各阶段的社区数',
    stage: '阶段',
    communities: '社区数',
    legend: '图例',
    caption: (shown: number, total: number) =>
      shown === total ? `共 ${total} 个社区` : `显示 ${shown} 个社区，共 ${total} 个`,
    community: '社区',
    current: '目前阶段',
    step: (place: number, total: number) => `第 ${place} 步，共 ${total} 步`,
    over: '全年已办结',
    nobody: '没有符合条件的社区。请减少条件，或查看全部社区。',
    showAll: '查看全部社区',
    street: '街道',
    name: '社区名称',
    allStreets: '全部街道',
    allStages: '全部阶段',
    filter: '筛选',
    figures:
      '格内数字：征集为建议数，初审为已审／总数，候选公示为候选项目数，票决大会为实到／应到人数，结果公示为选定项目数，实施、验收、满意度为已办／项目总数，抽检为已查／抽中数。',
    count: (count: number, of: number | null) => (of === null ? String(count) : `${count}/${of}`),
  },
}
