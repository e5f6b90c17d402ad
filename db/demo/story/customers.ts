import type { Customer } from '../../../src-shared/domain/customer/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { NewRowOf } from '../../../src-shared/schema/table.ts';
import type { Tables } from '../../../src-shared/schema/tables.ts';
import { scopeOf, type Scope } from '../../../src-shared/sync/scope.ts';
import { addDays } from '../dates.ts';
import type { Demo } from '../demo.ts';
import { CNY, wan } from '../money.ts';
import type { DemoRow } from '../row.ts';
import type { StoryOrganisation } from './organisation.ts';

type NewCustomer = NewRowOf<Tables['customer']>;

/** Companies of the list in the picture: key, names, trade, days since the last contact, deposits and loans in 万. */
// prettier-ignore
const COMPANIES = [
  ['beiyu', '北屿新材料有限公司', 'Beiyu Materials Co.', '北屿', 'Beiyu', '新材料', 'New materials', '滨江园区', 'Riverside Park', 2, 2_140, 3_200],
  ['mingdu', '明渡港务有限公司', 'Mingdu Port Co.', '明渡', 'Mingdu', '港口服务', 'Port services', '港区', 'Port District', 0, 5_720, 2_000],
  ['songtao', '松涛医疗器械有限公司', 'Songtao Medical Co.', '松涛', 'Songtao', '医疗器械', 'Medical devices', '高新区', 'High-tech Zone', 0, 1_680, 900],
  ['qinghegu', '青禾谷食品有限公司', 'Qinghegu Foods Co.', '青禾谷', 'Qinghegu', '食品制造', 'Food', '城北园区', 'North Park', 1, 2_460, 1_500],
  ['linxi', '临溪物流有限公司', 'Linxi Logistics Co.', '临溪', 'Linxi', '道路运输', 'Logistics', '保税区', 'Free Trade Zone', 41, 780, 1_200],
  ['nanmo', '南陌纺织有限公司', 'Nanmo Textile Co.', '南陌', 'Nanmo', '纺织', 'Textiles', '老城区', 'Old Town', 12, 1_120, 2_600],
  ['qiheng', '启衡电力设备有限公司', 'Qiheng Power Co.', '启衡', 'Qiheng', '电力设备', 'Power equipment', '高新区', 'High-tech Zone', 9, 3_050, 1_800],
  ['taoranli', '陶然里商业管理有限公司', 'Taoranli Retail Co.', '陶然里', 'Taoranli', '商业地产', 'Retail property', '老城区', 'Old Town', 66, 960, 4_100],
  ['baizhou', '柏舟建材有限公司', 'Baizhou Supplies Co.', '柏舟', 'Baizhou', '建筑材料', 'Building materials', '城西区', 'Chengxi', 18, 310, 200],
  ['qingchuan', '晴川餐饮有限公司', 'Qingchuan Catering Co.', '晴川', 'Qingchuan', '餐饮', 'Catering', '东湖新区', 'East Lake', 7, 145, 0],
  ['shizhu', '石渚陶瓷有限公司', 'Shizhu Ceramics Co.', '石渚', 'Shizhu', '陶瓷制品', 'Ceramics', '城北园区', 'North Park', 22, 420, 350],
  ['wangting', '望亭包装有限公司', 'Wangting Pack Co.', '望亭', 'Wangting', '包装印刷', 'Packaging', '城西区', 'Chengxi', 15, 265, 180],
  ['muye', '沐野茶业有限公司', 'Muye Tea Co.', '沐野', 'Muye', '茶叶加工', 'Tea', '东湖新区', 'East Lake', 3, 198, 60],
] as const;

/** People of the story beside 王建国. */
const PERSONS = [
  ['liMin', '李敏', 'Li Min', 'female', '企业主', 86, 1],
  ['wangLei', '王磊', 'Wang Lei', 'male', '港口总经理', 124, 6],
  ['wangXiulan', '王秀兰', 'Wang Xiulan', 'female', '企业主', 58, 11],
  ['dengGuoqiang', '邓国强', 'Deng Guoqiang', 'male', '企业主', 73, 5],
] as const;

