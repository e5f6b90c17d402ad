import { beforeEach, expect, test } from 'vitest';
import type { FakeServer } from '../../../tests/support/fake-server.ts';
import type { Laptop } from '../../../tests/support/laptop.ts';
import { aSharedBook, BOOK, CUSTOMER, differences, nameOf } from '../../../tests/support/shared-book.ts';

let server: FakeServer;
let a: Laptop;
let b: Laptop;
beforeEach(async () => {
  ({ server, a, b } = aSharedBook());
  for (let at = 0; at < 120; at += 1) server.put('customer', BOOK, `d${at}`, CUSTOMER);
  await a.signIn('a');
  await b.signIn('b');
  await a.synced();
});

const live = (desk: Laptop): unknown =>
  desk.engine.sqlite
    .prepare("SELECT count(*) FROM customer WHERE id LIKE 'd%' AND deleted = 0")
    .pluck()
    .get();
const remove = (from: number, to: number): void => {
  for (let at = from; at < to; at += 1) a.did('customer.remove', { id: `d${at}` });
};
const asked = () => a.seen('sync.state', {}).deletion;

test('who deletes more than a fifth of a book is asked before a colleague sees it; what came before goes', async () => {
  a.did('customer.update', { id: 'c1', fields: { name: 'written before' } });
  remove(0, 60);
  await a.synced();
  await b.synced();
  expect(asked()).toMatchObject({ scope: BOOK, deleted: 60 });
  expect(nameOf(b)).toBe('written before');
  // What went before the fiftieth deletion was noticed had nothing to be asked about.
  expect(Number(live(b))).toBeGreaterThanOrEqual(120 - 49);
  a.did('sync.confirmDeletion', {});
  await a.synced();
  await b.synced();
  expect([asked(), live(a), live(b)]).toEqual([null, 60, 60]);
  expect(differences(a, server)).toEqual([]);
});

test('all of it comes back in one step, for everybody, and undo deletes it again', async () => {
  a.line.cut = true;
  remove(0, 60);
  await a.settle();
  a.line.cut = false;
  await a.synced();
  expect(asked()).toMatchObject({ deleted: 60 });
  expect(live(b)).toBe(120);
  expect(a.did('sync.undoDeletion', {})).toEqual({ count: 60 });
  await a.synced();
  await b.synced();
  expect([asked(), live(a), live(b)]).toEqual([null, 120, 120]);
  expect(a.seen('sync.state', {}).waiting).toBe(0);
  expect(differences(a, server)).toEqual([]);
});

test('taking it back by undo, step by step, ends the question too', async () => {
  a.line.cut = true;
  remove(0, 52);
  await a.settle();
  a.line.cut = false;
  await a.synced();
  expect(asked()).not.toBeNull();
  for (let at = 0; at < 3; at += 1) a.did('undo.undo', {});
  await a.synced();
  expect([asked(), live(b)]).toEqual([null, 71]);
});

test('what was sent and confirmed comes back by undo, for everybody', async () => {
  const rows = Array.from({ length: 60 }, (_, at) => ({ name: `导入 ${at}`, kind: 'company' as const }));
  for (const { name } of rows) a.did('customer.create', { book_id: 'b1', fields: { kind: 'company', name } });
  await a.synced();
  remove(0, 60);
  await a.synced();
  a.did('sync.confirmDeletion', {});
  await a.synced();
  for (let at = 0; at < 60; at += 1) a.did('undo.undo', {});
  await a.synced();
  await b.synced();
  expect([live(a), live(b)]).toEqual([120, 120]);
});

test('a server that wants to know asks through the desk, and gets what is confirmed', async () => {
  remove(0, 3);
  server.refusal = { error: 'ManyDeletions', deletion: { scope: BOOK, deleted: 3, of: 4 } };
  await a.settle();
  server.refusal = null;
  remove(3, 4);
  await a.synced();
  expect([asked(), live(b)]).toEqual([{ scope: BOOK, deleted: 3, of: 4 }, 120]);
  a.did('sync.confirmDeletion', {});
  await a.synced();
  expect([asked(), live(b)]).toEqual([null, 116]);
});

test('a server that asks about another book than the deletions name is answered by the person, not asked again', async () => {
  a.line.cut = true;
  remove(0, 3);
  await a.settle();
  a.line.cut = false;
  server.requests.length = 0;
  const elsewhere = { scope: 'book:other', deleted: 60, of: 61 };
  server.refusal = { error: 'ManyDeletions', deletion: elsewhere };
  await a.synced();
  expect([asked(), server.requests.filter((one) => one.endsWith('/push')).length]).toEqual([elsewhere, 1]);
  server.refusal = null;
  a.did('sync.confirmDeletion', {});
  await a.synced();
  expect([asked(), live(b)]).toEqual([null, 117]);
});

const imported = (laptop: Laptop): string[] =>
  Array.from({ length: 60 }, (_, at) =>
    laptop.did('customer.create', { book_id: 'b1', fields: { kind: 'company', name: `导入 ${at}` } }),
  ).map(({ id }) => id);
const removeAll = (ids: readonly string[]): void => {
  for (const id of ids) a.did('customer.remove', { id });
};

test('an import that is given up after it was sent is taken back without a question, and counts for nothing later', async () => {
  const ids = imported(a);
  await a.synced();
  removeAll(ids);
  await a.synced();
  await b.synced();
  expect([asked(), live(a), b.engine.sqlite.prepare(IMPORTED).pluck().get()]).toEqual([null, 120, 0]);
  remove(0, 49);
  await a.synced();
  expect(asked()).toBeNull();
  // The question is about what was there before, and so is the way back.
  remove(49, 60);
  await a.synced();
  expect(asked()).toMatchObject({ deleted: 60, of: 121 });
  expect(a.did('sync.undoDeletion', {})).toEqual({ count: 11 });
  await a.synced();
  expect([live(a), a.engine.sqlite.prepare(IMPORTED).pluck().get()]).toEqual([71, 0]);
});
const IMPORTED = "SELECT count(*) FROM customer WHERE name LIKE '导入%' AND deleted = 0";

test('what was made here long ago, or a colleague has written in since, is asked about', async () => {
  const old = imported(a);
  await a.synced();
  server.now += 2 * 3_600_000;
  a.now = server.now;
  removeAll(old);
  await a.synced();
  expect(asked()).toMatchObject({ deleted: 60 });
  a.did('sync.undoDeletion', {});
  const touched = imported(a);
  await a.synced();
  await b.synced();
  for (const id of touched) b.did('customer.update', { id, fields: { name: '同事改过' } });
  await b.synced();
  await a.synced();
  removeAll(touched);
  await a.synced();
  expect(asked()).toMatchObject({ deleted: 60 });
});
