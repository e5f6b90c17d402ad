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
import { authorOf, baseOfMark, historyByRow } from './record-conflicts.ts';
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
  return chainFrom(set, table, id).at(-1) ?? null;
}

/** A row and what it was merged into, one after the other; null where one of them is not held. */
function chainFrom(set: WriteSet, table: TableName, id: string): (RowState | null)[] {
  const spec = tableSpec(table);
  const held = (one: string): RowState | null => (set.isLoaded(table, one) ? set.row(table, one) : null);
  const chain = [held(id)];
  const passed = new Set([id]);
  for (let row = chain[0]; row;) {
    const into = mergedInto(spec, row);
    if (into === null) break;
    row = held(into);
    chain.push(row);
    if (passed.has(into)) break;
    passed.add(into);
  }
  return chain;
}

/**
 * A merge that cannot be any more, because the row was merged elsewhere meanwhile, or the other row into this one, or
 * the other row was deleted: the rest of the change counts and the merge does not take place. Into a row that its writer
 * may not write, or that is none, it is refused. Nor does a record that was merged come back by whoever takes back no more
 * than a deletion, which was not what it was gone by.
 */
export function judgeMerge(
  set: WriteSet,
  change: Change,
  row: RowState | null,
  grants: Grants,
): { change: Change; refused: Refused | null } {
  const table = change.table as TableName;
  const spec = MERGEABLE.includes(table) ? tableSpec(table) : null;
  if (!spec || !row) return { change, refused: null };
  const { into } = spec.merges!;
  if (mergedInto(spec, row) !== null && change.cells[DELETED] === 0 && !(into in change.cells)) {
    const { [DELETED]: _deleted, ...cells } = change.cells;
    return { change: { ...change, cells }, refused: null };
  }
  if (!isMerge(spec, change.cells)) return { change, refused: null };
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
 * Brings late edits to the row that lives, and to those that were merged on the way to it: whoever takes one of the merges
 * back is to find it there. Where such a row still says what the edit's writer had seen, the edit is applied there; where
 * it says something else, the two are a conflict of that row.
 */
export async function landLateEdits(set: WriteSet, late: readonly RowLateEdit[]): Promise<RowOverwrite[]> {
  if (late.length === 0) return [];
  const overwrites: RowOverwrite[] = [];
  const history = historyByRow(await set.tx.log.history([...new Set(late.map((edit) => edit.id))]));
  const people = await set.tx.devices.people([...new Set(late.map(({ mark }) => mark[1]))]);
  for (const edit of late) {
    const { table, unit, cells } = edit;
    const spec = tableSpec(table);
    const chain = chainFrom(set, table, edit.id);
    const end = chain.at(-1);
    if (!end || end.id === edit.id) continue;
    // Left behind at the merge, and now written over unseen: whoever takes the merge back is to find it.
    if (edit.over) overwrites.push(edit.over);
    if (end.deleted === 1) {
      addDeath(overwrites, edit, end);
      continue;
    }
    const told = history.get(`${table}/${edit.id}`) ?? [];
    const base = edit.base && baseOf(set, edit, edit.base, told);
    const writer = people.get(edit.mark[1]) ?? authorOf(edit, edit.mark, told);
    for (const row of chain.slice(1)) {
      const now = row && unitOfRow(spec, row, unit);
      if (!now || sameCells(now, cells)) continue;
      if (base !== undefined && sameCells(now, base)) write(set, row, edit, asWriter(edit, writer));
      else overwrites.push(conflictOf(edit, row, base));
    }
  }
  return overwrites;
}

/** The record of an edit whose row stood for nothing any more: of one change there is one, with all that it wrote. */
function addDeath(overwrites: RowOverwrite[], { table, n, cells, mark }: RowLateEdit, row: RowState): void {
  const same = overwrites.findIndex(
    (one) => one.unit === DELETED && one.id === row.id && sameMark(one.lostMark, mark),
  );
  const lost = { ...overwrites[same]?.lost, ...cells };
  const [kept, keptMark] = [{ [DELETED]: 1 }, markOf(row.marks, DELETED)] as const;
  const record = { table, id: row.id, n, unit: DELETED, base: undefined, lost, lostMark: mark };
  overwrites.splice(same < 0 ? overwrites.length : same, 1, { ...record, kept, keptMark });
}

/** Under the server's mark: its writer wrote it elsewhere, and has not seen that it stands here. */
function write(
  set: WriteSet,
  row: RowState,
  { unit, cells, mark: theirs }: RowLateEdit,
  author: Author,
): void {
  const mark = [Math.max(theirs[0], markOf(row.marks, unit)[0] + 1), 0] as const;
  const marks = { row: row.marks.row, units: { ...row.marks.units, [unit]: mark } };
  set.put(
    { ...row, cells: { ...row.cells, ...cells }, marks },
    { cells, marks: { [unit]: mark } },
    0,
    author,
  );
}

const conflictOf = (
  { table, n, unit, base, cells, mark }: RowLateEdit,
  row: RowState,
  baseCells: Cells | undefined,
): RowOverwrite => ({
  table,
  id: row.id,
  n,
  unit,
  base,
  baseCells: baseCells ?? {},
  lost: cells,
  lostMark: mark,
  kept: unitOfRow(tableSpec(table), row, unit),
  keptMark: markOf(row.marks, unit),
});

/** Whoever wrote it; that may be another than the one whose merge brings it. */
const asWriter = ({ author, mark }: RowLateEdit, personId: string | null): Author =>
  author.device === mark[1] ? author : { ...SERVER, personId, device: mark[1] };

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
