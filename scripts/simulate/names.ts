import type { Chance } from './chance.ts'

/** Names of the played district. Streets and numbers are those of 石峰区 (DOMAIN.md §1); communities and people are invented. */
const communities = [
  '荷塘',
  '桃园',
  '向阳',
  '建设',
  '光明',
  '和平',
  '新桥',
  '枫溪',
  '白石',
  '龙泉',
  '红旗',
  '长虹',
  '柳岸',
  '松林',
  '梅园',
  '竹苑',
  '兰亭',
  '菊香',
  '东湖',
  '西岭',
  '南塘',
  '北苑',
  '春晖',
  '秋实',
  '望江',
  '临港',
  '铁东',
  '铁西',
  '机厂',
  '矿山',
  '学府',
  '书院',
  '文昌',
  '永安',
  '康宁',
  '福寿',
  '同心',
  '团结',
  '友谊',
  '民主',
  '解放',
  '先锋',
  '前进',
  '星光',
  '朝霞',
]

const families = '王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗'
const given = [
  '伟',
  '芳',
  '敏',
  '静',
  '丽',
  '强',
  '军',
  '洋',
  '勇',
  '艳',
  '杰',
  '娟',
  '涛',
  '明',
  '秀英',
  '桂兰',
  '建国',
  '玉梅',
  '志强',
  '春华',
  '德福',
  '淑珍',
  '文斌',
  '晓燕',
  '国庆',
  '美玲',
]

/** A community's name by its number from 0; beyond the list they are numbered. */
export function communityName(number: number): string {
  return `${communities[number] ?? `第${number + 1}`}社区`
}

export function personName(chance: Chance): string {
  return `${chance.pick([...families])}${chance.pick(given)}`
}

interface Idea {
  readonly topic: string
  readonly category: 'works' | 'service' | 'goods'
  readonly title: (place: string) => string
  readonly why: string
}

/** What people ask for: the twelve kinds of small works that such funds are spent on. */
export const ideas: readonly Idea[] = [
  {
    topic: '路灯',
    category: 'works',
    title: place => `${place}安装路灯`,
    why: '这里晚上没有路灯，老人出门买菜、孩子下晚自习都要摸黑走，去年已经摔伤过两个人。',
  },
  {
    topic: '小街小巷',
    category: 'works',
    title: place => `${place}路面硬化`,
    why: '路面坑洼，一下雨就积水，轮椅和婴儿车过不去，居民反映多年。',
  },
  {
    topic: '游园',
    category: 'works',
    title: place => `${place}旁建口袋公园`,
    why: '这块空地长期堆放杂物，改成小游园，附近老人孩子就有了歇脚的地方。',
  },
  {
    topic: '健身器材',
    category: 'goods',
    title: place => `${place}添置健身器材`,
    why: '原有器材锈蚀断裂，存在安全隐患，需要更换适合老年人的器材。',
  },
  {
    topic: '排水',
    category: 'works',
    title: place => `${place}排水沟改造`,
    why: '老排水沟淤塞，每年汛期倒灌进一楼住户家中。',
  },
  {
    topic: '停车位',
    category: 'works',
    title: place => `${place}划定停车位`,
    why: '车辆乱停堵住消防通道，请统一划线并设置隔离桩。',
  },
  {
    topic: '晾衣架',
    category: 'goods',
    title: place => `${place}统一安装晾衣架`,
    why: '居民在树间拉绳晾晒，既不安全也不美观。',
  },
  {
    topic: '楼道扶手',
    category: 'works',
    title: place => `${place}楼道加装扶手`,
    why: '六层没有电梯，住着三十多位七十岁以上的老人，上下楼需要扶手。',
  },
  {
    topic: '宣传栏',
    category: 'goods',
    title: place => `${place}更新公开栏`,
    why: '三公示没有地方张贴，现有公开栏玻璃破损、照明不亮。',
  },
  {
    topic: '老年食堂',
    category: 'service',
    title: place => `${place}老年助餐服务`,
    why: '独居老人做饭困难，请按成本价提供一年的午餐配送。',
  },
  {
    topic: '儿童乐园',
    category: 'works',
    title: place => `${place}儿童活动场地翻新`,
    why: '沙坑和滑梯破损，孩子们只能在车道上玩。',
  },
  {
    topic: '垃圾分类亭',
    category: 'works',
    title: place => `${place}垃圾分类亭改造`,
    why: '露天垃圾桶夏天气味大，改成带雨棚和洗手池的分类亭。',
  },
]

/** A place in a community, by number. */
export function placeName(number: number): string {
  const places = [
    '一巷',
    '菜市场后街',
    '老机关院',
    '三号楼前',
    '幼儿园路口',
    '河边步道',
    '二村北门',
    '文化广场',
    '五栋至八栋',
    '铁路桥下',
    '卫生站旁',
    '小学围墙外',
  ]
  return places[number % places.length] ?? '一巷'
}
