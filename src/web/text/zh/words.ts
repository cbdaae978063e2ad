import type { AssemblyStatus } from '../../../core/assembly/status.ts'
import type { StageState, YearStage } from '../../../core/cycle/year-stage.ts'
import type { Department, Duty, Role } from '../../../core/identity/access.ts'
import type { ProjectStatus } from '../../../core/project/project.ts'
import type { Proposer } from '../../../core/proposal/proposer.ts'
import type { Exclusion, Requirement } from '../../../core/proposal/screening.ts'
import type { DelegateCategory } from '../../../core/roster/roster.ts'

/** The words of the field (DOMAIN.md §7) that pages of every kind need. */
export const words = {
  fund: '社区惠民资金',
  cycle: '年度',
  district: '区',
  street: '街道',
  community: '社区',
  grid: '网格',
  proposal: '项目建议',
  candidate: '候选项目',
  objection: '异议',
  notice: '公示',
  assembly: '票决大会',
  project: '项目',
  roles: {
    grid_officer: '网格员',
    community_clerk: '社区工作人员',
    street_officer: '街道办',
    auditor: '区级抽检人员',
    district_admin: '区级管理员',
  } as Readonly<Record<Role, string>>,
  departments: {
    finance: '财政',
    audit: '审计',
    construction: '城建',
    urban_management: '城管',
  } as Readonly<Record<Department, string>>,
  duties: {
    chief_scrutineer: '总监票人',
    scrutineer: '监票人',
    teller: '计票人',
  } as Readonly<Record<Duty, string>>,
  delegateCategories: {
    party_deputy: '党代表',
    congress_deputy: '人大代表',
    cppcc_member: '政协委员',
    grid_officer: '网格员',
    enterprise: '企业代表',
    resident: '居民代表',
  } as Readonly<Record<DelegateCategory, string>>,
  proposalStatuses: {
    draft: '草稿',
    submitted: '已提交',
    screened: '初审通过',
    rejected: '未采纳',
    merged: '已合并',
    candidate: '候选项目',
  },
  assemblyStatuses: {
    scheduled: '已安排',
    checking_in: '签到中',
    voting: '票决中',
    counting: '计票中',
    certified: '已确认',
    void: '已作废',
  } as Readonly<Record<AssemblyStatus, string>>,
  projectStatuses: {
    selected: '已选定',
    contracted: '已签约',
    in_progress: '实施中',
    completed: '已完工',
    rectifying: '整改中',
    accepted: '验收合格',
    audited: '已抽检',
    cancelled: '已取消',
  } as Readonly<Record<ProjectStatus, string>>,
  categories: { works: '工程', service: '服务', goods: '货物' },
  proposers: {
    resident: '居民',
    grid_officer: '网格员',
    delegate: '代表',
    community_clerk: '社区',
  } as Readonly<Record<Proposer, string>>,
  stages: {
    proposals: '征集',
    screening: '初审',
    candidates: '候选公示',
    assembly: '票决大会',
    result: '结果公示',
    execution: '实施',
    acceptance: '验收',
    audit: '抽检',
    satisfaction: '满意度',
    archive: '归档',
  } as Readonly<Record<YearStage, string>>,
  stageStates: {
    done: '已完成',
    current: '进行中',
    begun: '已有进展',
    ahead: '未开始',
    without: '未涉及',
  } as Readonly<Record<StageState, string>>,
  /** The screening checklist (DOMAIN.md §3.3). */
  requirements: {
    necessary: '确有必要',
    feasible_this_year: '本年度可以完成',
    affordable: '资金可以承受',
    nobody_elses_duty: '不属于其他单位的职责',
    not_funded_elsewhere: '没有其他资金来源',
  } as Readonly<Record<Requirement, string>>,
  exclusions: {
    official_hospitality: '公务接待',
    office_expenses: '办公经费',
    wages_and_benefits: '工资福利',
    debt_service: '偿还债务',
    private_benefit: '私人受益',
    property_management_duty: '应由物业负责',
  } as Readonly<Record<Exclusion, string>>,
}
