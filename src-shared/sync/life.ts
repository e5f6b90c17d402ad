/**
 * What becomes of a row that one deletes or merges into another while somebody else writes in it. How single values are
 * weighed is `merge.ts`.
 */
import { DELETED, type TableSpec } from '../schema/table.ts';
import type { Id } from '../kernel/ids.ts';
import {
  baseOf,
  cellsOfUnit,
  markOf,
  SCOPE,
  unitOfRow,
  unitsOf,
  type Cells,
  type Change,
  type RowState,
} from './change.ts';
import { compareMarks, sameMark, type Mark } from './clock.ts';
import type { LateEdit, MergeContext, Overwrite } from './merged.ts';
import { isSeen, SERVERS } from './seen.ts';

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
export function lateEdits(row: RowState, change: Change, context: MergeContext, mine: Mark): LateEdit[] {
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
export function unseenUnits(
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

/** What becomes of a row's life, and the record of who lost by it. */
interface Life {
  readonly deleted: 0 | 1;
  readonly mark: Mark;
  readonly overwrite: Overwrite;
}

/** How far the change has been brought in: its mark, whether the row is deleted now, the marks of its units. */
interface Weighed {
  readonly mine: Mark;
  readonly deletedNow: 0 | 1;
  readonly units: Readonly<Record<string, Mark>>;
}

/**
 * Deletion against editing. The later one decides whether the row lives; either way the other side gets a record,
 * because neither had seen the other. A merge is no such deletion (`lateEdits`), and against one that its writer had
 * not seen a row into which another was merged lives on: it stands for two.
 */
export const settleLife = (
  row: RowState,
  change: Change,
  context: MergeContext,
  weighed: Weighed,
): Life | null =>
  change.cells[DELETED] === 1
    ? deletionOf(row, change, context, weighed)
    : editOfDead(row, change, context, weighed.mine);

function editOfDead(row: RowState, change: Change, { spec }: MergeContext, mine: Mark): Life | null {
  if (row.deleted === 0 || DELETED in change.cells) return null;
  const edits = unitsOf(spec, change.cells).filter((unit) => unit !== SCOPE);
  if (edits.length === 0 || mergedInto(spec, row) !== null) return null;
  const death = markOf(row.marks, DELETED);
  const seen = change.base[DELETED];
  if (seen !== undefined && sameMark(seen, death)) return null;
  const dead = { [DELETED]: 1 } as const;
  const edit = { cells: change.cells, mark: mine };
  return compareMarks(mine, death) > 0
    ? { deleted: 0, mark: mine, overwrite: lostTo(edit, { cells: dead, mark: death }) }
    : { deleted: 1, mark: death, overwrite: lostTo({ cells: dead, mark: death }, edit) };
}

function deletionOf(
  row: RowState,
  change: Change,
  context: MergeContext,
  { mine, deletedNow, units }: Weighed,
): Life | null {
  const { spec } = context;
  if (deletedNow === 0 || isMerge(spec, change.cells) || mergedInto(spec, row) !== null) return null;
  // What this one had not seen, the deletion that stands had, or was weighed against.
  if (row.deleted === 1) return null;
  let newest: Mark | null = null;
  const unseen: Record<string, Cells[string]> = {};
  const lostMarks: Record<string, Mark> = {};
  const strange = unseenUnits(spec, row, change, context);
  for (const unit of strange) {
    const current = markOf(row.marks, unit);
    Object.assign(unseen, unitOfRow(spec, row, unit));
    lostMarks[unit] = current;
    if (newest === null || compareMarks(current, newest) > 0) newest = current;
  }
  if (newest === null) return null;
  const mark = units[DELETED] ?? mine;
  // Where nothing was merged into it there is no merge that anybody could have failed to see.
  const { at } = spec.merges ?? {};
  const standsForTwo = at !== undefined && strange.includes(at) && (row.cells[at] ?? null) !== null;
  const deletion = { cells: { [DELETED]: 1 }, mark: mine };
  const edits = { cells: unseen, mark: newest };
  return !standsForTwo && compareMarks(mine, newest) > 0
    ? { deleted: 1, mark, overwrite: { ...lostTo(deletion, edits), lostMarks } }
    : {
        deleted: 0,
        mark: [Math.max(newest[0], mark[0]) + 1, newest[1]],
        overwrite: lostTo(edits, deletion),
      };
}

interface Said {
  readonly cells: Cells;
  readonly mark: Mark;
}

const lostTo = (kept: Said, lost: Said): Overwrite => ({
  unit: DELETED,
  base: undefined,
  lost: lost.cells,
  lostMark: lost.mark,
  kept: kept.cells,
  keptMark: kept.mark,
});
