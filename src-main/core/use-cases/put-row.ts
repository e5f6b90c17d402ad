import type { Patch, Writer } from '../../../db/client/access.ts';
import { scopeOfGone } from '../../../db/client/queries/gone.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { NewRowOf } from '../../../src-shared/schema/table.ts';
import type { TableName, Tables } from '../../../src-shared/schema/tables.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';

/**
 * Makes a row whose id follows from another; brings back the one of this id that undo or its owner took away; writes over
 * one that is there: what hung on a row outlives it where somebody edited it meanwhile.
 */
export function putRow<N extends TableName>(
  tx: Writer,
  table: N,
  scope: Scope,
  id: Id,
  cells: NewRowOf<Tables[N]> & Patch<N>,
): void {
  if (tx.row(table, id) === undefined) {
    if (scopeOfGone(tx, table, id) === undefined) return tx.insert(table, scope, id, cells);
    tx.revive(table, id);
  }
  tx.update(table, id, cells);
}
