import type { AnyRows } from '../../../db/client/any-rows.ts';
import { addHistory } from '../../../db/client/local/history.ts';
import { readNumber } from '../../../db/client/local/meta.ts';
import { WAITING, waitingOfRow, waitingRows, type OutboxRow } from '../../../db/client/local/outbox.ts';
import type { TableSpec } from '../../../src-shared/schema/table.ts';
import { isTableName, tableSpec } from '../../../src-shared/schema/tables.ts';
import { newestMark, SCOPE, unitsOf, type Cells, type RowState } from '../../../src-shared/sync/change.ts';
import { compareMarks, type Mark } from '../../../src-shared/sync/clock.ts';
import { adoptServer, applyIncoming, type Incoming } from '../../../src-shared/sync/incoming.ts';

const UNKNOWN: Omit<TableSpec, 'name'> = {
  columns: {},
  unitOf: {},
  scopes: [],
  writers: 'edit',
  answers: [],
  serverNotes: [],
  moments: [],
  merges: null,
  indexes: [],
};

/** The declaration of a table; of one that only a newer version knows, every column is a unit of its own. */
export const specOf = (table: string): TableSpec =>
  isTableName(table) ? tableSpec(table) : { ...UNKNOWN, name: table };

/** Units of a row that a waiting change after `after` (an outbox id) will write. */
export function pendingUnits(rows: AnyRows, table: string, id: string, after: number): Set<string> {
  const units = new Set<string>();
  const spec = specOf(table);
  for (const change of waitingOfRow(rows.sqlite, table, id, after)) {
    for (const unit of unitsOf(spec, JSON.parse(change.cells) as Cells)) units.add(unit);
  }
  return units;
}

/**
 * Brings what the server says of a row in `scope` into the rows here. An edit of a row that was here is remembered in
 * the history. Returns the newest mark that was brought.
 */
export function applyPut(
  rows: AnyRows,
  incoming: Incoming,
  from: {
    readonly personId: string | null;
    readonly at: number;
    readonly history: boolean;
    /** Every cell of the row is named. */
    readonly whole: boolean;
    readonly waiting: WaitingKeys;
  },
): Mark {
  const spec = specOf(incoming.table);
  const newest = newestMark({ row: incoming.row, units: incoming.units });
  // What comes whole is new here, as a rule.
  if (from.whole) {
    const row = applyIncoming(spec, undefined, incoming);
    if (rows.add(row)) {
      if (from.waiting.has(row.table, row.id)) rows.put(row, withWaiting(rows, row, 0));
      return newest;
    }
  }
  const local = rows.read(incoming.table, incoming.id);
  const after = applyIncoming(spec, local, withScope(rows, local, incoming));
  if (!local || differs(local, after)) rows.put(local, after);
  if (local && from.history) remember(rows, local, after, incoming, from);
  return newest;
}

/** Sets a row to exactly what the server holds, but for units that a waiting change after `after` writes. */
export function adopt(rows: AnyRows, incoming: Incoming, after: number): void {
  const local = rows.read(incoming.table, incoming.id);
  const spec = specOf(incoming.table);
  if (!local) {
    rows.put(undefined, withWaiting(rows, applyIncoming(spec, undefined, incoming), after));
    return;
  }
  const pending = pendingUnits(rows, incoming.table, incoming.id, after);
  const cells: Cells = {
    ...incoming.cells,
    [SCOPE]: incoming.scope,
    deleted: incoming.cells['deleted'] ?? 0,
  };
  const adopted = adoptServer(spec, local, { ...incoming, cells }, pending);
  // Cells that the server left empty need not be named by it; here they are emptied.
  const emptied: Record<string, Cells[string]> = { ...adopted.cells };
  for (const column of Object.keys(local.cells)) {
    if (!(column in incoming.cells) && !pending.has(spec.unitOf[column] ?? column)) emptied[column] = null;
  }
  const next = { ...adopted, cells: emptied };
  if (pending.size === 0) rows.put(local, { ...next, marks: { row: incoming.row, units: incoming.units } });
  else rows.put(local, next);
}

