import { beforeEach, describe, expect, test, vi } from 'vitest';
import { adoptForeign, AnyRows } from '../../../db/client/any-rows.ts';
import { allScopes } from '../../../db/client/local/scopes.ts';
import {
  addChecksums,
  checksumFrom,
  checksumText,
  EMPTY_CHECKSUM,
  rowChecksum,
  subtractChecksums,
} from '../../../src-shared/sync/checksum.ts';
import type { FakeServer } from '../../../tests/support/fake-server.ts';
import type { Laptop } from '../../../tests/support/laptop.ts';
import {
  aSharedBook,
  BOOK,
  bothSignIn,
  CUSTOMER,
  differences,
  nameOf,
  rename,
} from '../../../tests/support/shared-book.ts';
import { copyOf } from '../../../tests/support/model-server.ts';
import { applyRange } from './apply-range.ts';

let server: FakeServer;
let a: Laptop;
let b: Laptop;
beforeEach(() => {
  ({ server, a, b } = aSharedBook());
});

describe('rows that differ from the server without a reason', () => {
  test('are found by the checksum and loaded anew, and what waits is kept', async () => {
    await bothSignIn(a, b);
    server.put('customer', BOOK, 'c2', CUSTOMER);
    await a.synced();
    a.engine.sqlite.exec("UPDATE customer SET name = 'corrupted' WHERE id = 'c1'");
    a.engine.sqlite.exec("UPDATE _scope SET checksum = '0000000000000001' WHERE scope = 'book:b1'");
    a.engine.sqlite.exec("DELETE FROM customer WHERE id = 'c2'");
    server.edit('customer', 'c1', { remark: 'x' });
    await a.synced();
    expect(a.logged).toContain('checksum mismatch');
    expect(nameOf(a)).toBe('云岫科技');
    expect(nameOf(a, 'c2')).toBe('云岫科技');
    expect(differences(a, server)).toEqual([]);
  });
});

test('a table is passed over once, however many of its ranges are taken over', async () => {
  await bothSignIn(a, b);
  for (const id of ['c2', 'c3', 'c4']) server.put('customer', BOOK, id, CUSTOMER);
  await a.synced();
  const passes = vi.spyOn(AnyRows.prototype, 'ofTable');
  const ranges = [['', 'c1'], ['c2', 'c3'], ['c3', null]] as const; // prettier-ignore
  const answer = {
    epoch: '',
    serverTime: 0,
    seq: 0,
    ranges: ranges.map(([after, upto]) => ({ table: 'customer', after, upto, rows: 0, checksum: '' })),
    pages: [],
  };
  a.engine.apply(['sync'], (rows) => applyRange(rows, BOOK, answer));
  expect(passes.mock.calls.map(([table]) => table)).toEqual(['customer']);
  passes.mockRestore();
  expect(a.engine.sqlite.prepare('SELECT id FROM customer').pluck().all()).toEqual(['c2']);
});

describe('a scope that has to be repaired again and again', () => {
  test('is repaired each time, as long as it agrees in between', async () => {
    await bothSignIn(a, b);
    for (const remark of ['1', '2', '3', '4', '5', '6']) {
      a.engine.sqlite.exec("UPDATE _scope SET checksum = '0000000000000001' WHERE scope = 'book:b1'");
      a.engine.sqlite.exec("UPDATE customer SET name = 'corrupted' WHERE id = 'c1'");
      server.edit('customer', 'c1', { remark });
      await a.synced();
      expect(nameOf(a)).toBe('云岫科技');
      server.edit('customer', 'c1', { hobbies: remark });
      await a.synced();
      expect(differences(a, server)).toEqual([]);
    }
  });
});

