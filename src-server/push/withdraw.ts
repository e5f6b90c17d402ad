import type { HistoryEntry } from '../../db/server/queries/log.ts';
import { marksFrom } from '../../db/server/queries/rows.ts';
import { DELETED, type TableSpec } from '../../src-shared/schema/table.ts';
import { tableSpec } from '../../src-shared/schema/tables.ts';
import {
  cellsOfUnit,
  markOf,
  sameCells,
  unitsOf,
  type Cells,
  type RowState,
} from '../../src-shared/sync/change.ts';
import { stampTime, type Mark } from '../../src-shared/sync/clock.ts';
import type { RowOverwrite } from './apply-changes.ts';
import type { Family, Reconciled } from './family.ts';
import { stableId } from './stable-id.ts';
import type { WriteSet } from './write-set.ts';

/** The id follows from the place and the two writes. */
export const conflictId = (
  one: Pick<RowOverwrite, 'table' | 'id' | 'unit' | 'lostMark' | 'keptMark'>,
): string => stableId('edit_conflict', one.table, one.id, one.unit, ...one.lostMark, ...one.keptMark);

/** What is known of the rows that records are about. */
interface Known {
  readonly family: Family;
  readonly history: ReadonlyMap<string, readonly HistoryEntry[]>;
}

/**
 * Takes back records of conflicts that were none, where nobody has settled them. The records that there are of a row are
 * asked, not all the pairs of its writes: of a field that was written a thousand times those are a million.
 */
export async function withdraw(
  set: WriteSet,
  reconciled: readonly Reconciled[],
  known: Known,
): Promise<void> {
  const ofRow = Map.groupBy(reconciled, ({ id }) => id);
  const records = await set.tx.rows.readBy('edit_conflict', 'row_id', [...ofRow.keys()]);
  const none = records.filter(
    (record) =>
      isOpen(record) && ofRow.get(String(record.cells['row_id']))?.some((one) => isOf(record, one, known)),
  );
  await set.load(
    'edit_conflict',
    none.map(({ id }) => id),
  );
  for (const { id } of none) if (isOpen(set.row('edit_conflict', id))) set.remove('edit_conflict', id);
}

const isOpen = (record: RowState | null): boolean =>
  record?.deleted === 0 && record.cells['status'] === 'open';

/** Whether a record is of two of these writes; where it is about several units, whether they are all reconciled. */
function isOf(record: RowState, { table, id, unit, kept, lost }: Reconciled, known: Known): boolean {
  const { cells } = record;
  const place = String(cells['unit']);
  if (cells['table_name'] !== table || cells['row_id'] !== id || ![unit, DELETED].includes(place))
    return false;
  const said = JSON.parse(String(cells['lost'])) as Cells;
  const history = known.history.get(`${table}/${id}`) ?? [];
  const units = unitsOf(tableSpec(table), said);
  if (!units.includes(unit)) return false;
  const written = new Map(units.map((one) => [one, marksOf(tableSpec(table), history, one, said)]));
  // What is empty since the row was made nobody has written.
  const hasSeenAll = (one: string, keptMark: Mark): boolean => {
    const marks = written.get(one) ?? [];
    if (marks.length === 0) return isEmpty(cellsOfUnit(tableSpec(table), said, one));
    return known.family.hasSeen({ table, id, unit: one }, keptMark, marks);
  };
  const at = (mark: Mark, moment: unknown): boolean => stampTime(mark[0]) === moment;
  const lostThen = [...lost, ...[...written.values()].flat()].filter((mark) => at(mark, cells['lost_at']));
  return kept
    .filter((mark) => at(mark, cells['kept_at']))
    .some((keptMark) => {
      const isPair = (lostMark: Mark): boolean =>
        conflictId({ table, id, unit: place, lostMark, keptMark }) === record.id;
      const pair = lostThen.find(isPair);
      if (!pair) return false;
      // An edit of several units that did not win stands in no history: it is known by its mark alone.
      const isSeen = (one: string): boolean =>
        (one === unit && lost.some(isPair)) ||
        hasSeenAll(one, keptMark) ||
        known.family.hasSeen({ table, id, unit: one }, keptMark, [pair]);
      return units.every(isSeen);
    });
}

const isEmpty = (cells: Cells): boolean => Object.values(cells).every((value) => value === null);

/** Under which marks a unit was written with what a record says of it: all of them, where the same was written twice. */
function marksOf(spec: TableSpec, history: readonly HistoryEntry[], unit: string, said: Cells): Mark[] {
  const value = cellsOfUnit(spec, said, unit);
  return history.flatMap(({ cells, row_clock, row_device, units }) => {
    const written = cellsOfUnit(spec, JSON.parse(cells) as Cells, unit);
    return Object.keys(written).length > 0 && sameCells(written, value)
      ? [markOf(marksFrom(row_clock, row_device, units), unit)]
      : [];
  });
}
