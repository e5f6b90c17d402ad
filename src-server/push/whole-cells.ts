import { DELETED } from '../../src-shared/schema/table.ts';
import { SCOPE, type Cells, type RowState } from '../../src-shared/sync/change.ts';

/** Every cell of a row, its deletion and its scope among them: what a laptop that has nothing needs. */
export const wholeCells = (row: RowState): Cells => ({
  ...row.cells,
  [DELETED]: row.deleted,
  [SCOPE]: row.scope,
});
