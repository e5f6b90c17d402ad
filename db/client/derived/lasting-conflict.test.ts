import { expect, test } from 'vitest';
import { NOW } from '../../../tests/support/calendar-steps.ts';
import { plainStore } from '../../../tests/support/plain-store.ts';
import { writeMeta } from '../local/meta.ts';
import { conflictsBetween } from '../queries/conflict.ts';
import { occupancy } from './occupancy.ts';
import { scheduleConflict } from './schedule-conflict.ts';

const DAY = 86_400_000;

test('two leaves of months clash on every day until one of them ends', () => {
  const store = plainStore([occupancy, scheduleConflict]);
  writeMeta(store.sqlite, 'person', 'p0');
  for (const [id, start, end] of [
    ['a', '2026-12-01', '2027-03-01'],
    ['b', '2026-12-02', '2027-02-20'],
  ] as const)
    store.put('event', {
      id,
      scope: 'calendar:p0',
      all_day: 1,
      start,
      end,
      zone: 'Asia/Shanghai',
      kind: 'leave',
      title: 'x',
      organiser_id: 'p0',
      status: 'confirmed',
      transparency: 'out_of_office',
      privacy: 'normal',
    });
  store.settle(NOW);
  const on = (day: string): number => {
    const from = Date.parse(day);
    return conflictsBetween(store, from, from + DAY).length;
  };
  expect(['2026-11-30', '2026-12-05', '2027-01-10', '2027-02-18', '2027-02-25'].map(on)).toEqual([
    0, 1, 1, 1, 0,
  ]);
});
