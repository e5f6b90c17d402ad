import Database from 'better-sqlite3';
import { and, eq, getTableColumns } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { expect, expectTypeOf, test } from 'vitest';
import { TABLES, type Row } from '../../../src-shared/schema/tables.ts';
import { migrate } from '../migrate.ts';
import { synced } from './tables.ts';

function aDatabase(): Database.Database {
  const sqlite = new Database(':memory:');
  migrate(sqlite);
  sqlite
    .prepare(
      "INSERT INTO task (id, scope, deleted, title, owner_id, status, priority, zone, _clock, _device) VALUES ('t1', 'person:p', 0, '回访', 'p', 'open', 'high', 'Asia/Shanghai', 1, 1)",
    )
    .run();
  return sqlite;
}

test('every declared table and column can be read through drizzle', () => {
  const db = drizzle(aDatabase());
  for (const spec of Object.values(TABLES)) {
    const table = synced[spec.name];
    expect(Object.keys(getTableColumns(table))).toEqual([
      'id',
      'scope',
      'deleted',
      ...Object.keys(spec.columns),
    ]);
    expect(() => db.select().from(table).all()).not.toThrow();
  }
});

test('rows have the types of the declaration', () => {
  const { owner_id, deleted } = synced.task;
  const rows = drizzle(aDatabase())
    .select()
    .from(synced.task)
    .where(and(eq(owner_id, 'p'), eq(deleted, 0)))
    .all();
  expectTypeOf(rows).items.toMatchObjectType<
    Pick<Row<'task'>, 'id' | 'title' | 'status' | 'done_at' | 'deleted'>
  >();
  expect(rows).toMatchObject([{ id: 't1', title: '回访', status: 'open', done_at: null, deleted: 0 }]);
});