/** What their managers leave for the front desk to know and to say. */
const TELLER_NOTES: Partial<Record<StoryCustomer, string>> = {
  yunxiu: '财务刘会计每月 10 日前来对账，请优先安排对公窗口；大额取现请提前一天通知客户经理。',
  beiyu: '正在办理设备贷款，问进度请转王芳，不要自行答复。',
  mingdu: '票据业务多，经办人赶船期，能并单办理的请并单。',
  linxi: '近期资金紧张，请多问一句周转安排，有异常及时告诉客户经理。',
  qinghegu: '会计新换人，单据填写请多指点；可提醒开通企业网银代发。',
  wangJianguo: '云岫精密董事长，喜欢路跑；来网点请先问候，再请客户经理。',
  liMin: '大额存单下月到期，请代约续存时间；客户不喜欢电话推销。',
  wangXiulan: '听力不太好，请说慢一点、写下金额请她确认。',
};

type Named = (typeof COMPANIES)[number][0] | (typeof PERSONS)[number][0];
export type StoryCustomer = Named | 'yunxiu' | 'tooling' | 'wangJianguo' | 'payroll';

export interface KnownCustomer {
  readonly id: Id;
  readonly scope: Scope;
  readonly kind: Customer['kind'];
  readonly name: string;
  readonly short: readonly [zh: string, en: string];
  /** Days before today of the last contact. */
  readonly lastContact: number;
  readonly depositWan: number;
  readonly loanWan: number;
}

export type StoryCustomers = Readonly<Record<StoryCustomer, KnownCustomer>>;

/** The customers that the pictures name. Balances, holdings and contacts follow in files of their own. */
export function* storyCustomers(
  demo: Demo,
  { books }: StoryOrganisation,
): Generator<DemoRow, StoryCustomers> {
  const known: Partial<Record<StoryCustomer, KnownCustomer>> = {};
  let number = 0;
  const add = function* (
    key: StoryCustomer,
    book: Id,
    cells: Omit<NewCustomer, 'customer_no' | 'source'>,
    facts: Pick<KnownCustomer, 'lastContact' | 'depositWan' | 'loanWan'>,
  ): Generator<DemoRow> {
    const scope = scopeOf('book', book);
    number += 1;
    const customer_no = `88010${String(number).padStart(5, '0')}`;
    const row = demo.make('customer', scope, {
      ...cells,
      customer_no,
      source: '核心系统',
      teller_note: TELLER_NOTES[key] ?? null,
    } as NewCustomer);
    const short = [
      cells.short_name ?? cells.name,
      cells.short_name_en ?? cells.name_en ?? cells.name,
    ] as const;
    known[key] = { id: row.id, scope, kind: cells.kind, name: cells.name, short, ...facts };
    yield row;
  };

  yield* yunxiuGroup(demo, books.yunxiu, add);
  for (const [
    key,
    name,
    name_en,
    short_name,
    short_name_en,
    industry,
    industry_en,
    region,
    region_en,
    days,
    deposits,
    loans,
  ] of COMPANIES) {
    const keyAccount = days === 41 || days === 66 || loans >= 900;
    yield* add(
      key,
      books.wangFang,
      {
        kind: 'company',
        name,
        name_en,
        short_name,
        short_name_en,
        tier: keyAccount ? 'key' : 'core',
        lifecycle: key === 'taoranli' || key === 'linxi' ? 'at_risk' : 'active',
        stage: demo.random.pick(['design', 'deal', 'follow'] as const),
        stage_since: addDays(demo.today, -demo.random.int(6, 40)),
        industry,
        industry_en,
        region,
        region_en,
        employees: demo.random.int(40, 900),
        opened_on: `20${demo.random.int(11, 22)}-0${demo.random.int(1, 9)}-1${demo.random.int(0, 8)}`,
        rating: demo.random.pick(['A', 'A-', 'BBB', 'BBB-']),
        cadence_days: keyAccount ? 30 : 60,
      },
      { lastContact: days, depositWan: deposits, loanWan: loans },
    );
  }
  for (const [key, name, name_en, gender, occupation, deposits, days] of PERSONS) {
    yield* add(
      key,
      books.wangFang,
      {
        kind: 'person',
        name,
        name_en,
        short_name: name,
        short_name_en: name_en,
        tier: 'core',
        lifecycle: 'active',
        stage: 'follow',
        gender,
        occupation,
        birth_date: `19${demo.random.int(62, 85)}-0${demo.random.int(1, 9)}-1${demo.random.int(0, 9)}`,
        region: '城西区',
        region_en: 'Chengxi',
        cadence_days: 60,
      },
      { lastContact: days, depositWan: deposits, loanWan: 0 },
    );
  }
  return known as StoryCustomers;
}

