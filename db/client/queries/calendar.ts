import { DAY, formatDay } from '../../../src-shared/domain/calendar/civil.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { Reader } from '../access.ts';
import { allOf, statement } from './statement.ts';

const EVENT_COLUMNS = `id, scope, deleted, all_day, start, "end", zone, rrule, rdate, exdate, kind, title, title_en, description,
  place, geo, organiser_id, status, transparency, privacy, travel_min, buffer_min, contract, holding_id, reminders, series_id,
  recurrence_id, outcome, outcome_note, task_id`;

/** Another time that an attendee proposes, and the organiser's word on it. */
export const COUNTER_COLUMNS = `counter_at, counter_start, counter_end, counter_zone, counter_recurrence_id, counter_was,
  counter_note, counter_reply, counter_word, counter_reply_to`;

const INVITATION_COLUMNS = `id, scope, deleted, all_day, start, "end", zone, rrule, rdate, exdate, event_id, person_id,
  organiser_id, kind, title, title_en, description, place, geo, status, transparency, travel_min, buffer_min, reminders, series_id,
  recurrence_id, role, resources, sent_at, answer, answer_note, seen_at, answered_by, ${COUNTER_COLUMNS}, people,
  rooms, whereabouts`;

/** An event without what a calendar file gave it: its name there and what the desk does not understand, which may be long. */
export type EventRow = Omit<Row<'event'>, 'uid' | 'ics'>;

export function eventById(db: Reader, id: Id): EventRow | undefined {
  return statement<[Id], EventRow>(db, `SELECT ${EVENT_COLUMNS} FROM event WHERE id = ? AND deleted = 0`).get(
    id,
  );
}

export const eventsByIds = (db: Reader, ids: readonly Id[]): EventRow[] => allOf(db, EVENTS_BY_IDS, ids);

const EVENTS_BY_IDS = `SELECT ${EVENT_COLUMNS} FROM event WHERE id IN (SELECT value FROM json_each(?)) AND deleted = 0`;

/** What a grid needs of an event: reading the rest of a thousand rows costs more than finding them. */
export type EventBrief = Pick<
  EventRow,
  | 'id'
  | 'scope'
  | 'kind'
  | 'title'
  | 'title_en'
  | 'place'
  | 'organiser_id'
  | 'status'
  | 'privacy'
  | 'travel_min'
  | 'outcome'
  | 'start'
  | 'rrule'
  | 'rdate'
  | 'series_id'
  | 'recurrence_id'
>;

export const briefsOf = (db: Reader, ids: readonly Id[]): EventBrief[] =>
  statement<[string], EventBrief>(db, BRIEFS).all(JSON.stringify(ids));

const BRIEFS = `SELECT id, scope, kind, title, title_en, place, organiser_id, status, privacy, travel_min, outcome, start,
    rrule, rdate, series_id, recurrence_id
  FROM event WHERE id IN (SELECT value FROM json_each(?)) AND deleted = 0`;

/** The overrides of a series: one event each. */
export function overridesOf(db: Reader, series: Id): EventRow[] {
  return statement<[Id], EventRow>(
    db,
    `SELECT ${EVENT_COLUMNS} FROM event WHERE series_id = ? AND deleted = 0 ORDER BY recurrence_id, id`,
  ).all(series);
}

/** The override of one instance; the older one where two laptops made one each. */
export function overrideAt(db: Reader, series: Id, recurrenceId: string): EventRow | undefined {
  return statement<[Id, string], EventRow>(
    db,
    `SELECT ${EVENT_COLUMNS} FROM event WHERE series_id = ? AND recurrence_id = ? AND deleted = 0 ORDER BY id LIMIT 1`,
  ).get(series, recurrenceId);
}

/** The same for many instances in one look, as `series recurrence` to the override's id. */
export function overridesAt(
  db: Reader,
  instances: readonly { id: Id; recurrence_id: string | null }[],
): Map<string, Id> {
  const series = [...new Set(instances.flatMap((one) => (one.recurrence_id === null ? [] : [one.id])))];
  const rows = allOf<{ id: Id; series_id: Id; recurrence_id: string }>(
    db,
    `SELECT id, series_id, recurrence_id FROM event
      WHERE series_id IN (SELECT value FROM json_each(?)) AND recurrence_id IS NOT NULL AND deleted = 0 ORDER BY id DESC`,
    series,
  );
  // The older one is written last.
  return new Map(rows.map((row) => [`${row.series_id} ${row.recurrence_id}`, row.id]));
}

export const invitationsByIds = (db: Reader, ids: readonly Id[]): Row<'invitation'>[] =>
  allOf(db, INVITATIONS_BY_IDS, ids);

const INVITATIONS_BY_IDS = `SELECT ${INVITATION_COLUMNS} FROM invitation WHERE id IN (SELECT value FROM json_each(?)) AND deleted = 0`;

/** Every copy of the events with these uids that this laptop holds in detail, masters and overrides. */
export function eventsOfUids(db: Reader, uids: readonly Id[]): EventRow[] {
  if (uids.length === 0) return [];
  const list = JSON.stringify(uids);
  return statement<[string, string], EventRow>(db, EVENTS_OF_UIDS).all(list, list);
}

const EVENTS_OF_UIDS = `SELECT ${EVENT_COLUMNS} FROM event WHERE id IN (SELECT value FROM json_each(?)) AND deleted = 0
  UNION SELECT ${EVENT_COLUMNS} FROM event WHERE series_id IN (SELECT value FROM json_each(?)) AND deleted = 0`;

