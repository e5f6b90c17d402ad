import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_AT_ONCE } from '../../../src-shared/domain/calendar/conflict.ts';
import { NOW, OWN_MEETING } from '../../../tests/support/calendar-steps.ts';
import { plainStore, type PlainStore } from '../../../tests/support/plain-store.ts';
import { writeMeta } from '../local/meta.ts';
import { occupancy } from './occupancy.ts';
import { scheduleConflict } from './schedule-conflict.ts';

const meeting = (id: string, hour: number, hours: number) => ({
  ...OWN_MEETING,
  id,
  start: `2026-12-01T${String(hour).padStart(2, '0')}:00`,
  end: `2026-12-01T${String(hour + hours).padStart(2, '0')}:00`,
});

function crowd(meetings: number): PlainStore {
  const store = plainStore([occupancy, scheduleConflict]);
  writeMeta(store.sqlite, 'person', 'p0');
  for (let at = 0; at < meetings; at += 1) store.put('event', meeting(`e${100 + at}`, 9 + (at % 3), 4));
  store.settle(NOW);
  return store;
}
const pairs = (store: PlainStore): unknown[] =>
  store.sqlite.prepare('SELECT a_event_id, b_event_id FROM schedule_conflict ORDER BY 1, 2').all();

test('a calendar with hundreds of meetings at one hour keeps a few clashes of each', () => {
  const store = crowd(300);
  const found = pairs(store) as { a_event_id: string; b_event_id: string }[];
  expect(new Set(found.flatMap((one) => [one.a_event_id, one.b_event_id])).size).toBe(300);
  expect(found.length).toBeLessThanOrEqual(300 * MOST_AT_ONCE);
});

const step = fc.record({
  add: fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 8, max: 16 }),
      fc.integer({ min: 1, max: 5 }),
    ),
    {
      maxLength: 6,
    },
  ),
  take: fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 }),
});

test('which clashes of a crowd are told is the same step by step and made anew', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
      const store = crowd(MOST_AT_ONCE + 6);
      for (const { add, take } of steps) {
        for (const [n, hour, hours] of add) store.put('event', meeting(`e${100 + n}`, hour, hours));
        for (const n of take) store.take('event', `e${100 + n}`);
        store.settle(NOW);
      }
      const followed = pairs(store);
      scheduleConflict.rebuild(store, NOW);
      expect(pairs(store)).toEqual(followed);
      store.sqlite.close();
    }),
    // One that begins before all others takes the place of another in what is told of them.
    { numRuns: 30, examples: [[[{ add: [[40, 8, 5]], take: [] }]]] },
  );
});
