import Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { firstWaitingId, waitingChanges } from './local/outbox.ts';
import { migrate, MIGRATIONS_FOLDER, readMigrations, schemaVersion } from './migrate.ts';
import { difference, physicalSchema, type PhysicalSchema } from './schema/physical.ts';

/** A column as SQLite tells it. Where it stands in its table is left out: a later migration adds at the end. */
const columnsOf = (db: Database.Database, pragma: string): unknown[] =>
  (db.pragma(pragma) as { cid: number; name: string }[])
    .map(({ cid: _place, ...column }) => column)
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** Tables and indexes with their columns, as SQLite itself sees them. */
function shapeOf(db: Database.Database): unknown {
  const names = db
    .prepare<[], { type: string; name: string; tbl_name: string }>(
      "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name",
    )
    .all();
  return names.map(({ type, name, tbl_name }) => ({
    type,
    name,
    table: tbl_name,
    columns: columnsOf(db, type === 'table' ? `table_xinfo("${name}")` : `index_info("${name}")`),
    strict:
      type === 'table' ? (db.pragma(`table_list("${name}")`) as { strict: number }[])[0]?.strict : undefined,
  }));
}

const EMPTY: PhysicalSchema = { tables: {}, local: {} };

describe('the migrations', () => {
  test('lead from nothing to exactly what is declared, every table strict', () => {
    const migrated = new Database(':memory:');
    migrate(migrated);
    const declared = new Database(':memory:');
    declared.exec(difference(EMPTY, physicalSchema()).join('\n'));
    expect(shapeOf(migrated)).toEqual(shapeOf(declared));
    const tables = (shapeOf(migrated) as { type: string; strict?: number }[]).filter(
      ({ type }) => type === 'table',
    );
    expect(tables.length).toBeGreaterThan(Object.keys(physicalSchema().tables).length);
    expect(tables.every(({ strict }) => strict === 1)).toBe(true);
  });

  test('are generated up to the present declaration', () => {
    const state = JSON.parse(
      readFileSync(path.join(MIGRATIONS_FOLDER, 'declaration.json'), 'utf8'),
    ) as PhysicalSchema;
    expect(difference(state, physicalSchema())).toEqual([]);
  });

  test('find what waits in an outbox of before', () => {
    const db = new Database(':memory:');
    migrate(db, readMigrations().slice(0, 12));
    for (const [id, scope, state] of [
      [1, 'book:z', 1],
      [2, 'book:y', 0],
      [3, 'book:a', 2],
    ] as const)
      db.prepare(
        `INSERT INTO _outbox (id, tx, tbl, row_id, scope, kind, cells, clock, base, state, at)
         VALUES (?, 1, 'customer', 'c', ?, 'update', '{}', 1, '{}', ?, 1)`,
      ).run(id, scope, state);
    migrate(db);
    expect(firstWaitingId(db)).toBe(2);
    expect(waitingChanges(db, 10).map(({ n }) => n)).toEqual([2, 3]);
  });

  test('each run once, in order, and a second start runs none', () => {
    const db = new Database(':memory:');
    const all = readMigrations();
    expect(migrate(db)).toEqual(all.map(({ name }) => name));
    expect(schemaVersion(db)).toBe(all.length);
    expect(migrate(db)).toEqual([]);
  });

  test('that fail leave the version before', () => {
    const db = new Database(':memory:');
    migrate(db);
    const before = schemaVersion(db);
    const broken = {
      version: before + 1,
      name: 'broken',
      sql: 'CREATE TABLE half (a TEXT) STRICT; SELECT nonsense;',
    };
    expect(() => migrate(db, [...readMigrations(), broken])).toThrow(/nonsense/);
    expect(schemaVersion(db)).toBe(before);
    expect(db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'half'").get()).toBeUndefined();
  });
});

describe('the difference between two declarations', () => {
  const one: PhysicalSchema = { tables: { a: { columns: { id: 'TEXT' }, indexes: {} } }, local: {} };

  test('adds columns and indexes', () => {
    const two: PhysicalSchema = {
      tables: { a: { columns: { id: 'TEXT', n: 'INTEGER' }, indexes: { a_by_n: ['n'] } } },
      local: {},
    };
    expect(difference(one, two)).toEqual([
      'ALTER TABLE "a" ADD COLUMN "n" INTEGER;',
      'CREATE INDEX "a_by_n" ON "a" ("n");',
    ]);
  });

  test('refuses to take away or to change', () => {
    expect(() => difference(one, EMPTY)).toThrow(/only adds/);
    const changed: PhysicalSchema = { tables: { a: { columns: { id: 'INTEGER' }, indexes: {} } }, local: {} };
    expect(() => difference(one, changed)).toThrow(/only adds/);
  });
});
