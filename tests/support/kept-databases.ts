import { openPostgres } from '../../db/server/open-postgres.ts';
import type { Store } from '../../db/server/store.ts';
import { freshDatabase, type Template, type TestDatabase } from './postgres.ts';

/** A database that tests of this worker use one after the other, with the connections that know it. */
interface Kept {
  readonly database: TestDatabase;
  readonly store: Store;
  /** The state in which it was made. */
  readonly shape: string;
}

const free: Kept[] = [];

/** Beyond that a new one is made sooner than this one is emptied and its indexes are read around what was in it. */
const LARGE_BYTES = 60_000_000;

const LOOK = `SELECT
  concat_ws(' ', (SELECT count(*) FROM pg_constraint), (SELECT count(*) FROM pg_attribute),
    (SELECT count(*) FROM pg_trigger WHERE tgenabled = 'O')) AS shape,
  pg_database_size(current_database()) AS bytes,
  (SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle') AS busy`;
interface Looked {
  readonly shape: string;
  readonly bytes: number;
  readonly busy: number;
}

const look = async (store: Store): Promise<Looked> => (await store.query<Looked>(LOOK))[0]!;

/**
 * A database like the template. To empty one costs a tenth of making one, so what a test gives back is used again: unless
 * the test left its mark on the tables, much in them, or something at work. Two at once are two.
 */
export async function keptDatabase(template: Template, empty: string): Promise<Store> {
  const kept = free.pop();
  if (kept) await kept.store.script(empty);
  const { database, store, shape } = kept ?? (await make(template));
  let open = true;
  return {
    ...store,
    close: async () => {
      if (!open) return;
      open = false;
      const now = await look(store);
      if (now.shape === shape && now.bytes < LARGE_BYTES && now.busy === 0) {
        free.push({ database, store, shape });
        return;
      }
      await store.close();
      await database.drop();
    },
  };
}

async function make(template: Template): Promise<Kept> {
  const database = await freshDatabase(template);
  const store = openPostgres(database.url, 4);
  return { database, store, shape: (await look(store)).shape };
}
