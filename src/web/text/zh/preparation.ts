/** The assembly before it meets: schedule, candidates, objections. */
export const preparation = {
  seats: {
    surplus: (seats: number, need: number, candidates: number) =>
      candidates >= need
        ? `应选 ${seats} 项，候选项目至少要有 ${need} 项；现有 ${candidates} 项，够了。`
        : `应选 ${seats} 项，候选项目至少要有 ${need} 项；现有 ${candidates} 项，还差 ${need - candidates} 项。`,
    dearest: (count: number, sum: string, allocation: string, fits: boolean) =>
      fits
        ? `最贵的 ${count} 项合计 ${sum}，没有超过资金 ${allocation}。`
        : `最贵的 ${count} 项合计 ${sum}，超过了资金 ${allocation}：无论怎么投都可能超支，须减少应选数或不选最贵的项目。`,
    byMoney: (allocation: string) => `按得票依次入选，以资金 ${allocation} 为限。`,
    rule: '应选数和候选项目数的关系（差额）',
    table: (candidates: number) => `目前有 ${candidates} 项通过初审`,
    seats: '应选数',
    needed: '至少要有的候选项目',
    enough: '够不够',
    yes: '够',
    missing: (count: number) => `差 ${count} 项`,
  },
  schedule: {
    title: '安排票决大会',
    changeTitle: '修改大会安排',
    day: '日期',
    dayHint: '例如 2027 年 3 月 5 日',
    dayWrong: '请填写真实的日期和时间，例如 2027 年 3 月 5 日 14:30',
    time: '时间',
    timeHint: '24 小时制，例如 14:30',
    place: '地点',
    placeHint: '例如：社区活动中心二楼礼堂',
    placeWrong: '请填写地点，最多 200 个字',
    when: '时间',
    seats: '应选数',
    seatsHint: (most: number, candidates: number) =>
      most === 0
        ? `大会最多选定几个项目。目前有 ${candidates} 项通过初审，还不够构成差额。`
        : `大会最多选定几个项目。目前有 ${candidates} 项通过初审，应选数最多可以定为 ${most}。`,
    seatsWrong: '请填写应选数，一个不小于 1 的整数',
    seatsFixed: (seats: number) => `应选 ${seats} 项：候选项目已经公示，应选数不能再改。`,
    check: '核对大会安排',
    consequence: '这意味着',
    submit: '安排大会',
  },
  overview: {
    title: '票决大会的准备',
    done: {
      scheduled: '票决大会已安排。时间、地点随时可以修改，应选数在候选项目公示之前可以修改。',
      changed: '修改已保存。',
    },
    status: '状态',
    schedule: '大会安排',
    list: '初审名单',
    listOpen: (count: number) => `街道尚未确认；目前 ${count} 项通过初审`,
    listConfirmed: (count: number, day: string) => `${count} 项通过初审，街道已于${day}确认`,
    candidates: '候选项目',
    notPublished: '尚未公示',
    onNotice: (count: number, until: string) => `${count} 项，正在公示，到 ${until}`,
    noticeOver: (count: number, until: string) => `${count} 项，公示期已于 ${until} 届满`,
    publish: '选定并公示',
    see: '查看',
    roster: '代表名册',
    rosterOpen: (count: number) => `${count} 名代表，尚未锁定`,
    rosterFrozen: (count: number, day: string) => `${count} 名代表，已于${day}锁定`,
    duties: '监票、计票人员',
    dutyCounts: (chief: number, scrutineers: number, tellers: number) =>
      chief + scrutineers + tellers === 0
        ? '尚未安排'
        : `总监票人 ${chief} 名，监票人 ${scrutineers} 名，计票人 ${tellers} 名`,
    slips: '代表纸条',
    slipsHint: '每人一张，签到时发给本人',
    fits: '符合',
    fitsNot: '不符合',
    toDesk: '到会场签到台',
    publicPage: '查看这次大会的公开页面',
  },
  candidates: {
    title: '候选项目',
    done: { published: '候选项目已公示。公示期内任何人都可以提出异议，请及时答复。' },
    intro: (listed: number, seats: number) =>
      `初审名单上有 ${listed} 项，大会应选 ${seats} 项。请选定候选项目，核对每一项的造价。`,
    choose: '候选项目',
    chooseHint: '不选的项目本年度不进入票决。',
    estimated: (cost: string) => `估算造价 ${cost}`,
    costOf: (title: string) => `“${title}”的造价`,
    cost: '造价',
    check: '核对候选项目后公示',
    total: '合计',
    totalOf: (count: number, sum: string, allocation: string) =>
      `${count} 项，${sum}；本社区资金 ${allocation}`,
    surplus: (seats: number, more: number) => `${seats} 项，差额 ${more} 项`,
    leftOut: '没有选的',
    leftOutCount: (count: number) => `${count} 项，本年度不进入票决`,
    noticeOf: (days: number, until: string) =>
      days === 0 ? '本年度的规则没有设公示期' : `${days} 天，到 ${until}`,
    final: (days: number) =>
      days === 0
        ? '公示以后，名单、造价和应选数写入公开记录，不能再改。'
        : `公示以后，名单、造价和应选数写入公开记录，不能再改；公示 ${days} 天期满、异议全部答复以后，才能开始签到。`,
    publish: '公示候选项目',
    runsUntil: (until: string) => `正在公示，到 ${until}。`,
    ranUntil: (until: string) => `公示期已于 ${until} 届满。`,
    objections: '查看异议',
    published: (count: number, seats: number) => `${count} 个候选项目，应选 ${seats} 项`,
    howBack: '名单公示以后不能更改。发现重大错误时，只能宣布这次大会作废，再重新安排。',
    void: '宣布大会作废',
    waitsForClerk: '候选项目尚未公示，由社区工作人员办理。',
  },
  objections: {
    title: '异议',
    none: '还没有收到异议。',
    whole: { candidates: '针对整个候选名单', result: '针对整个票决结果' },
    excerpt: (text: string, time: string) =>
      `${text.length > 60 ? `${text.slice(0, 60)}……` : text}（${time}）`,
    open: '待答复',
    answered: '已答复',
    one: '异议',
    said: '异议内容',
    filed: '提出时间',
    contact: '异议人的联系方式',
    answer: '答复',
    answerHint: '答复会公开，只能答复一次，请写清楚，不要写姓名、电话等个人信息。',
    waitsForClerk: '这件异议还没有答复，由社区工作人员办理。',
    check: '核对答复后公开',
    final: '答复公开以后不能更改。',
    submit: '公开答复',
    done: { answered: '答复已公开。' },
    publicPage: '查看全部异议的公开页面',
  },
}
