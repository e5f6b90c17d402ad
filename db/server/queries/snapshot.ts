import type { Value } from '../../../src-shared/schema/column.ts';
import type { TableName } from '../../../src-shared/schema/tables.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import { quoted } from '../schema/ddl.ts';
import type { Sql } from '../store.ts';
import { statementsOf } from './rows.ts';

export interface SnapshotPage {
  readonly columns: string[];
  /** id, deleted, clock, device, units, then the cells in the order of `columns`. */
  readonly rows: Value[][];
}

const texts = new Map<TableName, string>();

function textOf(table: TableName): string {
  const known = texts.get(table);
  if (known !== undefined) return known;
  const { declared } = statementsOf(table);
  const columns = ['id', 'deleted', '_clock', '_device', '_units', ...declared, '_extra']
    .map(quoted)
    .join(', ');
  const text = `SELECT ${columns} FROM ${quoted(table)} WHERE scope = $1 AND id > $2 ORDER BY id LIMIT $3`;
  texts.set(table, text);
  return text;
}

/** Up to `limit` rows of a scope after an id, tombstones too, as lists that go to the wire as they are. */
export async function readPage(
  sql: Sql,
  table: TableName,
  scope: Scope,
  after: string,
  limit: number,
): Promise<SnapshotPage> {
  const rows = await sql.lists(textOf(table), [scope, after, limit]);
  const columns = [...statementsOf(table).declared];
  const extras: { row: Value[]; cells: Record<string, Value> }[] = [];
  for (const row of rows) {
    const extra = row.pop();
    if (typeof extra === 'string') extras.push({ row, cells: JSON.parse(extra) as Record<string, Value> });
  }
  if (extras.length > 0) spread(rows, columns, extras);
  return { columns, rows };
}

/** Cells of a newer version become columns of this page. */
function spread(
  rows: Value[][],
  columns: string[],
  extras: readonly { row: Value[]; cells: Record<string, Value> }[],
): void {
  const names = [...new Set(extras.flatMap(({ cells }) => Object.keys(cells)))].sort();
  const cellsOf = new Map(extras.map(({ row, cells }) => [row, cells]));
  for (const row of rows) row.push(...names.map((name) => cellsOf.get(row)?.[name] ?? null));
  columns.push(...names);
}
