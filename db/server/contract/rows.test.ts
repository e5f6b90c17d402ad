/** What the server relies on in its store: held by PostgreSQL, PGlite and memory (`SERVER_STORE`). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RowState } from '../../../src-shared/sync/change.ts';
import { aStore } from '../../../tests/support/server-store.ts';
import { aRow, aCustomerRow, namesIn } from '../../../tests/support/stored.ts';
import { type Store } from '../store.ts';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.close());

describe('rows', () => {
  it('come back as they went in: every declared cell, cells of a newer version, marks, deletion', async () => {
    const given: RowState = {
      ...aCustomerRow('c1', '云岫“\\,{}'),
      deleted: 1,
      cells: { name: '云岫“\\,{}', need_amount: -3, remark: null, carbon: 'B', empty_one: null },
      marks: { row: [9_007_199_254_740_991, 3], units: { name: [5, 2] } },
    };
    await store.rows.insert('customer', [given]);
    const [row] = await store.rows.read('customer', ['c1']);
    expect(row).toMatchObject({ deleted: 1, scope: 'book:one', marks: given.marks });
    expect(row!.cells).toMatchObject({
      name: '云岫“\\,{}',
      need_amount: -3,
      remark: null,
      carbon: 'B',
      stage: null,
    });
    expect(Object.hasOwn(row!.cells, 'empty_one')).toBe(false);
  });

  it('are locked in the order of their ids, in whichever scope they are, each once', async () => {
    await store.rows.insert('customer', [
      aCustomerRow('c2', 'x', 'book:two'),
      aCustomerRow('c1'),
      aCustomerRow('c3'),
    ]);
    const rows = await store.transaction((tx) => tx.rows.lock('customer', ['c2', 'c1', 'c2', 'nobody']));
    expect(rows.map((row) => [row.id, row.scope])).toEqual([
      ['c1', 'book:one'],
      ['c2', 'book:two'],
    ]);
  });

  it('say where they lie without being read', async () => {
    await store.rows.insert('customer', [aCustomerRow('c1'), aCustomerRow('c2', 'x', 'book:two')]);
    expect(await store.rows.scopes('customer', ['c2', 'c1', 'nobody'])).toEqual(
      new Map([
        ['c1', 'book:one'],
        ['c2', 'book:two'],
      ]),
    );
    expect(await store.rows.scopes('customer', [])).toEqual(new Map());
  });

  it('are found by a column of the declaration, and by no other', async () => {
    const about = (id: string, row_id: string) => aRow('edit_conflict', id, 'book:one', { row_id });
    await store.rows.insert('edit_conflict', [about('x1', 'c1'), about('x2', 'c2'), about('x3', 'c1')]);
    const found = await store.rows.readBy('edit_conflict', 'row_id', ['c1', 'c9']);
    expect(found.map((row) => row.id).sort()).toEqual(['x1', 'x3']);
    await expect(store.rows.readBy('edit_conflict', 'id; --', ['c1'])).rejects.toThrow('no column');
  });

  it('that moved on are found under their new value, not under the old one', async () => {
    const before = aRow('attendee', 'a1', 'calendar:A', { event_id: 'e1' });
    await store.rows.insert('attendee', [before]);
    const now = { ...before, cells: { event_id: 'e2' } };
    await store.rows.update('attendee', [{ before, now }]);
    expect(await store.calendar.idsByEvent('attendee', ['e1'])).toEqual([]);
    expect(await store.calendar.idsByEvent('attendee', ['e2', 'e2'])).toEqual(['a1']);
  });

  it('are changed and removed only where they are', async () => {
    const before = aCustomerRow('c1');
    await store.rows.insert('customer', [before]);
    const elsewhere = aCustomerRow('c1', 'other', 'book:two');
    await store.rows.update('customer', [
      { before: elsewhere, now: { ...elsewhere, cells: { name: 'no' } } },
    ]);
    await store.rows.remove('customer', [{ scope: 'book:two', id: 'c1' }]);
    expect(await namesIn(store, 'c1')).toEqual(['c1']);
    await store.rows.remove('customer', [before]);
    expect(await namesIn(store, 'c1')).toEqual([]);
  });

  it('of a scope come in the order of their keys, page by page, tombstones and newer columns too', async () => {
    const ids = Array.from({ length: 70 }, (_, at) => `c${String((at * 37) % 70).padStart(2, '0')}`);
    await store.rows.insert(
      'customer',
      ids.map((id) => ({ ...aCustomerRow(id), deleted: id === 'c07' ? (1 as const) : (0 as const) })),
    );
    await store.rows.insert('customer', [
      aCustomerRow('c05x', 'x', 'book:two'),
      aRow('customer', 'c99', 'book:one', { name: 'z', carbon: 'B' }),
    ]);
    const told: unknown[] = [];
    let after = '';
    for (;;) {
      const { rows } = await store.rows.page('customer', 'book:one', after, 30);
      told.push(...rows.map((row) => row[0]));
      if (rows.length < 30) break;
      after = String(rows.at(-1)![0]);
    }
    expect(told).toEqual([...ids.sort(), 'c99']);
    const page = await store.rows.page('customer', 'book:one', 'c06', 1);
    expect(page.rows[0]!.slice(0, 5)).toEqual(['c07', 1, 1, 1, null]);
    expect(page.rows[0]![5 + page.columns.indexOf('name')]).toBe('c07');
    const last = await store.rows.page('customer', 'book:one', 'c69', 5);
    expect([last.columns.at(-1), last.rows[0]!.at(-1)]).toEqual(['carbon', 'B']);
  });

  it('of a range of keys come from after its beginning to its end', async () => {
    await store.rows.insert(
      'customer',
      ['a', 'b', 'c', 'd'].map((id) => aCustomerRow(id)),
    );
    const ids = async (after: string, upto: string | null, limit = 9) =>
      (await store.rows.range('customer', 'book:one', { after, upto }, limit)).rows.map((row) => row[0]);
    expect(await ids('a', 'c')).toEqual(['b', 'c']);
    expect(await ids('', null)).toEqual(['a', 'b', 'c', 'd']);
    expect(await ids('bb', null, 1)).toEqual(['c']);
  });
});
