import { afterEach, beforeEach, expect, test } from 'vitest';
import { aDesk, BOOK, ME, type Desk } from '../../../../tests/support/desk.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';

const book = scopeOf('book', BOOK);
const other = scopeOf('book', 'book-2');
const foreign = scopeOf('book', 'book-3');
const base = { kind: 'company', tier: 'key', lifecycle: 'active', stage: 'deal' } as const;
const FILTER = {
  text: '',
  kinds: [],
  tiers: [],
  lifecycles: [],
  stages: [],
  books: [],
  tag: null,
  overdueOnly: false,
};
const TASKS = { view: 'all', today: '2026-11-23', text: '' } as const;

let desk: Desk;
let old: string;
let kept: string;
beforeEach(() => {
  desk = aDesk({ grants: { [other]: 'write' } });
  old = desk.given('customer', other, { ...base, name: '云岫', remark: '旧', hobbies: '茶', id_no: 'N1' });
  kept = desk.given('customer', book, { ...base, name: '云岫科技', remark: '新', id_no: 'N1' });
});
afterEach(() => desk.close());

const page = (id: string) => desk.seen('customer.page', { id })!;
const listed = () =>
  desk
    .seen('customer.list', { filter: FILTER, sort: 'name', descending: false, offset: 0, limit: 10 })
    .rows.map(({ id, deposits, lastContactAt }) => ({ id, deposits, lastContactAt }));
const everything = () => ({
  pages: [old, kept].map((id) => desk.seen('customer.page', { id })),
  rows: [old, kept].map((id) => desk.row('customer', id)).map((row) => ({ ...row, _units: null })),
  list: listed(),
  tasks: desk.seen('task.list', { ...TASKS, customer_id: old }).rows,
});
const aDuplicate = (customer_id: string, other_id: string, scope: string, other_book_id: string) =>
  desk.given('duplicate', scope, {
    customer_id,
    other_id,
    other_book_id,
    key_kind: 'id_no',
    key_value: 'N1',
    found_at: desk.now(),
    status: 'open',
  });

test('everything that names the record that goes is found with the one that lives', () => {
  desk.given('contact_point', other, {
    customer_id: old,
    kind: 'mobile',
    value: '13800138000',
    preferred: 1,
  });
  desk.given('contact_log', other, {
    customer_id: old,
    channel: 'phone',
    at: desk.now() - 5,
    summary: '通话',
  });
  desk.given('balance_month', other, {
    customer_id: old, month: '2026-10', kind: 'deposit', average: 700, closing: 700, currency: 'CNY',
  }); // prettier-ignore
  desk.did('customer.tag', { id: old, tag: '外贸' });
  desk.given('task', scopeOf('person', 'colleague'), {
    title: '同事的任务', owner_id: 'colleague', customer_id: old, status: 'open', priority: 'normal',
  } as never); // prettier-ignore
  desk.did('note.create', { title: '笔记', text: '字', link: { customer_id: old, event_id: null } });
  const third = desk.given('customer', book, { ...base, name: '子公司' });
  desk.did('relation.put', {
    id: null,
    from_id: third,
    to_id: old,
    kind: 'subsidiary',
    share: null,
    remark: null,
  });

  desk.did('customer.merge', { into: kept, from: old, take: ['hobbies'] });
  const merged = page(kept);
  expect(merged.customer).toMatchObject({ name: '云岫科技', remark: '新', hobbies: '茶' });
  expect(merged).toMatchObject({
    tags: ['外贸'],
    deposits: 700,
    counts: { contacts: 1, tasks: 1, notes: 1 },
  });
  expect(merged.contactPoints.map(({ value }) => value)).toEqual(['13800138000']);
  expect(merged.relations.map((one) => one.other.id)).toEqual([third]);
  expect(page(third).relations.map((one) => one.other)).toMatchObject([{ id: kept, name: '云岫科技' }]);
  expect(listed().find(({ id }) => id === kept)).toMatchObject({
    deposits: 700,
    lastContactAt: desk.now() - 5,
  });
  expect(listed().some(({ id }) => id === old)).toBe(false);
  expect(desk.seen('task.list', { ...TASKS, customer_id: kept }).rows).toMatchObject([
    { title: '同事的任务', customer: { id: kept, name: '云岫科技' } },
  ]);
  expect(
    desk
      .seen('customer.timeline', { id: kept, channel: null, limit: 10 })
      .items.map(({ type }) => type)
      .sort(),
  ).toEqual(['contact', 'note']);
});

test('a link to the record that goes opens the one that lives, and a form left open on it writes there', () => {
  desk.did('customer.merge', { into: kept, from: old, take: [] });
  expect(page(old).customer.id).toBe(kept);
  desk.did('customer.update', { id: old, fields: { remark: '改', id_no: '91330106 ma2cf3kx7a' } });
  desk.did('customer.tag', { id: old, tag: '重点' });
  expect(desk.row('customer', kept)).toMatchObject({ remark: '改', id_no: '91330106MA2CF3KX7A' });
  expect(page(kept).tags).toEqual(['重点']);
});

