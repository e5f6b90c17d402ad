import { expect, test } from 'vitest';
import { offHours, workedOn, type OwnHours } from './off-hours.ts';

const SHANGHAI = 'Asia/Shanghai';
const hours = (zone: string): OwnHours => ({ start: '08:30', end: '17:30', zone });
const always = (): boolean => true;

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
  const worked = workedOn('2026-11-26', SHANGHAI, hours('Europe/London'), (date) => date !== '2026-11-25');
  expect(worked).toEqual([{ from: 990, to: 1440 }]);
});
