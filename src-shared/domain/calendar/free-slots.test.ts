import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTimes } from './find-time.ts';
import { nearestFreeSlots } from './free-slots.ts';
import type { FreeSlot, FreeSlotQuery, FreeSubject } from './free-slots.ts';
import { dayKind } from './holidays.ts';
import type { BusyInterval } from './slot-grid.ts';
import { instantToWall, wallToInstant } from './zone.ts';

const SHANGHAI = 'Asia/Shanghai';
const at = (wall: string): number => wallToInstant(wall, SHANGHAI);
const busy = (from: string, to: string, status: BusyInterval['status'] = 'busy'): BusyInterval => ({
  start: at(from),
  end: at(to),
  status,
});
const person = (id: string, changes: Partial<FreeSubject> = {}): FreeSubject => ({
  id,
  required: true,
  workStart: '09:00',
  workEnd: '18:00',
  zone: SHANGHAI,
  ...changes,
});
/** Tuesday 3 March 2026, 08:00. */
const aQuery = (changes: Partial<FreeSlotQuery> = {}): FreeSlotQuery => ({
  busy: new Map(),
  subjects: [person('A'), person('B')],
  durationMin: 60,
  near: at('2026-03-03T14:00'),
  now: at('2026-03-03T08:00'),
  from: at('2026-03-02T00:00'),
  to: at('2026-03-10T00:00'),
  dayKindOf: (date) => dayKind(date),
  ...changes,
});
const walls = (query: FreeSlotQuery): string[] =>
  nearestFreeSlots(query).map((slot) => instantToWall(slot.start, SHANGHAI).slice(5));

