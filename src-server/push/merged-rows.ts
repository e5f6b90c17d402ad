/**
 * Rows that were merged into another one.
 *
 * Invariants
 * - following `merges.into` from any row ends at a row that lives, or that somebody deleted who had seen the merges;
 * - an edit of a merged row by somebody who had not seen the merge is in the row that lives, or in an edit conflict of it.
 */
import { SERVER, type Author, type HistoryEntry } from '../../db/server/queries/log.ts';
import { tableSpec, TABLE_NAMES, type TableName } from '../../src-shared/schema/tables.ts';
import { DELETED } from '../../src-shared/schema/table.ts';
import {
  markOf,
  sameCells,
  SCOPE,
  unitOfRow,
  type Cells,
  type Change,
  type RowState,
} from '../../src-shared/sync/change.ts';
import { sameMark, type Mark } from '../../src-shared/sync/clock.ts';
import { isMerge, mergedInto } from '../../src-shared/sync/life.ts';
import type { Grants } from '../../src-shared/sync/scope.ts';
import type { RowLateEdit, RowOverwrite } from './apply-changes.ts';
import type { Refused } from './judge-change.ts';
import { baseOfMark, historyByRow } from './record-conflicts.ts';
import type { WriteSet } from './write-set.ts';

const MERGEABLE = TABLE_NAMES.filter((table) => tableSpec(table).merges !== null);

/** Loads what the rows that are held, and those that changes merge, were merged into, to the end of each chain. */
export async function loadSurvivors(set: WriteSet, changes: readonly Change[]): Promise<void> {
  for (const table of MERGEABLE) {
    const { into } = tableSpec(table).merges!;
    let next = changes.flatMap(({ table: of, cells }) => (of === table ? [cells[into]] : []));
    next.push(...set.held(table).map((row) => (row as unknown as Cells)[into]));
    for (let fresh = idsOf(next); fresh.length > 0; fresh = idsOf(next)) {
      const missing = fresh.filter((id) => !set.isLoaded(table, id));
      await set.load(table, missing);
      next = missing.map((id) => set.row(table, id)?.cells[into]);
    }
  }
}

const idsOf = (values: readonly unknown[]): string[] =>
  values.filter((value): value is string => typeof value === 'string');

/** The row that stands for a row now; the row itself where it was not merged. It must have been loaded. */
export function survivorOf(set: WriteSet, table: TableName, id: string): RowState | null {
  const spec = tableSpec(table);
  let row = set.isLoaded(table, id) ? set.row(table, id) : null;
  const passed = new Set<string>();
  for (let into = row && mergedInto(spec, row); row && into !== null && !passed.has(row.id);) {
    passed.add(row.id);
    row = set.isLoaded(table, into) ? set.row(table, into) : null;
    into = row && mergedInto(spec, row);
  }
  return row;
}

/**
 * A merge that cannot be any more, because the row was merged elsewhere meanwhile, or the other row into this one, or
 * the other row was deleted: the rest of the change counts and the merge does not take place. Into a row that its writer
 * may not write, or that is none, it is refused.
 */
export function judgeMerge(
  set: WriteSet,
  change: Change,
  row: RowState | null,
  grants: Grants,
): { change: Change; refused: Refused | null } {
  const table = change.table as TableName;
  const spec = MERGEABLE.includes(table) ? tableSpec(table) : null;
  if (!spec || !row || !isMerge(spec, change.cells)) return { change, refused: null };
  const { into } = spec.merges!;
  const survivor = survivorOf(set, table, String(change.cells[into]));
  if (!survivor) return { change, refused: { reason: 'BadValue', column: into } };
  if (grants.get(survivor.scope) !== 'write')
    return { change, refused: { reason: 'NotGranted', column: into } };
  const stands = mergedInto(spec, row) === null && survivor.id !== row.id && survivor.deleted === 0;
  if (stands) return { change, refused: null };
  const { [into]: _into, [DELETED]: _deleted, [SCOPE]: _scope, ...cells } = change.cells;
  return { change: { ...change, cells }, refused: null };
}

/**
 * Why a change may not make of a row what it would be, or null. Merging hands a row over to the readers of another book,
 * whichever way it comes about: with the row itself, at once, or by one field after the other. So it is asked of what
 * comes out of the change, not of what the change says.
 */
export function mergeRefusal(
  set: WriteSet,
  before: RowState | null,
  after: RowState,
  grants: Grants,
): Refused | null {
  const table = after.table as TableName;
  const spec = tableSpec(table);
  const into = mergedInto(spec, after);
  if (into === null || into === (before && mergedInto(spec, before))) return null;
  const column = spec.merges!.into;
  const survivor = survivorOf(set, table, into);
  if (!survivor || survivor.id === after.id || survivor.deleted === 1) return { reason: 'BadValue', column };
  return grants.get(survivor.scope) === 'write' ? null : { reason: 'NotGranted', column };
}

