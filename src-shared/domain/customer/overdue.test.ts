import { expect, test } from 'vitest';
import { isOverdue, overdueFrom } from './overdue.ts';

const DAY = 86_400_000;

test('a customer is overdue once its cadence has passed, not on the last day of it', () => {
  const from = overdueFrom(10 * DAY, 30);
  expect(isOverdue(from, 40 * DAY)).toBe(false);
  expect(isOverdue(from, 40 * DAY + 1)).toBe(true);
});

test('a customer with a cadence that was never contacted is overdue', () => {
  expect(isOverdue(overdueFrom(null, 30), 1)).toBe(true);
});

test('without a cadence nobody is overdue', () => {
  expect(isOverdue(overdueFrom(null, null), 1e15)).toBe(false);
  expect(isOverdue(overdueFrom(0, null), 1e15)).toBe(false);
});
