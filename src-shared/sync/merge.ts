/**
 * How a change meets a row: the only place where two writers' values are weighed against each other.
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
import { hasPassed, isSeen, SERVERS, type Apart, type Look } from './seen.ts';
import type { Id } from '../kernel/ids.ts';

/** A value that was overwritten by somebody who had not seen it. */
export interface Overwrite {
  readonly unit: string;
  /** What both started from: the mark; its value is in the history. */
  readonly base: Mark | undefined;
  readonly lost: Cells;
  readonly lostMark: Mark;
  readonly kept: Cells;
  readonly keptMark: Mark;
}

export interface Merged {
  readonly row: RowState;
  /** The cells that this change brought into the row (also those equal to what was there), with their marks. */
  readonly written: Cells;
  readonly writtenMarks: Readonly<Record<string, Mark>>;
  readonly overwrites: readonly Overwrite[];
  /** Edits of a row that was merged into another, by somebody who had not seen the merge: they belong to that other. */
  readonly late: readonly LateEdit[];
  /** Units whose writer had not seen what was here. */
  readonly apart: readonly Apart[];
  /** False where the writer's laptop now holds something else than the server: it must be told the row. */
  readonly plain: boolean;
}

/** One unit that was written where it no longer counts. */
export interface LateEdit {
  readonly unit: string;
  /** What its writer had seen there: the mark; its value is in the history. */
  readonly base: Mark | undefined;
  readonly cells: Cells;
  readonly mark: Mark;
}

export interface MergeContext {
  readonly spec: TableSpec;
  readonly device: number;
  /** The change's clock after the server's clamp. */
  readonly clock: number;
  /** For a chain of changes of one push: the mark that the first of them started from, by unit. */
  readonly rootBase: Readonly<Record<string, Mark>>;
  /** Other numbers that the device has had: what was written under them it has seen. */
  readonly earlier?: readonly number[];
}

/** A row that nobody had before. */
export const insertRow = (change: Change, mark: Mark): RowState => wholeRow(change, { row: mark, units: {} });

