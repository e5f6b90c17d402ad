import { goneWith } from '../../../db/client/queries/hanging.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { TableName } from '../../../src-shared/schema/tables.ts';
import type { CommandContext } from '../engine/context.ts';

/** Brings a deleted row back with everything that was deleted in one act with it, as far as this person may write it. */
export function reviveWhole(context: CommandContext, table: TableName, id: Id): void {
  const { tx, grants } = context;
  // Read before the row lives: what went with it is known by its death.
  const gone = goneWith(tx, table, id);
  tx.revive(table, id);
  const scope = tx.row(table, id)?.scope;
  for (const one of gone)
    if (scope !== undefined && grants.get(scope) === 'write') reviveWhole(context, one.table, one.id);
}
