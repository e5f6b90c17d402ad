import type { Notice } from '../../../src-shared/domain/sync/tables.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { scopeOf, type Scope } from '../../../src-shared/sync/scope.ts';
import { addDays, instantOf, ZONE } from '../dates.ts';
import type { Demo } from '../demo.ts';
import { CNY, wan } from '../money.ts';
import type { DemoRow } from '../row.ts';
import type { StoryCustomers } from './customers.ts';
import type { StoryOrganisation } from './organisation.ts';
import type { StoryEvents } from './week.ts';

/** What changed since yesterday 18:02, and the edits that two people made of the same thing. */
export function* storyInbox(
  demo: Demo,
  organisation: StoryOrganisation,
  customers: StoryCustomers,
  events: StoryEvents,
  delegatedTask: Id,
): Generator<DemoRow> {
  yield* notices(demo, organisation, customers, events);
  yield* editConflicts(demo, organisation, customers, delegatedTask);
}

function* notices(
  { make, happened, today, now }: Demo,
  { people }: StoryOrganisation,
  customers: StoryCustomers,
  events: StoryEvents,
): Generator<DemoRow> {
  const tell = (
    person_id: Id,
    kind: Notice['kind'],
    at: EpochMs,
    about: readonly [table: string, id: Id] | null,
    params: Record<string, string | number>,
  ) =>
    make('notice', scopeOf('person', person_id), {
      person_id,
      kind,
      at,
      table_name: about?.[0] ?? null,
      row_id: about?.[1] ?? null,
      params: JSON.stringify(params),
    });
  // The daily check runs at six; before that, the last one that anybody saw was in the evening.
  const check = instantOf(today, '06:00') <= now ? instantOf(today, '06:00') : happened(1, '20:10');
  const named = (key: keyof StoryCustomers) => ({
    customer: customers[key].short[0],
    customer_en: customers[key].short[1],
  });
  const liuYang = { who: '刘洋', who_en: 'Liu Yang' };
  const threeLevel = { title: '三级联动协调会', title_en: 'Three-level coordination' };
  const talk = { other: '云岫授信面谈', other_en: 'Yunxiu credit talk' };
  yield tell(people.wangFang, 'clash', happened(1, '18:24'), ['event', events.threeLevel], {
    ...liuYang,
    ...threeLevel,
    ...talk,
  });
  yield tell(people.wangFang, 'rating_changed', check, ['customer', customers.yunxiu.id], {
    ...named('yunxiu'),
    from: 'A-',
    to: 'BBB',
  });
  yield tell(people.wangFang, 'balance_moved', check, ['customer', customers.qinghegu.id], {
    ...named('qinghegu'),
    amount: wan(640),
    currency: CNY,
    reason: '新订单回款',
    reason_en: 'new orders paid',
  });
  yield tell(people.wangFang, 'customer_moved', happened(1, '18:10'), null, {
    other: '赵磊',
    other_en: 'Zhao Lei',
    count: 3,
  });
  yield tell(people.wangFang, 'invited', happened(1, '18:31'), ['event', events.salonPlanning], {
    who: '孙悦',
    who_en: 'Sun Yue',
    title: '理财沙龙筹备',
    title_en: 'Salon planning',
  });
  for (const person of [people.wangFang, people.liuYang, people.heQing]) {
    yield tell(person, 'bulletin', happened(1, '18:45'), null, {
      title: '票据池利率表第 7 版，下月 1 日起用',
      title_en: 'Bill pool rates v7, from the first of next month',
    });
    yield tell(person, 'bulletin', happened(1, '19:05'), null, {
      title: '小微续贷常见问题，附三个成功案例',
      title_en: 'SME renewal Q&A with three won cases',
    });
  }
  yield tell(people.liuYang, 'clash', happened(1, '18:24'), ['event', events.yunxiuTalk], {
    who: '王芳',
    who_en: 'Wang Fang',
    title: talk.other,
    title_en: talk.other_en,
    other: threeLevel.title,
    other_en: threeLevel.title_en,
  });
  yield tell(people.liuYang, 'invited', happened(1, '18:20'), ['event', events.yunxiuTalk], {
    who: '王芳',
    who_en: 'Wang Fang',
    title: talk.other,
    title_en: talk.other_en,
  });
}

function* editConflicts(
  { make, today, happened }: Demo,
  { people, team }: StoryOrganisation,
  customers: StoryCustomers,
  delegatedTask: Id,
): Generator<DemoRow> {
  const { yunxiu } = customers;
  type Cells = Readonly<Record<string, string | number | null>>;
  const clash = (
    scope: Scope,
    [table_name, row_id]: readonly [string, Id],
    unit: string,
    [base, lost, kept]: readonly [Cells, Cells, Cells],
    who: { lost_by: Id; lost_at: EpochMs; kept_by: Id; kept_at: EpochMs; arrived_at: EpochMs },
  ) =>
    make('edit_conflict', scope, {
      table_name,
      row_id,
      unit,
      base: JSON.stringify(base),
      lost: JSON.stringify(lost),
      kept: JSON.stringify(kept),
      ...who,
      status: 'open',
    });
  const both = {
    lost_by: people.wangFang,
    lost_at: happened(0, '13:48'),
    kept_by: people.heQing,
    kept_at: happened(0, '13:55'),
    arrived_at: happened(0, '14:05'),
  };
  const profile = ['customer', yunxiu.id] as const;
  const need = (inWan: number) => ({ need_amount: wan(inWan), need_currency: CNY });
  yield clash(yunxiu.scope, profile, 'need', [need(5_000), need(6_000), need(5_500)], both);
  yield clash(
    yunxiu.scope,
    profile,
    'remark',
    [
      { remark: '二期厂房 6 月封顶，设备款待议。' },
      { remark: '二期厂房 6 月封顶，设备款约 2,000 万，希望 5 年期。' },
      { remark: '二期厂房 7 月封顶，设备款待议。另问票据池跨行入池。' },
    ],
    both,
  );
  yield clash(
    yunxiu.scope,
    profile,
    'address',
    [
      { address: '城西区云岫路 1 号' },
      { address: '城西区云岫路 1 号 2 号厂区' },
      { address: '城西区云岫路 1 号 1 号厂区' },
    ],
    both,
  );
  const due = (days: number) => ({ due: addDays(today, days), start: null, zone: ZONE, rrule: null });
  yield clash(scopeOf('team', team), ['task', delegatedTask], 'due', [due(3), due(4), due(5)], {
    lost_by: people.wangFang,
    lost_at: happened(1, '16:20'),
    kept_by: people.chenJing,
    kept_at: happened(1, '16:45'),
    arrived_at: happened(1, '17:02'),
  });
}
