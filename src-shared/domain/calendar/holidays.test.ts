import { describe, expect, it } from 'vitest';
import { CHINA, CHINA_CALENDAR, holidayOn, isWorkingDay } from './holidays.ts';
import { dayOfWall, parseWall, weekdayOf } from './civil.ts';
import { addDays } from './zone.ts';

function daysOf(year: string): { off: number; worked: number } {
  let off = 0;
  let worked = 0;
  for (const { from, to, worked: extra } of CHINA.filter((h) => h.from.startsWith(year))) {
    for (let date = from; date <= to; date = addDays(date, 1)) off += 1;
    worked += extra.length;
  }
  return { off, worked };
}

describe('working days', () => {
  it.each([
    ['2026-02-14', true],
    ['2026-02-15', false],
    ['2026-02-23', false],
    ['2026-02-24', true],
    ['2026-02-28', true],
    ['2026-03-07', false],
    ['2026-05-04', false],
    ['2026-10-10', true],
    ['2025-01-26', true],
    ['2025-10-08', false],
    ['2025-10-11', true],
    ['2027-02-06', false],
    ['2027-02-09', true],
  ])('%s: %s', (date, working) => {
    expect(isWorkingDay(date)).toBe(working);
  });

  it('there are as many days off and worked weekends as announced', () => {
    expect(daysOf('2025')).toEqual({ off: 28, worked: 5 });
    expect(daysOf('2026')).toEqual({ off: 33, worked: 6 });
    // The thirteen days of the regulation; what is moved around them is not announced yet.
    expect(daysOf('2027')).toEqual({ off: 13, worked: 0 });
  });

  it('a worked day is always a Saturday or Sunday and never a day off', () => {
    for (const date of CHINA.flatMap((holiday) => holiday.worked)) {
      expect(weekdayOf(dayOfWall(parseWall(date)))).toBeGreaterThan(4);
      expect(holidayOn(date)).toBeNull();
    }
  });

  it('what the bank decides for itself wins', () => {
    const calendar = {
      ...CHINA_CALENDAR,
      weekend: [6],
      exceptions: new Map([
        ['2026-10-01', 'work' as const],
        ['2026-03-04', 'off' as const],
      ]),
    };
    expect(
      ['2026-10-01', '2026-03-04', '2026-03-07', '2026-03-08'].map((date) => isWorkingDay(date, calendar)),
    ).toEqual([true, false, true, false]);
  });

  it('a holiday has a name', () => {
    expect(holidayOn('2026-09-26')?.name).toBe('MidAutumn');
  });
});
