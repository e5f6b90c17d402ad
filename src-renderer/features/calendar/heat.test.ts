import { expect, test } from 'vitest';
import { heatOf, HEATS } from './heat.ts';

test('a fuller day is never drawn weaker, and there are no more shades than the legend shows', () => {
  const heats = Array.from({ length: 40 }, (_, count) => heatOf(count));
  expect(heats.toSorted((a, b) => a - b)).toEqual(heats);
  expect(new Set(heats).size).toBe(HEATS);
  expect(heatOf(0)).toBe(0);
});
