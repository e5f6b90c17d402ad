import { beforeEach, describe, expect, test } from 'vitest';
import type { FakeServer } from '../../../tests/support/fake-server.ts';
import type { Laptop } from '../../../tests/support/laptop.ts';
import { aSharedBook, bothSignIn, differences, nameOf, rename } from '../../../tests/support/shared-book.ts';

let server: FakeServer;
let a: Laptop;
let b: Laptop;
beforeEach(() => {
  ({ server, a, b } = aSharedBook());
});

describe('the way to the server', () => {
  test('through a portal that answers with its own page counts as no way', async () => {
    await bothSignIn(a, b);
    a.line.portal = true;
    rename(a, 'in a hotel');
    await a.settle();
    expect(a.seen('sync.state', {})).toMatchObject({ phase: 'offline', waiting: 1 });
    a.line.portal = false;
    await a.synced();
    expect(differences(a, server)).toEqual([]);
  });

  test('is gone since the first try that failed, however often it is tried again', async () => {
    await bothSignIn(a, b);
    a.line.cut = true;
    rename(a, 'on the road');
    await a.synced();
    const { since } = a.status;
    for (let tries = 0; tries < 3; tries += 1) {
      a.now += 120_000;
      await a.synced();
      expect(a.status).toMatchObject({ phase: 'offline', since });
    }
    a.line.cut = false;
    await a.synced();
    expect(a.status.phase).toBe('online');
    a.line.cut = true;
    rename(a, 'and again');
    await a.synced();
    expect(a.status.phase).toBe('offline');
    expect(a.status.since).toBeGreaterThan(since + 300_000);
  });

  test('without WebSocket is polled', async () => {
    a.line.noSockets = true;
    await bothSignIn(a, b);
    server.edit('customer', 'c1', { name: 'news' });
    await a.settle();
    expect(nameOf(a)).toBe('云岫科技');
    a.timers.pass(10_000);
    await a.settle();
    expect(nameOf(a)).toBe('news');
  });

  test('that is lost in the middle of a quiet time is told at once', async () => {
    await a.signIn('a');
    expect(a.status.phase).toBe('online');
    a.line.lose();
    await a.settle();
    expect(a.status.phase).toBe('offline');
  });

  test('that leads nowhere does not hold up closing the desk', async () => {
    await bothSignIn(a, b);
    a.line.silent = true;
    rename(a, 'kept');
    a.sync.stop();
    await a.sync.settled();
    expect(a.seen('sync.state', {}).waiting).toBe(1);
  });

  test('is tried less and less often while it fails', async () => {
    await bothSignIn(a, b);
    a.line.cut = true;
    const waits: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      await a.synced();
      waits.push(a.status.nextTryAt! - a.now);
    }
    expect(waits[0]).toBeLessThan(1_100);
    expect(waits[7]).toBeGreaterThan(29_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_000);
  });
});

describe('a server that asks to wait', () => {
  test.each([
    ['is busy', { error: 'TooManyRequests', retryAfterMs: 40_000 }],
    ['is down for a while', { error: 'Unavailable', retryAfterMs: 40_000 }],
  ] as const)(
    'because it %s is not asked sooner, nor by everybody at the same moment',
    async (_why, refusal) => {
      await bothSignIn(a, b);
      server.refusal = refusal;
      const waits = [];
      for (const desk of [a, b, a, b]) {
        await desk.synced();
        waits.push(desk.status.nextTryAt! - desk.now);
      }
      expect(Math.min(...waits)).toBeGreaterThan(39_000);
      expect(Math.max(...waits)).toBeLessThan(51_000);
      expect(new Set(waits).size).toBeGreaterThan(1);
      server.refusal = null;
      await a.synced();
      expect(a.status.phase).toBe('online');
    },
  );
});

describe('a clock that jumps', () => {
  const HOUR = 3_600_000;
  test.each([
    ['back by an hour, as when summer time was taken for a fault', -HOUR],
    ['back by a year', -8_760 * HOUR],
    ['ahead by a year', 8_760 * HOUR],
  ])('%s, in the middle of work: later edits stay later, and nobody loses one', async (_how, by) => {
    await bothSignIn(a, b);
    rename(a, 'before the jump');
    await a.settle();
    a.setClock(a.now + by);
    rename(a, 'right after it, not synced yet');
    await a.settle();
    await b.settle();
    expect(nameOf(b)).toBe('right after it, not synced yet');
    a.line.cut = true;
    rename(a, 'offline');
    await a.settle();
    a.setClock(a.now - 2 * by);
    rename(a, 'offline, later, with the clock the other way');
    a.line.cut = false;
    await a.synced();
    await b.settle();
    rename(b, 'a colleague, after all that');
    await b.settle();
    await a.synced();
    expect([nameOf(a), nameOf(b)]).toEqual(['a colleague, after all that', 'a colleague, after all that']);
    expect(server.model.overwrites).toHaveLength(0);
    expect(differences(a, server)).toEqual([]);
  });
});

test('a push that something on the way finds too large goes in halves until it passes', async () => {
  const { a, server } = aSharedBook();
  await a.signIn('a');
  a.line.cut = true;
  for (let i = 0; i < 9; i += 1) rename(a, `name ${i}`);
  await a.settle();
  a.line.cut = false;
  a.line.mostChanges = 2;
  await a.synced();
  expect(server.model.rows.get('customer/c1')?.cells['name']).toBe('name 8');
  expect(a.seen('sync.state', {}).waiting).toBe(0);
});
