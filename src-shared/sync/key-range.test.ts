import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addChecksums, EMPTY_CHECKSUM, rowChecksum, type Checksum } from './checksum.ts';
import {
  compareKeys,
  isWithin,
  rowsWithin,
  splitRange,
  sumOf,
  wholeTable,
  type KeySum,
} from './key-range.ts';

const key = fc.string({ unit: 'binary', minLength: 1, maxLength: 6 });
const rowsOf = (ids: readonly string[]): KeySum[] =>
  [...new Set(ids)].sort(compareKeys).map((id) => ({
    id,
    sum: rowChecksum({ table: 'customer', id, deleted: 0, cells: { name: id } }),
  }));
const total = (sums: readonly Checksum[]): Checksum => sums.reduce(addChecksums, EMPTY_CHECKSUM);

describe('keys', () => {
  it('are in the order of their UTF-8 bytes', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        const bytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(Math.sign(compareKeys(a, b))).toBe(bytes);
      }),
    );
  });
});

describe('a range', () => {
  it('is cut without leaving a key out or naming one twice', () => {
    fc.assert(
      fc.property(fc.array(key), fc.array(key), fc.integer({ min: 2, max: 40 }), (own, others, parts) => {
        const rows = rowsOf(own);
        const ranges = splitRange(wholeTable('customer'), rows, parts);
        expect(ranges.length).toBeLessThanOrEqual(parts);
        expect(ranges.flatMap((range) => rowsWithin(rows, range))).toEqual(rows);
        for (const id of [...own, ...others]) {
          expect(ranges.filter((range) => isWithin(range, id))).toHaveLength(1);
        }
      }),
    );
  });

  it('has a checksum that its parts add up to', () => {
    fc.assert(
      fc.property(fc.array(key), fc.integer({ min: 2, max: 40 }), (own, parts) => {
        const rows = rowsOf(own);
        const sums = splitRange(wholeTable('customer'), rows, parts).map((range) =>
          sumOf(rowsWithin(rows, range)),
        );
        expect(total(sums.map(({ sum }) => sum))).toEqual(sumOf(rows).sum);
      }),
    );
  });

  it('without rows here stays whole', () => {
    expect(splitRange(wholeTable('note'), [], 8)).toEqual([wholeTable('note')]);
  });
});
