import { OWN_UID } from '../../../src-shared/domain/calendar/ics-item.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import { scopeOf } from '../../../src-shared/sync/scope.ts';
import type { Reader } from '../access.ts';
import { all, statement } from './statement.ts';

/** Under which UID a series, or an event that happens once, goes into a file. */
export const uidOf = ({ uid, id }: Pick<Row<'event'>, 'uid' | 'id'>): string => uid ?? `${id}${OWN_UID}`;

/**
 * Own events by UID, series and instances alike. An event that began on this desk is known by the UID under which it
 * was exported. An instance tells its original start even where its series was not in the file.
 */
export function eventsByUid(
  db: Reader,
  me: Id,
  uids: readonly string[],
): { id: Id; uid: string; recurrence_id: string | null }[] {
  return all(
    db,
    `SELECT e.id, j.value AS uid, e.recurrence_id FROM json_each(:uids) j JOIN event e ON e.uid = j.value
      WHERE e.deleted = 0 AND e.scope IN (:calendar, :person)
    UNION ALL
    SELECT e.id, j.value, e.recurrence_id FROM json_each(:uids) j
      JOIN event s ON s.id = substr(j.value, 1, length(j.value) - length(:own))
      JOIN event e ON e.id = s.id OR e.series_id = s.id
      WHERE j.value LIKE '%' || :own AND s.uid IS NULL AND e.deleted = 0 AND e.scope IN (:calendar, :person)`,
    {
      uids: JSON.stringify(uids),
      own: OWN_UID,
      calendar: scopeOf('calendar', me),
      person: scopeOf('person', me),
    },
  );
}

/** Those of the UIDs under which a colleague's desk writes an event that this person is asked to. */
export const askedByUid = (db: Reader, me: Id, uids: readonly string[]): { uid: string }[] =>
  all(
    db,
    `SELECT DISTINCT j.value AS uid FROM json_each(:uids) j
      JOIN invitation i ON i.event_id = substr(j.value, 1, length(j.value) - length(:own))
      WHERE j.value LIKE '%' || :own AND i.deleted = 0 AND i.person_id = :me`,
    { uids: JSON.stringify(uids), own: OWN_UID, me },
  );

export type ExportedEvent = Omit<
  Row<'event'>,
  'scope' | 'deleted' | 'geo' | 'outcome' | 'outcome_note' | 'task_id' | 'holding_id'
>;

/** Own events in the order of their start, series before their instances. Instants are compared by wall day. */
export const ownEvents = (
  db: Reader,
  me: Id,
  span: { from: string | null; to: string | null },
): ExportedEvent[] =>
  all(
    db,
    `SELECT e.id, e.all_day, e.start, e."end", e.zone, e.rrule, e.rdate, e.exdate, e.kind, e.title, e.title_en, e.description,
      e.place, e.organiser_id, e.status, e.transparency, e.privacy, e.reminders, e.travel_min, e.buffer_min,
      e.contract, e.series_id, e.recurrence_id, e.uid, e.ics
    FROM event e LEFT JOIN event s ON s.id = e.series_id AND s.deleted = 0
    WHERE e.deleted = 0 AND e.organiser_id = :me AND e.scope IN (:calendar, :person)
      AND (:to IS NULL OR coalesce(s.start, e.start) < :to)
      AND (:from IS NULL OR e."end" > :from OR coalesce(s.rrule, s.rdate, e.rrule, e.rdate) IS NOT NULL)
    ORDER BY coalesce(s.start, e.start), coalesce(s.id, e.id), e.series_id IS NOT NULL, e.recurrence_id`,
    { me, ...span, calendar: scopeOf('calendar', me), person: scopeOf('person', me) },
  );

export interface ExportedAttendee {
  readonly event_id: Id;
  readonly person_id: Id;
  readonly name: string;
  readonly email: string | null;
  readonly role: 'required' | 'optional';
  readonly answer: Row<'attendee'>['answer'];
}

/** Colleagues who were asked to own events. */
export const ownAttendees = (db: Reader, me: Id): ExportedAttendee[] =>
  all(
    db,
    `SELECT a.event_id, p.id AS person_id, p.name, p.email, a.role, a.answer FROM attendee a JOIN person p ON p.id = a.person_id
      WHERE a.deleted = 0 AND a.scope IN (:calendar, :person) ORDER BY a.event_id, a.id`,
    { calendar: scopeOf('calendar', me), person: scopeOf('person', me) },
  );

/** As whom somebody asks others; null where this desk does not know them. */
export const organiserOf = (db: Reader, me: Id): { name: string; email: string | null } | null =>
  statement<[Id], { name: string; email: string | null }>(
    db,
    'SELECT name, email FROM person WHERE id = ? AND deleted = 0',
  ).get(me) ?? null;

/** What a file said of an event beyond the desk's own words; null where it came from no file. */
export const linesOfFile = (db: Reader, event: Id): string | null =>
  statement<[Id], string | null>(db, 'SELECT ics FROM event WHERE id = ?').pluck().get(event) ?? null;
