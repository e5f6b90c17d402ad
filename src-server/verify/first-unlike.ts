import { readWritten } from '../../db/server/queries/verify.ts';
import type { Tx } from '../../db/server/statements.ts';
import type { Sql } from '../../db/server/store.ts';
import type { Value } from '../../src-shared/schema/column.ts';
import { compareKeys } from '../../src-shared/sync/key-range.ts';
import type { Scope } from '../../src-shared/sync/scope.ts';
import { tablesOf } from '../pull/scope-sums.ts';

const PAGE = 2_000;

/**
 * The first row of a scope that is not what its log says, as `table id`; null where the log does not tell, because the
 * row came with a bulk load and nobody has written the cell since.
 */
export async function firstUnlike(tx: Tx & Sql, scope: Scope, logIsWhole: boolean): Promise<string | null> {
  for (const table of tablesOf(scope)) {
    const written = await readWritten(tx, scope, table);
    for (let after = ''; ;) {
      const { columns, rows } = await tx.rows.range(table, scope, { after, upto: null }, PAGE);
      for (const row of rows) {
        const id = String(row[0]);
        const gone = earlier(written, id);
        if (gone !== null) return `${table} ${gone}`;
        const cells = written.get(id);
        written.delete(id);
        if (cells === undefined ? logIsWhole : isUnlike(cells, columns, row)) return `${table} ${id}`;
      }
      if (rows.length < PAGE) break;
      after = String(rows.at(-1)![0]);
    }
    const left = [...written.keys()][0];
    if (left !== undefined) return `${table} ${left}`;
  }
  return null;
}

/** A row that the log knows, that should have come before `id`, and did not. Rows of the log are in order. */
function earlier(written: ReadonlyMap<string, unknown>, id: string): string | null {
  const [first] = written.keys();
  return first !== undefined && compareKeys(first, id) < 0 ? first : null;
}

function isUnlike(
  written: Readonly<Record<string, Value>>,
  columns: readonly string[],
  row: readonly Value[],
): boolean {
  return Object.entries(written).some(([column, value]) => {
    if (column === 'scope') return false;
    if (column === 'deleted') return value !== row[1];
    return value !== (row[columns.indexOf(column) + 5] ?? null);
  });
}
