import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, primaryKey, text, type PgTable } from 'drizzle-orm/pg-core';
import type { TableSpec } from '../../../src-shared/schema/table.ts';
import { TABLE_NAMES, tableSpec, type TableName } from '../../../src-shared/schema/tables.ts';
import { LOOKED_UP } from './shape.ts';

/**
 * The PostgreSQL table that a declaration asks for. The scope leads the primary key, because it is what a sharded
 * installation distributes by; the index on id finds a row that has moved.
 *
 * Declared columns may all be empty here: an older laptop does not send a column that a newer version requires, and
 * what a laptop sends is checked at the door instead.
 */
function syncedTable(spec: TableSpec): PgTable {
  const declared = Object.fromEntries(
    Object.entries(spec.columns).map(([name, column]) => [
      name,
      column.type === 'int' ? bigint(name, { mode: 'number' }) : text(name),
    ]),
  );
  return pgTable(
    spec.name,
    {
      id: text('id').notNull(),
      scope: text('scope').notNull(),
      deleted: integer('deleted').notNull(),
      ...declared,
      _clock: bigint('_clock', { mode: 'number' }).notNull(),
      _device: integer('_device').notNull(),
      _units: text('_units'),
      _extra: text('_extra'),
    },
    (table) => [
      primaryKey({ name: `${spec.name}_pk`, columns: [table.scope, table.id] }),
      index(`${spec.name}_by_id`).on(table.id),
      // What is longer than a day has an index of its own, so that the search for overlaps may look at a day only.
      ...(spec.name === 'busy_block'
        ? [
            index('busy_block_long')
              .on(...columnsOf(table, ['subject_id', 'start']))
              .where(sql`"end" - "start" > 86400000`),
          ]
        : []),
      ...serverIndexes(spec).map((columns) =>
        index(`${spec.name}_by_${columns.join('_')}`).on(...columnsOf(table, columns)),
      ),
    ],
  );
}

/** Columns by name: which there are is known by the declaration only, not by the type. */
const columnsOf = <C>(table: { id: C }, names: readonly string[]): [C, ...C[]] =>
  names.map((name) => (table as unknown as Record<string, C>)[name]) as [C, ...C[]];

const serverIndexes = (spec: TableSpec): readonly (readonly string[])[] =>
  LOOKED_UP[spec.name as TableName] ?? [];

export const SYNCED_TABLES: Readonly<Record<TableName, PgTable>> = Object.fromEntries(
  TABLE_NAMES.map((name) => [name, syncedTable(tableSpec(name))]),
) as Record<TableName, PgTable>;
