import { MemoryDatabase } from '../../db/server/memory/database.ts';
import { openMemory } from '../../db/server/memory/open.ts';
import { migrate } from '../../db/server/migrate.ts';
import { openPglite, openPostgres } from '../../db/server/open.ts';
import { ALL_TABLES, quoted } from '../../db/server/schema/ddl.ts';
import type { Store } from '../../db/server/store.ts';
import { getTableName } from 'drizzle-orm';
import { lookAtMemory, lookAtSql, type Look } from './look.ts';
import { freshDatabase, serverStore, type Template } from './postgres.ts';

export const TEST_EPOCH = 'epoch-of-the-test';

const template: Template = {
  name: 'server',
  prepare: async (url) => {
    const store = openPostgres(url, 1);
    await migrate(store, TEST_EPOCH);
    await store.close();
  },
};

let embedded: Promise<Store> | null = null;

/** PGlite takes seconds to start: one for each test file, emptied for each test. */
async function emptyPglite(): Promise<Store> {
  embedded ??= openPglite();
  const store = await embedded;
  await migrate(store, TEST_EPOCH);
  await store.script(
    `TRUNCATE ${ALL_TABLES.map((table) => quoted(getTableName(table))).join(', ')} RESTART IDENTITY`,
  );
  await migrate(store, TEST_EPOCH);
  return { ...store, close: async () => {} };
}

const looks = new WeakMap<Store, Look>();

/** A store in memory in the place of one that speaks SQL: only what goes through the interface works. */
function emptyMemory(): Store {
  const database = new MemoryDatabase(TEST_EPOCH);
  const noSql = (text: string): never => {
    throw new Error(`the store in memory does not speak SQL: ${text}`);
  };
  const store = { ...openMemory(database), query: noSql, lists: noSql, script: noSql } as unknown as Store;
  looks.set(store, lookAtMemory(database));
  return store;
}

/** Beside what the server asks of a store, what a test wants to see in it. */
export const lookInto = (store: Store): Look => looks.get(store) ?? lookAtSql(store);

/** An empty, migrated store of one test's own, on whichever database the run is for. Close it at the end. */
export async function aStore(): Promise<Store> {
  if (serverStore === 'memory') return emptyMemory();
  if (serverStore === 'pglite') return emptyPglite();
  const database = await freshDatabase(template);
  const store = openPostgres(database.url, 4);
  return {
    ...store,
    close: async () => {
      await store.close();
      await database.drop();
    },
  };
}
