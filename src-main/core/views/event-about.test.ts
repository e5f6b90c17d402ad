import { beforeEach, expect, test } from 'vitest';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { scopeOf } from '../../../src-shared/sync/scope.ts';
import { aDesk, BOOK, type Desk } from '../../../tests/support/desk.ts';
import { aMeeting, slotAt, ZONE, type EventFields } from '../../../tests/support/drafts.ts';

const SCOPE = scopeOf('book', BOOK);
let desk: Desk;
let customer: Id;
let held: Id;
let possible: Id;
beforeEach(() => {
  desk = aDesk({ now: '2026-11-23T06:00:00Z' });
  customer = desk.did('customer.create', { book_id: BOOK, fields: { kind: 'company', name: '云岫' } }).id;
  held = holding('结算账户', 'deposit', 'open', '6228 0001');
  possible = holding('代发工资', 'payroll', 'gap', null);
});

function holding(
  name: string,
  category: 'deposit' | 'payroll',
  status: 'open' | 'gap' | 'closed',
  account_no: string | null,
  customer_id = customer,
): Id {
  const product_id = desk.given('product', 'org', { code: name, name, category, status: 'sold' });
  return desk.given('holding', SCOPE, { customer_id, product_id, status, account_no });
}

const meeting = (more: Partial<EventFields>, rrule: string | null = null): Id =>
  desk.did('event.create', {
    fields: aMeeting({ kind: 'visit', customers: [customer], ...more }),
    slot: slotAt('2026-11-23T09:00', '2026-11-23T10:00', { rrule }),
  }).id;
const shown = (id: Id, recurrence_id: string | null = null) =>
  desk.seen('calendar.event', { id, recurrence_id, zone: ZONE });
const about = () => desk.seen('customer.timeline', { id: customer, channel: null, limit: 10 }).items;

test('an event leads to the contract or the opportunity of a customer that it is about', () => {
  expect(shown(meeting({ holding_id: held }))?.holding).toMatchObject({
    id: held,
    customer_id: customer,
    account_no: '6228 0001',
    product: { name: '结算账户' },
  });
  expect(shown(meeting({ holding_id: possible }))?.holding).toMatchObject({ status: 'gap' });
});

test('where the laptop does not hold it, the event keeps which it was', () => {
  const id = meeting({ holding_id: held });
  desk.changedByOther('holding', held, { deleted: 1 });
  expect(shown(id)).toMatchObject({ holding: null, event: { holding_id: held } });
});

test('what its customers have or could have is offered in their order, nothing that is over', () => {
  const other = desk.did('customer.create', { book_id: BOOK, fields: { kind: 'company', name: '青禾' } }).id;
  const theirs = holding('结算账户', 'deposit', 'open', '6228 0002', other);
  holding('旧贷款', 'deposit', 'closed', null);
  const offered = desk.seen('customer.holdings', { customers: [other, customer] });
  expect(offered.map((one) => one.id)).toEqual([theirs, held, possible]);
});

test('what two records that became one have is offered as the one customer’s', () => {
  const other = desk.did('customer.create', {
    book_id: BOOK,
    fields: { kind: 'company', name: '云岫公司' },
  }).id;
  const theirs = holding('结算账户', 'deposit', 'open', '6228 0003', other);
  desk.changedByOther('customer', other, { merged_into: customer, deleted: 1 });
  const offered = desk.seen('customer.holdings', { customers: [customer] });
  expect(offered.find((one) => one.id === theirs)).toMatchObject({ customer_id: customer });
});

test('a meeting that is changed by itself and a copy are about the same', () => {
  const series = meeting({ holding_id: held }, 'FREQ=DAILY;COUNT=3');
  const changed = desk.did('event.update', {
    id: series,
    recurrence_id: '2026-11-24T09:00',
    which: 'this',
    fields: { title: '复访' },
  });
  expect(shown(changed.id, '2026-11-24T09:00')?.holding?.id).toBe(held);
  const { ids } = desk.did('event.copy', {
    copies: [
      { id: series, recurrence_id: '2026-11-23T09:00', start: '2026-12-01T09:00', end: '2026-12-01T10:00' },
    ],
    zone: ZONE,
  });
  expect(shown(ids[0]!)?.holding?.id).toBe(held);
});

test('the customer’s timeline says what a meeting was about, before and after it was reported', () => {
  const id = meeting({ holding_id: held, contract: 'HT-7' });
  const said = { holding: { id: held }, contract: 'HT-7' };
  expect(about()).toMatchObject([{ type: 'event', about: said }]);
  desk.did('event.note', { id, recurrence_id: null, outcome: 'done', note: '谈妥' });
  expect(about()).toMatchObject([{ type: 'contact', about: said }]);
});
