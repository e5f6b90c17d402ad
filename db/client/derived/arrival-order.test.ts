import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainStore, type PlainStore } from '../../../tests/support/plain-store.ts';
import { writeMeta } from '../local/meta.ts';
import { occupancy } from './occupancy.ts';
import { scheduleConflict } from './schedule-conflict.ts';

const NOW = Date.parse('2026-11-23T01:00:00Z');
const PEOPLE = ['p0', 'p1', 'p2'] as const;

/** An event as it arrives, with everybody and everything that it asks for. */
interface Arrival {
  readonly id: string;
  readonly organiser: (typeof PEOPLE)[number];
  readonly hour: number;
  readonly minutes: number;
  readonly rrule: string | null;
  readonly with_: readonly (typeof PEOPLE)[number][];
  readonly room: boolean;
  readonly kind: 'visit' | 'meeting';
}

const arrival = (id: string): fc.Arbitrary<Arrival> =>
  fc.record({
    id: fc.constant(id),
    organiser: fc.constantFrom(...PEOPLE),
    hour: fc.integer({ min: 9, max: 12 }),
    minutes: fc.constantFrom(30, 45, 59),
    rrule: fc.constantFrom(null, 'FREQ=WEEKLY;COUNT=3'),
    with_: fc.subarray([...PEOPLE]),
    room: fc.boolean(),
    kind: fc.constantFrom('visit' as const, 'meeting' as const),
  });

function arrive(store: PlainStore, one: Arrival): void {
  const scope = `calendar:${one.organiser}`;
  const hour = String(one.hour).padStart(2, '0');
  store.put('event', {
    id: one.id,
    scope,
    all_day: 0,
    start: `2026-11-24T${hour}:00`,
    end: `2026-11-24T${hour}:${one.minutes}`,
    zone: 'Asia/Shanghai',
    rrule: one.rrule,
    kind: one.kind,
    title: 'x',
    organiser_id: one.organiser,
    status: 'confirmed',
    transparency: 'busy',
    privacy: 'normal',
    geo: one.kind === 'visit' ? '30.281;114.052' : '30.309;114.243',
  });
  for (const person of one.with_)
    store.put('attendee', {
      id: `${one.id}${person}`,
      scope,
      event_id: one.id,
      person_id: person,
      role: 'required',
      answer: 'accepted',
    });
  if (one.room)
    store.put('event_resource', {
      id: `${one.id}cars`,
      scope,
      event_id: one.id,
      resource_id: 'cars',
      status: 'requested',
    });
  store.settle(NOW);
}

/** The conflicts of a laptop to which these came in this order. */
function conflictsOf(arrivals: readonly Arrival[]): Map<string, unknown> {
  const store = plainStore([occupancy, scheduleConflict]);
  writeMeta(store.sqlite, 'person', 'p0');
  store.put('resource', {
    id: 'cars',
    scope: 'bank',
    kind: 'car',
    unit_id: 'u',
    name: '车',
    seats: 5,
    capacity: 2,
  });
  for (const one of arrivals) arrive(store, one);
  const rows = store.sqlite
    .prepare<[], { id: string }>(
      'SELECT id, kind, severity, subject_id, start, "end", minutes, a_event_id, b_event_id FROM schedule_conflict ORDER BY id',
    )
    .all();
  store.sqlite.close();
  return new Map(rows.map((row) => [row.id, row]));
}

const four = fc.tuple(...['e0', 'e1', 'e2', 'e3'].map(arrival));

test('three laptops to which the same events come in any order know the same conflicts by the same ids', () => {
  const orders = four.chain((events) => {
    const order = fc.shuffledSubarray(events, { minLength: events.length });
    return fc.tuple(order, order, order);
  });
  fc.assert(
    fc.property(orders, ([one, two, three]) => {
      const first = conflictsOf(one);
      expect(conflictsOf(two)).toEqual(first);
      expect(conflictsOf(three)).toEqual(first);
    }),
    { numRuns: 12 },
  );
});

test('each of the twenty-four orders of four events that all clash gives one list', () => {
  const all: Arrival[] = ['e0', 'e1', 'e2', 'e3'].map((id, n) => ({
    id,
    organiser: PEOPLE[n % 3]!,
    hour: 9 + (n % 2),
    minutes: 59,
    rrule: n === 3 ? 'FREQ=WEEKLY;COUNT=3' : null,
    with_: ['p0', 'p1'],
    room: true,
    kind: n === 0 ? 'visit' : 'meeting',
  }));
  const expected = conflictsOf(all);
  expect(expected.size).toBeGreaterThan(4);
  for (const order of ordersOf(all)) expect(conflictsOf(order)).toEqual(expected);
});

test('a laptop that knows more knows every conflict of those that know less', () => {
  fc.assert(
    fc.property(four, fc.integer({ min: 1, max: 3 }), (events, cut) => {
      const all = conflictsOf(events);
      for (const part of [events.slice(0, cut), events.slice(cut)])
        for (const id of conflictsOf(part).keys()) expect(all.has(id)).toBe(true);
    }),
    { numRuns: 12 },
  );
});

function ordersOf<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((first, at) => ordersOf(list.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}
