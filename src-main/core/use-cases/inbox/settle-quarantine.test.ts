import { expect, test } from 'vitest';
import { aDesk, BOOK, ME, type Desk } from '../../../../tests/support/desk.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';

const book = scopeOf('book', BOOK);
const aCustomerRow = (more: { name?: string; remark?: string } = {}) =>
  ({
    kind: 'company',
    name: '云岫科技',
    tier: 'key',
    lifecycle: 'active',
    stage: 'deal',
    ...more,
  }) as const;

function kept(
  desk: Desk,
  more: {
    table_name?: string;
    written_at?: number;
    kind: 'insert' | 'update';
    row_id: string;
    cells: object;
  },
): string {
  return desk.given('quarantine', book, {
    table_name: 'customer',
    written_by: 'somebody',
    written_at: desk.now(),
    arrived_at: desk.now(),
    status: 'open',
    ...more,
    cells: JSON.stringify(more.cells),
  });
}

test('applying writes what the colleague wrote as one’s own edit, and undo takes both back', () => {
  const desk = aDesk();
  const id = desk.given('customer', book, aCustomerRow({ remark: 'before' }));
  const edit = kept(desk, { kind: 'update', row_id: id, cells: { remark: 'from the colleague' } });
  expect(desk.seen('quarantine.list', {})).toMatchObject([
    { edits: [edit], cells: { remark: 'from the colleague' }, now: { remark: 'before' } },
  ]);
  desk.did('quarantine.settle', { ids: [edit], choice: 'applied' });
  expect(desk.row('customer', id)).toMatchObject({ remark: 'from the colleague' });
  expect(desk.row('quarantine', edit)).toMatchObject({ status: 'applied', settled_by: ME });
  expect(desk.seen('quarantine.list', {})).toEqual([]);
  desk.did('undo.undo', {});
  expect(desk.row('customer', id)).toMatchObject({ remark: 'before' });
  expect(desk.seen('quarantine.list', {})).toHaveLength(1);
  desk.close();
});

test('a new record is made as it was, and discarding changes nothing but the decision', () => {
  const desk = aDesk();
  const made = kept(desk, { kind: 'insert', row_id: 'new', cells: aCustomerRow({ name: '新客户' }) });
  const other = kept(desk, { kind: 'insert', row_id: 'other', cells: aCustomerRow() });
  desk.did('quarantine.settle', { ids: [made], choice: 'applied' });
  desk.did('quarantine.settle', { ids: [other], choice: 'discarded' });
  expect(desk.row('customer', 'new')).toMatchObject({ name: '新客户', scope: book });
  expect(desk.row('customer', 'other')).toBeUndefined();
  desk.close();
});

test('what was written of one note is one record with its customer, and is applied together in whatever order it is named', () => {
  const desk = aDesk();
  const customer = desk.given('customer', book, aCustomerRow());
  const at = desk.now();
  const edits = [
    kept(desk, { table_name: 'note', written_at: at, kind: 'update', row_id: 'n', cells: { title: '二期' } }),
    kept(desk, {
      table_name: 'note',
      written_at: at,
      kind: 'insert',
      row_id: 'n',
      cells: { title: '', author_id: 'somebody', customer_id: customer, pinned: 0, written_at: at },
    }),
    kept(desk, {
      table_name: 'note_update',
      written_at: at + 1,
      kind: 'insert',
      row_id: 'u',
      cells: { note_id: 'n', body: 'AAA=' },
    }),
    kept(desk, {
      table_name: 'note',
      written_at: at + 2,
      kind: 'update',
      row_id: 'n',
      cells: { excerpt: '问票据池' },
    }),
  ];
  const [record, ...others] = desk.seen('quarantine.list', {});
  expect(others).toEqual([]);
  expect(record).toMatchObject({
    table: 'note',
    row_id: 'n',
    title: '二期',
    about: { title: '云岫科技' },
    kind: 'insert',
    cells: { title: '二期', excerpt: '问票据池' },
  });
  expect([...record!.edits].sort()).toEqual([...edits].sort());
  expect(desk.seen('nav.counts', {}).toDecide).toBe(1);

  desk.did('quarantine.settle', { ids: [...record!.edits].reverse(), choice: 'applied' });
  expect(desk.row('note', 'n')).toMatchObject({ title: '二期', excerpt: '问票据池', scope: book });
  expect(desk.row('note_update', 'u')).toMatchObject({ note_id: 'n' });
  expect(desk.seen('nav.counts', {}).toDecide).toBe(0);
  desk.did('undo.undo', {});
  expect(desk.row('note', 'n')).toBeUndefined();
  expect(desk.seen('quarantine.list', {})).toHaveLength(1);
  desk.close();
});

test('what another window has decided is not applied again', () => {
  const desk = aDesk();
  const id = desk.given('customer', book, aCustomerRow({ remark: 'before' }));
  const edit = kept(desk, { kind: 'update', row_id: id, cells: { remark: 'from the colleague' } });
  desk.did('quarantine.settle', { ids: [edit], choice: 'discarded' });
  desk.did('quarantine.settle', { ids: [edit], choice: 'applied' });
  expect(desk.row('customer', id)).toMatchObject({ remark: 'before' });
  expect(desk.row('quarantine', edit)).toMatchObject({ status: 'discarded' });
  desk.close();
});
