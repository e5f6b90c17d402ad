import { beforeEach, describe, expect, test } from 'vitest';
import { stampTime } from '../../../src-shared/sync/clock.ts';
import type { FakeServer } from '../../../tests/support/fake-server.ts';
import { Laptop } from '../../../tests/support/laptop.ts';
import { migrated } from '../../../tests/support/migrated.ts';
import {
  aSharedBook,
  BOOK,
  bothSignIn,
  CUSTOMER,
  differences,
  nameOf,
  rename,
} from '../../../tests/support/shared-book.ts';

let server: FakeServer;
let a: Laptop;
let b: Laptop;
beforeEach(() => {
  ({ server, a, b } = aSharedBook());
});

const remark = (laptop: Laptop, text: string): void =>
  laptop.did('customer.update', { id: 'c1', fields: { remark: text } });

/** How often a laptop has asked for news from now on. */
function pullsOf(laptop: Laptop): () => number {
  let pulls = 0;
  laptop.line.onAnswer = (path) => {
    if (path === '/sync/pull') pulls += 1;
  };
  return () => pulls;
}

describe('the first sync', () => {
  test('brings everything a person may see, and nothing else', async () => {
    server.put('customer', 'book:other', 'c9', CUSTOMER);
    await bothSignIn(a, b);
    expect(nameOf(a)).toBe('云岫科技');
    expect(nameOf(a, 'c9')).toBeUndefined();
    expect(a.status.phase).toBe('online');
    expect(a.seen('session.state', {}).me?.name).toBe('a');
    expect(differences(a, server)).toEqual([]);
  });

  test('loads what the person needs first: the bank, the own rows and books, then the rest', async () => {
    const order: string[] = [];
    const fetch = a.line.fetch.bind(a.line);
    a.line.fetch = (url, init) => {
      if (url.endsWith('/sync/snapshot'))
        order.push((JSON.parse(init.body as string) as { scope: string }).scope);
      return fetch(url, init);
    };
    server.put('book_member', 'bank', 'm1', { book_id: 'b1', person_id: 'a', role: 'owner' });
    await a.signIn('a');
    expect(order).toEqual(['bank', 'person:a', 'calendar:a', BOOK, 'branch:x']);
  });

  test('goes on where it was interrupted', async () => {
    server.pageRows = 2;
    for (let i = 0; i < 9; i += 1) server.put('customer', BOOK, `d${i}`, CUSTOMER);
    a.line.onAnswer = (path) => {
      if (path === '/sync/snapshot' && server.requests.filter((one) => one.endsWith('snapshot')).length === 6)
        a.line.cut = true;
    };
    await a.signIn('a');
    expect(a.status.phase).toBe('offline');
    const half = a.engine.sqlite.prepare('SELECT count(*) FROM customer').pluck().get() as number;
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(10);
    a.line.cut = false;
    server.requests.length = 0;
    server.put('customer', BOOK, 'late', CUSTOMER);
    await a.synced();
    expect(nameOf(a, 'late')).toBe('云岫科技');
    expect(server.requests.filter((one) => one.endsWith('snapshot')).length).toBeLessThan(6);
    expect(differences(a, server)).toEqual([]);
  });

  test('is not disturbed by what the person writes meanwhile', async () => {
    server.pageRows = 1;
    for (const id of ['c2', 'c3', 'c4']) server.put('customer', BOOK, id, CUSTOMER);
    a.line.onAnswer = (path) => {
      if (path !== '/sync/snapshot' || nameOf(a) === undefined) return;
      a.line.onAnswer = () => undefined;
      rename(a, 'while loading');
    };
    await a.signIn('a');
    await a.synced();
    expect(server.model.rows.get('customer/c1')?.cells['name']).toBe('while loading');
    expect(differences(a, server)).toEqual([]);
  });
});

