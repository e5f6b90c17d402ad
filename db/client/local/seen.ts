import type { Database } from 'better-sqlite3';
import { prepared } from '../prepared.ts';

/** What a repeated snapshot of a scope has brought so far. */
export const markSeen = (db: Database, scope: string, table: string, id: string): void => {
  prepared(db, 'INSERT INTO _seen (scope, tbl, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(
    scope,
    table,
    id,
  );
};

export const wasSeen = (db: Database, scope: string, table: string, id: string): boolean =>
  prepared(db, 'SELECT 1 FROM _seen WHERE scope = ? AND tbl = ? AND id = ?').get(scope, table, id) !==
  undefined;

export const forgetSeen = (db: Database, scope: string): void => {
  prepared(db, 'DELETE FROM _seen WHERE scope = ?').run(scope);
};

/** Whether a repeated snapshot of this scope is under way. */
export const anySeen = (db: Database, scope: string): boolean =>
  prepared(db, 'SELECT 1 FROM _seen WHERE scope = ? LIMIT 1').get(scope) !== undefined;
