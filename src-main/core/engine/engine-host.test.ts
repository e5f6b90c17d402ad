import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readMeta } from '../../../db/client/local/meta.ts';
import { databaseFile } from '../../../db/client/open.ts';
import { ENGINE_SERVER, openEngine, settleEngine } from '../../../tests/support/engine-bed.ts';
import { FakeLine, PASSWORD, type FakeServer } from '../../../tests/support/fake-server.ts';
import { FakeTimers } from '../../../tests/support/laptop.ts';
import { aSharedBook } from '../../../tests/support/shared-book.ts';
import type { EngineHost } from './engine-host.ts';
import type { Answer, FromEngine, ToEngine } from './messages.ts';
import type { SyncStatus } from './sync-status.ts';

let folder: string;
let server: FakeServer;
let line: FakeLine;
let timers: FakeTimers;
let posted: FromEngine[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-engine-'));
  ({ server } = aSharedBook());
  line = new FakeLine(server);
  timers = new FakeTimers();
  posted = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (signInAs: string | null = null): EngineHost =>
  openEngine({ folder, server, line, timers, signInAs, post: (message) => posted.push(message) });

/** Asks as a window would and waits for the answer. */
async function ask(host: EngineHost, name: string, input: unknown): Promise<Answer> {
  const message: ToEngine = { t: 'run', call: 1, name, input };
  await host.receive(message);
  const done = posted.findLast((one) => one.t === 'done');
  if (done?.t !== 'done') throw new Error('no answer');
  return done.result;
}

const status = (): SyncStatus | undefined =>
  posted.flatMap((one) => (one.t === 'changed' ? [one.status] : [])).at(-1);
/** Signed in and synced, with an edit since that is not sent yet; there is network again. */
async function withUnsent(): Promise<EngineHost> {
  const host = open();
  await ask(host, 'session.signIn', { server: ENGINE_SERVER, login: 'a', password: PASSWORD });
  await ask(host, 'sync.now', {});
  line.cut = true;
  await ask(host, 'customer.update', { id: 'c1', fields: { name: 'unsent' } });
  await settleEngine(host);
  line.cut = false;
  return host;
}
const names = (host: EngineHost): unknown[] =>
  host.engine.sqlite.prepare('SELECT name FROM customer').pluck().all();

test('signing in brings the rows, signing out keeps or removes them', async () => {
  const host = open();
  expect(status()?.phase ?? 'signed_out').toBe('signed_out');
  const who = { server: ENGINE_SERVER, login: 'a' };
  expect(await ask(host, 'session.signIn', { ...who, password: 'no' })).toMatchObject({
    error: { type: 'WrongPassword' },
  });
  expect(await ask(host, 'session.signIn', { ...who, password: PASSWORD })).toMatchObject({ ok: true });
  expect(await ask(host, 'sync.now', {})).toMatchObject({ ok: true });
  expect(names(host)).toEqual(['云岫科技']);
  expect(await ask(host, 'session.signOut', { wipe: false, force: false })).toMatchObject({ ok: true });
  expect(status()?.phase).toBe('signed_out');
  expect(names(host)).toEqual(['云岫科技']);
  expect(await ask(host, 'session.signOut', { wipe: true, force: false })).toMatchObject({ ok: true });
  expect(names(host)).toEqual([]);
  await host.close();
  expect(posted.at(-1)).toEqual({ t: 'closed', coming: [] });
});

test('every question is answered, also a wrong one', async () => {
  const host = open();
  expect(await ask(host, 'no.such', {})).toMatchObject({ error: { type: 'BadInput' } });
  expect(await ask(host, 'session.signIn', { server: 'nonsense' })).toMatchObject({
    error: { type: 'BadInput', path: 'server' },
  });
  expect(await ask(host, 'sync.now', {})).toMatchObject({ error: { type: 'SignedOut' } });
  await host.receive({ t: 'fetch', call: 2, attachmentId: 'none' });
  expect(posted.at(-1)).toMatchObject({ t: 'done', call: 2, result: { error: { type: 'NotFound' } } });
  await host.close();
});

test('a demo person is signed in as soon as the server answers', async () => {
  process.env['SEMICOLON_DEMO_PASSWORD'] = PASSWORD;
  line.cut = true;
  const host = open('a');
  await settleEngine(host);
  expect(names(host)).toEqual([]);
  line.cut = false;
  timers.pass(3_000);
  await settleEngine(host);
  delete process.env['SEMICOLON_DEMO_PASSWORD'];
  expect(names(host)).toEqual(['云岫科技']);
  expect(status()?.phase).toBe('online');
  await host.close();
});

test('a database damaged on disk is begun anew: the rows come again, and what was not sent is sent', async () => {
  const first = open();
  await ask(first, 'session.signIn', { server: ENGINE_SERVER, login: 'a', password: PASSWORD });
  await ask(first, 'sync.now', {});
  line.lose();
  expect(await ask(first, 'customer.update', { id: 'c1', fields: { name: 'unsent' } })).toMatchObject({
    ok: true,
  });
  const { sqlite } = first.engine;
  const page = sqlite
    .prepare<[], { rootpage: number }>("SELECT rootpage FROM sqlite_master WHERE name = 'customer'")
    .get();
  await first.close();
  const fd = openSync(databaseFile(folder), 'r+');
  writeSync(fd, Buffer.alloc(4096, 0x5a), 0, 4096, ((page?.rootpage ?? 1) - 1) * 4096);
  closeSync(fd);
  closeSync(openSync(path.join(folder, 'desk.open'), 'w'));
  line.cut = false;
  const again = open();
  await settleEngine(again);
  expect(server.model.rows.get('customer/c1')?.cells['name']).toBe('unsent');
  expect(names(again)).toEqual(['unsent']);
  // Told also after the first sync went well, which is when somebody looks.
  expect(status()?.lastError).toBeNull();
  expect(readMeta(again.engine.sqlite, 'damagedAt')).not.toBeNull();
  expect(readMeta(again.engine.sqlite, 'damagedSaved')).toBe('1');
  await again.close();
});

test('a laptop that the bank revoked offers what it had not sent, and then says that it is to be erased', async () => {
  const host = await withUnsent();
  server.refusal = { error: 'TokenRevoked', wipe: 'revoked' };
  await ask(host, 'sync.now', {});
  await settleEngine(host);
  expect(server.requests).toContain('POST /session/handover');
  // This server takes nothing any more: what was not sent is counted as lost, and said.
  expect(posted.find((one) => one.t === 'wipe')).toMatchObject({
    facts: { reason: 'revoked', handedOver: 0, lost: 1 },
  });
  await host.close();
});

test('a desk that ends while it hands over ends quietly, and is erased at the next contact', async () => {
  const host = await withUnsent();
  const [asked, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const fetch = line.fetch.bind(line);
  line.fetch = async (url, init) => {
    if (!url.endsWith('/session/handover')) return fetch(url, init);
    asked.resolve();
    await answer.promise;
    return fetch(url, init);
  };
  server.refusal = { error: 'TokenRevoked', wipe: 'revoked' };
  await ask(host, 'sync.now', {});
  await asked.promise;
  await host.close();
  const faults: unknown[] = [];
  const note = (fault: unknown): void => void faults.push(fault);
  process.on('unhandledRejection', note);
  answer.resolve();
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', note);
  expect([faults, posted.some((one) => one.t === 'wipe')]).toEqual([[], false]);
});

test.each([
  ['a token that is merely unknown', {}],
  ['a reason that only a later version knows', { wipe: 'moved' }],
])('%s ends the sign-in and erases nothing', async (_what, more) => {
  const host = open();
  await ask(host, 'session.signIn', { server: ENGINE_SERVER, login: 'a', password: PASSWORD });
  await ask(host, 'sync.now', {});
  server.refusal = { error: 'TokenRevoked', ...more };
  expect(await ask(host, 'sync.now', {})).toEqual({ ok: false, error: { type: 'TokenRevoked' } });
  await settleEngine(host);
  expect(posted.some((one) => one.t === 'wipe')).toBe(false);
  expect(names(host)).toEqual(['云岫科技']);
  await host.close();
});

test('plain HTTP to another machine is refused before a password is sent', async () => {
  const host = open();
  const before = server.requests.length;
  expect(
    await ask(host, 'session.signIn', { server: 'http://crm.bank.example', login: 'a', password: PASSWORD }),
  ).toMatchObject({ error: { type: 'InsecureServer', server: 'http://crm.bank.example' } });
  expect(server.requests.length).toBe(before);
  await host.close();
});
