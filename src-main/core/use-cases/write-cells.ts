import type { Patch } from '../../../db/client/access.ts';
import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import type { Value } from '../../../src-shared/schema/column.ts';
import { DELETED } from '../../../src-shared/schema/table.ts';
import type { TableName } from '../../../src-shared/schema/tables.ts';
import { SCOPE } from '../../../src-shared/sync/change.ts';
import type { CommandContext } from '../engine/context.ts';
import { moveWhole } from './move-whole.ts';

/** Writes cells as a change carries them, a deletion and a move among them, as this person's ordinary edit. */
export function writeCells<N extends TableName>(
  { tx }: CommandContext,
  table: N,
  id: string,
  cells: Readonly<Record<string, Value>>,
): Result<void, DeskFailure> {
  const { [DELETED]: deleted, [SCOPE]: scope, ...columns } = cells;
  const row = tx.row(table, id);
  if (deleted === 1) {
    if (row) tx.remove(table, id);
    return ok(undefined);
  }
  if (!row) return err({ type: 'NotFound', what: table });
  if (typeof scope === 'string') moveWhole(tx, table, id, scope);
  if (Object.keys(columns).length > 0) tx.update(table, id, columns as Patch<N>);
  return ok(undefined);
}
