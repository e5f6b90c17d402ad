import { occupiedBetween } from '../../db/client/queries/occupancy.ts';
import { instantToWall } from '../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Desk } from './desk.ts';
import { aMeeting, slotAt, ZONE, type EventFields } from './drafts.ts';

export const WEEKLY = 'FREQ=WEEKLY;BYDAY=TU';

export const weekly = (more: Partial<EventFields> = {}): EventFields => aMeeting({ title: '周会', ...more });

/** A meeting every Tuesday at ten, from 1 December 2026, with a colleague in a room. */
export const weeklySeries = (desk: Desk, colleague: Id, room: Id): Id =>
  desk.did('event.create', {
    fields: weekly({
      attendees: [{ person_id: colleague, customer_id: null, role: 'required' }],
      resources: [room],
    }),
    slot: slotAt('2026-12-01T10:00', '2026-12-01T11:00', { rrule: WEEKLY }),
  }).id;

/** The second meeting of it alone is put on the Wednesday, at two. */
export const secondMoved = (desk: Desk, id: Id): { id: Id; recurrence_id: string | null } =>
  desk.did('event.move', {
    id,
    recurrence_id: '2026-12-08T10:00',
    which: 'this',
    start: '2026-12-09T14:00',
    end: '2026-12-09T15:00',
    zone: ZONE,
  });

/** When a subject is taken in December, as walls. */
export const takenInDecember = (desk: Desk, subject: Id): string[] =>
  occupiedBetween(desk.engine, [subject], Date.parse('2026-12-01T00:00Z'), Date.parse('2026-12-31T00:00Z'))
    .filter((row) => row.status !== 'free')
    .map((row) => instantToWall(row.start, ZONE).slice(5));
