/** One server on a database of its own, as the tests of mixed versions see it. A kept version has an entry like this. */
import { randomBytes } from 'node:crypto';
import { bulkLoad, type BulkBatch } from '../../../db/server/queries/bulk-load.ts';
import { saveCredentials } from '../../../db/server/queries/credentials.ts';
import { migrate } from '../../../db/server/migrate.ts';
import { openPglite } from '../../../db/server/open-pglite.ts';
import { openPostgres } from '../../../db/server/open-postgres.ts';
import { hashPassword } from '../../../src-server/auth/password.ts';
import { folderObjects } from '../../../src-server/blobs/folder-objects.ts';
import { createServer } from '../../../src-server/create-server.ts';
import { rollForward } from '../../../src-server/projections/roll-forward.ts';

export interface CompatServer {
  readonly url: string;
  /** Names of the migrations that ran at the start. */
  readonly migrated: readonly string[];
  load(batches: readonly BulkBatch[]): Promise<void>;
  password(personId: string, login: string, password: string): Promise<void>;
  rows(table: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export interface CompatServerOptions {
  /** A PostgreSQL URL, or a folder for PGlite. */
  readonly database: { readonly url: string } | { readonly folder: string };
  readonly blobFolder: string;
  readonly now: () => number;
}

export async function openServer({ database, blobFolder, now }: CompatServerOptions): Promise<CompatServer> {
  const store = 'url' in database ? openPostgres(database.url, 4) : await openPglite(database.folder);
  const migrated = await migrate(store, 'epoch');
  const world = { now, random: () => 0.5 };
  const { app, context, close } = await createServer({
    store,
    world,
    secret: randomBytes,
    objects: folderObjects(blobFolder),
    log: { level: 'silent', stream: { write: () => undefined } },
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  // What the serving program does at its start: a new version may project what an older one did not.
  await rollForward({ store, stamp: context.push.stamp }, now());
  return {
    url,
    migrated,
    load: async (batches) => {
      await bulkLoad(store, batches, { now: now() - 3_600_000 });
      await rollForward({ store, stamp: context.push.stamp }, now());
    },
    password: async (personId, login, password) => {
      const kept = await hashPassword(password, randomBytes(16));
      await saveCredentials(store, [{ personId, login, ...kept }]);
    },
    rows: (table) => store.query(`SELECT * FROM "${table}" WHERE deleted = 0 ORDER BY id`, []),
    close: async () => {
      // Laptops keep their connections open for a minute.
      app.server.closeAllConnections();
      await close();
      await store.close();
    },
  };
}