describe('an edit', () => {
  beforeEach(() => bothSignIn(a, b));

  test('reaches the server and the colleague, whose history says who made it', async () => {
    rename(a, '改名');
    await a.settle();
    await b.settle();
    expect(nameOf(b)).toBe('改名');
    const history = b.engine.sqlite.prepare('SELECT person_id, before, cells FROM _history').all();
    expect(history).toEqual([
      { person_id: 'colleague', before: '{"name":"云岫科技"}', cells: '{"name":"改名"}' },
    ]);
    expect(differences(a, server)).toEqual([]);
    expect(differences(b, server)).toEqual([]);
  });

  test('is sent alone while the server pokes; what it brought is fetched a moment later, once for several', async () => {
    await a.synced();
    const pulls = pullsOf(a);
    for (const name of ['one', 'two', 'three']) {
      rename(a, name);
      await a.settle();
    }
    expect(server.model.rows.get('customer/c1')?.cells['name']).toBe('three');
    expect(pulls()).toBe(0);
    a.timers.pass(250);
    await a.settle();
    expect(pulls()).toBe(1);
    expect(differences(a, server)).toEqual([]);
  });

  test('whose writer never pauses is followed by news all the same', async () => {
    const pulls = pullsOf(a);
    for (let at = 0; at < 20; at += 1) {
      rename(a, `edit ${at}`);
      await a.settle();
      a.now += 200;
    }
    expect(pulls()).toBeGreaterThanOrEqual(3);
  });

  test('made offline waits, is counted, and goes out when the line is back', async () => {
    a.line.cut = true;
    rename(a, 'offline');
    await a.synced();
    expect(a.seen('sync.state', {})).toMatchObject({
      phase: 'offline',
      waiting: 1,
      lastError: { type: 'ServerDown' },
    });
    expect(a.status.nextTryAt).toBeGreaterThan(a.now);
    a.line.cut = false;
    a.timers.pass(120_000);
    await a.settle();
    expect(a.status.phase).toBe('online');
    expect(server.model.rows.get('customer/c1')?.cells['name']).toBe('offline');
  });

  test('whose answer was lost is not applied twice', async () => {
    a.line.loseAnswers = 1;
    rename(a, 'once');
    await a.settle();
    expect(a.seen('sync.state', {}).waiting).toBe(1);
    await a.synced();
    expect(server.model.logs.get(BOOK)?.filter((entry) => entry.cells['name'] === 'once')).toHaveLength(1);
    expect(differences(a, server)).toEqual([]);
  });

  test('of different fields on both sides keeps both', async () => {
    a.line.cut = true;
    rename(a, 'from a');
    remark(b, 'from b');
    await b.settle();
    a.line.cut = false;
    await a.synced();
    await b.synced();
    for (const laptop of [a, b])
      expect(laptop.seen('customer.page', { id: 'c1' })?.customer).toMatchObject({
        name: 'from a',
        remark: 'from b',
      });
    expect(server.model.overwrites).toHaveLength(0);
    expect(differences(a, server)).toEqual([]);
    expect(differences(b, server)).toEqual([]);
  });

  test('of the same field on both sides ends the same everywhere, and the loser is on record', async () => {
    a.line.cut = true;
    rename(a, 'earlier');
    b.setClock(a.now + 60_000);
    rename(b, 'later');
    await b.settle();
    a.line.cut = false;
    await a.synced();
    await b.synced();
    expect(nameOf(a)).toBe('later');
    expect(nameOf(b)).toBe('later');
    expect(server.model.overwrites).toHaveLength(1);
    expect(differences(a, server)).toEqual([]);
    expect(differences(b, server)).toEqual([]);
  });

  test('made while another is under way is not undone by its answer', async () => {
    a.setClock(a.now + 86_400_000);
    a.line.onAnswer = (path) => {
      if (path !== '/sync/push') return;
      a.line.onAnswer = () => undefined;
      rename(a, 'second');
    };
    rename(a, 'first, with a clock a day ahead');
    await a.settle();
    await a.synced();
    expect(nameOf(a)).toBe('second');
    expect(server.model.rows.get('customer/c1')?.cells['name']).toBe('second');
    expect(differences(a, server)).toEqual([]);
  });

  test("is stamped in the server's time, though the laptop's clock is a year behind", async () => {
    a.setClock(a.now - 365 * 86_400_000);
    await a.synced();
    rename(a, 'from the past');
    await a.settle();
    server.now += 10_000;
    await b.synced();
    expect(nameOf(b)).toBe('from the past');
    const [clock] = server.model.rows.get('customer/c1')?.marks.units['name'] ?? [0];
    expect(Math.abs(stampTime(clock) - server.now)).toBeLessThan(60_000);
  });

  test('and its undo both reach the colleague', async () => {
    rename(a, 'B');
    await a.settle();
    a.did('undo.undo', {});
    await a.settle();
    await b.settle();
    expect(nameOf(b)).toBe('云岫科技');
    expect(differences(b, server)).toEqual([]);
  });

  test('that moves a row while an answer is under way does not make its new scope look damaged', async () => {
    const link = { customer_id: null, event_id: null };
    const { id } = a.did('note.create', { title: 'visit', link, text: 'text' });
    await a.settle();
    a.line.onAnswer = (path) => {
      if (path !== '/sync/pull') return;
      a.line.onAnswer = () => undefined;
      a.did('note.link', { id, link: { customer_id: 'c1', event_id: null } });
    };
    await a.synced();
    await a.settle();
    expect(a.logged).not.toContain('checksum mismatch');
    expect(differences(a, server)).toEqual([]);
  });

  test('of a row that moves to another scope is seen in one of them, never in both or none', async () => {
    server.person('a', { ...Object.fromEntries(server.grants.get('a')!), 'book:b2': 'write' });
    await a.synced();
    server.edit('customer', 'c1', { scope: 'book:b2' });
    await a.synced();
    await b.synced();
    expect(a.engine.sqlite.prepare("SELECT scope FROM customer WHERE id = 'c1'").pluck().all()).toEqual([
      'book:b2',
    ]);
    expect(nameOf(b)).toBeUndefined();
    expect(differences(a, server)).toEqual([]);
    expect(differences(b, server)).toEqual([]);
  });

  test('that deletes a record takes it from the colleague', async () => {
    a.did('customer.remove', { id: 'c1' });
    await a.settle();
    await b.settle();
    expect(nameOf(b)).toBeUndefined();
    expect(differences(b, server)).toEqual([]);
  });
});

