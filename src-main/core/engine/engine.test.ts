import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Derivation } from '../../../db/client/access.ts';
import { scopeRow, setScope } from '../../../db/client/local/scopes.ts';
import { RowStore } from '../../../db/client/row-store.ts';
import { TABLE_NAMES } from '../../../src-shared/schema/tables.ts';
import {
  addChecksums,
  checksumText,
  EMPTY_CHECKSUM,
  rowChecksum,
} from '../../../src-shared/sync/checksum.ts';
import type { Act } from '../../../src-shared/contract/done.ts';
import { err, ok } from '../../../src-shared/kernel/result.ts';
import { aDesk, BOOK, type Desk } from '../../../tests/support/desk.ts';
import { defined } from '../use-cases/defined.ts';
import type { UseCases } from './context.ts';

const BOOK_SCOPE = `book:${BOOK}`;

/** Use-cases of the engine's own tests: a minimum that writes through the writer. */
const useCases: Partial<
  UseCases<'customer.create' | 'customer.update' | 'customer.remove' | 'customer.logContact' | 'customer.tag'>
> = {
  'customer.create': ({ tx, newId }, { book_id, fields }) => {
    const id = newId();
    tx.insert('customer', `book:${book_id}`, id, {
      kind: fields.kind,
      name: fields.name,
      tier: 'standard',
      lifecycle: 'prospect',
      stage: 'gather',
    });
    return ok({ id });
  },
  'customer.update': ({ tx }, { id, fields }) => {
    tx.update('customer', id, defined(fields));
    return fields.remark === 'stop' ? err({ type: 'NotFound', what: 'customer' }) : ok(undefined);
  },
  'customer.remove': ({ tx }, { id }) => {
    tx.remove('customer', id);
    return ok(undefined);
  },
  'customer.tag': ({ tx, newId }, { id, tag }) => {
    for (let i = 0; i < Number(tag); i += 1)
      tx.insert('customer_tag', BOOK_SCOPE, newId(), { customer_id: id, tag: `${i}` });
    return ok(undefined);
  },
};

/** The number of customers per book, to see that what is derived follows. */
const counting: Derivation = {
  name: 'count_by_scope',
  version: 1,
  schema: ['CREATE TABLE count_by_scope (scope TEXT PRIMARY KEY, rows INTEGER NOT NULL) STRICT'],
  drops: ['DROP TABLE IF EXISTS count_by_scope'],
  sources: ['customer'],
  refresh: (db, _touched) => counting.rebuild(db, 0),
  rebuild: ({ sqlite }) => {
    sqlite.exec(
      'DELETE FROM count_by_scope; INSERT INTO count_by_scope SELECT scope, count(*) FROM customer WHERE deleted = 0 GROUP BY scope',
    );
  },
};

let desk: Desk;
beforeEach(() => {
  desk = aDesk({ useCases, derivations: [counting], grants: { 'book:other': 'write' } });
});
afterEach(() => desk.close());

const aCustomer = (): string =>
  desk.did('customer.create', { book_id: BOOK, fields: { kind: 'company', name: '云岫科技' } }).id;

