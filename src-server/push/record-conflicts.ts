import type { WriteBase } from '../../db/server/queries/bases.ts';
import type { HistoryEntry } from '../../db/server/queries/log.ts';
import { marksFrom } from '../../db/server/queries/rows.ts';
import { together } from '../../db/server/together.ts';
import { tableSpec, type TableName } from '../../src-shared/schema/tables.ts';
import { cellsOfUnit, markOf, type Cells } from '../../src-shared/sync/change.ts';
import { compareMarks, sameMark, stampTime, type Mark } from '../../src-shared/sync/clock.ts';
import type { Pusher, RowOverwrite } from './apply-changes.ts';
import { Family, lossesOf } from './family.ts';
import { kinshipOf } from './one-laptop.ts';
import { conflictId, withdraw } from './withdraw.ts';
import type { WriteSet } from './write-set.ts';

const OPEN = { status: 'open' } as const;
/** Nobody has to decide it: what stands is what is to stand. */
export const SETTLED = { status: 'settled', choice: 'kept' } as const;

/**
 * Keeps what somebody overwrote without having seen it: one row for each, in the scope of the row it is about. The id
 * follows from the two writes, so that a repeated push makes no second record.
 *
 * `apart` are the pusher's writes that did not follow what was here. A server that was put back may get a write after
 * one whose writer had seen it: that is no conflict, and a record that was made for want of it goes.
 */
export async function recordConflicts(
  set: WriteSet,
  found: readonly RowOverwrite[],
  { apart, pusher }: { apart: readonly WriteBase[]; pusher: Pick<Pusher, 'device' | 'earlier'> },
  now: number,
  state: typeof OPEN | typeof SETTLED = OPEN,
): Promise<void> {
  const open = found.filter((one) => !isServersWord(one) && !isMemorandum(one));
  const ids = [...new Set([...open, ...apart].map((one) => one.id))];
  if (ids.length === 0) return;
  const [entries, bases] = await together(set.tx.log.history(ids), set.tx.bases.read(ids));
  await set.tx.bases.add(apart, now);
  const history = historyByRow(entries);
  const writes = [...apart, ...bases];
  const marks = [
    ...writes.flatMap(({ mark, base }) => (base ? [mark, base] : [mark])),
    ...open.flatMap(({ lostMark, keptMark }) => [lostMark, keptMark]),
    // Also whose writes are in the log alone: others may name them under a number that their laptop had before.
    ...entries.flatMap(marksIn),
  ];
  const laptops = await set.tx.devices.laptops([...new Set(marks.map(([, device]) => device))]);
  const family = new Family(history, writes, kinshipOf(laptops, pusher));
  const seen = new Set(open.filter((one) => family.isSeen(one)));
  const overwrites = open.filter((one) => !seen.has(one));
  await withdraw(
    set,
    [...apart, ...[...seen].flatMap(lossesOf)].flatMap((one) => family.reconciledBy(one) ?? []),
    { family, history },
  );
  const records = overwrites.map((one) => ({ one, id: conflictId(one) }));
  await set.load(
    'edit_conflict',
    records.map((record) => record.id),
  );
  for (const { one, id } of records) {
    const row = set.row(one.table, one.id);
    if (!row || set.row('edit_conflict', id)) continue;
    const told = history.get(`${one.table}/${one.id}`) ?? [];
    const personOf = (mark: Mark): string =>
      laptops.get(mark[1])?.personId ?? authorOf(one, mark, told) ?? '';
    set.write('edit_conflict', id, row.scope, {
      table_name: one.table,
      row_id: one.id,
      unit: one.unit,
      base: JSON.stringify(one.baseCells ?? baseValue(one, told)),
      lost: JSON.stringify(one.lost),
      lost_by: personOf(one.lostMark),
      lost_at: stampTime(one.lostMark[0]),
      kept: JSON.stringify(one.kept),
      kept_by: personOf(one.keptMark),
      kept_at: stampTime(one.keptMark[0]),
      arrived_at: now,
      ...state,
      settled_at: state === SETTLED ? now : null,
    });
  }
}

