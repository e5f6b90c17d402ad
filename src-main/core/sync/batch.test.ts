import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '../../../src-shared/sync/change.ts';
import { MAX_PUSH_BYTES, MAX_PUSH_CHANGES } from '../../../src-shared/sync/protocol.ts';
import { nextBatch } from './batch.ts';

/** Changes of transactions of these sizes; `bytes` each has about so much text. */
function changes(sizes: readonly number[], bytes = 10): Change[] {
  const all: Change[] = [];
  for (const [index, size] of sizes.entries()) {
    for (let i = 0; i < size; i += 1) {
      const n = all.length + 1;
      all.push({
        n,
        tx: index + 1,
        table: 'note',
        id: `n${n}`,
        scope: 'person:a',
        kind: 'insert',
        cells: { title: 'x'.repeat(bytes) },
        clock: n,
        base: {},
      });
    }
  }
  return all;
}

test('a batch is a beginning of what waits, ends where a transaction ends, and fits', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 800 }),
      (sizes, bytes) => {
        const all = changes(sizes, bytes);
        const batch = nextBatch(all);
        expect(batch).toEqual(all.slice(0, batch.length));
        expect(batch.length).toBeGreaterThan(0);
        expect(batch.length).toBeLessThanOrEqual(MAX_PUSH_CHANGES);
        expect(JSON.stringify(batch).length).toBeLessThanOrEqual(MAX_PUSH_BYTES);
        expect(batch.at(-1)?.tx).not.toBe(all[batch.length]?.tx);
      },
    ),
    { numRuns: 30 },
  );
});

test('a transaction that is larger than a push goes in parts, in order', () => {
  const all = changes([MAX_PUSH_CHANGES + 20, 1], 1);
  const first = nextBatch(all);
  expect(first).toHaveLength(MAX_PUSH_CHANGES);
  expect(nextBatch(all.slice(first.length))).toHaveLength(21);
});

test('one change that is larger than a push goes alone', () => {
  expect(nextBatch(changes([1, 1], MAX_PUSH_BYTES))).toHaveLength(1);
});

test('nothing waits, nothing goes', () => {
  expect(nextBatch([])).toEqual([]);
});
