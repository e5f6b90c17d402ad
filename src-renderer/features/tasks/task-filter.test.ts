import { expect, test } from 'vitest';
import { aTaskRow } from '../../../tests/support/task-row.ts';
import { matches, NO_CONDITIONS, type Conditions } from './task-filter.ts';

const TODAY = '2026-03-17';
const rows = [
  aTaskRow({ id: 'late', daysLate: 2, priority: 'high' }),
  aTaskRow({ id: 'done late', daysLate: 2, status: 'done' }),
  aTaskRow({ id: 'later', daysLate: -5, start: '2026-03-20', files: 1 }),
  aTaskRow({ id: 'low', priority: 'low', files: 2, rrule: 'FREQ=DAILY' }),
];
const found = (conditions: Partial<Conditions>): string[] =>
  rows.filter((row) => matches(row, { ...NO_CONDITIONS, ...conditions }, TODAY)).map(({ id }) => id);

test('nothing asked lets all through; of priorities any counts, of the rest all', () => {
  expect(found({})).toHaveLength(rows.length);
  expect(found({ priorities: ['high', 'low'] })).toEqual(['late', 'low']);
  expect(found({ traits: ['late'] })).toEqual(['late']);
  expect(found({ traits: ['files'] })).toEqual(['later', 'low']);
  expect(found({ traits: ['files', 'repeats'] })).toEqual(['low']);
  expect(found({ traits: ['started'] })).not.toContain('later');
  expect(found({ priorities: ['normal'], traits: ['files'] })).toEqual(['later']);
});