describe('a command', () => {
  test('writes row, mark and outbox in one go, and the derived tables follow', () => {
    const id = aCustomer();
    expect(desk.row('customer', id)?.name).toBe('云岫科技');
    const [change] = desk.outbox();
    expect(change).toMatchObject({
      n: 1,
      tx: 1,
      table: 'customer',
      id,
      scope: BOOK_SCOPE,
      kind: 'insert',
      base: {},
    });
    expect(desk.engine.sqlite.prepare('SELECT rows FROM count_by_scope').pluck().get()).toBe(1);
  });

  test('that fails leaves nothing behind', () => {
    const id = aCustomer();
    const result = desk.run('customer.update', { id, fields: { name: '改名', remark: 'stop' } });
    expect(result).toEqual(err({ type: 'NotFound', what: 'customer' }));
    expect(desk.row('customer', id)?.name).toBe('云岫科技');
    expect(desk.outbox()).toHaveLength(1);
  });

  test('names the path of an input that does not fit', () => {
    const result = desk.run('customer.update', { id: 'x', fields: { name: 7 } } as never);
    expect(result).toMatchObject({ ok: false, error: { type: 'BadInput', path: 'fields.name' } });
  });

  test('may not write into a scope that this person only reads', () => {
    const reader = aDesk({ useCases, grants: { [BOOK_SCOPE]: 'read' } });
    const result = reader.run('customer.create', { book_id: BOOK, fields: { kind: 'person', name: 'A' } });
    expect(result).toEqual(err({ type: 'NotGranted', what: 'customer' }));
    expect(reader.outbox()).toHaveLength(0);
    reader.close();
  });

  test('is refused with the column where a value does not fit', () => {
    const id = aCustomer();
    const result = desk.run('customer.update', { id, fields: { name: 'a\u0000b' } });
    expect(result).toEqual(err({ type: 'BadValue', table: 'customer', column: 'name', fault: 'form' }));
  });

  test('sends whole units with the marks that were seen', () => {
    const id = aCustomer();
    const [insert] = desk.outbox();
    desk.did('customer.update', { id, fields: { need_amount: 100, need_currency: 'CNY', name: '云岫科技' } });
    desk.did('customer.update', { id, fields: { need_amount: 200 } });
    const [, first, second] = desk.outbox();
    expect(first?.cells).toEqual({ need_amount: 100, need_currency: 'CNY' });
    expect(first?.base).toEqual({ need: [insert?.clock, 1] });
    expect(second?.cells).toEqual({ need_amount: 200, need_currency: 'CNY' });
    expect(second?.base).toEqual({ need: [first?.clock, 1] });
  });

  test('that changes nothing sends nothing', () => {
    const id = aCustomer();
    desk.did('customer.update', { id, fields: { name: '云岫科技' } });
    expect(desk.outbox()).toHaveLength(1);
    expect(desk.run('undo.undo', {})).toMatchObject(ok({ label: 'customer.create' }));
  });

  test('deletes with the marks of every unit', () => {
    const id = aCustomer();
    desk.did('customer.update', { id, fields: { name: 'B' } });
    desk.did('customer.remove', { id });
    const [insert, update, remove] = desk.outbox();
    expect(remove?.base).toEqual({
      '*': [insert?.clock, 1],
      name: [update?.clock, 1],
      deleted: [insert?.clock, 1],
    });
  });

  test('on a full disk fails as a value, and everything before it is still there', () => {
    const id = aCustomer();
    const { sqlite } = desk.engine;
    sqlite.pragma(`max_page_count = ${Number(sqlite.pragma('page_count', { simple: true }))}`);
    const result = desk.run('customer.tag', { id, tag: '5000' });
    expect(result).toEqual(err({ type: 'DiskFull' }));
    expect(desk.row('customer', id)?.name).toBe('云岫科技');
    expect(desk.outbox()).toHaveLength(1);
    sqlite.pragma('max_page_count = 1000000');
    expect(desk.run('customer.tag', { id, tag: '1' }).ok).toBe(true);
  });

  test("stamps are larger than every stamp seen, also when the laptop's clock is behind", () => {
    const id = desk.given('customer', BOOK_SCOPE, {
      kind: 'person',
      name: 'A',
      tier: 'key',
      lifecycle: 'active',
      stage: 'deal',
    });
    desk.pass(-86_400_000);
    desk.did('customer.update', { id, fields: { name: 'B' } });
    desk.did('customer.update', { id, fields: { name: 'C' } });
    const [first, second] = desk.outbox();
    expect(second!.clock).toBeGreaterThan(first!.clock);
  });
});

