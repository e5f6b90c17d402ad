import { expect, test } from 'vitest';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import { aDesk, BOOK, ME, type Desk } from '../../../../tests/support/desk.ts';

const SCOPE = scopeOf('book', BOOK);

type Side = Readonly<Record<string, string | number>>;

/** An open conflict of a unit of a row between this person and a colleague; `mine` is the side that this person wrote. */
const aDispute = (
  desk: Desk,
  [table_name, row_id, unit]: readonly [string, Id, string],
  { lost, kept }: { lost: Side; kept: Side },
  mine: 'lost' | 'kept' = 'lost',
): Id =>
  desk.given('edit_conflict', SCOPE, {
    table_name,
    row_id,
    unit,
    base: '{}',
    lost: JSON.stringify(lost),
    lost_by: mine === 'lost' ? ME : 'colleague',
    lost_at: desk.now(),
    kept: JSON.stringify(kept),
    kept_by: mine === 'kept' ? ME : 'colleague',
    kept_at: desk.now(),
    arrived_at: desk.now(),
    status: 'open',
  });

test('a note that goes back to where one side had it takes its text and its files along, and undo brings all of it again', () => {
  const desk = aDesk();
  const customer_id = desk.did('customer.create', {
    book_id: BOOK,
    fields: { kind: 'company', name: '云岫' },
  }).id;
  const { id } = desk.did('note.create', {
    title: '回访',
    text: '二期封顶',
    link: { customer_id, event_id: null },
  });
  const file = desk.did('attachment.add', {
    owner_kind: 'note',
    owner_id: id,
    name: 'a.txt',
    media_type: 'text/plain',
    bytes: 'YQ==',
  }).id;
  const [text] = desk.outbox().filter((change) => change.table === 'note_update');
  const own = scopeOf('person', ME);
  const conflict = aDispute(desk, ['note', id, 'scope'], { lost: { scope: own }, kept: { scope: SCOPE } });
  const scopes = () => [
    desk.row('note', id)?.scope,
    desk.row('note_update', text!.id)?.scope,
    desk.row('attachment', file)?.scope,
  ];
  expect(scopes()).toEqual([SCOPE, SCOPE, SCOPE]);
  desk.did('editConflict.settle', { settled: [{ id: conflict, choice: 'lost' }] });
  expect(scopes()).toEqual([own, own, own]);
  desk.did('undo.undo', {});
  expect(scopes()).toEqual([SCOPE, SCOPE, SCOPE]);
});

test('an edit that lost against a deletion can be chosen: the row comes back with it', () => {
  const desk = aDesk();
  const { id } = desk.did('customer.create', { book_id: BOOK, fields: { kind: 'company', name: '云岫' } });
  desk.changedByOther('customer', id, { deleted: 1 });
  const conflict = aDispute(desk, ['customer', id, 'deleted'], {
    lost: { remark: 'worth keeping' },
    kept: { deleted: 1 },
  });
  desk.did('editConflict.settle', { settled: [{ id: conflict, choice: 'lost' }] });
  expect(desk.row('customer', id)).toMatchObject({ name: '云岫', remark: 'worth keeping' });
  expect(desk.row('edit_conflict', conflict)).toMatchObject({ status: 'settled', choice: 'lost' });
  desk.did('undo.undo', {});
  expect(desk.row('customer', id)).toBeUndefined();
});

test('a customer that is wanted back comes with what was deleted with it, and not with what went before', () => {
  const desk = aDesk();
  const { id } = desk.did('customer.create', { book_id: BOOK, fields: { kind: 'company', name: '云岫' } });
  desk.did('customer.tag', { id, tag: '外贸' });
  desk.did('customer.tag', { id, tag: '早已去掉' });
  desk.did('customer.untag', { id, tag: '早已去掉' });
  desk.pass(60_000);
  desk.did('customer.remove', { id });
  const conflict = aDispute(
    desk,
    ['customer', id, 'deleted'],
    { lost: { remark: 'worth keeping' }, kept: { deleted: 1 } },
    'kept',
  );
  desk.did('editConflict.settle', { settled: [{ id: conflict, choice: 'lost' }] });
  expect(desk.seen('customer.page', { id })).toMatchObject({
    tags: ['外贸'],
    customer: { remark: 'worth keeping' },
  });
  desk.did('undo.undo', {});
  expect(desk.seen('customer.page', { id })).toBeNull();
});

