import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spotTowards, type Spot } from './cell-steps.ts';

/** Two people's three days: how many things are on each. */
const COUNTS = [
  [2, 0, 1],
  [0, 3, 0],
];
const from = (row: number, cell: number, at: number) => (way: Parameters<typeof spotTowards>[2]) =>
  spotTowards(COUNTS, { row, cell, at }, way);

test('arrows lead through a cell, then to the next line, and an empty cell is a place too', () => {
  expect(from(0, 0, 0)('down')).toEqual({ row: 0, cell: 0, at: 1 });
  expect(from(0, 0, 1)('down')).toEqual({ row: 1, cell: 0, at: 0 });
  expect(from(1, 0, 0)('up')).toEqual({ row: 0, cell: 0, at: 1 });
  expect(from(0, 0, 1)('right')).toEqual({ row: 0, cell: 1, at: 0 });
  expect(from(1, 2, 0)('left')).toEqual({ row: 1, cell: 1, at: 0 });
});

test('at the edges there is nowhere to go', () => {
  expect(from(0, 2, 0)('right')).toBeNull();
  expect(from(0, 0, 0)('up')).toBeNull();
  expect(from(1, 1, 2)('down')).toBeNull();
});

test('down from the top leads past everything of a column once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.nat(4), { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 6 }),
      (counts) => {
        const seen: Spot[] = [];
        for (
          let spot: Spot | null = { row: 0, cell: 0, at: 0 };
          spot;
          spot = spotTowards(counts, spot, 'down')
        )
          seen.push(spot);
        expect(seen).toHaveLength(counts.reduce((sum, row) => sum + Math.max(1, row[0]!), 0));
      },
    ),
  );
});
