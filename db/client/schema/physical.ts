import type { TableSpec } from '../../../src-shared/schema/table.ts';
import { TABLES } from '../../../src-shared/schema/tables.ts';
import { LOCAL_TABLES } from './local.ts';

/**
 * The SQLite schema that the declaration asks for.
 *
 * Declared columns may all be empty on disk, whatever the declaration says: an older server may not send a column, and
 * a laptop must never refuse what the server says. What a person writes is checked by the writer instead.
 */
export interface PhysicalTable {
  /** Column → its type and constraints, as in `CREATE TABLE`. */
  readonly columns: Readonly<Record<string, string>>;
  /** Name → column list. */
  readonly indexes: Readonly<Record<string, readonly string[]>>;
}

export interface PhysicalSchema {
  readonly tables: Readonly<Record<string, PhysicalTable>>;
  /** Tables and indexes of this laptop alone: name → DDL. */
  readonly local: Readonly<Record<string, string>>;
}

/** Columns before and after the declared ones, in order. */
export const LEADING = {
  id: 'TEXT PRIMARY KEY NOT NULL',
  scope: 'TEXT NOT NULL',
  deleted: 'INTEGER NOT NULL',
} as const;
export const TRAILING = {
  _clock: 'INTEGER NOT NULL',
  _device: 'INTEGER NOT NULL',
  _units: 'TEXT',
  _extra: 'TEXT',
} as const;

export const quoted = (name: string): string => `"${name}"`;

export function physicalTable(spec: TableSpec): PhysicalTable {
  const columns: Record<string, string> = { ...LEADING };
  for (const [name, column] of Object.entries(spec.columns))
    columns[name] = column.type === 'int' ? 'INTEGER' : 'TEXT';
  Object.assign(columns, TRAILING);
  const indexes: Record<string, readonly string[]> = {};
  for (const list of spec.indexes) indexes[`${spec.name}_by_${list.join('_')}`] = list;
  return { columns, indexes };
}

export function physicalSchema(): PhysicalSchema {
  const tables: Record<string, PhysicalTable> = {};
  for (const spec of Object.values(TABLES)) tables[spec.name] = physicalTable(spec);
  return { tables, local: LOCAL_TABLES };
}

export const createTable = (name: string, table: PhysicalTable): string =>
  `CREATE TABLE ${quoted(name)} (\n${Object.entries(table.columns)
    .map(([column, type]) => `  ${quoted(column)} ${type}`)
    .join(',\n')}\n) STRICT;`;

export const createIndex = (table: string, name: string, columns: readonly string[]): string =>
  `CREATE INDEX ${quoted(name)} ON ${quoted(table)} (${columns.map(quoted).join(', ')});`;

/** Statements that bring `before` to `after`. Throws where something would have to go: a schema only adds. */
export function difference(before: PhysicalSchema, after: PhysicalSchema): string[] {
  const statements: string[] = [];
  for (const name of Object.keys(before.tables)) {
    if (!after.tables[name])
      throw new Error(`table ${name} is gone from the declaration; a schema only adds`);
  }
  for (const [name, table] of Object.entries(after.tables)) {
    const old = before.tables[name];
    if (!old) statements.push(createTable(name, table));
    for (const column of Object.keys(old?.columns ?? {})) {
      if (old?.columns[column] !== table.columns[column])
        throw new Error(`${name}.${column} changed; a schema only adds`);
    }
    for (const [column, type] of Object.entries(old ? table.columns : {})) {
      if (!(column in (old?.columns ?? {})))
        statements.push(`ALTER TABLE ${quoted(name)} ADD COLUMN ${quoted(column)} ${type};`);
    }
    for (const [index, columns] of Object.entries(table.indexes)) {
      if (!old?.indexes[index]) statements.push(createIndex(name, index, columns));
    }
  }
  for (const [name, ddl] of Object.entries(after.local)) {
    if (before.local[name] === undefined) statements.push(`${ddl};`);
    else if (before.local[name] !== ddl) throw new Error(`${name} changed; write its migration by hand`);
  }
  return statements;
}
