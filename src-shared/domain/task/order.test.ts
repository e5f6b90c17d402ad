import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keysBetween } from '../../kernel/keys-between.ts';
import { byBoard, byDay, placesFor, putAfter, type Placed } from './order.ts';

const aTask = (id: string, more: Partial<Parameters<typeof byBoard>[0]> = {}) => ({
  id,
  status: 'open' as const,
  done_at: null,
  due: null,
  start: null,
  priority: 'normal' as const,
  board_rank: null,
  day_rank: null,
  ...more,
});

test('there is always a key between two others, short where many are made at once', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 60 }), (places) => {
      let keys = keysBetween(null, null, 3);
      for (const place of places) {
        const at = place % (keys.length + 1);
        keys = [
          ...keys.slice(0, at),
          ...keysBetween(keys[at - 1] ?? null, keys[at] ?? null, 1),
          ...keys.slice(at),
        ];
      }
      expect(keys).toEqual([...new Set(keys)].sort());
      expect(keys.filter((key) => key.endsWith('0'))).toEqual([]);
    }),
  );
  expect(keysBetween(null, null, 500).every((key) => key.length <= 4)).toBe(true);
});

/** Rows as a laptop holds them: moved, then read again in the order that the places say. */
function moved(rows: readonly Placed[], ids: readonly string[], after: string | null): Placed[] {
  const wanted = putAfter(rows, new Set(ids), after);
  const places = placesFor(wanted, new Set(ids));
  const now = rows.map(({ id, rank }) => ({ id, rank: places.get(id) ?? rank }));
  const read = now.toSorted((a, b) =>
    byDay(aTask(a.id, { day_rank: a.rank }), aTask(b.id, { day_rank: b.rank })),
  );
  expect(read.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
  expect(read.every(({ rank }) => rank === null || rank.length <= 60)).toBe(true);
  return read;
}

test('tasks stand where they were put, whatever was moved before, and the rest by urgency', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const move = fc.record({
    ids: fc.subarray(ids, { minLength: 1, maxLength: 3 }),
    after: fc.option(fc.constantFrom(...ids)),
  });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      let rows: Placed[] = ids.map((id) => ({ id, rank: null }));
      for (const { ids: some, after } of moves) rows = moved(rows, some, after);
      expect(rows).toHaveLength(ids.length);
    }),
  );
});

test('a task is put between two that two laptops gave the same place', () => {
  const tied = ['a', 'b', 'c'].map((id) => ({ id, rank: 'V' }));
  const rows = [...tied, { id: 'x', rank: null }];
  expect(moved(rows, ['x'], 'a').map(({ id }) => id)).toEqual(['a', 'x', 'b', 'c']);
});

test('a move writes one row where its neighbours have their places', () => {
  const rows = ['a', 'b', 'c', 'd'].map((id, at) => ({ id, rank: String(at + 1) }));
  const wanted = putAfter(rows, new Set(['d']), 'a');
  expect([...placesFor(wanted, new Set(['d'])).keys()]).toEqual(['d']);
});

test('a thousand moves to one spot never make a place too long', () => {
  let rows: Placed[] = ['a', 'b', 'c'].map((id) => ({ id, rank: null }));
  for (let turn = 0; turn < 1000; turn += 1) rows = moved(rows, [rows[2]!.id], rows[0]!.id);
  expect(rows.every(({ rank }) => rank !== null && rank.length <= 60)).toBe(true);
});

test('what has no place follows by urgency, and what is done stands last, the latest first', () => {
  const rows = [
    aTask('placed', { board_rank: 'V' }),
    aTask('late', { due: '2026-03-01' }),
    aTask('some day'),
    aTask('done first', { status: 'done', done_at: 1, board_rank: '1' }),
    aTask('done last', { status: 'done', done_at: 2 }),
  ];
  expect(
    rows
      .toReversed()
      .sort(byBoard)
      .map(({ id }) => id),
  ).toEqual(['placed', 'late', 'some day', 'done last', 'done first']);
});