/** Which rows this person has written of and not sent yet; asked of the database with the first question. */
export class WaitingKeys {
  readonly #rows: AnyRows;
  #keys: Set<string> | undefined;

  constructor(rows: AnyRows) {
    this.#rows = rows;
  }

  has(table: string, id: string): boolean {
    this.#keys ??= new Set(waitingRows(this.#rows.sqlite).map(({ tbl, row_id }) => `${tbl} ${row_id}`));
    return this.#keys.size > 0 && this.#keys.has(`${table} ${id}`);
  }
}

/**
 * A row that comes (back) to this laptop, with what this person had written of it after `after` and not sent: it was here
 * before, went out of sight with a move, and is shown in its new scope. The larger mark wins, as at the server.
 */
function withWaiting(rows: AnyRows, row: RowState, after: number): RowState {
  const spec = specOf(row.table);
  const device = readNumber(rows.sqlite, 'device', 0);
  let written = row;
  for (const change of waitingOfRow(rows.sqlite, row.table, row.id, after)) {
    // One that is known to be refused is in the list of what was refused.
    if (change.state !== WAITING) continue;
    const cells = JSON.parse(change.cells) as Cells;
    const { [SCOPE]: to = written.scope } = cells;
    written = applyIncoming(spec, written, {
      table: row.table,
      id: row.id,
      scope: String(to),
      cells,
      row: [change.clock, device],
      units: {},
    });
  }
  return written;
}

/**
 * A row that stands in another scope here: the server has moved it, unless this person has and the move is on its way.
 */
function withScope(rows: AnyRows, local: RowState | undefined, incoming: Incoming): Incoming {
  if (!local || local.scope === incoming.scope || SCOPE in incoming.cells) return incoming;
  const moving = waitingOfRow(rows.sqlite, local.table, local.id, 0).some((change) => movesRow(change));
  if (moving) return incoming;
  const here = local.marks.units[SCOPE] ?? local.marks.row;
  const there = incoming.units[SCOPE] ?? incoming.row;
  const mark = compareMarks(there, here) < 0 ? here : there;
  return {
    ...incoming,
    cells: { ...incoming.cells, [SCOPE]: incoming.scope },
    units: { ...incoming.units, [SCOPE]: mark },
  };
}

const movesRow = (change: OutboxRow): boolean => SCOPE in (JSON.parse(change.cells) as Cells);

function differs(before: RowState, after: RowState): boolean {
  if (before.scope !== after.scope || before.deleted !== after.deleted) return true;
  if (before.marks.row[0] !== after.marks.row[0] || before.marks.row[1] !== after.marks.row[1]) return true;
  if (JSON.stringify(before.marks.units) !== JSON.stringify(after.marks.units)) return true;
  return Object.keys(after.cells).some(
    (column) => (after.cells[column] ?? null) !== (before.cells[column] ?? null),
  );
}

function remember(
  rows: AnyRows,
  local: RowState,
  after: RowState,
  incoming: Incoming,
  from: { readonly personId: string | null; readonly at: number },
): void {
  const before: Record<string, Cells[string]> = {};
  const cells: Record<string, Cells[string]> = {};
  for (const column of Object.keys(incoming.cells)) {
    const was = local.cells[column] ?? null;
    const is = after.cells[column] ?? null;
    if (was === is) continue;
    before[column] = was;
    cells[column] = is;
  }
  if (Object.keys(cells).length === 0) return;
  const mark = newestMark({ row: incoming.row, units: incoming.units });
  const { table, id, scope } = incoming;
  addHistory(rows.sqlite, {
    table,
    id,
    scope,
    mark,
    personId: from.personId,
    before,
    cells,
    arrivedAt: from.at,
  });
}
