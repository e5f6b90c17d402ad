import type { Value } from '../../../src-shared/schema/column.ts';
import { tableSpec, type TableName } from '../../../src-shared/schema/tables.ts';
import type { RowState } from '../../../src-shared/sync/change.ts';
import { unitsText } from '../queries/rows.ts';
import type { Tx } from '../statements.ts';
import { databaseError } from './error.ts';
import { prefixOf, type Work } from './state.ts';
import { rowsBy, rowsById, withoutRow, withRow, type TableState } from './table-state.ts';

export function memoryRows(work: Work): Tx['rows'] {
  const change = (name: TableName, by: (table: TableState) => TableState): void => {
    const { state } = work;
    const table = by(state.tables[name]);
    if (table !== state.tables[name]) work.state = { ...state, tables: { ...state.tables, [name]: table } };
  };
  const between = (name: TableName, scope: string, after: string, upto: string | null, limit: number) => {
    const end = upto === null ? `${scope}\u0001` : `${scope}\u0000${upto}\u0000`;
    return pageOf(name, work.state.tables[name].inScope.range(`${scope}\u0000${after}\u0000`, end, limit));
  };
  return {
    lock: async (table, ids) => rowsById(work.state.tables[table], [...ids].sort()),
    read: async (table, ids) => rowsById(work.state.tables[table], ids),
    scopes: async (table, ids) =>
      new Map(rowsById(work.state.tables[table], ids).map((row) => [row.id, row.scope])),
    readBy: async (table, column, values) => {
      if (!Object.hasOwn(tableSpec(table).columns, column))
        throw new Error(`no column ${column} in ${table}`);
      return rowsBy(work.state.tables[table], column, values);
    },
    idsIn: async (table, scope, column, values) => {
      const wanted = new Set<Value>(values);
      return work.state.tables[table].inScope
        .startingWith(prefixOf(scope))
        .flatMap((row) => (wanted.has(row.cells[column] ?? null) ? [row.id] : []));
    },
    page: async (table, scope, after, limit) => between(table, scope, after, null, limit),
    range: async (table, scope, { after, upto }, limit) => between(table, scope, after, upto, limit),
    insert: async (name, rows) =>
      change(name, (table) =>
        rows.reduce((next, row) => {
          if (next.byId.get(row.id)) throw databaseError('23505', `${name} has the row already`);
          return withRow(next, row);
        }, table),
      ),
    update: async (name, rows) =>
      change(name, (table) =>
        rows.reduce(
          (next, { now }) => (next.byId.get(now.id)?.scope === now.scope ? withRow(next, now) : next),
          table,
        ),
      ),
    remove: async (name, rows) =>
      change(name, (table) =>
        rows.reduce(
          (next, { scope, id }) => (next.byId.get(id)?.scope === scope ? withoutRow(next, id) : next),
          table,
        ),
      ),
  };
}

function pageOf(table: TableName, rows: readonly RowState[]): { columns: string[]; rows: Value[][] } {
  const declared = Object.keys(tableSpec(table).columns);
  const known = new Set(declared);
  const newer = new Set<string>();
  for (const row of rows) for (const column in row.cells) if (!known.has(column)) newer.add(column);
  const columns = [...declared, ...[...newer].sort()];
  const lists = rows.map((row): Value[] => [
    row.id,
    row.deleted,
    row.marks.row[0],
    row.marks.row[1],
    unitsText(row.marks.units),
    ...columns.map((column) => row.cells[column] ?? null),
  ]);
  return { columns, rows: lists };
}
