import type { Database } from 'better-sqlite3';
import type { Refusal } from '../../../src-shared/sync/protocol.ts';
import { prepared } from '../prepared.ts';
import { emptyChange, type OutboxRow } from './outbox.ts';

/** In place of the server's reason: it keeps the change for whoever holds the row now, and this laptop no longer does. */
export const QUARANTINED = 'Quarantined';

/** A change that the server would not take: what the person wrote is kept here until they decide. */
export interface RefusedRow {
  /** The outbox id of the change. */
  readonly id: number;
  readonly tbl: string;
  readonly row_id: string;
  readonly scope: string;
  readonly kind: 'insert' | 'update';
  /** JSON of the cells. */
  readonly cells: string;
  readonly reason: Refusal | typeof QUARANTINED;
  readonly column: string | null;
  readonly at: number;
}

const COLUMNS = 'id, tbl, row_id, scope, kind, cells, reason, "column", at';

/** Keeps a refused change; the first reason stands. */
export function keepRefused(
  db: Database,
  change: OutboxRow,
  reason: Refusal,
  column: string | null,
  at: number,
): void {
  prepared(
    db,
    `INSERT INTO _refused (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  ).run(change.id, change.tbl, change.row_id, change.scope, change.kind, change.cells, reason, column, at);
}

/** The change is with the server: that it was made is still told here, what it said is not. */
export function handOver(db: Database, change: OutboxRow, at: number): void {
  prepared(
    db,
    `INSERT INTO _refused (${COLUMNS}) VALUES (?, ?, ?, ?, ?, '{}', ?, NULL, ?)
     ON CONFLICT (id) DO UPDATE SET cells = excluded.cells, reason = excluded.reason, "column" = NULL`,
  ).run(change.id, change.tbl, change.row_id, change.scope, change.kind, QUARANTINED, at);
}

export const allRefused = (db: Database): RefusedRow[] =>
  prepared<[], RefusedRow>(db, `SELECT ${COLUMNS} FROM _refused ORDER BY id`).all();

export const refusedById = (db: Database, id: number): RefusedRow | undefined =>
  prepared<[number], RefusedRow>(db, `SELECT ${COLUMNS} FROM _refused WHERE id = ?`).get(id);

/** Its person has decided: it is not offered again to a server that was put back, and not kept again once it is heard again. */
export function dropRefused(db: Database, id: number): boolean {
  if (prepared(db, 'DELETE FROM _refused WHERE id = ?').run(id).changes === 0) return false;
  emptyChange(db, id);
  return true;
}

export const countRefused = (db: Database): number =>
  prepared<[], { rows: number }>(db, 'SELECT count(*) AS rows FROM _refused').get()?.rows ?? 0;
