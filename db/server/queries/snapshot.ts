import type { Value } from '../../../src-shared/schema/column.ts';
import type { TableName } from '../../../src-shared/schema/tables.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import { quoted } from '../schema/shape.ts';
import type { Sql } from '../store.ts';
import { statementsOf } from './rows.ts';

export interface SnapshotPage {
  readonly columns: string[];
  /** id, deleted, clock, device, units, then the cells in the order of `columns`. */
  readonly rows: Value[][];
}

interface Texts {
  readonly page: string;
  readonly range: string;
}

const texts = new Map<TableName, Texts>();

function textsOf(table: TableName): Texts {
  const known = texts.get(table);
  if (known !== undefined) return known;
  const { declared } = statementsOf(table);
  const columns = ['id', 'deleted', '_clock', '_device', '_units', ...declared, '_extra']
    .map(quoted)
    .join(', ');
  const select = `SELECT ${columns} FROM ${quoted(table)} WHERE scope = $1`;
  const made: Texts = {
    page: `${select} AND id > $2 ORDER BY id LIMIT $3`,
    // In the order of UTF-8 bytes, which laptops compute too, whatever this database sorts by.
    range: `${select} AND id COLLATE "C" > $2 AND ($3::text IS NULL OR id COLLATE "C" <= $3) ORDER BY id COLLATE "C" LIMIT $4`,
  };
  texts.set(table, made);
  return made;
}

/** Up to `limit` rows of a scope after an id, tombstones too, as lists that go to the wire as they are. */
export const readPage = async (
  sql: Sql,
  table: TableName,
  scope: Scope,
  after: string,
  limit: number,
): Promise<SnapshotPage> => pageOf(table, await sql.lists(textsOf(table).page, [scope, after, limit]));

/** The same of a range of keys, in their order. */
export const readRange = async (
  sql: Sql,
  table: TableName,
  scope: Scope,
  range: { readonly after: string; readonly upto: string | null },
  limit: number,
): Promise<SnapshotPage> =>
  pageOf(table, await sql.lists(textsOf(table).range, [scope, range.after, range.upto, limit]));

function pageOf(table: TableName, rows: Value[][]): SnapshotPage {
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
