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

function kept(desk: Desk, more: { kind: 'insert' | 'update'; row_id: string; cells: object }): string {
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
    { id: edit, cells: { remark: 'from the colleague' }, now: { remark: 'before' } },
  ]);
  desk.did('quarantine.settle', { id: edit, choice: 'applied' });
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
  desk.did('quarantine.settle', { id: made, choice: 'applied' });
  desk.did('quarantine.settle', { id: other, choice: 'discarded' });
  expect(desk.row('customer', 'new')).toMatchObject({ name: '新客户', scope: book });
  expect(desk.row('customer', 'other')).toBeUndefined();
  desk.close();
});
