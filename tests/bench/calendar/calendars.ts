import type { Occupancy } from '../../../src-shared/domain/calendar/occupancy.ts';
import { seeded } from '../../../src-shared/kernel/seeded.ts';

export const PEOPLE = 200;
export const EVENTS = 2_000;
/** How many are asked to one meeting. */
export const ASKED = 10;
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const START = Date.UTC(2026, 0, 5);
const DAYS = 372;

export const personId = (person: number): string => `person-${String(person).padStart(4, '0')}`;

export const occupancyOf = (id: string, uid: string, start: number, minutes: number): Occupancy => ({
  eventId: uid,
  uid,
  recurrenceId: '',
  subject: { kind: 'person', id },
  start,
  end: start + minutes * MINUTE,
  status: 'busy',
  required: true,
});

/** A year, in quarters of an hour. */
export function makeCalendars(): Occupancy[][] {
  const random = seeded('calendar');
  return Array.from({ length: PEOPLE }, (_, person) =>
    Array.from({ length: EVENTS }, (_, at) =>
      occupancyOf(
        personId(person),
        `event-${String(person).padStart(4, '0')}-${String(at).padStart(5, '0')}`,
        START + random.int(0, DAYS) * DAY + random.int(0, 36) * 15 * MINUTE + 9 * 60 * MINUTE,
        random.pick([30, 45, 60]),
      ),
    ),
  );
}

export interface Wish {
  /** Ten of all, drawn anew each time. */
  readonly people: readonly number[];
  readonly start: number;
  readonly end: number;
}

export function makeWishes(count: number): Wish[] {
  const random = seeded('wishes');
  return Array.from({ length: count }, () => {
    const start = START + random.int(0, DAYS) * DAY + random.int(9, 16) * 60 * MINUTE;
    const people = new Set<number>();
    while (people.size < ASKED) people.add(random.int(0, PEOPLE - 1));
    return { people: [...people], start, end: start + 60 * MINUTE };
  });
}
