import { expect, test } from 'vitest';
import type { DayKind } from '../../../src-shared/domain/calendar/holidays.ts';
import type { WorkingHours } from '../../../src-shared/domain/calendar/working-hours.ts';
import { parseWeek } from '../../../src-shared/domain/calendar/working-week.ts';
import { offHours, workedOn } from './off-hours.ts';

const SHANGHAI = 'Asia/Shanghai';
const hours = (zone: string): WorkingHours => ({ workStart: '08:30', workEnd: '17:30', zone });
const always = (): DayKind => 'weekday';

test('on the own clock the hours stand as they are kept', () => {
  const worked = workedOn('2026-11-26', SHANGHAI, hours(SHANGHAI), always);
  expect(worked).toEqual([{ from: 510, to: 1050 }]);
  expect(offHours(worked)).toEqual([
    { from: 0, to: 510 },
    { from: 1050, to: 1440 },
  ]);
});

test('read in another zone they stand where that clock has them, over midnight too', () => {
  const worked = workedOn('2026-11-26', SHANGHAI, hours('Europe/London'), always);
  expect(worked).toEqual([
    { from: 0, to: 90 },
    { from: 990, to: 1440 },
  ]);
  expect(offHours(worked)).toEqual([{ from: 90, to: 990 }]);
});

test('a day on which nobody works gives no hours to the day beside it', () => {
  const worked = workedOn('2026-11-26', SHANGHAI, hours('Europe/London'), (date) =>
    date === '2026-11-25' ? 'holiday' : 'weekday',
  );
  expect(worked).toEqual([{ from: 990, to: 1440 }]);
});

test('a week of one’s own has its breaks, its days off and its Saturday', () => {
  const week = parseWeek('08:30-12:00,13:30-17:30;;;;;09:00-12:00;');
  const own = { ...hours(SHANGHAI), ...(week.ok ? { week: week.value } : {}) };
  const kinds = (date: string): DayKind =>
    date === '2026-11-28' || date === '2026-11-29' ? 'weekend' : 'weekday';
  const on = (date: string) => workedOn(date, SHANGHAI, own, kinds);
  expect(offHours(on('2026-11-23'))).toEqual([
    { from: 0, to: 510 },
    { from: 720, to: 810 },
    { from: 1050, to: 1440 },
  ]);
  expect(offHours(on('2026-11-24'))).toEqual([{ from: 0, to: 1440 }]);
  expect(on('2026-11-28')).toEqual([{ from: 540, to: 720 }]);
});
