/**
 * How a change meets a row: the only place where two writers' values are weighed against each other (`life.ts`: where one
 * of them deletes it).
 *
 * Invariants, proven in `tests/simulation`
 * - the mark of a unit on the server only grows, so laptops that keep the larger mark end up with the server's row;
 * - a value that somebody wrote and that another overwrote without having seen it is in `overwrites`, exactly once, but
 *   where its own writer had replaced it already (`isReplaced`);
 * - a change whose writer had seen the current value never makes an overwrite record, whatever the clocks say;
 * - nor does a device's next write after its own, unless it names another's value in between that is not here: a server
 *   that was set back has lost that one, and with it the record of what it had displaced.
 *
 * Rejected: deciding concurrency by comparing clocks (a clock that is behind would report conflicts that are none,
 * one that is ahead would hide real ones). The marks that the writer saw travel with the change instead.
 */
import { columnsOfUnit, DELETED, type TableSpec } from '../schema/table.ts';
import {
  baseOf,
  cellsOfUnit,
  markOf,
  sameCells,
  SCOPE,
  unitOfRow,
  unitsOf,
  wholeRow,
  type Cells,
  type Change,
  type Marks,
  type RowState,
} from './change.ts';
import { compareMarks, sameMark, type Mark } from './clock.ts';
import { lateEdits, settleLife, unseenUnits } from './life.ts';
import type { LateEdit, Merged, MergeContext, Overwrite } from './merged.ts';
import { hasPassed, isSeen, type Apart, type Look } from './seen.ts';

/** A row that nobody had before. */
export const insertRow = (change: Change, mark: Mark): RowState => wholeRow(change, { row: mark, units: {} });

/** Brings a device's change into the server's row. */
export function mergeChange(row: RowState, change: Change, context: MergeContext): Merged {
  const mine: Mark = [context.clock, context.device];
  const late = lateEdits(row, change, context, mine);
  const merging = new Merging(row, mine, context.clock === change.clock);
  for (const unit of unitsOf(context.spec, change.cells)) weigh(merging, unit, change, context);
  weighLife(merging, change, context);
  return merging.merged(late);
}

/** A row while the units of a change are brought into it, one after the other. */
class Merging {
  /** As it was before. */
  readonly row: RowState;
  /** The mark of the change, after the clamp. */
  readonly mine: Mark;
  readonly overwrites: Overwrite[] = [];
  readonly apart: Apart[] = [];
  readonly writtenMarks: Record<string, Mark> = {};
  readonly units: Record<string, Mark>;
  deleted: 0 | 1;
  plain: boolean;
  #scope: RowState['scope'];
  readonly #cells: Record<string, Cells[string]>;
  readonly #written: Record<string, Cells[string]> = {};

  constructor(row: RowState, mine: Mark, plain: boolean) {
    this.row = row;
    this.mine = mine;
    this.plain = plain;
    this.deleted = row.deleted;
    this.units = { ...row.marks.units };
    this.#scope = row.scope;
    this.#cells = { ...row.cells };
  }

  put(unit: string, values: Cells, mark: Mark): void {
    for (const [column, value] of Object.entries(values)) {
      if (unit === DELETED) this.deleted = value === 1 ? 1 : 0;
      else if (unit === SCOPE) this.#scope = String(value);
      else this.#cells[column] = value;
      this.#written[column] = value;
    }
    this.units[unit] = mark;
    this.writtenMarks[unit] = mark;
  }