describe('the nearest free slots', () => {
  it('are those closest to the wish at which all required are free, not overlapping each other', () => {
    expect(walls(aQuery())).toEqual(['03-03T14:00', '03-03T13:00', '03-03T15:00']);
    const taken = new Map([
      ['A', [busy('2026-03-03T13:00', '2026-03-03T14:30')]],
      ['B', [busy('2026-03-03T15:00', '2026-03-03T17:00', 'tentative')]],
    ]);
    expect(walls(aQuery({ busy: taken }))).toEqual(['03-03T12:00', '03-03T11:00', '03-03T17:00']);
  });

  it('what is free does not take time', () => {
    const taken = new Map([['A', [busy('2026-03-03T08:00', '2026-03-03T20:00', 'free')]]]);
    expect(walls(aQuery({ busy: taken }))[0]).toBe('03-03T14:00');
  });

  it('do not cover a moment that is taken', () => {
    const taken = new Map([['A', [busy('2026-03-03T14:30', '2026-03-03T14:30')]]]);
    expect(walls(aQuery({ busy: taken, count: 2 }))).toEqual(['03-03T13:30', '03-03T15:00']);
  });

  it('are never in the past and begin on the grid', () => {
    const late = aQuery({ now: at('2026-03-03T14:10'), near: at('2026-03-03T10:00'), count: 1 });
    expect(walls(late)).toEqual(['03-03T14:30']);
  });

  it('lie within working hours of everybody, else they come last and say so', () => {
    const query = aQuery({
      subjects: [person('A'), person('B', { workStart: '16:00' })],
      near: at('2026-03-03T10:00'),
      to: at('2026-03-03T17:00'),
      count: 2,
    });
    const [best, second] = nearestFreeSlots(query);
    expect(instantToWall(best!.start, SHANGHAI)).toBe('2026-03-03T16:00');
    expect(best).toMatchObject({
      outsideHours: false,
      reasons: [{ type: 'AllFree' }, { type: 'FromWish', minutes: 360 }],
    });
    expect(second).toMatchObject({
      outsideHours: true,
      reasons: [{}, { type: 'OutsideHours', id: 'B' }, {}],
    });
  });

  it('skip a holiday and take a worked Saturday', () => {
    const holiday = aQuery({
      now: at('2026-02-13T18:00'),
      from: at('2026-02-13T18:00'),
      near: at('2026-02-15T10:00'),
      to: at('2026-02-28T00:00'),
    });
    expect(walls({ ...holiday, count: 1 })).toEqual(['02-14T17:00']);
  });

  it('say on which day nobody works when there is nothing else', () => {
    const sunday = aQuery({ from: at('2026-03-08T10:00'), to: at('2026-03-08T11:00') });
    expect(nearestFreeSlots(sunday)).toMatchObject([
      {
        outsideHours: true,
        reasons: [{ type: 'AllFree' }, { type: 'NotAWorkingDay', date: '2026-03-08' }, {}],
      },
    ]);
  });

  it('on a day off lie by day, as find a time has it, and at night only where nothing else is left', () => {
    // A Saturday wish, the Friday before it over and the Monday after it not in sight.
    const saturday = aQuery({
      now: at('2026-03-06T22:00'),
      near: at('2026-03-07T20:00'),
      to: at('2026-03-08T00:00'),
    });
    expect(walls(saturday)).toEqual(['03-07T17:00', '03-07T16:00', '03-07T15:00']);
    const night = nearestFreeSlots({ ...saturday, from: at('2026-03-07T20:00') });
    expect(night[0]).toMatchObject({
      start: at('2026-03-07T20:00'),
      outsideHours: true,
      reasons: [
        { type: 'AllFree' },
        { type: 'NotAWorkingDay', date: '2026-03-07' },
        { type: 'OutsideHours', id: 'A' },
        { type: 'OutsideHours', id: 'B' },
        { type: 'FromWish', minutes: 0 },
      ],
    });
    // What both would rank is ranked alike.
    const found = findTimes({
      ...saturday,
      people: saturday.subjects.map((one) => ({ ...one, busy: [] })),
      rooms: [],
    });
    expect(found.slice(0, 3).map(({ start }) => start)).toEqual(
      nearestFreeSlots(saturday).map(({ start }) => start),
    );
  });

  it('a room keeps no hours, unless nobody comes', () => {
    const room = person('room', { workEnd: '10:00', isThing: true });
    const query = aQuery({ near: at('2026-03-03T17:00'), count: 1 });
    expect(walls({ ...query, subjects: [person('A'), room] })).toEqual(['03-03T17:00']);
    expect(walls({ ...query, subjects: [room] })).toEqual(['03-03T09:00']);
  });

  it('an optional person may be missing, but a slot with all comes first', () => {
    const query = aQuery({
      subjects: [person('A'), person('B', { required: false })],
      busy: new Map([['B', [busy('2026-03-03T14:00', '2026-03-03T17:00')]]]),
      count: 1,
    });
    expect(nearestFreeSlots(query)).toMatchObject([
      { start: at('2026-03-03T13:00'), allFree: true, missingOptional: [] },
    ]);
    const narrow = nearestFreeSlots({ ...query, from: at('2026-03-03T14:00'), to: at('2026-03-03T15:00') });
    expect(narrow).toMatchObject([
      { allFree: false, missingOptional: ['B'], reasons: [{ type: 'OptionalBusy', id: 'B' }, {}] },
    ]);
  });

  it('nobody asked, nothing offered; no room in the window, nothing offered', () => {
    expect(nearestFreeSlots(aQuery({ subjects: [] }))).toEqual([]);
    expect(nearestFreeSlots(aQuery({ durationMin: 60 * 24 * 9 }))).toEqual([]);
  });

  it('leave time for the way to what is before and after; what does not comes last and says so', () => {
    const query = aQuery({
      busy: new Map([
        ['A', [{ ...busy('2026-03-03T13:00', '2026-03-03T14:00'), leadMin: 20, tailMin: 40 }]],
        ['B', [{ ...busy('2026-03-03T16:00', '2026-03-03T17:00'), leadMin: 30, tailMin: 10 }]],
      ]),
      to: at('2026-03-03T18:00'),
    });
    expect(walls({ ...query, count: 2 })).toEqual(['03-03T11:30', '03-03T10:30']);
    const tight = nearestFreeSlots({
      ...query,
      from: at('2026-03-03T14:00'),
      to: at('2026-03-03T16:00'),
      count: 9,
    });
    expect(tight.map((slot) => slot.reasons.filter((one) => one.type === 'TravelTight'))).toEqual([
      [{ type: 'TravelTight', id: 'A' }],
      [{ type: 'TravelTight', id: 'A' }],
      [{ type: 'TravelTight', id: 'B' }],
    ]);
  });

  it('a pool of two cars is taken while both are out, not before', () => {
    const out = (from: string, to: string, uid: string): BusyInterval => ({ ...busy(from, to), uid });
    const query = aQuery({
      subjects: [person('A'), person('cars', { capacity: 2 })],
      busy: new Map([
        [
          'cars',
          [
            out('2026-03-03T13:00', '2026-03-03T15:00', 'x'),
            out('2026-03-03T14:00', '2026-03-03T17:00', 'y'),
            // The same trip as y, told a second time.
            out('2026-03-03T14:00', '2026-03-03T17:00', 'y'),
          ],
        ],
      ]),
      count: 2,
    });
    expect(walls(query)).toEqual(['03-03T13:00', '03-03T15:00']);
  });

  it('follow the wall where the offset is not a whole hour', () => {
    const kathmandu = aQuery({ subjects: [person('A', { zone: 'Asia/Kathmandu' })], stepMin: 60 });
    for (const { start } of nearestFreeSlots(kathmandu))
      expect(instantToWall(start, 'Asia/Kathmandu')).toMatch(/:00$/);
  });

  it('are the same as trying every slot', () => {
    const interval = fc
      .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 12 }))
      .map(([start, length]) => ({
        start: at('2026-03-03T00:00') + start * 900_000,
        end: at('2026-03-03T00:00') + (start + length) * 900_000,
      }));
    const lists = fc.record({ A: fc.array(interval), B: fc.array(interval), C: fc.array(interval) });
    fc.assert(
      fc.property(
        lists,
        fc.integer({ min: 0, max: 90 }),
        fc.constantFrom(30, 45, 60),
        (taken, wish, durationMin) => {
          const query = aQuery({
            subjects: [person('A'), person('B'), person('C', { required: false, workEnd: '17:00' })],
            busy: new Map(Object.entries(taken)),
            near: at('2026-03-03T00:00') + wish * 3_600_000,
            durationMin,
            count: 500,
          });
          const found = nearestFreeSlots(query);
          const free = (id: 'A' | 'B' | 'C', start: number): boolean =>
            taken[id].every((i) => i.end <= start || i.start >= start + durationMin * 60_000);
          const tried: number[] = [];
          for (let start = query.now; start + durationMin * 60_000 <= query.to; start += 1_800_000)
            if (free('A', start) && free('B', start)) tried.push(start);
          expect(found.map((slot) => slot.start).sort((a, b) => a - b)).toEqual(tried);
          for (const slot of found) expect(slot.allFree).toBe(free('C', slot.start));
          // A day off is one for all three.
          const against = ({ reasons }: FreeSlot): number =>
            reasons.filter(({ type }) => type === 'OutsideHours').length +
            (reasons.some(({ type }) => type === 'NotAWorkingDay') ? 3 : 0);
          for (const slot of found) expect(slot.outsideHours).toBe(against(slot) > 0);
          const rank = found.map((s) => [
            against(s),
            s.missingOptional.length,
            Math.abs(s.start - query.near),
          ]);
          const sorted = rank.toSorted((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!);
          expect(rank).toEqual(sorted);
        },
      ),
    );
  });
});
