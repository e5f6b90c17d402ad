import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR } from './civil.ts';
import { workingClock, workingTime } from './working-hours.ts';

const isWorkingDay = (date: string): boolean => ![0, 6].includes(new Date(date).getUTCDay());
/** The week before and the weeks after clocks go forward in Berlin. */
const START = Date.UTC(2026, 2, 23);

test('working time asked for again and again is what it is asked for once, whatever was asked before', () => {
  const interval = fc.record({
    at: fc.integer({ min: 0, max: 24 * 28 * 4 }),
    quarters: fc.integer({ min: 1, max: 200 }),
  });
  const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York');
  fc.assert(
    fc.property(zone, fc.array(interval, { minLength: 1, maxLength: 12 }), (zone, intervals) => {
      const hours = { workStart: '08:30', workEnd: '17:30', zone };
      const clock = workingClock(hours, isWorkingDay);
      for (const { at, quarters } of intervals) {
        const start = START + (at * HOUR) / 4;
        const end = start + (quarters * HOUR) / 4;
        expect(clock(start, end)).toBe(workingTime(start, end, hours, isWorkingDay));
      }
    }),
  );
});
