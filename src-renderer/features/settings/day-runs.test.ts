import { expect, test } from 'vitest';
import type { SpecialDay } from '../../../src-shared/contract/planning.ts';
import { dayRuns } from './day-runs.ts';

const day = (date: string, more: Partial<SpecialDay> = {}): SpecialDay => ({
  date,
  kind: 'holiday',
  holiday: null,
  name: '春节',
  name_en: null,
  id: null,
  for: null,
  editable: false,
  ...more,
});
const told = (days: readonly SpecialDay[]): string[] =>
  dayRuns(days, (one) => one.name ?? '').map(({ from, to }) => `${from}..${to}`);

test('days on end with one name are one line, over the end of a month too', () => {
  expect(told([day('2027-01-31'), day('2027-02-01'), day('2027-02-03')])).toEqual([
    '2027-01-31..2027-02-01',
    '2027-02-03..2027-02-03',
  ]);
});

test('another name, another kind and another source begin a new line', () => {
  const days = [
    day('2026-09-27', { name: '中秋节' }),
    day('2026-09-28', { name: '国庆节' }),
    day('2026-09-29', { name: '国庆节', kind: 'worked' }),
    day('2026-09-30', { name: '国庆节', kind: 'worked', for: 'branch' }),
  ];
  expect(told(days)).toHaveLength(4);
});
