import { beforeEach, expect, test } from 'vitest';
import type { CommandInput } from '../../../../src-shared/contract/contract.ts';
import type { CustomerFilter } from '../../../../src-shared/contract/customer.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import { aDesk, BOOK, ME, type Desk } from '../../../../tests/support/desk.ts';

const EVERYBODY: CustomerFilter = {
  text: '', kinds: [], tiers: [], lifecycles: [], stages: [], books: [], tag: null, overdueOnly: false,
}; // prettier-ignore
const SCOPE = scopeOf('book', BOOK);

let desk: Desk;
beforeEach(() => {
  desk = aDesk({ grants: { 'book:theirs': 'read' } });
});

type Fields = CommandInput<'customer.create'>['fields'];
const create = (name: string, more: Partial<Fields> = {}): string =>
  desk.did('customer.create', { book_id: BOOK, fields: { kind: 'company', name, ...more } }).id;
const page = (id: string) => desk.seen('customer.page', { id })!;
const listed = (filter: Partial<CustomerFilter> = {}) =>
  desk
    .seen('customer.list', {
      filter: { ...EVERYBODY, ...filter },
      sort: 'name',
      descending: false,
      offset: 0,
      limit: 100,
    })
    .rows.map((row) => row.name);

test('a new customer is in the list, on its page and found, in the same commit', () => {
  const id = create('云岫精密', { tier: 'key' });
  expect(listed({ tiers: ['key'] })).toEqual(['云岫精密']);
  expect(listed({ text: 'yunx' })).toEqual(['云岫精密']);
  expect(page(id)).toMatchObject({
    customer: { name: '云岫精密', lifecycle: 'prospect', stage: 'gather', stage_since: '2026-11-23' },
    managers: [{ id: ME, role: 'owner' }],
    book: { id: BOOK },
    editable: true,
    asOf: desk.now(),
  });
});

test('a new stage counts from the day it began', () => {
  const id = create('云岫');
  desk.pass(3 * 86_400_000);
  desk.did('customer.update', { id, fields: { name: '云岫', stage: 'gather' } });
  expect(page(id).customer.stage_since).toBe('2026-11-23');
  desk.did('customer.update', { id, fields: { stage: 'design' } });
  expect(page(id).customer.stage_since).toBe('2026-11-26');
});

test('a text that is written anew loses its old translation', () => {
  const id = create('云岫', { industry: '零部件' });
  desk.changedByOther('customer', id, { industry_en: 'Parts' });
  desk.did('customer.update', { id, fields: { industry: '纺织' } });
  expect(page(id).customer).toMatchObject({ industry: '纺织', industry_en: null });
});

test('a customer goes with what hangs on it, and undo brings all of it back at once', () => {
  const id = create('云岫');
  const other = create('王建国', { kind: 'person' });
  desk.did('customer.tag', { id, tag: '票据池' });
  desk.did('contactPoint.put', {
    id: null,
    customer_id: id,
    kind: 'phone',
    value: '0755-123456',
    label: null,
    preferred: 1,
  });
  desk.did('relation.put', {
    id: null,
    from_id: other,
    to_id: id,
    kind: 'legal_representative',
    share: null,
    remark: null,
  });
  desk.did('note.create', { title: 'n', text: 'text', link: { customer_id: id, event_id: null } });
  const before = page(id);
  desk.did('customer.remove', { id });
  expect(desk.seen('customer.page', { id })).toBeNull();
  expect(page(other).relations).toEqual([]);
  expect([listed(), desk.seen('customer.tags', {})]).toEqual([['王建国'], []]);
  desk.did('undo.undo', {});
  expect(page(id)).toEqual(before);
});

test('a customer in a book that may only be read cannot be changed', () => {
  const id = desk.given('customer', 'book:theirs', {
    kind: 'person',
    name: '乙',
    tier: 'core',
    lifecycle: 'active',
    stage: 'deal',
  });
  expect(page(id).editable).toBe(false);
  expect(desk.run('customer.update', { id, fields: { name: 'x' } })).toEqual({
    ok: false,
    error: { type: 'NotGranted', what: 'customer' },
  });
  expect(desk.run('customer.remove', { id })).toMatchObject({ ok: false });
  expect(
    desk.run('customer.create', { book_id: 'nobody', fields: { kind: 'person', name: 'x' } }),
  ).toMatchObject({ ok: false });
});

test('a text with half a character is refused instead of being lost later', () => {
  const result = desk.run('customer.create', { book_id: BOOK, fields: { kind: 'person', name: 'a\ud800' } });
  expect(result).toEqual({
    ok: false,
    error: { type: 'BadValue', table: 'customer', column: 'name', fault: 'form' },
  });
});

test('tagging twice makes one tag, and untagging takes the tags of every laptop', () => {
  const id = create('云岫');
  desk.did('customer.tag', { id, tag: 'a' });
  desk.did('customer.tag', { id, tag: 'a' });
  desk.given('customer_tag', SCOPE, { customer_id: id, tag: 'a' });
  expect(desk.seen('customer.tags', {})).toEqual([{ tag: 'a', count: 1 }]);
  desk.did('customer.untag', { id, tag: 'a' });
  expect(page(id).tags).toEqual([]);
});

