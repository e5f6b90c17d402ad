import { meantId } from '../../../../db/client/queries/alias.ts';
import { quarantineById } from '../../../../db/client/queries/quarantine.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { Value } from '../../../../src-shared/schema/column.ts';
import { DELETED, type NewRowOf } from '../../../../src-shared/schema/table.ts';
import { isTableName, type TableName, type Tables } from '../../../../src-shared/schema/tables.ts';
import { SCOPE } from '../../../../src-shared/sync/change.ts';
import type { UseCase } from '../../engine/context.ts';
import { writeCells } from '../write-cells.ts';

/**
 * Applies somebody's quarantined edit as one's own, or sets it aside. Applying is an ordinary edit: it travels, and undo
 * takes it back together with the decision. What the edit said stays in the record either way.
 */
export const settleQuarantine: UseCase<'quarantine.settle'> = (context, { id, choice }) => {
  const { tx, me, now } = context;
  const record = quarantineById(tx, id);
  if (!record) return err({ type: 'NotFound', what: 'quarantine' });
  const table = record.table_name;
  if (!isTableName(table)) return err({ type: 'NotFound', what: table });
  if (choice === 'applied') {
    const cells = JSON.parse(record.cells) as Record<string, Value>;
    const { [DELETED]: _deleted, [SCOPE]: _scope, ...plain } = cells;
    if (record.kind === 'insert' && !tx.row(table, record.row_id)) {
      tx.insert(table, record.scope, record.row_id, plain as unknown as NewRowOf<Tables[TableName]>);
    } else {
      const written = writeCells(
        context,
        table,
        table === 'customer' ? meantId(tx, record.row_id) : record.row_id,
        cells,
      );
      if (!written.ok) return written;
    }
  }
  tx.update('quarantine', id, { status: choice, settled_by: me.id, settled_at: now });
  return ok(undefined);
};
