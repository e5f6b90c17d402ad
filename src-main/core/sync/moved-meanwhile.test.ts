import { beforeEach, describe, expect, test } from 'vitest';
import type { FakeServer } from '../../../tests/support/fake-server.ts';
import type { Laptop } from '../../../tests/support/laptop.ts';
import { aSharedBook, CUSTOMER, differences, nameOf, rename } from '../../../tests/support/shared-book.ts';

/** Found by the simulation: rows that the server moved while this laptop had written of them in their old place. */
let server: FakeServer;
let a: Laptop;
beforeEach(async () => {
  ({ server, a } = aSharedBook());
  await a.signIn('a');
});

/** While the answer to the next pull is on its way. */
const onNextPull = (act: () => void): void => {
  a.line.onAnswer = (path) => {
    if (path !== '/sync/pull') return;
    a.line.onAnswer = () => undefined;
    act();
  };
};
const grant = (scope: string): void => void server.grants.get('a')!.set(scope, 'write');

describe('a row that an answer shows in a scope which this laptop has not heard of', () => {
  beforeEach(async () => {
    a.line.lose();
    rename(a, 'written before it moved');
    await a.settle();
    grant('book:b2');
    server.edit('customer', 'c1', { scope: 'book:b2', name: 'another' });
    a.line.cut = false;
  });

  test('is counted there, so that the checksum agrees', async () => {
    await a.synced();
    expect(a.logged).not.toContain('checksum mismatch');
    expect(differences(a, server)).toEqual([]);
  });

  test('goes with the right where that is lost before the next pull', async () => {
    a.line.onAnswer = (path) => {
      if (path === '/sync/push') server.grants.get('a')!.delete('book:b2');
    };
    await a.synced();
    expect(nameOf(a)).toBeUndefined();
    expect(differences(a, server)).toEqual([]);
  });
});

test('a checksum is not compared while something waits of a row that the server has moved into the scope', async () => {
  grant('book:b2');
  await a.synced();
  server.edit('customer', 'c1', { scope: 'book:b2' });
  const old = a.engine.sqlite.prepare("SELECT scope FROM customer WHERE id = 'c1'").pluck().get();
  onNextPull(() => rename(a, 'written while the answer was on its way'));
  await a.synced();
  await a.settle();
  expect(old).toBe('book:b1');
  expect(a.logged).not.toContain('checksum mismatch');
  expect(nameOf(a)).toBe('written while the answer was on its way');
  expect(differences(a, server)).toEqual([]);
});

test('what was written of a row stands when the row leaves and comes back with a scope that is new here', async () => {
  await a.synced();
  grant('book:b2');
  server.edit('customer', 'c1', { scope: 'book:b2' });
  onNextPull(() => rename(a, 'written while the answer was on its way'));
  await a.synced();
  await a.settle();
  expect(a.logged).not.toContain('checksum mismatch');
  expect(nameOf(a)).toBe('written while the answer was on its way');
  expect(differences(a, server)).toEqual([]);
});

test('a checksum is not compared while the move of a row waits that the server has moved elsewhere', async () => {
  for (const scope of ['book:b2', 'book:b3']) grant(scope);
  await a.synced();
  server.edit('customer', 'c1', { scope: 'book:b2' });
  onNextPull(() => expect(a.engine.run('customer.move', { id: 'c1', book_id: 'b3' }).ok).toBe(true));
  await a.synced();
  await a.settle();
  expect(a.logged).not.toContain('checksum mismatch');
  expect(differences(a, server)).toEqual([]);
});

test('a row that is moved back while the news of its move is on its way stays, with all that was written of it', async () => {
  grant('book:b2');
  await a.synced();
  const move = (book_id: string) =>
    expect(a.engine.run('customer.move', { id: 'c1', book_id }).ok).toBe(true);
  move('b2');
  onNextPull(() => {
    move('b1');
    rename(a, 'written while the answer was on its way');
  });
  await a.synced();
  await a.settle();
  expect(a.logged).not.toContain('checksum mismatch');
  expect(nameOf(a)).toBe('written while the answer was on its way');
  expect(differences(a, server)).toEqual([]);
});

test('a row that was made by a clock a year ahead goes where it is moved out of sight, also where it was not heard under which time it stands', async () => {
  a.setClock(server.now + 365 * 86_400_000);
  server.grants.get('b')!.set('book:b2', 'write');
  a.line.loseAnswers = Infinity;
  a.did('customer.create', { book_id: 'b1', fields: { ...CUSTOMER, name: 'of next year' } });
  await a.settle();
  const id = String(
    a.engine.sqlite.prepare("SELECT id FROM customer WHERE name = 'of next year'").pluck().get(),
  );
  server.edit('customer', id, { scope: 'book:b2' });
  a.line.loseAnswers = 0;
  await a.synced();
  expect(nameOf(a, id)).toBeUndefined();
  expect(a.logged).not.toContain('checksum mismatch');
  expect(differences(a, server)).toEqual([]);
});
