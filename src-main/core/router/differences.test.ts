import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyDifference } from '../../../src-renderer/bridge/apply-difference.ts';
import { share } from '../../../src-renderer/bridge/share.ts';
import { differenceOf } from './differences.ts';

const row = fc.record({
  id: fc.integer({ min: 0, max: 12 }).map(String),
  name: fc.constantFrom('甲', '乙', 'c'),
  count: fc.nat(2),
});
const list = fc.uniqueArray(row, { selector: (one) => one.id });
const value = fc.record({
  total: fc.nat(3),
  rows: list,
  others: list,
  extra: fc.option(fc.record({ a: fc.nat(2) })),
});
/** A value and one that came from it by a few edits, as live queries do. */
const step = fc
  .record({ before: value, added: list, drop: fc.nat(12), turn: fc.nat(12), total: fc.nat(3) })
  .map((made) => {
    const { before, added, drop, turn, total } = made;
    const kept = before.rows.filter((one) => one.id !== String(drop));
    const fresh = added.slice(0, 1).filter((one) => !kept.some((old) => old.id === one.id));
    const rows = [...kept.slice(turn), ...fresh, ...kept.slice(0, turn)];
    return { before, after: { ...before, total, rows } };
  });
/** Through the wire: what JSON drops must not matter. */
const wire = (thing: unknown): never => JSON.parse(JSON.stringify(thing)) as never;

describe('a difference', () => {
  test('brought into the old value gives the new one', () => {
    let used = 0;
    fc.assert(
      fc.property(step, ({ before, after }) => {
        const difference = differenceOf(before, after);
        if (!difference) return;
        used += 1;
        expect(applyDifference(before, wire(difference))).toEqual(after);
      }),
    );
    expect(used).toBeGreaterThan(0);
  });

  test('of two plain lists gives the new one', () => {
    let used = 0;
    fc.assert(
      fc.property(list, list, (before, after) => {
        const difference = differenceOf(before, after);
        if (!difference) return;
        used += 1;
        expect(applyDifference(before, wire(difference))).toEqual(after);
      }),
    );
    expect(used).toBeGreaterThan(0);
  });

  test('carries only the row that changed, and the others keep their identity', () => {
    const before = {
      total: 3,
      rows: [
        { id: 'a', n: 1 },
        { id: 'b', n: 1 },
        { id: 'c', n: 1 },
      ],
    };
    const after = {
      total: 3,
      rows: [
        { id: 'c', n: 1 },
        { id: 'a', n: 2 },
        { id: 'b', n: 1 },
      ],
    };
    const difference = differenceOf(before, after);
    expect(difference).toEqual({
      path: 'rows',
      order: ['c', 'a', 'b'],
      changed: [{ id: 'a', n: 2 }],
      rest: undefined,
    });
    const next = applyDifference(before, wire(difference)) as typeof before;
    expect(next.rows[2]).toBe(before.rows[1]);
  });

  test('is not used where rows have no key, or the same key twice', () => {
    expect(differenceOf([{ n: 1 }], [{ n: 1 }, { n: 2 }])).toBeNull();
    expect(differenceOf([{ id: 'a' }], [{ id: 'a' }, { id: 'a' }])).toBeNull();
  });
});

describe('sharing', () => {
  test('changes identities, never the value', () => {
    fc.assert(
      fc.property(value, value, (before, after) => {
        expect(share(before, after)).toEqual(after);
      }),
    );
  });

  test('of an equal value is the old value itself', () => {
    fc.assert(
      fc.property(value, (before) => {
        expect(share(before, wire(before))).toBe(before);
      }),
    );
  });
});
