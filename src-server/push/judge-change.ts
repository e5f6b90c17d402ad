import { cellFault, DELETED, type TableSpec } from '../../src-shared/schema/table.ts';
import { isTableName, tableSpec } from '../../src-shared/schema/tables.ts';
import { SCOPE, type Cells, type Change, type RowState } from '../../src-shared/sync/change.ts';
import type { Refusal } from '../../src-shared/sync/protocol.ts';
import type { Role } from '../../src-shared/domain/organisation/tables.ts';
import { describesSelf, mayManage } from '../../src-shared/sync/manage.ts';
import { BANK, mayLiveIn, type Grants } from '../../src-shared/sync/scope.ts';

export interface Refused {
  readonly reason: Refusal;
  readonly column?: string;
}

const refuse = (reason: Refusal, column?: string): Refused =>
  column === undefined ? { reason } : { reason, column };

/**
 * Why a change may not be applied, or null. What it asks, in order: is there such a table, may this person see the row,
 * may anybody on a laptop write it, may this person, and do the values fit.
 */
export function judgeChange(
  change: Change,
  row: RowState | null,
  who: { grants: Grants; device: number; role: Role | null; personId: string },
): Refused | null {
  if (!isTableName(change.table)) return refuse('UnknownTable');
  const spec = tableSpec(change.table);
  if (!row) {
    if (change.kind === 'update') return refuse('RowMissing');
    if (spec.writers === 'server' || spec.writers === 'answer') return refuse('NotWritable');
    if (!mayLiveIn(spec, change.scope)) return refuse('WrongScope');
    if (
      who.grants.get(change.scope) !== 'write' &&
      !(change.scope === BANK && mayManage(change.table, change.cells, change.cells, who))
    )
      return refuse('NotGranted');
    return valueRefusal(spec, change.cells, { whole: true });
  }
  if (row.deleted === 0 && describesSelf(change, change.cells, who.personId))
    return valueRefusal(spec, change.cells, { whole: false });
  if (who.grants.get(row.scope) !== 'write' && !mayManage(change.table, row.cells, change.cells, who))
    return refuse('NotGranted');
  return (
    writerRefusal(spec, change, row, who.device) ??
    moveRefusal(spec, change.cells, who.grants) ??
    valueRefusal(spec, change.cells, { whole: false })
  );
}

/** What the table's declaration says about who writes it. */
function writerRefusal(spec: TableSpec, change: Change, row: RowState, device: number): Refused | null {
  if (spec.writers === 'edit') return null;
  if (spec.writers === 'server') return refuse('NotWritable');
  if (spec.writers === 'answer') {
    const other = Object.keys(change.cells).find((column) => !spec.answers.includes(column));
    return other === undefined ? null : refuse('NotWritable', other);
  }
  // Append-only rows follow their parent into another scope, and can be taken back where they were written: undo.
  if (change.kind === 'insert') return sameContent(change.cells, row) ? null : refuse('RowExists');
  for (const column of Object.keys(change.cells)) {
    if (column === SCOPE || (column === DELETED && row.marks.row[1] === device)) continue;
    return refuse('NotWritable', column);
  }
  return null;
}

function sameContent(cells: Cells, row: RowState): boolean {
  return Object.entries(cells).every(
    ([column, value]) => column === SCOPE || column === DELETED || (row.cells[column] ?? null) === value,
  );
}

function moveRefusal(spec: TableSpec, cells: Cells, grants: Grants): Refused | null {
  if (!(SCOPE in cells)) return null;
  const to = cells[SCOPE];
  if (typeof to !== 'string' || !mayLiveIn(spec, to)) return refuse('WrongScope', SCOPE);
  return grants.get(to) === 'write' ? null : refuse('NotGranted', SCOPE);
}

/** Columns of a newer version are kept as they come, within these bounds. */
const UNKNOWN_COLUMN = /^[a-z][a-z0-9_]{0,59}$/;
const MAX_UNKNOWN = 60;
const MAX_UNKNOWN_TEXT = 100_000;

function valueRefusal(spec: TableSpec, cells: Cells, options: { whole: boolean }): Refused | null {
  const fault = cellFault(spec, cells, options);
  if (fault) return refuse('BadValue', fault.column);
  let unknown = 0;
  for (const [column, value] of Object.entries(cells)) {
    if (Object.hasOwn(spec.columns, column) || column === SCOPE) continue;
    if (column === DELETED) {
      if (value !== 0 && value !== 1) return refuse('BadValue', column);
      continue;
    }
    unknown += 1;
    if (unknown > MAX_UNKNOWN || column === 'id' || !UNKNOWN_COLUMN.test(column))
      return refuse('BadValue', column);
    if (typeof value === 'string' && !storable(value)) return refuse('BadValue', column);
  }
  return null;
}

const storable = (text: string): boolean =>
  text.length <= MAX_UNKNOWN_TEXT && text.isWellFormed() && !text.includes('\u0000');