test('what a merged record and the one that stands for it have alike is asked once, and of the other when the merge is taken back', () => {
  const desk = aDesk();
  const made = (name: string) =>
    desk.did('customer.create', { book_id: BOOK, fields: { kind: 'company', name } }).id;
  const [into, from] = [made('云岫科技'), made('云岫')];
  const dispute = (row_id: Id, [lost, kept]: readonly [string, string]) =>
    aDispute(desk, ['customer', row_id, 'remark'], { lost: { remark: lost }, kept: { remark: kept } });
  dispute(into, ['甲', '乙']);
  dispute(from, ['乙', '甲']);
  const asked = () => desk.seen('inbox.list', { zone: 'Asia/Shanghai' }).edits.map(({ row_id }) => row_id);
  expect(asked().sort()).toEqual([into, from].sort());
  desk.did('customer.merge', { into, from, take: [] });
  expect(asked()).toEqual([into]);
  desk.did('undo.undo', {});
  expect(asked().sort()).toEqual([into, from].sort());
});

test('all fields of a record are settled together or not at all, and one undo asks about all of them again', () => {
  const desk = aDesk();
  const { id } = desk.did('customer.create', {
    book_id: BOOK,
    fields: { kind: 'company', name: '云岫', remark: '乙', industry: '乙业' },
  });
  const remark = aDispute(desk, ['customer', id, 'remark'], {
    lost: { remark: '甲' },
    kept: { remark: '乙' },
  });
  const industry = aDispute(
    desk,
    ['customer', id, 'industry'],
    { lost: { industry: '甲业' }, kept: { industry: '乙业' } },
    'kept',
  );
  const open = () => [remark, industry].filter((one) => desk.row('edit_conflict', one)?.status === 'open');
  const foreign = { id: industry, choice: 'other' as const, cells: { name: 'x' } };
  expect(
    desk.run('editConflict.settle', { settled: [{ id: remark, choice: 'lost' }, foreign] }),
  ).toMatchObject({
    ok: false,
  });
  expect([desk.row('customer', id)?.remark, open()]).toEqual(['乙', [remark, industry]]);
  desk.did('editConflict.settle', {
    settled: [
      { id: remark, choice: 'lost' },
      { id: industry, choice: 'lost' },
    ],
  });
  expect(desk.row('customer', id)).toMatchObject({ remark: '甲', industry: '甲业' });
  expect(open()).toEqual([]);
  desk.did('undo.undo', {});
  expect(desk.row('customer', id)).toMatchObject({ remark: '乙', industry: '乙业' });
  expect(open()).toEqual([remark, industry]);
});

test('a conflict about a record that was deleted since can be closed, says so, and brings nothing back', () => {
  const desk = aDesk();
  const { id } = desk.did('customer.create', { book_id: BOOK, fields: { kind: 'company', name: '云岫' } });
  const conflict = aDispute(desk, ['customer', id, 'remark'], {
    lost: { remark: '甲' },
    kept: { remark: '乙' },
  });
  const asked = () => desk.seen('inbox.edit', { row_id: id, table_name: 'customer' });
  expect(asked()).toMatchObject({ gone: false });
  desk.changedByOther('customer', id, { deleted: 1 });
  expect(asked()).toMatchObject({ gone: true });
  desk.did('editConflict.settle', { settled: [{ id: conflict, choice: 'lost' }] });
  expect(desk.row('customer', id)).toBeUndefined();
  expect(desk.row('edit_conflict', conflict)).toMatchObject({ status: 'settled', choice: 'lost' });
});

test('whether a record lives is decided before what stands in it, in whatever order they come', () => {
  const desk = aDesk();
  const { id } = desk.did('customer.create', { book_id: BOOK, fields: { kind: 'company', name: '云岫' } });
  desk.changedByOther('customer', id, { deleted: 1 });
  const remark = aDispute(desk, ['customer', id, 'remark'], {
    lost: { remark: '甲' },
    kept: { remark: '乙' },
  });
  const life = aDispute(desk, ['customer', id, 'deleted'], {
    lost: { industry: '甲业' },
    kept: { deleted: 1 },
  });
  desk.did('editConflict.settle', {
    settled: [
      { id: remark, choice: 'lost' },
      { id: life, choice: 'lost' },
    ],
  });
  expect(desk.row('customer', id)).toMatchObject({ remark: '甲', industry: '甲业' });
});

test('of a customer who was merged into another it is told where the choice is written, and what stands there', () => {
  const desk = aDesk();
  const made = (name: string, remark: string) =>
    desk.did('customer.create', { book_id: BOOK, fields: { kind: 'company', name, remark } }).id;
  const [into, from] = [made('云岫科技', '甲'), made('云岫', '乙')];
  aDispute(desk, ['customer', from, 'remark'], { lost: { remark: '甲' }, kept: { remark: '乙' } });
  const asked = () => desk.seen('inbox.edit', { row_id: from, table_name: 'customer' });
  expect(asked()).toMatchObject({ into: null, fields: [{ inRow: 'theirs' }] });
  desk.did('customer.merge', { into, from, take: [] });
  expect(asked()).toMatchObject({
    gone: false,
    into: { title: '云岫科技' },
    fields: [{ inRow: 'mine' }],
  });
});
