import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row, TableName } from '../../../src-shared/schema/tables.ts';
import type { Stamp } from '../../../src-shared/sync/clock.ts';
import type { Reader } from '../access.ts';
import { flagsKeptFrom } from '../local/flags.ts';
import { statement } from './statement.ts';

const CONFLICT_COLUMNS = `id, scope, deleted, table_name, row_id, unit, base, lost, lost_by, lost_at, kept, kept_by, kept_at,
  arrived_at, status, settled_by, settled_at, choice`;

export function editConflictById(db: Reader, id: Id): Row<'edit_conflict'> | undefined {
  return statement<[Id], Row<'edit_conflict'>>(
    db,
    `SELECT ${CONFLICT_COLUMNS} FROM edit_conflict WHERE id = ? AND deleted = 0`,
  ).get(id);
}

/**
 * Newest first. What a merged record and the one that stands for it have alike is asked once, of the one that stands: the
 * other is for whoever takes the merge back.
 */
export function openEditConflicts(db: Reader): Row<'edit_conflict'>[] {
  return statement<[], Row<'edit_conflict'>>(
    db,
    `SELECT ${CONFLICT_COLUMNS} FROM edit_conflict AS c WHERE status = 'open' AND deleted = 0
        AND NOT EXISTS (SELECT 1 FROM _alias JOIN edit_conflict AS o ON o.row_id = _alias.survivor
          WHERE _alias.id = c.row_id AND o.table_name = c.table_name AND o.unit = c.unit AND o.deleted = 0
            AND (o.lost, o.kept) IN ((c.lost, c.kept), (c.kept, c.lost)))
      ORDER BY arrived_at DESC, id`,
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

export type NoticeRow = Pick<Row<'notice'>, 'id' | 'kind' | 'at' | 'table_name' | 'row_id' | 'params'> & {
  unread: 0 | 1;
};

/** A person's notices, newest first. */
export function noticesOf(db: Reader, person: Id, since: EpochMs, limit: number): NoticeRow[] {
  return statement<[Id, number, number], NoticeRow>(
    db,
    `SELECT n.id, n.kind, n.at, n.table_name, n.row_id, n.params, f.id IS NULL AS unread
       FROM notice AS n LEFT JOIN "_flag" AS f ON f.kind = 'notice_read' AND f.id = n.id
      WHERE n.person_id = ? AND n.at >= ? AND n.deleted = 0 ORDER BY n.at DESC, n.id LIMIT ?`,
  ).all(person, Math.max(since, flagsKeptFrom(db.sqlite)), limit);
}

/**
 * Received invitations that wait for an answer, soonest first. A "tentative" that the server wrote because the time was
 * taken is not the person's own word, and waits too.
 */
export function unansweredInvitations(db: Reader, people: readonly Id[]): Pick<Row<'invitation'>, 'id'>[] {
  return statement<[string], Pick<Row<'invitation'>, 'id'>>(
    db,
    `SELECT id FROM invitation
      WHERE person_id IN (SELECT value FROM json_each(?)) AND status <> 'cancelled' AND deleted = 0
        AND (answer = 'needs_action' OR (answer = 'tentative' AND seen_at IS NULL)) ORDER BY start, id`,
  ).all(JSON.stringify(people));
}

export interface AnsweredInvitation extends Pick<
  Row<'invitation'>,
  'id' | 'title' | 'title_en' | 'answer' | 'answer_note' | 'counter_note'
> {
  readonly stamp: Stamp;
  /** Another time was proposed with the answer or after it. */
  readonly proposed: 0 | 1;
}

/**
 * Invitations that a person answered since a moment, or proposed another time for, by the stamp of the later of the two;
 * newest first. Whoever answers has seen it.
 */
export function answeredInvitations(db: Reader, person: Id, since: Stamp): AnsweredInvitation[] {
  return statement<[Id, number], AnsweredInvitation>(
    db,
    `SELECT id, title, title_en, answer, answer_note, counter_note, max(answered, countered) AS stamp, countered > 0 AND countered >= answered AS proposed
       FROM (SELECT id, title, title_en, answer, answer_note, counter_note,
                    CASE answer WHEN 'needs_action' THEN 0 ELSE coalesce(json_extract(_units, '$.answer[0]'), 0) END AS answered,
                    CASE WHEN counter_at IS NULL THEN 0 ELSE coalesce(json_extract(_units, '$.counter_at[0]'), 0) END AS countered
               FROM invitation WHERE person_id = ? AND seen_at IS NOT NULL AND deleted = 0)
      WHERE max(answered, countered) >= ? ORDER BY stamp DESC, id`,
  ).all(person, since);
}

export interface Label {
  readonly id: Id;
  readonly title: string;
  readonly title_en: string | null;
}

const OF_CUSTOMER = (table: string): string =>
  `SELECT r.id, c.name AS title, c.name_en AS title_en FROM ${table} AS r JOIN customer AS c ON c.id = r.customer_id`;
const OF_EVENT = (table: string): string =>
  `SELECT r.id, e.title, e.title_en FROM ${table} AS r JOIN event AS e ON e.id = r.event_id`;
const NAMED = (table: string): string =>
  `SELECT r.id, r.name AS title, r.name_en AS title_en FROM ${table} AS r`;

/** How a row of each table is called; rows that belong to a customer or an event are called after it. */
const LABELS: Partial<Record<TableName, string>> = {
  customer: NAMED('customer'),
  person: NAMED('person'),
  book: NAMED('book'),
  resource: NAMED('resource'),
  product: NAMED('product'),
  org_unit: NAMED('org_unit'),
  event: 'SELECT r.id, r.title, r.title_en FROM event AS r',
  invitation: 'SELECT r.id, r.title, r.title_en FROM invitation AS r',
  task: 'SELECT r.id, r.title, NULL AS title_en FROM task AS r',
  assignment: 'SELECT r.id, r.title, NULL AS title_en FROM assignment AS r',
  assignment_step: 'SELECT r.id, r.title, NULL AS title_en FROM assignment_step AS r',
  note: 'SELECT r.id, r.title, NULL AS title_en FROM note AS r',
  attachment: 'SELECT r.id, r.name AS title, NULL AS title_en FROM attachment AS r',
  attendee: OF_EVENT('attendee'),
  event_resource: OF_EVENT('event_resource'),
  event_customer: OF_EVENT('event_customer'),
  contact_point: OF_CUSTOMER('contact_point'),
  customer_tag: OF_CUSTOMER('customer_tag'),
  holding: OF_CUSTOMER('holding'),
  relation:
    'SELECT r.id, c.name AS title, c.name_en AS title_en FROM relation AS r JOIN customer AS c ON c.id = r.from_id',
};

/** What rows of one table are called; deleted rows too, for a deletion can be what is disputed. */
export function labelsOf(db: Reader, table: TableName, ids: readonly Id[]): Label[] {
  const select = LABELS[table];
  if (select === undefined) return [];
  return statement<[string], Label>(db, `${select} WHERE r.id IN (SELECT value FROM json_each(?))`).all(
    JSON.stringify(ids),
  );
}

/** A person's notices of one kind about these rows, oldest first. */
export function noticesAbout(
  db: Reader,
  person: Id,
  kind: Row<'notice'>['kind'],
  rows: readonly Id[],
): Pick<Row<'notice'>, 'at' | 'row_id'>[] {
  return statement<[Id, string, string], Pick<Row<'notice'>, 'at' | 'row_id'>>(
    db,
    `SELECT at, row_id FROM notice
      WHERE person_id = ? AND kind = ? AND row_id IN (SELECT value FROM json_each(?)) AND deleted = 0 ORDER BY at, id`,
  ).all(person, kind, JSON.stringify(rows));
}

export interface ChangedCustomer {
  readonly id: Id;
  readonly name: string;
  readonly name_en: string | null;
  /** Who changed it last; null where that is not known. */
  readonly person_id: Id | null;
  readonly stamp: Stamp;
  /** The columns that others wrote, comma-separated. */
  readonly columns: string;
}

/**
 * Customers that others changed since a moment, with what they wrote, newest first. CROSS JOIN keeps the history first:
 * the other way round every customer of the laptop would be looked at.
 */
export function changedCustomers(db: Reader, me: Id, since: Stamp, limit: number): ChangedCustomer[] {
  const parameters = { me, since, limit };
  return statement<[typeof parameters], ChangedCustomer>(
    db,
    `SELECT c.id, c.name, c.name_en, h.person_id, max(h.clock) AS stamp, group_concat(DISTINCT cell.key) AS columns
       FROM "_history" AS h CROSS JOIN customer AS c ON c.id = h.row_id AND c.deleted = 0, json_each(h.cells) AS cell
      WHERE h.tbl = 'customer' AND h.clock >= @since AND coalesce(h.person_id, '') <> @me
      GROUP BY c.id ORDER BY stamp DESC, c.id LIMIT @limit`,
  ).all(parameters);
}
