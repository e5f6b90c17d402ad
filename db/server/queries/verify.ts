import type { Value } from '../../../src-shared/schema/column.ts';
import { TABLE_NAMES, type TableName } from '../../../src-shared/schema/tables.ts';
import { compareKeys } from '../../../src-shared/sync/key-range.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import { quoted } from '../schema/shape.ts';
import type { Sql } from '../store.ts';

/** Every scope that has a head or rows. */
export async function scopesWithRows(sql: Sql): Promise<Scope[]> {
  const scopes = TABLE_NAMES.map((table) => `SELECT scope FROM ${quoted(table)}`);
  const rows = await sql.query<{ scope: string }>(
    `SELECT scope FROM "scope_head" UNION ${scopes.join(' UNION ')} ORDER BY 1`,
  );
  return rows.map((row) => row.scope);
}

/**
 * What the log of a scope says that the rows of a table hold: by id, in the order of keys, the cells that were written
 * last. Rows that a bulk load brought have the cells that were written since.
 */
export async function readWritten(
  sql: Sql,
  scope: Scope,
  table: TableName,
): Promise<Map<string, Readonly<Record<string, Value>>>> {
  const entries = await sql.query<{ row_id: string; op: string; cells: string | null }>(
    `SELECT row_id, op, cells FROM "sync_log" WHERE scope = $1 AND tbl = $2 ORDER BY seq`,
    [scope, table],
  );
  const written = new Map<string, Record<string, Value>>();
  for (const { row_id: id, op, cells } of entries) {
    if (op === 'remove') written.delete(id);
    else written.set(id, { ...written.get(id), ...(JSON.parse(cells ?? '{}') as Record<string, Value>) });
  }
  return new Map([...written].sort(([a], [b]) => compareKeys(a, b)));
}
