import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { keepingCompiled } from '../../../build/start/compiled.ts';
import { ROOT } from '../../../build/start/root.ts';
import { startDurablePostgres } from '../../support/postgres.ts';
import { parentOf } from './processor.ts';
import type { BenchPlace } from './rows.ts';

/** The real server on a real PostgreSQL with the small demo bank, and where in it the bench writes. */
export interface BenchServer {
  readonly url: string;
  readonly databaseUrl: string;
  readonly pid: number;
  readonly postgresPid: number;
  readonly place: BenchPlace;
  close(): Promise<void>;
}

/** Two people of the demo bank who share a book. */
export const [PERSON_A, PERSON_B] = ['wang.fang', 'he.qing'] as const;

export async function benchServer(): Promise<BenchServer> {
  const cluster = await startDurablePostgres();
  const folder = mkdtempSync(path.join(tmpdir(), 'semicolon-bench-server-'));
  const child = spawn(
    process.execPath,
    ['src-server/main.ts', 'serve', '--data', folder, '--port', '0', '--log', 'error', '--demo', 'small'],
    {
      cwd: ROOT,
      env: keepingCompiled({ ...process.env, DATABASE_URL: cluster.url, NODE_ENV: 'production' }),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const url = await new Promise<string>((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const line = /^\{"ready":true.*$/m.exec(out)?.[0];
      if (line !== undefined) resolve((JSON.parse(line) as { url: string }).url);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  const { rows } = await client.query<{ scope: string; customer: string; product: string; pid: number }>(
    `SELECT c.scope, c.id AS customer, (SELECT min(id) FROM product) AS product, pg_backend_pid() AS pid
     FROM customer c WHERE substr(c.scope, 6) IN (
       SELECT m.book_id FROM book_member m JOIN person p ON p.id = m.person_id
       WHERE p.login IN ($1, $2) GROUP BY m.book_id HAVING count(*) = 2)
     ORDER BY c.id LIMIT 1`,
    [PERSON_A, PERSON_B],
  );
  const { pid, ...place } = rows[0]!;
  const postgresPid = parentOf(pid);
  await client.end();
  return {
    url,
    databaseUrl: cluster.url,
    pid: child.pid!,
    postgresPid,
    place,
    close: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
