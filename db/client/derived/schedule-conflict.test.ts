import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Row } from '../../../src-shared/schema/tables.ts';
import {
  apply,
  CARS,
  COMPANY,
  facts,
  NOW,
  PEOPLE,
  step,
  times,
} from '../../../tests/support/calendar-steps.ts';
import { plainStore, type PlainStore } from '../../../tests/support/plain-store.ts';
import { writeMeta } from '../local/meta.ts';
import { occupiedBetween, occupiedIn, takenIn } from '../queries/occupancy.ts';
import { occupiedNow, takenAt, takenNow } from '../queries/taken-now.ts';
import { occupancy } from './occupancy.ts';
import { reminder } from './reminder.ts';
import { scheduleConflict } from './schedule-conflict.ts';

const DAY = 86_400_000;
const aStore = (): PlainStore => {
  const store = plainStore([occupancy, scheduleConflict, reminder]);
  writeMeta(store.sqlite, 'person', 'p0');
  return store;
};

const table = (store: PlainStore, name: string, columns = '*'): unknown[] =>
  store.sqlite.prepare(`SELECT ${columns} FROM ${name} ORDER BY 1, 2, 3`).all();
const CONFLICT =
  'id, kind, severity, subject_id, start, "end", minutes, a_event_id, b_event_id, a_source_id, b_source_id';
const everything = (store: PlainStore): unknown[][] => [
  table(store, 'occupancy'),
  table(store, 'schedule_conflict', CONFLICT),
  table(store, 'reminder'),
];

/** Everything made anew, over what is there or on empty tables. */
function rebuilt(store: PlainStore, now: number, empty = true): unknown[][] {
  for (const derivation of [occupancy, scheduleConflict, reminder]) {
    if (empty)
      for (const statement of [...derivation.drops, ...derivation.schema]) store.sqlite.exec(statement);
    derivation.rebuild(store, now);
  }
  return everything(store);
}

const LATE = NOW + 60 * DAY;
const timesOf = (rows: readonly { start: number; end: number; status: string }[]): string[] =>
  rows.map(({ start, end, status }) => `${start} ${end} ${status}`).sort();
const takenInMemory = (store: PlainStore): string[] =>
  timesOf(takenAt(store, PEOPLE, { start: NOW, end: LATE }));
const takenOnDisk = (store: PlainStore): string[] =>
  timesOf(occupiedBetween(store, PEOPLE, NOW, LATE).filter((one) => one.status !== 'free'));