test('a contact is added to the log and ends the wait for one', () => {
  const id = create('云岫', { cadence_days: 30 });
  expect(listed({ overdueOnly: true })).toEqual(['云岫']);
  desk.did('customer.logContact', {
    customer_id: id,
    channel: 'phone',
    at: desk.now(),
    summary: '回单',
    minutes: 3,
    outcome: 'done',
  });
  expect(listed({ overdueOnly: true })).toEqual([]);
  expect(page(id)).toMatchObject({ lastContactAt: desk.now(), counts: { contacts: 1 } });
  desk.pass(31 * 86_400_000);
  expect(listed({ overdueOnly: true })).toEqual(['云岫']);
});

test('of each kind one contact point is preferred', () => {
  const id = create('云岫');
  const put = (value: string, kind: 'phone' | 'email' = 'phone') =>
    desk.did('contactPoint.put', { id: null, customer_id: id, kind, value, label: null, preferred: 1 });
  put('1');
  put('2');
  put('a@b', 'email');
  expect(
    page(id)
      .contactPoints.filter((point) => point.preferred === 1)
      .map((point) => point.value)
      .sort(),
  ).toEqual(['2', 'a@b']);
});

test('a relation shows on both sides and says who is what of whom', () => {
  const wang = create('王建国', { kind: 'person' });
  const yunxiu = create('云岫精密');
  const link = {
    id: null,
    from_id: wang,
    to_id: yunxiu,
    kind: 'legal_representative' as const,
    share: '51.5',
    remark: null,
  };
  const { id } = desk.did('relation.put', link);
  expect(page(wang).relations).toMatchObject([
    { id, direction: 'out', share: '51.5', other: { id: yunxiu, name: '云岫精密' } },
  ]);
  expect(page(yunxiu).relations).toMatchObject([
    { id, direction: 'in', other: { id: wang, kind: 'person' } },
  ]);
  expect(desk.did('relation.put', { ...link, share: '60' })).toEqual({ id });
  expect(page(wang).relations).toHaveLength(1);
  expect(desk.run('relation.put', { ...link, to_id: wang })).toMatchObject({
    ok: false,
    error: { type: 'BadInput' },
  });
});

test('history tells own changes with before and after, and whether the server has them', () => {
  const id = create('云岫');
  desk.pass(1000);
  desk.did('customer.update', { id, fields: { tier: 'key' } });
  const [latest, first] = desk.seen('customer.history', { id, limit: 10 });
  expect(latest).toEqual({
    at: desk.now(),
    person: { id: ME, name: '甲', name_en: 'A' },
    changes: [{ column: 'tier', from: 'standard', to: 'key' }],
    arrivedAt: null,
  });
  expect(first?.changes).toContainEqual({ column: 'name', from: null, to: '云岫' });
});

test('books tell who may write them and how many customers they hold, one’s own first', () => {
  create('云岫');
  desk.given('book', 'bank', { name: 'B', kind: 'joint', unit_id: 'unit-team' }, 'theirs');
  desk.given('book', 'bank', { name: 'hidden', kind: 'joint', unit_id: 'unit-team' }, 'hidden');
  expect(
    desk.seen('customer.books', {}).map(({ id, writable, customers }) => ({ id, writable, customers })),
  ).toEqual([
    { id: BOOK, writable: true, customers: 1 },
    { id: 'theirs', writable: false, customers: 0 },
  ]);
});

test('a contact that was logged by mistake is taken back by undo, and comes again with redo', () => {
  const id = create('云岫');
  const contact = {
    channel: 'visit',
    at: desk.now(),
    summary: '拜访',
    minutes: 30,
    outcome: 'done',
  } as const;
  const logged = desk.did('customer.logContact', { customer_id: id, ...contact }).id;
  desk.did('undo.undo', {});
  expect(desk.row('contact_log', logged)).toBeUndefined();
  desk.did('undo.redo', {});
  expect(desk.row('contact_log', logged)?.summary).toBe('拜访');
});

const beside = (id: string, filter: Partial<CustomerFilter> = {}, descending = false) =>
  desk.seen('customer.beside', { id, filter: { ...EVERYBODY, ...filter }, sort: 'name', descending });

test('beside a customer are those of the list as it is sorted and filtered, and nobody at its ends', () => {
  const [a, b, c] = [create('Aa'), create('Bb', { tier: 'key' }), create('Cc')];
  expect(beside(b)).toEqual({ before: a, after: c });
  expect(beside(b, {}, true)).toEqual({ before: c, after: a });
  expect([beside(a), beside(c)]).toEqual([
    { before: null, after: b },
    { before: b, after: null },
  ]);
  expect(beside(a, { tiers: ['standard'] })).toEqual({ before: null, after: c });
});

test('nobody is beside a customer whom the filter leaves out, or whom nobody knows', () => {
  const a = create('Aa');
  create('Bb', { tier: 'key' });
  expect(beside(a, { tiers: ['key'] })).toEqual({ before: null, after: null });
  expect(beside('nobody')).toEqual({ before: null, after: null });
});
