import { meantId } from '../../../../db/client/queries/alias.ts';
import { editConflictById } from '../../../../db/client/queries/inbox.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import { err, ok, type Result } from '../../../../src-shared/kernel/result.ts';
import type { Value } from '../../../../src-shared/schema/column.ts';
import { cellFault, DELETED, unitOfColumn } from '../../../../src-shared/schema/table.ts';
import { isTableName, tableSpec, type Row, type TableName } from '../../../../src-shared/schema/tables.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';
import { reviveWhole } from '../revive-whole.ts';
import { writeCells } from '../write-cells.ts';

type Cells = Record<string, Value>;

/** Writes the chosen sides and closes the records. The record of what was not chosen stays in the history. */
export const settleEditConflicts: UseCase<'editConflict.settle'> = (context, { settled }) => {
  const all: Settled[] = [];
  for (const { id, choice, cells } of settled) {
    const record = editConflictById(context.tx, id);
    if (!record) return err({ type: 'NotFound', what: 'edit_conflict' });
    if (!isTableName(record.table_name)) return err({ type: 'NotFound', what: record.table_name });
    const chosen = cellsOf(record, choice, cells);
    if (!chosen.ok) return chosen;
    all.push({ record, table: record.table_name, choice, cells: chosen.value });
  }
  // Whether the row lives is decided before what stands in it.
  const ofLife = all.filter(({ record }) => record.unit === DELETED);
  for (const one of new Set([...ofLife, ...all])) {
    const written = settle(context, one);
    if (!written.ok) return written;
  }
  return ok(undefined);
};

interface Settled {
  readonly record: Row<'edit_conflict'>;
  readonly table: TableName;
  readonly choice: NonNullable<Row<'edit_conflict'>['choice']>;
  readonly cells: Cells;
}

function settle(
  context: CommandContext,
  { record, table, choice, cells }: Settled,
): Result<void, DeskFailure> {
  const row = table === 'customer' ? meantId(context.tx, record.row_id) : record.row_id;
  // Against a deletion the other side is the row itself: whoever chooses it wants it back.
  const wanted = record.unit === DELETED && cells[DELETED] !== 1;
  if (wanted) reviveWhole(context, table, row);
  if (wanted || context.tx.row(table, row)) {
    const written = writeCells(context, table, row, cells);
    if (!written.ok) return written;
  }
  context.tx.update('edit_conflict', record.id, {
    status: 'settled',
    settled_by: context.me.id,
    settled_at: context.now,
    choice,
  });
  return ok(undefined);
}

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