/**
 * Whose word the server wrote: an edit that it brought from a record that was merged into this one. The first entry that
 * says it: later ones that tell the whole row are of whoever moved it.
 */
export const authorOf = (
  { unit }: Pick<RowOverwrite, 'unit'>,
  mark: Mark,
  history: readonly HistoryEntry[],
): string | null =>
  history.findLast((entry) =>
    sameMark(markOf(marksFrom(entry.row_clock, entry.row_device, entry.units), unit), mark),
  )?.person_id ?? null;

/** Units beside its notes that the server decides whenever somebody writes them: its own word is nobody's lost work. */
const DECIDED: Partial<Record<string, readonly string[]>> = {
  attendee: ['answer'],
  invitation: ['deleted'],
  instance_answer: ['answer'],
  assignment: ['deleted'],
  assignment_step: ['deleted'],
};

/** When a row was last merged into: of two merges the later one says it for both. */
const isMemorandum = ({ table, unit }: RowOverwrite): boolean => tableSpec(table).merges?.at === unit;

const isServersWord = ({ table, unit, lostMark, keptMark }: RowOverwrite): boolean =>
  (lostMark[1] === 0 || keptMark[1] === 0) &&
  (tableSpec(table).serverNotes.includes(unit) || DECIDED[table]?.includes(unit) === true);

/** Records of conflicts and of quarantined edits go where the row goes that they are about: who lost sight of the row must not keep its values. */
export async function followRows(set: WriteSet): Promise<void> {
  const moved = new Map<string, string>();
  for (const table of set.touchedTables) {
    for (const { before, now } of set.touched(table)) {
      if (before && now && before.scope !== now.scope) moved.set(`${table}/${now.id}`, now.scope);
    }
  }
  if (moved.size === 0) return;
  const ids = [...moved.keys()].map((key) => key.slice(key.indexOf('/') + 1));
  for (const table of ['edit_conflict', 'quarantine'] as const) {
    const records = await set.tx.rows.readBy(table, 'row_id', ids);
    await set.load(
      table,
      records.map((record) => record.id),
    );
    for (const { id } of records) {
      const record = set.row(table, id);
      if (!record || record.deleted === 1) continue;
      const to = moved.get(`${record.cells['table_name']}/${record.cells['row_id']}`);
      if (to !== undefined) set.write(table, id, to, {});
    }
  }
}

function marksIn({ row_clock, row_device, units }: HistoryEntry): Mark[] {
  const { row, units: own } = marksFrom(row_clock, row_device, units);
  return [row, ...Object.values(own)];
}

export function historyByRow(entries: readonly HistoryEntry[]): Map<string, HistoryEntry[]> {
  const rows = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const key = `${entry.tbl}/${entry.row_id}`;
    const list = rows.get(key) ?? [];
    rows.set(key, list);
    list.push(entry);
  }
  return rows;
}

/**
 * The value of the unit at the mark that both sides started from: what the entry with that mark wrote, or what the next
 * write kept of it. Empty where neither side had seen a value.
 */
const baseValue = ({ table, unit, base }: RowOverwrite, history: readonly HistoryEntry[]): Cells =>
  base ? (baseOfMark(table, unit, base, history) ?? {}) : {};

/** What a unit held at a mark; undefined where the history does not reach back to it. */
export function baseOfMark(
  table: TableName,
  unit: string,
  base: Mark,
  history: readonly HistoryEntry[],
): Cells | undefined {
  const spec = tableSpec(table);
  let next: { mark: Mark; cells: Cells } | null = null;
  for (const entry of history) {
    const mark = markOf(marksFrom(entry.row_clock, entry.row_device, entry.units), unit);
    const written = cellsOfUnit(spec, JSON.parse(entry.cells) as Cells, unit);
    if (Object.keys(written).length === 0) continue;
    if (sameMark(mark, base)) return written;
    const kept = entry.prior === null ? {} : cellsOfUnit(spec, JSON.parse(entry.prior) as Cells, unit);
    if (Object.keys(kept).length === 0 || compareMarks(mark, base) < 0) continue;
    if (next === null || compareMarks(mark, next.mark) < 0) next = { mark, cells: kept };
  }
  return next?.cells;
}
