import { readFileSync } from 'node:fs';
import path from 'node:path';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aStore, TEST_EPOCH } from '../../tests/support/server-store.ts';
import { MIGRATIONS_FOLDER, NewerDatabase, migrate, migrationNames } from './migrate.ts';
import { readEpoch } from './queries/meta.ts';
import { ALL_TABLES, declaredSchema } from './schema/ddl.ts';
import type { Store } from './store.ts';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.close());

/** What a schema really holds, as the database tells it. */
async function facts(schema: string): Promise<unknown[]> {
  const columns = await store.query(
    `SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity
     FROM information_schema.columns WHERE table_schema = $1 AND table_name <> 'migration' ORDER BY 1, 2`,
    [schema],
  );
  const indexes = await store.query<{ indexdef: string }>(
    `SELECT tablename, replace(indexdef, schemaname || '.', '') AS indexdef FROM pg_indexes
     WHERE schemaname = $1 AND tablename <> 'migration' ORDER BY 1, 2`,
    [schema],
  );
  return [...columns, ...indexes];
}

describe('the migrations', () => {
  it('arrive exactly at what the declaration asks for', async () => {
    await store.script('DROP SCHEMA IF EXISTS declared CASCADE; CREATE SCHEMA declared');
    await store.transaction(async (sql) => {
      await sql.script('SET LOCAL search_path TO declared');
      await sql.script(declaredSchema().join('\n'));
    });
    const [migrated, declared] = [await facts('public'), await facts('declared')];
    expect(migrated).toEqual(declared);
    expect(new Set(migrated.map((row) => (row as { table_name?: string }).table_name)).size - 1).toBe(
      ALL_TABLES.length,
    );
    await store.script('DROP SCHEMA declared CASCADE');
  });

  it('lead the key of every synced table with the scope, so that a sharded installation can distribute by it', () => {
    const synced = ALL_TABLES.map(getTableConfig).filter((table) =>
      table.columns.some((column) => column.name === '_clock'),
    );
    expect(synced.length).toBeGreaterThan(25);
    for (const { name, primaryKeys } of synced) {
      expect([name, primaryKeys[0]!.columns.map((column) => column.name)]).toEqual([name, ['scope', 'id']]);
    }
  });

  it('share no number but where they already did: those run in the order of their names', () => {
    const numbers = migrationNames().map((name) => name.slice(0, 4));
    const twice = numbers.filter((number, at) => numbers.indexOf(number) !== at);
    expect(twice).toEqual(['0009', '0012', '0013', '0016']);
  });

  it('run once: a second start changes nothing, and the epoch stays', async () => {
    expect(await migrate(store, 'another')).toEqual([]);
    expect(await readEpoch(store)).toBe(TEST_EPOCH);
  });

  it('of uploads leave every attachment from before with the way to its bytes', async () => {
    await store.script('DROP SCHEMA IF EXISTS older CASCADE; CREATE SCHEMA older');
    const step = (file: string) => readFileSync(path.join(MIGRATIONS_FOLDER, file), 'utf8');
    const proofs = await store.transaction(async (sql) => {
      await sql.script('SET LOCAL search_path TO older');
      await sql.script(step('0001_house.sql'));
      await sql.script(`
        INSERT INTO "blob" (sha256, bytes, stored_at) VALUES ('aa', 3, 77);
        INSERT INTO "attachment" (id, scope, deleted, sha256, _clock, _device)
          VALUES ('sent', 'book:b', 0, 'aa', 1, 1), ('unsent', 'book:b', 0, 'bb', 1, 1)`);
      await sql.script(step('0003_uploads.sql'));
      return sql.query('SELECT attachment_id, sha256, at FROM "blob_proof"');
    });
    expect(proofs).toEqual([{ attachment_id: 'sent', sha256: 'aa', at: 77 }]);
    await store.script('DROP SCHEMA older CASCADE');
  });

  it('of handovers leave what a laptop handed over before as its first part', async () => {
    await store.script('DROP SCHEMA IF EXISTS older CASCADE; CREATE SCHEMA older');
    const step = (file: string) => readFileSync(path.join(MIGRATIONS_FOLDER, file), 'utf8');
    const parts = await store.transaction(async (sql) => {
      await sql.script('SET LOCAL search_path TO older');
      await sql.script(`
        CREATE TABLE "handover" ("device" integer PRIMARY KEY, "person_id" text NOT NULL, "at" bigint NOT NULL, "changes" text NOT NULL);
        INSERT INTO "handover" VALUES (7, 'A', 1, '[{"n":42},{"n":43}]'), (8, 'A', 1, '[]')`);
      await sql.script(step('0014_handover_parts.sql'));
      return sql.query('SELECT device, first_n FROM "handover" ORDER BY device');
    });
    expect(parts).toEqual([
      { device: 7, first_n: 42 },
      { device: 8, first_n: 0 },
    ]);
    await store.script('DROP SCHEMA older CASCADE');
  });

  it('refuse a database of a newer version instead of harming it', async () => {
    await store.query(`INSERT INTO "migration" (name) VALUES ('9999_tomorrow.sql')`, []);
    await expect(migrate(store, 'x')).rejects.toThrow(NewerDatabase);
    await store.query(`DELETE FROM "migration" WHERE name = '9999_tomorrow.sql'`, []);
  });
});