describe('undo', () => {
  test('takes back an edit and brings it again, as new writes', () => {
    const id = aCustomer();
    desk.did('customer.update', { id, fields: { name: 'B' } });
    expect(desk.run('undo.undo', {})).toMatchObject(ok({ label: 'customer.update' }));
    expect(desk.row('customer', id)?.name).toBe('云岫科技');
    expect(desk.run('undo.redo', {})).toMatchObject(ok({ label: 'customer.update' }));
    expect(desk.row('customer', id)?.name).toBe('B');
    expect(desk.outbox()).toHaveLength(4);
  });

  test('takes back a new row and brings it again', () => {
    const id = aCustomer();
    desk.did('undo.undo', {});
    expect(desk.row('customer', id)).toBeUndefined();
    desk.did('undo.redo', {});
    expect(desk.row('customer', id)?.name).toBe('云岫科技');
  });

  test('brings a deleted row back', () => {
    const id = aCustomer();
    desk.did('customer.remove', { id });
    desk.did('undo.undo', {});
    expect(desk.row('customer', id)?.name).toBe('云岫科技');
  });

  test('goes back through everything, and a new edit ends what could be redone', () => {
    const id = aCustomer();
    for (const name of ['B', 'C', 'D']) desk.did('customer.update', { id, fields: { name } });
    desk.did('undo.undo', {});
    desk.did('undo.undo', {});
    expect(desk.row('customer', id)?.name).toBe('B');
    desk.did('undo.redo', {});
    expect(desk.row('customer', id)?.name).toBe('C');
    desk.did('customer.update', { id, fields: { name: 'E' } });
    expect(desk.run('undo.redo', {})).toEqual(err({ type: 'NothingToRedo' }));
    desk.did('undo.undo', {});
    expect(desk.row('customer', id)?.name).toBe('C');
  });

  test('leaves alone what a colleague changed since, does the rest, and says so', () => {
    const id = aCustomer();
    desk.did('customer.update', { id, fields: { name: 'B', remark: 'mine' } });
    desk.changedByOther('customer', id, { name: 'C' });
    expect(desk.run('undo.undo', {})).toEqual(err({ type: 'ChangedSince', count: 1 }));
    expect(desk.row('customer', id)).toMatchObject({ name: 'C', remark: null });
  });

  test("does not reach below a colleague's value that a later undo brought back", () => {
    const id = aCustomer();
    desk.did('customer.update', { id, fields: { name: 'B' } });
    desk.changedByOther('customer', id, { name: 'C' });
    desk.did('customer.update', { id, fields: { name: 'D' } });
    desk.did('undo.undo', {});
    expect(desk.row('customer', id)?.name).toBe('C');
    expect(desk.run('undo.undo', {})).toEqual(err({ type: 'ChangedSince', count: 1 }));
    expect(desk.row('customer', id)?.name).toBe('C');
  });

  test('does not delete a row that a colleague has worked on', () => {
    const id = aCustomer();
    desk.changedByOther('customer', id, { remark: 'theirs' });
    expect(desk.run('undo.undo', {})).toEqual(err({ type: 'ChangedSince', count: 1 }));
    expect(desk.row('customer', id)).toBeDefined();
    expect(desk.run('undo.undo', {})).toEqual(err({ type: 'NothingToUndo' }));
  });

  test('of what became read-only says so and does not block the steps below', () => {
    const id = aCustomer();
    const other = desk.did('customer.create', { book_id: 'other', fields: { kind: 'person', name: 'B' } }).id;
    setScope(desk.engine.sqlite, 'book:other', { right: 'read' });
    desk.engine.announce(['sync']);
    expect(desk.run('undo.undo', {})).toEqual(err({ type: 'NotGranted', what: 'customer' }));
    expect(desk.row('customer', other)).toBeDefined();
    expect(desk.run('undo.undo', {})).toMatchObject(ok({ label: 'customer.create' }));
    expect(desk.row('customer', id)).toBeUndefined();
    expect(desk.run('undo.undo', {})).toEqual(err({ type: 'NothingToUndo' }));
  });

  test('that names an act takes back this one, and nothing where another has come since or it was turned', () => {
    const id = aCustomer();
    const named = (name: string): number => desk.run('customer.update', { id, fields: { name } }).act!.step;
    const [b, c] = [named('B'), named('C')];
    expect(desk.run('undo.undo', { step: b })).toEqual(err({ type: 'NotNewest' }));
    expect(desk.row('customer', id)?.name).toBe('C');
    // Another window took it back: the bar that still offers it does not take back the one before.
    desk.did('undo.undo', {});
    expect(desk.run('undo.undo', { step: c })).toEqual(err({ type: 'NotNewest' }));
    expect(desk.row('customer', id)?.name).toBe('B');
    expect(desk.run('undo.undo', { step: b })).toMatchObject({ ok: true, act: { step: b } });
    expect(desk.run('undo.redo', { step: c })).toEqual(err({ type: 'NotNewest' }));
    expect(desk.run('undo.redo', { step: b })).toMatchObject({ ok: true, act: { step: b } });
    expect(desk.row('customer', id)?.name).toBe('B');
  });

  test('tells of an act whether it was turned since it was told of, and whether its turn has come', () => {
    const id = aCustomer();
    const [act, later] = ['B', 'C'].map((name) => desk.run('customer.update', { id, fields: { name } }).act!);
    const standing = (its: Act | undefined) => desk.seen('undo.standing', its!);
    expect([standing(act), standing(later)]).toEqual(['covered', 'next']);
    const undone = desk.run('undo.undo', {}).act;
    expect([standing(act), standing(later), standing(undone)]).toEqual(['next', 'turned', 'next']);
    desk.did('undo.undo', {});
    expect([standing(act), standing(undone)]).toEqual(['turned', 'covered']);
    desk.did('undo.redo', {});
    desk.did('undo.redo', {});
    expect([standing(later), standing(undone)]).toEqual(['turned', 'turned']);
    desk.did('undo.undo', {});
    desk.did('customer.update', { id, fields: { name: 'D' } });
    expect(standing(later)).toBe('covered');
  });

  test('of what is in no step of undo, an answer names none', () => {
    const id = aCustomer();
    expect(desk.run('customer.update', { id, fields: {} })).not.toHaveProperty('act');
  });

  test('takes thousands of rows back as one', () => {
    const id = aCustomer();
    desk.did('customer.tag', { id, tag: '5000' });
    const count = () =>
      desk.engine.sqlite.prepare('SELECT count(*) FROM customer_tag WHERE deleted = 0').pluck().get();
    expect(count()).toBe(5000);
    desk.did('undo.undo', {});
    expect(count()).toBe(0);
    desk.did('undo.redo', {});
    expect(count()).toBe(5000);
  });
});

test('the checksum of a scope is that of its rows after any commands', () => {
  const id = aCustomer();
  const other = aCustomer();
  desk.did('customer.update', { id, fields: { name: 'B', need_amount: 5, need_currency: 'CNY' } });
  desk.did('customer.remove', { id: other });
  desk.did('undo.undo', {});
  desk.did('customer.remove', { id });
  const store = new RowStore(desk.engine.sqlite);
  let sum = EMPTY_CHECKSUM;
  let rows = 0;
  for (const table of TABLE_NAMES) {
    for (const row of store.ofScope(table, BOOK_SCOPE)) {
      sum = addChecksums(sum, rowChecksum(row));
      rows += 1;
    }
  }
  const scope = scopeRow(desk.engine.sqlite, BOOK_SCOPE);
  expect(scope).toMatchObject({ rows, checksum: checksumText(sum) });
  expect(rows).toBe(2);
});
