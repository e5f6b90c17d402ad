import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, primaryKey, text, type PgTable } from 'drizzle-orm/pg-core';
import type { TableSpec } from '../../../src-shared/schema/table.ts';
import { TABLE_NAMES, tableSpec, type TableName } from '../../../src-shared/schema/tables.ts';

/** What every synced row has beside its declared columns: before them … */
export const LEADING = ['id', 'scope', 'deleted'] as const;
/** … and after them: the row's mark, the marks of units that differ, and cells of a newer version, both as JSON. */
export const TRAILING = ['_clock', '_device', '_units', '_extra'] as const;

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

/** The server looks rows up by these only: projections start from an event, a person's blocks from the subject. */
export const LOOKED_UP: Partial<Record<TableName, readonly (readonly string[])[]>> = {
  event: [['series_id']],
  attendee: [['event_id'], ['person_id']],
  event_resource: [['event_id']],
  event_customer: [['event_id'], ['customer_id']],
  invitation: [['event_id']],
  proposal: [['event_id']],
  busy_block: [['uid'], ['subject_id', 'start']],
  edit_conflict: [['row_id']],
  quarantine: [['row_id']],
  front_card: [['customer_id']],
  duplicate: [['customer_id']],
  customer: [['customer_no'], ['id_no']],
  contact_point: [['value']],
  attachment: [['sha256']],
};

const serverIndexes = (spec: TableSpec): readonly (readonly string[])[] =>
  LOOKED_UP[spec.name as TableName] ?? [];

export const SYNCED_TABLES: Readonly<Record<TableName, PgTable>> = Object.fromEntries(
  TABLE_NAMES.map((name) => [name, syncedTable(tableSpec(name))]),
) as Record<TableName, PgTable>;
