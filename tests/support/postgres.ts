import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import machine from '../../build/setup/machine.cjs';

/** A running cluster on loopback. */
export interface Cluster {
  /** Of its maintenance database: `postgres://postgres@127.0.0.1:PORT/postgres`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Which store the server's tests run on: `SERVER_STORE=pglite` in the second pass, `memory` in the third. */
export const serverStore: 'postgres' | 'pglite' | 'memory' = storeOf(process.env['SERVER_STORE']);

function storeOf(name: string | undefined): typeof serverStore {
  return name === 'pglite' || name === 'memory' ? name : 'postgres';
}

/** The URL of the run's cluster; the runner and vitest's set-up put it there. */
export const CLUSTER_VARIABLE = 'TEST_POSTGRES_URL';

/** Durability is off: the cluster dies with the run. */
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
/** What was committed survives kill -9 of every process; only a power cut is not provided for. */
const SURE = ['fsync=off', 'synchronous_commit=on', 'full_page_writes=on'];
const SMALL = ['shared_buffers=64MB', 'max_connections=200'];

/**
 * Starts a real PostgreSQL in a temporary folder, as the `postgres` user when we are root (it refuses to run as root).
 * Throws where PostgreSQL is not installed: ask `findPostgres` first.
 */
export async function startPostgres(): Promise<Cluster> {
  const cluster = await makeCluster(FAST);
  await cluster.start();
  return cluster;
}

/** As a bank runs it, for benches: a commit is on the disk before it is answered. */
export async function startDurablePostgres(): Promise<Cluster> {
  const cluster = await makeCluster([]);
  await cluster.start();
  return cluster;
}

/** A cluster to be killed: not started yet. */
export interface MortalCluster extends Cluster {
  /** Starts it, after a kill too; its recovery is over when this settles. */
  start(): Promise<void>;
  /** kill -9 of the postmaster; its children end when they notice. */
  kill(): Promise<void>;
}

export const makeMortalPostgres = (): Promise<MortalCluster> => makeCluster(SURE);

async function makeCluster(durability: readonly string[]): Promise<MortalCluster> {
  const bin = machine.findPostgres();
  if (bin === undefined) throw new Error('PostgreSQL is not installed');
  const folder = mkdtempSync(path.join(tmpdir(), 'semicolon-pg-'));
  const user = postgresUser();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const options: SpawnOptions = { cwd: folder, env: { ...process.env, HOME: folder }, ...user };
  const data = path.join(folder, 'data');
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(path.join(bin, 'initdb'), initdb, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  const port = await freePort();
  const settings = [
    ...durability,
    ...SMALL,
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
  ];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  let child: ChildProcess | null = null;
  const end = async (signal: 'SIGQUIT' | 'SIGKILL'): Promise<void> => {
    if (child === null) return;
    const gone = new Promise((resolve) => child?.once('exit', resolve));
    child.kill(signal);
    await gone;
    child = null;
  };
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start: async () => {
      for (;;) {
        child = spawn(path.join(bin, 'postgres'), args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
        const log = await untilReady(child);
        if (log === null) return;
        // Children of a killed postmaster take a moment to notice, and hold its memory so long.
        if (!/pre-existing shared memory|lock file/.test(log)) {
          throw new Error(`PostgreSQL did not start:\n${log}`);
        }
      }
    },
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function postgresUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Null once it accepts connections; where it ended instead, what it said. */
function untilReady(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    let log = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4000);
      if (log.includes('ready to accept connections')) resolve(null);
    });
    child.once('exit', () => resolve(log));
  });
}

/** How to fill a template once a run: a name for it, and what to do in the empty database (close what you open). */
export interface Template {
  readonly name: string;
  prepare(url: string): Promise<void>;
}

/** A database of one test's own. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * A new database copied from a template (about 70 ms). The template is made by whoever asks first in the run; the
 * others wait for the advisory lock. Needs the run's cluster: vitest's `server` project and `npm test` start it.
 */
export async function freshDatabase(template: Template): Promise<TestDatabase> {
  const cluster = process.env[CLUSTER_VARIABLE];
  if (cluster === undefined) throw new Error(`no PostgreSQL: ${CLUSTER_VARIABLE} is not set`);
  const source = `template_${template.name}`;
  const name = `test_${randomBytes(8).toString('hex')}`;
  await withClient(cluster, async (client) => {
    await client.query('SELECT pg_advisory_lock(7001)');
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [source]);
    if (found.rowCount === 0) await makeTemplate(client, source, template, cluster);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${pg.escapeIdentifier(source)}`);
  });
  return {
    url: databaseUrl(cluster, name),
    drop: () =>
      withClient(cluster, async (client) => void (await client.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

/** A database with nothing in it. */
export const emptyPostgres = (): Promise<TestDatabase> =>
  freshDatabase({ name: 'empty', prepare: () => Promise.resolve() });

async function makeTemplate(
  client: pg.Client,
  source: string,
  template: Template,
  cluster: string,
): Promise<void> {
  const making = `making_${randomBytes(4).toString('hex')}`;
  await client.query(`CREATE DATABASE ${making}`);
  await template.prepare(databaseUrl(cluster, making));
  await client.query(`ALTER DATABASE ${making} RENAME TO ${pg.escapeIdentifier(source)}`);
}

function databaseUrl(cluster: string, name: string): string {
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  return url.href;
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
