import type { Value } from '../schema/column.ts';
import { DELETED, unitOfColumn, type TableSpec } from '../schema/table.ts';
import type { Id } from '../kernel/ids.ts';
import type { Mark, Stamp } from './clock.ts';

export type Cells = Readonly<Record<string, Value>>;

/** The implicit unit that says in which scope a row lives; moving a row is an edit of this unit. */
export const SCOPE = 'scope';

/**
 * When each unit of a row was last written: one mark for the whole row, and one for each unit that differs.
 * A row that was inserted and never touched again costs one mark.
 */
export interface Marks {
  readonly row: Mark;
  readonly units: Readonly<Record<string, Mark>>;
}

/** A row as merging sees it. `cells` holds every declared column and whatever a newer version sent beside them. */
export interface RowState {
  readonly table: string;
  readonly id: Id;
  readonly scope: string;
  readonly deleted: 0 | 1;
  readonly cells: Cells;
  readonly marks: Marks;
}

/** A row out of cells that are all it has; its deletion and its scope may be among them. */
export function wholeRow(of: Pick<RowState, 'table' | 'id' | 'scope' | 'cells'>, marks: Marks): RowState {
  const { table, id, scope } = of;
  const { [DELETED]: deleted, [SCOPE]: _scope, ...cells } = of.cells as Record<string, never>;
  return { table, id, scope, deleted: deleted === 1 ? 1 : 0, cells, marks };
}

/**
 * One change of one row, made on a device. `n` counts the device's changes without gaps and makes a push idempotent;
 * `tx` groups what a person did in one go and is never split.
 */
export interface Change {
  readonly n: number;
  readonly tx: number;
  readonly table: string;
  readonly id: Id;
  /** The scope in which the device saw the row (for a new row: where it goes). */
  readonly scope: string;
  readonly kind: 'insert' | 'update';
  /** Columns that were written; `deleted` and `scope` may be among them. */
  readonly cells: Cells;
  readonly clock: Stamp;
  /**
   * The marks that the writer saw: of the units it wrote, or, where it deletes or moves the row, of every unit
   * (`*` is the row's own mark). This, not the clock, says what was concurrent.
   */
  readonly base: Readonly<Record<string, Mark>>;
}

export const ROW_MARK = '*';

export const markOf = (marks: Marks, unit: string): Mark => marks.units[unit] ?? marks.row;

/** The mark that the writer of a change saw for a unit; nothing if the change does not say. */
export const baseOf = (change: Change, unit: string): Mark | undefined =>
  change.base[unit] ?? change.base[ROW_MARK];

/** Marks as a `base` that names every unit. */
export const wholeBase = (marks: Marks): Record<string, Mark> => ({ [ROW_MARK]: marks.row, ...marks.units });

/** The units that a set of columns belongs to, `deleted` and `scope` included. */
export function unitsOf(spec: TableSpec, cells: Cells): string[] {
  const units = new Set<string>();
  for (const column of Object.keys(cells)) {
    units.add(column === DELETED || column === SCOPE ? column : unitOfColumn(spec, column));
  }
  return [...units];
}

/** The part of `cells` that belongs to one unit. */
export function cellsOfUnit(spec: TableSpec, cells: Cells, unit: string): Record<string, Value> {
  const part: Record<string, Value> = {};
  for (const [column, value] of Object.entries(cells)) {
    const its = column === DELETED || column === SCOPE ? column : unitOfColumn(spec, column);
    if (its === unit) part[column] = value;
  }
  return part;
}

/** What a row holds in one unit now. */
export function unitOfRow(spec: TableSpec, row: RowState, unit: string): Record<string, Value> {
  if (unit === DELETED) return { [DELETED]: row.deleted };
  if (unit === SCOPE) return { [SCOPE]: row.scope };
  return cellsOfUnit(spec, row.cells, unit);
}

/** The newest mark anywhere in a row. */
export function newestMark(marks: Marks): Mark {
  let newest = marks.row;
  for (const mark of Object.values(marks.units)) {
    if (mark[0] > newest[0] || (mark[0] === newest[0] && mark[1] > newest[1])) newest = mark;
  }
  return newest;
}

export function sameCells(a: Cells, b: Cells): boolean {
  for (const column of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if ((a[column] ?? null) !== (b[column] ?? null)) return false;
  }
  return true;
}