describe('a full disk', () => {
  test('stops receiving, keeps what is there, and goes on when there is room', async () => {
    await bothSignIn(a, b);
    const { sqlite } = a.engine;
    sqlite.pragma(`max_page_count = ${Number(sqlite.pragma('page_count', { simple: true }))}`);
    for (let i = 0; i < 300; i += 1)
      server.put('customer', BOOK, `d${i}`, { ...CUSTOMER, remark: 'x'.repeat(2000) });
    await a.synced();
    expect(a.status).toMatchObject({ phase: 'offline', lastError: { type: 'DiskFull' } });
    expect(nameOf(a)).toBe('云岫科技');
    sqlite.pragma('max_page_count = 1000000');
    await a.synced();
    expect(a.status).toMatchObject({ phase: 'online', lastError: null });
    expect(differences(a, server)).toEqual([]);
  });
});

test('a laptop that is closed and opened again goes on', async () => {
  const sqlite = migrated();
  const first = new Laptop(server, 'one', sqlite);
  await first.signIn('a');
  first.line.cut = true;
  rename(first, 'before closing');
  await first.settle();
  first.sync.stop();
  const again = new Laptop(server, 'two', sqlite);
  again.sync.start();
  await again.settle();
  expect(server.model.rows.get('customer/c1')?.cells['name']).toBe('before closing');
  expect(differences(again, server)).toEqual([]);
});
