import { beforeEach, describe, expect, test } from 'vitest';
import { readMeta, writeMeta } from '../../../db/client/local/meta.ts';
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
import { followLoopback } from './session.ts';

let server: FakeServer;
let a: Laptop;
let b: Laptop;
beforeEach(() => {
  ({ server, a, b } = aSharedBook());
});

describe('the session', () => {
  test('is not begun with a wrong password', async () => {
    expect(await a.signIn('a', 'wrong')).toEqual({ ok: false, error: { type: 'WrongPassword' } });
    expect(a.seen('session.state', {}).status).toBe('signed_out');
  });

  test.each([
    ['http://127.0.0.1:4180', 'http://localhost:4999', 'http://localhost:4999'],
    ['https://crm.bank.example', 'http://127.0.0.1:4180', 'https://crm.bank.example'],
    ['http://127.0.0.1:4180', 'https://crm.bank.example', 'http://127.0.0.1:4180'],
    ['http://127.0.0.1:4180', null, 'http://127.0.0.1:4180'],
  ])(
    'with %s, started beside %s, goes on with %s: a token never goes to another machine',
    (known, given, now) => {
      writeMeta(a.engine.sqlite, 'server', known);
      followLoopback(a.engine.sqlite, given);
      expect(readMeta(a.engine.sqlite, 'server')).toBe(now);
    },
  );

  test('that was revoked stops syncing and keeps the work; a new sign-in sends it once', async () => {
    await bothSignIn(a, b);
    rename(a, 'sent before');
    await a.settle();
    server.revoke('a');
    rename(a, 'kept');
    await a.settle();
    expect(a.status.phase).toBe('refused');
    expect(a.seen('sync.state', {})).toMatchObject({ waiting: 1, lastError: { type: 'TokenRevoked' } });
    expect((await a.signIn('a')).ok).toBe(true);
    await a.synced();
    expect(server.model.rows.get('customer/c1')?.cells['name']).toBe('kept');
    expect(server.model.overwrites).toHaveLength(0);
    expect(differences(a, server)).toEqual([]);
  });

  test('of a laptop that is too old says so, keeps the work, and reads on until it is updated', async () => {
    await bothSignIn(a, b);
    server.minimum = 99;
    await a.synced();
    expect(a.status.phase).toBe('update_needed');
    rename(a, 'from an old version');
    await a.settle();
    expect(a.seen('sync.state', {})).toMatchObject({ phase: 'update_needed', waiting: 1 });
    server.put('customer', BOOK, 'c9', CUSTOMER);
    await a.settle();
    expect(nameOf(a, 'c9')).toBe('云岫科技');
    expect([nameOf(a), nameOf(b)]).toEqual(['from an old version', '云岫科技']);
    // As after the update.
    server.minimum = 1;
    await a.synced();
    await b.settle();
    expect(a.seen('sync.state', {})).toMatchObject({ phase: 'online', waiting: 0 });
    expect(nameOf(b)).toBe('from an old version');
  });

  test('that even reading is closed to keeps the work, too', async () => {
    await bothSignIn(a, b);
    server.refusal = { error: 'TooOld' };
    rename(a, 'from a very old version');
    await a.settle();
    expect(a.seen('sync.state', {})).toMatchObject({ phase: 'update_needed', waiting: 1 });
  });

  test('ends with a wipe only when nothing waits, or the person insists', async () => {
    await bothSignIn(a, b);
    a.line.cut = true;
    rename(a, 'unsent');
    await a.settle();
    expect(await a.signOut({ wipe: true, force: false })).toEqual({
      ok: false,
      error: { type: 'UnsentChanges', count: 1 },
    });
    expect(nameOf(a)).toBe('unsent');
    expect(await a.signOut({ wipe: true, force: true })).toEqual({ ok: true, value: undefined });
    expect(nameOf(a)).toBeUndefined();
    expect(a.engine.sqlite.prepare('SELECT count(*) FROM customer_list').pluck().get()).toBe(0);
    expect(a.seen('session.state', {})).toMatchObject({ status: 'signed_out', me: null });
  });

  test('of somebody else takes what the one before could see from the laptop', async () => {
    server.put('customer', 'book:a-only', 'c7', CUSTOMER);
    server.person('a', { ...Object.fromEntries(server.grants.get('a')!), 'book:a-only': 'write' });
    await bothSignIn(a, b);
    expect(nameOf(a, 'c7')).toBe('云岫科技');
    expect(await a.signIn('b')).toEqual({ ok: true, value: undefined });
    expect(nameOf(a, 'c7')).toBeUndefined();
    expect(nameOf(a)).toBe('云岫科技');
    expect(a.seen('session.state', {}).me?.name).toBe('b');
    expect(differences(a, server)).toEqual([]);
  });

  test('of somebody else cannot begin on a laptop that holds unsent work', async () => {
    await bothSignIn(a, b);
    a.line.cut = true;
    rename(a, 'unsent');
    await a.settle();
    a.line.cut = false;
    a.sync.stop();
    await a.settle();
    expect(await a.signIn('b')).toMatchObject({ ok: false, error: { type: 'UnsentChanges', count: 1 } });
  });
});
