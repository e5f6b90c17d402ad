import type { Database } from 'better-sqlite3';
import { prepared } from '../prepared.ts';
import { dropDraftsOf } from './drafts.ts';
import { DECIDED, emptyChange } from './outbox.ts';

/** Rows of which something is remembered that `forgetRow` would forget. */
export const rememberedRows = (db: Database): { tbl: string; row_id: string }[] =>
  prepared<[], { tbl: string; row_id: string }>(
    db,
    `SELECT tbl, row_id FROM _history UNION SELECT tbl, row_id FROM _outbox WHERE state = ${DECIDED} AND cells <> '{}'`,
  ).all();

/**
 * What this laptop remembers of a row that went where this person may not look: its history, its sent changes with the
 * values before them, and the steps that would bring them back. What was not sent yet stays until the server decides.
 */
export function forgetRow(db: Database, table: string, id: string): void {
  prepared(db, 'DELETE FROM _history WHERE tbl = ? AND row_id = ?').run(table, id);
  dropDraftsOf(db, table, id);
  const sent = prepared<[string, string], { id: number }>(
    db,
    `SELECT id FROM _outbox WHERE row_id = ? AND tbl = ? AND state = ${DECIDED}`,
  ).all(id, table);
  for (const change of sent) {
    prepared(db, 'DELETE FROM _undo WHERE ? BETWEEN first AND last').run(change.id);
    emptyChange(db, change.id);
  }
}
