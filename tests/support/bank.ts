import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runToEnd, serving, type Ended } from './program.ts';
import { CLUSTER_VARIABLE, freshDatabase, startPostgres } from './postgres.ts';

/** The small demo bank behind one real server process on a database of its own. */
export interface Bank {
  readonly url: string;
  readonly databaseUrl: string;
  /** Runs `npm run server -- COMMAND …` beside the server that serves. */
  command(...words: string[]): Promise<Ended>;
  close(): Promise<void>;
}

const SERVER = 'src-server/main.ts';

export async function openBank(): Promise<Bank> {
  const cluster = process.env[CLUSTER_VARIABLE] === undefined ? await startPostgres() : null;
  if (cluster !== null) process.env[CLUSTER_VARIABLE] = cluster.url;
  const database = await freshDatabase({ name: 'empty', prepare: () => Promise.resolve() });
  const folder = mkdtempSync(path.join(tmpdir(), 'semicolon-bank-'));
  const env = { DATABASE_URL: database.url };
  const options = ['--data', folder, '--port', '0', '--log', 'error'];
  const server = await serving([SERVER, 'serve', ...options, '--demo', 'small'], env);
  return {
    url: server.url,
    databaseUrl: database.url,
    command: (command, ...words) => runToEnd([SERVER, command, ...words, '--data', folder], env),
    close: async () => {
      await server.end('SIGTERM');
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
      if (cluster === null) return;
      await cluster.stop();
      delete process.env[CLUSTER_VARIABLE];
    },
  };
}
