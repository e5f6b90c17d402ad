import { meantId } from '../../../db/client/queries/alias.ts';
import {
  editConflictsOfRow,
  labelsOf,
  openEditConflicts,
  type Label,
} from '../../../db/client/queries/inbox.ts';
import { historyOf } from '../../../db/client/queries/history.ts';
import { personNames } from '../../../db/client/queries/person.ts';
import { RowStore } from '../../../db/client/row-store.ts';
import type { EditConflictField, EditConflictItem } from '../../../src-shared/contract/inbox.ts';
import type { HistoryLine } from '../../../src-shared/contract/customer.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { columnsOfUnit, DELETED, unitOfColumn } from '../../../src-shared/schema/table.ts';
import { isTableName, tableSpec, type Row, type TableName } from '../../../src-shared/schema/tables.ts';
import { unitOfRow, type Cells, type RowState } from '../../../src-shared/sync/change.ts';
import type { QueryContext, View } from '../engine/context.ts';

type Dispute = Row<'edit_conflict'>;

/** Open edit conflicts, one item for each row, newest first. Only where this person may also decide. */
export function editConflictItems(context: QueryContext): EditConflictItem[] {
  const open = openEditConflicts(context.db).filter((record) => context.grants.get(record.scope) === 'write');
  const groups = [...Map.groupBy(open, (record) => `${record.table_name} ${record.row_id}`).values()];
  const labels = labelsFor(context, open);
  const names = personNames(
    context.db,
    open.flatMap((record) => [record.lost_by, record.kept_by]),
  );
  return groups.map((records) => itemOf(context, records, labels, names));
}

function itemOf(
  context: QueryContext,
  records: readonly Dispute[],
  labels: ReadonlyMap<string, Label>,
  names: ReturnType<typeof personNames>,
): EditConflictItem {
  const newest = records.reduce((a, b) => (b.arrived_at > a.arrived_at ? b : a));
  const label = labels.get(`${newest.table_name} ${newest.row_id}`);
  return {
    id: newest.id,
    table_name: newest.table_name,
    row_id: newest.row_id,
    title: label?.title ?? '',
    title_en: label?.title_en ?? null,
    units: new Set(records.map((record) => record.unit)).size,
    by: isMine(context, newest) ? null : (names.get(newest.lost_by) ?? null),
    other: names.get(otherOf(context, newest)) ?? null,
    arrived_at: newest.arrived_at,
  };
}

/** What the disputed rows are called: one statement for each table among them. */
export function labelsFor(
  { db }: QueryContext,
  records: readonly Pick<Dispute, 'table_name' | 'row_id'>[],
): Map<string, Label> {
  const labels = new Map<string, Label>();
  for (const [table, its] of Map.groupBy(records, (record) => record.table_name)) {
    if (!isTableName(table)) continue;
    for (const label of labelsOf(
      db,
      table,
      its.map((record) => record.row_id),
    ))
      labels.set(`${table} ${label.id}`, label);
  }
  return labels;
}

/** "Mine" is what I wrote; where neither side is mine, the one that lost, because that is the one to be rescued. */
const mineIs = ({ me }: QueryContext, record: Dispute): 'kept' | 'lost' =>
  record.kept_by === me.id && record.lost_by !== me.id ? 'kept' : 'lost';

const isMine = ({ me }: QueryContext, record: Dispute): boolean =>
  record.kept_by === me.id || record.lost_by === me.id;

const otherOf = (context: QueryContext, record: Dispute): Id =>
  mineIs(context, record) === 'kept' ? record.lost_by : record.kept_by;

/** The fields of one row that two people changed without knowing of each other, those already settled among them. */
export const inboxEdit: View<'inbox.edit'> = {
  reads: ['edit_conflict', 'customer', 'event', 'task', 'note', 'person', 'outbox', 'sync'],
  run(context, { row_id, table_name }) {
    const all = editConflictsOfRow(context.db, table_name, row_id);
    const newest = all.at(-1);
    if (!newest || !isTableName(table_name)) return null;
    const open = all.filter((record) => record.status === 'open');
    const since = Math.min(...(open.length > 0 ? open : [newest]).map((record) => record.arrived_at));
    const records = all.filter((record) => record.arrived_at >= since);
    // Of a customer that was merged away, the one that stands for it.
    const lives = table_name === 'customer' ? meantId(context.db, row_id) : row_id;
    const row = new RowStore(context.db.sqlite).read(table_name, lives);
    const history = historyOf(context.db, table_name, row_id, context.me.id, HISTORY_LINES);
    const units = new Set(records.map((record) => record.unit));
    return {
      item: itemOf(
        context,
        records,
        labelsFor(context, [newest]),
        personNames(context.db, [newest.lost_by, newest.kept_by]),
      ),
      fields: records.map((record) => fieldOf(context, table_name, record, row)),
      gone: row?.deleted === 1 && !units.has(DELETED),
      into: lives === row_id ? null : (labelsOf(context.db, table_name, [lives])[0] ?? null),
      mergedUnits: mergedBeside(table_name, records, history).filter((unit) => !units.has(unit)),
      history: linesOfUnits(table_name, history, units),
      editable: context.grants.get(newest.scope) === 'write',
    };
  },
};

const HISTORY_LINES = 200;

function fieldOf(
  context: QueryContext,
  table: TableName,
  record: Dispute,
  row: RowState | undefined,
): EditConflictField {
  const spec = tableSpec(table);
  const [base, lost, kept] = [cellsIn(record.base), cellsIn(record.lost), cellsIn(record.kept)];
  const mine = mineIs(context, record);
  const now = row ? unitOfRow(spec, row, record.unit) : kept;
  const lostIsIn = same(now, lost) && !same(now, kept);
  return {
    id: record.id,
    unit: record.unit,
    columns: columnsOfUnit(spec, record.unit).length > 0 ? columnsOfUnit(spec, record.unit) : [record.unit],
    base,
    mine: mine === 'kept' ? kept : lost,
    theirs: mine === 'kept' ? lost : kept,
    inRow: lostIsIn === (mine === 'lost') ? 'mine' : 'theirs',
    mineIs: mine,
    mine_at: mine === 'kept' ? record.kept_at : record.lost_at,
    theirs_at: mine === 'kept' ? record.lost_at : record.kept_at,
    status: record.status,
    choice: record.choice,
  };
}

const cellsIn = (json: string): Record<string, string | number | null> =>
  (JSON.parse(json) ?? {}) as Record<string, string | number | null>;

const same = (now: Cells, side: Cells): boolean =>
  Object.entries(side).every(([column, value]) => (now[column] ?? null) === (value ?? null));

/** Units that either side changed between the two disputed writes and their meeting at the server. */
function mergedBeside(
  table: TableName,
  records: readonly Dispute[],
  history: readonly HistoryLine[],
): string[] {
  const from = Math.min(...records.map((record) => Math.min(record.lost_at, record.kept_at)));
  const to = Math.max(...records.map((record) => record.arrived_at));
  const spec = tableSpec(table);
  const units = new Set<string>();
  for (const line of history) {
    if (line.at < from || line.at > to) continue;
    for (const change of line.changes) units.add(unitOfColumn(spec, change.column));
  }
  return [...units];
}

function linesOfUnits(
  table: TableName,
  history: readonly HistoryLine[],
  units: ReadonlySet<string>,
): HistoryLine[] {
  const spec = tableSpec(table);
  return history.flatMap((line) => {
    const changes = line.changes.filter((change) => units.has(unitOfColumn(spec, change.column)));
    return changes.length > 0 ? [{ ...line, changes }] : [];
  });
}
