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
  /** Of November. */
  readonly day: number;
  readonly hour: number;
  readonly minutes: number;
  readonly rrule: string | null;
  readonly with_: readonly (typeof PEOPLE)[number][];
  readonly room: boolean;
  readonly kind: 'visit' | 'meeting';
  readonly travel: number | null;
  readonly buffer: number | null;
}

/** What takes a day on the way, or wants days around it. */
const DAYS = fc.constantFrom(null, null, 45, 720, 1440);

const arrival = (id: string): fc.Arbitrary<Arrival> =>
  fc.record({
    id: fc.constant(id),
    organiser: fc.constantFrom(...PEOPLE),
    day: fc.constantFrom(24, 24, 25, 26, 27),
    hour: fc.integer({ min: 9, max: 12 }),
    minutes: fc.constantFrom(30, 45, 59),
    rrule: fc.constantFrom(null, 'FREQ=WEEKLY;COUNT=3'),
    with_: fc.subarray([...PEOPLE]),
    room: fc.boolean(),
    kind: fc.constantFrom('visit' as const, 'meeting' as const),
    travel: DAYS,
    buffer: DAYS,
  });

function arrive(store: PlainStore, one: Arrival): void {
  const scope = `calendar:${one.organiser}`;
  const hour = String(one.hour).padStart(2, '0');
  store.put('event', {
    id: one.id,
    scope,
    all_day: 0,
    start: `2026-11-${one.day}T${hour}:00`,
    end: `2026-11-${one.day}T${hour}:${one.minutes}`,
    zone: 'Asia/Shanghai',
    rrule: one.rrule,
    kind: one.kind,
    title: 'x',
    organiser_id: one.organiser,
    status: 'confirmed',
    transparency: 'busy',
    privacy: 'normal',
    place: one.travel === null ? null : one.id,
    geo: one.travel !== null ? null : one.kind === 'visit' ? '30.281;114.052' : '30.309;114.243',
    travel_min: one.travel,
    buffer_min: one.buffer,
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

/** The conflicts of a laptop to which these came in this order; `anew`: of one that looks at everything again at the end. */
function conflictsOf(arrivals: readonly Arrival[], anew = false): Map<string, unknown> {
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
  if (anew) for (const derivation of [occupancy, scheduleConflict]) derivation.rebuild(store, NOW);
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
      expect(conflictsOf(three, true)).toEqual(first);
    }),
    { numRuns: 25 },
  );
});

test('a way and a buffer of a day each reach one day, whichever of two meetings came first', () => {
  const meeting = (id: string, day: number, hour: number): Arrival => ({
    ...{ id, day, hour, organiser: 'p0', minutes: 30, rrule: null, with_: [], room: false },
    ...{ kind: 'visit', travel: 1440, buffer: 1440 },
  });
  const near = [meeting('e0', 24, 10), meeting('e1', 25, 9)];
  const far = [meeting('e0', 24, 9), meeting('e1', 25, 12)];
  for (const [pair, count] of [
    [near, 1],
    [far, 0],
  ] as const)
    for (const list of [pair, pair.toReversed()])
      for (const anew of [false, true]) expect(conflictsOf(list, anew).size).toBe(count);
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
    day: 24,
    travel: null,
    buffer: null,
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
