import { beforeEach, expect, test } from 'vitest';
import { CUSTOMER_SORTS, type CustomerFilter } from '../../../src-shared/contract/customer.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import { plainStore, type PlainStore } from '../../../tests/support/plain-store.ts';
import { customerWindow } from '../queries/customer-list.ts';
import type { CustomerSort } from '../queries/customer-orders.ts';
import { alias } from './alias.ts';
import { customerList } from './customer-list.ts';

const DAY = 86_400_000;
const NOW = 100 * DAY;
const EVERYBODY: CustomerFilter = {
  text: '', kinds: [], tiers: [], lifecycles: [], stages: [], books: [], tag: null, overdueOnly: false,
}; // prettier-ignore

let store: PlainStore;
beforeEach(() => {
  store = plainStore([customerList]);
});

function aCustomer(id: string, cells: Partial<Row<'customer'>> = {}, book = 'a'): void {
  store.put('customer', {
    id, scope: `book:${book}`, kind: 'company', name: id, tier: 'standard', lifecycle: 'active', stage: 'gather', ...cells,
  }); // prettier-ignore
}
function aContact(customer_id: string, at: number, id = `${customer_id}-${at}`): void {
  store.put('contact_log', { id, scope: 'book:a', customer_id, channel: 'phone', at, summary: 's' });
}

function ids(
  filter: Partial<CustomerFilter> = {},
  sort: CustomerSort = 'name',
  descending = false,
): string[] {
  store.settle(NOW);
  const wanted = { filter: { ...EVERYBODY, ...filter }, sort, descending, offset: 0, limit: 500 };
  return customerWindow(store, wanted, NOW).rows.map((row) => row.id);
}

test('one Chinese character finds the customer', () => {
  aCustomer('1', { name: '云岫精密制造有限公司' });
  aCustomer('2', { name: '北屿新材料' });
  expect(ids({ text: '岫' })).toEqual(['1']);
});

test('Chinese characters find only where they stand side by side', () => {
  aCustomer('1', { name: '云岫精密' });
  aCustomer('2', { name: '精云密岫' });
  expect(ids({ text: '云岫' })).toEqual(['1']);
});

test('a customer is found by pinyin from any of its syllables, by initials, and by its English name', () => {
  aCustomer('1', { name: '云岫精密制造有限公司', name_en: 'Yunxiu Precision', short_name: '云岫' });
  aCustomer('2', { name: '重庆港务', kind: 'company' });
  aCustomer('3', { name: '单小明', kind: 'person' });
  for (const text of [
    'yun',
    'yunxiu',
    'yunxiujingmizhizao',
    'jingm',
    'yx',
    'jmzz',
    'preci',
    'YUNXIU prec',
    'yun jing',
  ])
    expect([text, ids({ text })]).toEqual([text, ['1']]);
  expect(ids({ text: 'chongqing' })).toEqual(['2']);
  expect(ids({ text: 'shanx' })).toEqual(['3']);
});

test('a fragment of a telephone number finds the customer, however it is written', () => {
  aCustomer('1', { customer_no: '40012345' });
  aCustomer('2');
  store.put('contact_point', {
    id: 'p',
    scope: 'book:a',
    customer_id: '2',
    kind: 'mobile',
    value: '138 1234-5678',
    preferred: 1,
  });
  expect(ids({ text: '2345' })).toEqual(['2', '1'].sort());
  expect(ids({ text: '+86 138-1234-5678' })).toEqual(['2']);
  expect(ids({ text: '812345' })).toEqual(['2']);
});

test.each(CUSTOMER_SORTS)(
  'the first rows by %s are the same before and after the whole order was read',
  (sort) => {
    for (const tier of ['key', 'core', 'standard'] as const)
      for (let at = 0; at < 8; at += 1) {
        const dated = at % 3 === 0 ? { next_step_due: `2026-01-0${1 + at}` } : {};
        aCustomer(`${tier}${at}`, { tier, name: at % 2 ? '云岫' : `云${at}`, ...dated });
        if (at % 4 === 0) aContact(`${tier}${at}`, at * DAY);
      }
    store.settle(NOW);
    const windows = () =>
      [false, true].flatMap((descending) =>
        [0, 5, 20, 24, 30].map((offset) =>
          customerWindow(store, { filter: EVERYBODY, sort, descending, offset, limit: 6 }, NOW),
        ),
      );
    const head = windows();
    ids({ tiers: ['key'] }, sort);
    expect(windows()).toEqual(head);
  },
);

test('a tag finds and filters its customers, and no longer once it is taken off', () => {
  aCustomer('1');
  aCustomer('2');
  store.put('customer_tag', { id: 't', scope: 'book:a', customer_id: '1', tag: '票据池' });
  expect(ids({ text: '票' })).toEqual(['1']);
  expect(ids({ tag: '票据池' })).toEqual(['1']);
  store.put('customer_tag', { id: 't', scope: 'book:a', customer_id: '1', tag: '票据池', deleted: 1 });
  expect(ids({ text: '票' })).toEqual([]);
  expect(ids({ tag: '票据池' })).toEqual([]);
});

