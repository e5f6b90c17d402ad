import { meantId } from '../../../../db/client/queries/alias.ts';
import { quarantineById } from '../../../../db/client/queries/quarantine.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import { err, ok, type Result } from '../../../../src-shared/kernel/result.ts';
import type { Value } from '../../../../src-shared/schema/column.ts';
import { DELETED, type NewRowOf } from '../../../../src-shared/schema/table.ts';
import { isTableName, type Row, type TableName, type Tables } from '../../../../src-shared/schema/tables.ts';
import { SCOPE } from '../../../../src-shared/sync/change.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';
import { writeCells } from '../write-cells.ts';

/**
 * Applies somebody's quarantined edits as one's own, or sets them aside. Applying is an ordinary edit: it travels, and undo
 * takes it back together with the decision. What the edits said stays in the records either way.
 */
export const settleQuarantine: UseCase<'quarantine.settle'> = (context, { ids, choice }) => {
  const { tx, me, now } = context;
  const records: Row<'quarantine'>[] = [];
  for (const id of ids) {
    const record = quarantineById(tx, id);
    if (!record) return err({ type: 'NotFound', what: 'quarantine' });
    // Decided in another window, or by whoever else may.
    if (record.status === 'open') records.push(record);
  }
  for (const record of records.sort(byWriting)) {
    if (choice === 'applied') {
      const written = write(context, record);
      if (!written.ok) return written;
    }
    tx.update('quarantine', record.id, { status: choice, settled_by: me.id, settled_at: now });
  }
  return ok(undefined);
};

/** What makes a row before what changes it, also where both are of one moment. */
const byWriting = (a: Row<'quarantine'>, b: Row<'quarantine'>): number =>
  a.written_at - b.written_at || Number(a.kind === 'update') - Number(b.kind === 'update');

function write(context: CommandContext, record: Row<'quarantine'>): Result<void, DeskFailure> {
  const { tx } = context;
  const table = record.table_name;
  if (!isTableName(table)) return err({ type: 'NotFound', what: table });
  const cells = JSON.parse(record.cells) as Record<string, Value>;
  if (record.kind === 'insert' && !tx.row(table, record.row_id)) {
    const { [DELETED]: _deleted, [SCOPE]: _scope, ...plain } = cells;
    tx.insert(table, record.scope, record.row_id, plain as unknown as NewRowOf<Tables[TableName]>);
    return ok(undefined);
  }
  return writeCells(context, table, table === 'customer' ? meantId(tx, record.row_id) : record.row_id, cells);
}
