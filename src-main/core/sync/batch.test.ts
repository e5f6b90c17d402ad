import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WaitingText } from '../../../db/client/local/outbox.ts';
import { MAX_PUSH_BYTES, MAX_PUSH_CHANGES } from '../../../src-shared/sync/protocol.ts';
import { waitingTexts } from '../../../db/client/local/outbox.ts';
import { aDesk, BOOK } from '../../../tests/support/desk.ts';
import { nextBatch } from './batch.ts';

/** Changes of transactions of these sizes; `bytes` each has about so much text. */
function changes(sizes: readonly number[], bytes = 10): WaitingText[] {
  const all: WaitingText[] = [];
  for (const [index, size] of sizes.entries()) {
    for (let i = 0; i < size; i += 1) {
      const n = all.length + 1;
      all.push({
        n,
        tx: index + 1,
        text: JSON.stringify({ n, tx: index + 1, cells: { title: 'x'.repeat(bytes) } }),
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
        expect(batch.map(({ text }) => text).join(',').length).toBeLessThanOrEqual(MAX_PUSH_BYTES);
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

test('what waits goes out as the server would read it', () => {
  const desk = aDesk();
  desk.did('customer.create', { book_id: BOOK, fields: { kind: 'company', name: '云岫 "科技"' } });
  const texts = waitingTexts(desk.engine.sqlite, 10, MAX_PUSH_BYTES);
  expect(texts.map(({ text }) => JSON.parse(text) as unknown)).toEqual(desk.outbox());
  desk.close();
});

test('the outbox is read no further than a push may reach, and one change beyond it', () => {
  const desk = aDesk();
  for (let at = 0; at < 6; at += 1)
    desk.did('customer.create', { book_id: BOOK, fields: { kind: 'company', name: `云岫${at}` } });
  const all = waitingTexts(desk.engine.sqlite, 100, MAX_PUSH_BYTES);
  const room = all[0]!.text.length + all[1]!.text.length;
  expect(waitingTexts(desk.engine.sqlite, 100, room)).toEqual(all.slice(0, 3));
  expect(waitingTexts(desk.engine.sqlite, 2, MAX_PUSH_BYTES)).toEqual(all.slice(0, 2));
  desk.close();
});
