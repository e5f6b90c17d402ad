import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPglite } from '../../db/server/open-pglite.ts';
import { openPostgres } from '../../db/server/open-postgres.ts';
import { readMeta } from '../../db/client/local/meta.ts';
import { waitingChanges } from '../../db/client/local/outbox.ts';
import { allRefused } from '../../db/client/local/refused.ts';
import { saveCredentials } from '../../db/server/queries/credentials.ts';
import type { Store } from '../../db/server/store.ts';
import { earlierNumber, rememberSession, settleEarlier } from '../../src-main/core/sync/session.ts';
import type { SignInResponse } from '../../src-shared/sync/session-requests.ts';
import { emptyPostgres, serverStore } from '../../tests/support/postgres.ts';
import { ServedDesk } from '../../tests/support/served-desk.ts';
import { aCustomer, aServer, CHEAP_GUESS, keptOf, type Kit } from '../../tests/support/server-kit.ts';
import { folderObjects } from '../blobs/folder-objects.ts';
import { createServer } from '../create-server.ts';
import { backup } from './backup.ts';
import { checkBackup, restore } from './restore.ts';

const BOOK = 'book:joint';
const PASSWORD = '正确的密码';

let kit: Kit;
let folder: string;
let close: (() => Promise<void>)[];
beforeEach(async () => {
  kit = await aServer();
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-set-back-'));
  close = [];
  await kit.load({
    table: 'customer',
    rows: ['c1', 'c2', 'c3'].map((id) => ({ id, scope: BOOK, cells: aCustomer({ name: id }) })),
  });
});
afterEach(async () => {
  for (const one of close.reverse()) await one();
  await kit.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = async (person: string): Promise<ServedDesk> => {
  const desk = await ServedDesk.open(kit, person);
  close.push(() => desk.close());
  return desk;
};
const rename = (desk: ServedDesk, id: string, name: string): unknown =>
  desk.did('customer.update', { id, fields: { name } });

async function emptyStore(): Promise<Store> {
  if (serverStore === 'pglite') return openPglite();
  const database = await emptyPostgres();
  close.push(() => database.drop());
  return openPostgres(database.url, 4);
}

const logged: string[] = [];

/** Somebody puts an older database in place and tells nobody: the epoch is what it was. */
async function swapped(to: string): Promise<{ store: Store; app: FastifyInstance }> {
  const store = await emptyStore();
  close.push(() => store.close());
  const objects = folderObjects(path.join(folder, 'blobs'));
  const epoch = await kit.store.meta.epoch();
  await restore({ store, objects }, to, await checkBackup(to), { epoch, now: kit.now });
  // Numbers of devices go on from the backup's, not from beyond those that may have been given since.
  const [row] = await store.query<{ last: number }>('SELECT max(id) AS last FROM "device"');
  await store.script(`ALTER TABLE "device" ALTER COLUMN id RESTART WITH ${(row?.last ?? 0) + 1}`);
  logged.length = 0;
  const server = await createServer({
    store,
    world: { now: () => kit.now, random: () => 0.5 },
    secret: randomBytes,
    objects,
    guessCost: CHEAP_GUESS,
    log: { level: 'error', stream: { write: (line) => void logged.push(line) } },
  });
  close.push(server.close);
  return { store, app: server.app };
}

async function backUp(): Promise<string> {
  const to = path.join(folder, 'backup');
  await backup({ store: kit.store, objects: folderObjects(path.join(folder, 'blobs')) }, to, kit.now);
  return to;
}

const post = async <T>(app: FastifyInstance, url: string, payload: object, token = ''): Promise<T> =>
  (
    await app.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${token}` } })
  ).json<T>();

const namesIn = async (store: Store): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await store.query<{ id: string; name: string }>('SELECT id, name FROM "customer"')).map((row) => [
      row.id,
      row.name,
    ]),
  );

describe('a database that was swapped for an older one without a word', () => {
  it('gets back what it had acknowledged, though its numbers have caught up with every cursor', async () => {
    const [a, b] = [await open('A'), await open('B')];
    const to = await backUp();
    rename(a, 'c1', 'acknowledged, then lost');
    await a.synced();
    const { store, app } = await swapped(to);
    b.app = app;
    for (const name of ['b1', 'b2', 'b3']) {
      rename(b, 'c2', name);
      await b.synced();
    }
    a.app = app;
    for (const desk of [a, b, a]) await desk.synced();
    const names = { c1: 'acknowledged, then lost', c2: 'b3', c3: 'c3' };
    expect(await namesIn(store)).toEqual(names);
    const head = (await store.heads.read([BOOK])).get(BOOK)?.checksum;
    for (const desk of [a, b])
      expect(desk.sqlite.prepare('SELECT checksum FROM _scope WHERE scope = ?').pluck().get(BOOK)).toBe(head);
    expect(logged.some((line) => line.includes('the database was set back'))).toBe(true);
  });

  it('takes what was acknowledged before it takes what waits: no laptop gets stuck at the gap', async () => {
    const a = await open('A');
    const to = await backUp();
    rename(a, 'c1', 'acknowledged, then lost');
    await a.synced();
    const { store, app } = await swapped(to);
    a.app = app;
    rename(a, 'c2', 'waiting');
    await a.synced();
    await a.synced();
    expect(await namesIn(store)).toEqual({ c1: 'acknowledged, then lost', c2: 'waiting', c3: 'c3' });
    expect(a.happened('set back')).toHaveLength(1);
  });

  it('and the numbers before the gap are not here any more: the rest goes under a new number', async () => {
    const a = await open('A');
    const to = await backUp();
    rename(a, 'c1', 'older than what is kept');
    await a.synced();
    const { store, app } = await swapped(to);
    a.sqlite.exec('DELETE FROM _undo; DELETE FROM _outbox WHERE state = 1');
    a.app = app;
    rename(a, 'c2', 'waiting');
    await a.synced();
    await a.synced();
    expect(await namesIn(store)).toMatchObject({ c2: 'waiting' });
    expect(a.happened('separated')).toHaveLength(1);
  });

  it('does not know a laptop that came since: it signs in again and brings everything, under a number of its own', async () => {
    await saveCredentials(kit.store, [{ personId: 'A', login: 'a', ...(await keptOf(PASSWORD)) }]);
    const to = await backUp();
    const a = await open('A');
    rename(a, 'c1', 'acknowledged, then lost');
    await a.synced();
    const { store, app } = await swapped(to);
    a.app = app;
    await expect(a.synced()).rejects.toThrow('TokenRevoked');
    rename(a, 'c2', 'waiting');
    const payload = { login: 'a', password: PASSWORD, deviceName: 'again', ...earlierNumber(a.sqlite) };
    const before = a.sqlite.prepare("SELECT value FROM _meta WHERE key = 'device'").pluck().get();
    const answer = (await app.inject({ method: 'POST', url: '/session', payload })).json<SignInResponse>();
    expect(answer.device).toBeGreaterThan(Number(before));
    a.engine.apply([], (rows) => {
      settleEarlier(rows, answer);
      rememberSession(a.sqlite, {
        server: 'https://server.test',
        login: 'a',
        answer,
        now: answer.serverTime,
      });
    });
    await a.synced();
    expect(await namesIn(store)).toEqual({ c1: 'acknowledged, then lost', c2: 'waiting', c3: 'c3' });
  });

  it.each(['in its next pull', 'when it signs in again', 'with the next word on the same record'])(
    'tells a laptop what was refused of a push of before that came late: %s',
    async (when) => {
      await saveCredentials(kit.store, [{ personId: 'A', login: 'a', ...(await keptOf(PASSWORD)) }]);
      const [a, b] = [await open('A'), await open('B')];
      rename(a, 'c2', 'before the backup');
      await a.synced();
      const to = await backUp();
      const fields = { kind: 'company', name: '新客户' };
      const { id } = b.did('customer.create', { book_id: 'joint', fields }) as { id: string };
      await b.synced();
      await a.synced();
      rename(a, id, 'came late');
      const changes = waitingChanges(a.sqlite, 10);
      const late = { protocol: 2, epoch: readMeta(a.sqlite, 'epoch'), changes };
      await a.synced();
      const { app } = await swapped(to);
      const refresh = readMeta(a.sqlite, 'refresh');
      const { token } = await post<{ token: string }>(app, '/session/refresh', { refresh });
      const answer = await post(app, '/sync/push', late, token);
      expect(answer).toMatchObject({ upTo: 2, results: [{ n: 2, reason: 'RowMissing' }] });
      const refused = () => allRefused(a.sqlite).map(({ row_id, cells }) => [row_id, cells]);
      expect(refused()).toEqual([]);
      a.app = app;
      const again = when === 'with the next word on the same record';
      if (again) rename(a, id, 'and once more');
      if (when !== 'when it signs in again') await a.synced();
      else {
        const payload = { login: 'a', password: PASSWORD, deviceName: 'again', ...earlierNumber(a.sqlite) };
        const signedIn = await post<SignInResponse>(app, '/session', payload);
        a.engine.apply([], (rows) => settleEarlier(rows, signedIn));
      }
      const next = again ? [[id, '{"name":"and once more"}']] : [];
      expect(refused()).toEqual([[id, '{"name":"came late"}'], ...next]);
    },
  );
});