/** Brings a device's change into the server's row. */
export function mergeChange(row: RowState, change: Change, context: MergeContext): Merged {
  const { spec } = context;
  const mine: Mark = [context.clock, context.device];
  const cells: Record<string, Cells[string]> = { ...row.cells };
  const units: Record<string, Mark> = { ...row.marks.units };
  const written: Record<string, Cells[string]> = {};
  const writtenMarks: Record<string, Mark> = {};
  const overwrites: Overwrite[] = [];
  const apart: Apart[] = [];
  let { scope, deleted } = row;
  let plain = context.clock === change.clock;
  const late = lateEdits(row, change, context, mine);

  const put = (unit: string, values: Cells, mark: Mark): void => {
    for (const [column, value] of Object.entries(values)) {
      if (unit === DELETED) deleted = value === 1 ? 1 : 0;
      else if (unit === SCOPE) scope = String(value);
      else cells[column] = value;
      written[column] = value;
    }
    units[unit] = mark;
    writtenMarks[unit] = mark;
  };

  for (const unit of unitsOf(spec, change.cells)) {
    const now = unitOfRow(spec, row, unit);
    const theirs = writtenCells(spec, change, unit);
    const current = markOf(row.marks, unit);
    const seen = baseOf(change, unit);
    const mark: Mark = compareMarks(mine, current) > 0 ? mine : [current[0] + 1, context.device];
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
      if (mark !== mine) plain = false;
      put(unit, theirs, mark);
      if (!follows || knows) continue;
      apart.push({ unit, mark, base: seen ?? null });
      if (!sameCells(now, theirs))
        overwrites.push({ unit, base: root, lost: now, lostMark: current, kept: theirs, keptMark: mark });
      continue;
    }
    const same = sameCells(withoutMoments(spec, now), withoutMoments(spec, theirs));
    if (change.kind === 'insert' && (same || unit in row.marks.units)) {
      // What a row is made with stands against no edit that followed its first making.
      plain = false;
      continue;
    }
    apart.push({ unit, mark: mine, base: seen ?? root ?? null });
    if (same) {
      // Both came to the same value; nobody lost anything.
      if (compareMarks(mine, current) > 0) put(unit, theirs, mine);
      else plain = false;
      continue;
    }
    const base = root ?? seen;
    if (compareMarks(mine, current) > 0) {
      put(unit, theirs, mine);
      overwrites.push({ unit, base, lost: now, lostMark: current, kept: theirs, keptMark: mine });
    } else {
      plain = false;
      overwrites.push({ unit, base, lost: theirs, lostMark: mine, kept: now, keptMark: current });
    }
  }

  const birth = markOf(row.marks, DELETED);
  if (change.kind === 'insert' && deleted === 0 && birth[1] !== context.device) {
    // Whoever makes it a second time says that it is to be there: a deletion by who had not seen that is weighed.
    plain = false;
    if (compareMarks(mine, birth) > 0) put(DELETED, { [DELETED]: 0 }, mine);
  }
  if (change.cells[DELETED] === 1)
    for (const unit of unseenUnits(spec, row, change, context))
      apart.push({ unit, mark: mine, base: baseOf(change, unit) ?? null });
  const life = settleLife(row, change, context, mine, deleted, units);
  if (life) {
    // What follows what was here in a dead row has not seen its death: whether that had seen it is asked of its base.
    if (change.cells[DELETED] !== 1)
      for (const unit of unitsOf(spec, change.cells))
        if (!apart.some((one) => one.unit === unit))
          apart.push({ unit, mark: writtenMarks[unit] ?? mine, base: baseOf(change, unit) ?? null });
    // One record says it all: where the row was revived by the very edit that is lost, "it lived" would stand in its place.
    const plainly = overwrites.findIndex(({ unit }) => unit === DELETED);
    if (plainly >= 0) overwrites.splice(plainly, 1);
    overwrites.push(life.overwrite);
    plain = false;
    if (life.deleted !== deleted || !sameMark(units[DELETED] ?? row.marks.row, life.mark)) {
      put(DELETED, { [DELETED]: life.deleted }, life.mark);
    }
  }
  const marks: Marks = { row: row.marks.row, units };
  return {
    row: { ...row, scope, deleted, cells, marks },
    written,
    writtenMarks,
    overwrites,
    late,
    apart,
    plain,
  };
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

/** The row that a row was merged into; null where it stands for itself. */
export function mergedInto(spec: TableSpec, row: { deleted: 0 | 1; cells: Cells }): Id | null {
  const into = spec.merges && row.deleted === 1 ? row.cells[spec.merges.into] : null;
  return typeof into === 'string' ? into : null;
}

/** Whether a change merges its row into another. */
export const isMerge = (spec: TableSpec, cells: Cells): boolean =>
  spec.merges !== null && cells[DELETED] === 1 && typeof cells[spec.merges.into] === 'string';

/**
 * A merge loses nothing: what somebody wrote in the merged row without having seen the merge, before it or after it,
 * is an edit of the row that lives. It stays in the merged row as well, for whoever takes the merge back.
 */
function lateEdits(row: RowState, change: Change, context: MergeContext, mine: Mark): LateEdit[] {
  const { spec } = context;
  if (isMerge(spec, change.cells)) {
    if (row.deleted === 1) return [];
    return unseenUnits(spec, row, change, context).map((unit) => ({
      unit,
      base: baseOf(change, unit),
      cells: unitOfRow(spec, row, unit),
      mark: markOf(row.marks, unit),
    }));
  }
  if (mergedInto(spec, row) === null || DELETED in change.cells) return [];
  return unitsOf(spec, change.cells)
    .filter((unit) => unit !== SCOPE)
    .map((unit) => ({
      unit,
      base: context.rootBase[unit] ?? baseOf(change, unit),
      cells: cellsOfUnit(spec, change.cells, unit),
      mark: mine,
    }));
}

