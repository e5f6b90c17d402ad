import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTimes } from './find-time.ts';
import type { FindTimeQuery, FoundTime, Invitee } from './find-time.ts';
import { dayKind } from './holidays.ts';
import type { BusyInterval } from './slot-grid.ts';
import { instantToWall, wallToInstant } from './zone.ts';

const ZONE = 'Asia/Shanghai';
const at = (wall: string): number => wallToInstant(wall, ZONE);
/** Tuesday 3 March 2026. */
const tuesday = (from: string, to: string, more: Partial<BusyInterval> = {}): BusyInterval => ({
  start: at(`2026-03-03T${from}`),
  end: at(`2026-03-03T${to}`),
  ...more,
});
const person = (id: string, busy: readonly BusyInterval[] = [], more: Partial<Invitee> = {}): Invitee => ({
  id,
  required: true,
  workStart: '09:00',
  workEnd: '18:00',
  zone: ZONE,
  busy,
  ...more,
});
const aQuery = (changes: Partial<FindTimeQuery> = {}): FindTimeQuery => ({
  people: [person('A'), person('B')],
  rooms: [],
  durationMin: 60,
  from: at('2026-03-03T00:00'),
  to: at('2026-03-04T00:00'),
  now: at('2026-03-02T08:00'),
  near: at('2026-03-03T09:00'),
  count: 3,
  dayKindOf: (date) => dayKind(date),
  ...changes,
});
const told = (one: FoundTime): string => `${instantToWall(one.start, ZONE).slice(11)} ${one.grade}`;

