import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlaps } from './sweep.ts';
import { TakenIndex } from './taken-index.ts';

const interval = fc
  .record({ start: fc.integer({ min: 0, max: 200 }), length: fc.oneof(fc.nat(8), fc.nat(150)) })
  .map(({ start, length }) => ({ start, end: start + length }));

test('an index of taken times tells exactly what overlaps, moments and long leaves among it', () => {
  fc.assert(
    fc.property(fc.array(interval), interval, (taken, slot) => {
      const found: object[] = [];
      new TakenIndex(taken).overlapping(slot.start, slot.end, (one) => found.push(one));
      expect(new Set(found)).toEqual(new Set(taken.filter((one) => overlaps(one, slot))));
      expect(found).toHaveLength(taken.filter((one) => overlaps(one, slot)).length);
    }),
  );
});
