import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import type { DemoSize } from '../../db/demo/size.ts';
import { isEmptyBank } from '../../db/server/queries/meta.ts';
import type { Store } from '../../db/server/store.ts';
import type { World } from '../../src-shared/kernel/env.ts';
import { createServer } from '../create-server.ts';
import { loadDemo } from '../import/load-demo.ts';
import { progressOn } from '../import/progress.ts';
import { openStore } from '../store/open-store.ts';
import type { CommonOptions } from './options.ts';

export interface ServeOptions extends CommonOptions {
  readonly host: string;
  readonly port: number;
  readonly demo: DemoSize | 'none';
}

/** The world as it is: the only place of the server that reads the clock. */
export const realWorld: World = { now: Date.now, random: Math.random };

/** Standard error, for progress. */
export const terminal = {
  tty: process.stderr.isTTY,
  write: (text: string): void => void process.stderr.write(text),
};

/**
 * Serves until told to stop. Standard output gets one line, `{"ready":true,"url":…}`, once requests are answered; logs
 * and progress go to standard error.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const store = await openStore({
    dataFolder: options.dataFolder,
    databaseUrl: options.databaseUrl,
    newEpoch: randomUUID(),
  });
  try {
    if (options.demo !== 'none' && (await isEmptyBank(store))) await fillWithDemo(store, options.demo);
    const server = await createServer({
      store,
      world: realWorld,
      secret: randomBytes,
      blobFolder: path.join(options.dataFolder, 'blobs'),
      log: { level: options.logLevel, stream: process.stderr },
    });
    const url = await server.app.listen({ host: options.host, port: options.port });
    process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`);
    await told();
    await server.close();
  } finally {
    await store.close();
  }
}

async function fillWithDemo(store: Store, size: DemoSize): Promise<void> {
  const progress = progressOn(terminal);
  const now = realWorld.now();
  await loadDemo(store, size, dayIn('Asia/Shanghai', now), {
    now,
    onProgress: (done, total) => progress.step(done, total, 'demo bank'),
  });
  progress.end();
}

/** The date on the wall in a zone. */
const dayIn = (zone: string, now: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(now);

/** Settles at the first SIGTERM or SIGINT; a second one ends the process at once, as the system does it. */
function told(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}