describe('a scope whose checksum never agrees', () => {
  test('is repaired a few times, and gets what is new all the same until it agrees again', async () => {
    await bothSignIn(a, b);
    const right = server.model.sums.get(BOOK)!;
    server.model.sums.set(BOOK, addChecksums(right, checksumFrom('0000000000000001')));
    for (const name of ['1', '2', '3', '4', '5', '6']) {
      server.edit('customer', 'c1', { name });
      await a.synced();
      expect(nameOf(a)).toBe(name);
    }
    const loads = server.requests.filter((request) => request === 'POST /sync/snapshot').length;
    server.edit('customer', 'c1', { name: '7' });
    await a.synced();
    expect(nameOf(a)).toBe('7');
    expect(server.requests.filter((request) => request === 'POST /sync/snapshot')).toHaveLength(loads);
    const wrong = server.model.sums.get(BOOK)!;
    server.model.sums.set(BOOK, subtractChecksums(wrong, checksumFrom('0000000000000001')));
    server.edit('customer', 'c1', { name: '8' });
    await a.synced();
    expect(differences(a, server)).toEqual([]);
  });
});

describe('a server that was restored from a backup', () => {
  test.each([
    ['and says so by a new epoch', true],
    ['without anybody noticing', false],
  ])('%s: gets again what it had acknowledged and lost', async (_how, noticed) => {
    await bothSignIn(a, b);
    const backup = copyOf(server.model);
    rename(a, 'acknowledged, then lost');
    await a.synced();
    await b.settle();
    expect(a.seen('sync.state', {}).waiting).toBe(0);
    server.restore(backup, { noticed });
    await b.synced();
    expect(nameOf(b)).toBe('云岫科技');
    await a.synced();
    await a.synced();
    await b.synced();
    expect(nameOf(a)).toBe('acknowledged, then lost');
    expect(nameOf(b)).toBe('acknowledged, then lost');
    expect(differences(a, server)).toEqual([]);
    expect(differences(b, server)).toEqual([]);
  });

  test('a second time gets it once more, also of a row that the restoration put back into another scope', async () => {
    for (const login of ['a', 'b']) server.grants.get(login)!.set('book:b0', 'write');
    await bothSignIn(a, b);
    const backup = copyOf(server.model);
    server.edit('customer', 'c1', { scope: 'book:b0' });
    await a.synced();
    rename(a, 'acknowledged, then lost twice');
    await a.settle();
    server.restore(copyOf(backup));
    await a.synced();
    expect(server.model.rows.get('customer/c1')).toMatchObject({ scope: BOOK });
    server.restore(backup);
    await a.synced();
    expect(nameOf(a)).toBe('acknowledged, then lost twice');
    expect(differences(a, server)).toEqual([]);
  });
});

describe('what only a newer version knows', () => {
  test('is kept, counted in the checksum, and read after the update', async () => {
    const key = 'customer/c1';
    const row = server.model.rows.get(key)!;
    server.model.rows.set(key, { ...row, cells: { ...row.cells, mood: 'sunny' } });
    server.model.rows.set('pet/p1', { ...row, table: 'pet', id: 'p1', cells: { name: 'Rex' } });
    let sum = EMPTY_CHECKSUM;
    for (const one of server.model.rows.values())
      if (one.scope === BOOK) sum = addChecksums(sum, rowChecksum(one));
    server.model.sums.set(BOOK, sum);
    await a.signIn('a');
    await a.synced();
    const sqlite = a.engine.sqlite;
    expect(sqlite.prepare("SELECT _extra FROM customer WHERE id = 'c1'").pluck().get()).toBe(
      '{"mood":"sunny"}',
    );
    expect(sqlite.prepare('SELECT tbl, cells FROM _foreign').all()).toEqual([
      { tbl: 'pet', cells: '{"name":"Rex"}' },
    ]);
    const scope = allScopes(sqlite).find((one) => one.scope === BOOK);
    expect(scope).toMatchObject({ state: 'ready', checksum: checksumText(sum), rows: 2 });
    // As after an update that knows the table: here a known one stands for it.
    sqlite.exec("UPDATE _foreign SET tbl = 'district' WHERE tbl = 'pet'");
    a.engine.apply([], adoptForeign);
    expect(sqlite.prepare("SELECT name FROM district WHERE id = 'p1'").pluck().get()).toBe('Rex');
  });
});
