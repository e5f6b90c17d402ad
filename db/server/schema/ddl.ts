import { is, SQL } from 'drizzle-orm';
import { getTableConfig, PgDialect, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { SERVER_TABLES } from './server-tables.ts';
import { quoted } from './shape.ts';
import { SYNCED_TABLES } from './synced-tables.ts';

export const ALL_TABLES: readonly PgTable[] = [
  ...Object.values(SERVER_TABLES),
  ...Object.values(SYNCED_TABLES),
];

const dialect = new PgDialect();

const list = (names: readonly string[]): string => names.map(quoted).join(', ');

/** The whole schema as SQL, for the first migration and for the check that migrations arrive at the declaration. */
export const declaredSchema = (): string[] => ALL_TABLES.flatMap(createTable);

function createTable(table: PgTable): string[] {
  const { name, columns, primaryKeys, indexes } = getTableConfig(table);
  const lines = columns.map(columnLine);
  for (const key of primaryKeys) {
    lines.push(
      `CONSTRAINT ${quoted(key.getName())} PRIMARY KEY (${list(key.columns.map((column) => column.name))})`,
    );
  }
  return [
    `CREATE TABLE ${quoted(name)} (\n  ${lines.join(',\n  ')}\n);`,
    ...indexes.map(({ config }) => {
      const on = config.columns.map((column) =>
        is(column, SQL) ? dialect.sqlToQuery(column).sql : quoted((column as { name: string }).name),
      );
      const where = config.where ? ` WHERE ${dialect.sqlToQuery(config.where).sql}` : '';
      return `CREATE INDEX ${quoted(config.name ?? '')} ON ${quoted(name)} (${on.join(', ')})${where};`;
    }),
  ];
}

function columnLine(column: PgColumn): string {
  const parts = [quoted(column.name), column.getSQLType()];
  if (column.generatedIdentity) parts.push('GENERATED ALWAYS AS IDENTITY');
  if (column.primary) parts.push('PRIMARY KEY');
  else if (column.notNull) parts.push('NOT NULL');
  if (column.isUnique) parts.push(`CONSTRAINT ${quoted(column.uniqueName ?? '')} UNIQUE`);
  if (column.hasDefault && typeof column.default === 'number') parts.push(`DEFAULT ${column.default}`);
  return parts.join(' ');
}
