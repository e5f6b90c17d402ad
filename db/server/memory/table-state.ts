import type { Value } from '../../../src-shared/schema/column.ts';
import { completeCells } from '../../../src-shared/schema/table.ts';
import { tableSpec, type TableName } from '../../../src-shared/schema/tables.ts';
import type { RowState } from '../../../src-shared/sync/change.ts';
import { LOOKED_UP } from '../schema/shape.ts';
import { OrderedMap } from './ordered-map.ts';

/** The rows of one synced table, and the same indexes that the database has. */
export interface TableState {
  readonly name: TableName;
  readonly byId: OrderedMap<RowState>;
  /** By scope and id: what a snapshot is read from. */
  readonly inScope: OrderedMap<RowState>;
  /** By column: ids by value. */
  readonly indexes: Readonly<Record<string, OrderedMap<string>>>;
}

export function emptyTable(name: TableName): TableState {
  const columns = (LOOKED_UP[name] ?? []).map(([column]) => column!);
  return {
    name,
    byId: OrderedMap.empty(),
    inScope: OrderedMap.empty(),
    indexes: Object.fromEntries(columns.map((column) => [column, OrderedMap.empty<string>()])),
  };
}

const scopeKey = (row: RowState): string => `${row.scope}\u0000${row.id}`;
const indexKey = (value: Value, id: string): string => `${value}\u0000${id}`;

/** With a row in place of the one with its id, if there is one. */
export function withRow(table: TableState, given: RowState): TableState {
  const row = asStored(table.name, given);
  const before = table.byId.get(row.id);
  const inScope =
    before && before.scope !== row.scope ? table.inScope.delete(scopeKey(before)) : table.inScope;
  return {
    ...table,
    byId: table.byId.set(row.id, row),
    inScope: inScope.set(scopeKey(row), row),
    indexes: indexed(table, before, row),
  };
}

export function withoutRow(table: TableState, id: string): TableState {
  const before = table.byId.get(id);
  if (!before) return table;
  return {
    ...table,
    byId: table.byId.delete(id),
    inScope: table.inScope.delete(scopeKey(before)),
    indexes: indexed(table, before, undefined),
  };
}

function indexed(
  { indexes }: TableState,
  before: RowState | undefined,
  now: RowState | undefined,
): TableState['indexes'] {
  let next = indexes;
  for (const column in indexes) {
    const old = before?.cells[column] ?? null;
    const value = now?.cells[column] ?? null;
    if (old === value) continue;
    let index = next[column]!;
    if (before && old !== null) index = index.delete(indexKey(old, before.id));
    if (now && value !== null) index = index.set(indexKey(value, now.id), now.id);
    next = { ...next, [column]: index };
  }
  return next;
}

/** Rows whose column holds one of the values. */
export function rowsBy(table: TableState, column: string, values: readonly string[]): RowState[] {
  const index = table.indexes[column];
  if (!index) {
    const wanted = new Set<Value>(values);
    return table.byId.values().filter((row) => wanted.has(row.cells[column] ?? null));
  }
  return [...new Set(values)].flatMap((value) =>
    index.startingWith(indexKey(value, '')).map((id) => table.byId.get(id)!),
  );
}

export const rowsById = (table: TableState, ids: readonly string[]): RowState[] =>
  [...new Set(ids)].flatMap((id) => table.byId.get(id) ?? []);

/** A row as the database gives it back: every declared cell, and those of a newer version that are not empty. */
function asStored(table: TableName, row: RowState): RowState {
  const spec = tableSpec(table);
  const cells = completeCells(spec, row.cells);
  for (const column in row.cells) {
    const value = row.cells[column];
    if (value !== null && value !== undefined && !(column in spec.columns)) cells[column] = value;
  }
  return { ...row, cells };
}
