import { MINUTE } from '../../src-shared/domain/calendar/civil.ts';
import type { Occupancy } from '../../src-shared/domain/calendar/occupancy.ts';

/** The day on which occupancies of tests lie: 3 March 2026, UTC. */
export const DAY = Date.UTC(2026, 2, 3);

/** `at('10:30')` on that day. */
export const at = (time: string): number =>
  DAY + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE;

let made = 0;

/** Somebody who is taken on that day, by an event of its own. */
export function anOccupancy(from: string, to: string, changes: Partial<Occupancy> = {}): Occupancy {
  made += 1;
  const eventId = changes.eventId ?? `e${made}`;
  return {
    eventId,
    uid: eventId,
    recurrenceId: '',
    subject: { kind: 'person', id: 'A' },
    start: at(from),
    end: at(to),
    status: 'busy',
    required: true,
    ...changes,
  };
}
