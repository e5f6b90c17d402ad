import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutDay } from './layout.ts';
import { overlaps } from './sweep.ts';

const item = (key: string, start: number, end: number) => ({ key, start, end });
const columns = (...items: ReturnType<typeof item>[]): string[] =>
  layoutDay(items).map(({ item: { key }, index, of, span }) => `${key} ${index}/${of} ${span}`);

describe('the columns of a day', () => {
  it('events that touch share one column', () => {
    expect(columns(item('a', 9, 10), item('b', 10, 11))).toEqual(['a 0/1 1', 'b 0/1 1']);
  });

  it('what is drawn longer than it lasts does not cover what comes right after it', () => {
    const call = [item('a', 600, 601), item('b', 605, 630), item('c', 620, 630)];
    expect(layoutDay(call, 20).map(({ item: { key }, index, of }) => `${key} ${index}/${of}`)).toEqual([
      'a 0/2',
      'b 1/2',
      'c 0/2',
    ]);
  });

  it('a chain of overlaps is one cluster, a column is used again when it is free', () => {
    expect(columns(item('c', 10, 12), item('a', 9, 11), item('b', 11, 13))).toEqual([
      'a 0/2 1',
      'c 1/2 1',
      'b 0/2 1',
    ]);
  });

  it('an event spreads over the columns to its right that nothing uses then', () => {
    expect(columns(item('a', 9, 12), item('b', 9, 10), item('c', 9, 10), item('d', 10, 12))).toEqual([
      'a 0/3 1',
      'b 1/3 1',
      'c 2/3 1',
      'd 1/3 2',
    ]);
  });

  it('overlapping events never share a column, and the order of the list does not matter', () => {
    const items = fc
      .array(fc.tuple(fc.nat(40), fc.nat(10)), { maxLength: 20 })
      .map((list) => list.map(([start, length], i) => item(`k${i}`, start, start + length)));
    const both = items.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(both, ([list, shuffled]) => {
        const placed = layoutDay(list);
        expect(layoutDay(shuffled)).toEqual(placed);
        for (const a of placed) {
          expect(a.index + a.span).toBeLessThanOrEqual(a.of);
          for (const b of placed) {
            if (a === b || !overlaps(a.item, b.item)) continue;
            expect(a.of).toBe(b.of);
            expect(a.index + a.span <= b.index || b.index + b.span <= a.index).toBe(true);
          }
        }
      }),
    );
  });
});
