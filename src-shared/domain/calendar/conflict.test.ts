import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSlot, effectiveStatus, findConflicts, MOST_AT_ONCE } from './conflict.ts';
import type { Conflict, Occupancy } from './conflict.ts';
import { conflictId } from './conflict-shape.ts';
import { overfull, overlaps } from './sweep.ts';
import { MINUTE } from './civil.ts';
import { anOccupancy, at, DAY } from '../../../tests/support/occupancies.ts';

const room = { kind: 'resource', id: 'room' } as const;
const severities = (...list: Occupancy[]): string[] => findConflicts(list).map((c) => c.severity);

describe('what a conflict is', () => {
  it('overlapping is, touching is not', () => {
    expect(severities(anOccupancy('10:00', '11:00'), anOccupancy('10:59', '12:00'))).toEqual(['hard']);
    expect(severities(anOccupancy('10:00', '11:00'), anOccupancy('11:00', '12:00'))).toEqual([]);
  });

  it('a moment conflicts from the start of another up to just before its end', () => {
    const meeting = anOccupancy('10:00', '11:00');
    expect(severities(meeting, anOccupancy('10:00', '10:00'))).toHaveLength(1);
    expect(severities(meeting, anOccupancy('10:30', '10:30'))).toHaveLength(1);
    expect(severities(meeting, anOccupancy('11:00', '11:00'))).toHaveLength(0);
    expect(severities(anOccupancy('09:00', '09:00'), anOccupancy('09:00', '09:00'))).toHaveLength(1);
  });

  it.each([
    ['busy', 'busy', true, 'hard'],
    ['busy', 'out_of_office', true, 'hard'],
    ['busy', 'tentative', true, 'soft'],
    ['tentative', 'tentative', true, 'soft'],
    ['busy', 'busy', false, 'soft'],
  ] as const)('%s against %s, required %s: %s', (one, other, required, severity) => {
    const pair = [
      anOccupancy('10:00', '11:00', { status: one }),
      anOccupancy('10:00', '11:00', { status: other, required }),
    ];
    expect(severities(...pair)).toEqual([severity]);
    expect(severities(...pair.toReversed())).toEqual([severity]);
  });

  it('what is free takes no time', () => {
    expect(
      severities(anOccupancy('10:00', '11:00'), anOccupancy('10:00', '11:00', { status: 'free' })),
    ).toEqual([]);
  });

  it('copies of one event never conflict with each other', () => {
    const original = anOccupancy('10:00', '11:00', { uid: 'series' });
    expect(severities(original, anOccupancy('10:30', '11:30', { uid: 'series' }))).toEqual([]);
  });

  it('names both events, the common time and its minutes', () => {
    const [found] = findConflicts([
      anOccupancy('10:30', '12:00', { eventId: 'late', recurrenceId: '2026-03-03T10:30' }),
      anOccupancy('10:00', '11:15', { eventId: 'early' }),
    ]);
    expect(found).toMatchObject({
      kind: 'person',
      subject: { kind: 'person', id: 'A' },
      a: { eventId: 'early', recurrenceId: '', start: at('10:00'), end: at('11:15') },
      b: { eventId: 'late', recurrenceId: '2026-03-03T10:30' },
      overlap: { start: at('10:30'), end: at('11:15') },
      minutes: 45,
    });
    expect(found?.id).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('rooms and cars', () => {
  it('a car that two may take is full with the third, and only while there are three', () => {
    const car = { subject: room, capacity: 2 };
    const morning = [anOccupancy('08:00', '12:00', car), anOccupancy('09:00', '10:00', car)];
    expect(findConflicts(morning)).toEqual([]);
    const third = anOccupancy('09:30', '11:00', car);
    expect(findConflicts([...morning, third]).map((c) => c.kind)).toEqual([
      'resource',
      'resource',
      'resource',
    ]);
    expect(findConflicts([...morning, anOccupancy('10:00', '11:00', car)])).toEqual([]);
  });

  it('the capacity that is looked up wins over the one that came with the booking', () => {
    const two = [
      anOccupancy('08:00', '12:00', { subject: room }),
      anOccupancy('09:00', '10:00', { subject: room }),
    ];
    expect(findConflicts(two)).toHaveLength(1);
    expect(findConflicts(two, { capacityOf: () => 2 })).toHaveLength(0);
  });
});

describe('travel', () => {
  const visit = (from: string, to: string, place: string | null, more: Partial<Occupancy> = {}): Occupancy =>
    anOccupancy(from, to, { place, ...more });

  it('a gap shorter than the way and the buffer is a soft conflict with the minutes that are missing', () => {
    const found = findConflicts([
      visit('09:00', '10:00', 'Pudong'),
      visit('10:20', '11:00', 'Xuhui', { travelMin: 35, bufferMin: 5 }),
    ]);
    expect(found).toMatchObject([
      { kind: 'travel', severity: 'soft', minutes: 20, overlap: { start: at('10:00'), end: at('10:20') } },
    ]);
  });

  it('is measured where both are on the map, and none in one place', () => {
    const pudong = { lat: 31.2213, lon: 121.5441, rough: false };
    const xuhui = { lat: 31.1884, lon: 121.4365, rough: false };
    const pair = [
      visit('09:00', '10:00', 'Pudong', { position: pudong }),
      visit('10:20', '11:00', 'Xuhui', { position: xuhui, travelMin: 5 }),
    ];
    // Eleven kilometres as the crow flies: 45 minutes from door to door.
    expect(findConflicts(pair)).toMatchObject([{ minutes: 25 }]);
    const stay = [visit('09:00', '10:00', 'Pudong'), visit('10:00', '11:00', 'Pudong', { travelMin: 30 })];
    expect(findConflicts(stay)).toEqual([]);
  });

  it('of a district alone counts less than what somebody wrote down, and two houses in it are apart', () => {
    const district = { lat: 31.2213, lon: 121.5441, rough: true };
    const pair = (more: Partial<Occupancy> = {}): Occupancy[] => [
      visit('09:00', '10:00', 'Acme', { position: district }),
      visit('10:05', '11:00', 'Binhe', { position: district, ...more }),
    ];
    expect(findConflicts(pair(), { defaultBufferMin: 15 })).toMatchObject([{ minutes: 10 }]);
    expect(findConflicts(pair({ travelMin: 40 }), { defaultBufferMin: 15 })).toMatchObject([{ minutes: 35 }]);
  });

  it('an unknown place takes the default buffer, a call takes nothing', () => {
    const pair = [visit('09:00', '10:00', 'Pudong'), visit('10:10', '11:00', null)];
    expect(findConflicts(pair, { defaultBufferMin: 30 })).toMatchObject([{ kind: 'travel', minutes: 20 }]);
    const call = anOccupancy('10:00', '10:15');
    expect(findConflicts([pair[0]!, call], { defaultBufferMin: 30 })).toEqual([]);
  });

  it('an overlap is not reported a second time as a short way', () => {
    const pair = [visit('09:00', '10:00', 'Pudong'), visit('09:30', '11:00', 'Xuhui', { travelMin: 35 })];
    expect(findConflicts(pair).map((c) => c.kind)).toEqual(['person']);
  });
});

describe('the status of an event for one attendee', () => {
  const event = { status: 'confirmed', transparency: 'busy', kind: 'visit', allDay: 0 } as const;
  it.each([
    [{}, 'accepted', 'busy'],
    [{}, null, 'busy'],
    [{}, 'needs_action', 'tentative'],
    [{}, 'tentative', 'tentative'],
    [{}, 'declined', 'free'],
    [{ status: 'cancelled' }, 'accepted', 'free'],
    [{ status: 'tentative' }, 'accepted', 'tentative'],
    [{ transparency: 'free' }, 'accepted', 'free'],
    [{ kind: 'hold' }, null, 'tentative'],
    [{ kind: 'leave' }, null, 'out_of_office'],
    [{ kind: 'leave', allDay: 1, transparency: null }, null, 'out_of_office'],
    [{ allDay: 1, transparency: null }, null, 'free'],
    [{ allDay: 1 }, null, 'busy'],
    [{ transparency: 'out_of_office' }, 'accepted', 'out_of_office'],
  ] as const)('%o answered %s is %s', (changes, answer, status) => {
    expect(effectiveStatus({ ...event, ...changes }, answer)).toBe(status);
  });
});

describe('before a slot is saved', () => {
  it('only conflicts of the new slot are told, and not with its own older version', () => {
    const existing = [
      anOccupancy('10:00', '11:00', { eventId: 'x' }),
      anOccupancy('10:30', '11:30', { eventId: 'y' }),
      anOccupancy('09:00', '12:00', { eventId: 'mine' }),
      anOccupancy('10:00', '11:00', { eventId: 'b', subject: { kind: 'person', id: 'B' } }),
    ];
    const found = checkSlot([anOccupancy('10:45', '11:15', { eventId: 'mine' })], existing);
    expect(found.map((c) => c.a.eventId).sort()).toEqual(['x', 'y']);
  });

  it('finds what would be found after saving', () => {
    fc.assert(
      fc.property(someOccupancies, someOccupancies, (candidate, existing) => {
        const own = candidate.map((o) => ({ ...o, uid: 'new', eventId: `new${o.eventId}` }));
        const before = checkSlot(own, existing, OPTIONS);
        const after = findConflicts([...own, ...existing], OPTIONS);
        const involved = after.filter((c) => [c.a, c.b!].some((p) => p.eventId.startsWith('new')));
        expect(before).toEqual(involved);
      }),
    );
  });
});

const OPTIONS = { capacityOf: (id: string) => (id === 'car' ? 2 : 1), defaultBufferMin: 15 };
const anyOccupancy = fc
  .record({
    eventId: fc.integer({ min: 0, max: 25 }).map((n) => `e${n}`),
    start: fc.integer({ min: 0, max: 96 }),
    length: fc.integer({ min: 0, max: 12 }),
    subject: fc.constantFrom(
      { kind: 'person' as const, id: 'A' },
      { kind: 'person' as const, id: 'B' },
      { kind: 'resource' as const, id: 'room' },
      { kind: 'resource' as const, id: 'car' },
    ),
    status: fc.constantFrom('busy' as const, 'tentative' as const, 'out_of_office' as const, 'free' as const),
    required: fc.boolean(),
    place: fc.constantFrom(null, 'P', 'Q'),
    travelMin: fc.constantFrom(0, 20, 60),
  })
  .map(({ start, length, ...rest }) => ({
    ...rest,
    uid: rest.eventId,
    recurrenceId: String(start),
    start: DAY + start * 15 * MINUTE,
    end: DAY + (start + length) * 15 * MINUTE,
  }));
const someOccupancies: fc.Arbitrary<Occupancy[]> = fc.array(anyOccupancy, { maxLength: 25 });
const idsOf = (conflicts: readonly Conflict[]): string[] => conflicts.map((c) => c.id);

describe('laws', () => {
  it('overlap is symmetric', () => {
    fc.assert(
      fc.property(anyOccupancy, anyOccupancy, (a, b) => {
        expect(overlaps(a, b)).toBe(overlaps(b, a));
        expect(findConflicts([a, b], OPTIONS)).toEqual(findConflicts([b, a], OPTIONS));
      }),
    );
  });

  it('the order of arrival changes nothing', () => {
    const shuffled = someOccupancies.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(findConflicts(other, OPTIONS)).toEqual(findConflicts(one, OPTIONS));
      }),
    );
  });

  it('moving everything by the same amount changes nothing but the times', () => {
    fc.assert(
      fc.property(someOccupancies, fc.integer({ min: -1e6, max: 1e6 }), (list, minutes) => {
        const by = minutes * MINUTE;
        const moved = list.map((o) => ({ ...o, start: o.start + by, end: o.end + by }));
        const told = (conflicts: readonly Conflict[]): unknown[] =>
          conflicts.map((c) => [c.id, c.kind, c.severity, c.minutes, c.required]);
        expect(told(findConflicts(moved, OPTIONS))).toEqual(told(findConflicts(list, OPTIONS)));
      }),
    );
  });

  it('a declined event changes nothing', () => {
    fc.assert(
      fc.property(someOccupancies, anyOccupancy, (list, one) => {
        const declined = { ...one, eventId: 'declined', uid: 'declined', status: 'free' as const };
        expect(findConflicts([...list, declined], OPTIONS)).toEqual(findConflicts(list, OPTIONS));
      }),
    );
  });

  it('more events never make a conflict disappear', () => {
    fc.assert(
      fc.property(someOccupancies, someOccupancies, (a, b) => {
        const all = new Set(idsOf(findConflicts([...a, ...b], OPTIONS)));
        for (const id of [...idsOf(findConflicts(a, OPTIONS)), ...idsOf(findConflicts(b, OPTIONS))])
          expect(all).toContain(id);
      }),
    );
  });

  it('the sweep and comparing all pairs agree also where more is on, or too near, than is told', () => {
    fc.assert(
      fc.property(aCrowdedDay, (list) => {
        expect(idsOf(findConflicts(list, OPTIONS))).toEqual(pairByPair(list));
      }),
      { numRuns: 60 },
    );
  });

  it('the sweep and comparing all pairs agree', () => {
    fc.assert(
      fc.property(someOccupancies, (list) => {
        const found = findConflicts(list, OPTIONS).filter((c) => c.kind !== 'travel');
        expect(new Set(idsOf(found))).toEqual(bruteForce(list));
      }),
      { numRuns: 300 },
    );
  });
});

const SHANGHAI = { lat: 31.23, lon: 121.47, rough: false };
const BEIJING = { lat: 39.9, lon: 116.4, rough: false };
/** One person's day of short meetings in two cities, with a few that last. */
const aCrowdedDay = fc
  .array(
    fc.record({
      start: fc.integer({ min: 0, max: 240 }),
      length: fc.constantFrom(0, 1, 1, 2, 120),
      position: fc.constantFrom(SHANGHAI, SHANGHAI, SHANGHAI, BEIJING),
    }),
    { minLength: 2 * MOST_AT_ONCE, maxLength: 4 * MOST_AT_ONCE },
  )
  .map((meetings) =>
    meetings.map(({ start, length, position }, n) => ({
      ...anOccupancy('00:00', '00:00', { eventId: `m${n}`, place: String(position.lat), position }),
      start: DAY + start * MINUTE,
      end: DAY + (start + length) * MINUTE,
    })),
  );

/** Each pair by itself, and of those of one meeting with what began before it the first of either sort. */
function pairByPair(list: readonly Occupancy[]): string[] {
  const inOrder = list.toSorted(
    (x, y) => x.start - y.start || x.end - y.end || (x.eventId < y.eventId ? -1 : 1),
  );
  const told = inOrder.flatMap((b, at) => {
    const its = inOrder.slice(0, at).flatMap((a) => findConflicts([a, b], OPTIONS));
    const { travel = [], person = [] } = Object.groupBy(its, (one) => one.kind);
    return [...person.slice(0, MOST_AT_ONCE), ...travel.slice(0, MOST_AT_ONCE)];
  });
  return idsOf(told.toSorted((x, y) => x.overlap.start - y.overlap.start || (x.id < y.id ? -1 : 1)));
}

function bruteForce(list: readonly Occupancy[]): Set<string> {
  const taken = list.filter((o) => o.status !== 'free');
  const ids = new Set<string>();
  for (const a of taken)
    for (const b of taken) {
      if (a === b || a.uid === b.uid || a.subject.id !== b.subject.id || !overlaps(a, b)) continue;
      if (a.subject.id === 'car') {
        // Full when at some instant of the common time three or more different events are on.
        const on = taken.filter((o) => o.subject.id === 'car');
        const instants = on
          .map((o) => o.start)
          .filter((t) => [a, b].every((o) => overlaps(o, { start: t, end: t })));
        const full = instants.some(
          (t) => new Set(on.filter((o) => overlaps(o, { start: t, end: t })).map((o) => o.uid)).size > 2,
        );
        if (!full) continue;
      }
      ids.add(conflictId(a.subject.kind, a, b, a.subject));
    }
  return ids;
}

describe('more at once than anybody reads', () => {
  const crowd = Array.from({ length: 3 * MOST_AT_ONCE }, (_, n) =>
    anOccupancy('10:00', '11:00', { eventId: `c${String(n).padStart(3, '0')}` }),
  );

  it('each meeting is told, against the earliest that are on with it', () => {
    const found = findConflicts(crowd);
    const told = Map.groupBy(found, (one) => one.b?.eventId);
    expect(new Set(found.flatMap((one) => [one.a.eventId, one.b?.eventId])).size).toBe(crowd.length);
    for (const [event, its] of told)
      expect(its).toHaveLength(Math.min(MOST_AT_ONCE, Number(event?.slice(1))));
    const late = anOccupancy('10:59', '12:00');
    const first = findConflicts([late, ...crowd]).filter((one) => one.b?.eventId === late.eventId);
    expect(first.map((one) => one.a.eventId).sort()).toEqual(
      crowd.slice(0, MOST_AT_ONCE).map((one) => one.eventId),
    );
  });

  it('what is too far away to come from hides nothing that is on', () => {
    const visits = Array.from({ length: MOST_AT_ONCE }, (_, n) =>
      anOccupancy(`08:${10 + n}`, `08:${11 + n}`, { place: 'Shanghai', position: SHANGHAI }),
    );
    const x = anOccupancy('18:00', '19:00', { place: 'Shanghai', position: SHANGHAI });
    const y = anOccupancy('18:30', '19:30', { place: 'Beijing', position: BEIJING });
    const found = findConflicts([...visits, x, y]);
    expect(found.filter((one) => one.kind === 'travel')).toHaveLength(MOST_AT_ONCE);
    expect(found.filter((one) => one.severity === 'hard')).toEqual(checkSlot([y], [x]));
  });

  it('the order of arrival does not say which', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(crowd, { minLength: crowd.length }), (shuffled) => {
        expect(findConflicts(shuffled)).toEqual(findConflicts(crowd));
      }),
      { numRuns: 10 },
    );
  });
});

describe('simultaneous use', () => {
  it('is a maximum and not a sum', () => {
    const list = ['08:00', '09:00', '10:00'].map((from) =>
      anOccupancy(from, `${from.slice(0, 2)}:59`, { subject: room }),
    );
    expect(overfull(list, 1)).toEqual([]);
  });
});