  merged(late: readonly LateEdit[]): Merged {
    const { row, deleted, units, writtenMarks, overwrites, apart, plain } = this;
    const marks: Marks = { row: row.marks.row, units };
    return {
      row: { ...row, scope: this.#scope, deleted, cells: this.#cells, marks },
      written: this.#written,
      writtenMarks,
      overwrites,
      late,
      apart,
      plain,
    };
  }
}

/** One unit of a change against what the row holds there. */
function weigh(merging: Merging, unit: string, change: Change, context: MergeContext): void {
  const { row, mine, overwrites, apart } = merging;
  const { spec } = context;
  const now = unitOfRow(spec, row, unit);
  const theirs = writtenCells(spec, change, unit);
  const current = markOf(row.marks, unit);
  const seen = baseOf(change, unit);
  const root = context.rootBase[unit];
  // Where two made one row from the same thing (its id follows from it), either has seen what the other made it with.
  const asMade = seen?.[1] === context.device && !(unit in row.marks.units);
  // An edit that builds on one of its own that was refused has seen what that one had seen.
  const knows = asMade || (root !== undefined && sameMark(root, current));
  const look: Look = { seen, current, device: context.device, earlier: context.earlier };
  // Whoever wrote both, and this one later, wanted this one, also where the server set both clocks back.
  const follows = hasPassed(spec, unit, look) && change.clock > current[0];
  if (knows || follows || isSeen(spec, unit, look)) {
    // The writer saw what is here: its value follows, even if its clock is behind. A device has always seen its own
    // writes, also where the server set their clock back and the change still names the old mark.
    const mark: Mark = compareMarks(mine, current) > 0 ? mine : [current[0] + 1, context.device];
    if (mark !== mine) merging.plain = false;
    merging.put(unit, theirs, mark);
    if (!follows || knows) return;
    apart.push({ unit, mark, base: seen ?? null });
    if (!sameCells(now, theirs))
      overwrites.push({ unit, base: root, lost: now, lostMark: current, kept: theirs, keptMark: mark });
    return;
  }
  const same = sameCells(withoutMoments(spec, now), withoutMoments(spec, theirs));
  if (change.kind === 'insert' && (same || unit in row.marks.units)) {
    // What a row is made with stands against no edit that followed its first making.
    merging.plain = false;
    return;
  }
  apart.push({ unit, mark: mine, base: seen ?? root ?? null });
  if (same) {
    // Both came to the same value; nobody lost anything.
    if (compareMarks(mine, current) > 0) merging.put(unit, theirs, mine);
    else merging.plain = false;
    return;
  }
  const base = root ?? seen;
  if (compareMarks(mine, current) > 0) {
    merging.put(unit, theirs, mine);
    // Of one moment the number decides, and the laptop may hold its value under the one that it had when it wrote.
    if (mine[0] === current[0]) merging.plain = false;
    overwrites.push({ unit, base, lost: now, lostMark: current, kept: theirs, keptMark: mine });
  } else {
    merging.plain = false;
    overwrites.push({ unit, base, lost: theirs, lostMark: mine, kept: now, keptMark: current });
  }
}

/** Whether a row lives because of what was written later than this. */
function isRevived({ deleted, marks }: RowState, mine: Mark): boolean {
  const life = marks.units[DELETED];
  return deleted === 0 && life !== undefined && compareMarks(mine, life) < 0;
}

/** Whether the row lives, after its units were weighed. */
function weighLife(merging: Merging, change: Change, context: MergeContext): void {
  const { row, mine, overwrites, apart, units, writtenMarks } = merging;
  const { spec } = context;
  const birth = markOf(row.marks, DELETED);
  if (change.kind === 'insert' && merging.deleted === 0 && birth[1] !== context.device) {
    // Whoever makes it a second time says that it is to be there: a deletion by who had not seen that is weighed.
    merging.plain = false;
    if (compareMarks(mine, birth) > 0) merging.put(DELETED, { [DELETED]: 0 }, mine);
  }
  // A deletion whose clock is behind stands under a mark that is above what it followed.
  const death = writtenMarks[DELETED] ?? mine;
  const deathMarks = sameMark(death, mine) ? [mine] : [mine, death];
  if (change.cells[DELETED] === 1)
    for (const unit of unseenUnits(spec, row, change, context))
      apart.push(...deathMarks.map((mark) => ({ unit, mark, base: baseOf(change, unit) ?? null })));
  const life = settleLife(row, change, context, { mine, deletedNow: merging.deleted, units });
  // What follows what was here in a dead row, or in one that has come to life after it, has not seen its death: whether that
  // had seen it is asked of its base.
  const follows =
    life !== null || (change.kind === 'update' && !(DELETED in change.cells) && isRevived(row, mine));
  if (follows && change.cells[DELETED] !== 1)
    for (const unit of unitsOf(spec, change.cells))
      if (!apart.some((one) => one.unit === unit))
        apart.push({ unit, mark: writtenMarks[unit] ?? mine, base: baseOf(change, unit) ?? null });
  if (life === null) return;
  // One record says it all: where the row was revived by the very edit that is lost, "it lived" would stand in its place.
  const plainly = overwrites.findIndex(({ unit }) => unit === DELETED);
  if (plainly >= 0) overwrites.splice(plainly, 1);
  overwrites.push(life.overwrite);
  merging.plain = false;
  if (life.deleted !== merging.deleted || !sameMark(units[DELETED] ?? row.marks.row, life.mark))
    merging.put(DELETED, { [DELETED]: life.deleted }, life.mark);
}

/** What a change writes into a unit. A new row leaves out what is empty, which is its word as much as the rest. */
function writtenCells(spec: TableSpec, { kind, cells }: Change, unit: string): Cells {
  const given = cellsOfUnit(spec, cells, unit);
  if (kind === 'update') return given;
  const empty = Object.fromEntries(columnsOfUnit(spec, unit).map((column) => [column, null]));
  return { ...empty, ...given };
}

const withoutMoments = ({ moments }: TableSpec, cells: Cells): Cells =>
  moments.length === 0
    ? cells
    : Object.fromEntries(Object.entries(cells).filter(([column]) => !moments.includes(column)));
