import { MemoryDatabase } from '../../db/server/memory/database.ts';
import { openMemory } from '../../db/server/memory/open.ts';
import { migrate } from '../../db/server/migrate.ts';
import { openPglite } from '../../db/server/open-pglite.ts';
import { openPostgres } from '../../db/server/open-postgres.ts';
import { ALL_TABLES } from '../../db/server/schema/ddl.ts';
import { quoted } from '../../db/server/schema/shape.ts';
import type { Store } from '../../db/server/store.ts';
import { getTableName } from 'drizzle-orm';
import { keptDatabase } from './kept-databases.ts';
import { lookAtMemory, lookAtSql, type Look } from './look.ts';
import { emptyPostgres, serverStore, type Template, type TestDatabase } from './postgres.ts';

export const TEST_EPOCH = 'epoch-of-the-test';

/** For `freshDatabase`: migrated, and nothing in it. */
export const MIGRATED: Template = {
  name: 'server',
  prepare: async (url) => {
    const store = openPostgres(url, 1);
    await migrate(store, TEST_EPOCH);
    await store.close();
  },
};

let embedded: Promise<Store> | null = null;

/** Lines of the audit log are only added: nothing but a truncation takes them away. */
const emptying = (table: string): string =>
  table === 'audit' ? `TRUNCATE ${quoted(table)}` : `DELETE FROM ${quoted(table)}`;
const EMPTIED = [
  ...ALL_TABLES.map((table) => emptying(getTableName(table))),
  'SELECT setval(seqrelid, seqstart, false) FROM pg_sequence',
  `INSERT INTO "meta" ("one", "epoch") VALUES (1, '${TEST_EPOCH}')`,
].join(';\n');

/**
 * PGlite takes seconds to start: one for each worker, emptied for each test. Row by row, because to truncate makes every
 * file of every table anew.
 */
async function emptyPglite(): Promise<Store> {
  embedded ??= openPglite();
  const store = await embedded;
  await migrate(store, TEST_EPOCH);
  await store.script(EMPTIED);
  return { ...store, close: async () => {} };
}

let bare: Promise<Store> | null = null;

/** A database that nothing has migrated, beside the one of `aStore`. Close it at the end. */
export async function emptyDatabase(): Promise<Store> {
  if (serverStore === 'pglite') {
    bare ??= openPglite();
    const store = await bare;
    await store.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    return { ...store, close: async () => {} };
  }
  const database = await emptyPostgres();
  return closing(openPostgres(database.url, 4), database);
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
  return keptDatabase(MIGRATED, EMPTIED);
}

const closing = (store: Store, database: TestDatabase): Store => ({
  ...store,
  close: async () => {
    await store.close();
    await database.drop();
  },
});
