import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import WebSocket from 'ws';
import { migrate } from '../../db/server/migrate.ts';
import { openPostgres } from '../../db/server/open-postgres.ts';
import { bulkLoad } from '../../db/server/queries/bulk-load.ts';
import { hashToken } from '../../src-server/auth/token.ts';
import { folderObjects } from '../../src-server/blobs/folder-objects.ts';
import { LIMITS } from '../../src-server/context.ts';
import { createServer } from '../../src-server/create-server.ts';
import { stampAt } from '../../src-shared/sync/clock.ts';
import { startPostgres } from '../support/postgres.ts';
import { aCustomer, ORGANISATION } from '../support/server-kit.ts';
import { amount, amounts, type Bench } from './report.ts';
import { processes } from './server/processes.ts';

const LAPTOPS = 50;
const PUSHES = 40;
const CONNECTIONS = 500;

interface Spent {
  readonly perSecond: number;
  /** Processor time of the server's process, microseconds each. */
  readonly cpuUs: number;
}

/** What one server process does on one PostgreSQL: the figures that `docs/scale.md` reckons with. */
export const server: Bench = async () => {
  const cluster = await startPostgres();
  const store = openPostgres(cluster.url);
  await migrate(store, 'bench');
  await bulkLoad(store, ORGANISATION, { now: Date.now() });
  const { app, context, close } = await createServer({
    store,
    world: { now: Date.now, random: Math.random },
    secret: randomBytes,
    objects: folderObjects(path.join(tmpdir(), 'semicolon-bench-blobs')),
    log: { level: 'silent', stream: process.stderr },
    limits: { ...LIMITS, device: 1_000_000 },
  });
  const tokens = await Promise.all(
    Array.from({ length: LAPTOPS }, async () => {
      const token = randomBytes(8).toString('hex');
      await store.devices.insert({ personId: 'A', name: 'x', tokenHash: hashToken(token), now: Date.now() });
      return token;
    }),
  );
  const post = async (token: string, url: string, payload: object): Promise<void> => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await app.inject({ method: 'POST', url, payload, headers });
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`);
  };
  const push = (at: number, n: number, changes: number) =>
    post(tokens[at]!, '/sync/push', {
      protocol: 2,
      epoch: 'bench',
      changes: Array.from({ length: changes }, (_, one) => ({
        n: n + one,
        tx: n + one,
        table: 'customer',
        id: `c-${at}-${n + one}`,
        scope: 'book:joint',
        kind: 'insert',
        cells: aCustomer(),
        clock: stampAt(Date.now()),
        base: {},
      })),
    });
  const single = await measured(LAPTOPS * PUSHES, () =>
    everyLaptop(async (at) => {
      for (let n = 1; n <= PUSHES; n += 1) await push(at, n, 1);
    }),
  );
  const rows = await measured(LAPTOPS * 500, () => everyLaptop((at) => push(at, PUSHES + 1, 500)));
  const head = (await store.heads.read(['book:joint'])).get('book:joint')?.seq ?? 0;
  const pulls = await measured(LAPTOPS * PUSHES, () =>
    everyLaptop(async (at) => {
      for (let n = 0; n < PUSHES; n += 1) {
        await post(tokens[at]!, '/sync/pull', {
          protocol: 2,
          epoch: 'bench',
          cursors: { 'book:joint': head - 1 },
        });
      }
    }),
  );
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const before = process.memoryUsage().rss;
  const sockets = await connected(url.replace('http', 'ws'), tokens);
  const perSocket = (process.memoryUsage().rss - before) / CONNECTIONS / 1024;
  for (const socket of sockets) socket.terminate();
  await close();
  await context.store.close();
  await cluster.stop();
  const of = (title: string, { perSecond, cpuUs }: Spent) => [
    amount(`${title}, a second`, Math.round(perSecond), ''),
    amount(`${title}, processor time of the server's process each`, Math.round(cpuUs), 'µs'),
  ];
  return [
    amounts('One server process, PostgreSQL beside it', [
      ...of('pushes of one change', single),
      ...of('rows pushed by 500', rows),
      ...of('pulls of one change', pulls),
      amount('memory of a connected laptop, its own socket too', Math.round(perSocket), 'kB'),
    ]),
    ...(await processes()),
  ];
};

const everyLaptop = (work: (at: number) => Promise<void>): Promise<unknown> =>
  Promise.all(Array.from({ length: LAPTOPS }, (_, at) => work(at)));

async function measured(count: number, work: () => Promise<unknown>): Promise<Spent> {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: (count / (performance.now() - started)) * 1000, cpuUs: (user + system) / count };
}

async function connected(url: string, tokens: readonly string[]): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  for (let at = 0; at < CONNECTIONS; at += 1) {
    const socket = new WebSocket(`${url}/sync/poke`, [`semicolon.${tokens[at % tokens.length]}`]);
    await once(socket, 'message');
    sockets.push(socket);
  }
  return sockets;
}
