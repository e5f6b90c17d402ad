import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { Reader } from '../access.ts';
import { statement } from './statement.ts';

const CONFLICT_COLUMNS = `id, scope, deleted, table_name, row_id, unit, base, lost, lost_by, lost_at, kept, kept_by, kept_at,
  arrived_at, status, settled_by, settled_at, choice`;

export function editConflictById(db: Reader, id: Id): Row<'edit_conflict'> | undefined {
  return statement<[Id], Row<'edit_conflict'>>(
    db,
    `SELECT ${CONFLICT_COLUMNS} FROM edit_conflict WHERE id = ? AND deleted = 0`,
  ).get(id);
}

/** Newest first. */
export function openEditConflicts(db: Reader): Row<'edit_conflict'>[] {
  return statement<[], Row<'edit_conflict'>>(
    db,
    `SELECT ${CONFLICT_COLUMNS} FROM edit_conflict WHERE status = 'open' AND deleted = 0 ORDER BY arrived_at DESC, id`,
  ).all();
}

/** Settled since a moment, newest first. */
export function settledEditConflicts(db: Reader, since: EpochMs): Row<'edit_conflict'>[] {
  return statement<[number], Row<'edit_conflict'>>(
    db,
    `SELECT ${CONFLICT_COLUMNS} FROM edit_conflict
      WHERE status = 'settled' AND settled_at >= ? AND deleted = 0 ORDER BY settled_at DESC, id`,
  ).all(since);
}

/** Every record of one row, settled ones too, in the order they arrived. */
export function editConflictsOfRow(db: Reader, table: string, row: Id): Row<'edit_conflict'>[] {
  return statement<[Id, string], Row<'edit_conflict'>>(
    db,
    `SELECT ${CONFLICT_COLUMNS} FROM edit_conflict WHERE row_id = ? AND table_name = ? AND deleted = 0 ORDER BY arrived_at, id`,
  ).all(row, table);
}

export type NoticeRow = Pick<Row<'notice'>, 'id' | 'kind' | 'at' | 'table_name' | 'row_id' | 'params'> & { unread: 0 | 1 };

/** A person's notices, newest first. */
export function noticesOf(db: Reader, person: Id, since: EpochMs, limit: number): NoticeRow[] {
  return statement<[Id, number, number], NoticeRow>(
    db,
    `SELECT n.id, n.kind, n.at, n.table_name, n.row_id, n.params, f.id IS NULL AS unread
       FROM notice AS n LEFT JOIN "_flag" AS f ON f.kind = 'notice_read' AND f.id = n.id
      WHERE n.person_id = ? AND n.at >= ? AND n.deleted = 0 ORDER BY n.at DESC, n.id LIMIT ?`,
  ).all(person, since, limit);
}

/** Received invitations that wait for an answer, soonest first. `start` is the wall time of the (first) instance. */
export function unansweredInvitations(db: Reader, person: Id): Pick<Row<'invitation'>, 'id'>[] {
  return statement<[Id], Pick<Row<'invitation'>, 'id'>>(
    db,
    `SELECT id FROM invitation
      WHERE person_id = ? AND answer = 'needs_action' AND status <> 'cancelled' AND deleted = 0 ORDER BY start, id`,
  ).all(person);
}
