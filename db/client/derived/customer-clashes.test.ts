import { expect, test } from 'vitest';
import { COMPANY, NOW } from '../../../tests/support/calendar-steps.ts';
import { plainStore, type PlainStore } from '../../../tests/support/plain-store.ts';
import { writeMeta } from '../local/meta.ts';
import { alias } from './alias.ts';
import { occupancy } from './occupancy.ts';
import { scheduleConflict } from './schedule-conflict.ts';

const aStore = (): PlainStore => {
  const store = plainStore([alias, occupancy, scheduleConflict]);
  writeMeta(store.sqlite, 'person', 'p0');
  return store;
};

/** Two managers, each with a visit to a company of their own, an hour apart. */
function visits(store: PlainStore): void {
  for (const n of [0, 1]) {
    store.put('customer', { id: `c${n}`, scope: 'book:b', ...COMPANY });
    store.put('event', {
      id: `e${n}`,
      scope: `calendar:p${n}`,
      all_day: 0,
      start: `2026-11-24T1${n * 2}:00`,
      end: `2026-11-24T1${n * 2}:30`,
      zone: 'Asia/Shanghai',
      kind: 'visit',
      title: 'x',
      organiser_id: `p${n}`,
      status: 'confirmed',
      transparency: 'busy',
      privacy: 'normal',
    });
    store.put('event_customer', {
      id: `l${n}`,
      scope: `calendar:p${n}`,
      event_id: `e${n}`,
      customer_id: `c${n}`,
    });
  }
}

const subsidiary = (store: PlainStore, deleted: 0 | 1 = 0): void =>
  store.put('relation', {
    id: 'r',
    scope: 'book:b',
    from_id: 'c1',
    to_id: 'c0',
    kind: 'subsidiary',
    deleted,
  });

const collisions = (store: PlainStore): unknown[] =>
  store.sqlite.prepare("SELECT id FROM schedule_conflict WHERE kind = 'customer'").all();

test('two managers at one group meet in the list whichever came first, their visits or that the companies are one group', () => {
  const before = aStore();
  subsidiary(before);
  visits(before);
  before.settle(NOW);
  expect(collisions(before)).toHaveLength(1);
  const after = aStore();
  visits(after);
  after.settle(NOW);
  expect(collisions(after)).toEqual([]);
  subsidiary(after);
  after.settle(NOW);
  expect(collisions(after)).toEqual(collisions(before));
  subsidiary(after, 1);
  after.settle(NOW);
  expect(collisions(after)).toEqual([]);
  subsidiary(after);
  after.settle(NOW);
  after.take('relation', 'r');
  after.settle(NOW);
  expect(collisions(after)).toEqual([]);
});

test('two managers at one group meet in the list once their companies are merged, and no longer once they are two again', () => {
  const store = aStore();
  visits(store);
  store.settle(NOW);
  const merged = { merged_into: 'c0', deleted: 1 } as const;
  store.put('customer', { id: 'c1', scope: 'book:b', ...COMPANY, ...merged });
  store.settle(NOW);
  expect(collisions(store)).toHaveLength(1);
  store.put('customer', { id: 'c1', scope: 'book:b', ...COMPANY });
  store.settle(NOW);
  expect(collisions(store)).toEqual([]);
});
