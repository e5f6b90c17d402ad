import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { Reader } from '../access.ts';
import { COUNTER_COLUMNS } from './calendar.ts';
import { allOf, statement } from './statement.ts';

/** A colleague on an event with the other time that they propose. */
export type CounterRow = Omit<
  Row<'attendee'>,
  'customer_id' | 'delivered_at' | 'seen_at' | 'answer_note' | 'answered_by'
> & { readonly person_id: Id };

const COLUMNS = `id, scope, deleted, event_id, person_id, role, answer, ${COUNTER_COLUMNS}`;
const PROPOSED = 'counter_at IS NOT NULL AND person_id IS NOT NULL AND deleted = 0';

export function counterById(db: Reader, attendee: Id): CounterRow | undefined {
  return statement<[Id], CounterRow>(db, `SELECT ${COLUMNS} FROM attendee WHERE id = ? AND ${PROPOSED}`).get(
    attendee,
  );
}

/** Everything that was proposed for these events, answered or not. */
export const countersOfEvents = (db: Reader, events: readonly Id[]): CounterRow[] =>
  allOf(db, OF_EVENTS, events);

const OF_EVENTS = `SELECT ${COLUMNS} FROM attendee WHERE event_id IN (SELECT value FROM json_each(?)) AND ${PROPOSED}
  ORDER BY counter_at, id`;

/** What no organiser has answered yet, the oldest first. */
export function unansweredCounters(db: Reader): CounterRow[] {
  return statement<[], CounterRow>(
    db,
    `SELECT ${COLUMNS} FROM attendee WHERE ${PROPOSED} AND (counter_reply_to IS NULL OR counter_reply_to <> counter_at)
      ORDER BY counter_at, id`,
  ).all();
}
