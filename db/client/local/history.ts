import type { Database } from 'better-sqlite3';
import type { Cells } from '../../../src-shared/sync/change.ts';
import type { Mark } from '../../../src-shared/sync/clock.ts';
import { prepared } from '../prepared.ts';
import { DECIDED } from './outbox.ts';

/** How long decided changes stay in the outbox, to be offered again to a server that lost them. */
export const KEEP_DECIDED_MS = 30 * 86_400_000;

export interface Edit {
  readonly table: string;
  readonly id: string;
  readonly scope: string;
  readonly mark: Mark;
  /** Who made it, where the server says. */
  readonly personId: string | null;
  readonly before: Cells;
  readonly cells: Cells;
  readonly arrivedAt: number;
}

/** Remembers an edit that came from elsewhere. New rows and snapshots are no edits. */
export function addHistory(db: Database, edit: Edit): void {
  prepared(
    db,
    `INSERT INTO _history (tbl, row_id, clock, device, scope, person_id, before, cells, arrived_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  ).run(
    edit.table,
    edit.id,
    edit.mark[0],
    edit.mark[1],
    edit.scope,
    edit.personId,
    JSON.stringify(edit.before),
    JSON.stringify(edit.cells),
    edit.arrivedAt,
  );
}

/**
 * Lets decided changes go once they are old: edits move to the history, new rows need not be remembered, and steps that
 * can no longer be undone go with them.
 */
export function settleOldChanges(
  db: Database,
  before: number,
  device: number,
  personId: string | null,
): void {
  db.prepare(
    `INSERT INTO _history (tbl, row_id, clock, device, scope, person_id, before, cells, arrived_at)
     SELECT tbl, row_id, clock, ?, scope, ?, before, cells, arrived_at FROM _outbox
     WHERE state = ${DECIDED} AND before IS NOT NULL AND arrived_at < ? ON CONFLICT DO NOTHING`,
  ).run(device, personId, before);
  db.prepare(
    `DELETE FROM _undo WHERE EXISTS (
       SELECT 1 FROM _outbox WHERE id BETWEEN first AND last AND state = ${DECIDED} AND arrived_at < ?)`,
  ).run(before);
  db.prepare(`DELETE FROM _outbox WHERE state = ${DECIDED} AND arrived_at < ?`).run(before);
}
