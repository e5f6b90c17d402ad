import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HOUR } from './civil.ts';
import { expand, type Instance } from './recurrence.ts';
import { takenOnce } from './taken-once.ts';

const from = Date.UTC(2026, 10, 1);
const WINDOW = { from, to: from + 60 * 24 * HOUR };
const daily = (start: string, end: string): Instance[] => {
  const slot = {
    allDay: 0,
    start,
    end,
    zone: 'Asia/Shanghai',
    rrule: 'FREQ=DAILY',
    rdate: null,
    exdate: null,
  } as const;
  const expanded = expand({ slot }, WINDOW);
  return expanded.ok ? expanded.value : [];
};
/** Hours of the window that are taken. */
const hours = (instances: readonly Instance[]): Set<number> => {
  const taken = new Set<number>();
  for (const { start, end } of instances)
    for (let at = Math.max(start, WINDOW.from); at < Math.min(end, WINDOW.to); at += HOUR) taken.add(at);
  return taken;
};

it('a series takes the same hours, and none of them twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 10, max: 23 }), (days, hour) => {
      const instances = daily('2026-11-01T09:00', `2026-11-${String(days).padStart(2, '0')}T${hour}:00`);
      const once = takenOnce(instances, WINDOW.from);
      expect(hours(once)).toEqual(hours(instances));
      const inOrder = once.toSorted((a, b) => a.start - b.start);
      for (const [at, { end }] of inOrder.slice(0, -1).entries())
        expect(end).toBeLessThanOrEqual(inOrder[at + 1]!.start);
      expect(once.map(({ recurrenceId, start }) => [recurrenceId, start])).toEqual(
        instances.map(({ recurrenceId, start }) => [recurrenceId, start]),
      );
    }),
  );
});

it('a series whose instances follow each other, and an instance that was changed, stay as they are', () => {
  const plain = daily('2026-11-01T09:00', '2026-11-02T09:00');
  expect(takenOnce(plain, WINDOW.from)).toEqual(plain);
  const [one, two] = daily('2026-11-01T09:00', '2026-11-04T09:00');
  const changed = { ...two!, override: 'o' };
  expect(takenOnce([one!, changed], WINDOW.from)).toEqual([one, changed]);
  expect(takenOnce([{ ...one!, override: 'o' }, two!], WINDOW.from)).toEqual([
    { ...one!, override: 'o' },
    two,
  ]);
});

it('what began long before the window and ends before it now is left out of it', () => {
  const instances = daily('2025-11-01T09:00', '2027-11-01T09:00');
  const once = takenOnce(instances, WINDOW.from);
  expect(instances.length).toBeGreaterThan(400);
  expect(once.length).toBeLessThan(65);
  expect(hours(once)).toEqual(hours(instances));
});
