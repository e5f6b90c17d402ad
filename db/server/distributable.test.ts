/**
 * What Citus and databases that only speak PostgreSQL's wire ask of a schema, held against the database as the migrations
 * leave it (docs/scale.md). Whether these run it is not shown here: none of them can be had on every machine that runs
 * the tests.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TABLE_NAMES } from '../../src-shared/schema/tables.ts';
import { aStore } from '../../tests/support/server-store.ts';
import { MIGRATIONS_FOLDER } from './migrate.ts';
import type { Store } from './store.ts';

let store: Store;
beforeAll(async () => {
  store = await aStore();
});
afterAll(() => store.close());

const DISTRIBUTED = [...TABLE_NAMES, 'sync_log', 'scope_head', 'device_scope'];
/** Name a scope, and are known by something else: a person, a device. */
const BESIDE = ['held_deletion', 'lost_grant', 'scope_grant'];

interface Key {
  readonly table: string;
  readonly columns: string;
}

const uniqueKeys = (): Promise<Key[]> =>
  store.query<Key>(
    `SELECT t.relname AS "table", string_agg(a.attname, ',' ORDER BY k.at) AS columns
     FROM pg_index AS i JOIN pg_class AS t ON t.oid = i.indrelid
     JOIN pg_namespace AS n ON n.oid = t.relnamespace AND n.nspname = 'public'
     CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, at)
     JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.attnum
     WHERE i.indisunique GROUP BY t.relname, i.indexrelid ORDER BY 1, 2`,
  );

describe('the schema', () => {
  it('has the scope first in every primary and unique key of a distributed table', async () => {
    const keys = (await uniqueKeys()).filter(({ table }) => DISTRIBUTED.includes(table));
    expect(new Set(keys.map(({ table }) => table))).toEqual(new Set(DISTRIBUTED));
    expect(keys.filter(({ columns }) => columns.split(',')[0] !== 'scope')).toEqual([]);
  });

  it('distributes every table that names a scope, but for those that are known by a person or a device', async () => {
    const tables = await store.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name = 'scope' ORDER BY 1`,
    );
    const said = new Set([...DISTRIBUTED, ...BESIDE]);
    expect(tables.map(({ name }) => name).filter((name) => !said.has(name))).toEqual([]);
  });

  it('has no foreign key, so none that leads from one node to another', async () => {
    const found = await store.query(`SELECT conname FROM pg_constraint WHERE contype = 'f'`);
    expect(found).toEqual([]);
  });

  it('draws no number of a distributed table from a sequence, which would be one node’s', async () => {
    const drawn = await store.query<{ table: string }>(
      `SELECT c.table_name AS "table" FROM information_schema.columns AS c WHERE c.table_schema = 'public'
       AND (c.is_identity = 'YES' OR c.column_default LIKE 'nextval%') ORDER BY 1`,
    );
    // Devices and lines of the audit log are numbered where they are kept, on one node.
    const numbered = drawn.map(({ table }) => table);
    expect(numbered.filter((table) => DISTRIBUTED.includes(table))).toEqual([]);
    expect(numbered).toEqual(expect.arrayContaining(['audit', 'device']));
  });

  it('has no trigger, view or function on a distributed table', async () => {
    const triggers = await store.query<{ table: string }>(
      `SELECT t.relname AS "table" FROM pg_trigger AS g JOIN pg_class AS t ON t.oid = g.tgrelid WHERE NOT g.tgisinternal`,
    );
    expect(triggers.map(({ table }) => table).filter((table) => DISTRIBUTED.includes(table))).toEqual([]);
    const migrations = readdirSync(MIGRATIONS_FOLDER)
      .filter((file) => file.endsWith('.sql'))
      .map((file) => readFileSync(path.join(MIGRATIONS_FOLDER, file), 'utf8'));
    expect(
      migrations.filter((sql) => /CREATE (MATERIALIZED )?VIEW|CREATE SEQUENCE|REFERENCES /i.test(sql)),
    ).toEqual([]);
  });
});

describe('the server', () => {
  const sources = (folder: string): string[] =>
    readdirSync(path.join(import.meta.dirname, '../..', folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => path.join(import.meta.dirname, '../..', folder, file));

  it('listens in one place only, and has a way without it', () => {
    const listening = [...sources('db/server'), ...sources('src-server')].filter((file) =>
      /\bLISTEN \$|pg_notify\(/.test(readFileSync(file, 'utf8')),
    );
    // PGlite is one process and has nobody else to tell.
    const elsewhere = listening.filter((file) => path.basename(file) !== 'open-pglite.ts');
    expect(elsewhere.map((file) => path.basename(file))).toEqual(['open-postgres.ts']);
    expect(readFileSync(elsewhere[0]!, 'utf8')).toContain("'poll'");
  });
});