describe('a time for a meeting of many', () => {
  it('is one at which everybody is free, the nearest to the wish first', () => {
    const query = aQuery({ people: [person('A', [tuesday('09:00', '10:00')]), person('B')] });
    expect(findTimes(query).map(told)).toEqual(['10:00 free', '11:00 free', '12:00 free']);
    expect(findTimes(query)[0]!.reasons).toEqual([{ type: 'AllFree' }]);
  });

  it('between which hours is read on the wall of the zone that is asked for', () => {
    const query = aQuery({ dayHours: [9 * 60, 11 * 60], count: 2 });
    expect(findTimes(query).map(told)).toEqual(['09:00 free', '10:00 free']);
    // 01:00 to 03:00 of that zone are 09:00 to 11:00 at the people's own place.
    expect(findTimes({ ...query, zone: 'UTC', dayHours: [60, 180] }).map(told)).toEqual([
      '09:00 free',
      '10:00 free',
    ]);
  });

  it('who is tentative may be asked, after all times at which nobody is', () => {
    const query = aQuery({
      people: [person('A', [tuesday('09:00', '16:00', { status: 'tentative' })]), person('B')],
      dayHours: [9 * 60, 18 * 60],
      count: 4,
    });
    const found = findTimes(query);
    expect(found.map(told)).toEqual(['16:00 free', '17:00 free', '09:00 possible', '10:00 possible']);
    expect(found[2]!.reasons).toEqual([{ type: 'Tentative', id: 'A', required: true }]);
  });

  it('the optional may be missing; where the required cannot, the answer says who and that it is a conflict', () => {
    const query = aQuery({
      people: [
        person('A'),
        person('B', [tuesday('00:00', '23:30')], { required: false }),
        person('C', [tuesday('10:00', '23:30', { status: 'out_of_office' })]),
      ],
      dayHours: [9 * 60, 11 * 60],
    });
    const missing = { type: 'OptionalBusy', id: 'B', away: false };
    expect(findTimes({ ...query, count: 2 }).map((one) => [told(one), one.reasons])).toEqual([
      ['09:00 possible', [missing]],
      ['10:00 conflict', [{ type: 'RequiredBusy', id: 'C', away: true }, missing]],
    ]);
  });

  it('takes the first room of a list that is free, and a pool while one of it is left', () => {
    const room = (id: string, busy: BusyInterval[], capacity?: number) => ({
      id,
      seats: 8,
      busy,
      ...(capacity === undefined ? {} : { capacity }),
    });
    const query = aQuery({
      rooms: [
        [room('302', [tuesday('09:00', '11:00')]), room('305', [tuesday('10:00', '12:00')])],
        [room('cars', [tuesday('09:00', '12:00', { uid: 'x' }), tuesday('11:00', '12:00', { uid: 'y' })], 2)],
      ],
      count: 4,
      dayHours: [9 * 60, 13 * 60],
    });
    expect(findTimes(query).map((one) => [told(one), one.rooms])).toEqual([
      ['09:00 free', ['305', 'cars']],
      ['12:00 free', ['302', 'cars']],
      ['10:00 conflict', [null, 'cars']],
      ['11:00 conflict', ['302', null]],
    ]);
  });

  it('leaves time for the way, keeps to the hours, and says how old a colleague’s data is', () => {
    const stale = at('2026-03-01T18:00');
    const query = aQuery({
      people: [
        person('A', [tuesday('10:00', '11:00', { leadMin: 30, tailMin: 30 })]),
        person('B', [], { workStart: '12:00', staleSince: stale }),
      ],
      dayHours: [9 * 60, 13 * 60],
    });
    expect(findTimes(query).map((one) => [told(one), one.reasons[0]])).toEqual([
      ['12:00 free', { type: 'AllFree' }],
      ['09:00 possible', { type: 'TravelTight', id: 'A' }],
      ['11:00 possible', { type: 'TravelTight', id: 'A' }],
    ]);
    for (const one of findTimes(query))
      expect(one.reasons.at(-1)).toEqual({ type: 'Stale', id: 'B', at: stale });
  });

  it('names a day on which nobody works once, and not each person', () => {
    const query = aQuery({ from: at('2026-03-08T10:00'), to: at('2026-03-08T11:00') });
    expect(findTimes(query)).toMatchObject([
      { grade: 'possible', reasons: [{ type: 'NotAWorkingDay', date: '2026-03-08' }] },
    ]);
  });

  it('a day off weighs as much as hours outside work do, and at night on it twice as much', () => {
    const query = aQuery({
      // From Saturday on.
      from: at('2026-03-07T00:00'),
      to: at('2026-03-08T00:00'),
      near: at('2026-03-07T00:00'),
      durationMin: 240,
      count: 2,
    });
    expect(findTimes(query)[0]).toMatchObject({ start: at('2026-03-07T09:00'), grade: 'possible' });
    const night = findTimes({ ...query, from: at('2026-03-07T00:00'), to: at('2026-03-07T05:00') });
    expect(night[0]!.reasons).toEqual([
      { type: 'NotAWorkingDay', date: '2026-03-07' },
      { type: 'OutsideHours', id: 'A' },
      { type: 'OutsideHours', id: 'B' },
    ]);
    const friday = at('2026-03-06T18:00');
    expect(findTimes({ ...query, from: friday, near: friday })[0]!.start).toBe(friday);
  });

  const interval = fc
    .record({
      at: fc.integer({ min: 0, max: 90 }),
      length: fc.integer({ min: 1, max: 10 }),
      status: fc.constantFrom(
        'busy' as const,
        'tentative' as const,
        'out_of_office' as const,
        'free' as const,
      ),
    })
    .map(({ at: quarter, length, status }): BusyInterval => {
      const start = at('2026-03-03T00:00') + quarter * 900_000;
      return { start, end: start + length * 900_000, status };
    });

  it('an answer is called free exactly where nobody and no room has anything on, and free ones come first', () => {
    const list = fc.array(interval, { maxLength: 8 });
    fc.assert(
      fc.property(list, list, list, (a, b, room) => {
        const found = findTimes(
          aQuery({
            people: [person('A', a), person('B', b)],
            rooms: [[{ id: 'r', seats: 1, busy: room }]],
            count: 99,
          }),
        );
        const grades = found.map((one) => one.grade);
        for (const { start, end, grade, reasons } of found) {
          const taken = (times: readonly BusyInterval[]): boolean =>
            times.some((one) => one.status !== 'free' && one.start < end && start < one.end);
          const inHours = start >= at('2026-03-03T09:00') && end <= at('2026-03-03T18:00');
          expect(grade === 'free').toBe(inHours && ![a, b, room].some(taken));
          expect(reasons.length).toBeGreaterThan(0);
        }
        expect(grades.lastIndexOf('free')).toBeLessThanOrEqual(
          grades.filter((one) => one === 'free').length - 1,
        );
        expect(
          grades.indexOf('conflict') === -1 ||
            grades.indexOf('conflict') >= grades.filter((g) => g !== 'conflict').length,
        ).toBe(true);
      }),
    );
  });
});
