import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { openPostgres } from '../../db/server/open-postgres.ts';
import { bulkLoad } from '../../db/server/queries/bulk-load.ts';
import type { Store } from '../../db/server/store.ts';
import { stampAt } from '../../src-shared/sync/clock.ts';
import type { PushResponse } from '../../src-shared/sync/protocol.ts';
import type { RefreshResponse } from '../../src-shared/sync/session-requests.ts';
import { freshDatabase, type TestDatabase } from '../../tests/support/postgres.ts';
import { serving, type Program } from '../../tests/support/program.ts';
import { aCustomer, ORGANISATION } from '../../tests/support/server-kit.ts';
import { MIGRATED, TEST_EPOCH } from '../../tests/support/server-store.ts';
import { hashToken } from '../auth/token.ts';

let database: TestDatabase;
let store: Store;
let folder: string;
let programs: Program[];
let sockets: WebSocket[];
beforeEach(async () => {
  [programs, sockets] = [[], []];
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-processes-'));
  database = await freshDatabase(MIGRATED);
  store = openPostgres(database.url, 2);
  await bulkLoad(store, ORGANISATION, { now: Date.now() });
});
afterEach(async () => {
  for (const socket of sockets) socket.terminate();
  for (const program of programs) await program.end('SIGKILL');
  await store.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(name: string, env: Record<string, string> = {}): Promise<Program> {
  const data = path.join(folder, name);
  const args = ['src-server/main.ts', 'serve', '--data', data, '--port', '0', '--log', 'error'];
  const program = await serving(args, { DATABASE_URL: database.url, ...env });
  programs.push(program);
  return program;
}

async function aLaptop(personId: string): Promise<string> {
  const token = randomBytes(8).toString('hex');
  await store.devices.insert({ personId, name: 'laptop', tokenHash: hashToken(token), now: Date.now() });
  return token;
}

const insert = (n: number) => ({
  n,
  tx: n,
  table: 'customer',
  id: `c${n}`,
  scope: 'book:joint',
  kind: 'insert',
  cells: aCustomer(),
  clock: stampAt(Date.now()),
  base: {},
});

const push = (program: Program, token: string, ...changes: object[]): Promise<Response> =>
  fetch(new URL('/sync/push', program.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ protocol: 2, epoch: TEST_EPOCH, changes }),
  });

/** Connected, and greeted with the first poke. */
async function listening(program: Program, token: string): Promise<WebSocket> {
  const url = new URL('/sync/poke', program.url.replace('http', 'ws'));
  const socket = new WebSocket(url, [`semicolon.${token}`]);
  sockets.push(socket);
  await once(socket, 'message');
  return socket;
}

describe('two server processes on one PostgreSQL (PGlite takes one)', () => {
  it.each(['listen', 'poll'])(
    'tell each other of commits by %s, and the death of one loses nothing',
    async (way) => {
      const env = { SEMICOLON_NOTIFY: way };
      const [one, two] = await Promise.all([serve('one', env), serve('two', env)]);
      const [a, b] = [await aLaptop('A'), await aLaptop('B')];
      const socket = await listening(two, b);
      const poked = once(socket, 'message');
      const answer = await push(one, a, insert(1));
      expect([answer.status, ((await answer.json()) as PushResponse).upTo]).toEqual([200, 1]);
      expect(String((await poked)[0])).toBe('{"poke":1}');

      const lost = push(one, a, insert(2)).catch(() => null);
      await one.end('SIGKILL');
      await lost;
      // The laptop does not know whether its change arrived: it sends it again, to whoever is there.
      const again = await push(two, a, insert(2));
      expect(((await again.json()) as PushResponse).upTo).toBe(2);
      const rows = await store.query<{ id: string }>(`SELECT id FROM "customer" ORDER BY id`);
      expect(rows.map((row) => row.id)).toEqual(['c1', 'c2']);
      const log = await store.query(`SELECT 1 FROM "sync_log" WHERE scope = 'book:joint'`);
      expect(log).toHaveLength(2);
    },
  );
});

describe('a refresh token at two server processes', () => {
  const refresh = (program: Program, token: string): Promise<Response> =>
    fetch(new URL('/session/refresh', program.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refresh: token }),
    });
  const renewed = async (answer: Promise<Response>) => (await (await answer).json()) as RefreshResponse;

  it('survives the death of the one that was asked, and one that signs out is sent away from the other', async () => {
    const [one, two] = await Promise.all([serve('one'), serve('two')]);
    const first = await renewed(refresh(one, await aLaptop('A')));
    // Both are asked at once with the same token, and one dies over it.
    const asked = refresh(one, first.refresh).catch(() => null);
    const atTwo = renewed(refresh(two, first.refresh));
    await one.end('SIGKILL');
    await asked;
    const second = await atTwo;
    expect((await renewed(refresh(two, first.refresh))).refresh).toBe(second.refresh);
    expect((await push(two, second.token, insert(1))).status).toBe(200);

    const three = await serve('three');
    const socket = await listening(three, second.token);
    const closed = once(socket, 'close');
    const ended = await fetch(new URL('/session/end', two.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${second.token}` },
      body: '{}',
    });
    expect(ended.status).toBe(200);
    expect((await closed)[0]).toBe(4401);
    expect((await push(three, second.token, insert(2))).status).toBe(401);
  });
});

describe('a server process that is told to end', () => {
  it('answers what it was asked, says at /readyz that it leaves, and ends with 0', async () => {
    // Long enough for whatever was asked before to arrive, on a busy machine too.
    const server = await serve('one', { SEMICOLON_DRAIN_MS: '2000' });
    const ready = () => fetch(new URL('/readyz', server.url));
    expect((await ready()).status).toBe(200);
    const tokens = await Promise.all(Array.from({ length: 20 }, () => aLaptop('A')));
    const pushes = tokens.map((token, at) =>
      push(server, token, { ...insert(1), id: `c${at}` }).then((answer) => answer.status),
    );
    const ended = server.end('SIGTERM');
    const refused = (async () => {
      for (;;) {
        const { status } = await ready();
        if (status !== 200) return status;
      }
    })();
    expect(await refused).toBe(503);
    const answers = await Promise.all(pushes);
    await ended;
    // Who comes too late is told so and has to come again; nothing else may happen to a request.
    expect(answers.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    const [count] = await store.query<{ count: number }>(`SELECT count(*) AS count FROM "customer"`);
    expect(count).toEqual({ count: answers.filter((status) => status === 200).length });
  });
});