/** A merged row lies where the row lies that stands for it, and what hangs on it with it: whoever reads one reads all. */
export async function followSurvivors(set: WriteSet): Promise<void> {
  for (const table of MERGEABLE) {
    const { into } = tableSpec(table).merges!;
    for (let moved = set.movedRows(table); moved.length > 0;) {
      const found: string[] = [];
      for (const { row, from } of moved)
        for (const scope of from) found.push(...(await set.tx.rows.idsIn(table, scope, into, [row.id])));
      const fresh = found.filter((id) => !set.isLoaded(table, id));
      await set.load(table, fresh);
      moved = fresh.flatMap((id) => {
        const row = set.row(table, id);
        return row ? [{ row, from: new Set([row.scope]) }] : [];
      });
    }
    await loadSurvivors(set, []);
    for (const { id, scope } of set.loadedRows(table)) {
      const survivor = survivorOf(set, table, id);
      if (survivor && survivor.id !== id && survivor.scope !== scope) set.rehome(table, id, survivor.scope);
    }
  }
}

/**
 * Brings late edits to the row that lives. Where that row still says what the edit's writer had seen, the edit is
 * applied there; where it says something else, the two are a conflict of that row.
 */
export async function landLateEdits(set: WriteSet, late: readonly RowLateEdit[]): Promise<RowOverwrite[]> {
  if (late.length === 0) return [];
  const overwrites: RowOverwrite[] = [];
  const history = historyByRow(await set.tx.log.history([...new Set(late.map((edit) => edit.id))]));
  const people = await set.tx.devices.people([...new Set(late.map(({ mark }) => mark[1]))]);
  for (const edit of late) {
    const { table, unit, cells, n } = edit;
    const row = survivorOf(set, table, edit.id);
    if (!row || row.id === edit.id) continue;
    if (row.deleted === 1) {
      if (edit.over) overwrites.push(edit.over);
      const same = overwrites.findIndex(
        (one) => one.unit === DELETED && one.id === row.id && sameMark(one.lostMark, edit.mark),
      );
      const [kept, keptMark] = [{ [DELETED]: 1 }, markOf(row.marks, DELETED)] as const;
      // Of one change there is one record, with all that it wrote.
      const lost = { ...overwrites[same]?.lost, ...cells };
      const record = { table, id: row.id, n, unit: DELETED, base: undefined, lost, lostMark: edit.mark };
      overwrites.splice(same < 0 ? overwrites.length : same, 1, { ...record, kept, keptMark });
      continue;
    }
    const spec = tableSpec(table);
    const now = unitOfRow(spec, row, unit);
    // Left behind at the merge, and now written over unseen: whoever takes the merge back is to find it.
    if (edit.over && !sameCells(now, edit.over.lost)) overwrites.push(edit.over);
    if (sameCells(now, cells)) continue;
    const base = edit.base && baseOf(set, edit, edit.base, history.get(`${table}/${edit.id}`) ?? []);
    const current = markOf(row.marks, unit);
    if (base !== undefined && sameCells(now, base)) {
      // The server's mark: its writer wrote it elsewhere, and has not seen that it stands here.
      const mark = [Math.max(edit.mark[0], current[0] + 1), 0] as const;
      const marks = { row: row.marks.row, units: { ...row.marks.units, [unit]: mark } };
      set.put(
        { ...row, cells: { ...row.cells, ...cells }, marks },
        { cells, marks: { [unit]: mark } },
        0,
        authorOf(edit, people),
      );
      continue;
    }
    overwrites.push({
      table,
      id: row.id,
      n,
      unit,
      base: edit.base,
      baseCells: base ?? {},
      lost: cells,
      lostMark: edit.mark,
      kept: now,
      keptMark: current,
    });
  }
  return overwrites;
}

/** Whoever wrote it; that may be another than the one whose merge brings it. */
const authorOf = ({ author, mark }: RowLateEdit, people: ReadonlyMap<number, string>): Author =>
  author.device === mark[1] ? author : { ...SERVER, personId: people.get(mark[1]) ?? null, device: mark[1] };

/** What the writer of a late edit had seen: what the row said before this commit, or what the history knows. */
function baseOf(
  set: WriteSet,
  { table, id, unit }: RowLateEdit,
  base: Mark,
  history: readonly HistoryEntry[],
): Cells | undefined {
  const before = set.before(table, id);
  return before && sameMark(markOf(before.marks, unit), base)
    ? unitOfRow(tableSpec(table), before, unit)
    : baseOfMark(table, unit, base, history);
}
