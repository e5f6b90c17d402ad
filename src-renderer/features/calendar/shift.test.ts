import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wallAt } from './geometry.ts';
import { earliest, shiftBetween, shifted } from './shift.ts';

const visit = { startWall: '2026-03-17T23:30', endWall: '2026-03-18T00:30', all_day: 0 as const };
const leave = { startWall: '2026-03-20', endWall: '2026-03-22', all_day: 1 as const };

describe('moving several together', () => {
  test('goes by the wall, over midnight and the end of a month', () => {
    expect(shifted(visit, { days: 14, minutes: -45 })).toEqual({
      start: '2026-03-31T22:45',
      end: '2026-03-31T23:45',
    });
  });

  test('takes an all-day event along by whole days', () => {
    expect(shifted(leave, { days: -1, minutes: 90 })).toEqual({ start: '2026-03-19', end: '2026-03-21' });
  });

  test('puts the first where it was dropped, and the shift back again', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((at) => `2026-02-${String(at).padStart(2, '0')}`);
    const wall = fc.tuple(day, fc.integer({ min: 0, max: 1439 })).map(([date, at]) => wallAt(date, at));
    fc.assert(
      fc.property(wall, wall, (from, to) => {
        const one = { startWall: from, endWall: from, all_day: 0 as const };
        expect(shifted(one, shiftBetween(from, to)).start).toBe(to);
      }),
    );
  });

  test('begins with whatever is earliest', () => {
    expect(earliest([leave, visit])).toBe(visit);
    expect(earliest([])).toBeUndefined();
  });
});
