import { beforeEach, expect, test } from 'vitest';
import { writeMeta } from '../../../db/client/local/meta.ts';
import { migrated } from '../../../tests/support/migrated.ts';
import { noteTime, readLease, renewLease } from './lease.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 2);
let db: ReturnType<typeof migrated>;
beforeEach(() => {
  db = migrated();
  writeMeta(db, 'token', 'of this laptop');
});

test('a laptop whose server never spoke of a lease may be offline for ever', () => {
  renewLease(db, undefined, NOW);
  expect(readLease(db, NOW + 1_000 * DAY)).toEqual({ over: false, until: null });
});

test('the lease is over after its days, and begins anew with the next answer', () => {
  renewLease(db, 14 * DAY, NOW);
  expect(readLease(db, NOW + 14 * DAY)).toEqual({ over: false, until: NOW + 14 * DAY });
  expect(readLease(db, NOW + 14 * DAY + 1).over).toBe(true);
  renewLease(db, 14 * DAY, NOW + 15 * DAY);
  expect(readLease(db, NOW + 15 * DAY).over).toBe(false);
});

test('a clock that is turned back gives back nothing of what was seen', () => {
  renewLease(db, 14 * DAY, NOW);
  noteTime(db, NOW + 15 * DAY, 60_000);
  expect(readLease(db, NOW + DAY).over).toBe(true);
});

test('a clock that is set back again and again does not stop the lease: the minutes that the desk ran count', () => {
  renewLease(db, DAY, NOW);
  for (let minute = 0; minute <= 24 * 60; minute += 1) noteTime(db, NOW - DAY, 60_000);
  expect(readLease(db, NOW - DAY).over).toBe(true);
});

test('a clock that ran far ahead by mistake is made good by the next answer', () => {
  renewLease(db, 14 * DAY, NOW);
  noteTime(db, NOW + 365 * DAY, 60_000);
  expect(readLease(db, NOW).over).toBe(true);
  renewLease(db, 14 * DAY, NOW + 1_000);
  expect(readLease(db, NOW + 2_000).over).toBe(false);
});
