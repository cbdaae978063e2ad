/** The year of a community as a list of tasks. */
export const year = {
  title: (cycle: string) => `${cycle}工作`,
  titleWithout: '年度工作',
  reading:
    '您以街道办的身份查看本社区的工作；需要街道办理的是“街道确认初审名单”，以及之后的项目调整审批和验收。',
  noCycle: '区里还没有发布年度，暂时没有要办的事。',
  selected: '已选定项目',
  left: '尚余资金',
  otherCycles: '其他年度',
  publicPage: '本社区的公开页面',
  stages: {
    screening: '一、征集与初审',
    preparation: '二、票决大会的准备',
    assembly: '三、票决大会',
    projects: '四、项目实施、验收与归档',
  },
  noProjects: '票决结果确认以后，选定的项目会列在这里。',
  states: {
    done: '已完成',
    due: '待办',
    todo: (items: number) => `待办 ${items} 项`,
    open: '进行中',
    collecting: '征集中',
    street: '等待街道',
    onNotice: '公示中',
    frozen: '已锁定',
    confirmed: '已确认',
    none: '无',
    notYet: '未开始',
  },
  tasks: {
    proposals: '项目建议与初审',
    proposalsHint: (counts: {
      all: number
      submitted: number
      screened: number
      rejected: number
      merged: number
    }) =>
      counts.all === 0
        ? '还没有收到建议。'
        : `共 ${counts.all} 项：待初审 ${counts.submitted}，通过 ${counts.screened}，未采纳 ${counts.rejected}，已合并 ${counts.merged}`,
    confirmation: '街道确认初审名单',
    confirmationHint: '全部建议初审以后，由街道办确认；确认以后不再收建议，也不再改初审。',
    confirmedOn: (day: string) => `街道已于${day}确认，名单固定。`,
    schedule: '安排票决大会',
    scheduleHint: '定下时间、地点和应选数。',
    scheduled: (time: string, seats: number) => `${time}，应选 ${seats} 项`,
    candidates: '候选项目公示',
    candidatesHint: '名单确认以后，选定候选项目和造价，公示期内任何人可以提出异议。',
    published: (candidates: number, until: string) => `${candidates} 个候选项目，公示到${until}`,
    objections: '异议与答复',
    noObjections: '还没有收到异议。',
    objectionsHint: (all: number, open: number) => `共 ${all} 件，未答复 ${open} 件`,
    roster: '代表名册',
    delegates: (count: number) => (count === 0 ? '名册上还没有人。' : `名册上有 ${count} 名代表`),
    duties: '监票、计票人员',
    dutiesHint: '总监票人 1 名、监票人至少 1 名、计票人至少 2 名；候选项目的提出人须回避。',
    slips: '代表纸条',
    slipsHint: '名册锁定以后打印，每人一张，签到时发给本人。',
    hall: '会场：签到与票决',
    hallHint: '大会当天在签到台使用。',
    report: '票决结果报告单',
    reportHint: '由总监票人和监票人确认以后生成。',
    rated: '满意度已公布',
    archive: '年度归档',
    archiveHint: '全部项目验收、抽检完成以后归档。',
    archivedOn: (day: string) => `${day}归档`,
  },
}
