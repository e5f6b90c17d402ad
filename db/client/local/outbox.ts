import type { Database } from 'better-sqlite3';
import { prepared } from '../prepared.ts';
import type { Cells, Change } from '../../../src-shared/sync/change.ts';
import { readNumber } from './meta.ts';

/** Own changes, in the order in which they were made. */
export const WAITING = 0;
export const DECIDED = 1;
/** Still to be sent, because numbers have no gaps, but the person was already told that it is refused. */
export const TOLD = 2;

export interface OutboxRow {
  readonly id: number;
  readonly tx: number;
  readonly tbl: string;
  readonly row_id: string;
  readonly scope: string;
  readonly kind: 'insert' | 'update';
  /** JSON of the written cells. */
  readonly cells: string;
  /** JSON of the same cells as they were; null for a new row. */
  readonly before: string | null;
  readonly clock: number;
  readonly base: string;
  readonly state: number;
  readonly at: number;
  readonly arrived_at: number | null;
}

const COLUMNS = 'id, tx, tbl, row_id, scope, kind, cells, before, clock, base, state, at, arrived_at';
const BY_ID = `SELECT ${COLUMNS} FROM _outbox WHERE id = ?`;
const BY_IDS = `SELECT ${COLUMNS} FROM _outbox WHERE id BETWEEN ? AND ? ORDER BY id`;
const WAITING_FROM = `SELECT ${COLUMNS} FROM _outbox WHERE id >= ? AND state <> ${DECIDED} ORDER BY id LIMIT ?`;
const WRITTEN_FROM = `SELECT id, tx, tbl, row_id, scope, kind, cells, clock, base
  FROM _outbox WHERE id >= ? AND state <> ${DECIDED} ORDER BY id LIMIT ?`;
/** What is read of the outbox at once. */
const SLICE = 500;
const WAITING_OF_ROW = `SELECT ${COLUMNS} FROM _outbox WHERE row_id = ? AND tbl = ? AND id > ? AND state <> ${DECIDED} ORDER BY id`;
const ANY_WAITING = `SELECT 1 FROM _outbox INDEXED BY "_outbox_waiting" WHERE state <> ${DECIDED} LIMIT 1`;
const FIRST_WAITING = `SELECT min(id) AS id FROM _outbox INDEXED BY "_outbox_waiting" WHERE state <> ${DECIDED}`;
const WAITING_ROWS = `SELECT DISTINCT tbl, row_id, scope, json_extract(cells, '$.scope') AS "to"
  FROM _outbox INDEXED BY "_outbox_waiting" WHERE state <> ${DECIDED}`;
const DECIDE = `UPDATE _outbox SET state = ${DECIDED}, arrived_at = ? WHERE id BETWEEN ? AND ? AND state <> ${DECIDED}`;

/** Adds a change; its `n` follows from the id. Returns the id. */
export function addToOutbox(
  db: Database,
  change: Omit<Change, 'n'> & { readonly before: Cells | null; readonly at: number },
): number {
  const { lastInsertRowid } = prepared(
    db,
    'INSERT INTO _outbox (tx, tbl, row_id, scope, kind, cells, before, clock, base, state, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(
    change.tx,
    change.table,
    change.id,
    change.scope,
    change.kind,
    JSON.stringify(change.cells),
    change.before && JSON.stringify(change.before),
    change.clock,
    JSON.stringify(change.base),
    WAITING,
    change.at,
  );
  return Number(lastInsertRowid);
}

/** What waits, oldest first, as it goes on the wire; never more than `limit`. */
export function waitingChanges(db: Database, limit: number): Change[] {
  const first = firstWaitingId(db);
  if (first === null) return [];
  const offset = readNumber(db, 'outboxOffset', 0);
  const rows = prepared<[number, number], OutboxRow>(db, WAITING_FROM).all(first, limit);
  return rows.map((row) => ({
    n: row.id - offset,
    tx: row.tx,
    table: row.tbl,
    id: row.row_id,
    scope: row.scope,
    kind: row.kind,
    cells: JSON.parse(row.cells) as Cells,
    clock: row.clock,
    base: JSON.parse(row.base) as Change['base'],
  }));
}

/** What of a row of the outbox goes on the wire. */
export type Written = Omit<OutboxRow, 'before' | 'state' | 'at' | 'arrived_at'>;

/** A change that waits, as JSON: `text` is the change as it goes on the wire. */
export interface WaitingText {
  readonly n: number;
  readonly tx: number;
  readonly text: string;
}

/**
 * The same as text: cells and base lie here as JSON and go out as JSON, so nothing of it is read on the way. Reads no
 * further than the change with which there are more than so many characters.
 */
export function waitingTexts(db: Database, limit: number, characters: number): WaitingText[] {
  const texts: WaitingText[] = [];
  const offset = readNumber(db, 'outboxOffset', 0);
  const slice = prepared<[number, number], Written>(db, WRITTEN_FROM);
  let room = characters;
  for (let from = firstWaitingId(db); from !== null && texts.length < limit && room >= 0;) {
    const rows = slice.all(from, Math.min(SLICE, limit - texts.length));
    for (const row of rows) {
      if (room < 0) break;
      const one = changeText(row, row.id - offset);
      texts.push(one);
      room -= one.text.length;
    }
    from = rows.length < SLICE ? null : rows.at(-1)!.id + 1;
  }
  return texts;
}

