import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestShifts, type MovedAlong } from './common-shift.ts';
import { merged, overlaps } from './sweep.ts';
import { addWall, wallToInstant } from './zone.ts';

const ZONE = 'Asia/Shanghai';
const at = (wall: string): number => wallToInstant(wall, ZONE);
const between = (from: string, to: string): { start: number; end: number } => ({
  start: at(from),
  end: at(to),
});

const anItem = (start: string, end: string, more: Partial<MovedAlong> = {}): MovedAlong => ({
  start,
  end,
  allDay: start.length === 10 ? 1 : 0,
  taken: [],
  kept: more.taken ?? [],
  outside: () => false,
  ...more,
});
const shiftsOf = (...items: MovedAlong[]): string[] =>
  nearestShifts({ items, zone: ZONE, now: at('2026-12-01T08:00') }).map(
    ({ days, minutes, tight, outsideHours }) =>
      `${days}d ${minutes}m${tight ? ' tight' : ''}${outsideHours ? ' outside' : ''}`,
  );

describe('a shift for several events', () => {
  test('is the nearest that suits all of them, not one of them', () => {
    const first = anItem('2026-12-03T09:00', '2026-12-03T10:00', {
      taken: [between('2026-12-03T09:00', '2026-12-03T09:30')],
    });
    const second = anItem('2026-12-03T14:00', '2026-12-03T15:00', {
      taken: [between('2026-12-03T14:30', '2026-12-03T16:00')],
    });
    // Half an hour later suits the first alone; two hours later suits both.
    expect(shiftsOf(first, second)[0]).toBe('0d -60m');
    expect(shiftsOf(first, second)[1]).toBe('0d 120m');
  });

  test('leaves all-day events on their days while the others go by the hour', () => {
    const day = anItem('2026-12-03', '2026-12-04', {
      taken: [between('2026-12-04T00:00', '2026-12-05T00:00')],
    });
    const meeting = anItem('2026-12-03T10:00', '2026-12-03T11:00', {
      taken: [between('2026-12-03T10:00', '2026-12-03T11:00')],
    });
    expect(shiftsOf(day, meeting)[0]).toBe('0d 60m');
    expect(shiftsOf(day)).toEqual(['-1d 0m', '2d 0m', '-2d 0m']);
  });

  test('within working hours comes before a nearer one outside of them', () => {
    const late = (start: number): boolean =>
      start >= at('2026-12-03T17:00') && start < at('2026-12-04T08:30');
    const item = anItem('2026-12-03T16:30', '2026-12-03T17:00', {
      taken: [between('2026-12-03T12:00', '2026-12-03T17:00')],
      outside: late,
    });
    expect(shiftsOf(item).every((one) => !one.endsWith('outside'))).toBe(true);
  });

  test('never begins in the past, and keeps time for the way', () => {
    const item = anItem('2026-12-01T08:30', '2026-12-01T09:00', {
      taken: [between('2026-12-01T08:30', '2026-12-01T09:00')],
      kept: [between('2026-12-01T08:00', '2026-12-01T09:30')],
    });
    expect(shiftsOf(item)).toEqual(['0d 60m', '0d 120m', '0d 180m']);
  });

  const walls = fc
    .integer({ min: 0, max: 14 * 48 })
    .map((halves) => addWall('2026-12-03T00:00', halves * 30));
  const times = fc.tuple(walls, fc.integer({ min: 1, max: 8 })).map(([start, halves]) => ({
    start: at(start),
    end: at(start) + halves * 1_800_000,
  }));
  test('law: whatever is offered clashes with nothing, and nothing nearer is free', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(walls, fc.array(times)), { minLength: 1, maxLength: 4 }), (drawn) => {
        const items = drawn.map(([start, taken]) =>
          anItem(start, addWall(start, 60), { taken: merged(taken) }),
        );
        const now = at('2026-11-20T00:00');
        const isFree = (days: number, minutes: number): boolean =>
          items.every(({ start, taken }) => {
            const from = at(addWall(start, days * 1440 + minutes));
            return !taken.some((one) => overlaps(one, { start: from, end: from + 3_600_000 }));
          });
        const found = nearestShifts({ items, zone: ZONE, now });
        for (const { days, minutes } of found) expect(isFree(days, minutes)).toBe(true);
        const nearest = Math.abs((found[0]?.days ?? 99) * 1440 + (found[0]?.minutes ?? 0));
        for (let minutes = 30; minutes < Math.min(nearest, 360); minutes += 30)
          expect(isFree(0, minutes) || isFree(0, -minutes)).toBe(false);
      }),
    );
  });
});
