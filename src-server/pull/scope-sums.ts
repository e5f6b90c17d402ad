import type { SnapshotPage } from '../../db/server/queries/snapshot.ts';
import type { Tx } from '../../db/server/statements.ts';
import type { Value } from '../../src-shared/schema/column.ts';
import { TABLE_NAMES, tableSpec, type TableName } from '../../src-shared/schema/tables.ts';
import { rowChecksum } from '../../src-shared/sync/checksum.ts';
import type { KeySum } from '../../src-shared/sync/key-range.ts';
import { mayLiveIn, type Scope } from '../../src-shared/sync/scope.ts';

/** Rows that are held in memory at once. */
const PAGE = 2_000;

/** Tables that a scope may hold rows of, in the order of snapshots. */
export const tablesOf = (scope: Scope): TableName[] =>
  TABLE_NAMES.filter((table) => mayLiveIn(tableSpec(table), scope));

/** Keys and checksums of the rows in a range, page by page: whole scopes need not fit into memory. */
export async function* sumsOfRange(
  tx: Tx,
  table: TableName,
  scope: Scope,
  range: { readonly after: string; readonly upto: string | null },
): AsyncGenerator<KeySum[]> {
  for (let { after } = range; ;) {
    const page = await tx.rows.range(table, scope, { after, upto: range.upto }, PAGE);
    const sums = sumsOfPage(table, page);
    if (sums.length > 0) yield sums;
    if (sums.length < PAGE) return;
    after = sums.at(-1)!.id;
  }
}

export const sumsOfPage = (table: string, { columns, rows }: SnapshotPage): KeySum[] =>
  rows.map((row) => {
    const cells: Record<string, Value> = {};
    for (let at = 0; at < columns.length; at += 1) cells[columns[at]!] = row[at + 5] ?? null;
    const id = String(row[0]);
    return { id, sum: rowChecksum({ table, id, deleted: row[1] === 1 ? 1 : 0, cells }) };
  });
