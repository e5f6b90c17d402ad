/**
 * How a laptop takes in what the server says of a row. Nothing is weighed here: the server has decided (`merge.ts`), and
 * of two marks the larger one stands. A row that leaves a scope is taken out by `apply-pull.ts`.
 */
import { DELETED, type TableSpec } from '../schema/table.ts';
import { cellsOfUnit, markOf, SCOPE, unitsOf, wholeRow, type Cells, type RowState } from './change.ts';
import { compareMarks, type Mark } from './clock.ts';

/** What the server says about a row: the cells it names and when they were written. */
export interface Incoming {
  readonly table: string;
  readonly id: string;
  readonly scope: string;
  readonly cells: Cells;
  /** By unit; units that are not named have `row`. */
  readonly row: Mark;
  readonly units: Readonly<Record<string, Mark>>;
}

/**
 * Brings the server's word into a laptop's row. The larger mark wins, so a local change that is still on its way stays
 * visible, and one that has lost gives way. `local` undefined: the row is new here.
 */
export function applyIncoming(spec: TableSpec, local: RowState | undefined, incoming: Incoming): RowState {
  if (!local) return wholeRow(incoming, { row: incoming.row, units: incoming.units });
  const cells: Record<string, Cells[string]> = { ...local.cells };
  const units: Record<string, Mark> = { ...local.marks.units };
  let { deleted, scope } = local;
  for (const unit of unitsOf(spec, incoming.cells)) {
    const theirs = incoming.units[unit] ?? incoming.row;
    if (compareMarks(theirs, markOf(local.marks, unit)) < 0) continue;
    for (const [column, value] of Object.entries(cellsOfUnit(spec, incoming.cells, unit))) {
      if (unit === DELETED) deleted = value === 1 ? 1 : 0;
      else if (unit !== SCOPE) cells[column] = value;
    }
    if (unit === SCOPE) scope = incoming.scope;
    units[unit] = theirs;
  }
  return { ...local, scope, deleted, cells, marks: { row: local.marks.row, units } };
}

/**
 * Sets a row to exactly what the server holds, whatever the marks say: the answer to a change that was clamped, lost
 * or refused. Units in `pending` have a newer local change on its way and stay as they are.
 */
export function adoptServer(
  spec: TableSpec,
  local: RowState,
  server: Incoming,
  pending: ReadonlySet<string>,
): RowState {
  const cells: Record<string, Cells[string]> = { ...local.cells };
  // Marks of units that the server does not name fall back to its row mark, so a clamped insert is clamped everywhere.
  const units: Record<string, Mark> = { ...server.units };
  let { deleted, scope } = local;
  for (const unit of pending) units[unit] = markOf(local.marks, unit);
  for (const unit of unitsOf(spec, server.cells)) {
    if (pending.has(unit)) continue;
    for (const [column, value] of Object.entries(cellsOfUnit(spec, server.cells, unit))) {
      if (unit === DELETED) deleted = value === 1 ? 1 : 0;
      else if (unit !== SCOPE) cells[column] = value;
    }
    if (unit === SCOPE) scope = server.scope;
  }
  return { ...local, scope, deleted, cells, marks: { row: server.row, units } };
}