export function invitationsOfUids(db: Reader, uids: readonly Id[]): Row<'invitation'>[] {
  if (uids.length === 0) return [];
  const list = JSON.stringify(uids);
  return statement<[string, string], Row<'invitation'>>(db, INVITATIONS_OF_UIDS).all(list, list);
}

const INVITATIONS_OF_UIDS = `SELECT ${INVITATION_COLUMNS} FROM invitation
    WHERE event_id IN (SELECT value FROM json_each(?)) AND deleted = 0
  UNION SELECT ${INVITATION_COLUMNS} FROM invitation WHERE series_id IN (SELECT value FROM json_each(?)) AND deleted = 0`;

/** The uids of events (deleted ones included): the series' id, or the event's own. */
export function uidsOfEvents(db: Reader, ids: readonly Id[]): Id[] {
  const rows = allOf<{ uid: Id }>(
    db,
    'SELECT DISTINCT coalesce(series_id, id) AS uid FROM event WHERE id IN (SELECT value FROM json_each(?))',
    ids,
  );
  return rows.map((row) => row.uid);
}

export function uidsOfInvitations(db: Reader, ids: readonly Id[]): Id[] {
  const rows = allOf<{ uid: Id }>(
    db,
    'SELECT DISTINCT coalesce(series_id, event_id) AS uid FROM invitation WHERE id IN (SELECT value FROM json_each(?))',
    ids,
  );
  return rows.map((row) => row.uid);
}

/** Every event that this laptop knows in detail. */
export function allUids(db: Reader): Id[] {
  return statement<[], { uid: Id }>(
    db,
    `SELECT coalesce(series_id, id) AS uid FROM event WHERE deleted = 0
      UNION SELECT coalesce(series_id, event_id) FROM invitation WHERE deleted = 0`,
  )
    .all()
    .map((row) => row.uid);
}

/**
 * The events that may have an instance in [from, to): every series, and single events whose wall times come within two
 * days of it (no zone is further from UTC than that).
 */
export function uidsTouching(db: Reader, from: EpochMs, to: EpochMs): Id[] {
  const parameters = { from: dayText(from - 2 * DAY), to: dayText(to + 2 * DAY) };
  return statement<[typeof parameters], { uid: Id }>(
    db,
    `SELECT coalesce(series_id, id) AS uid FROM event
      WHERE deleted = 0 AND start < @to AND (rrule IS NOT NULL OR rdate IS NOT NULL OR "end" >= @from)
      UNION SELECT coalesce(series_id, event_id) FROM invitation
      WHERE deleted = 0 AND start < @to AND (rrule IS NOT NULL OR rdate IS NOT NULL OR "end" >= @from)`,
  )
    .all(parameters)
    .map((row) => row.uid);
}

const dayText = (at: EpochMs): string => formatDay(Math.floor(at / DAY));

/** Invitations to exactly these events, whoever of this laptop's people received them. */
export function invitationsOfEvents(db: Reader, events: readonly Id[]): Row<'invitation'>[] {
  return statement<[string], Row<'invitation'>>(
    db,
    `SELECT ${INVITATION_COLUMNS} FROM invitation
      WHERE event_id IN (SELECT value FROM json_each(?)) AND deleted = 0 ORDER BY id`,
  ).all(JSON.stringify(events));
}

/** Which of these events are still known here, as events or by an invitation to them. */
export function livingEvents(db: Reader, events: readonly Id[]): Set<Id> {
  const list = JSON.stringify(events);
  const rows = statement<[string, string], { id: Id }>(
    db,
    `SELECT id FROM event WHERE id IN (SELECT value FROM json_each(?)) AND deleted = 0
     UNION SELECT event_id FROM invitation WHERE event_id IN (SELECT value FROM json_each(?)) AND deleted = 0`,
  ).all(list, list);
  return new Set(rows.map(({ id }) => id));
}

export function attachmentCount(db: Reader, owners: readonly Id[]): number {
  const row = statement<[string], { count: number }>(
    db,
    `SELECT count(*) AS count FROM attachment
      WHERE owner_kind = 'event' AND owner_id IN (SELECT value FROM json_each(?)) AND deleted = 0`,
  ).get(JSON.stringify(owners));
  return row?.count ?? 0;
}

/** Whose events these are, as far as this laptop holds them or was invited. */
export function organisersOf(db: Reader, events: readonly Id[]): Map<Id, Id> {
  const list = JSON.stringify(events);
  const rows = statement<[string, string], { id: Id; organiser_id: Id }>(
    db,
    `SELECT id, organiser_id FROM event WHERE id IN (SELECT value FROM json_each(?)) AND deleted = 0
      UNION ALL SELECT event_id, organiser_id FROM invitation WHERE event_id IN (SELECT value FROM json_each(?)) AND deleted = 0`,
  ).all(list, list);
  return new Map(rows.map((row) => [row.id, row.organiser_id]));
}

/** Meetings of these calendars, each series once, that are not over on a day as far as their rows say. */
export const rootsAheadIn = (db: Reader, scopes: readonly Scope[], day: string): EventRow[] =>
  scopes.length === 0
    ? []
    : eventsByIds(
        db,
        statement<[string, string], { id: Id }>(db, ROOTS_AHEAD)
          .all(JSON.stringify(scopes), day)
          .map((row) => row.id),
      );

const ROOTS_AHEAD = `SELECT id FROM event WHERE scope IN (SELECT value FROM json_each(?)) AND series_id IS NULL AND deleted = 0
  AND status <> 'cancelled' AND (rrule IS NOT NULL OR rdate IS NOT NULL OR "end" >= ?)`;