/** Units of a row that the writer of a deletion or merge had not seen as they are; not what the server noted in it. */
function unseenUnits(
  spec: TableSpec,
  row: RowState,
  change: Change,
  { device, earlier }: MergeContext,
): string[] {
  const units = new Set(Object.keys(row.cells).map((column) => spec.unitOf[column] ?? column));
  return [...units].filter((unit) => {
    const current = markOf(row.marks, unit);
    if (current[1] === SERVERS && spec.serverNotes.includes(unit)) return false;
    return !isSeen(spec, unit, { seen: baseOf(change, unit), current, device, earlier });
  });
}

/**
 * Deletion against editing. The later one decides whether the row lives; either way the other side gets a record,
 * because neither had seen the other. A merge is no such deletion (`lateEdits`), and against one that its writer had
 * not seen a row into which another was merged lives on: it stands for two.
 */
function settleLife(
  row: RowState,
  change: Change,
  context: MergeContext,
  mine: Mark,
  deletedNow: 0 | 1,
  units: Record<string, Mark>,
): { deleted: 0 | 1; mark: Mark; overwrite: Overwrite } | null {
  const deletes = change.cells[DELETED] === 1;
  if (!deletes) {
    if (row.deleted === 0 || DELETED in change.cells) return null;
    const edits = unitsOf(context.spec, change.cells).filter((unit) => unit !== SCOPE);
    if (edits.length === 0 || mergedInto(context.spec, row) !== null) return null;
    const death = markOf(row.marks, DELETED);
    const seen = change.base[DELETED];
    if (seen !== undefined && sameMark(seen, death)) return null;
    const lives = compareMarks(mine, death) > 0;
    const dead = { [DELETED]: 1 } as const;
    return lives
      ? {
          deleted: 0,
          mark: mine,
          overwrite: {
            unit: DELETED,
            base: undefined,
            lost: dead,
            lostMark: death,
            kept: change.cells,
            keptMark: mine,
          },
        }
      : {
          deleted: 1,
          mark: death,
          overwrite: {
            unit: DELETED,
            base: undefined,
            lost: change.cells,
            lostMark: mine,
            kept: dead,
            keptMark: death,
          },
        };
  }
  const { spec } = context;
  if (deletedNow === 0 || isMerge(spec, change.cells) || mergedInto(spec, row) !== null) return null;
  let newest: Mark | null = null;
  const unseen: Record<string, Cells[string]> = {};
  const strange = unseenUnits(spec, row, change, context);
  for (const unit of strange) {
    const current = markOf(row.marks, unit);
    Object.assign(unseen, unitOfRow(spec, row, unit));
    if (newest === null || compareMarks(current, newest) > 0) newest = current;
  }
  if (newest === null) return null;
  const mark = units[DELETED] ?? mine;
  const standsForTwo = spec.merges !== null && strange.includes(spec.merges.at);
  const dies = !standsForTwo && compareMarks(mine, newest) > 0;
  return dies
    ? {
        deleted: 1,
        mark,
        overwrite: {
          unit: DELETED,
          base: undefined,
          lost: unseen,
          lostMark: newest,
          kept: { [DELETED]: 1 },
          keptMark: mine,
        },
      }
    : {
        deleted: 0,
        mark: [Math.max(newest[0], mark[0]) + 1, newest[1]],
        overwrite: {
          unit: DELETED,
          base: undefined,
          lost: { [DELETED]: 1 },
          lostMark: mine,
          kept: unseen,
          keptMark: newest,
        },
      };
}

export function sameCells(a: Cells, b: Cells): boolean {
  for (const column of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if ((a[column] ?? null) !== (b[column] ?? null)) return false;
  }
  return true;
}
