import { beforeEach, expect, test } from 'vitest';
import type { FakeServer } from '../../../tests/support/fake-server.ts';
import type { Laptop } from '../../../tests/support/laptop.ts';
import { aSharedBook, BOOK, CUSTOMER, differences, nameOf } from '../../../tests/support/shared-book.ts';

let server: FakeServer;
let a: Laptop;
beforeEach(() => {
  ({ server, a } = aSharedBook());
});

/** Stands for whatever this version cannot take in: a value, or what is derived from it. */
const breakOn = (desk: Laptop, id: string): void => {
  desk.engine.sqlite.exec(
    `CREATE TRIGGER broken BEFORE INSERT ON customer WHEN NEW.id = '${id}'
     BEGIN SELECT RAISE(ABORT, 'cannot be taken in'); END`,
  );
};
const mend = (desk: Laptop): void => void desk.engine.sqlite.exec('DROP TRIGGER broken');
const aside = (desk: Laptop): string[] => desk.seen('sync.queue', {}).aside.map((row) => row.row_id);

test('one row that cannot be taken in is set aside and told; the others of its answer arrive, and sync goes on', async () => {
  await a.signIn('a');
  breakOn(a, 'bad');
  for (const id of ['c2', 'bad', 'c3', 'c4']) server.put('customer', BOOK, id, CUSTOMER);
  await a.synced();
  expect(['c2', 'c3', 'c4', 'bad'].map((id) => nameOf(a, id))).toEqual([
    '云岫科技',
    '云岫科技',
    '云岫科技',
    undefined,
  ]);
  expect([aside(a), a.status.phase]).toEqual([['bad'], 'online']);
  expect(a.logged).toContain('set aside');
  server.edit('customer', 'bad', { name: 'a part of it' });
  server.edit('customer', 'c2', { name: 'news' });
  await a.synced();
  await a.synced();
  expect([nameOf(a, 'c2'), nameOf(a, 'bad')]).toEqual(['news', undefined]);
  expect(a.logged.filter((event) => event === 'checksum mismatch')).toEqual([]);
  // After an update, or at the next start.
  mend(a);
  a.sync.stop();
  a.sync.start();
  await a.settle();
  await a.synced();
  expect([nameOf(a, 'bad'), aside(a)]).toEqual(['a part of it', []]);
  expect(differences(a, server)).toEqual([]);
});

test('the first sync ends too, and a row that still breaks is set aside again', async () => {
  for (const id of ['c2', 'bad', 'c3']) server.put('customer', BOOK, id, CUSTOMER);
  breakOn(a, 'bad');
  await a.signIn('a');
  await a.synced();
  expect([nameOf(a, 'c3'), aside(a), a.status.phase]).toEqual(['云岫科技', ['bad'], 'online']);
  a.sync.stop();
  a.sync.start();
  await a.settle();
  await a.synced();
  expect([nameOf(a, 'c3'), aside(a), a.status.phase]).toEqual(['云岫科技', ['bad'], 'online']);
});

test('what breaks without any row is no row’s fault: nothing is set aside', async () => {
  await a.signIn('a');
  a.engine.sqlite.exec(
    `CREATE TRIGGER broken BEFORE UPDATE OF cursor ON _scope BEGIN SELECT RAISE(ABORT, 'no'); END`,
  );
  server.put('customer', BOOK, 'c2', CUSTOMER);
  await a.synced();
  expect([aside(a), a.status.phase]).toEqual([[], 'offline']);
  mend(a);
  await a.synced();
  expect([nameOf(a, 'c2'), a.status.phase]).toEqual(['云岫科技', 'online']);
});
