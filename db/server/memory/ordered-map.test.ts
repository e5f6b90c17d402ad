import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrderedMap } from './ordered-map.ts';

const key = fc.integer({ min: 0, max: 150 }).map((at) => `k${String(at).padStart(3, '0')}`);
const edit = fc.oneof(
  { weight: 3, arbitrary: fc.record({ key, value: fc.integer() }) },
  { weight: 1, arbitrary: fc.record({ key, value: fc.constant(null) }) },
);
type Edit = { key: string; value: number | null };

const edited = (map: OrderedMap<number>, { key, value }: Edit): OrderedMap<number> =>
  value === null ? map.delete(key) : map.set(key, value);
const sorted = (plain: ReadonlyMap<string, number>): [string, number][] =>
  [...plain].sort(([a], [b]) => (a < b ? -1 : 1));

describe('an ordered map', () => {
  it('is a map, in the order of its keys, and a version of it never changes', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 400 }), key, key, (edits, from, to) => {
        const plain = new Map<string, number>();
        let map = OrderedMap.empty<number>();
        let kept = { map, values: map.values() };
        for (const [at, one] of (edits as Edit[]).entries()) {
          map = edited(map, one);
          if (one.value === null) plain.delete(one.key);
          else plain.set(one.key, one.value);
          if (at === edits.length >> 1) kept = { map, values: map.values() };
        }
        const expected = sorted(plain);
        expect(map.size).toBe(plain.size);
        expect(map.values()).toEqual(expected.map(([, value]) => value));
        expect(map.get(from)).toBe(plain.get(from));
        const within = expected.filter(([one]) => one >= from && one < to).map(([, value]) => value);
        expect(map.range(from, to)).toEqual(within);
        expect(map.range(from, to, 3)).toEqual(within.slice(0, 3));
        expect(kept.map.values()).toEqual(kept.values);
      }),
      { numRuns: 300, seed: 20_261_126 },
    );
  });

  it('finds the keys that begin with a text, over many nodes', () => {
    let map = OrderedMap.empty<string>();
    for (let at = 0; at < 5_000; at += 1) {
      const name = `${at % 7}/${String(at).padStart(4, '0')}`;
      map = map.set(name, name);
    }
    expect(map.startingWith('3/')).toHaveLength(714);
    expect(map.startingWith('3/499')).toEqual(['3/4994']);
    expect(map.startingWith('7/')).toEqual([]);
  });

  it('that loses every key is empty, and can be filled again', () => {
    let map = OrderedMap.empty<number>();
    for (let at = 0; at < 2_000; at += 1) map = map.set(String(at), at);
    for (let at = 0; at < 2_000; at += 1) map = map.delete(String((at * 7) % 2_000));
    expect([map.size, map.values(), map.get('5')]).toEqual([0, [], undefined]);
    expect(map.set('x', 1).values()).toEqual([1]);
  });
});
