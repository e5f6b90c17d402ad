import { expect, test } from 'vitest';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import { aDesk, BOOK, ME } from '../../../../tests/support/desk.ts';

const SCOPE = scopeOf('book', BOOK);

test('an edit that lost against a deletion can be chosen: the row comes back with it', () => {
  const desk = aDesk();
  const { id } = desk.did('customer.create', { book_id: BOOK, fields: { kind: 'company', name: '云岫' } });
  desk.changedByOther('customer', id, { deleted: 1 });
  const conflict = desk.given('edit_conflict', SCOPE, {
    table_name: 'customer',
    row_id: id,
    unit: 'deleted',
    base: '{}',
    lost: JSON.stringify({ remark: 'worth keeping' }),
    lost_by: ME,
    lost_at: desk.now(),
    kept: JSON.stringify({ deleted: 1 }),
    kept_by: 'colleague',
    kept_at: desk.now(),
    arrived_at: desk.now(),
    status: 'open',
  });
  desk.did('editConflict.settle', { id: conflict, choice: 'lost' });
  expect(desk.row('customer', id)).toMatchObject({ name: '云岫', remark: 'worth keeping' });
  expect(desk.row('edit_conflict', conflict)).toMatchObject({ status: 'settled', choice: 'lost' });
  desk.did('undo.undo', {});
  expect(desk.row('customer', id)).toBeUndefined();
});
