import { expect, test } from 'vitest';
import { firstFree } from './first-free.ts';

const DAY = [
  { from: 510, to: 720 },
  { from: 810, to: 1050 },
];

test('a meeting made on somebody’s day begins where they have an hour', () => {
  expect(firstFree(DAY, [])).toEqual({ from: 510, to: 570 });
  expect(firstFree(DAY, [{ from: 510, to: 660 }])).toEqual({ from: 660, to: 720 });
  // Noon is nobody's hour.
  expect(firstFree(DAY, [{ from: 510, to: 690 }])).toEqual({ from: 810, to: 870 });
});

test('on a day without a free hour it begins at nine, and one chooses', () => {
  expect(firstFree(DAY, [{ from: 0, to: 1440 }])).toEqual({ from: 540, to: 600 });
  expect(firstFree([], [])).toEqual({ from: 540, to: 600 });
});
