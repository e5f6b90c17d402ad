import type { Database } from 'better-sqlite3';
import { prepared } from '../prepared.ts';

/** A row of the server that could not be taken in here; its contents stay with the server. */
export interface AsideRow {
  readonly tbl: string;
  readonly id: string;
  readonly scope: string;
  /** What was thrown, by kind. */
  readonly fault: string;
  readonly at: number;
}

const COLUMNS = 'tbl, id, scope, fault, at';

export const allAside = (db: Database): AsideRow[] =>
  prepared<[], AsideRow>(db, `SELECT ${COLUMNS} FROM _aside ORDER BY at, tbl, id`).all();

export function putAside(db: Database, row: AsideRow): void {
  prepared(
    db,
    `INSERT INTO _aside (${COLUMNS}) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (tbl, id) DO UPDATE SET scope = excluded.scope, fault = excluded.fault, at = excluded.at`,
  ).run(row.tbl, row.id, row.scope, row.fault, row.at);
}

/** Nothing is aside any more: what is still missing is found by the checksum. Returns the scopes that it was in. */
export const forgetAside = (db: Database): string[] =>
  prepared<[], { scope: string }>(db, 'DELETE FROM _aside RETURNING scope')
    .all()
    .map(({ scope }) => scope);
