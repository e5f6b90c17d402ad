import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR } from './civil.ts';
import { dayKind } from './holidays.ts';
import type { DayKind } from './holidays.ts';
import { hoursGuard, openingsOn, workingTime } from './working-hours.ts';
import { parseWeek } from './working-week.ts';
import { instantToWall } from './zone.ts';

const kindOf = (date: string): DayKind => dayKind(date, { holidays: [] });
/** The week before and the weeks after clocks go forward in Berlin. */
const START = Date.UTC(2026, 2, 23);

const parsed = parseWeek(
  ';08:30-12:00,13:30-17:30;08:30-12:00,13:30-17:30;08:30-17:30;08:30-17:30;09:00-16:00;',
);
const week = parsed.ok ? parsed.value : [];

test('an interval leaves working hours where not all of it is working time, whatever was asked before', () => {
  const interval = fc.record({
    at: fc.integer({ min: 0, max: 24 * 28 * 4 }),
    quarters: fc.integer({ min: 1, max: 200 }),
  });
  const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York');
  fc.assert(
    fc.property(
      zone,
      fc.boolean(),
      fc.array(interval, { minLength: 1, maxLength: 12 }),
      (zone, own, intervals) => {
        const hours = { workStart: '08:30', workEnd: '17:30', zone, ...(own ? { week } : {}) };
        const leaves = hoursGuard(hours, kindOf);
        for (const { at, quarters } of intervals) {
          const start = START + (at * HOUR) / 4;
          const end = start + (quarters * HOUR) / 4;
          const all = workingTime(start, end, hours, kindOf) === end - start;
          expect(leaves(start, end)).toBe(!all);
        }
      },
    ),
  );
});

test('an event that ends in three hundred years is followed to the first night only', () => {
  let asked = 0;
  const leaves = hoursGuard({ workStart: '08:30', workEnd: '17:30', zone: 'Asia/Shanghai' }, (date) => {
    asked += 1;
    return kindOf(date);
  });
  expect(leaves(Date.UTC(2026, 2, 24, 2), Date.UTC(2326, 2, 24, 3))).toBe(true);
  expect(asked).toBeLessThan(3);
});

/** Works Tuesday to Saturday. */
const counter = { workStart: '08:30', workEnd: '17:30', zone: 'Asia/Shanghai', week };
const hoursOn = (date: string): string[] =>
  openingsOn(date, counter, (day) => dayKind(day)).map(
    ({ start, end }) =>
      `${instantToWall(start, counter.zone).slice(11)}-${instantToWall(end, counter.zone).slice(11)}`,
  );

test('a week of one’s own decides which weekdays are worked; holidays and worked weekends hold for all', () => {
  expect(hoursOn('2026-03-07')).toEqual(['09:00-16:00']);
  expect(hoursOn('2026-03-09')).toEqual([]);
  expect(hoursOn('2026-03-10')).toEqual(['08:30-12:00', '13:30-17:30']);
  // National Day, a Thursday; and a Sunday worked in exchange, on which this person has no hours of their own.
  expect(hoursOn('2026-10-01')).toEqual([]);
  expect(hoursOn('2026-09-20')).toEqual(['08:30-17:30']);
});