describe('what follows from the calendar', () => {
  test('is the same whether it followed step by step or was made anew', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
        const store = aStore();
        for (const one of steps) {
          apply(store, one);
          // What is kept in memory must notice the next step.
          takenInMemory(store);
        }
        const followed = everything(store);
        expect(takenInMemory(store)).toEqual(takenOnDisk(store));
        const spans = PEOPLE.flatMap((subject) =>
          [NOW, NOW + 5 * DAY].map((from) => ({ subject, from, to: from + 3 * DAY })),
        );
        expect(occupiedNow(store, spans)).toEqual(occupiedIn(store, spans));
        const one = spans.filter((_, at) => at % 2 === 0);
        expect(timesOf(takenNow(store, one, 'e0'))).toEqual(timesOf(takenIn(store, one, 'e0')));
        expect(rebuilt(store, NOW, false)).toEqual(followed);
        expect(rebuilt(store, NOW)).toEqual(followed);
        store.sqlite.close();
      }),
      {
        numRuns: 60,
        examples: [
          // An invitation to another time than its block still says: what it clashes with is a third one's matter.
          [
            [
              { do: 'block', n: 2, person: 'p0', start: '2026-11-24T09:00', deleted: false },
              { do: 'invitation', n: 2, start: '2026-12-01T09:30', answer: 'accepted' },
              { do: 'invitation', n: 0, start: '2026-11-24T09:00', answer: 'accepted' },
            ],
          ],
          // The invitation to a meeting comes after the block of somebody else who is in it.
          [
            [
              { do: 'block', n: 0, person: 'p2', start: '2026-11-24T09:00', deleted: false },
              { do: 'event', n: 0, start: '2026-11-24T09:00', person: 'p2', rrule: null, deleted: false },
              { do: 'invitation', n: 0, start: '2026-11-24T09:00', answer: 'accepted' },
            ],
          ],
        ],
      },
    );
  });

  test('moves on with the days, and forgets what is long over', () => {
    const store = aStore();
    store.put('event', {
      id: 'e0',
      scope: 'calendar:p0',
      ...facts,
      ...times('2026-11-24T09:00', 'FREQ=WEEKLY'),
      organiser_id: 'p0',
    });
    store.put('event', {
      id: 'e1',
      scope: 'calendar:p0',
      ...facts,
      ...times('2026-11-24T09:30', 'FREQ=WEEKLY'),
      organiser_id: 'p0',
    });
    store.settle(NOW);
    const later = NOW + 120 * DAY;
    // Any change at all brings everything to today.
    store.put('event', {
      id: 'e2',
      scope: 'calendar:p0',
      ...facts,
      ...times('2027-04-01T10:00', null),
      organiser_id: 'p0',
    });
    store.settle(later);
    const [taken, clashes, reminders] = everything(store);
    const [takenAnew, clashesAnew, remindersAnew] = rebuilt(store, later);
    expect(takenAnew).toEqual(taken);
    expect(clashesAnew).toEqual(clashes);
    expect(clashes!.length).toBeGreaterThan(50);
    // Reminders that were missed stay until they are put away; those to come are the same.
    expect(reminders!.filter((row) => (row as { at: number }).at > later)).toEqual(remindersAnew);
    store.sqlite.close();
  });

  test('clashes a few times a day, not each day with each, where the end of a daily meeting has a mistyped year', () => {
    const store = aStore();
    const daily = (id: string, more: Partial<Row<'event'>>): void =>
      store.put('event', {
        id,
        scope: 'calendar:p0',
        ...facts,
        ...times('2026-11-24T09:00', 'FREQ=DAILY'),
        ...more,
        organiser_id: 'p0',
      });
    daily('e0', {});
    daily('e1', { end: '2126-11-24T10:15' });
    store.settle(NOW);
    expect(table(store, 'schedule_conflict').length).toBeLessThan(1_000);
    const later = NOW + 3 * DAY;
    daily('e2', times('2026-12-24T20:00', null));
    store.settle(later);
    // Clashes that are over stay in the list until somebody looks for them anew.
    const toCome = ([taken, clashes]: unknown[][]): unknown[] => [
      taken,
      clashes!.filter((row) => (row as { start: number }).start > later),
    ];
    expect(toCome(everything(store))).toEqual(toCome(rebuilt(store, later)));
    store.sqlite.close();
  });

  test('a pool of two cars clashes while three want one, and no longer once one of them gives way', () => {
    const store = aStore();
    store.put('resource', { id: 'cars', scope: 'bank', ...CARS, capacity: 2 });
    const trip = (n: number, start: string, status: 'confirmed' | 'cancelled' = 'confirmed'): void => {
      store.put('event', {
        id: `e${n}`,
        scope: `calendar:p${n}`,
        ...facts,
        ...times(start, null),
        status,
        organiser_id: `p${n}`,
      });
      store.put('event_resource', {
        id: `l${n}`,
        scope: `calendar:p${n}`,
        event_id: `e${n}`,
        resource_id: 'cars',
        status: 'requested',
      });
      store.settle(NOW);
    };
    const pairs = (): unknown[] => table(store, 'schedule_conflict', 'a_event_id, b_event_id, subject_id');
    trip(0, '2026-11-24T09:00');
    trip(1, '2026-11-24T09:30');
    expect(pairs()).toEqual([]);
    trip(2, '2026-11-24T10:00');
    expect(pairs()).toHaveLength(3);
    trip(0, '2026-11-24T09:00', 'cancelled');
    expect(pairs()).toEqual([]);
    store.sqlite.close();
  });

  test('a visit is where its customer is: too far for the gap, until the customer turns out to be next door', () => {
    const store = aStore();
    const visit = (n: number, start: string): void => {
      const end = `${start.slice(0, 14)}55`;
      store.put('event', {
        id: `e${n}`,
        scope: 'calendar:p0',
        ...facts,
        ...times(start, null),
        end,
        travel_min: null,
        organiser_id: 'p0',
      });
      store.put('event_customer', {
        id: `v${n}`,
        scope: 'calendar:p0',
        event_id: `e${n}`,
        customer_id: `c${n}`,
      });
    };
    const customer = (n: number, geo: string): void =>
      store.put('customer', { id: `c${n}`, scope: 'book:b', ...COMPANY, geo });
    visit(0, '2026-11-24T09:00');
    visit(1, '2026-11-24T10:30');
    customer(0, '30.281;114.052');
    customer(1, '30.309;114.243');
    store.settle(NOW);
    const told = (): unknown[] => table(store, 'schedule_conflict', 'kind, severity, minutes');
    // Eighteen kilometres as the crow flies: 65 minutes, and there are 35.
    expect(told()).toEqual([{ kind: 'travel', severity: 'soft', minutes: 30 }]);
    customer(1, '30.2811;114.0521');
    store.settle(NOW);
    expect(told()).toEqual([]);
    store.sqlite.close();
  });

  test('two people’s laptops know the same clash by the same id', () => {
    const meeting = times('2026-11-24T09:00', null);
    const visit = times('2026-11-24T09:30', null);
    const organiser = aStore();
    organiser.put('event', { id: 'e0', scope: 'calendar:p0', ...facts, ...meeting, organiser_id: 'p0' });
    organiser.put('attendee', {
      id: 'a',
      scope: 'calendar:p0',
      event_id: 'e0',
      person_id: 'p1',
      role: 'required',
      answer: 'accepted',
    });
    const at = Date.parse('2026-11-24T09:30+08:00');
    organiser.put('busy_block', {
      id: 'b',
      scope: 'busy:t',
      subject_kind: 'person',
      subject_id: 'p1',
      event_id: 'e1',
      uid: 'e1',
      recurrence_id: '',
      start: at,
      end: at + 45 * 60_000,
      status: 'busy',
      required: 1,
    });
    organiser.settle(NOW);
    const attendee = aStore();
    attendee.put('event', { id: 'e1', scope: 'calendar:p1', ...facts, ...visit, organiser_id: 'p1' });
    attendee.put('invitation', {
      id: 'i',
      scope: 'calendar:p1',
      ...(facts as Partial<Row<'invitation'>>),
      ...(meeting as Partial<Row<'invitation'>>),
      event_id: 'e0',
      person_id: 'p1',
      organiser_id: 'p0',
      role: 'required',
      sent_at: 0,
      answer: 'accepted',
    });
    attendee.settle(NOW);
    const ids = (store: PlainStore): unknown[] =>
      table(store, 'schedule_conflict', 'id, severity, subject_id');
    expect(ids(attendee)).toEqual([
      { id: expect.stringMatching(/^[0-9a-f]{32}$/), severity: 'hard', subject_id: 'p1' },
    ]);
    expect(ids(organiser)).toEqual(ids(attendee));
    organiser.sqlite.close();
    attendee.sqlite.close();
  });
});
