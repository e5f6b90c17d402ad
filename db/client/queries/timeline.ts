import type { ContactLog, Movement } from '../../../src-shared/domain/customer/tables.ts';
import type { Note } from '../../../src-shared/domain/note/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import { all, statement } from './statement.ts';
import { meaning } from './alias.ts';

/** The sources of a customer's timeline, each newest first; merging them is the view's. */

export const contactsOf = (
  db: Reader,
  customerId: Id,
  channel: string | null,
  limit: number,
): (Pick<
  ContactLog,
  'id' | 'channel' | 'at' | 'summary' | 'summary_en' | 'minutes' | 'outcome' | 'event_id'
> & {
  person_id: Id | null;
})[] =>
  all(
    db,
    `SELECT id, channel, at, summary, summary_en, minutes, outcome, event_id, person_id FROM contact_log
    WHERE customer_id ${meaning(':id')} AND deleted = 0 AND (:channel IS NULL OR channel = :channel) ORDER BY at DESC, id LIMIT :limit`,
    { id: customerId, channel, limit },
  );

interface PastEvent {
  id: Id;
  recurrence_id: string | null;
  kind: string;
  title: string;
  title_en: string | null;
  organiser_id: Id;
  at: number;
}

interface PastEventsWanted {
  readonly customer: Id;
  /** The reader: what others keep private is not told. */
  readonly me: Id;
  readonly kinds: readonly string[] | null;
  readonly now: number;
  readonly limit: number;
}

/** A meeting that was reported is in the contact log already: one line, not two. */
const WITH_CUSTOMER = `x.customer_id ${meaning(':customer')} AND x.deleted = 0 AND e.deleted = 0 AND e.status <> 'cancelled'
  AND (e.privacy <> 'private' OR e.organiser_id = :me) AND (:kinds IS NULL OR e.kind IN (SELECT value FROM json_each(:kinds)))
  AND NOT EXISTS (SELECT 1 FROM contact_log c WHERE c.customer_id ${meaning(':customer')} AND c.event_id = e.id AND c.deleted = 0)`;

/** Occurrences that began, as far back as the calendar is expanded. */
export const pastEventsOf = (db: Reader, wanted: PastEventsWanted): PastEvent[] =>
  all(
    db,
    `SELECT DISTINCT e.id, nullif(o.recurrence_id, '') AS recurrence_id, e.kind, e.title, e.title_en, e.organiser_id, o.start AS at
    FROM event_customer x JOIN event e ON e.id = x.event_id
      JOIN occupancy o ON o.uid = coalesce(e.series_id, e.id) AND o.event_id = e.id
    WHERE ${WITH_CUSTOMER} AND o.start <= :now ORDER BY o.start DESC, e.id LIMIT :limit`,
    { ...wanted, kinds: wanted.kinds && JSON.stringify(wanted.kinds) },
  );

/** Events of before that time: single ones and changed instances, by the time on their wall. */
export const olderEventsOf = (
  db: Reader,
  wanted: PastEventsWanted,
): (Omit<PastEvent, 'at'> & { start: string; zone: string })[] =>
  all(
    db,
    `SELECT e.id, e.recurrence_id, e.kind, e.title, e.title_en, e.organiser_id, e.start, e.zone
    FROM event_customer x JOIN event e ON e.id = x.event_id
    WHERE ${WITH_CUSTOMER} AND e.rrule IS NULL AND e.rdate IS NULL
      AND NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.uid = coalesce(e.series_id, e.id) AND o.event_id = e.id)
      AND e.start < strftime('%Y-%m-%d', :now / 1000, 'unixepoch')
    ORDER BY e.start DESC, e.id LIMIT :limit`,
    { ...wanted, kinds: wanted.kinds && JSON.stringify(wanted.kinds) },
  );

export const notesOf = (
  db: Reader,
  customerId: Id,
  limit: number,
): (Pick<Note, 'id' | 'title' | 'author_id'> & { at: number })[] =>
  all(
    db,
    `SELECT id, title, author_id, written_at AS at FROM note WHERE customer_id ${meaning('?')} AND deleted = 0
    ORDER BY written_at DESC, id LIMIT ?`,
    customerId,
    limit,
  );

/** Amounts of the last bookings, for judging which are large. */
export const lastAmounts = (db: Reader, customerId: Id, count: number): number[] =>
  statement(
    db,
    `SELECT amount FROM movement WHERE customer_id ${meaning('?')} AND deleted = 0 ORDER BY booked_on DESC LIMIT ?`,
  )
    .pluck()
    .all(customerId, count) as number[];

export const movementsFrom = (
  db: Reader,
  customerId: Id,
  leastAmount: number,
  limit: number,
): Pick<Movement, 'id' | 'booked_on' | 'direction' | 'amount' | 'currency' | 'purpose' | 'counterparty'>[] =>
  all(
    db,
    `SELECT id, booked_on, direction, amount, currency, purpose, counterparty FROM movement
    WHERE customer_id ${meaning('?')} AND deleted = 0 AND amount >= ? ORDER BY booked_on DESC, id LIMIT ?`,
    customerId,
    leastAmount,
    limit,
  );

type MovementRow = Pick<
  Movement,
  | 'id'
  | 'booked_on'
  | 'direction'
  | 'amount'
  | 'currency'
  | 'balance'
  | 'purpose'
  | 'counterparty'
  | 'channel'
>;

export const movementsOf = (db: Reader, customerId: Id, limit: number): MovementRow[] =>
  all(
    db,
    `SELECT id, booked_on, direction, amount, currency, balance, purpose, counterparty, channel FROM movement
    WHERE customer_id ${meaning('?')} AND deleted = 0 ORDER BY booked_on DESC, id DESC LIMIT ?`,
    customerId,
    limit,
  );

/** What a person has logged of an event, by customer. */
export function contactsOfEvent(
  db: Reader,
  event: Id,
  person: Id,
  customers: readonly Id[],
): { id: Id; customer_id: Id }[] {
  return statement<[string, Id, Id], { id: Id; customer_id: Id }>(
    db,
    `SELECT id, customer_id FROM contact_log WHERE customer_id IN (SELECT value FROM json_each(?))
        AND event_id = ? AND person_id = ? AND deleted = 0 ORDER BY id`,
  ).all(JSON.stringify(customers), event, person);
}
