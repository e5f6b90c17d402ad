import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RowState } from '../../src-shared/sync/change.ts';
import { addChecksums, rowChecksum } from '../../src-shared/sync/checksum.ts';
import { changeSum } from './change-sum.ts';

const value = fc.oneof(fc.constant(null), fc.constantFrom('a', 'b', '1', '分号'), fc.constantFrom(0, 1, -7));
const row = fc
  .record({
    deleted: fc.constantFrom(0 as const, 1 as const),
    cells: fc.dictionary(fc.constantFrom('title', 'amount', 'currency', 'newer'), value),
  })
  .map((one): RowState => ({
    table: 'holding',
    id: 'h1',
    scope: 'book:b',
    ...one,
    marks: { row: [1, 1], units: {} },
  }));

it('a change adds to the sum of a scope what the row counts for now and did not before', () => {
  fc.assert(
    fc.property(row, row, (before, now) => {
      expect(addChecksums(rowChecksum(before), changeSum(before, now))).toEqual(rowChecksum(now));
    }),
  );
});