test('undo takes a merge back exactly, and redo brings it again', () => {
  desk.given('contact_log', other, {
    customer_id: old,
    channel: 'phone',
    at: desk.now() - 5,
    summary: '通话',
  });
  const before = everything();
  desk.did('customer.merge', { into: kept, from: old, take: ['remark', 'name'] });
  expect(everything()).not.toEqual(before);
  desk.did('undo.undo', {});
  expect(everything()).toEqual(before);
  desk.did('undo.redo', {});
  expect(page(old).customer).toMatchObject({ id: kept, name: '云岫', remark: '旧' });
});

test('a record in another book comes over in one change with its merge; the server sees both or neither', () => {
  desk.did('customer.merge', { into: kept, from: old, take: [] });
  const changes = desk.outbox();
  expect(changes.map(({ id }) => id)).toEqual([kept, old]);
  expect(changes[1]).toMatchObject({ cells: { deleted: 1, merged_into: kept, scope: book } });
  expect(new Set(changes.map(({ tx }) => tx)).size).toBe(1);
});

test('a chain of merges ends at the one that lives; taking the middle one back ends it there', () => {
  const third = desk.given('customer', book, { ...base, name: '第三' });
  desk.did('customer.merge', { into: kept, from: old, take: [] });
  desk.did('customer.merge', { into: third, from: kept, take: [] });
  expect(page(old).customer.id).toBe(third);
  desk.did('undo.undo', {});
  expect(page(old).customer.id).toBe(kept);
  expect(page(third).customer.id).toBe(third);
});

test('what may not be written, or is not two records, is not merged', () => {
  const theirs = desk.given('customer', foreign, { ...base, name: '别人的' });
  expect(desk.run('customer.merge', { into: kept, from: theirs, take: [] })).toMatchObject({
    error: { type: 'NotGranted' },
  });
  expect(desk.run('customer.merge', { into: kept, from: kept, take: [] })).toMatchObject({
    error: { type: 'BadInput' },
  });
  expect(desk.run('customer.merge', { into: kept, from: 'nobody', take: [] })).toMatchObject({
    error: { type: 'NotFound' },
  });
});

test('a pair of which both records are here is one item, and is gone once it is merged, before the server hears of it', () => {
  aDuplicate(old, kept, other, BOOK);
  aDuplicate(kept, old, book, 'book-2');
  expect(desk.seen('duplicate.list', {})).toMatchObject([
    { mergeable: true, key: { kind: 'id_no', value: 'N1' } },
  ]);
  desk.did('customer.merge', { into: kept, from: old, take: [] });
  expect(desk.seen('duplicate.list', {})).toEqual([]);
  desk.did('undo.undo', {});
  expect(desk.seen('duplicate.list', {})).toHaveLength(1);
});

test('of a record in a book that is not here only the book is told, and whom to ask', () => {
  desk.given('book', 'bank', { name: '乙的客户', kind: 'personal', unit_id: 'unit-team' }, 'book-3');
  aDuplicate(kept, 'unknown', book, 'book-3');
  expect(desk.seen('duplicate.list', {})).toMatchObject([
    { mine: { id: kept }, other: { seen: false, book: { name: '乙的客户' } }, mergeable: false },
  ]);
});

test('two that are not one customer are never asked about again, and undo asks again', () => {
  const rows = [aDuplicate(old, kept, other, BOOK), aDuplicate(kept, old, book, 'book-2')];
  desk.did('duplicate.dismiss', { customer_id: kept, other_id: old });
  expect(desk.seen('duplicate.list', {})).toEqual([]);
  for (const id of rows)
    expect(desk.row('duplicate', id)).toMatchObject({ status: 'separate', settled_by: ME });
  desk.did('undo.undo', {});
  expect(desk.seen('duplicate.list', {})).toHaveLength(1);
});

test('what somebody’s edit lost against is settled on the record that lives', () => {
  const conflict = desk.given('edit_conflict', other, {
    table_name: 'customer', row_id: old, unit: 'remark', base: '{}', lost: '{"remark":"丢了的"}', lost_by: ME,
    lost_at: desk.now(), kept: '{"remark":"旧"}', kept_by: 'colleague', kept_at: desk.now(), arrived_at: desk.now(),
    status: 'open',
  }); // prettier-ignore
  desk.did('customer.merge', { into: kept, from: old, take: [] });
  desk.did('editConflict.settle', { settled: [{ id: conflict, choice: 'lost' }] });
  expect(desk.row('customer', kept)).toMatchObject({ remark: '丢了的' });
});
