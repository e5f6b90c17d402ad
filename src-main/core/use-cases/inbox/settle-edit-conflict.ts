import { meantId } from '../../../../db/client/queries/alias.ts';
import { editConflictById } from '../../../../db/client/queries/inbox.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import { err, ok, type Result } from '../../../../src-shared/kernel/result.ts';
import type { Value } from '../../../../src-shared/schema/column.ts';
import { cellFault, DELETED, unitOfColumn } from '../../../../src-shared/schema/table.ts';
import { isTableName, tableSpec, type Row, type TableName } from '../../../../src-shared/schema/tables.ts';
import type { UseCase } from '../../engine/context.ts';
import { reviveWhole } from '../revive-whole.ts';
import { writeCells } from '../write-cells.ts';

type Cells = Record<string, Value>;

/**
 * Writes the chosen side (an ordinary edit, so it travels and can be undone) and closes the record, in one transaction.
 * The record of what was not chosen stays in the history.
 */
export const settleEditConflict: UseCase<'editConflict.settle'> = (context, { id, choice, cells }) => {
  const record = editConflictById(context.tx, id);
  if (!record) return err({ type: 'NotFound', what: 'edit_conflict' });
  if (!isTableName(record.table_name)) return err({ type: 'NotFound', what: record.table_name });
  const chosen = cellsOf(record, choice, cells);
  if (!chosen.ok) return chosen;
  // Against a deletion the other side is the row itself: whoever chooses it wants it back.
  const life = record.unit === DELETED && chosen.value[DELETED] !== 1;
  const row = record.table_name === 'customer' ? meantId(context.tx, record.row_id) : record.row_id;
  if (life) reviveWhole(context, record.table_name, row);
  const written = writeCells(context, record.table_name, row, chosen.value);
  if (!written.ok) return written;
  context.tx.update('edit_conflict', id, {
    status: 'settled',
    settled_by: context.me.id,
    settled_at: context.now,
    choice,
  });
  return ok(undefined);
};

/** The cells that a choice stands for; `both` and `other` bring their own, of the disputed unit only. */
function cellsOf(
  record: Row<'edit_conflict'>,
  choice: 'kept' | 'lost' | 'both' | 'other',
  given: Cells | undefined,
): Result<Cells, DeskFailure> {
  if (choice === 'kept' || choice === 'lost') return ok(JSON.parse(record[choice]) as Cells);
  const spec = tableSpec(record.table_name as TableName);
  const cells = given ?? {};
  const foreign = Object.keys(cells).find(
    (column) => unitOfColumn(spec, column) !== record.unit || !(column in spec.columns),
  );
  if (foreign !== undefined)
    return err({ type: 'BadInput', path: `cells.${foreign}`, problem: 'not in this conflict' });
  if (Object.keys(cells).length === 0) return err({ type: 'BadInput', path: 'cells', problem: 'missing' });
  const fault = cellFault(spec, cells, { whole: false });
  return fault
    ? err({ type: 'BadValue', table: record.table_name, column: fault.column, fault: fault.fault })
    : ok(cells);
}
