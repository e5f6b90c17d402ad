import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '../../../db/server/migrate.ts';
import { openPostgres } from '../../../db/server/open-postgres.ts';
import { bulkLoad } from '../../../db/server/queries/bulk-load.ts';
import { hashToken } from '../../../src-server/auth/token.ts';
import { stampAt } from '../../../src-shared/sync/clock.ts';
import type { PullResponse } from '../../../src-shared/sync/protocol.ts';
import { startDurablePostgres } from '../../support/postgres.ts';
import { serving, type Program } from '../../support/program.ts';
import { aCustomer } from '../../support/server-kit.ts';
import { amount, amounts, type Amount, type Section } from '../report.ts';
import { parentOf, processorOf, processorOfFamily } from '../sync/processor.ts';
import { spreadBank } from './spread-bank.ts';

const MANAGERS = 40;
const ROUNDS = 50;
/** What a process does not do twice: compiling, opening connections. */
const WARMING = 10;

interface Laptop {
  readonly url: string;
  readonly token: string;
  readonly scope: string;
  readonly id: string;
  n: number;
  cursors: Record<string, number>;
}

/**
 * One server process and then two on one PostgreSQL, over real HTTP, each laptop with a book of its own. The laptops
 * are in this process: their own work is told beside it.
 */
export async function processes(): Promise<Section[]> {
  const sections: Section[] = [];
  for (const count of [1, 2]) sections.push(await measured(count));
  return sections;
}

async function measured(count: number): Promise<Section> {
  const cluster = await startDurablePostgres();
  const store = openPostgres(cluster.url, 2);
  const folder = mkdtempSync(path.join(tmpdir(), 'semicolon-bench-'));
  const programs: Program[] = [];
  try {
    await migrate(store, 'bench');
    const { batches, people } = spreadBank(MANAGERS);
    await bulkLoad(store, batches, { now: Date.now() });
    const args = ['src-server/main.ts', 'serve', '--port', '0', '--log', 'silent', '--data'];
    for (let at = 0; at < count; at += 1)
      programs.push(await serving([...args, path.join(folder, String(at))], { DATABASE_URL: cluster.url }));
    const laptops: Laptop[] = [];
    for (const [at, id] of people.entries()) {
      const token = randomBytes(8).toString('hex');
      await store.devices.insert({ personId: id, name: 'x', tokenHash: hashToken(token), now: Date.now() });
      const scopes = [
        'bank',
        `book:book-${id}`,
        `calendar:${id}`,
        `person:${id}`,
        'busy:team1',
        'team:team1',
      ];
      const cursors = Object.fromEntries(scopes.map((scope) => [scope, 0]));
      laptops.push({ url: programs[at % count]!.url, token, scope: scopes[1]!, id, n: 0, cursors });
    }
    for (let at = 0; at < WARMING; at += 1) await round(laptops, push);
    const [backend] = await store.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const postgres = parentOf(backend?.pid ?? 0);
    const pushes = await spent(programs, postgres, () => rounds(laptops, push));
    // What is new is had first.
    for (let at = 0; at < WARMING; at += 1) await round(laptops, pull);
    const pulls = await spent(programs, postgres, () => rounds(laptops, pull));
    const title =
      count === 1 ? 'One server process over HTTP' : `${count} server processes on one PostgreSQL`;
    return amounts(title, [...told('pushes of one change', pushes), ...told('pulls of nothing new', pulls)]);
  } finally {
    for (const program of programs) await program.end('SIGKILL');
    await store.close();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ask({ url, token }: Laptop, address: string, payload: object): Promise<unknown> {
  const answer = await fetch(url + address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(payload),
  });
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function push(laptop: Laptop): Promise<void> {
  laptop.n += 1;
  const change = {
    n: laptop.n,
    tx: laptop.n,
    table: 'customer',
    id: `${laptop.id}-${laptop.n}`,
    scope: laptop.scope,
    kind: 'insert',
    cells: aCustomer(),
    clock: stampAt(Date.now()),
    base: {},
  };
  await ask(laptop, '/sync/push', { protocol: 2, epoch: 'bench', changes: [change] });
}

async function pull(laptop: Laptop): Promise<void> {
  const { cursors } = laptop;
  const answer = (await ask(laptop, '/sync/pull', { protocol: 2, epoch: 'bench', cursors })) as PullResponse;
  for (const { scope, to } of answer.checkpoints) cursors[scope] = to;
}

const round = (laptops: readonly Laptop[], work: (laptop: Laptop) => Promise<void>): Promise<unknown> =>
  Promise.all(laptops.map(work));

/** Each laptop one request after the other, all of them at once. */
const rounds = (laptops: readonly Laptop[], work: (laptop: Laptop) => Promise<void>): Promise<unknown> =>
  round(laptops, async (laptop) => {
    for (let at = 0; at < ROUNDS; at += 1) await work(laptop);
  });

interface Spent {
  readonly perSecond: number;
  /** Microseconds of processor time each: of all servers together, of PostgreSQL, and of the laptops here. */
  readonly serversUs: number;
  readonly postgresUs: number;
  readonly laptopsUs: number;
}

async function spent(
  programs: readonly Program[],
  postgres: number,
  work: () => Promise<unknown>,
): Promise<Spent> {
  const count = MANAGERS * ROUNDS;
  const ofServers = (): number => programs.reduce((sum, { pid }) => sum + (processorOf(pid) ?? 0), 0);
  const ofPostgres = (): number => processorOfFamily(postgres) ?? 0;
  const [started, own, servers, database] = [
    performance.now(),
    process.cpuUsage(),
    ofServers(),
    ofPostgres(),
  ];
  await work();
  const { user, system } = process.cpuUsage(own);
  return {
    perSecond: (count / (performance.now() - started)) * 1_000,
    serversUs: ((ofServers() - servers) * 1_000) / count,
    postgresUs: ((ofPostgres() - database) * 1_000) / count,
    laptopsUs: (user + system) / count,
  };
}

const told = (what: string, { perSecond, serversUs, postgresUs, laptopsUs }: Spent): Amount[] => [
  amount(`${what}, a second`, Math.round(perSecond), ''),
  amount(`${what}, processor time of the servers each`, Math.round(serversUs), 'µs'),
  amount(`${what}, processor time of PostgreSQL each`, Math.round(postgresUs), 'µs'),
  amount(`${what}, processor time of the laptops each`, Math.round(laptopsUs), 'µs'),
];
