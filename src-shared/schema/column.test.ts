import { expect, test } from 'vitest';
import { contentLine, date, valueFault, wallTime, wallTimes } from './column.ts';

const fits = (column: Parameters<typeof valueFault>[0], values: readonly string[]): boolean[] =>
  values.map((value) => valueFault(column, value) === null);

test('a day or a clock time is one that there is', () => {
  const days = ['2026-02-28', '2028-02-29', '2026-12-31', '2026-04-30'];
  const none = ['2026-13-01', '2026-00-10', '2026-02-30', '2026-04-31', '2026-01-00', '2026-1-1', '26-01-01'];
  for (const column of [date(), wallTime(), wallTimes(100)]) {
    expect(fits(column, days)).toEqual(days.map(() => true));
    expect(fits(column, none)).toEqual(none.map(() => false));
  }
  const times = ['2026-11-27T00:00', '2026-11-27T23:59'];
  const never = [
    '2026-11-27T24:00',
    '2026-11-27T25:00',
    '2026-11-27T10:60',
    '2026-11-27T1:00',
    '2026-11-27T',
  ];
  expect(fits(wallTime(), [...times, ...never])).toEqual([true, true, ...never.map(() => false)]);
});

test('a list of times holds nothing but times and periods', () => {
  const lists = ['2026-11-27,2026-11-28', '2026-11-27T10:00/2026-11-27T11:00,2026-11-28T10:00'];
  const none = ['', ',', 'x,y', '2026-11-27,', '2026-99-99', '2026-11-27, 2026-11-28', '2026-11-27\n'];
  expect(fits(wallTimes(100), [...lists, ...none])).toEqual([true, true, ...none.map(() => false)]);
});

test('what goes into a calendar file as it is begins no line of its own', () => {
  const lines = ['FREQ=DAILY;COUNT=3', 'a uid @ 分号'];
  const none = ['FREQ=DAILY\r\nX-EVIL:1', 'a\rb', 'a\nb', 'a\u0085b', ''];
  expect(fits(contentLine(100), [...lines, ...none])).toEqual([true, true, ...none.map(() => false)]);
});
