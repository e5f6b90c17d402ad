import type { $Type, NotNull } from 'drizzle-orm';
import {
  integer,
  sqliteTable,
  text,
  type SQLiteColumnBuilderBase,
  type SQLiteIntegerBuilderInitial,
  type SQLiteTableWithColumns,
  type SQLiteTextBuilderInitial,
} from 'drizzle-orm/sqlite-core';
import type { BuildColumns } from 'drizzle-orm/column-builder';
import type { Column } from '../../../src-shared/schema/column.ts';
import type { TableSpec } from '../../../src-shared/schema/table.ts';
import { TABLES, type TableName, type Tables } from '../../../src-shared/schema/tables.ts';

type Text = SQLiteTextBuilderInitial<'', [string, ...string[]], undefined>;
type Integer = SQLiteIntegerBuilderInitial<''>;
type Builder<T> = [Exclude<T, null>] extends [number]
  ? $Type<Integer, Exclude<T, null>>
  : $Type<Text, Exclude<T, null>>;
type ColumnBuilder<T> = null extends T ? Builder<T> : NotNull<Builder<T>>;
type Builders<S> =
  S extends TableSpec<string, infer C>
    ? { [K in keyof C]: C[K] extends Column<infer T> ? ColumnBuilder<T> : never } & {
        id: NotNull<Text>;
        scope: NotNull<Text>;
        deleted: NotNull<$Type<Integer, 0 | 1>>;
      }
    : never;

/** The drizzle table of a declared table, its columns typed by the declaration. */
export type SyncedTable<N extends TableName> =
  Builders<Tables[N]> extends infer B extends Record<string, SQLiteColumnBuilderBase>
    ? SQLiteTableWithColumns<{
        name: N;
        schema: undefined;
        columns: BuildColumns<N, B, 'sqlite'>;
        dialect: 'sqlite';
      }>
    : never;

/** Every synced table for drizzle: `select().from(synced.customer).where(eq(synced.customer.deleted, 0))`. */
export const synced: { readonly [N in TableName]: SyncedTable<N> } = build();

function build(): { [N in TableName]: SyncedTable<N> } {
  const tables: Record<string, unknown> = {};
  for (const spec of Object.values(TABLES)) {
    const columns: Record<string, SQLiteColumnBuilderBase> = {
      id: text().primaryKey(),
      scope: text().notNull(),
      deleted: integer().notNull(),
    };
    for (const [name, column] of Object.entries<Column>(spec.columns)) {
      const builder = column.type === 'int' ? integer() : text();
      columns[name] = column.nullable ? builder : builder.notNull();
    }
    tables[spec.name] = sqliteTable(spec.name, columns);
  }
  return tables as { [N in TableName]: SyncedTable<N> };
}
