import { DELETED } from '../../src-shared/schema/table.ts';
import type { Cells, RowState } from '../../src-shared/sync/change.ts';
import { cellsChecksum, subtractChecksums, type Checksum } from '../../src-shared/sync/checksum.ts';

/**
 * By what a row that stays in its scope changes the scope's sum: an edit of one field costs two cells, not two rows.
 * A laptop reckons the same by code of its own (`db/client/row-transaction.ts`), so that a fault in one of them shows.
 */
export function changeSum(before: RowState, now: RowState): Checksum {
  const { table, id } = now;
  const gone = cellsChecksum(table, id, without(before, now));
  return subtractChecksums(cellsChecksum(table, id, without(now, before)), gone);
}

/** What a row counts for that another version of it does not. */
function without(row: RowState, other: RowState): Cells {
  const cells: Record<string, Cells[string]> = {};
  for (const column in row.cells) {
    const value = row.cells[column] ?? null;
    if (value !== (other.cells[column] ?? null)) cells[column] = value;
  }
  if (row.deleted === 1 && other.deleted === 0) cells[DELETED] = 1;
  return cells;
}
