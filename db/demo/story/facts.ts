import { addDays, monthBack } from '../dates.ts';
import type { Demo } from '../demo.ts';
import { CNY, wan } from '../money.ts';
import type { DemoRow } from '../row.ts';
import type { KnownCustomer, StoryCustomers } from './customers.ts';

/** Relations, contact points, tags and monthly balances of the named customers. */
export function* storyFacts(demo: Demo, customers: StoryCustomers): Generator<DemoRow> {
  yield* relations(demo, customers);
  yield* contactPoints(demo, customers);
  for (const customer of Object.values(customers))
    yield* balances(demo, customer, customer === customers.yunxiu);
}

function* relations({ make }: Demo, customers: StoryCustomers): Generator<DemoRow> {
  const { yunxiu, tooling, wangJianguo, payroll, mingdu, wangLei, muye, wangXiulan, songtao, dengGuoqiang } =
    customers;
  const link = (
    from: KnownCustomer,
    kind: 'subsidiary' | 'legal_representative' | 'payroll' | 'executive',
    to: KnownCustomer,
    more = {},
  ) => make('relation', to.scope, { from_id: from.id, to_id: to.id, kind, ...more });
  yield link(tooling, 'subsidiary', yunxiu, { share: '51' });
  yield link(wangJianguo, 'legal_representative', yunxiu);
  yield link(payroll, 'payroll', yunxiu, { remark: '其中高管 6 人' });
  yield link(wangLei, 'executive', mingdu);
  yield link(wangXiulan, 'legal_representative', muye);
  yield link(dengGuoqiang, 'executive', songtao);
}

function* contactPoints({ make, random }: Demo, customers: StoryCustomers): Generator<DemoRow> {
  const point = (
    { scope, id }: KnownCustomer,
    kind: 'phone' | 'mobile' | 'email' | 'wechat',
    value: string,
    label: string | null,
    preferred: 0 | 1,
  ) => make('contact_point', scope, { customer_id: id, kind, value, label, preferred });
  yield point(customers.yunxiu, 'mobile', '199 0000 2601', '周岚 · 财务总监', 1);
  yield point(customers.yunxiu, 'mobile', '199 0000 2602', '吴敏 · 财务经理', 0);
  yield point(customers.yunxiu, 'phone', '0555-8800 2600', '总机', 0);
  yield point(customers.yunxiu, 'email', 'caiwu@yunxiu.example', '财务部', 0);
  yield point(customers.wangJianguo, 'mobile', '199 0000 2600', '本人', 1);
  yield point(customers.wangJianguo, 'wechat', 'wjg-yunxiu', null, 0);
  for (const customer of Object.values(customers)) {
    if (customer === customers.yunxiu || customer === customers.wangJianguo || customer === customers.payroll)
      continue;
    yield point(
      customer,
      'mobile',
      `199 0000 ${random.int(1000, 2599)}`,
      customer.kind === 'company' ? '财务' : '本人',
      1,
    );
    if (customer.lastContact < 31 && customer.depositWan > 1_000) {
      yield make('customer_tag', customer.scope, { customer_id: customer.id, tag: '重点拜访' });
    }
  }
  for (const tag of ['制造业', '续授信', '公私联动']) {
    yield make('customer_tag', customers.yunxiu.scope, { customer_id: customers.yunxiu.id, tag });
  }
}

/** The picture's line: steady around the median, then a fall of 1,130 万 within the last week. */
function* balances(
  { make, random, today, amounts }: Demo,
  customer: KnownCustomer,
  falls: boolean,
): Generator<DemoRow> {
  for (let back = amounts.balanceMonths - 1; back >= 0; back -= 1) {
    const month = monthBack(today, back);
    const wobble = back === 0 ? 1 : 0.92 + random.next() * 0.14;
    const base = { customer_id: customer.id, month, currency: CNY };
    if (customer.depositWan > 0) {
      const average = wan(Math.round(customer.depositWan * wobble));
      const closing =
        falls && back === 0 ? average - wan(1_130) : Math.round(average * (0.96 + random.next() * 0.08));
      yield make('balance_month', customer.scope, { ...base, kind: 'deposit', average, closing });
    }
    if (customer.loanWan > 0) {
      const loan = wan(customer.loanWan);
      yield make('balance_month', customer.scope, { ...base, kind: 'loan', average: loan, closing: loan });
    }
  }
  if (falls) {
    for (const [days, inWan, counterparty] of [
      [1, 820, '他行同名户'],
      [3, 210, '设备供应商'],
      [5, 100, '原料供应商'],
    ] as const) {
      yield make('movement', customer.scope, {
        customer_id: customer.id,
        booked_on: addDays(today, -days),
        direction: 'out',
        amount: wan(inWan),
        currency: CNY,
        channel: '网银',
        purpose: '转账',
        counterparty,
      });
    }
  }
}
