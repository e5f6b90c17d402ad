import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { migrate, wasMigrated } from '../../db/server/migrate.ts';
import type { Store } from '../../db/server/store.ts';
import { DatabaseBroken } from './database-broken.ts';
import { lockFolder } from './folder-lock.ts';
import { NoStore } from './no-store.ts';

/**
 * Opens and migrates the server's store: PostgreSQL where `databaseUrl` names one, else PGlite below the data folder.
 * Loads only the driver of that one. Throws what `cli/explain.ts` explains.
 */
export async function openStore(options: {
  dataFolder: string;
  databaseUrl: string | undefined;
  newEpoch: string;
  /** How processes tell each other: `poll` where the database has no LISTEN. */
  notify?: 'listen' | 'poll';
  /** Those to run, where a backup of an older version is to be restored. */
  migrations?: readonly string[];
  /** Only one that is there already: throws `NoStore`, and makes nothing, where there is none. */
  existing?: boolean;
}): Promise<Store> {
  const rows = path.join(options.dataFolder, 'pglite');
  const existing = options.existing === true;
  if (existing && options.databaseUrl === undefined && !existsSync(rows)) throw new NoStore();
  // Rows and attachments lie there as they are: for whoever runs the server, and nobody else on the machine.
  if (!existing) mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  if (existsSync(options.dataFolder)) accessSync(options.dataFolder, constants.W_OK);
  if (options.databaseUrl !== undefined) {
    const { openPostgres } = await import('../../db/server/open-postgres.ts');
    const store = openPostgres(options.databaseUrl, undefined, options.notify);
    return migrated(store, options, () => {});
  }
  const unlock = lockFolder(options.dataFolder);
  try {
    const { openPglite } = await import('../../db/server/open-pglite.ts');
    const store = await openPglite(rows);
    return await migrated(store, options, unlock);
  } catch (error) {
    unlock();
    throw isDamage(error) ? new DatabaseBroken('the files of PGlite are damaged', { cause: error }) : error;
  }
}

async function migrated(
  store: Store,
  {
    newEpoch,
    migrations,
    existing = false,
  }: { newEpoch: string; migrations?: readonly string[]; existing?: boolean },
  closed: () => void,
): Promise<Store> {
  try {
    if (existing && !(await wasMigrated(store))) throw new NoStore();
    await migrate(store, newEpoch, migrations);
  } catch (error) {
    await store.close();
    throw error;
  }
  return {
    ...store,
    close: async () => {
      await store.close();
      closed();
    },
  };
}

/** PostgreSQL's own codes for damage; and what PGlite throws where it cannot even begin, which has no code. */
function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error) return /^XX00[12]$/.test(String(error.code));
  return error.name === 'RuntimeError' || error.message.startsWith('PGlite failed to initialize');
}
