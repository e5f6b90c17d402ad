import { expect, test } from 'vitest';
import { largeFrom } from './large-movement.ts';

test('a booking is large from four times the median on', () => {
  expect(largeFrom([10, 20, 30, 40, 50, 60, 70, 80, 90])).toBe(200);
  expect(largeFrom([10, 10, 10, 10, 20, 20, 20, 20])).toBe(60);
});

test('one very large booking does not hide the next one', () => {
  const usual = [10, 10, 10, 10, 10, 10, 10, 10];
  expect(largeFrom([...usual, 1_000_000])).toBe(largeFrom(usual));
});

test('with few bookings none is called large', () => {
  expect(largeFrom([1, 1, 1, 900])).toBeNull();
});
