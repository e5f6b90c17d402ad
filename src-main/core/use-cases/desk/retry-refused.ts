import type { Patch } from '../../../../db/client/access.ts';
import { dropRefused, QUARANTINED, refusedById } from '../../../../db/client/local/refused.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import { DELETED, type NewRowOf } from '../../../../src-shared/schema/table.ts';
import { isTableName, type TableName, type Tables } from '../../../../src-shared/schema/tables.ts';
import { SCOPE, type Cells } from '../../../../src-shared/sync/change.ts';
import type { UseCase } from '../../engine/context.ts';

/**
 * Writes what was refused once more, as a new edit with the marks of now: what was wrong may have been put right since,
 * a right given back, a row restored.
 */
export const retryRefused: UseCase<'sync.retryRefused'> = ({ tx }, { id }) => {
  const refused = refusedById(tx.sqlite, Number(id));
  if (!refused || refused.reason === QUARANTINED || !isTableName(refused.tbl))
    return err({ type: 'NotFound', what: 'refused' });
  const table: TableName = refused.tbl;
  const { [DELETED]: deleted, [SCOPE]: scope, ...cells } = JSON.parse(refused.cells) as Cells;
  const row = tx.row(table, refused.row_id);
  if (refused.kind === 'insert' && !row) {
    tx.insert(table, refused.scope, refused.row_id, cells as NewRowOf<Tables[typeof table]>);
  } else {
    if (!row) return err({ type: 'NotFound', what: table });
    if (Object.keys(cells).length > 0) tx.update(table, refused.row_id, cells as Patch<typeof table>);
    if (typeof scope === 'string') tx.move(table, refused.row_id, scope);
    if (deleted === 1) tx.remove(table, refused.row_id);
  }
  dropRefused(tx.sqlite, refused.id);
  return ok(undefined);
};
