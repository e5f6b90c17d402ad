import type { CounterCells, ReplyCells } from '../../../src-shared/domain/calendar/counter.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { Reader } from '../access.ts';
import { COUNTER_COLUMNS } from './calendar.ts';
import { allOf, statement } from './statement.ts';

/**
 * Another time that a colleague proposes, as it reached the organiser: on the attendee's row for the event as a whole, in a
 * row of its own for one meeting of a series.
 */
export interface CounterRow extends CounterCells, ReplyCells {
  readonly table: 'attendee' | 'proposal';
  readonly id: Id;
  readonly scope: Scope;
  readonly event_id: Id;
  readonly person_id: Id;
}

const proposed = (condition: string): string =>
  `SELECT 'attendee' AS "table", id, scope, event_id, person_id, ${COUNTER_COLUMNS} FROM attendee
    WHERE counter_at IS NOT NULL AND person_id IS NOT NULL AND deleted = 0 AND ${condition}
  UNION ALL SELECT 'proposal', id, scope, event_id, person_id, ${COUNTER_COLUMNS} FROM proposal
    WHERE counter_at IS NOT NULL AND copy_of IS NOT NULL AND deleted = 0 AND ${condition}
  ORDER BY counter_at, id`;

const BY_ID = proposed('id = @id');
export const counterById = (db: Reader, id: Id): CounterRow | undefined =>
  statement<[{ id: Id }], CounterRow>(db, BY_ID).get({ id });

const OF_EVENTS = proposed('event_id IN (SELECT value FROM json_each(@events))');
/** Everything that was proposed for these events, answered or not. */
export const countersOfEvents = (db: Reader, events: readonly Id[]): CounterRow[] =>
  statement<[{ events: string }], CounterRow>(db, OF_EVENTS).all({ events: JSON.stringify(events) });

const UNANSWERED = proposed('(counter_reply_to IS NULL OR counter_reply_to <> counter_at)');
/** What no organiser has answered yet, the oldest first. */
export const unansweredCounters = (db: Reader): CounterRow[] =>
  statement<[], CounterRow>(db, UNANSWERED).all();

/** What attendees themselves wrote for single meetings of these series. */
export const ownProposals = (db: Reader, series: readonly Id[]): Row<'proposal'>[] => allOf(db, OWN, series);

const OWN = `SELECT id, scope, deleted, event_id, person_id, copy_of, ${COUNTER_COLUMNS} FROM proposal
  WHERE event_id IN (SELECT value FROM json_each(?)) AND copy_of IS NULL AND deleted = 0 ORDER BY counter_at, id`;