/** A change as it goes on the wire under a number. */
export function changeText(change: Written, n: number): WaitingText {
  const { tx, tbl, row_id, scope, kind, cells, clock, base } = change;
  const [table, row, where] = [JSON.stringify(tbl), JSON.stringify(row_id), JSON.stringify(scope)];
  const text = `{"n":${n},"tx":${tx},"table":${table},"id":${row},"scope":${where},"kind":"${kind}","cells":${cells},"clock":${clock},"base":${base}}`;
  return { n, tx, text };
}

export function outboxRow(db: Database, id: number): OutboxRow | undefined {
  return prepared<[number], OutboxRow>(db, BY_ID).get(id);
}

/** The changes of one step, oldest first. */
export const outboxRange = (db: Database, first: number, last: number): OutboxRow[] =>
  prepared<[number, number], OutboxRow>(db, BY_IDS).all(first, last);

/** Waiting changes of one row that come after `after`. */
export const waitingOfRow = (db: Database, table: string, rowId: string, after: number): OutboxRow[] =>
  prepared<[string, string, number], OutboxRow>(db, WAITING_OF_ROW).all(rowId, table, after);

/**
 * The server gave a change another clock: should it lose the change, it is to be offered again as the same write that
 * others have seen, and what was written on top of it here names it so.
 */
export function setClock(db: Database, change: OutboxRow, clock: number): void {
  const device = readNumber(db, 'device', 0);
  const [was, is] = [change.clock, clock].map((one) => JSON.stringify([one, device]));
  prepared(db, 'UPDATE _outbox SET clock = ? WHERE id = ?').run(clock, change.id);
  prepared(db, 'UPDATE _outbox SET base = replace(base, ?, ?) WHERE row_id = ? AND tbl = ? AND id > ?').run(
    was,
    is,
    change.row_id,
    change.tbl,
    change.id,
  );
}

export const waitingOfScope = (db: Database, scope: string): OutboxRow[] =>
  prepared<[string], OutboxRow>(
    db,
    `SELECT ${COLUMNS} FROM _outbox WHERE scope = ? AND state = ${WAITING} ORDER BY id`,
  ).all(scope);

export const markTold = (db: Database, id: number): void => {
  prepared(db, `UPDATE _outbox SET state = ${TOLD} WHERE id = ?`).run(id);
};

/** Which rows have waiting changes, with the scopes that these were written in and move them to. */
export const waitingRows = (
  db: Database,
): { tbl: string; row_id: string; scope: string; to: string | null }[] =>
  prepared<[], { tbl: string; row_id: string; scope: string; to: string | null }>(db, WAITING_ROWS).all();

export const countWaiting = (db: Database): number =>
  prepared<[], { rows: number }>(
    db,
    `SELECT count(*) AS rows FROM (SELECT DISTINCT tbl, row_id FROM _outbox WHERE state = ${WAITING})`,
  ).get()?.rows ?? 0;

export const anyWaiting = (db: Database): boolean => prepared(db, ANY_WAITING).get() !== undefined;

/** The number of the newest change there ever was. */
export const lastOutboxId = (db: Database): number =>
  prepared<[], { seq: number }>(db, "SELECT seq FROM sqlite_sequence WHERE name = '_outbox'").get()?.seq ?? 0;

/**
 * The oldest change that waits, or null. By the index of what waits: by the ids it would walk past everything that was
 * decided in the last month, at each edit.
 */
export const firstWaitingId = (db: Database): number | null =>
  prepared<[], { id: number | null }>(db, FIRST_WAITING).get()?.id ?? null;

/** The last own change that is known to be decided, and the last that was made, as the server counts them. */
export function ownNumbers(db: Database): { decided: number; made: number } {
  const offset = readNumber(db, 'outboxOffset', 0);
  const last = lastOutboxId(db);
  const decided = (firstWaitingId(db) ?? last + 1) - 1;
  return { decided: Math.max(0, decided - offset), made: Math.max(0, last - offset) };
}

/** Decided changes after `id` wait again: the server that decided them has lost them. Returns how many. */
export const offerAgain = (db: Database, id: number): number =>
  prepared(
    db,
    `UPDATE _outbox SET state = ${WAITING}, arrived_at = NULL WHERE id > ? AND state = ${DECIDED}`,
  ).run(id).changes;

/**
 * Takes what was written out of a decided change, and leaves its number: a server that was restored from a backup must
 * be offered what follows it, and numbers have no gaps. Offered again, it changes nothing, but tells whose writes its
 * writer had seen: marks are no words, and others may have seen this one.
 */
const EMPTY = "SET kind = 'update', cells = '{}', before = NULL";

export const emptyChange = (db: Database, id: number): void => {
  prepared(db, `UPDATE _outbox ${EMPTY} WHERE id = ? AND state = ${DECIDED}`).run(id);
};

export const emptyChangesOf = (db: Database, scope: string): void => {
  prepared(db, `UPDATE _outbox ${EMPTY} WHERE scope = ? AND state = ${DECIDED}`).run(scope);
};

/** True where nothing of what was written is known any more. */
export const isEmptied = (change: Pick<OutboxRow, 'cells'>): boolean => change.cells === '{}';

/** Marks everything up to `id` as decided. Returns how many were still open. */
export const decideUpTo = (db: Database, id: number, at: number): number => {
  const first = firstWaitingId(db);
  if (first === null) return 0;
  return prepared(db, DECIDE).run(at, first, id).changes;
};