test('text, facets, book and overdue narrow together', () => {
  aCustomer('1', { name: '云岫', tier: 'key', cadence_days: 10 });
  aCustomer('2', { name: '云山', tier: 'key', cadence_days: 10 }, 'b');
  aCustomer('3', { name: '云海', tier: 'core', cadence_days: 10 });
  aCustomer('4', { name: '云河', tier: 'key' });
  aCustomer('5', { name: '云江', tier: 'key', cadence_days: 10 });
  aContact('5', NOW - DAY);
  expect(ids({ text: '云', tiers: ['key'], books: ['a'], overdueOnly: true })).toEqual(['1']);
});

test('the last contact counts, wherever in the log it arrives, and a deleted one does not', () => {
  aCustomer('1');
  aContact('1', 5 * DAY);
  aContact('1', 3 * DAY);
  store.settle();
  const last = () =>
    customerWindow(store, { filter: EVERYBODY, sort: 'name', descending: false, offset: 0, limit: 1 }, NOW)
      .rows[0];
  expect(last()?.lastContactAt).toBe(5 * DAY);
  store.put('contact_log', {
    id: `1-${5 * DAY}`,
    scope: 'book:a',
    customer_id: '1',
    channel: 'phone',
    at: 5 * DAY,
    summary: 's',
    deleted: 1,
  });
  store.settle();
  expect(last()?.lastContactAt).toBe(3 * DAY);
});

test('deposits are the average and loans the closing balance of the last month', () => {
  aCustomer('1');
  const balance = (month: string, kind: 'deposit' | 'loan', average: number, closing: number) =>
    store.put('balance_month', {
      id: month + kind,
      scope: 'book:a',
      customer_id: '1',
      month,
      kind,
      average,
      closing,
      currency: 'CNY',
    });
  balance('2026-01', 'deposit', 100, 110);
  balance('2026-01', 'loan', 700, 800);
  balance('2026-02', 'deposit', 200, 220);
  store.settle();
  const [row] = customerWindow(
    store,
    { filter: EVERYBODY, sort: 'deposits', descending: true, offset: 0, limit: 1 },
    NOW,
  ).rows;
  expect(row).toMatchObject({ deposits: 200, loans: 0 });
});

test('customers without a date stand last in either direction', () => {
  aCustomer('1', { next_step_due: '2026-03-01' });
  aCustomer('2');
  aCustomer('3', { next_step_due: '2026-02-01' });
  expect(ids({}, 'nextStep')).toEqual(['3', '1', '2']);
  expect(ids({}, 'nextStep', true)).toEqual(['1', '3', '2']);
});

test('names are sorted by pinyin and tiers by rank, then by name', () => {
  aCustomer('1', { name: '中山', tier: 'key' });
  aCustomer('2', { name: '阿里', tier: 'core' });
  aCustomer('3', { name: '北屿', tier: 'key' });
  expect(ids()).toEqual(['2', '3', '1']);
  expect(ids({}, 'tier')).toEqual(['3', '1', '2']);
});

test('a customer that was deleted or taken away is neither listed nor found', () => {
  aCustomer('1', { name: '云岫' });
  aCustomer('2', { name: '云山' });
  expect(ids({ text: '云' })).toHaveLength(2);
  aCustomer('1', { name: '云岫', deleted: 1 });
  store.take('customer', '2');
  expect(ids({ text: '云' })).toEqual([]);
  expect(ids()).toEqual([]);
});

test('a customer is not found any more by the words of one that was merged into it and has left this laptop', () => {
  store = plainStore([alias, customerList]);
  aCustomer('1', { name: '云岫精密' });
  aCustomer('2', { name: '望海贸易', deleted: 1, merged_into: '1' });
  store.put('customer_tag', { id: 't', scope: 'book:a', customer_id: '2', tag: '围棋' });
  expect(ids({ text: '围棋' })).toEqual(['1']);
  store.take('customer_tag', 't');
  store.take('customer', '2');
  expect(ids({ text: '围棋' })).toEqual([]);
});

test('a search that was kept is forgotten with the next change, and who waits is asked again each minute', () => {
  aCustomer('1', { name: '云岫', cadence_days: 1 });
  aContact('1', NOW - DAY);
  expect([ids({ text: '云' }), ids({ overdueOnly: true })]).toEqual([['1'], []]);
  aCustomer('2', { name: '云山' });
  expect(new Set(ids({ text: '云' }))).toEqual(new Set(['1', '2']));
  const later = {
    filter: { ...EVERYBODY, overdueOnly: true },
    sort: 'name',
    descending: false,
    offset: 0,
    limit: 9,
  } as const;
  expect(customerWindow(store, later, NOW + 60_001).rows.map((row) => row.id)).toEqual(['1']);
});

test('rebuilding gives what refreshing gave', () => {
  aCustomer('1', { name: '云岫', cadence_days: 3 });
  aCustomer('2', { name: '北屿' }, 'b');
  aContact('1', DAY);
  store.put('contact_point', {
    id: 'p',
    scope: 'book:a',
    customer_id: '2',
    kind: 'phone',
    value: '010-555',
    preferred: 1,
  });
  const before = [
    ids(),
    ids({ text: '岫' }),
    ids({ text: '0105' }),
    ids({ books: ['b'] }),
    ids({ overdueOnly: true }),
  ];
  customerList.rebuild(store, 0);
  expect([
    ids(),
    ids({ text: '岫' }),
    ids({ text: '0105' }),
    ids({ books: ['b'] }),
    ids({ overdueOnly: true }),
  ]).toEqual(before);
});
