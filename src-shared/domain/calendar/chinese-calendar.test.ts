import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chineseDay, nextChineseDay } from './chinese-calendar.ts';
import { dayOfWall, formatDay, parseWall } from './civil.ts';

const on = (date: string) => chineseDay(dayOfWall(parseWall(date)));

describe('the Chinese calendar', () => {
  test.each([
    '2025-01-29',
    '2026-02-17',
    '2027-02-06',
    '2028-01-26',
    '2029-02-13',
    '2030-02-03',
    '2049-02-02',
  ])('the new year of %s is announced for that day', (date) =>
    expect(on(date)).toEqual({ month: 1, day: 1, leap: false }),
  );

  test('knows the leap months', () => {
    expect(on('2025-07-25')).toEqual({ month: 6, day: 1, leap: true });
    expect(on('2033-12-22')).toEqual({ month: 11, day: 1, leap: true });
  });

  test('goes on without a gap or a jump, beyond the table too', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5000, max: 36_000 }), (day) => {
        const [today, tomorrow] = [chineseDay(day), chineseDay(day + 1)];
        if (tomorrow.day === 1) expect(today.day === 29 || today.day === 30).toBe(true);
        else expect(tomorrow).toEqual({ ...today, day: today.day + 1 });
      }),
    );
  });

  test('the eve of the new year may be the twenty-ninth', () => {
    expect(on('2027-02-05')).toEqual({ month: 12, day: 29, leap: false });
    const from = dayOfWall(parseWall('2026-11-26'));
    expect(formatDay(nextChineseDay(from, 1, 15) ?? 0)).toBe('2027-02-20');
    expect(formatDay(nextChineseDay(from, 10, 18) ?? 0)).toBe('2026-11-26');
  });
});