type Add = (
  key: StoryCustomer,
  book: Id,
  cells: Omit<NewCustomer, 'customer_no' | 'source'>,
  facts: Pick<KnownCustomer, 'lastContact' | 'depositWan' | 'loanWan'>,
) => Generator<DemoRow>;

/** 公私联动 in one picture: the company, its subsidiary, its legal representative, the people it pays. */
function* yunxiuGroup({ today }: Demo, book: Id, add: Add): Generator<DemoRow> {
  yield* add(
    'yunxiu',
    book,
    {
      kind: 'company',
      name: '云岫精密制造有限公司',
      name_en: 'Yunxiu Precision Mfg Co.',
      short_name: '云岫',
      short_name_en: 'Yunxiu',
      tier: 'key',
      lifecycle: 'active',
      stage: 'deal',
      stage_since: addDays(today, -17),
      industry: '通用零部件',
      industry_en: 'Precision parts',
      region: '城西区',
      region_en: 'Chengxi',
      address: '城西区云岫路 1 号 1 号厂区',
      employees: 412,
      opened_on: '2017-04-18',
      rating: 'BBB',
      rating_before: 'A-',
      need_amount: wan(5_500),
      need_currency: CNY,
      next_step:
        '面谈定续授信条件：敞口 6,000 万。授信月底到期，审批约需 25 个工作日；代发工资已在我行，可谈组合定价。',
      next_step_due: addDays(today, 2),
      cadence_days: 14,
      remark: '二期厂房 7 月封顶，设备款待议。另问票据池跨行入池。',
    },
    { lastContact: 0, depositWan: 3_860, loanWan: 5_000 },
  );
  yield* add(
    'tooling',
    book,
    {
      kind: 'company',
      name: '云岫模具有限公司',
      name_en: 'Yunxiu Tooling Co.',
      short_name: '云岫模具',
      short_name_en: 'Yunxiu Tooling',
      tier: 'standard',
      lifecycle: 'prospect',
      stage: 'gather',
      stage_since: addDays(today, -30),
      industry: '模具制造',
      industry_en: 'Tooling',
      region: '城西区',
      region_en: 'Chengxi',
      employees: 86,
      cadence_days: 45,
      remark: '未开户，他行贷款约 800 万。',
    },
    { lastContact: 30, depositWan: 0, loanWan: 0 },
  );
  yield* add(
    'wangJianguo',
    book,
    {
      kind: 'person',
      name: '王建国',
      name_en: 'Wang Jianguo',
      short_name: '王建国',
      short_name_en: 'Wang Jianguo',
      tier: 'core',
      lifecycle: 'active',
      stage: 'design',
      gender: 'male',
      birth_date: '1971-09-12',
      occupation: '总经理',
      region: '城西区',
      region_en: 'Chengxi',
      hobbies: '路跑，4 月城马在即',
      cadence_days: 30,
    },
    { lastContact: 5, depositWan: 212, loanWan: 0 },
  );
  yield* add(
    'payroll',
    book,
    {
      kind: 'group',
      name: '云岫精密代发群体 412 人',
      name_en: 'Yunxiu, 412 employees',
      short_name: '代发群体',
      short_name_en: 'Employees',
      tier: 'standard',
      lifecycle: 'active',
      stage: 'follow',
      employees: 412,
      region: '城西区',
      region_en: 'Chengxi',
      cadence_days: 90,
    },
    { lastContact: 20, depositWan: 1_140, loanWan: 0 },
  );
}
