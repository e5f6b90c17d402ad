import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusedResponse } from '../../src-shared/sync/protocol.ts';
import { TEST_EPOCH } from '../../tests/support/server-store.ts';
import { aCustomer, aServer, anEvent, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

let kit: Kit;
let a: Laptop;
beforeEach(async () => {
  kit = await aServer();
  a = await kit.laptop('A');
});
afterEach(() => kit.close());

const raw = (url: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
  kit.app.inject({
    method: 'POST',
    url,
    payload,
    headers: { authorization: `Bearer ${a.token}`, 'content-type': 'application/json', ...headers },
  });

describe('bad input', () => {
  it.each([
    ['no JSON', '/sync/push', '{"proto'],
    ['an empty body', '/sync/push', ''],
    ['a list', '/sync/pull', '[]'],
    ['a number for a scope', '/sync/snapshot', '{"protocol":1,"scope":7}'],
    ['a change without a number', '/sync/push', '{"protocol":1,"epoch":"e","changes":[{}]}'],
    ['a fraction', '/sync/push', '{"protocol":1,"epoch":"e","changes":[{"n":1.5}]}'],
    ['a poisoned prototype', '/sync/pull', '{"__proto__":{"x":1},"protocol":1,"epoch":"e","cursors":{}}'],
    ['nonsense as gzip', '/sync/pull', 'nonsense'],
  ])('that is %s is refused with 400 and a shape that the laptop knows', async (name, url, body) => {
    const answer = await raw(url, body, name.includes('gzip') ? { 'content-encoding': 'gzip' } : {});
    expect(answer.statusCode).toBe(400);
    expect(refusedResponse.parse(answer.json()).error).toBe('BadRequest');
  });

  const change = { n: 1, tx: 1, table: 'customer', id: 'c1', scope: 'book:joint', kind: 'update' };
  const push = (more: object) => ({
    protocol: 2,
    epoch: TEST_EPOCH,
    changes: [{ ...change, cells: {}, clock: 1, base: {}, ...more }],
  });
  const session = (more: object) => ({ login: 'a', password: 'x', deviceName: 'x', ...more });
  const before = { device: 3_000_000_000, decided: 0, waiting: [] };
  it.each([
    ['a device beyond all numbers', '/session', session({ before })],
    ['a copy of a device beyond all numbers', '/session/fork', { before }],
    ['a login with NUL', '/session', session({ login: 'a\0' })],
    ['a name with NUL', '/session', session({ deviceName: '\0' })],
    ['a system with NUL', '/session', session({ system: '\0' })],
    ['a table with NUL', '/sync/push', push({ table: '\0' })],
    ['an id with NUL', '/sync/push', push({ id: '\0' })],
    ['a column with NUL', '/sync/push', push({ cells: { 'name\0': 'x' } })],
    ['a scope with NUL', '/sync/snapshot', { protocol: 2, scope: 'bank\0' }],
    [
      'a key with NUL',
      '/sync/snapshot',
      { protocol: 2, scope: 'bank', after: { table: 'person', id: '\0' } },
    ],
  ])('that the database could not hold, %s, is refused before anything is done', async (_name, url, body) => {
    const answer = await raw(url, JSON.stringify(body));
    expect([answer.statusCode, answer.json()]).toMatchObject([400, { error: 'BadRequest' }]);
  });

  it('that is an attachment with NUL is refused with 400', async () => {
    const url = `/blobs/${'ab'.repeat(32)}?attachment=%00`;
    const headers = { authorization: `Bearer ${a.token}` };
    expect((await kit.app.inject({ method: 'GET', url, headers })).statusCode).toBe(400);
  });

  it('that is too long is refused with 413, also where it was small while compressed', async () => {
    const long = JSON.stringify({ protocol: 1, epoch: 'e', changes: [], fill: 'x'.repeat(5_000_000) });
    for (const answer of [
      await raw('/sync/push', long),
      await raw('/sync/push', gzipSync(long), { 'content-encoding': 'gzip' }),
    ]) {
      expect([answer.statusCode, answer.json()]).toEqual([413, { error: 'TooLarge' }]);
    }
  });

  it('from a laptop that is too old says so; it may read on', async () => {
    const push = await raw('/sync/push', '{"protocol":0,"epoch":"e","changes":[]}');
    expect([push.statusCode, push.json()]).toEqual([426, { error: 'TooOld' }]);
    const pull = await raw('/sync/pull', '{"protocol":0,"epoch":"e","cursors":{}}');
    expect(pull.json()).toMatchObject({ minimum: 1, grants: expect.anything() });
  });

  it('for a page that does not exist is 404 in the same shape', async () => {
    expect([(await raw('/nothing', '{}')).statusCode, (await raw('/nothing', '{}')).json()]).toEqual([
      404,
      { error: 'NotFound' },
    ]);
  });

  it.each([
    ['a rule that nobody can read', { rrule: 'FREQ=SOMETIMES' }],
    ['a rule without end or sense', { rrule: 'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30' }],
    ['a zone that does not exist', { zone: 'Mars/Olympus' }],
    ['an end before its start', { start: '2026-11-05T12:00', end: '2026-11-05T10:00' }],
  ])('in an event, %s, harms nobody: it is stored, and the rest of the push with it', async (_name, more) => {
    const answer = await a.push(
      { table: 'event', id: 'e1', scope: 'calendar:A', cells: anEvent('A', more), kind: 'insert' },
      { table: 'customer', id: 'c1', scope: 'book:joint', cells: aCustomer(), kind: 'insert' },
    );
    expect(answer.results).toEqual([]);
    expect(await kit.rows('event')).toHaveLength(1);
    expect(await kit.rows('customer')).toHaveLength(1);
  });

  it.each([
    ['start', 'an impossible date', { start: '2026-13-45T99:99', end: '2026-13-45T99:99' }],
    ['exdate', 'a list of no dates', { exdate: '2026-99-99' }],
    ['rrule', 'a rule that begins a line of its own', { rrule: 'FREQ=DAILY\r\nX-EVIL:1' }],
    ['uid', 'a name that begins a line of its own', { uid: 'a\r\nX-EVIL:1' }],
  ])('in the %s of an event, %s, is refused by itself', async (column, _what, more) => {
    const answer = await a.push(
      { table: 'event', id: 'e1', scope: 'calendar:A', cells: anEvent('A', more), kind: 'insert' },
      { table: 'customer', id: 'c1', scope: 'book:joint', cells: aCustomer(), kind: 'insert' },
    );
    expect(answer.results).toMatchObject([{ n: 1, outcome: 'refused', reason: 'BadValue', column }]);
    expect(await kit.rows('event')).toEqual([]);
    expect(await kit.rows('customer')).toHaveLength(1);
  });
});

describe('the log', () => {
  it('holds ids and numbers, never a name, a cell or a token', async () => {
    await a.insert('customer', 'c1', 'book:joint', aCustomer({ name: '绝密客户' }));
    await a.push({ table: 'customer', id: 'c1', scope: 'book:joint', cells: { tier: '绝密等级' } });
    await raw('/sync/push', '{"绝密": }');
    await kit.app.inject({
      method: 'POST',
      url: '/session',
      payload: { login: '绝密登录', password: '绝密口令', deviceName: '绝密' },
    });
    const log = kit.logged.join('');
    expect(log).toContain('/sync/push');
    expect(log).not.toContain('绝密');
    expect(log).not.toContain(a.token);
  });
});

describe('operations', () => {
  it('tell whether the database answers, and numbers for Prometheus', async () => {
    await a.insert('customer', 'c1', 'book:joint', aCustomer());
    expect((await kit.app.inject('/healthz')).json()).toEqual({ ok: true });
    const metrics = (await kit.app.inject('/metrics')).body;
    expect(metrics).toContain('semicolon_push_changes_total{outcome="applied"} 1');
    expect(metrics).toContain('semicolon_request_seconds_count{route="/sync/push",status="200"} 1');
  });
});
