import type { Id } from '../../../src-shared/kernel/ids.ts';
import { scopeOf } from '../../../src-shared/sync/scope.ts';
import { addDays, ZONE } from '../dates.ts';
import type { Demo } from '../demo.ts';
import type { DemoRow } from '../row.ts';
import type { StoryCustomer, StoryCustomers } from './customers.ts';
import type { StoryOrganisation, StoryPerson } from './organisation.ts';
import type { StoryEvents } from './week.ts';

interface Errand {
  readonly owner: StoryPerson;
  readonly title: string;
  /** Days from today; with a time where it has one. */
  readonly due?: number;
  readonly time?: string;
  readonly customer?: StoryCustomer;
  readonly high?: boolean;
  readonly from?: StoryPerson;
  readonly doneAt?: string;
  readonly promise?: 'to_me' | 'by_me';
  readonly to?: string;
  readonly progress?: number;
  readonly rrule?: string;
  readonly lane?: 'doing' | 'waiting';
  /** To whom it was handed over. */
  readonly delegate?: StoryPerson;
  /** The steps below it, the first so many of them done. */
  readonly steps?: readonly string[];
  readonly stepsDone?: number;
}

const ERRANDS: readonly Errand[] = [
  { owner: 'wangFang', title: '补北屿新材料担保人身份证件', due: -2, customer: 'beiyu', high: true },
  { owner: 'wangFang', title: '云岫授信申请书送审', due: 0, customer: 'yunxiu', high: true, progress: 70 },
  { owner: 'wangFang', title: '明渡港务票据池开户资料', due: 0, time: '14:30', customer: 'mingdu' },
  { owner: 'wangFang', title: '李敏大额存单续期方案', due: 0, customer: 'liMin' },
  { owner: 'wangFang', title: '本月拜访计划回填', due: 0, from: 'chenJing', rrule: 'FREQ=MONTHLY' },
  { owner: 'wangFang', title: '南陌纺织 询证函', due: 0, customer: 'nanmo', doneAt: '09:40' },
  { owner: 'wangFang', title: '票据池报价', due: 3, customer: 'yunxiu', promise: 'by_me', to: '周岚' },
  { owner: 'wangFang', title: '养老金讲座名单', due: 0, promise: 'by_me', to: '孙悦' },
  {
    owner: 'wangFang',
    title: '回访邓总贷款进度',
    due: -1,
    customer: 'dengGuoqiang',
    promise: 'by_me',
    to: '邓总',
  },
  {
    owner: 'wangFang',
    title: '刘洋：审批口径答复',
    due: 0,
    customer: 'yunxiu',
    promise: 'to_me',
    to: '刘洋',
  },
  {
    owner: 'wangFang',
    title: '吴敏：三年审计报告',
    due: 2,
    customer: 'yunxiu',
    promise: 'to_me',
    to: '吴敏',
  },
  {
    owner: 'wangFang',
    title: '启衡电力设备跨境结算方案',
    due: 6,
    customer: 'qiheng',
    lane: 'doing',
    steps: ['收汇路径', '手续费测算', '合规意见'],
    stepsDone: 1,
  },
  { owner: 'wangFang', title: '青禾谷食品贷后资料', due: 8, customer: 'qinghegu', lane: 'waiting' },
  { owner: 'wangFang', title: '整理客户名片' },
  { owner: 'wangFang', title: '云岫代发名单核对', due: 2, customer: 'yunxiu', delegate: 'heQing' },
  { owner: 'chenJing', title: '汇总本周三级联动线索', due: 1, delegate: 'wangFang' },
  { owner: 'wangFang', title: '陶然里商业涉诉情况核实', due: 4, customer: 'taoranli', high: true },
  {
    owner: 'liuYang',
    title: 'Approval guidance for Yunxiu',
    due: 0,
    customer: 'yunxiu',
    high: true,
    promise: 'by_me',
    to: '王芳',
  },
  { owner: 'liuYang', title: 'Publish bill pool rates, version 7', due: 1 },
  { owner: 'liuYang', title: 'Slides for the product training', due: -1, progress: 40 },
  { owner: 'liuYang', title: 'Minutes of the rate meeting', due: 0, doneAt: '10:05' },
  { owner: 'chenJing', title: '复核云岫授信申请书', due: 1, customer: 'yunxiu', high: true },
  { owner: 'chenJing', title: '团队季末考核汇总', due: 4 },
  { owner: 'heQing', title: '代发群体理财方案', due: 2, customer: 'payroll' },
  { owner: 'heQing', title: '等邓总回复时间', due: 3 },
  { owner: 'zhaoLei', title: '担保物核查报告', due: 1 },
  { owner: 'sunYue', title: '养老金讲座场地确认', due: 0, high: true },
];

/** Tasks and promises of the pictures; returns the delegated one, whose due date two people changed. */
export function* storyTasks(
  { make, today, happened }: Demo,
  { people, team }: StoryOrganisation,
  customers: StoryCustomers,
  events: StoryEvents,
): Generator<DemoRow, Id> {
  const dueText = (days: number, time?: string) =>
    addDays(today, days) + (time === undefined ? '' : `T${time}`);
  for (const one of ERRANDS) {
    const owner: Id = people[one.owner];
    const scope = scopeOf('person', owner);
    const row = make('task', scope, {
      title: one.title,
      owner_id: owner,
      from_id: one.from ? people[one.from] : null,
      status: one.doneAt === undefined ? 'open' : 'done',
      done_at: one.doneAt === undefined ? null : happened(0, one.doneAt),
      priority: one.high ? 'high' : 'normal',
      due: one.due === undefined ? null : dueText(one.due, one.time),
      zone: ZONE,
      progress: one.progress ?? null,
      customer_id: one.customer ? customers[one.customer].id : null,
      rrule: one.rrule ?? null,
      promise: one.promise ?? null,
      promise_to: one.to ?? null,
      lane: one.lane ?? null,
      delegate_id: one.delegate ? people[one.delegate] : null,
      delegated_at: one.delegate ? happened(0, '08:40') : null,
    });
    yield row;
    for (const [at, title] of (one.steps ?? []).entries()) {
      const done = at < (one.stepsDone ?? 0);
      yield make('task', scope, {
        title,
        owner_id: owner,
        status: done ? 'done' : 'open',
        done_at: done ? happened(0, '09:10') : null,
        priority: 'normal',
        zone: ZONE,
        parent_id: row.id,
      });
    }
  }
  const delegated = make('task', scopeOf('team', team), {
    title: '代发工资方案',
    detail: '与何晴一起：代发 412 人的卡、理财、消费贷组合。',
    owner_id: people.wangFang,
    from_id: people.chenJing,
    status: 'open',
    priority: 'normal',
    due: dueText(5),
    zone: ZONE,
    progress: 30,
    customer_id: customers.payroll.id,
    event_id: events.payrollPlan,
  });
  yield delegated;
  return delegated.id;
}
